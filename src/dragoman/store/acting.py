"""Acts kept up to date: after new readings, links and judgements only those that these can change are made anew.

What a claim's act is depends on the claims in the same words, on those in nearly the same words in linked documents,
and on what people say is one. A claim stands in its act as people corrected it; one that is wrong stands in none. So
from what has changed everything that hangs together with it is gathered, and its acts are computed as
`identity.entries_of` computes them from all. Batch by batch, each written whole; while one waits, the mark is behind
and nobody uses what is here.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, text, update

import dragoman
from dragoman.identity import Tie, entries_of, near_ties, sameness
from dragoman.record import Entry, Judgement
from dragoman.store import act_packing, deciding, schema
from dragoman.store.act_rows import FOLLOWED, FOLLOWING, act_row
from dragoman.store.asking import claim_rows, standing
from dragoman.store.entries import evidence_of, linked
from dragoman.store.linking import handfuls, link_rows
from dragoman.store.query import ClaimRow, Decision
from dragoman.store.schema import CLAIMS_PER_READING

r, c = schema.readings.c, schema.claims.c
acts, parts, ties, kept_links = schema.acts.c, schema.act_claims.c, schema.act_ties.c, schema.act_links.c

HANDFUL = 64
"""Readings taken in at a time."""
AT_ONCE = 5_000
"""Keys in one statement."""
MARK = "acts"
COMPUTED = 3
"""To be counted up where acts come to be computed otherwise, so that those on record are made anew."""
SAMPLE = 1_000
"""Claims whose acts are computed anew when the record is checked."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """How far a record goes, as far as acts depend on it. `version` is of what computed them."""

    version: str
    reading: int
    standing: int
    judgement: int
    link: int
    ended: int

    @property
    def between_documents(self) -> tuple[int, int, int]:
        """What tells whether something changed between documents that are on record already."""
        return self.judgement, self.link, self.ended

    @classmethod
    def of(cls, connection: Connection) -> "Stamp":
        """As it is now. Readings, links and judgements are only ever added; of the first two some end."""
        k, j = schema.links.c, schema.judgements.c
        alive = select(func.count()).select_from(schema.readings).where(r.superseded_at.is_(None))
        asked = (select(func.max(r.id)), alive, select(func.max(j.number)), select(func.max(k.number)))
        ended = select(func.count(k.superseded_at)).select_from(schema.links)
        numbers = connection.execute(select(*(one.scalar_subquery() for one in (*asked, ended)))).one()
        return cls(f"{dragoman.__version__}/{COMPUTED}", *(number or 0 for number in numbers))

    @classmethod
    def kept(cls, connection: Connection) -> "Stamp | None":
        """As it was when acts were last brought up to date; None where they never were, or not to the end."""
        value = connection.scalar(select(schema.marks.c.value).where(schema.marks.c.name == MARK))
        return cls(*json.loads(value)) if value else None

    def keep(self, connection: Connection) -> None:
        """Say that acts go so far."""
        unmark(connection)
        facts = [self.version, self.reading, self.standing, self.judgement, self.link, self.ended]
        connection.execute(insert(schema.marks).values(name=MARK, value=json.dumps(facts)))


def is_current(connection: Connection) -> bool:
    """Whether the acts are those of all that stands now."""
    kept = Stamp.kept(connection)
    return kept is not None and kept == Stamp.of(connection)


def unmark(connection: Connection) -> None:
    """Have nobody use the acts, until they are brought up to date."""
    connection.execute(delete(schema.marks).where(schema.marks.c.name == MARK))


def forget(connection: Connection) -> None:
    """Throw everything away that is computed here."""
    tables = schema.acts, schema.act_claims, schema.act_readings, schema.act_links, schema.act_ties
    follow = schema.followed, schema.followed_stems, schema.follow_ups, schema.act_news
    for table in (*tables, *follow, schema.act_stems, schema.stems):
        connection.execute(delete(table))
    act_packing.forget(connection)
    unmark(connection)


@dataclass(slots=True)
class Known:
    """What links and judgements say, as of a stamp: read once for many batches."""

    stamp: Stamp
    linked: Mapping[str, Collection[str]]
    judgements: Sequence[Judgement]
    judged: Mapping[str, set[str]] = field(default_factory=dict)
    """For each thing that is judged the same as or different from others, all that hang together with it."""
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    """What people made of how claims were read."""
    taken: int = 0
    """The number up to which all readings were taken in or out by the batches before, since it was read."""

    @classmethod
    def of(cls, connection: Connection) -> "Known":
        """As it is now."""
        from dragoman.identity import standing as counting
        from dragoman.store.judging import judgements

        made = judgements(connection, None)
        counted = counting(made)
        pairs = linked(link_rows(connection, None, None))
        return cls(Stamp.of(connection), pairs, counted, _together(made), deciding.decided(connection, made, None))

    def pairs_of(self, documents: Iterable[str]) -> set[tuple[str, str]]:
        """The linked pairs that one of these is in, the lesser id first."""
        return {(min(d, other), max(d, other)) for d in documents for other in self.linked.get(d, ())}

    def all_pairs(self) -> set[tuple[str, str]]:
        """All linked pairs."""
        return self.pairs_of(self.linked)


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
    if sample and (wrong := _Batch(connection, path, Known.of(connection)).wrong(set(sample))):
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


def _together(made: Sequence[Judgement]) -> dict[str, set[str]]:
    """The things that judgements, also those taken back, tell apart or make one, by each of them."""
    found: dict[str, set[str]] = {}
    for judgement in made:
        if judgement.verdict in ("same", "different"):
            whole = set(judgement.about).union(*(found.get(thing, ()) for thing in judgement.about))
            found.update(dict.fromkeys(whole, whole))
    return found


class _Batch:
    """One step: what is taken out and in, what that touches, and the acts it makes."""

    def __init__(self, connection: Connection, path: Path, known: Known) -> None:
        self._connection = connection
        self._path = path
        self._known = known
        self._rows: dict[int, ClaimRow] = {}
        self._wrong: set[int] = set()

    def take(self, new: Sequence[int], gone: Sequence[int], judged: Collection[str], *, others: bool) -> None:
        """Take readings in and out; with `others`, also what links and judgements changed between other documents.

        `judged` are ids of which people have said something since.
        """
        touched = self._take_out(gone) | self._take_in(new)
        read_otherwise = self._keys_of(judged)
        touched |= self._correct(read_otherwise)
        changed = self._documents_of({*new, *gone, *(key // CLAIMS_PER_READING for key in read_otherwise)})
        touched |= self._link(changed, everything=others)
        if others:
            touched |= self._judged()
        self._settle(self._whole(touched), anew=read_otherwise)

    def _correct(self, keys: Set[int]) -> set[int]:
        """Have these claims stand as people left them; all that hung together with them as they stood before."""
        if not keys:
            return set()
        before = self._neighbours(keys)
        self._load(keys)
        self._connection.execute(_STANDS, [{"key": key, "to": self._sameness(key)} for key in sorted(keys)])
        return before | keys

    def _sameness(self, key: int) -> int:
        """Of a claim that is wrong the same as of no other."""
        return -key if key in self._wrong else sameness(evidence_of(self._rows[key]))

    def _documents_of(self, readings: Collection[int]) -> set[str]:
        found: set[str] = set()
        for some in handfuls(sorted(readings), AT_ONCE):
            found.update(self._connection.scalars(select(r.document).where(r.id.in_(some))))
        return found

    def _take_out(self, gone: Sequence[int]) -> set[int]:
        """Forget the claims of these readings; the claims that stood in one act with them."""
        left: set[int] = set()
        for reading in gone:
            mine = parts.claim.between(*_span(reading))
            known_as = select(parts.act).where(mine).distinct()
            left.update(self._connection.scalars(select(parts.claim).where(parts.act.in_(known_as))))
            self._drop(self._connection.scalars(known_as).all())
            self._connection.execute(delete(schema.act_claims).where(mine))
            for end in (ties.one, ties.other):
                self._connection.execute(delete(schema.act_ties).where(end.between(*_span(reading))))
            self._connection.execute(delete(schema.act_readings).where(schema.act_readings.c.reading == reading))
        outside = set(gone)
        return {claim for claim in left if claim // CLAIMS_PER_READING not in outside}

    def _take_in(self, new: Sequence[int]) -> set[int]:
        """Put the claims of these readings in, each as an act of its own until it is settled."""
        keys = [key for some in handfuls(new, AT_ONCE) for key in self._claims_of(some)]
        if keys:
            self._load(keys)
            row = [{"claim": key, "act": key, "place": 0, "sameness": self._sameness(key)} for key in keys]
            self._connection.execute(insert(schema.act_claims), row)
        if new:
            self._connection.execute(insert(schema.act_readings), [{"reading": reading} for reading in new])
        return set(keys)

    def _claims_of(self, readings: Sequence[int]) -> list[int]:
        return list(self._connection.scalars(select(c.key).where(c.reading.in_(readings)).order_by(c.key)))

    def _link(self, changed: Set[str], *, everything: bool) -> set[int]:
        """Compare linked documents where that is new or one of them is; the claims of those whose links changed."""
        kept = self._kept_pairs(None if everything else changed)
        wanted = self._known.all_pairs() if everything else self._known.pairs_of(changed)
        anew = {pair for pair in wanted if pair not in kept or not changed.isdisjoint(pair)}
        readings = self._readings_of({document for pair in anew | (kept - wanted) for document in pair})
        touched: set[int] = set()
        for pair in sorted(kept - wanted):
            touched |= self._unlink(pair, readings)
        for pair in sorted(anew):
            if pair[0] in readings and pair[1] in readings:  # else the other one is still to be taken in
                if pair in kept:
                    touched |= self._unlink(pair, readings)
                touched |= self._compare(pair, readings)
        return touched

    def _kept_pairs(self, documents: Collection[str] | None) -> set[tuple[str, str]]:
        asked = select(kept_links.document, kept_links.other)
        if documents is None:
            return {(one, other) for one, other in self._connection.execute(asked)}
        found: set[tuple[str, str]] = set()
        for some in handfuls(sorted(documents), 500):
            for end in (kept_links.document, kept_links.other):
                found.update((one, other) for one, other in self._connection.execute(asked.where(end.in_(some))))
        return found

    def _readings_of(self, documents: Collection[str]) -> dict[str, int]:
        """The readings that are taken in, by document."""
        taken = schema.act_readings
        asked = select(r.document, r.id).join(taken, taken.c.reading == r.id)
        found: dict[str, int] = {}
        for some in handfuls(sorted(documents), 500):
            found.update((row.document, row.id) for row in self._connection.execute(asked.where(r.document.in_(some))))
        return found

    def _unlink(self, pair: tuple[str, str], readings: Mapping[str, int]) -> set[int]:
        here = (kept_links.document == pair[0]) & (kept_links.other == pair[1])
        self._connection.execute(delete(schema.act_links).where(here))
        if pair[0] in readings and pair[1] in readings:
            between = ties.one.between(*_span(readings[pair[0]])) & ties.other.between(*_span(readings[pair[1]]))
            self._connection.execute(delete(schema.act_ties).where(between))
        return set(self._claims_of([readings[d] for d in pair if d in readings]))

    def _compare(self, pair: tuple[str, str], readings: Mapping[str, int]) -> set[int]:
        """Keep what two linked documents say in nearly the same words."""
        keys = self._claims_of([readings[document] for document in pair])
        rows = self._load(keys)
        keys = [key for key in keys if key not in self._wrong]
        key_of = {rows[key].claim.id: key for key in keys}
        mutual = {pair[0]: (pair[1],), pair[1]: (pair[0],)}
        found = near_ties([evidence_of(rows[key]) for key in keys], mutual)
        self._connection.execute(insert(schema.act_links).values(document=pair[0], other=pair[1]))
        if found:
            row = [{"one": key_of[t.one], "other": key_of[t.other], "likeness": t.likeness} for t in found]
            self._connection.execute(insert(schema.act_ties), row)
        return set(rows)

    def _judged(self) -> set[int]:
        """The claims that are judged to be one or not. They are few, so nobody asks which judgements are new."""
        return self._keys_of(self._known.judged)

    def _keys_of(self, ids: Iterable[str]) -> set[int]:
        """The keys of those of these ids that are claims taken in."""
        asked = select(c.key).join(schema.act_claims, parts.claim == c.key)
        found: set[int] = set()
        for some in handfuls(sorted(ids), 500):
            found.update(self._connection.scalars(asked.where(c.id.in_(some))))
        return found

    def _whole(self, touched: Collection[int]) -> set[int]:
        """All claims that hang together with these."""
        whole: set[int] = set()
        judged = self._judged()
        frontier = set(touched)
        while frontier:
            whole |= frontier
            found = self._neighbours(frontier)
            if not judged.isdisjoint(frontier):
                named = [row.claim.id for row in self._load(judged & frontier).values()]
                found |= self._keys_of({other for one in named for other in self._known.judged[one]})
            frontier = found - whole
        return whole

    def _neighbours(self, keys: Collection[int]) -> set[int]:
        """The claims in one act with these, in the same words, and in nearly the same ones.

        Numbers are written into the SQL as they are: as parameters they take longer than the search.
        """
        asked = (
            "SELECT claim FROM act_claims WHERE act IN (SELECT act FROM act_claims WHERE claim IN ({}))",
            "SELECT claim FROM act_claims WHERE sameness IN (SELECT sameness FROM act_claims WHERE claim IN ({}))",
            "SELECT other FROM act_ties WHERE one IN ({})",
            "SELECT one FROM act_ties WHERE other IN ({})",
        )
        found: set[int] = set()
        for some in handfuls(sorted(keys), AT_ONCE):
            numbers = ", ".join(map(str, some))
            for statement in asked:
                found.update(key for (key,) in self._connection.exec_driver_sql(statement.format(numbers)))
        return found

    def _settle(self, keys: Collection[int], *, anew: Set[int]) -> None:
        """Make the acts of claims that hang together with no others, and put them in place of those they had.

        An act of the same claims stays, unless one is to be told `anew` and tells something else.
        """
        if not keys:
            return
        rows, made, before = self._load(keys), self._made(keys), self._before(keys)
        same = {lead for lead, (entry, members) in made.items() if before.get(lead) == (entry.id, members)}
        same -= self._told_otherwise({lead: made[lead] for lead in same if not anew.isdisjoint(made[lead][1])})
        self._drop([lead for lead in before if lead not in same])
        new = [(lead, *made[lead]) for lead in made if lead not in same]
        self._put([(lead, entry, [rows[key] for key in members]) for lead, entry, members in new])
        self._move({key: (lead, place) for lead, (_, members) in made.items() for place, key in enumerate(members)})
        self._move({key: (key, 0) for key in self._wrong.intersection(keys)})

    def _told_otherwise(self, made: Mapping[int, tuple[Entry, tuple[int, ...]]]) -> set[int]:
        """The acts on record, by lead, that are not what their claims make as these count now."""
        found: set[int] = set()
        for some in handfuls(sorted(made), 500):
            for row in self._connection.execute(select(schema.acts).where(acts.lead.in_(some))):
                entry, members = made[row.lead]
                told = act_row(row.lead, entry.id, [self._rows[key] for key in members])
                if told != dict(row._mapping):
                    found.add(row.lead)
        return found

    def _made(self, keys: Collection[int]) -> dict[int, tuple[Entry, tuple[int, ...]]]:
        """The acts that these claims make, by lead."""
        rows = self._load(keys)
        keys = [key for key in keys if key not in self._wrong]
        key_of = {rows[key].claim.id: key for key in keys}
        entries = self._entries(sorted(keys, key=lambda key: _in_order(key, rows[key])))
        return {key_of[entry.claims[0]]: (entry, tuple(key_of[one] for one in entry.claims)) for entry in entries}

    def wrong(self, keys: Collection[int]) -> int:
        """How many acts, of those of these claims and what hangs together with them, are not what they should be."""
        whole = self._whole(keys)
        made, before = self._made(whole), self._before(whole)
        right = {lead: (entry.id, members) for lead, (entry, members) in made.items()}
        return len({lead for lead in right.keys() | before.keys() if right.get(lead) != before.get(lead)})

    def _move(self, wanted: Mapping[int, tuple[int, int]]) -> None:
        """Write down to which act each of these claims belongs, where that is new."""
        kept: dict[int, tuple[int, int]] = {}
        for some in handfuls(sorted(wanted), AT_ONCE):
            asked = f"SELECT claim, act, place FROM act_claims WHERE claim IN ({', '.join(map(str, some))})"
            kept.update((claim, (act, place)) for claim, act, place in self._run(asked))
        moved = [
            {"key": key, "to": act, "at": place} for key, (act, place) in wanted.items() if kept[key] != (act, place)
        ]
        if moved:
            self._connection.execute(_MOVE, moved)

    def _entries(self, keys: Sequence[int]) -> list[Entry]:
        rows = self._rows
        documents = {rows[key].document for key in keys}
        inside = {rows[key].claim.id for key in keys}
        judgements = [j for j in self._known.judgements if not inside.isdisjoint(j.about)]
        mutual = {d: self._known.linked[d] for d in documents if d in self._known.linked}
        return entries_of(
            (evidence_of(rows[key]) for key in keys),
            linked=mutual,
            judgements=judgements,
            near=list(self._ties(keys)) if mutual else [],
        )

    def _ties(self, keys: Sequence[int]) -> Iterator[Tie]:
        """The ties between these, the likest first, as `near_ties` has them in order."""
        rows, found = self._rows, []
        for some in handfuls(keys, AT_ONCE):
            asked = f"SELECT one, other, likeness FROM act_ties WHERE one IN ({', '.join(map(str, some))})"
            found += [(-likeness, one, other) for one, other, likeness in self._connection.exec_driver_sql(asked)]

        def order(tie: tuple[float, int, int]) -> tuple[object, ...]:
            unlike, one, other = tie
            return unlike, rows[one].claim.id, rows[one].document, rows[other].claim.id, rows[other].document

        return (Tie(rows[a].claim.id, rows[b].claim.id, -unlike) for unlike, a, b in sorted(found, key=order))

    def _before(self, keys: Collection[int]) -> dict[int, tuple[str, tuple[int, ...]]]:
        """The acts that these claims stood in: id and claims, by lead."""
        ids: dict[int, str] = {}
        members: defaultdict[int, list[int]] = defaultdict(list)
        for some in handfuls(sorted(keys), AT_ONCE):
            mine = f"SELECT act FROM act_claims WHERE claim IN ({', '.join(map(str, some))})"
            ids.update((row[0], row[1]) for row in self._run(f"SELECT lead, id FROM acts WHERE lead IN ({mine})"))
        for some in handfuls(sorted(ids), AT_ONCE):
            asked = f"SELECT act, claim FROM act_claims WHERE act IN ({', '.join(map(str, some))}) ORDER BY act, place"
            for act, claim in self._run(asked):
                members[act].append(claim)
        return {lead: (name, tuple(members[lead])) for lead, name in ids.items()}

    def _run(self, statement: str) -> Iterable[Any]:
        return self._connection.exec_driver_sql(statement)

    def _put(self, made: Sequence[tuple[int, Entry, Sequence[ClaimRow]]]) -> None:
        if not made:
            return
        rows = [act_row(lead, entry.id, members) for lead, entry, members in made]
        self._connection.execute(insert(schema.acts), rows)
        act_packing.waste(self._connection, (lead for lead, _, _ in made))
        self._tell(row["lead"] for row in rows if row["kind"] in (*FOLLOWED, *FOLLOWING))
        finding = (row for row in rows if row["kind"] in FOLLOWING and row["said_first"] != schema.NEVER)
        words = [(stem, row["lead"]) for row in finding for stem in row["content"].split()]
        if words:
            self._connection.execute(insert(schema.act_stems), [{"stem": s, "act": lead} for s, lead in words])
            self._count(Counter(stem for stem, _ in words), 1)

    def _drop(self, leads: Sequence[int]) -> None:
        act_packing.waste(self._connection, leads)
        for some in handfuls(leads, 500):
            asked = select(acts.lead, acts.content).where(acts.lead.in_(some), acts.kind.in_(FOLLOWING))
            asked = asked.where(acts.said_first != schema.NEVER)
            words = [(stem, row.lead) for row in self._connection.execute(asked) for stem in row.content.split()]
            if words:
                self._connection.execute(_FORGET, [{"of": stem, "in": lead} for stem, lead in words])
                self._count(Counter(stem for stem, _ in words), -1)
            mattering = select(acts.lead).where(acts.lead.in_(some), acts.kind.in_((*FOLLOWED, *FOLLOWING)))
            self._tell(self._connection.scalars(mattering).all())
            self._connection.execute(delete(schema.acts).where(acts.lead.in_(some)))

    def _tell(self, leads: Iterable[int]) -> None:
        """Have follow-ups looked for anew."""
        if rows := [{"lead": lead} for lead in leads]:
            self._connection.execute(_NEWS, rows)

    def _count(self, stems: "Counter[str]", sign: int) -> None:
        if stems:
            rows = [{"stem": stem, "acts": sign * number} for stem, number in sorted(stems.items())]
            self._connection.execute(_COUNT, rows)

    def _load(self, keys: Collection[int]) -> dict[int, ClaimRow]:
        """The rows of these claims as they count, of those that are wrong as they were read; each read once."""
        lacking = sorted(key for key in keys if key not in self._rows)
        for some in handfuls(lacking, 500):
            for key, row in claim_rows(self._connection, self._path, some).items():
                counted = deciding.as_counted(row, self._known.decisions.get(row.claim.id))
                self._rows[key] = counted or row
                if counted is None:
                    self._wrong.add(key)
        return {key: self._rows[key] for key in keys}


def _span(reading: int) -> tuple[int, int]:
    """The first and the last key that a claim of this reading may have."""
    return reading * CLAIMS_PER_READING, (reading + 1) * CLAIMS_PER_READING - 1


def _in_order(key: int, row: ClaimRow) -> tuple[Any, ...]:
    """As the record gives claims: by the day they were said, undated ones last, by document and place."""
    return row.day is None, row.day or schema.NEVER, row.document, key


_MOVE = (
    update(schema.act_claims).where(parts.claim == bindparam("key")).values(act=bindparam("to"), place=bindparam("at"))
)
_STANDS = update(schema.act_claims).where(parts.claim == bindparam("key")).values(sameness=bindparam("to"))
_FORGET = delete(schema.act_stems).where(
    schema.act_stems.c.stem == bindparam("of"), schema.act_stems.c.act == bindparam("in")
)
_NEWS = text("INSERT INTO act_news (lead, arrived) VALUES (:lead, 1) ON CONFLICT (lead) DO UPDATE SET arrived = 1")
_COUNT = text(
    "INSERT INTO stems (stem, acts) VALUES (:stem, :acts)"
    " ON CONFLICT (stem) DO UPDATE SET acts = stems.acts + excluded.acts"
)
