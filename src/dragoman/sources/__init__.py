"""Bytes -> Document. `read_sources(paths, dossier)` reads files, folders and corpora; read.py tells the whole flow."""

from dragoman.sources.find import find_raws
from dragoman.sources.limits import Limits, limits_from
from dragoman.sources.nouns import Given, Raw, Sourced, SourceFault
from dragoman.sources.read import read_raw, read_sources, read_text

__all__ = [
    "Given",
    "Limits",
    "Raw",
    "SourceFault",
    "Sourced",
    "find_raws",
    "limits_from",
    "read_raw",
    "read_sources",
    "read_text",
]
