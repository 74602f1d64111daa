"""gzip: one file, packed. What it is called stays as it is; its sha256 is of the bytes that come out."""

import gzip
from collections.abc import Iterator
from typing import IO, cast

from dragoman.sources.limits import Spent
from dragoman.sources.nouns import Inner, Part
from dragoman.sources.streams import within


def is_gzip(head: bytes) -> bool:
    """Whether it opens with gzip's mark."""
    return head.startswith(b"\x1f\x8b\x08")


def gzip_parts(opened: Inner, spent: Spent) -> Iterator[Part]:
    """The one file within, streamed."""
    with gzip.GzipFile(fileobj=opened.stream) as unpacked:
        stream = within(cast(IO[bytes], unpacked), each=spent.unpack)
        yield Inner(opened.source, stream, opened.facts, opened.charset)
