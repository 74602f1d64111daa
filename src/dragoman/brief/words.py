"""How pages and tables say a period, a voice or a kind: in few words, and never more exactly than it is known."""

import calendar
from collections.abc import Mapping, Sequence

from dragoman.record import ClaimKind, Measure, Period, Published, PublishedSource
from dragoman.store import ClaimRow, LinkRow, Party

VERBS: Mapping[ClaimKind, str] = {
    "statement": "spoke on",
    "position": "held",
    "call": "called for",
    "commitment": "promised",
    "forecast": "expected",
    "event": "reported",
    "assessment": "judged",
}
HOW_KNOWN: Mapping[PublishedSource, str] = {
    "meta": "from its metadata",
    "line": "from a line of the document",
    "url": "from its address",
    "caption": "from a caption",
    "event": "from the event it tells of",
    "given": "as given when it was read",
}


def say_period(period: Period | None) -> str:
    """A period as ISO dates, as short as it allows: 2017-01-04, 2017-01, 2017, 2017-01-01/2017-03-31, unknown."""
    if period is None or (period.first is None and period.last is None):
        return "unknown"
    first, last = period.first, period.last
    if first is None:
        return f"until {last}"
    if last is None:
        return f"since {first}"
    if first == last:
        return str(first)
    if first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]:
        if (first.year, first.month) == (last.year, last.month):
            return first.isoformat()[:7]
        if first.year == last.year and (first.month, last.month) == (1, 12):
            return first.isoformat()[:4]
    return f"{first}/{last}"


def say_judged(row: ClaimRow) -> str:
    """What people made of how it was read: "corrected by Ada on 2026-11-22"; nothing where that is not known."""
    if row.judged is None:
        return ""
    made = row.judged.judgement
    said = f"disputed, last {made.verdict}" if row.judged.state == "disputed" else row.judged.state
    return f"{said} by {one_line(made.by)} on {made.at.date()}"


def judged_note(row: ClaimRow) -> str:
    """The same in brackets, to stand behind words."""
    judged = say_judged(row)
    return f" [{judged}]" if judged else ""


def say_kinds(kinds: Mapping[ClaimKind, int]) -> str:
    """How many of each kind, the most first: "5 commitments, 1 call"."""
    order = sorted(kinds, key=lambda kind: (-kinds[kind], kind))
    return ", ".join(say_count(kinds[kind], kind) for kind in order if kinds[kind])


def say_published(published: Published | None) -> str:
    """The date of publication and how it is known."""
    return f"{say_period(published.period)}, {HOW_KNOWN[published.source]}" if published else "date unknown"


def say_parties(parties: Sequence[Party]) -> str:
    """Names in a row, each once: "Japan, the United States"."""
    return ", ".join(dict.fromkeys(one_line(party.name) for party in parties))


def say_count(number: int, noun: str) -> str:
    """A number with its noun: "1 claim", "1,204 claims"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def say_measure(measure: Measure) -> str:
    """A sanction measure: "UNSCR 2397: cap crude oil, 4,000,000 barrel a year, on North Korea"."""
    amount = f"{measure.amount:,g} {measure.unit}" if measure.amount is not None else ""
    parts = (
        " ".join(part for part in (measure.action, measure.object) if part),
        f"{amount} a {measure.per}" if amount and measure.per else amount,
        f"on {measure.scope}" if measure.scope else "",
    )
    told = ", ".join(part for part in parts if part)
    return ": ".join(part for part in (measure.instrument, told) if part)


def say_link(link: LinkRow, document: str) -> str:
    """What the document is to the other one of a link."""
    part = link.document == document
    match link.kind:
        case "exact":
            return "same words as"
        case "near":
            return "nearly the same as"
        case "excerpt":
            return "excerpt of" if part else "holds as an excerpt"
        case "reprint":
            return "reprinted in" if part else "reprints"
        case "revision":
            return "revision of the same address as"
        case "translation":
            return "translation of"
        case "judged":
            return "same as"


def one_line(text: str) -> str:
    """The text without line breaks or double spaces: how words of a hard-wrapped document are quoted in a sentence."""
    return " ".join(text.split())
