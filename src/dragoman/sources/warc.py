"""WARC, the archive of the web: each page that was answered is a document, called by its address.

Of our own, for it is a header and a length: what there is to be had reads headers of any size into memory and prints
its warnings. When a page was fetched is not when it was published, and is not used.
"""

import gzip
import re
import zlib
from collections.abc import Iterator
from http import HTTPStatus
from io import BufferedReader, RawIOBase
from typing import IO, TYPE_CHECKING, cast
from urllib.parse import urlsplit, urlunsplit

from dragoman.record import SourceError
from dragoman.sources.limits import Spent
from dragoman.sources.nouns import Facts, Inner, Part, SourceFault
from dragoman.sources.streams import within

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_VERSION = b"WARC/"
_LONGEST_LINE, _MOST_FIELDS = 65536, 400
_STEP = 65536
_NO_DOCUMENT = re.compile(
    r"(?:image|audio|video|font)/|text/(?:css|javascript|dns)|application/(?:x-)?(?:javascript|json$|font|ecmascript)"
)
_CHUNK = re.compile(rb"\s*([0-9A-Fa-f]{1,8})\s*(?:;[^\r\n]*)?\r?\n$")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.I)


def is_warc(head: bytes) -> bool:
    """Whether it opens with a record's version."""
    return head.startswith(_VERSION + b"1.")


def warc_parts(opened: Inner, spent: Spent) -> Iterator[Part]:
    """The pages in the order of their records. After a broken record reading goes on at the next that is whole."""
    stream, pages, broken = opened.stream, 0, False
    while True:
        skipped = _to_record(stream)
        if skipped is None:
            break
        if skipped and not broken:
            yield SourceFault(opened.source, f"{skipped} bytes between two records are none, and are passed over")
        try:
            fields = _fields(stream)
            body = _Window(stream, int(fields.get("content-length", "")))
        except ValueError as fault:
            yield SourceFault(opened.source, f"a record has a broken header ({fault}); the next one is read")
            broken = True
            continue
        broken = False
        part = _page(fields, body, spent)
        if part is not None:
            pages += 1
            yield part
        if not body.finish():
            yield SourceFault(fields.get("warc-target-uri", opened.source), "the archive breaks off within this record")
    if not pages:
        yield SourceFault(opened.source, "holds no page: no record of an answer with a text")


def _to_record(stream: BufferedReader) -> int | None:
    """Read up to the next record and its version line: how much that is none lies before it; None at the end."""
    skipped = 0
    while line := stream.readline(_LONGEST_LINE):
        if line.startswith(_VERSION):
            return skipped
        skipped += len(line) if line.strip() else 0
    return None


def _fields(stream: BufferedReader) -> dict[str, str]:
    """A header's fields by their names in small letters, up to its empty line. ValueError where it is none."""
    fields: dict[str, str] = {}
    name = ""
    for _ in range(_MOST_FIELDS):
        line = stream.readline(_LONGEST_LINE)
        if not line.strip():
            return fields
        if line[:1] in b" \t" and name:
            fields[name] += " " + line.decode("utf-8", "replace").strip()
            continue
        name, colon, value = line.decode("utf-8", "replace").partition(":")
        name = name.strip().casefold()
        if not colon:
            raise ValueError("a line without a name")
        fields.setdefault(name, value.strip())
    raise ValueError(f"more than {_MOST_FIELDS} lines")


def _page(fields: dict[str, str], body: "_Window", spent: Spent) -> Inner | None:
    """The document of a record; None where it is none: a request, a picture, a page that was not there."""
    kind, address = fields.get("warc-type"), _address(fields.get("warc-target-uri", ""))
    if kind not in ("response", "resource") or not address:
        return None
    stream = cast(BufferedReader, BufferedReader(body, _STEP))
    if kind == "resource" or "application/http" not in fields.get("content-type", "application/http"):
        return _inner(address, stream, fields.get("content-type", ""))
    status = stream.readline(_LONGEST_LINE).split(None, 2)
    if len(status) < 2 or status[1] != b"%d" % HTTPStatus.OK:
        return None
    try:
        head = _fields(stream)
    except ValueError:
        return None
    return _inner(address, _decoded(stream, head, spent), head.get("content-type", ""))


