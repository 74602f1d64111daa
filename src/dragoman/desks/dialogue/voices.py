"""The dialogue desk's first answer: who said what on which track, and which claims tell most of it."""

from bisect import insort
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.desks import acts
from dragoman.dossier import Dossier
from dragoman.identity import Evidence, entries_of
from dragoman.record import ClaimKind, Judgement
from dragoman.store import ClaimQuery, ClaimRow, evidence_of, voice_of

WEIGHT: Mapping[ClaimKind, int] = {
    # What binds or demands shows best where a speaker stands; that one met or spoke shows least.
    "commitment": 0,
    "call": 1,
    "position": 2,
    "assessment": 3,
    "forecast": 4,
    "event": 5,
    "statement": 6,
}


@dataclass(frozen=True, slots=True)
class TrackFindings:
    """What one voice said on one top-level track (None: on none): how many claims, and the most telling, by date."""

    track: str | None
    claims: int
    telling: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class VoiceFindings:
    """One voice and what it said, by track.

    Where a document speaks and its publisher is unknown, the voice is that document's alone, and its title the name.
    A claim on two tracks is counted on both, told on the first, and counted once in `claims`.
    """

    name: str
    claims: int
    documents: int
    kinds: Mapping[ClaimKind, int]
    tracks: tuple[TrackFindings, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """All voices, the most heard first, and how much was found in how many documents.

    `acts` counts entries: what several claims report of one act counts once, from however many documents.
    """

    voices: tuple[VoiceFindings, ...]
    claims: int
    acts: int
    documents: int
    kinds: Mapping[ClaimKind, int]
    tracks: tuple[str | None, ...]


def find(
    rows: Iterable[ClaimRow],
    *,
    order: Sequence[str] = (),
    names: Mapping[str, str] | None = None,
    linked: Mapping[str, Collection[str]] | None = None,
    judgements: Iterable[Judgement] = (),
    telling: int = 2,
    most: int = 6,
    unnamed: str = "“{title}” (publisher unknown)",
    together: str = " and ",
) -> Findings:
    """Findings by speaker and track.

    `linked` has for each document those that hold the same matter, `judgements` are those that stand: they decide which
    claims are one act. `order` is the dossier's order of tracks, `names` its actors' names by id. At most `telling`
    claims are told of a voice on one track and `most` of one voice: each track's best before any track's second.
    `unnamed` is how a voice is called that has only its document's title, `together` stands between joint speakers.
    """
    voices: dict[tuple[str, ...], _Voice] = {}
    documents: set[str] = set()
    evidences: list[Evidence] = []
    for row in rows:
        evidences.append(evidence_of(row))
        voice = voices.setdefault(voice_of(row), _Voice(_name(row, names or {}, unnamed=unnamed, together=together)))
        voice.hear(row, telling)
        documents.add(row.document)
    heard = sorted(voices.values(), key=lambda voice: (-voice.claims, voice.name))
    place = {track: n for n, track in enumerate(order)}

    def by_order(track: str | None) -> tuple[bool, int, str]:
        return track is None, place.get(track or "", len(place)), track or ""

    tracks = sorted({track for voice in heard for track in voice.cells}, key=by_order)
    return Findings(
        voices=tuple(voice.findings(tracks, most) for voice in heard),
        claims=sum(voice.claims for voice in heard),
        acts=len(entries_of(evidences, linked=linked, judgements=judgements)),
        documents=len(documents),
        kinds=sum((voice.kinds for voice in heard), Counter()),
        tracks=tuple(tracks),
    )


def top_tracks(row: ClaimRow) -> tuple[str | None, ...]:
    """The top-level tracks of a claim, in its own order, each once; (None,) where it has none."""
    return acts.top_tracks(row) or (None,)


def ask_about(query: ClaimQuery, words: str, dossier: Dossier) -> tuple[ClaimQuery, str]:
    """The query narrowed to what the words mean, and in words what they were taken for.

    A track by its id or label, else an actor by its id or one of its names, else the words themselves.
    """
    asked = words.casefold()
    for track in dossier.tracks.values():
        if not query.tracks and asked in (track.id.casefold(), *(label.casefold() for label in track.label.values())):
            return replace(query, tracks=(track.id,)), f"the track {track.label.get('en', track.id)}"
    for actor in dossier.actors.values():
        if not query.actor and asked in (actor.id.casefold(), *(name.text.casefold() for name in actor.names)):
            return replace(query, actor=actor.id), actor.name
    return replace(query, text=words), f"claims with the words “{words}”"


class _Voice:
    """Gathers what one voice said while the rows stream by, keeping no more of them than will be told."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.claims = 0
        self.documents: set[str] = set()
        self.kinds: Counter[ClaimKind] = Counter()
        self.cells: dict[str | None, _Cell] = {}

    def hear(self, row: ClaimRow, telling: int) -> None:
        self.claims += 1
        self.documents.add(row.document)
        self.kinds[row.claim.kind] += 1
        first, *others = top_tracks(row)
        self.cells.setdefault(first, _Cell()).tell(row, telling)
        for track in others:
            self.cells.setdefault(track, _Cell()).claims += 1

    def findings(self, order: Sequence[str | None], most: int) -> VoiceFindings:
        kept = ((place, rank, row) for cell in self.cells.values() for place, (rank, row) in enumerate(cell.kept))
        told = {row.claim.id for _, _, row in sorted(kept, key=lambda one: one[:2])[:most]}
        tracks = (TrackFindings(t, self.cells[t].claims, self.cells[t].rows(told)) for t in order if t in self.cells)
        return VoiceFindings(self.name, self.claims, len(self.documents), self.kinds, tuple(tracks))


class _Cell:
    """One voice on one track: all claims counted, the most telling kept, the same words once."""

    def __init__(self) -> None:
        self.claims = 0
        self.kept: list[tuple[tuple[int, float, int], ClaimRow]] = []

    def tell(self, row: ClaimRow, at_most: int) -> None:
        self.claims += 1
        if any(row.words.casefold() == kept.words.casefold() for _, kept in self.kept):
            return
        # `claims` last: of equals the one heard first stays.
        rank = (WEIGHT[row.claim.kind], -row.claim.confidence, self.claims)
        insort(self.kept, (rank, row), key=lambda kept: kept[0])
        del self.kept[at_most:]

    def rows(self, told: Collection[str]) -> tuple[ClaimRow, ...]:
        """Those of the kept rows whose claims are told, as they were heard, which is by date."""
        return tuple(row for _, row in sorted(self.kept, key=lambda kept: kept[0][2]) if row.claim.id in told)


def _name(row: ClaimRow, names: Mapping[str, str], *, unnamed: str, together: str) -> str:
    """The dossier's name for who speaks, else the document's; its title where nobody is named."""
    spoken = (names.get(party.actor or "", party.name) for party in row.speakers)
    return together.join(dict.fromkeys(spoken)) or unnamed.replace("{title}", row.title or row.source)
