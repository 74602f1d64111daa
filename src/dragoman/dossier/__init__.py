"""A policy matter as data. `load_dossier()` gives the Korea dossier; `load_dossier(path)` any folder written alike."""

from dragoman.dossier.nouns import Actor, Cue, Dossier, Name, Office, Site, Tenure, Track

__all__ = ["Actor", "Cue", "Dossier", "Name", "Office", "Site", "Tenure", "Track"]
