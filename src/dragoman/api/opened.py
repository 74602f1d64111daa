"""A record opened from Python: what the command line asks, under the same names, answered in typed rows."""

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from dragoman.api.asked import Day, Moment, Some, first_day, last_day, moment, one_of, some
from dragoman.api.reading import ReadIn, read_in
from dragoman.api.rows import Rows
from dragoman.brief.portraits import Portrait, portrait
from dragoman.desks.dialogue.answers import Call, calls_of
from dragoman.desks.dialogue.commitments import Commitment, State, ledger_of
from dragoman.desks.dialogue.commitments import Wanted as Lines
from dragoman.desks.dialogue.following import followed
from dragoman.desks.dialogue.forecasts import Forecast, forecasts_of
from dragoman.desks.dialogue.positions import Stand, Step, positions_of
from dragoman.desks.dialogue.relations import Relation, relations_of
from dragoman.desks.states import state_parties, states_of
from dragoman.dossier import Dossier, load_dossier
from dragoman.identity.finding import ActorFinder
from dragoman.record import Claim, ClaimKind, Document, DragomanError, Entry, Judgement, Passage, Reading, Verdict
from dragoman.review import Item, ItemKind, Queue, QueueQuery
from dragoman.store import (
    ActorRow,
    Change,
    ChangeKind,
    ChangeQuery,
    ClaimFacets,
    ClaimQuery,
    ClaimRow,
    DocumentQuery,
    DocumentRow,
    Facets,
    Hit,
    JudgedAs,
    JudgementRow,
    LinkRow,
    Record,
    Role,
    SearchQuery,
    Summary,
)

RECORD = "dragoman.db"


def open_record(where: str | Path = RECORD, *, write: bool = False, dossier: str | Path | None = None) -> "OpenRecord":
    """Open the record at a path or postgresql:// address; with `write` it may be written to, and is made if missing."""
    record = Record.open(where, create=write, read_only=not write)
    return OpenRecord(record, load_dossier(dossier))


@dataclass(frozen=True, slots=True)
class Shown:
    """A claim in its document, or a document: what `dragoman show` shows. `claim` is None for a document."""

    reading: Reading
    claim: Claim | None
    judgements: tuple[JudgementRow, ...]

    @property
    def document(self) -> Document:
        """The document, with its text."""
        return self.reading.document

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Where the claim's words stand."""
        spans = self.claim.passages if self.claim else ()
        return tuple(Passage(self.document.id, start, end) for start, end in spans)

    @property
    def words(self) -> str:
        """The claim's exact words, its pieces joined by " … "; of a document, its text."""
        text = self.document.text
        return " … ".join(text[p.start : p.end] for p in self.passages) if self.claim else text


