"""Pieces of text on pages into paragraphs in the order of reading: columns, running heads, hyphens, broken lines.

Pure geometry: nothing here knows how the pieces were had. Coordinates are points from the top left corner.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from dragoman.record import Problem
from dragoman.sources.canonical import canonical
from dragoman.sources.linejoin import Joiner
from dragoman.sources.nouns import Block, Content, Hint
from dragoman.sources.paragraphs import is_item
from dragoman.sources.shapes import ends_sentence

_PAGE_NUMBER = re.compile(
    r"[-–—‐\s\[(]*(?:(?:page|p\.)\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?(?:\s*(?:쪽|페이지))?[-–—‐\s\])]*$"
    r"|(?:페이지|쪽)\s*\d{1,4}$|[ivxl]{1,7}$",
    re.I,
)
_WIDE = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7a3]")
_MARGIN = 0.14
"""Of a page's height: running heads and page numbers stand no further in."""
_WHITE = 0.8
"""Times the height of its letters: what parts a running head from the text, and one line of that from the next not."""
_HEADING, _NOTE = 1.12, 0.9
"""Times the size of most letters: a heading's are not smaller, a footnote's not larger."""
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
class _Line:
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


def laid_out(pages: Sequence[Page], *, most: int) -> Content:
    """The text of the pages, cut after `most` characters, with a problem where a page is not read."""
    heads, feet, bodies = _apart([list(_lines(page)) for page in pages], pages)
    body = _commonest([line for lines in bodies for line in lines])
    notes = [_notes(lines, body) for lines in bodies]
    lines = [line for page, small in zip(bodies, notes, strict=True) for line in page if line not in small]
    main = _paragraphs(_edged(lines), body)
    small = _paragraphs(_edged([line for page in notes for line in page]), body)
    joiner = Joiner([[line.text for line in paragraph] for paragraph in (*main, *small)])
    text = _Text(most)
    for line in heads:
        text.add(line.text, "quiet", line.page)
    for paragraph in main:
        said = joiner.joined([(line.text, line.broken) for line in paragraph])
        text.add(said, _hint(said, paragraph[0], body), paragraph[0].page)
    for paragraph in small:
        text.add(joiner.joined([(line.text, line.broken) for line in paragraph]), "quiet", paragraph[0].page)
    for line in feet:
        text.add(line.text, "quiet", line.page)
    return text.content(pages)


class _Text:
    """A text as it grows, and the pages its blocks begin on."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._said: list[str] = []
        self._blocks: list[tuple[Block, int]] = []
        self._length = 0
        self._cut = False

    def add(self, said: str, hint: Hint | None, page: int) -> None:
        """One more block."""
        said = canonical(said).strip()
        if not said or self._cut:
            return
        if self._length + len(said) > self._most:
            self._cut = True
            said = said[: self._most - self._length].strip()
            if not said:
                return
        self._blocks.append((Block(self._length, self._length + len(said), hint), page))
        self._said.append(said)
        self._length += len(said) + 2

    def content(self, pages: Sequence[Page]) -> Content:
        """What has become of it."""
        text = "\n\n".join(self._said)
        problems = list(self._faults(pages, len(text)))
        if self._cut:
            message = f"the text has more than {self._most} characters; only those are read"
            problems.append(Problem("text-truncated", len(text), len(text), message))
        return Content(text, tuple(block for block, _ in self._blocks), problems=tuple(problems))

    def _faults(self, pages: Sequence[Page], end: int) -> Iterator[Problem]:
        """One problem for each stretch of pages with the same fault, at the place where they would stand."""
        stretch: list[Page] = []
        for page in [*pages, Page(0, 0, 0, ())]:
            if stretch and page.fault != stretch[0].fault:
                yield self._fault(stretch, end)
                stretch = []
            if page.fault:
                stretch.append(page)

    def _fault(self, stretch: Sequence[Page], end: int) -> Problem:
        first, last = stretch[0].number, stretch[-1].number
        called = f"page {first}" if first == last else f"each of pages {first}–{last}"
        at = next((block.start for block, page in self._blocks if page > last), end)
        return Problem("page-unread", at, at, f"{called} {stretch[0].fault}")


# -- pieces to lines, in the order of reading


def _lines(page: Page) -> Iterator[_Line]:
    for number, region in enumerate(_regions(list(page.pieces))):
        for row in _rows(region):
            yield _line(row, page.number, number)


def _line(row: Sequence[Piece], page: int, region: int) -> _Line:
    gaps = [b.left - a.right for a, b in pairwise(row)]
    size = max(piece.size for piece in row)
    return _Line(
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
            rest = [p for p in rest if p not in above]
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


# -- what stands in the margins


def _apart(read: Sequence[list[_Line]], pages: Sequence[Page]) -> tuple[list[_Line], list[_Line], list[list[_Line]]]:
    """Running heads, running feet, each once, and the pages without them. Page numbers go."""
    edges = [_edge_lines(lines, page.height) for lines, page in zip(read, pages, strict=True)]
    counts = Counter(key for lines in edges for key in {_key(line) for line in lines})
    often = max(2, len(pages) * 3 // 10)
    heads: dict[str, _Line] = {}
    feet: dict[str, _Line] = {}
    bodies = []
    for lines, edge, page in zip(read, edges, pages, strict=True):
        gone = [line for line in edge if _PAGE_NUMBER.match(line.text.strip()) or counts[_key(line)] >= often]
        for line in gone:
            if not _PAGE_NUMBER.match(line.text.strip()):
                (heads if line.top < page.height / 2 else feet).setdefault(_key(line)[0], line)
        bodies.append([line for line in lines if line not in gone])
    return list(heads.values()), list(feet.values()), bodies


def _edge_lines(lines: Sequence[_Line], height: float) -> list[_Line]:
    """At most three lines in either margin, with white between them and the text."""
    by_top = sorted(lines, key=lambda line: line.top)
    above = _set_off(by_top, [line.bottom <= _MARGIN * height for line in by_top])
    below = _set_off(by_top[::-1], [line.top >= (1 - _MARGIN) * height for line in by_top[::-1]])
    return above + [line for line in below if line not in above]


def _set_off(lines: Sequence[_Line], in_margin: Sequence[bool]) -> list[_Line]:
    """The outermost of the lines, from the edge inwards, up to the last that white parts from the next."""
    last = 0
    for n, (line, inside) in enumerate(zip(lines[:3], in_margin, strict=False), 1):
        following = lines[n] if n < len(lines) else None
        white = max(following.top - line.bottom, line.top - following.bottom) if following else _height_of(line)
        if inside and white >= _WHITE * _height_of(line):
            last = n
    return list(lines[:last])


def _height_of(line: _Line) -> float:
    """From the top of its letters to their foot."""
    return line.bottom - line.top


def _key(line: _Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", " ".join(line.text.split())), round(line.top / 6)


def _notes(lines: Sequence[_Line], body: float) -> list[_Line]:
    """The footnotes: the lowest lines of a page, where they are small and larger ones stand above."""
    lowest = sorted(lines, key=lambda line: -line.top)
    count = next((n for n, line in enumerate(lowest) if line.size > _NOTE * body), 0)
    return sorted(lowest[:count], key=lambda line: line.top)


# -- lines to paragraphs


def _commonest(lines: Sequence[_Line]) -> float:
    """The size most letters are set in."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _edged(lines: Sequence[_Line]) -> list[_Line]:
    """The lines with the right edge of their column; of a column of few lines that of the whole document."""
    rights: dict[tuple[int, int], list[float]] = {}
    for line in lines:
        rights.setdefault((line.page, line.region), []).append(line.right)
    whole = _upper([line.right for line in lines])
    return [
        _with_edge(line, _upper(rights[key]) if len(rights[key := (line.page, line.region)]) >= 3 else whole)
        for line in lines
    ]


