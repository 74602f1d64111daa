"""Passages as a page cites them: numbered by document, each with its exact words and a link that opens at them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import quote, urlsplit

from dragoman.brief.nouns import Citation, Cited, Sentence
from dragoman.brief.words import VERBS, one_line, say_parties, say_period, say_published
from dragoman.store import ClaimRow

EDGE = 6
"""Words at each end by which a link finds a long passage."""
_URL_SAFE = "!#$%&'()*+,/:;=?@[]~"


class Notes:
    """The documents in the order they are first cited, and from each its passages in theirs."""

    def __init__(self) -> None:
        self._cited: dict[str, Cited] = {}
        self._numbers: dict[str, str] = {}

    def cite(self, row: ClaimRow) -> str:
        """Note the passage; the number by which it is cited."""
        if row.claim.id in self._numbers:
            return self._numbers[row.claim.id]
        known = self._cited.get(row.document) or _cited(len(self._cited) + 1, row)
        number = f"{known.number}.{len(known.passages) + 1}"
        passage = Citation(number, one_line(row.words), row.claim.id, link_to_words(row))
        self._cited[row.document] = replace(known, passages=(*known.passages, passage))
        self._numbers[row.claim.id] = number
        return number

    def all(self) -> tuple[Cited, ...]:
        """Every document with its passages."""
        return tuple(self._cited.values())


def sentence_of(row: ClaimRow, notes: Notes, *, who: str = "", when: str | None = None, note: str = "") -> Sentence:
    """One claim as a sentence of the page, its passage noted. `note` stands before what else is known of it."""
    said = say_period(row.published.period) if row.published else "undated"
    return Sentence(
        when=said if when is None else when,
        verb=VERBS[row.claim.kind],
        words=one_line(row.words),
        note="; ".join((*((note,) if note else ()), *_remarks(row, timed=when is not None))),
        cites=(notes.cite(row),),
        who=who,
    )


def _remarks(row: ClaimRow, *, timed: bool = False) -> Iterator[str]:
    """What else is known of a claim and its words alone do not show; `timed` where its time is told already."""
    if row.via:
        yield f"as told by {say_parties(row.via)}"
    if row.recipients:
        yield f"towards {say_parties(row.recipients)}"
    if not timed and row.time is not None and (row.time.first or row.time.last):
        yield f"about {say_period(row.time)}"
    if row.claim.modality in ("conditional", "hypothetical"):
        yield row.claim.modality
    if row.claim.polarity == "negative":
        yield "in the negative"


def _cited(number: int, row: ClaimRow) -> Cited:
    return Cited(
        number=number,
        document=row.document,
        title=one_line(row.title or "untitled"),
        publisher=row.publisher.name or row.publisher.actor or "publisher unknown",
        published=say_published(row.published),
        source=row.source,
        passages=(),
    )


def link_to_words(row: ClaimRow) -> str | None:
    """Where a browser opens the document at the words; None where it came from no web address."""
    address = web_address(row.source)
    if address is None:
        return None
    start, end = row.claim.passages[0]
    words = row.words[: end - start].split()
    long = len(words) > 2 * EDGE
    fragment = f"{_percent(words[:EDGE])},{_percent(words[-EDGE:])}" if long else _percent(words)
    return f"{address}#:~:text={fragment}"


def web_address(source: str) -> str | None:
    """The source as an address to link to, without its fragment. Only for the web: nothing else in a source is one."""
    try:
        parts = urlsplit(source)
    except ValueError:  # such as http://[ which is an address of nothing
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return quote(parts._replace(fragment="").geturl(), safe=_URL_SAFE)


def _percent(words: Sequence[str]) -> str:
    # A bare hyphen would be read as the fragment's own syntax.
    return quote(" ".join(words), safe="").replace("-", "%2D")
