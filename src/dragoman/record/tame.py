"""Text fit to be shown: documents are hostile, and a screen obeys some characters."""

import unicodedata

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def tame(text: str) -> str:
    """The text without a character that a terminal or a page would obey; line breaks and tabs become spaces."""
    return "".join(" " if unicodedata.category(c) == "Cc" else c for c in text if c not in _TURNING)
