"""What stands in the margins of a PDF's pages: running heads and feet, page numbers, footnotes."""

import re
from collections import Counter
from collections.abc import Sequence

from dragoman.sources.pdflines import Line, Page

HEADING = 1.12
"""Times the size of most letters: a heading's are not smaller."""
_NOTE = 0.9
"""Times the size of most letters: a footnote's are not larger."""
_PAGE_NUMBER = re.compile(
    r"[-–—‐\s\[(]*(?:(?:page|p\.)\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?(?:\s*(?:쪽|페이지))?[-–—‐\s\])]*$"
    r"|(?:페이지|쪽)\s*\d{1,4}$|[ivxl]{1,7}$",
    re.I,
)
_NOTE_MARK = re.compile(r"[\[(]?\d{1,3}[\])]?[.)]?\s*[^\W\d]|[*†‡§¹²³⁴-⁹]|주\s*\d*\)")
_MARGIN = 0.14
"""Of a page's height: running heads and page numbers stand no further in."""
_WHITE = 0.8
"""Times the height of its letters: what parts a running head from the text, and one line of that from the next not."""


def without_margins(
    read: Sequence[list[Line]], pages: Sequence[Page], body: float
) -> tuple[list[Line], list[Line], list[list[Line]]]:
    """Running heads, running feet, each once, and the pages without them. Page numbers go."""
    edges = [_edge_lines(lines, page.height) for lines, page in zip(read, pages, strict=True)]
    counts = Counter(key for lines in edges for key in {_key(line) for line in lines})
    often = max(2, len(pages) * 3 // 10)
    heads: dict[str, Line] = {}
    feet: dict[str, Line] = {}
    bodies = []
    for lines, edge, page in zip(read, edges, pages, strict=True):
        gone = [line for line in edge if _PAGE_NUMBER.match(line.text.strip()) or counts[_key(line)] >= often]
        gone = [line for line in gone if line.size < HEADING * body or _PAGE_NUMBER.match(line.text.strip())]
        for line in gone:
            if not _PAGE_NUMBER.match(line.text.strip()):
                (heads if line.top < page.height / 2 else feet).setdefault(_key(line)[0], line)
        bodies.append([line for line in lines if line not in gone])
    titles = {_key(line)[0] for lines in bodies for line in lines if line.size >= HEADING * body}
    return [line for said, line in heads.items() if said not in titles], list(feet.values()), bodies


def _edge_lines(lines: Sequence[Line], height: float) -> list[Line]:
    """At most three lines in either margin, with white between them and the text."""
    by_top = sorted(lines, key=lambda line: line.top)
    above = _set_off(by_top, [line.bottom <= _MARGIN * height for line in by_top])
    below = _set_off(by_top[::-1], [line.top >= (1 - _MARGIN) * height for line in by_top[::-1]])
    return above + [line for line in below if line not in above]


def _set_off(lines: Sequence[Line], in_margin: Sequence[bool]) -> list[Line]:
    """The outermost of the lines, from the edge inwards, up to the last that white parts from the next."""
    last = 0
    for n, (line, inside) in enumerate(zip(lines[:3], in_margin, strict=False), 1):
        following = lines[n] if n < len(lines) else None
        white = max(following.top - line.bottom, line.top - following.bottom) if following else _height_of(line)
        if inside and white >= _WHITE * _height_of(line):
            last = n
    return list(lines[:last])


def _height_of(line: Line) -> float:
    """From the top of its letters to their foot."""
    return line.bottom - line.top


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", " ".join(line.text.split())), round(line.top / 6)


def footnotes(lines: Sequence[Line], body: float) -> list[Line]:
    """The footnotes: the lowest lines of a page, small, the first with a mark, and larger ones above them."""
    lowest = sorted(lines, key=lambda line: -line.top)
    count = next((n for n, line in enumerate(lowest) if line.size > _NOTE * body), 0)
    small = lowest[:count][::-1]
    first = next((n for n, line in enumerate(small) if _NOTE_MARK.match(line.text.strip())), count)
    return small[first:]
