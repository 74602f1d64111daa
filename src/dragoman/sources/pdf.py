"""PDF: what its pages show, through PDFium; pdflayout.py puts it in the order of reading.

PDFium is a parser written in C over hostile bytes: apart.py calls this in a process that can be stopped. What the file
says of itself (title, author, dates) is that of the program which made it, and is not used.
"""

import math
import re
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from dragoman.record import Problem, SourceError
from dragoman.sources.limits import Limits
from dragoman.sources.nouns import Content
from dragoman.sources.pdflayout import laid_out
from dragoman.sources.pdflines import Page, Piece

_LOCKED = 4
"""PDFium's error for a missing password."""
_LINE = re.compile("([^\r\n\x02\ufffe]+)([\x02\ufffe]?)")
"""A line as PDFium tells it. U+0002 or U+FFFE is its hyphen at a line's end, after which it goes on without a break."""
_GAP = 1.2
"""Times the size of its letters: a wider gap within a line parts columns or cells."""
_FEW = 12
"""Letters; a page that has no more and is covered by a picture is a scan."""
_COVERED = 0.4
_NO_LETTERS = re.compile("[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")
_SAMPLE = 5
"""Letters of a line whose size is looked at; it may open with a mark of another font."""
_SLANTED = 0.1
"""Radians; what stands more slanted is a watermark or a margin's note."""
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
SCANNED = "is a picture of text (a scan) and is not read; have it recognised (OCR) first"


def is_pdf(head: bytes) -> bool:
    """Whether it opens with a PDF's mark; other bytes may stand before it."""
    return b"%PDF-" in head[:1024]


def read_pdf(data: bytes, limits: Limits) -> Content:
    """The text of its pages, with a problem for each page that cannot be read. Raises SourceError where none can."""
    document = _opened(data)
    try:
        count = len(document)
        pages = [_page(document, number) for number in range(min(count, limits.max_pages))]
    finally:
        document.close()
    content = laid_out(pages, most=limits.max_characters)
    if not any(ch.isalnum() for ch in content.text):
        raise SourceError(next((f"every page {page.fault}" for page in pages if page.fault), "its pages hold no words"))
    if count <= limits.max_pages:
        return content
    message = f"the PDF has {count} pages; only the first {limits.max_pages} are read (--limits pages=…)"
    end = len(content.text)
    problem = Problem("text-truncated", end, end, message)
    return Content(content.text, content.blocks, content.facts, (*content.problems, problem))


def _opened(data: bytes) -> Any:
    import pypdfium2  # type: ignore[import-untyped]

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        if getattr(fault, "err_code", None) == _LOCKED or "password" in str(fault).lower():
            raise SourceError("is locked by a password; save it without one") from fault
        raise SourceError(f"is a PDF that cannot be opened: {str(fault)[:120]}") from fault


def _page(document: Any, number: int) -> Page:
    import pypdfium2

    try:
        page = document[number]
        width, height = page.get_size()
        textpage = page.get_textpage()
        pieces = tuple(_pieces(textpage, _Turned(page)))
    except pypdfium2.PdfiumError:
        return Page(number + 1, 0.0, 0.0, (), "is broken and is not read")
    text = "".join(piece.text for piece in pieces)
    letters = sum(ch.isalnum() for ch in text)
    fault = None
    if letters <= _FEW and _covered(page):
        fault = SCANNED
    elif len(_NO_LETTERS.findall(text)) * 5 > len(text):
        fault = "is set in fonts that do not say which letters they show, and is not read; have it recognised (OCR)"
        pieces = ()
    textpage.close()
    page.close()
    return Page(number + 1, width, height, pieces, fault)


def _covered(page: Any) -> bool:
    """Whether pictures cover much of it."""
    import pypdfium2
    from pypdfium2 import raw

    width, height = page.get_width(), page.get_height()
    covered = 0.0
    try:
        for picture in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
            left, bottom, right, top = picture.get_bounds()
            covered += abs(right - left) * abs(top - bottom)
    except pypdfium2.PdfiumError:
        return False
    return bool(covered >= _COVERED * width * height)


