"""Text fit to be shown: documents are hostile, and a screen obeys some characters."""

_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_TAMED: dict[int, str | None] = {**dict.fromkeys(_CONTROLS, " "), **dict.fromkeys(map(ord, _TURNING))}


def tame(text: str) -> str:
    """The text without a character that a terminal or a page would obey; line breaks and tabs become spaces."""
    # Nearly every text is printable as it is, and pages are made of thousands.
    return text if text.isprintable() else text.translate(_TAMED)