class OpenRecord:
    """An open record and the dossier by which names are understood. Use it as a context manager.

    Filters mean what they mean on the command line. `kind` and `track` take one word or several; days are written
    2017-01-04, 2017-01 or 2017, or given as dates; `as_of` asks the record as it stood. Every method raises
    DragomanError, in one line, where what was asked cannot be.
    """

    def __init__(self, record: Record, dossier: Dossier) -> None:
        """`record` stays the caller's to look into: it is had as `store`."""
        self.store = record
        self.dossier = dossier

    def close(self) -> None:
        """Let go of the record."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<record {self.store.path}>"

    def summary(self) -> Summary:
        """What the record holds now, in numbers."""
        return self.store.summary()

    def claims(
        self,
        *,
        kind: Some | None = None,
        actor: str | None = None,
        role: Role | None = None,
        track: Some | None = None,
        since: Day | None = None,
        until: Day | None = None,
        text: str | None = None,
        publisher: str | None = None,
        judged: str | None = None,
        document: str | None = None,
        as_of: Moment | None = None,
        limit: int | None = None,
        newest: bool = False,
    ) -> Rows[ClaimRow]:
        """The claims that match, by the day they were said; with `newest`, the last day first.

        judged: what people made of how they were read: right, wrong, corrected, disputed, stale, or none.
        """
        asked = self._query(one_of(ClaimKind, kind, "kind"), actor, track, since, until, text, as_of, role)
        mine = self._document(document)
        query = replace(asked, publisher=publisher, document=mine, judged=_judged(judged), limit=limit, newest=newest)
        return Rows(ClaimRow, lambda: self.store.marked(self.store.claims(query), as_of=query.as_of))

    def claim_facets(
        self,
        *,
        kind: Some | None = None,
        actor: str | None = None,
        track: Some | None = None,
        since: Day | None = None,
        until: Day | None = None,
        text: str | None = None,
        publisher: str | None = None,
        judged: str | None = None,
        as_of: Moment | None = None,
    ) -> ClaimFacets:
        """How many claims match, and of which sorts they are: counted, never estimated."""
        query = self._query(one_of(ClaimKind, kind, "kind"), actor, track, since, until, text, as_of)
        return self.store.claim_facets(replace(query, publisher=publisher, judged=_judged(judged)))

    def entries(
        self,
        *,
        kind: Some | None = None,
        actor: str | None = None,
        track: Some | None = None,
        since: Day | None = None,
        until: Day | None = None,
        text: str | None = None,
        as_of: Moment | None = None,
    ) -> Rows[Entry]:
        """The acts that the matching claims report, each once."""
        query = self._query(one_of(ClaimKind, kind, "kind"), actor, track, since, until, text, as_of)
        return Rows(Entry, lambda: self.store.entries(query))

    def documents(
        self,
        *,
        names: str | None = None,
        on: Day | None = None,
        since: Day | None = None,
        until: Day | None = None,
        language: str | None = None,
        as_of: Moment | None = None,
        limit: int | None = None,
    ) -> Rows[DocumentRow]:
        """The documents that match, by the day of publication."""
        query = DocumentQuery(
            names=names,
            also=self._named(names),
            on=first_day(on),
            since=first_day(since),
            until=last_day(until),
            language=language,
            as_of=moment(as_of),
            limit=limit,
        )
        return Rows(DocumentRow, lambda: self.store.documents(query))

    def actors(
        self, *, proposed: bool = False, as_of: Moment | None = None, limit: int | None = None
    ) -> Rows[ActorRow]:
        """Who and what is named, most named first; with `proposed`, the persons with a title whom nobody knows."""
        at = moment(as_of)
        return Rows(ActorRow, lambda: self.store.actors(proposed=proposed, as_of=at)[:limit])

    def actor(self, name: str, *, as_of: Moment | None = None) -> Portrait:
        """Who somebody is, by an id or a name in any script: what the dossier says and where the record has it."""
        id_ = Queue(self.store, self.dossier).who(name)
        return portrait(self.store.same_as(id_)[0], self.dossier, self.store, moment(as_of))

    def search(
        self,
        words: str,
        *,
        kind: Some | None = None,
        actor: str | None = None,
        track: Some | None = None,
        publisher: str | None = None,
        language: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        as_of: Moment | None = None,
        limit: int | None = 20,
    ) -> Rows[Hit]:
        """The paragraphs in which the words stand, the best first."""
        query = self._searched(words, kind, actor, track, publisher, language, since, until, as_of, limit)
        return Rows(Hit, lambda: self.store.search(query, finder=self._finder))

    def facets(
        self,
        words: str,
        *,
        kind: Some | None = None,
        actor: str | None = None,
        track: Some | None = None,
        publisher: str | None = None,
        language: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        as_of: Moment | None = None,
    ) -> Facets:
        """How many paragraphs a search finds, and of which sorts they are."""
        query = self._searched(words, kind, actor, track, publisher, language, since, until, as_of, None)
        return self.store.facets(query, finder=self._finder)

    def links(self, document: str | None = None, *, as_of: Moment | None = None) -> Rows[LinkRow]:
        """The documents that hold the same matter, or those of one."""
        id_, at = self._document(document), moment(as_of)
        return Rows(LinkRow, lambda: self.store.links(id_, as_of=at))

    def commitments(
        self,
        *,
        actor: str | None = None,
        track: Some | None = None,
        text: str | None = None,
        state: Some | None = None,
        due_before: Day | None = None,
        due_after: Day | None = None,
        since: Day | None = None,
        until: Day | None = None,
        as_of: Moment | None = None,
        today: datetime.date | None = None,
    ) -> Rows[Commitment]:
        """The ledger of promises, by due date. `due_before` and `due_after` are inclusive."""
        query = self._query(("commitment",), actor, track, since, until, text, as_of)
        states = one_of(State, state, "state")
        before, after = last_day(due_before), first_day(due_after)

        def ask() -> Iterable[Commitment]:
            return ledger_of(
                self.store,
                query,
                today=_seen_on(today, query),
                states=states_of(self.dossier),
                wanted=Lines(tuple(states), before, after),
            )

        return Rows(Commitment, ask)

    def forecasts(
        self,
        *,
        actor: str | None = None,
        track: Some | None = None,
        text: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        as_of: Moment | None = None,
        today: datetime.date | None = None,
    ) -> Rows[Forecast]:
        """Who expected what by when, how likely, and what came of it."""
        query = self._query(("forecast",), actor, track, since, until, text, as_of)

        def ask() -> Iterable[Forecast]:
            return forecasts_of(self.store, query, today=_seen_on(today, query), states=states_of(self.dossier))

        return Rows(Forecast, ask)

    def positions(
        self,
        *,
        actor: str | None = None,
        track: Some | None = None,
        since: Day | None = None,
        until: Day | None = None,
        by: Step = "quarter",
        each: bool = False,
        voices: int | None = 5,
        as_of: Moment | None = None,
    ) -> Rows[Stand]:
        """On which tracks voices take a stand over time, and whether that moved; a frame has a line a period and track.

        `each` counts every speaker apart, not all of a state as one voice; `voices`: so many, the most heard.
        """
        query = self._query((), actor, track, since, until, None, as_of, role="speaker")

        def ask() -> Iterable[Stand]:
            return positions_of(
                self.store,
                query,
                step=by,
                order=tuple(track for track in self.dossier.tracks if "." not in track),
                voices=None if each else state_parties(self.dossier),
                most=voices,
            )

        return Rows(Stand, ask)

    def relations(
        self,
        *,
        actor: str | None = None,
        track: Some | None = None,
        since: Day | None = None,
        until: Day | None = None,
        changed_since: datetime.date | None = None,
        each: bool = False,
        as_of: Moment | None = None,
    ) -> Rows[Relation]:
        """Who did what to whom, by quad class; with `changed_since`, parted at that day."""
        query = self._query((), actor, track, since, until, None, as_of)

        def ask() -> Iterable[Relation]:
            return relations_of(
                self.store,
                query,
                changed_since=changed_since,
                states=None if each else state_parties(self.dossier),
            )

        return Rows(Relation, ask)

    def answers(
        self,
        *,
        actor: str | None = None,
        track: Some | None = None,
        since: Day | None = None,
        until: Day | None = None,
        unanswered: bool = False,
        as_of: Moment | None = None,
        today: datetime.date | None = None,
    ) -> Rows[Call]:
        """Who called on whom, and what those called upon said or did about it."""
        query = self._query(("call",), actor, track, since, until, None, as_of)

        def ask() -> Iterable[Call]:
            return calls_of(
                self.store,
                query,
                today=_seen_on(today, query),
                states=states_of(self.dossier),
                unanswered=unanswered,
            )

        return Rows(Call, ask)

    def judgements(self, about: str | None = None, *, as_of: Moment | None = None) -> Rows[JudgementRow]:
        """What people decided, and what became of it."""
        id_, at = self._any(about) if about else None, moment(as_of)
        return Rows(JudgementRow, lambda: self.store.judged(about=id_, as_of=at))

    def changes(
        self,
        *,
        kind: Some | None = None,
        document: str | None = None,
        actor: str | None = None,
        after: int = 0,
        as_of: Moment | None = None,
        limit: int | None = None,
    ) -> Rows[Change]:
        """What changed in the record and why, in order; with `after`, only what followed that cursor."""
        query = ChangeQuery(
            kinds=one_of(ChangeKind, kind, "kind"),
            document=self._document(document),
            actor=actor,
            also=self._named(actor),
            after=after,
            as_of=moment(as_of),
            limit=limit,
        )
        return Rows(Change, lambda: self.store.changes(query))

    def review(
        self,
        *,
        kind: Some | None = None,
        actor: str | None = None,
        track: Some | None = None,
        document: str | None = None,
        below: float | None = None,
        judged_by: str | None = None,
        by: str | None = None,
        limit: int = 50,
    ) -> Rows[Item]:
        """What waits for a person, the least certain and most used first."""
        query = QueueQuery(
            kinds=one_of(ItemKind, kind, "kind"),
            actor=actor,
            tracks=some(track),
            document=self._document(document),
            below=below,
            judged_by=judged_by,
            by=by,
            limit=limit,
        )
        return Rows(Item, lambda: Queue(self.store, self.dossier).page(query).items)

    def show(self, id: str, *, as_of: Moment | None = None) -> Shown:  # noqa: A002 - as the command line calls it
        """A claim in its document, or a document, by its id or how that begins."""
        at = moment(as_of)
        found = self._found(id, at)
        reading = self.store.reading(found[1], as_of=at)
        if reading is None:
            raise DragomanError(f"document {found[1]} has no reading that stands; read it anew")
        claim = next((claim for claim in reading.claims if claim.id == found[0]), None)
        return Shown(reading, claim, tuple(self.store.judged(about=found[0], as_of=at)))

    def judge(
        self, verdict: Verdict, *about: str, by: str, why: str = "", fields: Mapping[str, Any] | None = None
    ) -> Judgement:
        """Put on record what a person decided; the record must be open for writing.

        `fields` are the corrected values of a `corrected` verdict, by name, as docs/review.md has them.
        """
        ids = [self._any(one) for one in about]
        values = [(name, json.dumps(value, ensure_ascii=False)) for name, value in (fields or {}).items()]
        with followed(self.store, states_of(self.dossier)):
            return self.store.judge(verdict, ids, by=by, why=why, fields=values)

    def withdraw(self, judgement: str, *, by: str, why: str = "") -> Judgement:
        """Take a judgement back, by its id or how that begins."""
        with followed(self.store, states_of(self.dossier)):
            return self.store.withdraw(self._any(judgement), by=by, why=why)

    def read(
        self,
        *paths: str | Path,
        date: datetime.date | None = None,
        publisher: str | None = None,
        language: str | None = None,
    ) -> ReadIn:
        """Read files and folders into the record, which must be open for writing, and link what holds the same matter.

        `date`, `publisher` and `language` are what you know better than the documents tell. Web addresses are for
        `dragoman read`, which asks site by site at a decent pace.
        """
        return read_in(self.store, self.dossier, paths, date=date, publisher=publisher, language=language)

    @cached_property
    def _finder(self) -> ActorFinder:
        return ActorFinder(self.dossier)

    def _named(self, actor: str | None) -> tuple[str, ...]:
        return self._finder.named(actor) if actor else ()

    def _query(
        self,
        kinds: Sequence[ClaimKind],
        actor: str | None,
        track: Some | None,
        since: Day | None,
        until: Day | None,
        text: str | None,
        as_of: Moment | None,
        role: Role | None = None,
    ) -> ClaimQuery:
        return ClaimQuery(
            kinds=tuple(kinds),
            actor=actor,
            also=self._named(actor),
            role=role,
            tracks=some(track),
            since=first_day(since),
            until=last_day(until),
            text=text,
            as_of=moment(as_of),
        )

    def _searched(
        self,
        words: str,
        kind: Some | None,
        actor: str | None,
        track: Some | None,
        publisher: str | None,
        language: str | None,
        since: Day | None,
        until: Day | None,
        as_of: Moment | None,
        limit: int | None,
    ) -> SearchQuery:
        return SearchQuery(
            words=words,
            kinds=one_of(ClaimKind, kind, "kind"),
            actor=actor,
            also=self._named(actor),
            tracks=some(track),
            publisher=publisher,
            language=language,
            since=first_day(since),
            until=last_day(until),
            as_of=moment(as_of),
            limit=limit,
        )

    def _document(self, prefix: str | None) -> str | None:
        if prefix is None:
            return None
        found = self._found(prefix, None)
        if found[0] != found[1]:
            raise DragomanError(f"{found[0]} is a claim; name a document")
        return found[1]

    def _any(self, prefix: str) -> str:
        """The whole id of a document, claim or judgement; an actor's is given whole."""
        if prefix in self.dossier.actors or self.store.actor(prefix) is not None:
            return prefix
        made = [r.judgement.id for r in self.store.judged() if r.judgement.id.startswith(prefix)]
        return made[0] if len(made) == 1 else self._found(prefix, None)[0]

    def _found(self, prefix: str, as_of: datetime.datetime | None) -> tuple[str, str]:
        """The whole id that begins so, and its document's."""
        found = {one.id: one.document for one in self.store.find(prefix, as_of=as_of)}
        if prefix in found:
            return prefix, found[prefix]
        if len(found) == 1:
            return next(iter(found.items()))
        if not found:
            raise DragomanError(f"no claim or document begins with {prefix!r}")
        raise DragomanError(f"{prefix!r} begins {len(found)} ids; give more of one: {', '.join(list(found)[:5])}")


def _seen_on(today: datetime.date | None, query: ClaimQuery) -> datetime.date:
    """The day from which something is due: as on the command line."""
    return today or (query.as_of or datetime.datetime.now(datetime.UTC)).date()


def _judged(given: str | None) -> JudgedAs | None:
    """One of its words; DragomanError names the nearest."""
    return next(iter(one_of(JudgedAs, given, "judged")), None)
