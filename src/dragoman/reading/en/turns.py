"""Transcripts: whose turn it is, by the label at the head of a paragraph ("MR. PRICE:", "Q", "THE PRESIDENT:").

A label is a name with a title, a name of somebody the document names, a mark of question and answer, or capitals that
come again at the head of other paragraphs. A word and a colon ("NOTE:", "Our position:") are none.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.reading.en.lexicon import general_lexicon
from dragoman.reading.en.mentions import Found, MentionBook
from dragoman.reading.en.said import Voice
from dragoman.record import Line, Span

_REMARK = r"(?:\s?\([^()\n]{1,60}\))?"  # "(As interpreted.)"
_QUESTION = re.compile(
    rf"(?P<label>Q|A|QUESTION|ANSWER|REPORTER|PARTICIPANT|Question|Answer|Reporter)(?:{_REMARK}[:.]\s|\s{{2,}})\s*"
)
_NAMED = re.compile(
    rf"(?P<label>[A-Z][\w.'’-]*(?:\s{{1,2}}(?:of\s|the\s|and\s|for\s|to\s)*[A-Z][\w.'’-]*){{0,7}}){_REMARK}:\s+"
)
_OFTEN = 2
"""Times that capitals must head a paragraph before they are taken for a speaker nobody has named."""


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a turn: its words, where the speech behind it begins, and whether it stands for a person."""

    span: Span
    stop: int
    anonymous: bool


class Labels:
    """The labels of one document's turns."""

    def __init__(self, text: str, lines: Sequence[Line], names: Iterable[Found]) -> None:
        self._text = text
        self._known = {w.lower() for f in names if f.kind == "person" for w in (f.name, f.head, f.name.split(" ")[-1])}
        heads = (_NAMED.match(text, line.start, line.end) for line in lines)
        self._times = Counter(_plain(m["label"]) for m in heads if m is not None)

    def at(self, start: int, end: int) -> Label | None:
        """The label that opens `text[start:end]`, or None."""
        question = _QUESTION.match(self._text, start, end)
        if question is not None:
            return Label(question.span("label"), question.end(), anonymous=True)
        named = _NAMED.match(self._text, start, end)
        if named is None or not self._names_somebody(_plain(named["label"])):
            return None
        return Label(named.span("label"), named.end(), anonymous=False)

    def _names_somebody(self, label: str) -> bool:
        words = general_lexicon().words
        parts = label.lower().replace(".", "").split()
        if label.lower() in words["turns.never"] or parts[0] in words["turns.never"]:
            return False
        if parts[0] in words["turns.titles"] and (len(parts) > 1 or label.isupper()):
            return True
        if label.lower() in self._known:
            return True
        if parts[0] == "the":
            return label.isupper() and parts[-1] in words["turns.titles"]
        return label.isupper() and self._times[label] >= _OFTEN and len(label) > 1


def voice_of(text: str, label: Label, book: MentionBook) -> Voice:
    """The voice of a turn; of a bare "Q" somebody's whom nobody names."""
    if label.anonymous:
        return Voice("direct", (), None, None)
    return Voice("direct", (book.add(_speaker(text, label.span, book)),), label.span, "say", "say")


def _speaker(text: str, span: Span, book: MentionBook) -> Found:
    """Whom a label means: a person of that last name whom the document names, else the words themselves."""
    start, end = span
    label = _plain(text[start:end])
    titles = general_lexicon().words["turns.titles"]
    bare = [w for w in label.split() if w.lower().strip(".") not in titles and w.lower() not in ("the", "of")]
    if not bare:
        return Found(start, end, "office", "title", _in_title_case(label), head=label.split()[-1].lower())
    last = bare[-1].lower()
    for known in book.before(1 << 60):
        if known.kind == "person" and known.name.split(" ")[-1].lower() == last and " " in known.name:
            return Found(start, end, "person", "alias", known.name, known.actor, known.state, known.head)
    name = _in_title_case(" ".join(bare))
    return Found(start, end, "person", "title", name, head=name.split()[-1])


def _plain(label: str) -> str:
    return " ".join(label.split())


def _in_title_case(words: str) -> str:
    """ "JEAN-PIERRE" as it is written elsewhere: Jean-Pierre."""
    return words.title() if words.isupper() else words
