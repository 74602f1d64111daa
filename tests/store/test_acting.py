"""Acts that are kept are those that would be computed from all claims, whatever came in which order."""

import dataclasses
import datetime
import json
import zlib
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from engines import opened
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from dragoman.record import Judgement, Period, Published, Publisher
from dragoman.store import ClaimQuery, Record, act_packing, act_stamp, act_table, schema
from dragoman.store.act_packing import FEW
from dragoman.store.act_table import day
from dragoman.store.schema.columns import CLAIMS_PER_READING
from invented_readings import Clock, Said, document_of, read

SENTENCES = (
    "will open two new border crossings for trucks by the spring",
    "will open two more border crossings for trucks by the spring",
    "will open two new border crossings for lorries by the spring",
    "keeps the harbour closed to ore until the talks begin again",
    "keeps the harbour closed to coal until the talks begin again",
)
DAYS = (None, "2031-02-01", "2031-02-05", "2031-02-11", "2031-03-30")
NAMES = ("Ada Quill", "Quill", "Bo Rusk")


@dataclass(frozen=True)
class Draft:
    """A document to be: its sentences, each by its place in SENTENCES and who said it, and its day."""

    name: str
    said: tuple[tuple[int, int], ...]
    day: int
    own_voice: bool

    def add(self, record: Record, reader: str) -> str:
        """Put it on record; its id."""
        lines = [
            f"{NAMES[who]} said that Marsovia {SENTENCES[n]} ({place})." for place, (n, who) in enumerate(self.said)
        ]
        text = "\n".join([f"Release {self.name}", *lines])
        given_day = DAYS[self.day]
        published = Published(Period.day(datetime.date.fromisoformat(given_day)), "meta", 0.9) if given_day else None
        document, data = document_of(
            text, source=f"{self.name}.txt", published=published, publisher=Publisher("m", "M")
        )
        # A reader that has learned more finds one claim less.
        kept = self.said if reader == "reader-1" else self.said[1:]
        claims = [
            Said([SENTENCES[n]], kind="commitment" if n < 3 else "position")
            if self.own_voice
            else Said([SENTENCES[n]], kind="commitment" if n < 3 else "position", speakers=[NAMES[who]])
            for n, who in dict.fromkeys(kept)
        ]
        record.add(read(document, claims), data, reader=reader, dossier="dossier-1")
        return document.id


CORRECTIONS = tuple(
    tuple((name, json.dumps(value)) for name, value in fields.items())
    for fields in (
        {"kind": "position"},
        {"polarity": "negative"},
        {"speakers": [{"name": "Bo Rusk", "actor": None}]},
        {"time": {"from": "2031-06-01", "to": "2031-06-30", "grain": "month"}},
        {"tracks": ["trade"], "modality": "conditional"},
    )
)
"""Corrections that change what a claim is counted with, and such as change only what is told of it."""

drafts = st.builds(
    Draft,
    name=st.sampled_from("abcdef"),
    said=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 2)), max_size=3, unique_by=lambda one: one[0]).map(tuple),
    day=st.integers(0, 4),
    own_voice=st.booleans(),
)
numbers = st.integers(0, 1000)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("add"), drafts),
        st.tuples(st.just("read again"), numbers),
        st.tuples(st.sampled_from(["same", "different"]), numbers, numbers),
        st.tuples(st.sampled_from(["same documents", "different documents"]), numbers, numbers),
        st.tuples(st.just("wrong"), numbers, numbers),
        st.tuples(st.just("corrected"), numbers, numbers),
        st.tuples(st.just("withdraw"), numbers),
        st.tuples(st.just("count")),
    ),
    max_size=14,
)


