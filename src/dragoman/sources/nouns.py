"""What goes in and comes out of the sources room, and what its formats hand to each other."""

import datetime
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BufferedReader, BytesIO, FileIO
from pathlib import Path
from typing import Literal

from dragoman.record import Document, Problem
from dragoman.sources.streams import SNIFFED, within

Hint = Literal["heading", "item", "cell", "link", "caption", "furniture", "quiet"]
"""What a format itself says of a paragraph: `quiet` is what it keeps but does not count as the page's matter, `cell` a
figure or a few words in a table of it, `link` a line that is a link and nothing else."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of the documents read. It beats whatever they say of themselves."""

    date: datetime.date | None = None
    publisher: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Raw:
    """One source as found, before anything of it is read: a `path`, `data` already in hand, or else standard input.

    `source` is how it is named to the user; `facts` are what whoever fetched it knows beside its bytes, `charset` the
    encoding it was served with.
    """

    source: str
    path: Path | None = None
    data: bytes | None = None
    facts: "Facts | None" = None
    charset: str | None = None

    def open(self) -> BufferedReader:
        """Its bytes, from the beginning, with the first `SNIFFED` of them open to a look ahead."""
        if self.path:
            return BufferedReader(FileIO(self.path), SNIFFED)
        if self.data is not None:
            return BufferedReader(BytesIO(self.data), SNIFFED)
        return within(sys.stdin.buffer)


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
    """One paragraph, heading or other unit of a canonical text: `text[start:end]`, stripped, never empty.

    Blocks of one `row` stand side by side in the page, as the paragraphs of one text do; None where nothing tells.
    """

    start: int
    end: int
    hint: Hint | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a source says of its document beside the text: a corpus row's fields, a page's meta tags.

    Strings are as printed; `dates` are the printed dates of publication by where they stood. `site` is what a page's
    title has beside the document's: the site's name, or a section's. `host` is the domain that sent it, where
    it has no address: a mail's.
    """

    id: str | None = None
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    language: str | None = None
    url: str | None = None
    kind: str | None = None
    site: str | None = None
    host: str | None = None
    dates: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Content:
    """What a format makes of a source: canonical text, its blocks in order, and the facts beside it."""

    text: str
    blocks: tuple[Block, ...]
    facts: Facts = field(default_factory=Facts)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A document that a container tells whole: a row, an entry, a mail. `data` is what its sha256 is of.

    `place` is where it lies, for faults; `source` what it is called. `text` is in any of the text formats.
    """

    source: str
    place: str
    data: bytes
    text: str
    facts: Facts = field(default_factory=Facts)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Inner:
    """A file within a container, to be told and read like any other. Its stream ends where the next part is asked for.

    `charset` is the encoding that the container says it is in.
    """

    source: str
    stream: BufferedReader
    facts: Facts = field(default_factory=Facts)
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """A document that looked like a container until it was opened: a Word file is a ZIP."""

    source: str
    data: bytes
    facts: Facts = field(default_factory=Facts)


Part = Item | Inner | Whole | SourceFault
"""What a container gives, one after the other."""
