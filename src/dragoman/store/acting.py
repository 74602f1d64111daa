"""Acts kept up to date: after new readings, links and judgements only those that these can change are made anew.

What a claim's act is depends on the claims in the same words at about that time, on those in the same or nearly the
same words in linked documents, and on what people say is one. A claim stands in its act as people corrected it; one
that is wrong stands in none. So from what has changed everything that hangs together with it is gathered, and its acts
are computed as `identity.entries_of` computes them from all. Batch by batch, each written whole; while one waits, the
mark is behind and nobody uses what is here.
"""

from collections.abc import Collection, Iterator, Sequence, Set
from pathlib import Path

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from dragoman.store import act_packing, deciding, schema
from dragoman.store.act_gathering import AT_ONCE, Gathering, span
from dragoman.store.act_known import Known
from dragoman.store.act_links import Links
from dragoman.store.act_settling import Settling
from dragoman.store.act_stamp import Stamp, is_current, unmark
from dragoman.store.act_writing import ActWriting
from dragoman.store.asking import standing
from dragoman.store.entries import evidence_of
from dragoman.store.linking import handfuls
from dragoman.store.schema import CLAIMS_PER_READING

r, c = schema.readings.c, schema.claims.c
parts, ties = schema.act_claims.c, schema.act_ties.c

HANDFUL = 64
"""Readings taken in at a time."""
SAMPLE = 1_000
"""Claims whose acts are computed anew when the record is checked."""


def forget(connection: Connection) -> None:
    """Throw everything away that is computed here."""
    tables = schema.acts, schema.act_claims, schema.act_readings, schema.act_links, schema.act_ties
    follow = schema.followed, schema.followed_stems, schema.follow_ups, schema.act_news
    for table in (*tables, *follow, schema.act_stems, schema.stems):
        connection.execute(delete(table))
    act_packing.forget(connection)
    unmark(connection)


def bring_up_to_date(connection: Connection, path: Path, known: Known | None) -> tuple[Known, bool]:
    """Take in one batch of what is new, within a transaction that holds the write lock; what is known, and if all is.

    `known` is what the batch before was given back, None for the first.
    """
    stamp = Stamp.of(connection)
    kept = Stamp.kept(connection)
    if kept == stamp:
        return known or Known(stamp, {}, ()), True
    if known is None or known.stamp != stamp:
        known = Known.of(connection)
    if kept is not None and kept.version != stamp.version:
        forget(connection)
        kept = None
    new, gone, more = _waiting(connection, known.taken)
    known.taken = new[-1] if new else known.taken
    others = not more and (kept is None or kept.between_documents != stamp.between_documents)
    judged = deciding.judged_since(connection, kept.judgement if kept else 0) if others else set()
    _Batch(connection, path, known).take(new, gone, judged, others=others)
    if more:
        unmark(connection)
    else:
        act_packing.pack(connection)
        stamp.keep(connection)
    return known, not more


