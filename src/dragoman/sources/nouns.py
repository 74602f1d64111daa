"""What goes in and comes out of the sources room, and what its formats hand to each other."""

import datetime
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BufferedReader, BytesIO, FileIO, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from dragoman.record import Document, Problem

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MEBIBYTE = 1024 * 1024
SNIFFED = 65536
"""Bytes at a source's beginning by which its format is told."""

Hint = Literal["heading", "item", "cell", "caption", "furniture", "quiet"]
"""What a format itself says of a paragraph: `quiet` is what it keeps but does not count as the page's matter, `cell` a
figure or a few words in a table of it."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of the documents read. It beats whatever they say of themselves."""

    date: datetime.date | None = None
    publisher: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a hostile or mistaken source is read before it is refused.

    `max_bytes` is for one document (a file, or one row of a corpus); a corpus itself may have any size, for it is
    streamed. `max_characters` cuts a document's text, and says so.
    """

    max_bytes: int = 100 * MEBIBYTE
    max_characters: int = 2_000_000


@dataclass(frozen=True, slots=True)
class Raw:
    """One source as found, before anything of it is read: a `path`, `data` already in hand, or else standard input.

    `source` is how it is named to the user.
    """

    source: str
    path: Path | None = None
    data: bytes | None = None

    def open(self) -> BufferedReader:
        """Its bytes, from the beginning, with the first `SNIFFED` of them open to a look ahead."""
        if self.path:
            return BufferedReader(FileIO(self.path), SNIFFED)
        if self.data is not None:
            return BufferedReader(BytesIO(self.data), SNIFFED)
        return BufferedReader(_Unclosed(sys.stdin.buffer), SNIFFED)


class _Unclosed(RawIOBase):
    """Another stream, read through and left open."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer).cast("B")
        data = self._stream.read1(len(view)) if hasattr(self._stream, "read1") else self._stream.read(len(view))
        view[: len(data)] = data
        return len(data)


@dataclass(frozen=True, slots=True)
class SourceFault:
    """A source, or a row of one, that cannot be read: what, where, what to do, in one line."""

    source: str
    message: str


@dataclass(frozen=True, slots=True)
class Sourced:
    """A document, the bytes its sha256 is of, and what was wrong with them.

    For a row of a corpus the bytes are the row's own line, without its line break.
    """

    document: Document
    data: bytes
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or other unit of a canonical text: `text[start:end]`, stripped, never empty."""

    start: int
    end: int
    hint: Hint | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a source says of its document beside the text: a corpus row's fields, a page's meta tags.

    Strings are as printed; `dates` are the printed dates of publication by where they stood. `site` is what a page's
    title has beside the document's: the site's name, or a section's.
    """

    id: str | None = None
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    language: str | None = None
    url: str | None = None
    kind: str | None = None
    site: str | None = None
    dates: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Content:
    """What a format makes of a source: canonical text, its blocks in order, and the facts beside it."""

    text: str
    blocks: tuple[Block, ...]
    facts: Facts = field(default_factory=Facts)
    problems: tuple[Problem, ...] = ()
