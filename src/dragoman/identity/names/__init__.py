"""Names compared across scripts, romanisations and orders."""

from dragoman.identity.names.index import Match, NameIndex
from dragoman.identity.names.likeness import Likeness, same_name
from dragoman.identity.names.printed import bare, clean

__all__ = ["Likeness", "Match", "NameIndex", "bare", "clean", "same_name"]
