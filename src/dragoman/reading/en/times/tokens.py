"""Text cut for the time grammar: runs of digits, runs of letters, single signs."""

import re
from typing import NamedTuple

_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+|\S")


class Token(NamedTuple):
    """One run. `glued`: nothing stands between it and the one before. `capital`: it begins with a capital letter."""

    start: int
    end: int
    low: str
    glued: bool
    capital: bool


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The tokens of text[start:end], by their places in the whole text."""
    found = []
    before = -1
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        found.append(Token(match.start(), match.end(), word.lower(), match.start() == before, word[0].isupper()))
        before = match.end()
    return found


def words_of(phrase: str) -> tuple[str, ...]:
    """A phrase of the lexicon cut the same way."""
    return tuple(token.low for token in tokens_of(phrase, 0, len(phrase)))
