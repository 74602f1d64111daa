"""What draws the charts in a browser: Vega, Vega-Lite and Vega's interpreter, as published, and our few lines."""

import functools
import tomllib
from dataclasses import dataclass
from importlib.resources import files

SCRIPTS = ("vega.js", "vega-lite.js", "vega-interpreter.js", "draw.js")
"""In the order in which a page loads them; the last is ours."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A vendored file: of which package and version, under what licence (SPDX), from where, with which SHA-256."""

    file: str
    package: str
    version: str
    license: str
    origin: str
    sha256: str


@functools.cache
def asset(name: str) -> bytes:
    """One of SCRIPTS, or LICENSES.txt. Raises KeyError for any other name."""
    if name == "draw.js":
        return files("dragoman.brief.charts").joinpath(name).read_bytes()
    if name not in (*SCRIPTS, "LICENSES.txt"):
        raise KeyError(f"no asset {name}: {', '.join(SCRIPTS)}")
    return files("dragoman.brief.charts").joinpath("vendored", name).read_bytes()


def manifest() -> tuple[Asset, ...]:
    """Where each vendored file comes from."""
    text = files("dragoman.brief.charts").joinpath("vendored", "manifest.toml").read_text(encoding="utf-8")
    return tuple(
        Asset(e["file"], e["package"], e["version"], e["license"], e["from"], e["sha256"])
        for e in tomllib.loads(text)["asset"]
    )
