"""Bytes -> Document. `read_sources(paths, dossier)` reads files, folders and corpora; read.py tells the whole flow."""

from dragoman.sources.find import find_raws
from dragoman.sources.nouns import Given, Limits, Raw, Sourced, SourceFault
from dragoman.sources.read import read_raw, read_sources, read_text

__all__ = ["Given", "Limits", "Raw", "SourceFault", "Sourced", "find_raws", "read_raw", "read_sources", "read_text"]
