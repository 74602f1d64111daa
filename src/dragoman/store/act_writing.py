"""Acts as they are written and thrown away, with all that finds them: words, columns, what follow-ups are told."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select, text, update

from dragoman.record import Entry
from dragoman.store import act_packing, schema
from dragoman.store.act_gathering import AT_ONCE
from dragoman.store.act_rows import FOLLOWED, FOLLOWING, act_row
from dragoman.store.linking import handfuls
from dragoman.store.query import ClaimRow

acts, parts = schema.acts.c, schema.act_claims.c


class ActWriting:
    """Writes acts, each told by its claims, the best first."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, made: Sequence[tuple[int, Entry, Sequence[ClaimRow]]]) -> None:
        """Write these acts, each with its lead and its claims."""
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

    def drop(self, leads: Sequence[int]) -> None:
        """Throw these acts away; which act their claims belong to is moved after."""
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

    def move(self, wanted: Mapping[int, tuple[int, int]]) -> None:
        """Write down to which act each of these claims belongs, where that is new."""
        kept: dict[int, tuple[int, int]] = {}
        for some in handfuls(sorted(wanted), AT_ONCE):
            asked = f"SELECT claim, act, place FROM act_claims WHERE claim IN ({', '.join(map(str, some))})"
            kept.update((claim, (act, place)) for claim, act, place in self._connection.exec_driver_sql(asked))
        moved = [
            {"key": key, "to": act, "at": place} for key, (act, place) in wanted.items() if kept[key] != (act, place)
        ]
        if moved:
            self._connection.execute(_MOVE, moved)


_MOVE = (
    update(schema.act_claims).where(parts.claim == bindparam("key")).values(act=bindparam("to"), place=bindparam("at"))
)
_FORGET = delete(schema.act_stems).where(
    schema.act_stems.c.stem == bindparam("of"), schema.act_stems.c.act == bindparam("in")
)
_NEWS = text("INSERT INTO act_news (lead, arrived) VALUES (:lead, 1) ON CONFLICT (lead) DO UPDATE SET arrived = 1")
_COUNT = text(
    "INSERT INTO stems (stem, acts) VALUES (:stem, :acts)"
    " ON CONFLICT (stem) DO UPDATE SET acts = stems.acts + excluded.acts"
)
