"""A document's text cut into paragraphs and pieces, each piece with the claim whose words it is."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.record import Claim, Reading


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, the claim they belong to (of several, the one with the fewest words), and those whose words begin here."""

    words: str
    claim: Claim | None
    begins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the document: its number from 1, its role, its pieces, and the claims whose words begin in it."""

    number: int
    role: str
    pieces: tuple[Piece, ...]
    claims: tuple[Claim, ...]


def paragraphs(reading: Reading, first: int, count: int) -> list[Paragraph]:
    """So many paragraphs from the one with this number."""
    document = reading.document
    starts = [line.start for line in document.lines]
    shown = range(first - 1, min(first - 1 + count, len(starts)))
    beside: dict[int, list[Claim]] = {n: [] for n in shown}
    marks: dict[int, list[tuple[int, int, Claim]]] = {n: [] for n in shown}
    for claim in reading.claims:
        for place, (start, end) in enumerate(claim.passages):
            at = place_of(starts, start)
            if place == 0 and at in beside:
                beside[at].append(claim)
            # Words may run over paragraphs: each that they reach is marked.
            while at < len(starts) and starts[at] < end:
                if at in marks:
                    marks[at].append((start, end, claim))
                at += 1
    return [
        Paragraph(
            n + 1,
            document.lines[n].role,
            tuple(pieces(document.text, document.lines[n].start, document.lines[n].end, marks[n])),
            tuple(beside[n]),
        )
        for n in shown
    ]


def place_of(starts: Sequence[int], offset: int) -> int:
    """Which paragraph, from 0, an offset lies in; the first for what lies before it."""
    return max(bisect_right(starts, offset) - 1, 0)


def pieces(text: str, start: int, end: int, marks: Sequence[tuple[int, int, Claim]]) -> Iterator[Piece]:
    """The stretch cut wherever marked words begin or end."""
    inside = [(max(a, start), min(b, end), claim) for a, b, claim in marks if a < end and start < b]
    opening: dict[int, list[tuple[int, int, Claim]]] = {}
    for mark in inside:
        opening.setdefault(mark[0], []).append(mark)
    cuts = sorted({start, end, *(a for a, _, _ in inside), *(b for _, b, _ in inside)})
    open_: list[tuple[int, int, Claim]] = []
    for at, after in pairwise(cuts):
        begun = opening.get(at, [])
        open_ = [mark for mark in open_ if mark[1] > at] + begun
        over = min(open_, key=lambda mark: (mark[1] - mark[0], mark[2].id)) if open_ else None
        begins = tuple(claim.id for _, _, claim in begun if claim.passages[0][0] == at)
        yield Piece(text[at:after], over[2] if over else None, begins)
