"""Claims -> entries: one act, many evidences.

The same words of the same voice, said at the same time or in documents that hold the same matter, are one act. In
linked documents, nearly the same words are too: an editor changes a word or two of what he reprints. Elsewhere kind,
voice, polarity and wording must all agree. Two acts counted as one cannot be seen in a count; one act counted as two
can; so where it is not sure, claims stay apart, and what a person judges of two claims holds above all of this.
"""

import datetime
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.identity.judging import merge
from dragoman.record import ClaimKind, Entry, Judgement

_WORD = re.compile(r"[^\W_]+")

SAME_TIME = datetime.timedelta(days=7)
"""The same words again later are said again: a ministry repeats itself every month, and each time is an act."""
NEARLY = 0.75
"""The share of the words of each claim that must stand in the other, between linked documents."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What of a claim decides which act it reports.

    `voice` is the innermost speaker's actor id, or printed name after "="; `own_voice` says that it is the document's
    own, which a reprint passes on. `days` are those on which it may have been said.
    """

    claim: str
    kind: ClaimKind
    polarity: str
    voice: str
    words: str
    own_release: bool
    """Whether the document is the speaker's own: such evidence stands first in its entry."""
    document: str = ""
    days: tuple[datetime.date, datetime.date] | None = None
    own_voice: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """Two claims of linked documents that say nearly the same; `one` is in the document of the lesser id."""

    one: str
    other: str
    likeness: float


def entry_id(lead: Evidence) -> str:
    """The id of the act of which this is the first evidence. It does not depend on what else is on record."""
    day = lead.days[0].isoformat() if lead.days else ""
    return _id(lead.kind, lead.polarity, lead.voice.casefold(), day, *_content(lead.words))


def entries_of(
    evidences: Iterable[Evidence],
    *,
    linked: Mapping[str, Collection[str]] | None = None,
    judgements: Iterable[Judgement] = (),
    near: Sequence[Tie] | None = None,
) -> list[Entry]:
    """The entries, in the order of their first evidence. Each claim is in exactly one.

    `linked` has for each document those that hold the same matter; `judgements` are those that stand; `near` are the
    ties that `near_ties` found, where they are known already.
    """
    known = {evidence.claim: evidence for evidence in evidences}
    links = linked or {}
    near = near_ties(known.values(), links) if near is None else near
    ties = [*_same_words(known.values(), links), *((tie.one, tie.other) for tie in near)]
    merged = merge(_of_claims(judgements, known), ties=ties)
    groups: dict[str, list[Evidence]] = {}
    for evidence in known.values():
        groups.setdefault(merged.name(evidence.claim), []).append(evidence)
    return list(_named(sorted(group, key=_best_first) for group in groups.values()))


def _named(groups: Iterable[Sequence[Evidence]]) -> Iterator[Entry]:
    """Entries with their ids; where people keep apart what says the same, the claim tells the two apart."""
    taken: set[str] = set()
    for group in groups:
        name = entry_id(group[0])
        name = _id(name, group[0].claim) if name in taken else name
        taken.add(name)
        yield Entry(name, group[0].kind, tuple(evidence.claim for evidence in group))


def _of_claims(judgements: Iterable[Judgement], known: Collection[str]) -> Iterator[Judgement]:
    return (judgement for judgement in judgements if any(thing in known for thing in judgement.about))


def _same_words(evidences: Iterable[Evidence], linked: Mapping[str, Collection[str]]) -> Iterator[tuple[str, str]]:
    """Claims of the same words, kind, voice and polarity: at one time, in one document, or in linked ones."""
    groups: defaultdict[tuple[str, ...], list[Evidence]] = defaultdict(list)
    for one in evidences:
        groups[_same(one)].append(one)
    for group in groups.values():
        undated = sorted((one for one in group if one.days is None), key=lambda one: one.claim)
        dated = sorted((one for one in group if one.days), key=lambda one: (one.days, one.claim))
        together = [pair for pair in pairwise(dated) if _at_one_time(*pair)]
        yield from ((a.claim, b.claim) for a, b in (*together, *pairwise(undated)))
        if undated and dated and len(together) == len(dated) - 1:  # else which of several times is meant is not known
            yield dated[0].claim, undated[0].claim
        yield from _in_linked([*dated, *undated], linked)


