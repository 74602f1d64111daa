"""Which reader made a reading: it changes whenever the reading code, its word lists or the language pack do."""

import functools
import hashlib
from pathlib import Path

_SOURCES = (".py", ".toml", ".json", ".cfg")


@functools.cache
def reader_version(pack: str | None = None) -> str:
    """A short digest of everything in this room that a reading depends on; with the name of a pack other than ours.

    Weights count by name and size, not content, so that it stays cheap; imports no language library.
    """
    here = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(here.rglob("*")):
        if not path.is_file() or "__pycache__" in path.parts:
            continue
        digest.update(str(path.relative_to(here)).encode())
        if path.suffix in _SOURCES and path.stat().st_size < 1_000_000:
            digest.update(path.read_bytes())
        else:
            digest.update(str(path.stat().st_size).encode())
    name = digest.hexdigest()[:12]
    return f"{name}+{pack}" if pack else name
