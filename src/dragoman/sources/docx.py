"""DOCX: its paragraphs in their order, with tables, text boxes, notes, heads and feet.

Read off its XML and not through python-docx, which leaves out what a reviewer inserted and what stands in content
controls, and so loses paragraphs of documents that are still being agreed.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from dragoman.record import Problem, SourceError
from dragoman.sources.canonical import canonical
from dragoman.sources.limits import Limits
from dragoman.sources.nouns import Block, Content, Hint
from dragoman.sources.paragraphs import is_item

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # type: ignore[import-untyped]

_MAIN = re.compile(r"word/document\d*\.xml")
"""Word writes no number, Word on the web may write one."""
_USUAL, _STRICT = (
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_W = f"{{{_USUAL.decode()}}}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_W}pPr", _FALLBACK})
"""What does not stand in the document as it is now printed. Text boxes stand twice, the second time as a fallback."""
_SIGNS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}softHyphen": ""}
_HEADING = re.compile(r"heading|title|제목", re.I)
_CAPTION = re.compile(r"caption|캡션", re.I)
_FURNITURE = re.compile(r"word/(?:header|footer)\d*\.xml$")
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_SHORT_ROW = 160
"""Characters; a table's row of no more is one line, as a label and its value; a longer one is a page's layout."""
_PAGE_NUMBER = re.compile(r"[\W\d_]*$")


def is_docx(data: bytes) -> bool:
    """Whether it is a ZIP that lists a Word document's main part. The list stands at its end."""
    return data.startswith(b"PK\x03\x04") and re.search(_MAIN.pattern.encode(), data) is not None


def main_part(names: Iterable[str]) -> str | None:
    """The member that holds the text; None where these are not a Word document's members."""
    return next((name for name in sorted(names) if _MAIN.fullmatch(name)), None)


def read_docx(data: bytes, limits: Limits) -> Content:
    """The text with its blocks; heads and feet first, notes last. Raises SourceError where it is broken."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            styles = _style_names(archive, names, limits)
            furniture = [_part(archive, name, limits) for name in sorted(names) if _FURNITURE.match(name)]
            body = _part(archive, main_part(names) or "", limits)
            notes = [_part(archive, name, limits) for name in _NOTES if name in names]
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, ValueError) as fault:
        raise SourceError(f"is a Word document that cannot be opened: {str(fault)[:120]}") from fault
    lines: list[tuple[str, Hint | None]] = []
    for tree in furniture:
        said = dict.fromkeys(text for text, _ in _blocks(tree, styles))
        lines += [(text, "quiet") for text in said if not _PAGE_NUMBER.match(text) and (text, "quiet") not in lines]
    lines += _blocks(body, styles)
    for tree in notes:
        lines += [(text, "quiet") for text, _ in _blocks(tree, styles)]
    return _content(lines, limits)


def _content(lines: list[tuple[str, Hint | None]], limits: Limits) -> Content:
    blocks: list[Block] = []
    said: list[str] = []
    length = 0
    for text, hint in lines:
        if length + len(text) > limits.max_characters:
            message = f"the text has more than {limits.max_characters} characters; only those are read"
            problem = Problem("text-truncated", max(0, length - 2), max(0, length - 2), message)
            return Content("\n\n".join(said), tuple(blocks), problems=(problem,))
        blocks.append(Block(length, length + len(text), hint))
        said.append(text)
        length += len(text) + 2
    return Content("\n\n".join(said), tuple(blocks))


def _part(archive: zipfile.ZipFile, name: str, limits: Limits) -> "Element":
    """One part's tree. Its size is that which comes out, not the one it claims."""
    from lxml import etree  # type: ignore[import-untyped]

    with archive.open(name) as stream:
        data = stream.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise SourceError(f"unpacks to more than {limits.max_bytes} bytes, the most one document may have")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data.replace(_STRICT, _USUAL), parser)
    except etree.XMLSyntaxError as fault:
        raise SourceError(f"is a Word document whose XML is broken: {str(fault)[:120]}") from fault


def _style_names(archive: zipfile.ZipFile, names: list[str], limits: Limits) -> dict[str, str]:
    """The names of the paragraph styles by their ids, which differ from language to language."""
    if "word/styles.xml" not in names:
        return {}
    found = {}
    for style in _part(archive, "word/styles.xml", limits).iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        if name is not None:
            found[style.get(f"{_W}styleId", "")] = name.get(f"{_W}val", "")
    return found


def _blocks(tree: "Element", styles: dict[str, str]) -> list[tuple[str, Hint | None]]:
    """Every paragraph with words, in the order of the document; short rows of tables as one line."""
    found: list[tuple[str, Hint | None]] = []
    taken: set[Element] = set()
    for element in _standing(tree):
        if element.tag == f"{_W}tr" and (row := _row(element)):
            found.append((row, "cell"))
            taken.update(element.iter(f"{_W}p"))
        elif element.tag == f"{_W}p" and element not in taken and (text := _text(element)):
            found.append((text, _hint(element, text, styles)))
    return found


def _standing(tree: "Element") -> "Iterator[Element]":
    """Every element that stands in the document as printed, from the first to the last."""
    from lxml import etree

    walk = etree.iterwalk(tree, events=("start",))
    for _, element in walk:
        if element.tag in _GONE:
            walk.skip_subtree()
        else:
            yield element


def _row(row: "Element") -> str:
    """A row of short cells as one line; "" where a cell holds paragraphs, or a table of its own."""
    cells = []
    for cell in row.iter(f"{_W}tc"):
        said = [text for paragraph in cell.iter(f"{_W}p") if (text := _text(paragraph))]
        if len(said) > 1 or next(cell.iter(f"{_W}tbl"), None) is not None:
            return ""
        cells += said
    line = " ".join(cells)
    return line if len(cells) > 1 and len(line) <= _SHORT_ROW and "\n" not in line else ""


def _text(paragraph: "Element") -> str:
    """A paragraph's words, without those of a text box that hangs on it."""
    from lxml import etree

    said: list[str] = []
    walk = etree.iterwalk(paragraph, events=("start",))
    for _, element in walk:
        if element.tag in _GONE or (element.tag == f"{_W}p" and element is not paragraph):
            walk.skip_subtree()
        elif element.tag == f"{_W}t":
            said.append(element.text or "")
        else:
            said.append(_SIGNS.get(element.tag, ""))
    return canonical("".join(said)).strip()


def _hint(paragraph: "Element", text: str, styles: dict[str, str]) -> Hint | None:
    properties = paragraph.find(f"{_W}pPr")
    style = properties.find(f"{_W}pStyle") if properties is not None else None
    name = styles.get(style.get(f"{_W}val", ""), "") if style is not None else ""
    if _HEADING.search(name):
        return "heading"
    if _CAPTION.search(name):
        return "caption"
    listed = properties is not None and properties.find(f"{_W}numPr") is not None
    return "item" if listed or name.startswith("List") or is_item(text) else None
