"""Reading English, stage by stage: lines → sentences → names → parse → times → speech → kinds → claims."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.dossier import Dossier
from dragoman.reading.en.asides import Aside, find_asides, stand_ins
from dragoman.reading.en.chains import Discourse
from dragoman.reading.en.claims import ClaimMaker
from dragoman.reading.en.language_pack import LanguagePack, Unit
from dragoman.reading.en.lexicon import Lexicon, lexicon_for
from dragoman.reading.en.mentions import Bodies, Found, Gazetteer, MentionBook, find_names
from dragoman.reading.en.repair import repaired
from dragoman.reading.en.sentences import split_sentences
from dragoman.reading.en.speech import Speech
from dragoman.reading.en.splice import spliced
from dragoman.reading.en.timing import find_document_times
from dragoman.reading.en.tree import Tree
from dragoman.reading.en.turns import Label, Labels, voice_of
from dragoman.reading.findings import Findings
from dragoman.reading.per_dossier import per_dossier
from dragoman.reading.tracks import TrackFinder, track_finder
from dragoman.record import SPEAKING_ROLES, Document, Line

_NAMED_ROLES = SPEAKING_ROLES | {"title", "subtitle", "caption", "byline"}
# "SEOUL, Jan. 4 (Agency) -- ": where and when a story was filed; it says nothing itself.
_DATELINE = re.compile(
    r"""
    (?:
      [A-Z][\w'’.\ -]{2,30},\ [A-Z][a-z]{2,8}\.?\ \d{1,2}(?:,\ \d{4})?\ \([A-Za-z\ ]{2,30}\)\ ?(?:--|—|–|-)[ ]
    |
      [A-Z][A-Z'’.\ -]{2,30}(?:/[A-Z.\ ]+)?(?:,\ [A-Z][\w.]*)?,?\ ?  # SEOUL/TOKYO, South Korea,
      (?:[A-Z][a-z]{2,8}\.?\ \d{1,2}(?:,\ \d{4})?,?\ )?              # Jan. 4, 2024,
      (?:\([^()\n]{2,40}\)\ ?)?(?:--|—|–|-)\                         # (Agency) --
    )
    """,
    re.VERBOSE,
)
_MARKER = re.compile(r"(?:\(?\d{1,2}[.)]|[°•ㅇ○◦▲△■□◆*·‣]|[-–])\s+")
# What every person is called while the parser looks on: to it one name is as good as another, but "Song", "Moon" and
# "Long" are words as well.
_ANY_NAME = "Smith"


@dataclass(frozen=True, slots=True)
class _Known:
    """What a dossier gives to reading English."""

    gazetteer: Gazetteer
    bodies: Bodies
    lexicon: Lexicon
    tracks: TrackFinder


@per_dossier
def _known(dossier: Dossier) -> _Known:
    return _Known(Gazetteer.of(dossier), Bodies.of(dossier), lexicon_for(dossier), track_finder(dossier, "en"))


Amend = Callable[[Document, tuple[Found, ...]], Sequence[Found]]
_Job = tuple[str, list[tuple[int, int]], list[Unit]]
"""Text, the spans to parse, and what is one word in them."""


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A document on its way to the parser: its paragraphs, their sentences, its names."""

    document: Document
    paragraphs: tuple[tuple[Line, tuple[tuple[int, int], ...], Label | None], ...]
    names: tuple[Found, ...]
    asides: tuple[tuple[Aside, ...], ...]
    """Those of each sentence."""

    def job(self) -> _Job:
        """What the language pack is given: text, sentences, people as one word each, a stand-in for each aside."""
        sentences = [s for _, listed, _ in self.paragraphs for s in listed]
        asides = stand_ins([a for listed in self.asides for a in listed])
        return self.document.text, sentences, [*asides, *self._people()]

    def aside_job(self) -> _Job:
        """The asides, to be parsed apart."""
        return self.document.text, [(a.start, a.end) for listed in self.asides for a in listed], self._people()

    def _people(self) -> list[Unit]:
        return [Unit(f.start, f.end, _ANY_NAME) for f in self.names if f.kind == "person" and f.head]

    def put_together(self, trees: Sequence[Tree], apart: Sequence[Tree], lexicon: Lexicon) -> list[Tree]:
        """The repaired trees of the sentences, asides in their places."""
        inner = iter(apart)
        return [
            spliced(repaired(tree, lexicon), asides, [repaired(next(inner), lexicon) for _ in asides])
            for tree, asides in zip(trees, self.asides, strict=True)
        ]


def read_english(
    documents: Iterable[Document], dossier: Dossier, pack: LanguagePack, *, amend: Amend | None = None
) -> Iterator[Findings]:
    """The findings of each document, in order. The pack parses them in batches.

    `amend` may give a document other names than were found in it: a measure whose task tells them does.
    """
    known = _known(dossier)
    prepared: list[_Prepared] = []

    def jobs() -> Iterator[_Job]:
        for document in documents:
            ready = _prepare(document, known)
            if amend is not None:
                ready = replace(ready, names=tuple(amend(document, ready.names)))
            prepared.append(ready)
            yield ready.job()
            yield ready.aside_job()

    parsed = pack.parse_many(jobs())
    for trees in parsed:
        yield _read(prepared.pop(0), trees, next(parsed), dossier, known)


def _prepare(document: Document, known: _Known) -> _Prepared:
    text = document.text
    spans = [(line.start, line.end) for line in document.lines if line.role in _NAMED_ROLES]
    names = find_names(text, spans, known.gazetteer, known.bodies, document.publisher.actor)
    spoken = [line for line in document.lines if line.role in SPEAKING_ROLES]
    labels = Labels(text, spoken, names)
    paragraphs = []
    for line in spoken:
        start, turn = _opening(text, line.start, line.end, labels)
        sentences = tuple(split_sentences(text, start, line.end)) if start < line.end else ()
        paragraphs.append((line, sentences, turn))
    asides = tuple(tuple(find_asides(text, *sentence)) for _, listed, _ in paragraphs for sentence in listed)
    return _Prepared(document, tuple(paragraphs), tuple(names), asides)


def _opening(text: str, start: int, end: int, labels: Labels) -> tuple[int, Label | None]:
    """Where a paragraph's first sentence begins, behind list mark, dateline or speaker's label; that label."""
    if marker := _MARKER.match(text, start, end):
        start = marker.end()
    if label := labels.at(start, end):  # before the dateline: "Q    — yes" looks like one
        return label.stop, label
    dateline = _DATELINE.match(text, start, end)
    return (dateline.end() if dateline else start), None


def _read(ready: _Prepared, parsed: Sequence[Tree], apart: Sequence[Tree], dossier: Dossier, known: _Known) -> Findings:
    document, lexicon = ready.document, known.lexicon
    trees = ready.put_together(parsed, apart, lexicon)
    book = MentionBook(ready.names)
    discourse = Discourse(document.text, book, dossier, document.publisher, lexicon)
    speech = Speech(document.text, lexicon, discourse)
    times = find_document_times(document, trees)
    maker = ClaimMaker(document, lexicon, discourse, book, known.tracks, times)
    at = 0
    for line, sentences, turn in ready.paragraphs:
        mine = trees[at : at + len(sentences)]
        at += len(sentences)
        if turn is not None:
            voice = voice_of(document.text, turn, book)
            speech.take_turn(voice)
            discourse.take_turn(voice.speakers)
        maker.add(speech.read_paragraph(line.start, line.end, mine))
        discourse.settle(mine)
    ids, mentions = book.numbered()
    return Findings(mentions, times.numbered(), maker.claims(ids))