def _with_edge(line: _Line, edge: float) -> _Line:
    return replace(line, edge=max(edge, line.right))


def _upper(values: Sequence[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))] if values else 0.0


def _paragraphs(lines: Sequence[_Line], body: float) -> list[list[_Line]]:
    leading = _leading(lines)
    paragraphs: list[list[_Line]] = []
    for n, line in enumerate(lines):
        after = lines[n + 1] if n + 1 < len(lines) else None
        if paragraphs and not _begins(paragraphs[-1], line, after, leading, body):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _leading(lines: Sequence[_Line]) -> float:
    """From line to line, times the size of the letters."""
    steps = [
        (b.top - a.top) / a.size
        for a, b in pairwise(lines)
        if (a.page, a.region) == (b.page, b.region) and a.size and 0.5 * a.size < b.top - a.top < 3 * a.size
    ]
    return median(steps) if steps else 1.2


def _begins(paragraph: Sequence[_Line], line: _Line, after: _Line | None, leading: float, body: float) -> bool:
    """Whether a line begins a new paragraph."""
    last = paragraph[-1]
    if last.row or line.row or abs(last.size - line.size) > 0.08 * max(last.size, line.size):
        return True
    together = (last.page, last.region) == (line.page, line.region)
    if together and line.top - last.top > max(1.3 * leading, leading + 0.25) * last.size:
        return True
    goes_on = last.broken or (not ends_sentence(last.text.rstrip()) and line.text.lstrip()[:1].islower())
    if is_item(line.text.strip()):
        return not (_full(last, line) and not ends_sentence(last.text.rstrip()) and line.text.lstrip()[:1].isdigit())
    if goes_on:
        return False
    if not together:
        return not (not ends_sentence(last.text.rstrip()) and _full(last, line))
    if line.size >= _HEADING * body:
        return False  # the lines of a heading are as short as they like
    if not _full(last, line):
        return True
    indented = line.left - last.left > 0.8 * line.size and not is_item(paragraph[0].text.strip())
    return indented and len(paragraph) > 1 and (after is None or after.left < line.left - 0.5 * line.size)


def _full(last: _Line, line: _Line) -> bool:
    """Whether the next line's first word would not have fitted on this one.

    Its width is reckoned by its letters; in mid-sentence a line must be clearly short to end its paragraph.
    """
    words = line.text.split()
    a_letter = (line.right - line.left) / max(1, len(line.text.strip()))
    wanted = a_letter * (1 + len(words[0])) if words else 0.0
    slack = 0.5 * last.size + (0.0 if ends_sentence(last.text.rstrip()) else 0.1 * (last.edge - last.left))
    return last.right + wanted > last.edge - slack


def _hint(said: str, line: _Line, body: float) -> Hint | None:
    if is_item(said):
        return "item"
    return "heading" if line.size >= _HEADING * body and len(said) <= 300 else None
