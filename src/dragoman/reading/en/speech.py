"""Who says what in a paragraph: quotations first, then cues over the parse, then what is said without a cue."""

import functools
from collections.abc import Sequence

from dragoman.reading.en.chains import Discourse, Quoted
from dragoman.reading.en.cues import find_cues
from dragoman.reading.en.lexicon import Lexicon
from dragoman.reading.en.quotations import QuotedPiece, speech_pieces
from dragoman.reading.en.quotes import find_quotes
from dragoman.reading.en.said import Said, Voice
from dragoman.reading.en.sentence import SentenceReader
from dragoman.reading.en.tree import Tree
from dragoman.reading.en.voices import Floor


class Speech:
    """Reads the paragraphs of one document in order; carries who spoke last from one to the next."""

    def __init__(self, text: str, lexicon: Lexicon, discourse: Discourse) -> None:
        self._text = text
        self._lexicon = lexicon
        self._discourse = discourse
        self._floor = Floor(lexicon, discourse)

    def take_turn(self, voice: Voice) -> None:
        """In a transcript: from here on it is this voice's turn."""
        self._floor.turn = voice
        self._floor.last = None

    def read_paragraph(self, start: int, end: int, trees: Sequence[Tree]) -> list[Said]:
        """Everything said in `text[start:end]`, whose sentences are `trees`."""
        quotes = find_quotes(self._text, start, end)
        cues = [find_cues(t, self._lexicon, functools.partial(self._discourse.can_speak, t)) for t in trees]
        pieces = speech_pieces(self._text, quotes, trees, cues)
        self._discourse.enter(
            trees,
            [_quoted(p, trees) for p in pieces],
            [{c.subject for c in found if c.subject is not None} for found in cues],
        )
        told = {(at, cue.verb) for p in pieces if p.cue_at for at, cue in [p.cue_at]}
        said: list[Said] = []
        for at, tree in enumerate(trees):
            quoting = frozenset(verb for n, verb in told if n == at)
            reader = SentenceReader(self._text, tree, cues[at], quotes, quoting, self._floor)
            mine = [p for p in pieces if p.sentence == at]
            spoken = [s for piece in mine for s in reader.read_piece(piece, trees)]
            said += sorted((*reader.read_outside(mine), *spoken), key=_place)
        return said


def _quoted(piece: QuotedPiece, trees: Sequence[Tree]) -> Quoted:
    """The piece as the discourse looks at it: its span, and where its speaker is named."""
    tree = trees[piece.sentence]
    at, cue = piece.cue_at or (0, None)
    named = cue.subject if cue is not None else None
    speaker = (trees[at].starts[named], trees[at].ends[named]) if named is not None else None
    return Quoted(tree.starts[piece.low], tree.ends[piece.high - 1], speaker)


def _place(said: Said) -> tuple[int, int]:
    return said.low, said.high
