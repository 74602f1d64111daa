"""One JSON document whose list is written member by member, so that it can be longer than memory."""

import json
from collections.abc import Iterable
from typing import IO, Any


def write_list(stream: IO[bytes], members: Iterable[Any], *, before: str = "[", after: str = "]") -> int:
    """Write what stands before the list, its members a line each, and what stands after; how many members."""
    stream.write(before.encode())
    count = 0
    for member in members:
        stream.write(b",\n" if count else b"\n")
        stream.write(as_json(member))
        count += 1
    stream.write(b"\n" + after.encode() + b"\n")
    return count


def as_json(value: Any) -> bytes:
    """JSON in UTF-8; the same value always gives the same bytes."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace")
