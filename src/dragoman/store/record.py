"""The record: everything the rooms to the right may do with it. SQLAlchemy is imported once a record is opened."""

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from dragoman.record import Document, Entry, Judgement, Reading, RecordError, Verdict
from dragoman.store.act_state import ActState
from dragoman.store.history import Change, ChangeQuery, Correction, Withdrawal
from dragoman.store.query import (
    ActorRow,
    ActorSeen,
    Added,
    ClaimFacets,
    ClaimQuery,
    ClaimRow,
    Decision,
    DocumentQuery,
    DocumentRow,
    Found,
    JudgementRow,
    LinkRow,
    Outcome,
    ProblemRow,
    Sighting,
    Snapshot,
    Summary,
    Version,
    require_aware,
)
from dragoman.store.review import ReviewState
from dragoman.store.saving import SavedSearches
from dragoman.store.web import WebState

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from dragoman.store.held import Held
    from dragoman.store.rows import Prepared
    from dragoman.store.search_query import Facets, Finder, Hit, SearchQuery
    from dragoman.store.search_words import Asked

COUNTING: tuple[Verdict, ...] = ("right", "wrong", "corrected", "same", "different", "kept", "broken")
"""The verdicts that say something of a thing; the one left out takes back."""


def utc_now() -> datetime.datetime:
    """The clock a record goes by unless it is given another."""
    return datetime.datetime.now(datetime.UTC)


