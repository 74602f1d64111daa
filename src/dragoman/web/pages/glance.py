"""An actor at a glance: what it did last, what it promised, on which tracks it spoke, with whom it deals.

Each a few rows, with the page that has all of them one click away.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.brief.charts import Chart, positions_chart
from dragoman.brief.labels import Labels
from dragoman.desks.acts import Act
from dragoman.desks.dialogue.commitments import Commitment, Ledger, Wanted, ledger, ledger_of
from dragoman.desks.dialogue.positions import positions_of
from dragoman.desks.dialogue.relations import Relation, relations
from dragoman.desks.states import state_parties
from dragoman.store import ClaimQuery, ClaimRow
from dragoman.web.house import House
from dragoman.web.pages.desk import Reported, address_of_claim
from dragoman.web.pages.positions import step_of

ACTS, PROMISES, RELATIONS = 8, 6, 8
"""Rows of each."""
VOICES = 2
"""Voices heard most where one is asked for, among which it should be."""
NEWEST = 300
"""The newest claims of an actor, in which its last acts and its relations are looked for."""


@dataclass(frozen=True, slots=True)
class Glance:
    """A few rows of each. `promises` is of how many; `newest`: of so many claims were `acts` and `relations` taken."""

    acts: Sequence[Act]
    shown: Sequence[Commitment]
    promises: int
    relations: Sequence[Relation]
    chart: Chart | None
    newest: int


def glance_at(house: House, ids: Sequence[str], months: Iterable[str], names: Labels) -> Glance:
    """Those of an actor, by all ids that are one with it, its own first; it was heard in these months.

    Where what is counted is behind the record, its newest claims alone are counted.
    """
    query = ClaimQuery(actor=ids[0])
    rows = list(house.record.counted(replace(query, newest=True, limit=NEWEST)))
    reported = Reported(house, rows)
    its = [name for name, row in reported.items() if _is_of(row, ids)]
    if house.record.acts.current() and not house.is_behind():
        lines = ledger_of(house.record, query, today=house.today(), states=house.states)
        promises, shown = len(lines), _next(house, lines)
    else:
        known = ledger(rows, today=house.today(), later=rows, states=house.states, same=house.same())
        promises, shown = len(known), known[:PROMISES]
    return Glance(
        acts=reported.acts(its[:ACTS]),
        shown=shown,
        promises=promises,
        relations=_dealings(house, reported.rows, ids),
        chart=_chart(house, query, ids, months, names),
        newest=len(rows),
    )


def _is_of(row: ClaimRow, ids: Sequence[str]) -> bool:
    """Whether an actor does it, or says it where nobody is named as doing it."""
    return any(party.actor in ids for party in row.actors or row.speakers)


def _dealings(house: House, rows: Sequence[ClaimRow], ids: Sequence[str]) -> list[Relation]:
    """How it deals with others and they with it; of a state, those of its bodies and people too."""
    known = house.dossier.actors.get(ids[0])
    states = state_parties(house.dossier) if known and known.kind == "state" else None
    found = relations(rows, states=states)
    return [one for one in found if {one.source.actor, one.target.actor} & set(ids)][:RELATIONS]


def _next(house: House, lines: Ledger) -> list[Commitment]:
    """The promises still to come by the day, then those overdue, the latest first, then those without a day."""
    coming = lines.matching(Wanted(due_after=house.today()))[:PROMISES]
    overdue = lines.matching(Wanted(("overdue",)))[-PROMISES:]
    found = [*coming, *reversed(overdue)]
    told = {line.row.claim.id for line in found}
    if len(found) < PROMISES:
        found += [line for line in lines[-PROMISES:] if line.row.claim.id not in told]
    return found[:PROMISES]


def _chart(house: House, query: ClaimQuery, ids: Sequence[str], months: Iterable[str], names: Labels) -> Chart | None:
    """On which tracks it spoke over time; None where it never did on a day that is known, or others speak for it."""
    if not house.record.acts.current():
        return None
    order = tuple(track for track in house.dossier.tracks if "." not in track)
    stands = positions_of(house.record, replace(query, role="speaker"), step=step_of(months), order=order, most=VOICES)
    its = next((stand for stand in stands if stand.voice.actor in ids), None)
    return positions_chart(its, labels=names, link=address_of_claim) if its else None
