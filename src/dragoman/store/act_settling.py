"""Acts are made of claims that hang together, and put in place of those that these stood in."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from typing import Any

from sqlalchemy import select

from dragoman.identity import Tie, entries_of
from dragoman.record import Entry
from dragoman.store import schema
from dragoman.store.act_gathering import AT_ONCE, Gathering
from dragoman.store.act_rows import act_row
from dragoman.store.act_writing import ActWriting
from dragoman.store.entries import evidence_of
from dragoman.store.linking import handfuls
from dragoman.store.query import ClaimRow

acts = schema.acts.c


class Settling:
    """Of the claims of one batch."""

    def __init__(self, claims: Gathering) -> None:
        self._claims, self._connection = claims, claims.connection
        self._acts = ActWriting(claims.connection)

    def settle(self, keys: Collection[int], *, anew: Set[int]) -> None:
        """Make the acts of claims that hang together with no others, and put them in place of those they had.

        An act of the same claims stays, unless one is to be told `anew` and tells something else.
        """
        if not keys:
            return
        rows, made, before = self._claims.load(keys), self._made(keys), self._before(keys)
        same = {lead for lead, (entry, members) in made.items() if before.get(lead) == (entry.id, members)}
        same -= self._told_otherwise({lead: made[lead] for lead in same if not anew.isdisjoint(made[lead][1])})
        self._acts.drop([lead for lead in before if lead not in same])
        new = [(lead, *made[lead]) for lead in made if lead not in same]
        self._acts.put([(lead, entry, [rows[key] for key in members]) for lead, entry, members in new])
        self._acts.move(
            {key: (lead, place) for lead, (_, members) in made.items() for place, key in enumerate(members)}
        )
        self._acts.move({key: (key, 0) for key in self._claims.wrong.intersection(keys)})

    def _told_otherwise(self, made: Mapping[int, tuple[Entry, tuple[int, ...]]]) -> set[int]:
        """The acts on record, by lead, that are not what their claims make as these count now."""
        found: set[int] = set()
        for some in handfuls(sorted(made), 500):
            for row in self._connection.execute(select(schema.acts).where(acts.lead.in_(some))):
                entry, members = made[row.lead]
                told = act_row(row.lead, entry.id, [self._claims.rows[key] for key in members])
                if told != dict(row._mapping):
                    found.add(row.lead)
        return found

    def _made(self, keys: Collection[int]) -> dict[int, tuple[Entry, tuple[int, ...]]]:
        """The acts that these claims make, by lead."""
        rows = self._claims.load(keys)
        keys = [key for key in keys if key not in self._claims.wrong]
        key_of = {rows[key].claim.id: key for key in keys}
        entries = self._entries(sorted(keys, key=lambda key: _in_order(key, rows[key])))
        return {key_of[entry.claims[0]]: (entry, tuple(key_of[one] for one in entry.claims)) for entry in entries}

    def wrong(self, keys: Collection[int]) -> int:
        """How many acts, of those of these claims and what hangs together with them, are not what they should be."""
        whole = self._claims.whole(keys)
        made, before = self._made(whole), self._before(whole)
        right = {lead: (entry.id, members) for lead, (entry, members) in made.items()}
        return len({lead for lead in right.keys() | before.keys() if right.get(lead) != before.get(lead)})

    def _before(self, keys: Collection[int]) -> dict[int, tuple[str, tuple[int, ...]]]:
        """The acts that these claims stood in: id and claims, by lead."""
        ids: dict[int, str] = {}
        members: defaultdict[int, list[int]] = defaultdict(list)
        for some in handfuls(sorted(keys), AT_ONCE):
            mine = f"SELECT act FROM act_claims WHERE claim IN ({', '.join(map(str, some))})"
            ids.update(
                (row[0], row[1]) for row in self._claims.run(f"SELECT lead, id FROM acts WHERE lead IN ({mine})")
            )
        for some in handfuls(sorted(ids), AT_ONCE):
            asked = f"SELECT act, claim FROM act_claims WHERE act IN ({', '.join(map(str, some))}) ORDER BY act, place"
            for act, claim in self._claims.run(asked):
                members[act].append(claim)
        return {lead: (name, tuple(members[lead])) for lead, name in ids.items()}

    def _entries(self, keys: Sequence[int]) -> list[Entry]:
        rows = self._claims.rows
        documents = {rows[key].document for key in keys}
        inside = {rows[key].claim.id for key in keys}
        judgements = [j for j in self._claims.known.judgements if not inside.isdisjoint(j.about)]
        mutual = {d: self._claims.known.linked[d] for d in documents if d in self._claims.known.linked}
        return entries_of(
            (evidence_of(rows[key]) for key in keys),
            linked=mutual,
            judgements=judgements,
            near=list(self._ties(keys)) if mutual else [],
        )

    def _ties(self, keys: Sequence[int]) -> Iterator[Tie]:
        """The ties between these, the likest first, as `near_ties` has them in order."""
        rows, found = self._claims.rows, []
        for some in handfuls(keys, AT_ONCE):
            asked = f"SELECT one, other, likeness FROM act_ties WHERE one IN ({', '.join(map(str, some))})"
            found += [(-likeness, one, other) for one, other, likeness in self._connection.exec_driver_sql(asked)]

        def order(tie: tuple[float, int, int]) -> tuple[object, ...]:
            unlike, one, other = tie
            return unlike, rows[one].claim.id, rows[one].document, rows[other].claim.id, rows[other].document

        return (Tie(rows[a].claim.id, rows[b].claim.id, -unlike) for unlike, a, b in sorted(found, key=order))


def _in_order(key: int, row: ClaimRow) -> tuple[Any, ...]:
    """As the record gives claims: by the day they were said, undated ones last, by document and place."""
    return row.day is None, row.day or schema.NEVER, row.document, key