class Record:
    """The record on disk, open. Use it as a context manager; several threads may share one.

    Every question sees what stands now, or with `as_of` (an aware time) what stood then. Any method raises RecordError
    where the file is damaged or out of reach, RecordBusyError where another program held it longer than five seconds.
    """

    def __init__(
        self,
        engine: "Engine",
        path: Path,
        *,
        read_only: bool,
        clock: Callable[[], datetime.datetime],
        compute_at_most: int | None = None,
    ) -> None:
        self._engine = engine
        self._clock = clock
        self.path = path
        self.read_only = read_only
        self.compute_at_most = compute_at_most
        """Claims from which desks compute acts themselves where those on record do not serve; None: however many."""
        self.web = WebState(engine, path, read_only=read_only)
        self.saved = SavedSearches(engine, path, read_only=read_only, clock=clock)
        self.review = ReviewState(engine, path, self._counting, self.same_as)
        self.acts = ActState(engine, path, self._writing, self._merged)

    @classmethod
    def open(
        cls,
        where: str | Path,
        *,
        create: bool = True,
        read_only: bool = False,
        clock: Callable[[], datetime.datetime] = utc_now,
        compute_at_most: int | None = None,
    ) -> Self:
        """Open the record at a path, sqlite:/// or postgresql:// URL; made there if it is missing and `create` is set.

        `read_only` needs no leave to write and makes nothing. `clock` says when things are learned (aware times).
        `compute_at_most` bounds what desks compute while somebody waits: beyond so many claims they raise
        RecordBehindError where the acts on record are behind, RecordSizeError where none are kept of an earlier time.
        Raises RecordError: no such file, folder or database, not a record, cut short, not permitted, no server; and
        RecordVersionError where a newer Dragoman wrote it.
        """
        from dragoman.store import opening

        path = opening.path_of(where)
        engine = opening.open_engine(path, create=create, read_only=read_only, now=clock())
        return cls(engine, path, read_only=read_only, clock=clock, compute_at_most=compute_at_most)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(self, reading: Reading, data: bytes, *, reader: str, dossier: str) -> Outcome:
        """Put one reading on record, whole or not at all. `data` are the original bytes.

        `reader` is the version of what read it, `dossier` the digest of the dossier it was read with. Raises ValueError
        where the reading does not hold together or the bytes are not its document's.
        """
        from dragoman.store.rows import prepare

        return self._write([prepare(reading, data, reader=reader, dossier=dossier)])[0]

    def add_many(self, items: Iterable[tuple[Reading, bytes]], *, reader: str, dossier: str) -> Added:
        """Put many on record as they come, in batches; each batch is written whole or not at all.

        No lock is held while waiting for the next item. Where taking one fails or is interrupted, what came before is
        written first.
        """
        from dragoman.store.rows import prepare

        return self._add(prepare(reading, data, reader=reader, dossier=dossier) for reading, data in items)

    def take_in(self, items: "Iterable[Held]") -> Added:
        """Put readings of other records or programs on record as they come, in batches as `add_many` does.

        Each is as if read now by whom it says, but for one that says just what stands already: that stays as it is,
        whoever read it. Where the bytes were found before, and when, is kept with it.
        """
        from dragoman.store.rows import prepare

        return self._add(
            prepare(one.reading, one.original, reader=one.reader, dossier=one.dossier, found=one.found, taken_in=True)
            for one in items
        )

    def take_in_judgements(self, made: Sequence[Judgement]) -> int:
        """Put judgements of another record on record as they were made there, all or none; how many were not here.

        What they are about need not be here yet. Raises RecordError where one is not what its id was made from.
        """
        from dragoman.store import exchange

        with self._writing() as (connection, _):
            return exchange.take_in_judgements(connection, made)

    def held(self, query: ClaimQuery | None = None, *, originals: bool = False) -> "Iterator[Held]":
        """The standing readings that have a claim that matches, or all, with who read them and where they were found.

        By the day of publication (undated last) and document; one in memory at a time. `since`, `until` and `document`
        restrict documents, whether they make claims or not. With `originals`, their bytes too.
        """
        from dragoman.store import exchange

        return exchange.held(self._engine, self.path, self._merged(query or ClaimQuery()), originals=originals)

    def other_bytes(self, documents: Mapping[str, str]) -> dict[str, str]:
        """Of documents by id with the sha256 of their bytes, those that are on record with another, and that."""
        from dragoman.store import exchange

        return exchange.other_bytes(self._engine, self.path, documents)

    def claimed_elsewhere(self, claims: Mapping[str, str]) -> dict[str, str]:
        """Of claims by id with their document, those that stand in another document of the record, and which."""
        from dragoman.store import exchange

        return exchange.claimed_elsewhere(self._engine, self.path, claims)

    def _add(self, items: "Iterable[Prepared]") -> Added:
        from dragoman.store.batches import Batches

        with Batches(self._write, beside=self._engine.dialect.name == "postgresql") as batches:
            for prepared in items:
                batches.take(prepared)
        return batches.added

    def knows(self, document: Document, *, reader: str, dossier: str) -> bool:
        """Whether reading this document again would be idle: it is all on record, from this source, read just so.

        All of the document counts, as the reader is given it: with another date or publisher it is to be read anew.
        """
        from dragoman.store import recalling

        return recalling.knows(self._engine, self.path, document, reader=reader, dossier=dossier)

    def known(self, document: Document, *, reader: str, dossier: str) -> Reading | None:
        """The reading that `knows` speaks of, just as reading the document again would give it; else None."""
        from dragoman.store import recalling

        return recalling.known(self._engine, self.path, document, reader=reader, dossier=dossier)

    def claims(self, query: ClaimQuery | None = None) -> Iterator[ClaimRow]:
        """The claims that match, by the day they were said (undated ones last), document, and place in it.

        Rows come as they are asked for; no lock is held between them.
        """
        from dragoman.store import asking

        return asking.rows(self._engine, self.path, self._merged(query or ClaimQuery()))

    def counted(self, query: ClaimQuery | None = None, *, wrong: bool = False) -> Iterator[ClaimRow]:
        """The claims as they count: without those judged wrong, and as people corrected them; matched so, in order.

        With `wrong`, those too, as they were read.
        A row that rests on a correction says whose (`judged`). What people differ on, or said of a claim that was read
        otherwise since, changes nothing.
        """
        from dragoman.store import deciding

        return deciding.counted(self._engine, self.path, self._merged(query or ClaimQuery()), wrong=wrong)

    def marked(self, rows: Iterable[ClaimRow], *, as_of: datetime.datetime | None = None) -> Iterator[ClaimRow]:
        """Rows as they were read, each with what people made of it (`judged`)."""
        from dragoman.store import deciding

        require_aware(as_of)
        return deciding.marked(self._engine, self.path, rows, as_of)

    def decisions(self, *, as_of: datetime.datetime | None = None) -> Mapping[str, Decision]:
        """What counts of what people said of how claims were read, by the claims' ids."""
        from dragoman.store import deciding
        from dragoman.store.faults import told

        require_aware(as_of)
        with told(self.path), self._engine.connect() as connection:
            return deciding.decisions(connection, as_of)

    def count(self, query: ClaimQuery | None = None) -> int:
        """How many claims match, whatever the query's limit."""
        from dragoman.store import asking

        return asking.count(self._engine, self.path, self._merged(query or ClaimQuery()))

    def claim_facets(self, query: ClaimQuery | None = None) -> ClaimFacets:
        """How many claims match, whatever the query's limit, and of which sorts they are. Counted, never estimated."""
        from dragoman.store import faceting

        return faceting.facets(self._engine, self.path, self._merged(query or ClaimQuery()))

    def search(self, query: "SearchQuery", *, finder: "Finder | None" = None) -> "list[Hit]":
        """The paragraphs in which the words stand, the best first (BM25).

        With a `finder`, a name finds who bears it under any of their names: 김정은 finds Kim Jong Un. Raises
        RecordError where the query names no word, or the record was never indexed.
        """
        from dragoman.store import searching

        return searching.search(self._engine, self.path, self._asked(query, finder))

    def found(self, query: "SearchQuery", *, finder: "Finder | None" = None) -> int:
        """How many paragraphs a search finds, whatever its limit."""
        from dragoman.store import searching

        return searching.count(self._engine, self.path, self._asked(query, finder))

    def facets(self, query: "SearchQuery", *, finder: "Finder | None" = None) -> "Facets":
        """How many paragraphs a search finds, whatever its limit, and of which sorts they are."""
        from dragoman.store import searching

        return searching.facets(self._engine, self.path, self._asked(query, finder))

    def _asked(self, query: "SearchQuery", finder: "Finder | None") -> "Asked":
        from dragoman.store.search_words import take_apart

        asked = take_apart(query, finder)
        if asked.query.actor is None:
            return asked
        ids = (asked.query.actor, *asked.query.also)
        merged = {one for id_ in ids for one in self.same_as(id_, as_of=query.as_of)}
        return replace(asked, query=replace(asked.query, also=tuple(sorted(merged))))

    def rebuild_search(self) -> int:
        """Make anew what is searched and counted by, all or nothing; how many paragraphs are in the search index."""
        from dragoman.store import columnar, indexing, reading_columns, recalling

        with self._writing() as (connection, _):
            columnar.rebuild(connection)
            reading_columns.rebuild(connection)
            return indexing.rebuild(connection, recalling.every(connection))

    def documents(self, query: DocumentQuery | None = None) -> list[DocumentRow]:
        """The documents that match, by the day of publication (undated last) and id."""
        from dragoman.store import listing

        return listing.documents(self._engine, self.path, self._naming(query or DocumentQuery()))

    def count_documents(self, query: DocumentQuery | None = None) -> int:
        """How many documents match, whatever the query's limit and wherever its list goes on."""
        from dragoman.store import listing

        return listing.count(self._engine, self.path, self._naming(query or DocumentQuery()))

    def _naming(self, query: DocumentQuery) -> DocumentQuery:
        """The query with all that are judged to be one with whom it asks for."""
        if query.names is None:
            return query
        return replace(query, also=(*query.also, *self.same_as(query.names, as_of=query.as_of)))

    def actors(self, *, proposed: bool = False, as_of: datetime.datetime | None = None) -> list[ActorRow]:
        """Who and what is named, most named first; with `proposed`, the persons with a title whom nobody knows.

        What is judged to be one is one row, under its canonical id.
        """
        from dragoman.store import actors

        require_aware(as_of)
        return actors.actors(self._engine, self.path, proposed=proposed, as_of=as_of)

    def actor(self, actor: str, *, as_of: datetime.datetime | None = None) -> ActorSeen | None:
        """What the record has of an actor id, and of all that are judged to be one with it; None for nothing."""
        from dragoman.store import actors

        require_aware(as_of)
        group = actors.group_of(self._engine, self.path, actor, as_of)
        return actors.seen(self._engine, self.path, group, as_of)

    def same_as(self, actor: str, *, as_of: datetime.datetime | None = None) -> tuple[str, ...]:
        """All ids judged to be one with this one, the canonical one first; itself alone where nothing is."""
        from dragoman.store import actors

        require_aware(as_of)
        return actors.group_of(self._engine, self.path, actor, as_of)

    def _merged(self, query: ClaimQuery) -> ClaimQuery:
        """The query with all that are judged to be one with whom it asks for, and the claims judged as it asks."""
        if query.actor is not None:
            query = replace(query, also=(*query.also, *self.same_as(query.actor, as_of=query.as_of)))
        if query.judged is None or query.people is not None:
            return query
        from dragoman.store import deciding

        return replace(query, people=deciding.judged_as(self._engine, self.path, query.judged, query.as_of))

    def document(self, document: str, *, as_of: datetime.datetime | None = None) -> Document | None:
        """A document, by its id, as its standing reading has it."""
        found = self.reading(document, as_of=as_of)
        return found.document if found else None

    def reading(self, document: str, *, as_of: datetime.datetime | None = None) -> Reading | None:
        """The standing reading of a document id."""
        from dragoman.store import recalling

        require_aware(as_of)
        return recalling.reading(self._engine, self.path, document, as_of)

    def readings(self, *, as_of: datetime.datetime | None = None) -> Iterator[Reading]:
        """Every standing reading, by the day of publication (undated last) and document id."""
        from dragoman.store import recalling

        require_aware(as_of)
        return recalling.readings(self._engine, self.path, as_of)

    def original(self, sha256: str) -> bytes | None:
        """The bytes a document was read from."""
        from dragoman.store import recalling

        return recalling.original(self._engine, self.path, sha256)

    def has_original(self, sha256: str) -> bool:
        """Whether the bytes a document was read from are kept: `original` would give them."""
        from dragoman.store import recalling

        return recalling.has_original(self._engine, self.path, sha256)

    def find(self, prefix: str, *, as_of: datetime.datetime | None = None) -> list[Found]:
        """Documents, then claims, whose id begins so. An empty prefix finds nothing.

        Where nothing that stands begins so, what is withdrawn is found too.
        """
        from dragoman.store import asking, tombstones
        from dragoman.store.faults import told

        require_aware(as_of)
        if not prefix:
            return []
        with told(self.path), self._engine.connect() as connection:
            return asking.found(connection, prefix, as_of) or list(tombstones.found(connection, prefix, as_of))

    def history(self, document: str) -> list[Version]:
        """Every reading a document has had, the first first."""
        from dragoman.store import recalling

        return recalling.history(self._engine, self.path, document)

    def sightings(self, document: str) -> list[Sighting]:
        """Where a document's bytes were found, the first place first."""
        from dragoman.store import recalling

        return recalling.sightings(self._engine, self.path, document)

    def link(self, *, count: bool = True) -> int:
        """Link what has been read since the last time with what holds the same matter; how many links are new.

        In batches, each whole or not at all; doing it again, or in another order, comes to the same. Without `count`,
        acts are left to be counted by somebody else.
        """
        from dragoman.store import linking, translating

        waiting = linking.unlinked(self._engine, self.path)
        new = 0
        for some in linking.handfuls(waiting, linking.HANDFUL):
            ready = linking.prepare(self._engine, self.path, some)
            with self._writing() as (connection, now):
                new += linking.link(connection, ready, now)
        if unasked := translating.unasked(self._engine, self.path):
            found = translating.find(self._engine, self.path, unasked)
            with self._writing() as (connection, now):
                new += translating.link(connection, found, unasked, now)
        if count:
            self.count_acts()
        return new

    def count_acts(self, *, anew: bool = False, between: Callable[[], None] | None = None) -> None:
        """Bring what is counted up to date with what was read, linked and judged; `anew` throws it away first.

        In batches, each whole or not at all; `between` them, no lock is held. `link` does so; where it was not done,
        questions are answered all the same, slowly.
        """
        from dragoman.store import acting

        if anew:
            with self._writing() as (connection, _):
                acting.forget(connection)
        known, done = None, False
        while not done:
            with self._writing() as (connection, _):
                known, done = acting.bring_up_to_date(connection, self.path, known)
            if between is not None and not done:
                between()

    def links(self, document: str | None = None, *, as_of: datetime.datetime | None = None) -> list[LinkRow]:
        """The links between documents, or those of one, with what people said of each; also where only people see one.

        Of a pair judged different the machine's link is still told, and does not count.
        """
        from dragoman.store import linking

        require_aware(as_of)
        return linking.told_links(self._engine, self.path, document, as_of)

    def entries(self, query: ClaimQuery | None = None) -> list[Entry]:
        """The acts that the matching claims report as they count, in the order of these; computed anew each time."""
        from dragoman.identity import entries_of
        from dragoman.store.entries import evidence_of

        query = query or ClaimQuery()
        evidences = [evidence_of(row) for row in self.counted(query)]
        judgements = self.judgements(as_of=query.as_of)
        return entries_of(evidences, linked=self.linked(as_of=query.as_of), judgements=judgements)

    def linked(self, *, as_of: datetime.datetime | None = None) -> Mapping[str, frozenset[str]]:
        """For each document those that hold the same matter in the same words, by the links that count."""
        from dragoman.store.entries import linked

        return linked(self.links(as_of=as_of))

    def snapshots(self, document: str, *, as_of: datetime.datetime | None = None) -> list[Snapshot]:
        """What the document's address gave over time, the newest last; it alone where the address gave nothing else."""
        from dragoman.store import snapshots

        require_aware(as_of)
        return snapshots.snapshots(self._engine, self.path, document, as_of)

    def corrections(
        self, documents: Collection[str] | None = None, *, as_of: datetime.datetime | None = None
    ) -> dict[str, Correction]:
        """The newest version of the page of each of these documents, or of all, that is not the newest itself."""
        from dragoman.store import snapshots

        require_aware(as_of)
        return snapshots.corrections(self._engine, self.path, documents, as_of)

    def orphans(self, document: str, *, as_of: datetime.datetime | None = None) -> tuple[str, ...]:
        """The ids of the document's claims whose words no longer stand in the newest snapshot of its page."""
        from dragoman.store import snapshots

        reading = self.reading(document, as_of=as_of)
        return snapshots.orphans_of(self._engine, self.path, reading, as_of) if reading else ()

    def cursor(self) -> int:
        """The number of the last change: while it stays the same, every question is answered the same."""
        from dragoman.store import changes

        return changes.cursor(self._engine, self.path)

    def changes(
        self, query: ChangeQuery | None = None, *, after: int = 0, limit: int | None = None
    ) -> Iterator[Change]:
        """What happened to the record, in order; with `after`, only what followed that cursor.

        Ask again with the cursor of the last change you were given: each comes exactly once, whoever writes meanwhile.
        """
        from dragoman.store import changes

        query = query or ChangeQuery(after=after, limit=limit)
        return changes.asked(self._engine, self.path, self._about(query))

    def count_changes(self, query: ChangeQuery | None = None) -> int:
        """How many changes match, whatever the query's limit."""
        from dragoman.store import changes

        return changes.count(self._engine, self.path, self._about(query or ChangeQuery()))

    def _about(self, query: ChangeQuery) -> ChangeQuery:
        """The query with all that are judged to be one with whom it asks for."""
        if query.actor is None:
            return query
        return replace(query, also=(*query.also, *self.same_as(query.actor, as_of=query.as_of)))

    def judge(
        self,
        verdict: Verdict,
        about: Sequence[str],
        *,
        by: str,
        why: str = "",
        fields: Sequence[tuple[str, str]] = (),
    ) -> Judgement:
        """Put on record what a person decided about these ids, as of now.

        `same` and `different` are about two or more things of one kind (documents, claims, or actors), every other
        verdict about one. Nothing that is on record changes: what judgements make of it is computed. Raises RecordError
        where the things cannot be judged so.
        """
        from dragoman.store import judging

        asked = judging.Asked(verdict, tuple(dict.fromkeys(about)), by, why, tuple(fields))
        with self._counting() as (connection, now):
            return judging.judge(connection, asked, now)

    def withdraw(self, judgement: str, *, by: str, why: str = "") -> Judgement:
        """Take a judgement back, by its id: what it superseded stands again. Raises RecordError where there is none."""
        return self.judge("withdrawn", (judgement,), by=by, why=why)

    def withdraw_document(self, document: str, *, by: str, why: str, erase: bool = False) -> Withdrawal:
        """Let a document count no longer, from now on, in any question. As of an earlier time it still does.

        With `erase` its bytes, its text and its words leave every table and the search index, and the same bytes are
        refused from then on. Raises RecordError where there is none, it is withdrawn already, or no reason is given.
        """
        from dragoman.store import act_stamp, acting, forgetting, withdrawing
        from dragoman.store.faults import told

        with self._counting() as (connection, now):
            counted = act_stamp.is_current(connection)
            done = withdrawing.withdraw(connection, document, by=by, why=why, erase=erase, now=now)
            if erase and not counted:
                acting.forget(connection)  # they hold its words too
        if erase:
            with told(self.path):
                forgetting.sweep(self._engine)
        return done

    def restore_document(self, document: str, *, by: str, why: str) -> bool:
        """Let a withdrawn document count again; False where it was erased, and has to be read anew."""
        from dragoman.store import withdrawing

        with self._counting() as (connection, now):
            return withdrawing.restore(connection, self.path, document, by=by, why=why, now=now)

    def withdrawals(
        self, documents: Collection[str] | None = None, *, as_of: datetime.datetime | None = None
    ) -> dict[str, Withdrawal]:
        """Which of these documents, or of all, are withdrawn, by whom and why."""
        from dragoman.store import tombstones

        require_aware(as_of)
        return tombstones.withdrawals(self._engine, self.path, documents, as_of)

    def last_reading(self, document: str) -> Reading | None:
        """The reading that a document was given last, also of one that is withdrawn; None for one that was erased."""
        from dragoman.store import recalling

        return recalling.last(self._engine, self.path, document)

    def judgements(
        self, *, about: str | None = None, verdict: Verdict | None = None, as_of: datetime.datetime | None = None
    ) -> list[Judgement]:
        """The judgements that count: neither taken back nor superseded, in the order in which they were made."""
        return [
            row.judgement
            for row in self.judged(about=about, as_of=as_of)
            if row.state in ("stands", "stale") and row.judgement.verdict in ((verdict,) if verdict else COUNTING)
        ]

    def judged(self, *, about: str | None = None, as_of: datetime.datetime | None = None) -> list[JudgementRow]:
        """Every judgement that was made about a thing, or at all, and what became of it."""
        from dragoman.store import judging

        require_aware(as_of)
        return judging.judged(self._engine, self.path, about, as_of)

    def problem_codes(self) -> Mapping[str, int]:
        """The codes of the faults of what stands now, with how many documents have each, the most first."""
        from dragoman.store import problems

        return problems.codes(self._engine, self.path)

    def problems(
        self, *, code: str | None = None, after: tuple[str, int] | None = None, limit: int = 50
    ) -> list[ProblemRow]:
        """So many of the faults, or of those of a code, by document and place, behind (document, place)."""
        from dragoman.store import problems

        return problems.listed(self._engine, self.path, code=code, after=after, limit=limit)

    def summary(self) -> Summary:
        """What the record holds now, in numbers."""
        from dragoman.store import recalling

        return recalling.summary(self._engine, self.path)

    def check(self) -> list[str]:
        """What is wrong with the record, a line each; empty where it is sound. Reads all of it."""
        from dragoman.store import soundness

        return soundness.check(self._engine, self.path)

    def _write(self, batch: "list[Prepared]") -> list[Outcome]:
        from dragoman.store.writing import write

        with self._writing() as (connection, now):
            return write(connection, self.path, batch, now)

    @contextmanager
    def _counting(self) -> "Iterator[tuple[Connection, datetime.datetime]]":
        """The same, for a small change to what is counted: where that was up to date, it is so again at the end."""
        from dragoman.store import act_stamp, acting

        with self._writing() as (connection, now):
            counted = act_stamp.is_current(connection)
            yield connection, now
            while counted and not acting.bring_up_to_date(connection, self.path, None)[1]:
                pass

    @contextmanager
    def _writing(self) -> "Iterator[tuple[Connection, datetime.datetime]]":
        """A transaction that holds the write lock, and the time that what it writes is learned."""
        from dragoman.store.faults import told

        if self.read_only:
            raise RecordError(f"the record {self.path} was opened for reading only; open it for writing to add to it")
        now = self._clock()
        with (
            told(self.path),
            self._engine.connect().execution_options(writing=True) as connection,
            connection.begin(),
        ):
            yield connection, now