class Play:
    """Does to a record what the steps say."""

    def __init__(self, record: Record, clock: Clock) -> None:
        self.record = record
        self.clock = clock
        self.drafts: list[Draft] = []
        self.documents: list[str] = []
        self.made: list[Judgement] = []

    def do(self, what: str, *given: object) -> None:
        """One step; nothing where there is too little to do it with."""
        self.clock.now += datetime.timedelta(minutes=1)
        if what == "count":
            self.record.count_acts()
        elif what == "add":
            (draft,) = given
            assert isinstance(draft, Draft)
            self.drafts.append(draft)
            self.documents.append(draft.add(self.record, "reader-1"))
        elif what == "read again" and self.drafts:
            self._picked(self.drafts, given[0]).add(self.record, "reader-2")
        elif what in ("wrong", "corrected"):
            self._judge_reading(what, *given)
        elif what == "withdraw" and self.made:
            self.made.append(self.record.withdraw(self._picked(self.made, given[0]).id, by="Bo"))
        elif what.startswith(("same", "different")):
            things = self.documents if what.endswith("documents") else [row.claim.id for row in self.record.claims()]
            if not things:
                return
            pair = {self._picked(things, one) for one in given}
            if len(pair) == 2:
                verdict = "same" if what.startswith("same") else "different"
                self.made.append(self.record.judge(verdict, sorted(pair), by="Bo"))

    def _judge_reading(self, verdict: str, claim: object, how: object) -> None:
        """Say of a claim that it is wrong, or otherwise than it was read; two persons do, who may differ."""
        assert isinstance(how, int)
        claims = [row.claim.id for row in self.record.claims()]
        if claims:
            fields = self._picked(CORRECTIONS, how) if verdict == "corrected" else ()
            by = "Bo" if how % 3 else "Ada"
            made = self.record.judge(verdict, [self._picked(claims, claim)], by=by, fields=fields)  # type: ignore[arg-type]
            self.made.append(made)

    @staticmethod
    def _picked(things: list, number: object):  # type: ignore[no-untyped-def, type-arg]
        assert isinstance(number, int)
        return things[number % len(things)]


def kept(record: Record) -> dict[str, tuple[str, ...]]:
    """The acts on record: their claims, by id."""
    claims, parts = schema.claims.c, schema.act_claims.c
    asked = select(schema.acts.c.id, claims.id).join(schema.act_claims, parts.act == schema.acts.c.lead)
    asked = asked.join(schema.claims, claims.key == parts.claim).order_by(schema.acts.c.id, parts.place)
    found: dict[str, tuple[str, ...]] = {}
    with record._engine.connect() as connection:
        assert act_stamp.is_current(connection)
        for name, claim in connection.execute(asked):
            found[name] = (*found.get(name, ()), claim)
    return found


QUERIES = (
    ClaimQuery(),
    ClaimQuery(kinds=("position",)),
    ClaimQuery(actor="Quill"),
    ClaimQuery(actor="Rusk", role="speaker"),
    ClaimQuery(tracks=("trade",)),
    ClaimQuery(polarity="negative", text="border crossings"),
    ClaimQuery(since=datetime.date(2031, 2, 3), until=datetime.date(2031, 3, 1)),
)


def told(record: Record, query: ClaimQuery) -> dict[str, tuple[object, ...]] | None:
    """The acts on record that a question finds: what they tell, by id."""
    rows = record.acts.rows(query)
    return rows and {row.id: (row.kind, row.polarity, row.modality, row.due, row.speakers, row.tracks) for row in rows}


def told_anew(record: Record, query: ClaimQuery) -> dict[str, tuple[object, ...]]:
    """The same of acts made from all claims as they count."""
    asked = dataclasses.replace(query, kinds=(), since=None, until=None)
    ids = {row.claim.id for row in record.counted(asked)}
    on_days = {row.claim.id for row in record.counted(ClaimQuery(since=query.since, until=query.until))}
    rows = {row.claim.id: row for row in record.counted()}
    found = {}
    for entry in record.entries():
        lead = rows[entry.claims[0]]
        kind = not query.kinds or lead.claim.kind in query.kinds
        if kind and lead.claim.id in on_days and not ids.isdisjoint(entry.claims):
            claim, due = lead.claim, lead.time.last if lead.time else None
            found[entry.id] = (claim.kind, claim.polarity, claim.modality, due, lead.speakers, claim.tracks)
    return found


