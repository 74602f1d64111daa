"""A form with files, written to disk as it comes: never more of it in memory than a piece."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header

from dragoman.record.tame import tame
from dragoman.web.answers import Wrong

MOST_FILES = 200
MOST_BYTES = 512 << 20
"""Bytes of one upload, and so of one file: what one document may have is bounded again where it is read."""
MOST_FIELD = 4_000
MOST_FIELDS = 20
_ROOM = 256 << 20
"""Bytes of the disk that are left free."""


@dataclass(frozen=True, slots=True)
class Spooled:
    """A file as it came: how the browser named it, where it lies."""

    name: str
    path: Path
    size: int


@dataclass
class Spool:
    """Takes a form of the type multipart/form-data, piece by piece, into a folder of its own."""

    folder: Path
    files: list[Spooled] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    _parser: MultipartParser | None = None
    _header: list[bytes] = field(default_factory=lambda: [b"", b""])
    _headers: dict[bytes, bytes] = field(default_factory=dict)
    _out: BinaryIO | None = None
    _name: str = ""
    _value: bytearray = field(default_factory=bytearray)
    _ended: bool = False

    def begin(self, content_type: str) -> None:
        """Make ready. Raises Wrong where this is no form with files."""
        kind, options = parse_options_header(content_type)
        boundary = options.get(b"boundary")
        if kind != b"multipart/form-data" or not boundary:
            raise Wrong(422, "wrong-parameter", "files are sent as multipart/form-data")
        if shutil.disk_usage(self.folder.parent).free < MOST_BYTES + _ROOM:
            raise Wrong(507, "disk-full", "there is too little room on the server's disk for an upload; tell its admin")
        self.folder.mkdir(mode=0o700)
        callbacks = {
            "on_part_begin": self._part_begin,
            "on_part_data": self._part_data,
            "on_part_end": self._part_end,
            "on_header_field": self._header_field,
            "on_header_value": self._header_value,
            "on_header_end": self._header_end,
            "on_headers_finished": self._headers_finished,
            "on_end": self._end,
        }
        try:
            self._parser = MultipartParser(boundary, callbacks)  # type: ignore[arg-type]
        except (MultipartParseError, ValueError) as fault:
            raise Wrong(422, "wrong-parameter", "the form is not whole; send it again") from fault

    def write(self, data: bytes) -> None:
        """Take the next piece. Raises Wrong where the form is broken or holds too much."""
        if self._parser is None:
            raise ValueError("the spool was not begun")
        try:
            self._parser.write(data)
        except (MultipartParseError, ValueError) as fault:
            raise Wrong(422, "wrong-parameter", "the form is not whole; send it again") from fault
        except OSError as fault:
            raise Wrong(
                507, "disk-full", f"the server's disk takes no more ({fault.strerror}); tell its admin"
            ) from fault

    def end(self) -> None:
        """All of it is there. Raises Wrong where it is not, or holds no file."""
        if not self._ended:
            raise Wrong(422, "wrong-parameter", "the form is not whole; send it again")
        if not self.files:
            raise Wrong(422, "wrong-parameter", "no file was sent; choose one, or drag it onto the field")

    def discard(self) -> None:
        """Leave nothing of it on the disk."""
        if self._out is not None:
            self._out.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _part_begin(self) -> None:
        self._headers, self._header = {}, [b"", b""]

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._header[0] += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._header[1] += data[start:end]

    def _header_end(self) -> None:
        self._headers[self._header[0].lower()] = self._header[1]
        self._header = [b"", b""]

    def _headers_finished(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        self._name = options.get(b"name", b"").decode("utf-8", "replace")
        if b"filename" not in options:
            if len(self.fields) >= MOST_FIELDS:
                raise Wrong(422, "wrong-parameter", "the form has too many fields")
            self._value = bytearray()
            return
        if len(self.files) >= MOST_FILES:
            raise Wrong(413, "too-large", f"more than {MOST_FILES} files at once; send them in parts, or as an archive")
        name = _plain(options[b"filename"].decode("utf-8", "replace"))
        path = self.folder / f"{len(self.files):03}"
        self._out = path.open("xb")
        self.files.append(Spooled(name, path, 0))

    def _part_data(self, data: bytes, start: int, end: int) -> None:
        if self._out is not None:
            self._out.write(data[start:end])
            return
        self._value += data[start:end]
        if len(self._value) > MOST_FIELD:
            raise Wrong(413, "too-large", f"the field {self._name[:40]!r} has more than {MOST_FIELD:,} bytes")

    def _part_end(self) -> None:
        if self._out is None:
            self.fields[self._name] = self._value.decode("utf-8", "replace")
            return
        size = self._out.tell()
        self._out.close()
        self._out = None
        last = self.files.pop()
        if size or last.name:  # a form without a chosen file sends one of no name and no bytes
            self.files.append(Spooled(last.name or "file", last.path, size))
        else:
            last.path.unlink()

    def _end(self) -> None:
        self._ended = True


def _plain(name: str) -> str:
    """The file's own name, whatever path or character a browser sent with it."""
    own = tame(name.replace("\\", "/").rpartition("/")[2]).strip()
    return own.encode("utf-8", "replace").decode()[:200]


def left_over(folder: Path) -> Iterator[Path]:
    """The folders of uploads under the spool's folder."""
    with os.scandir(folder) as entries:
        yield from (Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False))
