"""Where sources disagree: two acts that say the same of the same parties, one that it is so and one that it is not."""

import datetime
import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from dragoman.desks.acts import Act, Same, acts_of, columns
from dragoman.desks.dialogue.lines import Lines
from dragoman.identity.content import Rarity, content_words
from dragoman.record import ClaimKind
from dragoman.store import ClaimQuery, ClaimRow, Record

ALIKE = 0.7
"""The share of content words, by weight, that each must have of the other."""
NEAR = datetime.timedelta(days=90)
_KINDS: frozenset[ClaimKind] = frozenset({"event", "forecast", "position"})


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One act and another of the opposite sign, from different voices, the earlier first."""

    one: Act
    other: Act


class Told(NamedTuple):
    """What of an act is compared, in order of time."""

    day: datetime.date
    act: str
    lead: int
    negative: bool
    speakers: frozenset[str]
    content: frozenset[str]


class Opposed(NamedTuple):
    """A disagreement before its words are unpacked."""

    one: Told
    other: Told


def disagreements(rows: Iterable[ClaimRow], *, same: Same | None = None) -> list[Disagreement]:
    """The disagreements among the claims, by the day of the earlier act. Undated acts are left out."""
    acts = {act.id: act for act in acts_of((r for r in rows if r.claim.kind in _KINDS), same)}
    told = [
        Told(
            act.lead.day,
            act.id,
            0,
            act.lead.claim.polarity == "negative",
            frozenset(party.key for party in act.lead.speakers),
            content_words(act.lead.words),
        )
        for act in acts.values()
        if act.lead.day is not None
    ]
    return [Disagreement(acts[found.one.act], acts[found.other.act]) for found in _opposed(told)]


_COLUMNS = ("said_first", "id", "lead", "polarity", "speakers", "content")


def disagreements_of(record: Record, query: ClaimQuery) -> Lines[Opposed, Disagreement]:
    """The same of the acts asked for of a record."""
    from dragoman.store.act_rows import day_of, parties_of

    kinds = tuple(kind for kind in query.kinds or sorted(_KINDS) if kind in _KINDS)
    if not kinds:
        return Lines([], lambda _: [])
    rows, shown = columns(record, replace(query, kinds=kinds), _COLUMNS)
    told = [
        Told(
            day,
            name,
            lead,
            polarity == "negative",
            frozenset(party.key for party in parties_of(speakers)),
            frozenset(content.split()),
        )
        for said_first, name, lead, polarity, speakers, content in rows
        if (day := day_of(said_first)) is not None
    ]

    def unpacked(found: Sequence[Opposed]) -> list[Disagreement]:
        acts = shown.acts_by_id({told.act: told.lead for pair in found for told in pair})
        return [Disagreement(acts[pair.one.act], acts[pair.other.act]) for pair in found]

    return Lines(_opposed(told), unpacked)


def _opposed(acts: Sequence[Told]) -> list[Opposed]:
    """Those that disagree, by the day of the earlier."""
    weighing = _Weighing(Rarity.among(told.content for told in acts))
    denied = [told for told in acts if told.negative]
    having = _index(acts, {stem for told in denied for stem in told.content})
    found = {
        Opposed(*sorted((no, yes)))
        for no in denied
        for yes in _candidates(no, having)
        if abs(no.day - yes.day) <= NEAR and no.speakers != yes.speakers and weighing.alike(no, yes)
    }
    return sorted(found, key=lambda pair: (pair.one.day, pair.one.act, pair.other.act))


def _index(acts: Iterable[Told], wanted: set[str]) -> Mapping[str, list[Told]]:
    """The acts that say that something is so, by those of their words that are denied somewhere."""
    having: defaultdict[str, list[Told]] = defaultdict(list)
    for told in acts:
        if not told.negative:
            for stem in told.content & wanted:
                having[stem].append(told)
    return having


def _candidates(no: Told, having: Mapping[str, list[Told]]) -> Iterator[Told]:
    """Acts that share one of the two rarest words."""
    rarest = sorted((s for s in no.content if s in having), key=lambda stem: (len(having[stem]), stem))[:2]
    seen: set[str] = set()
    for stem in rarest:
        for told in having[stem]:
            if told.act not in seen:
                seen.add(told.act)
                yield told


class _Weighing:
    """How much of what one act says another says too, each word and each act weighed once."""

    def __init__(self, rarity: Rarity) -> None:
        self._weight = functools.cache(rarity.weight)
        self._whole: dict[str, float] = {}

    def alike(self, one: Told, other: Told) -> bool:
        """Whether each says most of the other: what both say, of the longer of the two."""
        longer = max(self._of(one), self._of(other))
        return longer > 0 and sum(map(self._weight, one.content & other.content)) >= ALIKE * longer

    def _of(self, told: Told) -> float:
        whole = self._whole.get(told.act)
        if whole is None:
            whole = self._whole[told.act] = sum(map(self._weight, told.content))
        return whole
