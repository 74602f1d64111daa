"""The formats Dragoman reads, in one table, told by what the bytes hold and never by the file's name."""

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.record import SourceError
from dragoman.sources.encoding import looks_binary
from dragoman.sources.html import is_html, read_html
from dragoman.sources.jsonlines import looks_like_json, looks_like_rows
from dragoman.sources.markdown import is_markdown, read_markdown
from dragoman.sources.nouns import Content
from dragoman.sources.plain import read_plain

NOT_TEXT = "not a text format Dragoman reads (plain text, Markdown, HTML, JSON lines)"


@dataclass(frozen=True, slots=True)
class Format:
    """A way of writing a document: whether a text looks like it, and how it is read."""

    name: str
    fits: Callable[[str], bool]
    read: Callable[[str], Content]


FORMATS: tuple[Format, ...] = (
    Format("HTML", is_html, read_html),
    Format("Markdown", is_markdown, read_markdown),
    Format("plain text", lambda text: True, read_plain),
)
"""In this order; the first that fits reads."""


def is_corpus(head: bytes) -> bool:
    """Whether a source that begins so is JSON lines. Raises SourceError where it is no text at all."""
    if looks_binary(head):
        raise SourceError(NOT_TEXT)
    return looks_like_rows(head)


def format_of(text: str) -> Format:
    """The format of a decoded text. Raises SourceError where it is data and no document."""
    if looks_like_json(text):
        raise SourceError("is JSON but no line of it is a document (an object with a `text`); see docs/sources.md")
    return next(form for form in FORMATS if form.fits(text))
