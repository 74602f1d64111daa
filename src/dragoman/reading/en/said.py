"""What the speech stage passes on: contents with the voices they are said by, before they have a kind."""

from dataclasses import dataclass

from dragoman.reading.en.contents import Frame
from dragoman.reading.en.lexicon import Act
from dragoman.reading.en.mentions import Found
from dragoman.reading.en.tree import AsideTokens, Tree
from dragoman.record import AttributionForm, Span


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice of an attribution: the speakers as mentions, none for the document's own voice.

    `hearers` are whom the cue says they spoke to ("told lawmakers").
    """

    form: AttributionForm
    speakers: tuple[Found, ...]
    cue: Span | None
    act: str | None
    family: Act | None = None
    hearers: tuple[Found, ...] = ()


DOCUMENT = Voice("document", (), None, None)


@dataclass(frozen=True, slots=True)
class Said:
    """Tokens [low, high) of `tree`, said by `voices` (outermost first).

    `head` decides the kind together with `family`, what kind of act the cue is (None: told without a cue). `agent` is
    who is to do what an infinitive says. `quoted` tells that the words are inside quotation marks.
    """

    tree: Tree
    low: int
    high: int
    head: int
    frame: Frame
    voices: tuple[Voice, ...]
    family: Act | None
    lemma: str | None
    agent: int | None
    addressee: int | None
    quoted: bool
    rules: tuple[str, ...]
    performer: int | None = None
    """Who does the act of speech itself, where the words are one ("We welcome")."""

    def pieces(self) -> list[tuple[int, int]]:
        """The token ranges of it, without the report that interrupts it ("We will", he said, "go on")."""
        pieces = []
        low = self.low
        for a in sorted(self.tree.asides, key=_low):
            if a.report and low < a.low and a.high < self.high and not a.low <= self.head < a.high:
                pieces.append((low, a.low))
                low = a.high
        return [*pieces, (low, self.high)]


def _low(aside: AsideTokens) -> int:
    return aside.low