def sameness(one: Evidence) -> int:
    """A hash of 63 bits, the same for claims that may be one act by their words alone."""
    return int.from_bytes(hashlib.sha256("|".join(_same(one)).encode()).digest()[:8], "big") >> 1


def _same(one: Evidence) -> tuple[str, ...]:
    return one.kind, one.polarity, one.voice.casefold(), *_content(one.words)


def _at_one_time(one: Evidence, later: Evidence) -> bool:
    return one.days is not None and later.days is not None and later.days[0] - one.days[1] <= SAME_TIME


def _in_linked(group: Sequence[Evidence], linked: Mapping[str, Collection[str]]) -> Iterator[tuple[str, str]]:
    by_document: dict[str, Evidence] = {}
    for one in group:
        first = by_document.setdefault(one.document, one)
        if first is not one:
            yield first.claim, one.claim
    for document, one in by_document.items():
        yield from ((one.claim, by_document[other].claim) for other in linked.get(document, ()) if other in by_document)


Told = dict[tuple[str, str, str], list[tuple[Evidence, "Counter[str]"]]]
"""By document, kind and polarity: the claims, with their words counted."""


def near_ties(evidences: Iterable[Evidence], linked: Mapping[str, Collection[str]]) -> list[Tie]:
    """The claims of linked documents that say nearly the same, the likest first.

    Each is matched with one claim of the other document at most: two sentences of one document are two acts. So what
    is found between two documents does not depend on any third.
    """
    told: Told = {}
    for one in evidences:
        if one.document in linked:
            told.setdefault((one.document, one.kind, one.polarity), []).append((one, Counter(_content(one.words))))
    matched: set[tuple[str, str]] = set()
    found: list[Tie] = []
    for unlike, claim, document, other_claim, other in sorted(_likely(told, linked)):
        ends = {(claim, other), (other_claim, document)}
        if not ends & matched:
            matched |= ends
            found.append(Tie(claim, other_claim, -unlike))
    return found


def _likely(told: Told, linked: Mapping[str, Collection[str]]) -> Iterator[tuple[float, str, str, str, str]]:
    for (document, kind, polarity), here in told.items():
        for other in linked[document]:
            if other <= document:
                continue
            for a, words in here:
                for b, others in told.get((other, kind, polarity), ()):
                    if _one_voice(a, b) and (score := _alike(words, others)) >= NEARLY:
                        yield -score, a.claim, document, b.claim, other


def _one_voice(one: Evidence, other: Evidence) -> bool:
    """The same speaker; the document's own voice in both, as a reprint has it; or a name and a shorter form of it."""
    if one.voice.casefold() == other.voice.casefold() or (one.own_voice and other.own_voice):
        return True
    if not (one.voice.startswith("=") and other.voice.startswith("=")):
        return False
    first, second = set(_content(one.voice)), set(_content(other.voice))
    return bool(first and second) and (first <= second or second <= first)


def _alike(words: "Counter[str]", others: "Counter[str]") -> float:
    """The lesser of the shares of the words of each in the other; 0 where their numbers differ."""
    numbers = ({word for word in each if any(map(str.isdigit, word))} for each in (words, others))
    if next(numbers) != next(numbers):
        return 0.0
    return (words & others).total() / max(words.total(), others.total(), 1)


def _content(words: str) -> tuple[str, ...]:
    """The words without case, marks and line breaks: a reprint changes those and nothing else."""
    return tuple(_WORD.findall(words.casefold()))


def _best_first(e: Evidence) -> tuple[bool, bool, tuple[datetime.date, datetime.date], str]:
    """The speaker's own release, then who had it first."""
    return not e.own_release, e.days is None, e.days or (datetime.date.max, datetime.date.max), e.claim


def _id(*parts: str) -> str:
    return "e" + hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]
