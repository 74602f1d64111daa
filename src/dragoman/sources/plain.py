"""Plain text: it is its own canonical text."""

from dragoman.sources.canonical import canonical
from dragoman.sources.nouns import Content
from dragoman.sources.paragraphs import paragraphs


def read_plain(text: str) -> Content:
    """The text and its paragraphs."""
    text = canonical(text)
    return Content(text, paragraphs(text))