class _Turned:
    """From the page's own coordinates to those a reader sees, from the top down. Pages may be turned by quarters."""

    def __init__(self, page: Any) -> None:
        self.quarters = (page.get_rotation() // 90) % 4
        seen_width, seen_height = page.get_size()
        sideways = self.quarters % 2 == 1
        self._width, self._height = (seen_height, seen_width) if sideways else (seen_width, seen_height)

    def box(self, rectangle: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """Left, top, right, bottom, as seen."""
        left, bottom, right, top = rectangle
        if self.quarters == 1:
            return bottom, left, top, right
        if self.quarters == 2:
            return self._width - right, bottom, self._width - left, top
        if self.quarters == 3:
            return self._height - top, self._width - right, self._height - bottom, self._width - left
        return left, self._height - top, right, self._height - bottom

    def upright(self, angle: float) -> bool:
        """Whether letters at this angle (radians) stand upright to a reader."""
        off: float = (angle + self.quarters * math.pi / 2) % (2 * math.pi)
        return off < _SLANTED or off > 2 * math.pi - _SLANTED


def _pieces(textpage: Any, turned: _Turned) -> Iterator[Piece]:
    """The lines as PDFium finds them, parted where a gap shows that they are cells or lines of two columns."""
    from pypdfium2 import raw

    handle = textpage.raw
    count = textpage.count_chars()
    # One call a character, so that a place in this text is PDFium's own number of the character.
    text = "".join(chr(raw.FPDFText_GetUnicode(handle, n) or 0xFFFD) for n in range(count))
    for found in _LINE.finditer(text):
        start, end = found.span(1)
        first = next((n for n in range(start, end) if not text[n].isspace()), None)
        if first is None or not turned.upright(raw.FPDFText_GetCharAngle(handle, first)):
            continue
        boxes = [turned.box(textpage.get_rect(n)) for n in range(textpage.count_rects(start, end - start))]
        letters = [n for n in range(first, end) if text[n].isalnum()] or [first]
        size = _size(textpage, letters, turned) or (max(b[3] - b[1] for b in boxes) if boxes else 0.0)
        boxes = [_tall(box, size) for box in boxes]
        cuts = _cuts(boxes, size)
        starts = [start, *(_start_of(textpage, start, end, n) for n in cuts), end]
        groups = [boxes[a:b] for a, b in zip([0, *cuts], [*cuts, len(boxes)], strict=True)]
        for n, group in enumerate(groups):
            said = whole(text[starts[n] : starts[n + 1]])
            if group and said.strip():
                last = n == len(groups) - 1
                yield _piece(said, group, size, broken=last and bool(found[2]))


def _tall(box: tuple[float, float, float, float], size: float) -> tuple[float, float, float, float]:
    """The box, as high as its letters: where a font is missing here, as Korean ones are, it has no height."""
    left, top, right, bottom = box
    return (left, bottom - 0.7 * size, right, bottom) if bottom - top < 0.2 * size else box


def _piece(text: str, boxes: list[tuple[float, float, float, float]], size: float, *, broken: bool) -> Piece:
    left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    right, bottom = max(b[2] for b in boxes), max(b[3] for b in boxes)
    return Piece(text, left, top, right, bottom, size, broken)


def _cuts(boxes: list[tuple[float, float, float, float]], size: float) -> list[int]:
    """The numbers of the boxes that begin a new piece: after a wide gap, or on another line."""
    cuts = []
    for n in range(1, len(boxes)):
        last, box = boxes[n - 1], boxes[n]
        same_line = min(last[3], box[3]) - max(last[1], box[1]) > 0
        if not same_line or not -size <= box[0] - last[2] <= _GAP * size:
            cuts.append(n)
    return cuts


def _start_of(textpage: Any, start: int, end: int, box: int) -> int:
    """The character with which the line's box of that number begins: so many characters have one box more."""
    low, high = 1, end - start
    while low < high:
        middle = (low + high) // 2
        if textpage.count_rects(start, middle) > box:
            high = middle
        else:
            low = middle + 1
    return start + low - 1


def _size(textpage: Any, letters: Sequence[int], turned: _Turned) -> float:
    """The height of a few letters with ascent and descent; fonts are often set at size 1 and scaled."""
    some = letters[:: max(1, len(letters) // _SAMPLE)][:_SAMPLE]
    boxes = [turned.box(textpage.get_charbox(n, loose=True)) for n in some]
    return median(bottom - top for _, top, _, bottom in boxes)


def whole(text: str) -> str:
    """Characters beyond the first plane come in halves, and some fonts' letters in twos and threes."""
    joined = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return joined.translate(_LIGATURES)
