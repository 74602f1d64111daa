"""Pieces of text on a page into lines in the order of reading: columns one after the other, tables row by row.

Pure geometry: nothing here knows how the pieces were had. Coordinates are points from the top left corner.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_WIDE = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7a3]")
_CELLS = 2.5
"""Times the size of the letters: a gap so wide within a row parts the cells of a table."""
_LEAST_COLUMN = 4
"""Lines; fewer beside one another are a table or a letterhead."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters on one line without a wide gap between them. `broken` where the line ends in a hyphen of the setter's."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page's pieces, as they stand in the file. `fault` says why it, or a part of it, is not read: "is a scan"."""

    number: int
    width: float
    height: float
    pieces: tuple[Piece, ...]
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of one column. `left` and `right` are its own, `edge` where the column ends; `row` of a table."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    broken: bool
    row: bool
    page: int
    region: int
    edge: float = 0.0


def lines_of(page: Page) -> Iterator[Line]:
    """The lines of a page in the order they are read."""
    for number, region in enumerate(_regions(list(page.pieces))):
        for row in _rows(region):
            yield _line(row, page.number, number)


def _line(row: Sequence[Piece], page: int, region: int) -> Line:
    gaps = [b.left - a.right for a, b in pairwise(row)]
    size = max(piece.size for piece in row)
    return Line(
        text=" ".join(piece.text.strip() for piece in row) if len(row) > 1 else row[0].text,
        left=row[0].left,
        top=min(piece.top for piece in row),
        right=max(piece.right for piece in row),
        bottom=max(piece.bottom for piece in row),
        size=size,
        broken=row[-1].broken,
        row=any(gap > _CELLS * size for gap in gaps),
        page=page,
        region=region,
    )


def _rows(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces on one height side by side, rows from the top down."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.top + p.bottom, p.left)):
        last = rows[-1][-1] if rows else None
        if last and min(last.bottom, piece.bottom) - max(last.top, piece.top) > 0.5 * min(
            last.bottom - last.top, piece.bottom - piece.top
        ):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda p: p.left) for row in rows]


def _regions(pieces: list[Piece], *, depth: int = 0) -> list[list[Piece]]:
    """The columns in the order they are read; what runs across them parts those above from those below."""
    gutter = _gutter(pieces) if depth < 3 else None
    if gutter is None:
        return [pieces] if pieces else []
    across = sorted((p for p in pieces if p.left < gutter < p.right), key=lambda p: p.top)
    rest = [p for p in pieces if not p.left < gutter < p.right]
    regions: list[list[Piece]] = []
    wide: list[Piece] = []
    for piece in [*across, None]:
        above = [p for p in rest if piece is None or p.top < piece.top]
        if above:
            regions += [wide] if wide else []
            wide = []
            regions += _columns(above, gutter, depth)
            rest = [p for p in rest if piece is not None and p.top >= piece.top]
        wide += [piece] if piece else []
    return [*regions, wide] if wide else regions


def _columns(pieces: list[Piece], gutter: float, depth: int) -> list[list[Piece]]:
    left, right = [p for p in pieces if p.right <= gutter], [p for p in pieces if p.right > gutter]
    if min(len(left), len(right)) < _LEAST_COLUMN and left and right:
        return [pieces]
    return _regions(left, depth=depth + 1) + _regions(right, depth=depth + 1)


def _gutter(pieces: Sequence[Piece], *, depth: int = 0) -> float | None:
    """Where the white between two columns of prose runs; None where there is none, or only cells beside cells."""
    starts = Counter(round(piece.left / 3) for piece in pieces)
    best: tuple[int, float] | None = None
    for start in starts:
        if starts[start - 1] + starts[start] + starts[start + 1] < _LEAST_COLUMN:
            continue
        gutter = start * 3 - 5.0
        left, right = [p for p in pieces if p.right <= gutter], [p for p in pieces if p.left >= gutter]
        across = len(pieces) - len(left) - len(right)
        if min(len(left), len(right)) < _LEAST_COLUMN or across * 2 > min(len(left), len(right)):
            continue
        if _are_columns(left, depth) and _are_columns(right, depth) and _side_by_side(left, right):
            score = min(len(left), len(right)) - across
            best = max(best or (score, gutter), (score, gutter))
    return best[1] if best else None


def _are_columns(pieces: Sequence[Piece], depth: int) -> bool:
    return _is_column(pieces) or (depth < 2 and _gutter(pieces, depth=depth + 1) is not None)


def _is_column(pieces: Sequence[Piece]) -> bool:
    """Whether these are lines of prose: most nearly as wide as all of them, and of more than a few letters."""
    width = max(p.right for p in pieces) - min(p.left for p in pieces)
    letters = median(len(p.text) + len(_WIDE.findall(p.text)) for p in pieces)
    return letters >= 16 and median(p.right - p.left for p in pieces) >= 0.6 * width


def _side_by_side(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    top = max(min(p.top for p in left), min(p.top for p in right))
    bottom = min(max(p.bottom for p in left), max(p.bottom for p in right))
    shorter = min(max(p.bottom for p in side) - min(p.top for p in side) for side in (left, right))
    return bottom - top >= 0.5 * shorter
