"""A fault in the material, kept as data with its place, so that nothing is passed over in silence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where (offsets into the document's text; (0, 0) for the whole), in words a reader understands.

    `code` is a stable slug: date-unknown, date-conflict, language-unread, encoding, text-truncated …
    """

    code: str
    start: int
    end: int
    message: str