def faults(connection: Connection, path: Path) -> Iterator[str]:
    """How the acts on record differ from what the claims make, where they are said to be up to date: of a sample."""
    if not is_current(connection):
        return
    mend = "mend it with dragoman doctor --rebuild-acts"
    here = (
        select(func.count()).select_from(schema.claims).join(schema.readings, c.reading == r.id).where(standing(None))
    )
    taken = select(func.count()).select_from(schema.act_claims)
    lacking = (connection.scalar(here) or 0) - (connection.scalar(taken) or 0)
    if lacking:
        yield f"{abs(lacking)} claims too {'few' if lacking > 0 else 'many'} are counted; {mend}"
        return
    every = connection.scalars(select(parts.claim).order_by(parts.claim)).all()
    sample = every[:: max(1, len(every) // SAMPLE)]
    if sample and (wrong := Settling(Gathering(connection, path, Known.of(connection))).wrong(set(sample))):
        yield f"{wrong} acts are not what their claims make, in a sample of {len(sample)}; {mend}"
        return
    yield from act_packing.faults(connection)


def _waiting(connection: Connection, taken_up_to: int) -> tuple[list[int], list[int], bool]:
    """Some readings to take in, all to take out, and whether there are more, behind those that were seen to."""
    taken = schema.act_readings
    here = select(r.id).outerjoin(taken, taken.c.reading == r.id).where(standing(None), taken.c.reading.is_(None))
    new = list(connection.scalars(here.where(r.id > taken_up_to).order_by(r.id).limit(HANDFUL + 1)))
    if taken_up_to:
        return new[:HANDFUL], [], len(new) > HANDFUL
    past = select(taken.c.reading).outerjoin(schema.readings, taken.c.reading == r.id)
    gone = list(connection.scalars(past.where((r.superseded_at.is_not(None)) | (r.id.is_(None)))))
    return new[:HANDFUL], gone, len(new) > HANDFUL


class _Batch:
    """One step: what is taken out and in, and the acts that this changes."""

    def __init__(self, connection: Connection, path: Path, known: Known) -> None:
        self._connection = connection
        self._claims = Gathering(connection, path, known)
        self._links, self._settling, self._acts = Links(self._claims), Settling(self._claims), ActWriting(connection)

    def take(self, new: Sequence[int], gone: Sequence[int], judged: Collection[str], *, others: bool) -> None:
        """Take readings in and out; with `others`, also what links and judgements changed between other documents.

        `judged` are ids of which people have said something since.
        """
        touched = self._take_out(gone) | self._take_in(new)
        read_otherwise = self._claims.keys_of(judged)
        touched |= self._correct(read_otherwise)
        changed = set(self._claims.documents_of((*new, *gone, *(key // CLAIMS_PER_READING for key in read_otherwise))))
        touched |= self._links.link(changed, everything=others)
        if others:
            touched |= self._claims.judged()
        self._settling.settle(self._claims.whole(touched), anew=read_otherwise)

    def _correct(self, keys: Set[int]) -> set[int]:
        """Have these claims stand as people left them; all that hung together with them as they stood before."""
        if not keys:
            return set()
        before = self._claims.neighbours(keys)
        self._claims.load(keys)
        self._connection.execute(_STANDS, [{"key": key, "to": self._claims.sameness(key)} for key in sorted(keys)])
        return before | keys

    def _take_out(self, gone: Sequence[int]) -> set[int]:
        """Forget the claims of these readings; all that hung together with them, or was kept apart by them."""
        left: set[int] = set()
        for reading in gone:
            mine = parts.claim.between(*span(reading))
            known_as = select(parts.act).where(mine).distinct()
            left.update(self._claims.neighbours(self._connection.scalars(select(parts.claim).where(mine)).all()))
            self._acts.drop(self._connection.scalars(known_as).all())
            self._connection.execute(delete(schema.act_claims).where(mine))
            for end in (ties.one, ties.other):
                self._connection.execute(delete(schema.act_ties).where(end.between(*span(reading))))
            self._connection.execute(delete(schema.act_readings).where(schema.act_readings.c.reading == reading))
        outside = set(gone)
        return {claim for claim in left if claim // CLAIMS_PER_READING not in outside}

    def _take_in(self, new: Sequence[int]) -> set[int]:
        """Put the claims of these readings in, each as an act of its own until it is settled."""
        keys = [key for some in handfuls(new, AT_ONCE) for key in self._claims.claims_of(some)]
        if keys:
            self._claims.load(keys)
            self._connection.execute(insert(schema.act_claims), [self._alone(key) for key in keys])
        if new:
            self._connection.execute(insert(schema.act_readings), [{"reading": reading} for reading in new])
        return set(keys)

    def _alone(self, key: int) -> dict[str, int | None]:
        """A claim as a row of `act_claims`, in an act of its own."""
        first, last = evidence_of(self._claims.rows[key]).days or (None, None)
        row: dict[str, int | None] = {"claim": key, "act": key, "place": 0, "sameness": self._claims.sameness(key)}
        row["said_first"], row["said_last"] = first.toordinal() if first else None, last.toordinal() if last else None
        return row


_STANDS = update(schema.act_claims).where(parts.claim == bindparam("key")).values(sameness=bindparam("to"))
