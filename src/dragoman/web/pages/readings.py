"""Two readings of one document side by side: what a new reading made of its claims, claim by claim."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from dragoman.brief.rows import row_to_json
from dragoman.review.cells import FIELDS, cells
from dragoman.store import ClaimQuery, ClaimRow, JudgementRow, Version
from dragoman.web.answers import Answer, Wrong
from dragoman.web.asked import ReadingsAsked
from dragoman.web.house import House
from dragoman.web.pages.comparing import Piece, words_apart

How = Literal["changed", "gone", "new", "same"]
OVERLAP = 0.5
"""The share of the longer words that the shorter ones cover from which two claims are one that was read otherwise."""
COLUMNS = ("how", "then", "now", "field", "then_is", "now_is")


@dataclass(frozen=True, slots=True)
class Told:
    """A field of a claim in two readings, with the words that differ."""

    field: str
    then: tuple[Piece, ...]
    now: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Reread:
    """A claim of one reading, and what the other has in its place. `fields` are those that differ."""

    how: How
    then: ClaimRow | None
    now: ClaimRow | None
    fields: tuple[Told, ...] = ()

    @property
    def place(self) -> int:
        """Where in the text."""
        row = self.now or self.then
        return row.claim.passages[0][0] if row else 0


@dataclass(frozen=True, slots=True)
class Stood:
    """The claims of a document as they stood at a time, with its text then."""

    rows: tuple[ClaimRow, ...]
    text: str

    @classmethod
    def of(cls, house: House, document: str, at: datetime.datetime | None) -> "Stood":
        """Those of a time, or of now."""
        rows = tuple(house.record.claims(ClaimQuery(document=document, as_of=at)))
        found = house.record.document(document, as_of=at)
        return cls(rows, found.text if found else "")


def readings_page(house: House, document: str, asked: ReadingsAsked) -> Answer:
    """The readings that a document was given, and the claims of two of them."""
    versions = [one for one in house.record.history(document) if one.superseded_at != one.learned_at]
    title = house.record.last_reading(document)
    if not versions or title is None:
        raise Wrong(404, "no-such-document", f"no document {document} stands in the record; look for it in the list")
    then, now = _chosen(asked, len(versions))
    older, newer = versions[then - 1], versions[now - 1]
    found = list(reread(Stood.of(house, document, older.learned_at), Stood.of(house, document, newer.learned_at)))
    told = [one for one in found if one.how != "same"]
    return Answer(
        page="readings",
        title=title.document.title or title.document.source,
        shown={
            "document": title.document,
            "versions": list(enumerate(versions, start=1)),
            "then": (then, older),
            "now": (now, newer),
            "told": told,
            "judged": _judged(house, told),
            "titles": {},
            "unchanged": len(found) - len(told),
            "stands": newer.superseded_at is None,
        },
        data={
            "document": document,
            "readings": [_version_to_json(one) for one in versions],
            "then": then,
            "now": now,
            "unchanged": len(found) - len(told),
            "claims": [_to_json(one) for one in told],
        },
        columns=COLUMNS,
        rows=[cell for one in told for cell in _cells(one)],
    )


def reread(older: Stood, newer: Stood) -> Iterator[Reread]:
    """The claims of two readings in the order of the text: each with what the other reading has in its place."""
    before, after = _by_id(older), _by_id(newer)
    pairs = [(one, after[id_]) for id_, one in before.items() if id_ in after]
    gone = [one for id_, one in before.items() if id_ not in after]
    new = [one for id_, one in after.items() if id_ not in before]
    for one, other in _alike(gone, new, moved=older.text != newer.text):
        gone.remove(one)
        new.remove(other)
        pairs.append((one, other))
    found = [_pair(one, other, older, newer) for one, other in pairs]
    found += [Reread("gone", one, None) for one in gone] + [Reread("new", None, one) for one in new]
    yield from sorted(found, key=lambda one: one.place)


def fields_apart(then: ClaimRow, now: ClaimRow, older: Stood, newer: Stood) -> tuple[Told, ...]:
    """The fields in which one claim differs from another."""
    before, after = cells(then, older.text), cells(now, newer.text)
    differ = (name for name in FIELDS if before[name] != after[name])
    return tuple(Told(name, *words_apart(before[name], after[name])) for name in differ)


def _pair(then: ClaimRow, now: ClaimRow, older: Stood, newer: Stood) -> Reread:
    fields = fields_apart(then, now, older, newer)
    return Reread("changed" if fields else "same", then, now, fields)


def _by_id(stood: Stood) -> Mapping[str, ClaimRow]:
    return {row.claim.id: row for row in stood.rows}


def _alike(gone: Sequence[ClaimRow], new: Sequence[ClaimRow], *, moved: bool) -> Iterator[tuple[ClaimRow, ClaimRow]]:
    """Claims of other ids whose words are much the same, the likest first, each at most once.

    Where the text is another one (`moved`), places tell nothing, and the words themselves must be the same.
    """
    likely = ((_likeness(one, other, moved=moved), one, other) for one in gone for other in new)
    likely_enough = [found for found in likely if found[0] >= OVERLAP]
    taken: set[str] = set()
    for _, one, other in sorted(likely_enough, key=lambda found: -found[0]):
        if not {one.claim.id, other.claim.id} & taken:
            taken |= {one.claim.id, other.claim.id}
            yield one, other


def _likeness(one: ClaimRow, other: ClaimRow, *, moved: bool) -> float:
    """The share of the longer claim's characters that both rest on."""
    if moved:
        return float(one.words == other.words)
    mine, theirs = one.claim.passages, other.claim.passages
    if mine[-1][1] <= theirs[0][0] or theirs[-1][1] <= mine[0][0]:
        return 0.0
    both = sum(max(0, min(b, d) - max(a, c)) for a, b in mine for c, d in theirs)
    return both / max(sum(b - a for a, b in mine), sum(d - c for c, d in theirs), 1)


