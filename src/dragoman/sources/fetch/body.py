"""The body of an answer, taken as it comes and unpacked within bounds."""

import zlib
from collections.abc import Iterable, Iterator

from dragoman.sources.fetch.nouns import FetchError
from dragoman.sources.limits import MEBIBYTE

ACCEPTED = "gzip"
_STEP = MEBIBYTE
_GZIP = 16 + zlib.MAX_WBITS


def read_body(chunks: Iterable[bytes], *, encoding: str, max_bytes: int) -> bytes:
    """All of the body, unpacked. Raises FetchError beyond `max_bytes`, packed or not, and where it breaks off.

    `encoding` is the answer's Content-Encoding. However well a body is packed, no more than a step beyond the bound is
    ever unpacked.
    """
    packing = encoding.strip().casefold()
    if packing not in ("", "identity", "gzip", "x-gzip"):
        raise FetchError(f"the server packed its answer as {packing[:40]!r}, which was not asked for", lasting=True)
    bounded = _bounded(chunks, max_bytes)
    if packing in ("", "identity"):
        return b"".join(bounded)
    return b"".join(_bounded(_unpacked(bounded), max_bytes))


def _bounded(chunks: Iterable[bytes], max_bytes: int) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > max_bytes:
            raise FetchError(f"larger than {max_bytes:,} bytes, the most that is fetched", lasting=True)
        yield chunk


def _unpacked(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Some servers send several gzip members one after the other; together they are one body."""
    engine = zlib.decompressobj(_GZIP)
    begun = False
    for chunk in chunks:
        waiting = chunk
        while waiting:
            if engine.eof:
                engine = zlib.decompressobj(_GZIP)
            begun = True
            try:
                yield engine.decompress(waiting, _STEP)
            except zlib.error as fault:
                raise FetchError(f"the server's packing is broken ({fault})") from None
            waiting = engine.unused_data or engine.unconsumed_tail
    if begun and not engine.eof:
        raise FetchError("the answer breaks off; try again later")
