"""What is the same as what. First: claims, from however many documents, that report one act."""

from dragoman.identity.entries import Evidence, entries_of, entry_id

__all__ = ["Evidence", "entries_of", "entry_id"]