def _chosen(asked: ReadingsAsked, count: int) -> tuple[int, int]:
    """The numbers of the two readings, from 1: those asked for, or the last and the one before it."""
    now = asked.now or count
    then = asked.then or max(now - 1, 1)
    if max(then, now) > count:
        raise Wrong(
            422, "wrong-parameter", f"the document was read {count} times; there is no reading {max(then, now)}"
        )
    return then, now


def _judged(house: House, told: Sequence[Reread]) -> Mapping[str, Sequence[JudgementRow]]:
    """What people said of the claims that differ, by claim."""
    ids = {row.claim.id for one in told for row in (one.then, one.now) if row}
    found: dict[str, list[JudgementRow]] = {}
    for row in house.record.judged() if ids else ():
        for claim in ids.intersection(row.judgement.about) if row.state in ("stands", "stale") else ():
            found.setdefault(claim, []).append(row)
    return found


def _version_to_json(one: Version) -> dict[str, Any]:
    ended = one.superseded_at.isoformat() if one.superseded_at else None
    return {"reader": one.reader, "dossier": one.dossier, "from": one.learned_at.isoformat(), "until": ended}


def _to_json(one: Reread) -> dict[str, Any]:
    return {
        "how": one.how,
        "then": one.then and row_to_json(one.then),
        "now": one.now and row_to_json(one.now),
        "fields": {told.field: [_whole(told.then), _whole(told.now)] for told in one.fields},
    }


def _cells(one: Reread) -> Iterator[tuple[str, ...]]:
    ids = (one.then.claim.id if one.then else "", one.now.claim.id if one.now else "")
    for told in one.fields or (Told("passages", _words(one.then), _words(one.now)),):
        yield one.how, *ids, told.field, _whole(told.then), _whole(told.now)


def _words(row: ClaimRow | None) -> tuple[Piece, ...]:
    return ((row.words, True),) if row else ()


def _whole(pieces: Sequence[Piece]) -> str:
    return "".join(words for words, _ in pieces).strip()
