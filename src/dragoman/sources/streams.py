"""Streams within streams: what is read through another stream, counted, and given a place to seek in."""

import gzip
import os
import stat
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from typing import IO, TYPE_CHECKING, Any, BinaryIO, cast

from dragoman.record import SourceError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

SNIFFED = 65536
"""Bytes at a source's beginning by which its format is told."""
_IN_MEMORY = 8 * 1024 * 1024
_DAMAGE = (
    zlib.error,
    gzip.BadGzipFile,
    zipfile.BadZipFile,
    tarfile.TarError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)
"""What unpackers raise over bytes that are not what their headers say."""


class Through(RawIOBase):
    """Another stream, read through and left open. Fills whatever it is asked to fill, so that a look ahead is whole.

    `passed` counts the bytes so far; `each` is told of them. Damage in what is unpacked raises SourceError.
    """

    def __init__(self, stream: IO[bytes], *, each: Callable[[int], None] | None = None) -> None:
        super().__init__()
        self._stream = stream
        self._each = each
        self.passed = 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill the buffer, or as much of it as there is still to read."""
        view = memoryview(buffer).cast("B")
        filled = 0
        while filled < len(view):
            data = self._some(len(view) - filled)
            if not data:
                break
            view[filled : filled + len(data)] = data
            filled += len(data)
        return filled

    def _some(self, size: int) -> bytes:
        try:
            read1 = getattr(self._stream, "read1", None)
            data = cast(bytes, read1(size) if read1 else self._stream.read(size))
        except _DAMAGE as fault:
            raise SourceError(damaged(fault)) from fault
        self.passed += len(data)
        if self._each:
            self._each(len(data))
        return data


def within(stream: IO[bytes], *, each: Callable[[int], None] | None = None) -> BufferedReader:
    """A stream read through another, which stays open when this one is closed."""
    return BufferedReader(Through(stream, each=each), SNIFFED)


def damaged(fault: BaseException) -> str:
    """The words for packed bytes that do not unpack."""
    said = str(fault).strip() or type(fault).__name__
    return f"is cut short or damaged, what was read before that is kept: {said[:120]}"


def size_of(stream: BufferedReader) -> Callable[[], int]:
    """How many bytes the stream holds, asked when it is needed: of a pipe, those that have passed."""
    raw: Any = stream.raw
    if isinstance(raw, Through):
        return lambda: raw.passed
    try:
        found = os.fstat(stream.fileno())
        if stat.S_ISREG(found.st_mode):
            return lambda: found.st_size
    except OSError:
        pass
    here = stream.tell()
    size = stream.seek(0, os.SEEK_END) if stream.seekable() else here
    if stream.seekable():
        stream.seek(here)
    return lambda: size


@contextmanager
def seekable(stream: BufferedReader, *, most: int) -> Iterator[BinaryIO]:
    """The stream itself where it can be searched, else a copy of what is left of it, on disk if it is large.

    Raises SourceError where the copy would have more than `most` bytes.
    """
    if stream.seekable():
        yield cast(BinaryIO, stream)
        return
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
        copied = 0
        while data := stream.read(1 << 20):
            copied += len(data)
            if copied > most:
                raise SourceError(
                    f"is piped or lies within another, and is larger than {most} bytes; save it by itself"
                )
            copy.write(data)
        copy.seek(0)
        yield cast(BinaryIO, copy)
