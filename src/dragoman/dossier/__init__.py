"""A policy matter as data. `load_dossier()` gives the Korea dossier; `load_dossier(path)` any folder written alike."""

from dragoman.dossier.load import load_dossier
from dragoman.dossier.nouns import Actor, Cue, Dossier, Name, Office, Site, Tenure, Track
from dragoman.dossier.phrases import phrase_pattern, phrases_pattern

__all__ = [
    "Actor",
    "Cue",
    "Dossier",
    "Name",
    "Office",
    "Site",
    "Tenure",
    "Track",
    "load_dossier",
    "phrase_pattern",
    "phrases_pattern",
]