def by_columns(record: Record, query: ClaimQuery) -> list[tuple[object, ...]]:
    """What the acts that a question finds tell, in order, as their columns have it."""
    found = record.acts.chosen(query)
    assert found is not None
    its, at = found
    return [
        (
            int(its["lead"][n]),
            its.texts["document"][its["document"][n]],
            FEW["kind"][its["kind"][n] - 1],
            FEW["polarity"][its["polarity"][n] - 1],
            day(int(its["said_first"][n])),
            day(int(its["due"][n])),
            its.parties(int(its["speakers"][n])),
            its.tracks(int(its["tracks"][n])),
            its.label(int(its["why_not"][n])),
            int(its["evidences"][n]),
            [people.known[who].name for who in people.of(its["speakers"][n : n + 1])[1]],
        )
        for people in (its.people,)
        for n in its.in_order(at)
    ]


def by_rows(record: Record, query: ClaimQuery) -> list[tuple[object, ...]]:
    """The same as rows have it."""
    return [
        (
            *(row.lead, row.document, row.kind, row.polarity, row.day, row.due),
            *(row.speakers, row.tracks, row.why_not, row.evidences, [party.name for party in row.speakers]),
        )
        for row in record.acts.rows(query) or ()
    ]


def test_only_what_is_new_is_loaded_and_a_wrong_column_is_told_of(record: Record, clock: Clock) -> None:
    play = Play(record, clock)
    play.do("add", Draft("a", ((0, 0),), 1, own_voice=False))
    record.count_acts()
    assert len(by_columns(record, ClaimQuery())) == 1
    play.do("add", Draft("b", ((3, 1), (4, 2)), 2, own_voice=False))
    assert record.acts.chosen(ClaimQuery()) is None, "while one waits nobody uses the columns"
    record.count_acts()
    assert by_columns(record, ClaimQuery()) == by_rows(record, ClaimQuery())
    assert record.check() == []
    with record._engine.connect() as connection:
        (packed,) = connection.execute(select(schema.act_columns)).all()
    other = zlib.compress(zlib.decompress(packed.packed)[::-1])
    with record._writing() as (connection, _):
        connection.execute(update(schema.act_columns).values(packed=other))
    assert any("what acts are counted by is wrong from reading 0 on" in line for line in record.check())
    record.count_acts(anew=True)
    assert record.check() == []


