"""What is the same as what: documents that hold the same words, claims that report one act, things judged to be one."""

from dragoman.identity.documents import Likeness, Sketch, likeness, shares, sketch
from dragoman.identity.entries import SAME_TIME, Evidence, Tie, entries_of, entry_id, near_ties, sameness
from dragoman.identity.judging import Merged, Overruled, decided, merge, standing, without_withdrawn
from dragoman.identity.revisions import Change, changes, orphans
from dragoman.identity.translations import Gist, Translation, facts_of, people_of, translations

__all__ = [
    "SAME_TIME",
    "Change",
    "Evidence",
    "Gist",
    "Likeness",
    "Merged",
    "Overruled",
    "Sketch",
    "Tie",
    "Translation",
    "changes",
    "decided",
    "entries_of",
    "entry_id",
    "facts_of",
    "likeness",
    "merge",
    "near_ties",
    "orphans",
    "people_of",
    "sameness",
    "shares",
    "sketch",
    "standing",
    "translations",
    "without_withdrawn",
]
