"""Every time expression of a sentence."""

import re
from dataclasses import dataclass

from dragoman.reading.en.times.cursor import Cursor
from dragoman.reading.en.times.grammar import expression
from dragoman.reading.en.times.nodes import Node, rule_name
from dragoman.reading.en.times.spelled import with_years
from dragoman.reading.en.times.tokens import tokens_of
from dragoman.reading.en.times.words import Lexicon, lexicon

_PIECE = re.compile(r"[a-z]+|[0-9]")


@dataclass(frozen=True, slots=True)
class TimeCandidate:
    """Words that tell time, at text[start:end], and what they say. `rule` names how they were read."""

    start: int
    end: int
    rule: str
    node: Node


def find_times(text: str, start: int, end: int) -> list[TimeCandidate]:
    """All time expressions in text[start:end], which should be a sentence: the longest at each place, in order, no two
    overlapping. The work grows with the length of the text, whatever stands in it.
    """
    words = lexicon()
    if not _worth_reading(text[start:end], words):
        return []
    cursor = Cursor(with_years(tokens_of(text, start, end), words.numbers), words)
    found = []
    i = 0
    while i < cursor.size:
        reading = expression(cursor, i)
        if reading is None:
            i += 1
            continue
        node, after = reading
        found.append(TimeCandidate(cursor.tokens[i].start, cursor.tokens[after - 1].end, rule_name(node), node))
        i = after
    return found


def _worth_reading(piece: str, words: Lexicon) -> bool:
    """A look at the words, so that the many sentences without any time cost next to nothing."""
    low = piece.lower()
    seen = _PIECE.findall(low)
    if not words.triggers.isdisjoint(seen) or "May" in piece or "MAY" in piece:
        return True
    hints = [word for word in seen if word in words.hints]
    if not hints:
        return False
    joined = " ".join(low.split())  # a phrase may be broken over two lines
    return any(phrase in joined for word in hints for phrase in words.hints[word])
