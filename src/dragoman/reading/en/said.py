"""What the speech stage passes on: contents with the voices they are said by, before they have a kind."""

from dataclasses import dataclass

from dragoman.reading.en.contents import Frame
from dragoman.reading.en.lexicon import Act
from dragoman.reading.en.mentions import Found
from dragoman.reading.en.tree import Tree
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

    cuts: tuple[tuple[int, int], ...] = ()
    """Token ranges inside it that are a report's own words, in order: “We will”, he said, “go on”."""

    def pieces(self) -> list[tuple[int, int]]:
        """The token ranges of it, without the report that interrupts it."""
        edges = [self.low, *(edge for cut in self.cuts for edge in cut), self.high]
        return list(zip(edges[::2], edges[1::2], strict=True))
