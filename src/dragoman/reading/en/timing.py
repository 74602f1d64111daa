"""The times of a document: each expression resolved by the tense of its clause and the day of publication."""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.reading.en.clauses import Clause, Tense, clause_of
from dragoman.reading.en.lexicon import general_lexicon
from dragoman.reading.en.times import TimeCandidate, TimeContext, find_times, resolve_time
from dragoman.reading.en.tree import Tree
from dragoman.record import SPEAKING_ROLES, Document, Line, Period, Time

_NEAR = 400
"""Characters within which a day told of stays the day that relative words mean: a paragraph or so."""

_YET_TO_COME = frozenset({"will", "shall", "would", "should", "must", "may", "might"})


@dataclass(slots=True)
class DocumentTimes:
    """Times in text order; ids follow that order."""

    times: list[Time] = field(default_factory=list)

    def within(self, start: int, end: int) -> list[Time]:
        """The times that lie in `start:end`."""
        at = bisect.bisect_left(self.times, start, key=_start)
        found = []
        while at < len(self.times) and self.times[at].end <= end:
            found.append(self.times[at])
            at += 1
        return found

    def numbered(self) -> tuple[Time, ...]:
        """The times as the reading lists them."""
        return tuple(self.times)


def find_document_times(document: Document, trees: Sequence[Tree]) -> DocumentTimes:
    """Every time expression in the parsed sentences, and in what stands beside them (datelines, captions, labels)."""
    published = document.published.period if document.published else None
    found: dict[tuple[int, int], Time] = {}
    for tree in trees:
        candidates = find_times(document.text, tree.start, tree.end)
        year = _year_told(candidates, published)
        for candidate in candidates:
            tense = _tense_at(tree, candidate.start)
            context = TimeContext(published, tense, year, _said_before(found, candidate.start))
            period, anchor, confidence = resolve_time(candidate, context)
            found[candidate.start, candidate.end] = Time("", candidate.start, candidate.end, period, anchor, confidence)
    starts = [t.start for t in trees]
    for line in document.lines:
        if line.role not in SPEAKING_ROLES | {"metadata", "caption"}:
            continue
        stop = line.end if line.role not in SPEAKING_ROLES else _first_from(starts, line)
        for candidate in find_times(document.text, line.start, min(stop, line.end)):
            period, anchor, confidence = resolve_time(candidate, TimeContext(published=published, tense=None))
            found.setdefault(
                (candidate.start, candidate.end), Time("", candidate.start, candidate.end, period, anchor, confidence)
            )
    ordered = [found[key] for key in sorted(found)]
    return DocumentTimes(
        [Time(f"t{n}", t.start, t.end, t.period, t.anchor, t.confidence) for n, t in enumerate(ordered, 1)]
    )


def _year_told(candidates: Sequence[TimeCandidate], published: Period | None) -> int | None:
    """The year that the sentence itself gives ("their 2024 meeting"), where the document has no day of publication."""
    if published is not None:
        return None
    years = set()
    for candidate in candidates:
        period, anchor, _ = resolve_time(candidate, TimeContext(None, None))
        if anchor == "absolute" and period.first and period.last and period.first.year == period.last.year:
            years.add(period.first.year)
    return years.pop() if len(years) == 1 else None


def _said_before(found: dict[tuple[int, int], Time], offset: int) -> Period | None:
    """The last day told of shortly before: what "a day later" is reckoned from."""
    last = next(reversed(found.values()), None)
    if last is None or offset - last.end > _NEAR or last.period.grain != "day" or last.period.first != last.period.last:
        return None
    return last.period if last.period.first else None


def _first_from(starts: Sequence[int], line: Line) -> int:
    """Where the line's first parsed sentence begins; what stands before it is dateline or label."""
    at = bisect.bisect_left(starts, line.start)
    return starts[at] if at < len(starts) else line.start


def _start(time: Time) -> int:
    return time.start


def _tense_at(tree: Tree, offset: int) -> Tense | None:
    """The tense of the nearest predicate above the word at `offset`."""
    at = tree.at(offset)
    if at is None:
        return None
    for i in (at, *tree.ancestors(at)):
        if tree.pos[i] in ("VERB", "AUX") or tree.kids(i, "cop"):
            return _tense_of(tree, i)
    return None


def _tense_of(tree: Tree, i: int) -> Tense:
    """The tense of the predicate `i`; of an infinitive or participle, that of the predicate it stands under."""
    clause = clause_of(tree, i)
    if not clause.infinitive and tree.tags[i] != "VBG":
        return "future" if clause.modal in _YET_TO_COME or _willing(clause) else clause.tense
    above = next((clause_of(tree, j) for j in tree.ancestors(i) if tree.pos[j] == "VERB" or tree.kids(j, "cop")), None)
    if above is None:
        return clause.tense
    return "future" if clause.infinitive and _willing(above) else above.tense


def _willing(clause: Clause) -> bool:
    """ "Plans to", "was urged to": what follows lies ahead, whenever it was willed."""
    return clause.verb in general_lexicon().words["future.willing"]
