"""The lines of a PDF's pages into paragraphs: over columns and pages, with hyphens off, headings and items marked."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from dragoman.record import Problem
from dragoman.sources.canonical import canonical
from dragoman.sources.kind import labelled_kind
from dragoman.sources.linejoin import Joiner
from dragoman.sources.nouns import Block, Content, Facts, Hint
from dragoman.sources.paragraphs import is_item
from dragoman.sources.pdflines import Line, Page, lines_of
from dragoman.sources.pdfmargins import HEADING, footnotes, without_margins
from dragoman.sources.shapes import ends_sentence, is_long, is_office_line


def laid_out(pages: Sequence[Page], *, most: int) -> Content:
    """The text of the pages, cut after `most` characters, with a problem where a page is not read."""
    read = [list(lines_of(page)) for page in pages]
    body = _commonest([line for lines in read for line in lines])
    heads, feet, bodies = without_margins(read, pages, body)
    notes = [footnotes(lines, body) for lines in bodies]
    lines = [line for page, small in zip(bodies, notes, strict=True) for line in page if line not in small]
    main = _paragraphs(_edged(lines), body)
    small = _paragraphs(_edged([line for page in notes for line in page]), body)
    joiner = Joiner([[line.text for line in paragraph] for paragraph in (*main, *small)])
    text = _Text(most)
    for line in heads:
        text.add(line.text, "quiet", line.page)
    said = [(joiner.joined([(line.text, line.broken) for line in paragraph]), paragraph[0]) for paragraph in main]
    for words, line in said:
        text.add(words, _hint(words, line, body), line.page)
    for paragraph in small:
        text.add(joiner.joined([(line.text, line.broken) for line in paragraph]), "quiet", paragraph[0].page)
    for line in feet:
        text.add(line.text, "quiet", line.page)
    return text.content(pages, title=_title(said, body))


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

    def content(self, pages: Sequence[Page], *, title: str | None) -> Content:
        """What has become of it."""
        text = "\n\n".join(self._said)
        problems = list(self._faults(pages, len(text)))
        if self._cut:
            message = f"the text has more than {self._most} characters; only those are read"
            problems.append(Problem("text-truncated", len(text), len(text), message))
        facts = Facts(title=canonical(title).strip() if title else None)
        return Content(text, tuple(block for block, _ in self._blocks), facts, tuple(problems))

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


def _commonest(lines: Sequence[Line]) -> float:
    """The size most letters are set in."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _edged(lines: Sequence[Line]) -> list[Line]:
    """The lines with the right edge of their column; of a column of few lines that of the whole document."""
    rights: dict[tuple[int, int], list[float]] = {}
    for line in lines:
        rights.setdefault((line.page, line.region), []).append(line.right)
    whole = _upper([line.right for line in lines])
    return [
        _with_edge(line, _upper(rights[key]) if len(rights[key := (line.page, line.region)]) >= 3 else whole)
        for line in lines
    ]


def _with_edge(line: Line, edge: float) -> Line:
    return replace(line, edge=max(edge, line.right))


def _upper(values: Sequence[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))] if values else 0.0


def _paragraphs(lines: Sequence[Line], body: float) -> list[list[Line]]:
    leading = _leading(lines)
    paragraphs: list[list[Line]] = []
    for n, line in enumerate(lines):
        after = lines[n + 1] if n + 1 < len(lines) else None
        if paragraphs and not _begins(paragraphs[-1], line, after, leading, body):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _leading(lines: Sequence[Line]) -> float:
    """From line to line, times the size of the letters."""
    steps = [
        (b.top - a.top) / a.size
        for a, b in pairwise(lines)
        if (a.page, a.region) == (b.page, b.region) and a.size and 0.5 * a.size < b.top - a.top < 3 * a.size
    ]
    return median(steps) if steps else 1.2


def _begins(paragraph: Sequence[Line], line: Line, after: Line | None, leading: float, body: float) -> bool:
    """Whether a line begins a new paragraph."""
    last = paragraph[-1]
    goes_on = last.broken or (not ends_sentence(last.text.rstrip()) and line.text.lstrip()[:1].islower())
    # A line may be mostly in another font; letters of another size begin a paragraph unless a sentence goes on in them.
    least = 0.7 if goes_on else 0.92
    if last.row or line.row or min(last.size, line.size) < least * max(last.size, line.size):
        return True
    together = (last.page, last.region) == (line.page, line.region)
    if together and line.top - last.top > max(1.3 * leading, leading + 0.25) * last.size:
        return True
    if is_item(line.text.strip()):
        return not (_full(last, line) and not ends_sentence(last.text.rstrip()) and line.text.lstrip()[:1].isdigit())
    if goes_on:
        return False
    if not together:
        return not (not ends_sentence(last.text.rstrip()) and _full(last, line))
    if line.size >= HEADING * body:
        return False  # the lines of a heading are as short as they like
    if not _full(last, line):
        return True
    indented = line.left - last.left > 0.8 * line.size and not is_item(paragraph[0].text.strip())
    return indented and len(paragraph) > 1 and (after is None or after.left < line.left - 0.5 * line.size)


def _full(last: Line, line: Line) -> bool:
    """Whether the next line's first word would not have fitted on this one.

    Its width is reckoned by its letters; in mid-sentence a line must be clearly short to end its paragraph.
    """
    words = line.text.split()
    a_letter = (line.right - line.left) / max(1, len(line.text.strip()))
    wanted = a_letter * (1 + len(words[0])) if words else 0.0
    slack = 0.5 * last.size + (0.0 if ends_sentence(last.text.rstrip()) else 0.1 * (last.edge - last.left))
    return last.right + wanted > last.edge - slack


def _hint(said: str, line: Line, body: float) -> Hint | None:
    if line.size >= HEADING * body and len(said) <= 300 and not ends_sentence(said):
        return "heading"
    return "item" if is_item(said) else None


def _names_a_kind(text: str) -> bool:
    """Whether it is "Press Release" or the like; letterheads set it with spaces between the letters."""
    return bool(labelled_kind(text) or (len(text) <= 40 and labelled_kind(text.replace(" ", ""))))


def _title(said: Sequence[tuple[str, Line]], body: float) -> str | None:
    """The heading on the first page that is larger than all others there, a letterhead's words apart."""
    headings = [(line.size, text) for text, line in said if line.page == 1 and _hint(text, line, body) == "heading"]
    headings = [(size, text) for size, text in headings if is_long(text, 3, 7)]
    headings = [(size, text) for size, text in headings if not is_office_line(text) and not _names_a_kind(text)]
    largest = max((size for size, _ in headings), default=0.0)
    near = [text for size, text in headings if size >= 0.95 * largest]
    return near[0] if len(near) == 1 else None
