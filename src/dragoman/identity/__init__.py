"""What is the same as what: documents that hold the same words, claims that report one act, things judged to be one."""

from dragoman.identity.documents import Likeness, Sketch, likeness, sketch
from dragoman.identity.entries import Evidence, entries_of, entry_id
from dragoman.identity.judging import Merged, Overruled, merge, standing, without_withdrawn

__all__ = [
    "Evidence",
    "Likeness",
    "Merged",
    "Overruled",
    "Sketch",
    "entries_of",
    "entry_id",
    "likeness",
    "merge",
    "sketch",
    "standing",
    "without_withdrawn",
]