def _inner(address: str, stream: BufferedReader, content_type: str) -> Inner | None:
    if _NO_DOCUMENT.match(content_type.strip().casefold()):
        return None
    charset = _CHARSET.search(content_type)
    return Inner(address, stream, Facts(url=address), charset[1] if charset else None)


def _address(printed: str) -> str | None:
    """A page's address without the name and password that may stand in it; None where it is none of the web."""
    try:
        parts = urlsplit(printed.strip("<> "))
        if parts.scheme not in ("http", "https", "ftp", "file") or parts.path == "/robots.txt":
            return None
        return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    except ValueError:
        return None


def _decoded(stream: BufferedReader, head: dict[str, str], spent: Spent) -> BufferedReader:
    """The page as it was before it was sent. Archives keep the header of a page whose body they have unpacked."""
    if "chunked" in head.get("transfer-encoding", "") and _CHUNK.match(stream.peek(64)[:64].split(b"\n")[0] + b"\n"):
        stream = cast(BufferedReader, BufferedReader(_Chunks(stream), _STEP))
    encoding = head.get("content-encoding", "").casefold()
    if "gzip" in encoding and stream.peek(2).startswith(b"\x1f\x8b"):
        return within(cast(IO[bytes], gzip.GzipFile(fileobj=stream)), each=spent.unpack)
    if "deflate" in encoding:
        return within(cast(IO[bytes], BufferedReader(_Deflated(stream), _STEP)), each=spent.unpack)
    if encoding.strip() in ("br", "zstd"):
        return within(cast(IO[bytes], BufferedReader(_Refused(encoding), _STEP)))
    return stream


class _Window(RawIOBase):
    """So many bytes of a stream."""

    def __init__(self, stream: BufferedReader, size: int) -> None:
        super().__init__()
        if size < 0:
            raise ValueError("a length below nothing")
        self._stream = stream
        self._left = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer).cast("B")
        data = self._stream.read(min(len(view), self._left))
        view[: len(data)] = data
        self._left -= len(data)
        return len(data)

    def finish(self) -> bool:
        """Pass over the rest; whether all of it was there."""
        while self._left:
            data = self._stream.read(min(_STEP, self._left))
            if not data:
                return False
            self._left -= len(data)
        return True


class _Chunks(RawIOBase):
    """A body that was sent in chunks, put together; where the chunks break off, so does the body."""

    def __init__(self, stream: BufferedReader) -> None:
        super().__init__()
        self._stream = stream
        self._left = 0
        self._over = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        if not self._left and not self._over:
            self._next()
        view = memoryview(buffer).cast("B")
        data = self._stream.read(min(len(view), self._left))
        view[: len(data)] = data
        self._left -= len(data)
        return len(data)

    def _next(self) -> None:
        line = self._stream.readline(256)
        if not line.strip():
            line = self._stream.readline(256)
        found = _CHUNK.match(line)
        self._left = int(found[1], 16) if found else 0
        self._over = not self._left


class _Deflated(RawIOBase):
    """A deflated body, with zlib's header or, as some servers send it, without."""

    def __init__(self, stream: BufferedReader) -> None:
        super().__init__()
        self._stream = stream
        bare = (stream.peek(1)[:1] or b"\x78")[0] & 0x0F != 8
        self._unpacker = zlib.decompressobj(-zlib.MAX_WBITS if bare else zlib.MAX_WBITS)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer).cast("B")
        while not self._unpacker.eof:
            packed = self._unpacker.unconsumed_tail or self._stream.read(_STEP)
            data = self._unpacker.decompress(packed, len(view))
            if data:
                view[: len(data)] = data
                return len(data)
            if not packed:
                raise EOFError("a deflated page breaks off")
        return 0


class _Refused(RawIOBase):
    """A body packed as nothing here unpacks it: to read it is a fault."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        raise SourceError(f"is packed as {self._encoding.strip()}, which is not read; store it unpacked")
