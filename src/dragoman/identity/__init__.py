"""What is the same as what: claims, from however many documents, that report one act; things that people judged one."""

from dragoman.identity.entries import Evidence, entries_of, entry_id
from dragoman.identity.judging import Merged, Overruled, merge, standing, without_withdrawn

__all__ = ["Evidence", "Merged", "Overruled", "entries_of", "entry_id", "merge", "standing", "without_withdrawn"]
