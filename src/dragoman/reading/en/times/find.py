"""Every time expression of a sentence."""

import re
from dataclasses import dataclass

from dragoman.reading.en.times.cursor import Cursor
from dragoman.reading.en.times.grammar import expression
from dragoman.reading.en.times.nodes import Node, rule_name
from dragoman.reading.en.times.tokens import tokens_of
from dragoman.reading.en.times.words import lexicon

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
    piece = text[start:end]
    if words.triggers.isdisjoint(_PIECE.findall(piece.lower())) and "May" not in piece and "MAY" not in piece:
        return []
    cursor = Cursor(tokens_of(text, start, end), words)
    found = []
    i = 0
    while i < cursor.size:
        if cursor.low(i) not in words.starts and not cursor.is_number(i):
            i += 1
            continue
        reading = expression(cursor, i)
        if reading is None:
            i += 1
            continue
        node, after = reading
        found.append(TimeCandidate(cursor.tokens[i].start, cursor.tokens[after - 1].end, rule_name(node), node))
        i = after
    return found
