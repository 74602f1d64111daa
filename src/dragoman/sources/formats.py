"""The formats Dragoman reads, in three short tables, told by what the bytes hold and never by the file's name.

What holds other documents is split into them (`CONTAINERS`); what is no text is told by its first bytes (`BINARY`);
what is text is told by how it reads (`TEXTS`).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dragoman.record import Problem, SourceError
from dragoman.sources.docx import is_docx, read_docx
from dragoman.sources.encoding import decode, looks_binary
from dragoman.sources.feed import feed_parts, is_feed
from dragoman.sources.html import is_html, read_html
from dragoman.sources.jsonlines import looks_like_json, looks_like_rows, row_parts
from dragoman.sources.limits import Limits, Spent
from dragoman.sources.mail import is_mail, mail_parts
from dragoman.sources.markdown import is_markdown, read_markdown
from dragoman.sources.mbox import is_mbox, mbox_parts
from dragoman.sources.nouns import Content, Inner, Part
from dragoman.sources.packed import gzip_parts, is_gzip
from dragoman.sources.pdf import is_pdf, read_pdf
from dragoman.sources.plain import read_plain
from dragoman.sources.tars import is_tar, tar_parts
from dragoman.sources.warc import is_warc, warc_parts
from dragoman.sources.zips import is_zip, zip_parts

_XML = re.compile(r"\ufeff?\s*<\?xml\s")
NOT_READ = "is in no format Dragoman reads (docs/sources.md lists them)"


@dataclass(frozen=True, slots=True)
class Container:
    """Something that holds documents: whether a source that begins so is one, and how it is split into its parts."""

    name: str
    fits: Callable[[bytes], bool]
    parts: Callable[[Inner, Spent], Iterator[Part]]


@dataclass(frozen=True, slots=True)
class BinaryFormat:
    """A document that is no text: whether its bytes begin so, and how they are read."""

    name: str
    fits: Callable[[bytes], bool]
    read: Callable[[bytes, Limits], Content]


@dataclass(frozen=True, slots=True)
class TextFormat:
    """A way of writing a text: whether it looks like that, and how it is read."""

    name: str
    fits: Callable[[str], bool]
    read: Callable[[str], Content]


CONTAINERS: tuple[Container, ...] = (
    Container("ZIP", is_zip, zip_parts),
    Container("gzip", is_gzip, gzip_parts),
    Container("WARC", is_warc, warc_parts),
    Container("tar", is_tar, tar_parts),
    Container("mbox", is_mbox, mbox_parts),
    Container("mail", is_mail, mail_parts),
    Container("feed", is_feed, feed_parts),
    Container("JSON lines", looks_like_rows, row_parts),
)
BINARY: tuple[BinaryFormat, ...] = (BinaryFormat("PDF", is_pdf, read_pdf), BinaryFormat("DOCX", is_docx, read_docx))
TEXTS: tuple[TextFormat, ...] = (
    TextFormat("HTML", is_html, read_html),
    TextFormat("Markdown", is_markdown, read_markdown),
    TextFormat("plain text", lambda text: True, read_plain),
)
"""Each in this order; the first that fits reads."""

_REFUSED = (
    (b"\xd0\xcf\x11\xe0", "an old Office or Hancom file, or an Office file under a password: save it as DOCX or PDF"),
    (b"HWP Document File", "an old Hancom file: save it as PDF"),
    (b"\x89PNG", "a picture, in which no words are read"),
    (b"\xff\xd8\xff", "a picture, in which no words are read"),
    (b"GIF8", "a picture, in which no words are read"),
    (b"BZh", "packed with bzip2: unpack it first"),
    (b"\xfd7zXZ", "packed with xz: unpack it first"),
    (b"7z\xbc\xaf", "packed with 7-Zip: unpack it first"),
    (b"Rar!", "packed with RAR: unpack it first"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "a Rich Text file: save it as DOCX or PDF"),
    (b"%!PS", "a PostScript file: save it as PDF"),
)
"""What people try to have read all the same, and what to do about it."""


def container_of(head: bytes) -> Container | None:
    """The kind of container that a source beginning so is, if any."""
    return next((one for one in CONTAINERS if one.fits(head)), None)


def content_of(data: bytes, *, charset: str | None, limits: Limits) -> Content:
    """A document's bytes, read in the format they are in. Raises SourceError where they are no document."""
    for form in BINARY:
        if form.fits(data):
            return form.read(data, limits)
    if what := next((what for magic, what in _REFUSED if data.startswith(magic)), None):
        raise SourceError(f"is {what}")
    if looks_binary(data):
        raise SourceError(NOT_READ)
    try:
        text, problems = decode(data, declared=charset)
    except UnicodeError as fault:
        raise SourceError(f"{NOT_READ}: {fault}") from fault
    return text_content(text, limits=limits, problems=problems)


def text_content(text: str, *, limits: Limits, problems: tuple[Problem, ...] = ()) -> Content:
    """A decoded text, read in the format it is in. Raises SourceError where it is data and no document."""
    if looks_like_json(text):
        raise SourceError("is JSON but no line of it is a document (an object with a `text`); see docs/sources.md")
    if len(text) > limits.max_characters:
        message = f"the text has {len(text)} characters; only the first {limits.max_characters} are read"
        problems = (*problems, Problem("text-truncated", 0, 0, message))
        text = text[: limits.max_characters]
    form = next(form for form in TEXTS if form.fits(text))
    if form is not TEXTS[0] and _XML.match(text):
        raise SourceError("is XML that is neither a page nor a feed")
    content = form.read(text)
    return Content(content.text, content.blocks, content.facts, (*problems, *content.problems))
