"""What waits, as a spreadsheet, and back: what somebody changed in it becomes proposals, and nothing else happens.

A row carries its thing's id and a digest of its cells as they were, so that what has changed on either side is told.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dragoman.brief.words import one_line, say_published
from dragoman.record import DragomanError, Verdict
from dragoman.record.tame import tame
from dragoman.review.cells import FIELDS, Typing, called, cells, read_passages, say_passages
from dragoman.review.items import Item, ItemKind
from dragoman.review.queue import Queue, QueueQuery
from dragoman.review.rows import what_of
from dragoman.review.tables import Table, TableRow
from dragoman.store import ClaimRow, Proposed, Record

HEAD = ("id", "item", "digest", "verdict", "other", "why")
BESIDE = ("offsets", "confidence", "said", "title", "source", "document", "waits because")
COLUMNS = (*HEAD, *(called(field) for field in FIELDS), *BESIDE)
"""`verdict`, `other`, `why` and the fields of a claim, with `offsets`, are for people to fill in; the rest tells."""
VERDICTS: Mapping[str, tuple[Verdict, ...]] = {
    "claim": ("right", "wrong", "corrected", "kept", "broken"),
    "person": ("same", "different", "right"),
    "link": ("same", "different"),
}
"""What may stand under `verdict`, by `item`."""
SHEETS: tuple[ItemKind, ...] = ("claim", "promise", "person", "link")
"""The kinds that go out. A promise goes as the claim it is; what people left open is for `dragoman review` alone."""
PAGE = 500
MOST = 50_000
"""Rows of one sheet."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that could not be taken, and why."""

    row: int
    message: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What a sheet comes to: proposals; rows in which nothing was changed; rows that could not be taken."""

    proposed: tuple[Proposed, ...]
    unchanged: int
    faults: tuple[Fault, ...]


def sheet(record: Record, queue: Queue, query: QueueQuery, *, most: int = MOST) -> Iterator[tuple[str, ...]]:
    """The rows under COLUMNS of what waits and matches, in the order of the queue."""
    unasked = SHEETS if queue.finds_promises() else tuple(kind for kind in SHEETS if kind != "promise")
    kinds = tuple(kind for kind in query.kinds if kind in SHEETS) if query.kinds else unasked
    after, left, sent = None, most, set[str]()
    while left > 0 and kinds:
        asked = QueueQuery(
            kinds=kinds,
            actor=query.actor,
            tracks=query.tracks,
            document=query.document,
            below=query.below,
            after=after,
            limit=min(PAGE, left),
        )
        page = queue.page(asked)
        for item in page.items:
            row = _row(item, record)
            if row[0] not in sent:
                sent.add(row[0])
                yield row
        left, after = left - len(page.items), page.next
        if after is None:
            return


def proposals_of(table: Table, record: Record, typing: Typing, *, by: str, source: str) -> Taken:
    """What somebody changed in a sheet that was exported, as proposals of theirs."""
    missing = [name for name in ("id", "item", "digest") if name not in table.columns]
    if missing:
        raise DragomanError(
            f"{source} lacks the column {missing[0]!r}: it is no sheet that dragoman review --export wrote"
        )
    proposed: list[Proposed] = []
    faults = [Fault(number, message) for number, message in table.faults]
    unchanged, seen = 0, set[str]()
    for row in table.rows:
        if not any(row.cells.values()):
            continue
        try:
            if row.cells["id"] in seen:
                raise DragomanError(f"{row.cells['id']} stands in an earlier row too; the earlier one is taken")
            found = list(_proposals(row, record, typing, by, source))
            seen.add(row.cells["id"])
        except DragomanError as fault:
            faults.append(Fault(row.number, str(fault)))
            continue
        unchanged += not found
        proposed += found
    return Taken(tuple(proposed), unchanged, tuple(sorted(faults, key=lambda fault: fault.row)))


def _row(item: Item, record: Record) -> tuple[str, ...]:
    row = item.row
    if row is not None:
        text = record.review.text(row.document) or ""
        id_, kind, told = item.about[0], "claim", _claim_cells(row, text)
        told |= {
            "confidence": f"{row.claim.confidence:g}",
            "said": say_published(row.published),
            "title": row.title or "",
            "source": row.source,
            "document": row.document,
        }
    else:
        id_, kind, told = "+".join(item.about), item.kind, {"words": what_of(item)}
    told |= {
        "id": id_,
        "item": kind,
        "digest": _digest(id_, told if row is not None else {}),
        "waits because": item.why,
    }
    return tuple(_clean(told.get(name, "")) for name in COLUMNS)


def _claim_cells(row: ClaimRow, text: str) -> dict[str, str]:
    """What of a claim can be changed, as it goes out."""
    told = {called(field): _clean(value) for field, value in cells(row, text).items()}
    return told | {"offsets": say_passages(row.claim.passages)}


def _digest(id_: str, told: Mapping[str, str]) -> str:
    changeable = [told.get(called(field), "") for field in FIELDS] + [told.get("offsets", "")]
    return hashlib.sha256("\x1f".join([id_, *changeable]).encode()).hexdigest()[:16]


def _clean(text: str) -> str:
    return one_line(tame(text))


def _proposals(row: TableRow, record: Record, typing: Typing, by: str, source: str) -> Iterator[Proposed]:
    given = {name: _clean(value) for name, value in row.cells.items()}
    kind = given.get("item", "")
    if kind not in VERDICTS:
        raise DragomanError(f"item {kind!r} is none of {', '.join(VERDICTS)}")
    verdict = _verdict(given.get("verdict", ""), kind)
    if kind == "claim":
        yield from _of_claim(row.number, given, verdict, record, typing, by, source)
    elif verdict is not None:
        about = _about(given, kind, verdict, record, typing)
        yield Proposed(verdict, about, by, given.get("why", ""), (), source, row.number)


def _verdict(typed: str, kind: str) -> Verdict | None:
    known = VERDICTS[kind]
    found = next((verdict for verdict in known if verdict == typed.casefold()), None)
    if typed and found is None:
        raise DragomanError(f"verdict {typed!r} is none of {', '.join(known)}")
    return found


def _of_claim(
    number: int,
    given: Mapping[str, str],
    verdict: Verdict | None,
    record: Record,
    typing: Typing,
    by: str,
    source: str,
) -> Iterator[Proposed]:
    claim, why = given["id"], given.get("why", "")
    keys = record.review.keys([claim])
    if claim not in keys:
        raise DragomanError(f"no claim {claim!r} stands in the record; the id was changed, or the claim is gone")
    (row,) = record.review.rows([keys[claim]])
    text = record.review.text(row.document) or ""
    now = _claim_cells(row, text)
    if given["digest"] != _digest(claim, now):
        raise DragomanError(
            f"{claim} is not what it was when the sheet was made, or its digest was changed: export it anew"
        )
    fields = tuple(_corrections(given, now, row, text, typing))
    if fields and verdict == "wrong":
        raise DragomanError(f"{claim} is said to be wrong and is corrected too; do one of them")
    if verdict == "corrected" and not fields:
        raise DragomanError(f"{claim} is said to be corrected, but no field was changed")
    if fields:
        yield Proposed("corrected", (claim,), by, why, fields, source, number)
    if verdict not in (None, "corrected") and not (fields and verdict == "right"):
        yield Proposed(verdict, (claim,), by, why, (), source, number)


def _corrections(
    given: Mapping[str, str], now: Mapping[str, str], row: ClaimRow, text: str, typing: Typing
) -> Iterator[tuple[str, str]]:
    moved = given.get("offsets", now["offsets"]) != now["offsets"]
    for field in FIELDS:
        typed = given.get(called(field), now[called(field)])
        if field == "passages" and moved:
            yield field, typing.as_json(read_passages(given["offsets"], typed, text))
        elif typed != now[called(field)]:
            yield field, typing.as_json(typing.value(field, typed, row, text))


def _about(given: Mapping[str, str], kind: str, verdict: Verdict, record: Record, typing: Typing) -> tuple[str, ...]:
    ids, other = tuple(given["id"].split("+")), given.get("other", "")
    if given["digest"] != _digest(given["id"], {}):
        raise DragomanError(f"the id {given['id']!r} or its digest was changed: export it anew")
    if kind == "link":
        missing = [one for one in ids if record.review.text(one) is None]
        if len(ids) != 2 or missing:
            raise DragomanError(f"a link is between two documents of the record; {given['id']!r} is not")
        return ids
    if record.actor(ids[0]) is None:
        raise DragomanError(f"nobody of the id {given['id']!r} is named in the record; the id was changed")
    if verdict == "right":
        return ids
    if not other:
        raise DragomanError(f"{given['id']} is said to be {verdict}, but not as whom: write an id under other")
    return (*ids, typing.who(other))
