"""The acts on record: asked for, unpacked, and followed up. What is here is used only where it is up to date."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from dragoman.record import Judgement
from dragoman.store.query import ClaimQuery, ClaimRow

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from dragoman.store.act_rows import ActRow
    from dragoman.store.act_table import ActTable, Array
    from dragoman.store.following import Looker
    from dragoman.store.unsettled import Unsettled

FOLLOW_UPS = "follow-ups"
T = TypeVar("T")


class FollowUpRow(NamedTuple):
    """A later act that seems to tell what became of one. `other` is the key of its lead."""

    other: int
    relation: str
    score: float
    because: tuple[str, ...]


class Progress(NamedTuple):
    """How far acts are counted: documents taken in, of how many, and acts that are still to be followed up."""

    documents: int
    of: int
    waiting: int


@dataclass(frozen=True, slots=True)
class ActState:
    """The acts of an open record: `record.acts`.

    None in place of an answer says that the acts on record are behind (they are brought up to date by
    `Record.count_acts`): whoever asked must then compute them from the claims.
    """

    engine: "Engine"
    path: Path
    writing: "Callable[[], AbstractContextManager[tuple[Connection, datetime.datetime]]]"
    merged: Callable[[ClaimQuery], ClaimQuery]

    def current(self) -> bool:
        """Whether the acts on record are those of all that stands now."""
        from dragoman.store import act_stamp
        from dragoman.store.faults import told

        with told(self.path), self.engine.connect() as connection:
            return act_stamp.is_current(connection)

    def marks(self) -> tuple[str, ...]:
        """What says which acts are on record and followed up: another one where either was done anew."""
        from sqlalchemy import select

        from dragoman.store import act_stamp, schema
        from dragoman.store.faults import told

        m = schema.marks.c
        asked = select(m.value).where(m.name.in_((act_stamp.MARK, FOLLOW_UPS))).order_by(m.name)
        with told(self.path), self.engine.connect() as connection:
            return tuple(connection.scalars(asked))

    def progress(self) -> Progress:
        """How far they are, where they are behind."""
        from sqlalchemy import func, select

        from dragoman.store import schema
        from dragoman.store.asking import standing
        from dragoman.store.faults import told

        taken = select(func.count()).select_from(schema.act_readings)
        every = select(func.count()).select_from(schema.readings).where(standing(None))
        news = select(func.count()).select_from(schema.act_news)
        with told(self.path), self.engine.connect() as connection:
            return Progress(*(connection.scalar(asked) or 0 for asked in (taken, every, news)))

    def size(self) -> int:
        """How many acts are on record."""
        from sqlalchemy import func, select

        from dragoman.store import schema
        from dragoman.store.faults import told

        with told(self.path), self.engine.connect() as connection:
            return connection.scalar(select(func.count()).select_from(schema.acts)) or 0

    def rows(self, query: ClaimQuery) -> "list[ActRow] | None":
        """The acts asked for, by the day of their lead (unknown last), document and place.

        Kind and days are asked of an act's lead, all else of any of its claims; `limit`, `after` and `newest` are not
        heeded. None too for an earlier time.
        """
        from dragoman.store import act_asking

        return self._ask(query, act_asking.rows)

    def load(self) -> None:
        """Have at hand what acts are counted by, where they are up to date."""
        from dragoman.store.query import ClaimQuery

        kept = self.chosen(ClaimQuery())
        if kept is not None:
            kept[0].prepare()

    def chosen(self, query: ClaimQuery) -> "tuple[ActTable, Array] | None":
        """All acts in columns, and where those asked for stand among them, by the keys of their leads."""
        from dragoman.store import act_asking, act_table

        def ask(connection: "Connection", path: Path, query: ClaimQuery) -> "tuple[ActTable, Array]":
            its = act_table.table(self.engine, connection)
            return its, act_asking.chosen(self.engine, connection, path, its, query)

        return self._ask(query, ask)

    def _ask(self, query: ClaimQuery, ask: "Callable[[Connection, Path, ClaimQuery], T]") -> "T | None":
        from dragoman.store import act_stamp
        from dragoman.store.faults import told

        if query.as_of is not None:
            return None
        query = self.merged(query)
        with told(self.path), self.engine.connect() as connection:
            return ask(connection, self.path, query) if act_stamp.is_current(connection) else None

    def count(self, query: ClaimQuery) -> int | None:
        """How many acts the claims that match report, whatever the query's limit."""
        from dragoman.store import act_asking

        return self._ask(query, act_asking.count)

    def of_claims(self, claims: Sequence[str]) -> "dict[str, ActRow]":
        """The acts that these claims report, by the claims' ids."""
        from dragoman.store import act_asking
        from dragoman.store.faults import told

        with told(self.path), self.engine.connect() as connection:
            return act_asking.of_claims(connection, claims)

    def ids(self, leads: Sequence[int]) -> dict[int, str]:
        """The ids of the acts of these leads."""
        from dragoman.store import act_asking
        from dragoman.store.faults import told

        with told(self.path), self.engine.connect() as connection:
            return act_asking.ids(connection, leads)

    def contents(self, leads: Sequence[int]) -> dict[int, str]:
        """What the acts of these leads are about, as stems with spaces between."""
        from dragoman.store import act_asking
        from dragoman.store.faults import told

        with told(self.path), self.engine.connect() as connection:
            return act_asking.contents(connection, leads)

    def rows_of(self, leads: Sequence[int]) -> "dict[int, ActRow]":
        """The acts of these leads."""
        from dragoman.store import act_asking
        from dragoman.store.faults import told

        with told(self.path), self.engine.connect() as connection:
            return act_asking.rows_of(connection, leads)

    def led_by(self, claims: Collection[str]) -> list[int]:
        """The leads of the acts whose best evidence is one of these claims, by their ids."""
        from dragoman.store import act_asking
        from dragoman.store.faults import told

        with told(self.path), self.engine.connect() as connection:
            return act_asking.led_by(connection, claims)

    def members(self, leads: Sequence[int]) -> dict[int, tuple[int, ...]]:
        """The keys of the claims of these acts, the lead first."""
        from dragoman.store import act_asking
        from dragoman.store.faults import told

        with told(self.path), self.engine.connect() as connection:
            return act_asking.members(connection, leads)

    def claims(self, keys: Iterable[int]) -> dict[int, ClaimRow]:
        """The claims of these keys, unpacked, as they count."""
        from dragoman.store import deciding
        from dragoman.store.faults import told

        with told(self.path), self.engine.connect() as connection:
            return deciding.counted_of(connection, self.path, sorted(set(keys)))

    def outcomes(self) -> dict[int, tuple[Judgement, ...]]:
        """What people say came of promises and forecasts, by the leads of their acts, the last last."""
        from dragoman.identity import standing
        from dragoman.store import act_asking
        from dragoman.store.faults import told
        from dragoman.store.judging import judged_so, judgements_of

        with told(self.path), self.engine.connect() as connection:
            asked_about = connection.scalars(judged_so("kept", "broken")).all()
            every = judgements_of(connection, asked_about, None)
            made = [j for j in standing(every) if j.verdict in ("kept", "broken")]
            acts = act_asking.of_claims(connection, [j.about[0] for j in made])
        found: defaultdict[int, list[Judgement]] = defaultdict(list)
        for judgement in made:
            if judgement.about[0] in acts:
                found[acts[judgement.about[0]].lead].append(judgement)
        return {lead: tuple(sorted(mine, key=lambda one: one.at)) for lead, mine in found.items()}

    def is_followed(self, states: str) -> bool:
        """Whether follow-ups have been looked for among all acts, with these states (a digest)."""
        from dragoman.store import following
        from dragoman.store.faults import told

        with told(self.path), self.engine.connect() as connection:
            return following.is_current(connection, states)

    def follow_ups(self, leads: Sequence[int]) -> dict[int, tuple[FollowUpRow, ...]]:
        """The follow-ups of these acts, the best first."""
        from dragoman.store import following
        from dragoman.store.faults import told

        with told(self.path), self.engine.connect() as connection:
            return following.follow_ups(connection, leads)

    def unsettled(
        self, query: ClaimQuery, states: str, *, after: tuple[int, str] | None = None, limit: int
    ) -> "list[Unsettled] | None":
        """The promises that later acts may tell of and nobody has judged, the most used first; None where behind.

        after: a number of uses and the id of a lead, behind which the list goes on. `states` as in `is_followed`.
        """
        from dragoman.store import unsettled

        asked, settled = self.merged(query), frozenset(self.outcomes())
        return unsettled.unsettled(
            self.engine, self.path, asked, states=states, settled=settled, after=after, limit=limit
        )

    def count_unsettled(self, query: ClaimQuery, states: str) -> int | None:
        """How many of them there are; None where follow-ups are behind."""
        from dragoman.store import unsettled

        asked, settled = self.merged(query), frozenset(self.outcomes())
        return unsettled.count(self.engine, self.path, asked, states=states, settled=settled)

    def superseded(self) -> set[int]:
        """The leads of the promises that were made again with another time."""
        from dragoman.store import following
        from dragoman.store.faults import told

        with told(self.path), self.engine.connect() as connection:
            return following.superseded(connection)

    def follow(self, states: str, looker: "Looker", *, between: Callable[[], None] | None = None) -> None:
        """Have somebody look for follow-ups of what is new, in steps that are each written whole, until all is done.

        `between` them, no lock is held.
        """
        from dragoman.store import following

        done = False
        while not done:
            with self.writing() as (connection, _):
                done = following.take(connection, states, looker)
            if between is not None and not done:
                between()