def test_rows_of_many_readings_are_loaded_one_by_one(
    record: Record, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one reading changes is loaded; what stands in other rows stays as it is."""
    play = Play(record, clock)
    for n, name in enumerate("abcdefghij"):
        play.do("add", Draft(name, ((n % 5, n // 5),), 1, own_voice=False))
    monkeypatch.setattr(act_packing, "KEYS_PER_CHUNK", CLAIMS_PER_READING)
    monkeypatch.setattr(act_table, "KEYS_PER_CHUNK", CLAIMS_PER_READING)
    record.count_acts(anew=True)
    assert by_columns(record, ClaimQuery()) == by_rows(record, ClaimQuery())
    unpacked: list[bytes] = []
    unpack = act_table._unpacked

    def counted(packed: bytes, growing: dict[str, act_table._Growing]) -> act_table._Piece:
        unpacked.append(packed)
        return unpack(packed, growing)

    monkeypatch.setattr(act_table, "_unpacked", counted)
    play.do("add", Draft("k", ((3, 2),), 3, own_voice=False))
    play.do("read again", 1)
    record.count_acts()
    assert by_columns(record, ClaimQuery()) == by_rows(record, ClaimQuery())
    with record._engine.connect() as connection:
        rows = connection.scalars(select(schema.act_columns.c.chunk)).all()
    assert 0 < len(unpacked) < len(rows) / 2


def computed(record: Record) -> dict[str, tuple[str, ...]]:
    """The acts as all claims make them."""
    return {entry.id: entry.claims for entry in record.entries()}


def stem_counts(record: Record) -> dict[str, int]:
    with record._engine.connect() as connection:
        return {row.stem: row.acts for row in connection.execute(select(schema.stems))}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps)
def test_kept_acts_are_those_computed(played: list[tuple]) -> None:  # type: ignore[type-arg]
    with TemporaryDirectory() as folder:
        check(played, "sqlite", Path(folder))


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_play_on_each_database(engine: str, tmp_path: Path) -> None:
    said = ((0, 0), (3, 1))
    first, reprint = Draft("a", said, 1, own_voice=False), Draft("b", ((1, 0), (4, 1)), 2, own_voice=False)
    played = [
        *(("add", first), ("add", reprint), ("count",), ("same documents", 0, 1), ("count",)),
        *(("different", 0, 2), ("count",), ("wrong", 0, 1), ("count",), ("corrected", 2, 0), ("count",)),
        *(("corrected", 2, 3), ("corrected", 1, 4), ("count",), ("corrected", 3, 1), ("withdraw", 2), ("count",)),
        *(("read again", 0), ("count",), ("withdraw", 1), ("count",)),
    ]
    check(played, engine, tmp_path)


@pytest.mark.parametrize(("days", "linked"), [((1, 4, 0), False), ((1, 3, 2), False), ((1, 4, 2), True)])
def test_what_goes_away_joins_and_parts_those_that_stay(days: tuple[int, ...], linked: bool, tmp_path: Path) -> None:
    """One undated belongs to one time alone; those between hold two times together; a link does at any time."""
    papers = [Draft(name, ((0, 0), (3, 1)), day, own_voice=False) for name, day in zip("abc", days, strict=True)]
    links = [("same documents", 0, 1), ("count",)] if linked else []
    played = [*(("add", one) for one in papers), ("count",), *links, ("read again", 1), ("count",)]
    check(played, "sqlite", tmp_path)
    (tmp_path / "more").mkdir()
    check([*played, ("read again", 2), ("count",), ("read again", 0), ("count",)], "sqlite", tmp_path / "more")


def test_what_links_say_joins_acts_and_what_people_say_parts_them(record: Record, clock: Clock) -> None:
    play = Play(record, clock)
    play.do("add", Draft("a", ((0, 0),), 1, own_voice=False))
    play.do("add", Draft("b", ((1, 0),), 2, own_voice=False))
    record.count_acts()
    assert len(kept(record)) == 2
    link = record.judge("same", play.documents, by="Bo")
    record.count_acts()
    assert len(kept(record)) == 1
    record.withdraw(link.id, by="Bo")
    record.count_acts()
    assert len(kept(record)) == 2


def test_what_people_say_of_claims_joins_and_parts_them(record: Record, clock: Clock) -> None:
    play = Play(record, clock)
    play.do("add", Draft("a", ((0, 0),), 1, own_voice=False))
    play.do("add", Draft("b", ((3, 1),), 2, own_voice=False))
    record.count_acts()
    assert len(kept(record)) == 2
    one = record.judge("same", sorted(row.claim.id for row in record.claims()), by="Bo")
    record.count_acts()
    assert len(kept(record)) == 1
    record.withdraw(one.id, by="Bo")
    record.count_acts()
    assert len(kept(record)) == 2


def test_what_is_behind_says_so(record: Record, clock: Clock) -> None:
    play = Play(record, clock)

    def current() -> bool:
        with record._engine.connect() as connection:
            return act_stamp.is_current(connection)

    assert not current()
    for step in (("add", Draft("a", ((0, 0),), 1, own_voice=False)), ("read again", 0)):
        play.do(*step)
        assert not current()
        record.count_acts()
        assert current()


def check(played: list[tuple], engine: str, folder: Path) -> None:  # type: ignore[type-arg]
    """Play the steps, and compare whenever acts are brought up to date and at the end."""
    clock = Clock()
    with opened(engine, folder, clock) as record:
        play = Play(record, clock)
        for step in [*played, ("count",)]:
            play.do(*step)
            if step[0] == "count":
                assert kept(record) == computed(record)
                for query in QUERIES:
                    assert (told(record, query) or {}) == told_anew(record, query)
                    assert by_columns(record, query) == by_rows(record, query)
                    counted = {row.claim.id for row in record.counted(query)}
                    assert record.acts.count(query) == sum(not counted.isdisjoint(e.claims) for e in record.entries())
        step_by_step, words = kept(record), {stem: n for stem, n in stem_counts(record).items() if n}
        assert list(record.check()) == []
        record.count_acts(anew=True)
        assert by_columns(record, ClaimQuery()) == by_rows(record, ClaimQuery())
        assert kept(record) == step_by_step
        assert stem_counts(record) == words
