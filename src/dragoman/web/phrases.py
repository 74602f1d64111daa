"""Periods, dates and links in the words of a language: what brief/words.py says in English, by the catalogue."""

from collections.abc import Sequence

from dragoman.brief.words import one_line
from dragoman.brief.words import say_period as in_english
from dragoman.record import Period, Published
from dragoman.store import LinkRow, Party
from dragoman.web.labels import say, word
from dragoman.web.preferences import Language


def say_period(period: Period | None, language: Language = "en") -> str:
    """A period as ISO dates, as short as it allows, with a dash between two; an open end is said in words."""
    if period is None or (period.first is None and period.last is None):
        return say("period-unknown", language=language)
    if period.first is None:
        return say("period-until", language=language, day=period.last)
    if period.last is None:
        return say("period-since", language=language, day=period.first)
    return in_english(period).replace("/", " – ")


def say_published(published: Published | None, language: Language = "en") -> str:
    """The date of publication and how it is known."""
    if published is None:
        return say("undated", language=language)
    how = word("how-known", published.source, language=language)
    return f"{say_period(published.period, language)}, {how}"


def say_link(link: LinkRow, document: str, language: Language = "en") -> str:
    """What the document is to the other one of a link."""
    directed = link.kind in ("excerpt", "reprint")
    side = ("-of" if link.document == document else "-in") if directed else ""
    return word("link", f"{link.kind}{side}", language=language)


def say_parties(parties: Sequence[Party]) -> str:
    """Names in a row as they are printed, each once."""
    return ", ".join(dict.fromkeys(one_line(party.name) for party in parties))
