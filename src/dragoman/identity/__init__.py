"""What is the same as what: documents that hold the same words, claims that report one act, things judged to be one."""

from dragoman.identity.documents import Likeness, Sketch, likeness, shares, sketch
from dragoman.identity.entries import Evidence, entries_of, entry_id
from dragoman.identity.judging import Merged, Overruled, decided, merge, standing, without_withdrawn
from dragoman.identity.revisions import Change, changes, orphans

__all__ = [
    "Change",
    "Evidence",
    "Likeness",
    "Merged",
    "Overruled",
    "Sketch",
    "changes",
    "decided",
    "entries_of",
    "entry_id",
    "likeness",
    "merge",
    "orphans",
    "shares",
    "sketch",
    "standing",
    "without_withdrawn",
]
