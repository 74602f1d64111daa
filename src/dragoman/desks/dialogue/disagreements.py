"""Where sources disagree: two acts that say the same of the same parties, one that it is so and one that it is not."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.desks.acts import Act, Same, acts_of
from dragoman.identity.content import Rarity, content_words
from dragoman.store import ClaimRow

ALIKE = 0.7
"""The share of content words, by weight, that each must have of the other."""
NEAR = datetime.timedelta(days=90)
_KINDS = frozenset({"event", "forecast", "position"})


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One act and another of the opposite sign, from different voices, the earlier first."""

    one: Act
    other: Act


def disagreements(rows: Iterable[ClaimRow], *, same: Same | None = None) -> list[Disagreement]:
    """The disagreements among the claims, by the day of the earlier act. Undated acts are left out."""
    acts = [a for a in acts_of((r for r in rows if r.claim.kind in _KINDS), same) if a.lead.day is not None]
    contents = {act.id: content_words(act.lead.words) for act in acts}
    rarity = Rarity.among(contents.values())
    denied = [act for act in acts if act.lead.claim.polarity == "negative"]
    having = _index(acts, contents)
    found = [
        Disagreement(*sorted((no, yes), key=lambda act: (act.lead.day or datetime.date.max, act.id)))
        for no in denied
        for yes in _candidates(no, contents, having)
        if _opposed(no, yes) and _alike(contents[no.id], contents[yes.id], rarity)
    ]
    return sorted(found, key=lambda d: (d.one.lead.day or datetime.date.max, d.one.id, d.other.id))


def _index(acts: Iterable[Act], contents: dict[str, frozenset[str]]) -> dict[str, list[Act]]:
    having: defaultdict[str, list[Act]] = defaultdict(list)
    for act in acts:
        if act.lead.claim.polarity == "positive":
            for stem in contents[act.id]:
                having[stem].append(act)
    return having


def _candidates(no: Act, contents: dict[str, frozenset[str]], having: dict[str, list[Act]]) -> Iterator[Act]:
    """Acts that share one of the two rarest words."""
    rarest = sorted((s for s in contents[no.id] if s in having), key=lambda stem: len(having[stem]))[:2]
    seen: set[str] = set()
    for stem in rarest:
        for act in having[stem]:
            if act.id not in seen:
                seen.add(act.id)
                yield act


def _opposed(no: Act, yes: Act) -> bool:
    one, other = no.lead.day, yes.lead.day
    if one is None or other is None or abs(one - other) > NEAR:
        return False
    return {p.key for p in no.lead.speakers} != {p.key for p in yes.lead.speakers}


def _alike(one: frozenset[str], other: frozenset[str], rarity: Rarity) -> bool:
    return min(rarity.covered(one, other), rarity.covered(other, one)) >= ALIKE
