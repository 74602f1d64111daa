"""The files that pages ask for: our style sheet, icon and scripts, and the scripts of others that are shipped with us.

Each has an address with a part of its digest, so that browsers may keep it for ever and a new one has a new address.
"""

import functools
import hashlib
from dataclasses import dataclass
from importlib.resources import files

from dragoman.brief import charts

TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file, its type, and the part of its digest that its address has."""

    content: bytes
    kind: str
    digest: str


@functools.cache
def assets() -> dict[str, Asset]:
    """Every file under static/, by its path there."""
    folder = files("dragoman.web").joinpath("static")
    found = {}
    for inside, prefix in ((folder, ""), (folder.joinpath("vendor"), "vendor/")):
        for one in inside.iterdir():
            kind = TYPES.get(one.name.rpartition(".")[2])
            if kind and one.is_file():
                content = one.read_bytes()
                found[f"{prefix}{one.name}"] = _asset(content, kind)
    return found | {f"charts/{name}": _asset(charts.asset(name), TYPES["js"]) for name in charts.SCRIPTS}


def _asset(content: bytes, kind: str) -> Asset:
    return Asset(content, kind, hashlib.sha256(content).hexdigest()[:12])


def address_of(name: str) -> str:
    """Where a page asks for it."""
    return f"/static/{assets()[name].digest}/{name}"
