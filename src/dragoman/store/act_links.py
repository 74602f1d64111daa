"""What linked documents say in nearly the same words: which pairs were compared, and what was found."""

from collections.abc import Collection, Mapping, Set

from sqlalchemy import delete, insert, select

from dragoman.identity import near_ties
from dragoman.store import schema
from dragoman.store.act_gathering import Gathering, span
from dragoman.store.entries import evidence_of
from dragoman.store.linking import handfuls

ties, kept_links = schema.act_ties.c, schema.act_links.c


class Links:
    """The links between documents that acts heed, brought up to date for one batch."""

    def __init__(self, claims: Gathering) -> None:
        self._claims, self._connection = claims, claims.connection

    def link(self, changed: Set[str], *, everything: bool) -> set[int]:
        """Compare linked documents where that is new or one of them is; the claims of those whose links changed."""
        kept = self._kept_pairs(None if everything else changed)
        wanted = self._claims.known.all_pairs() if everything else self._claims.known.pairs_of(changed)
        anew = {pair for pair in wanted if pair not in kept or not changed.isdisjoint(pair)}
        readings = self._claims.readings_of({document for pair in anew | (kept - wanted) for document in pair})
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

    def _unlink(self, pair: tuple[str, str], readings: Mapping[str, int]) -> set[int]:
        here = (kept_links.document == pair[0]) & (kept_links.other == pair[1])
        self._connection.execute(delete(schema.act_links).where(here))
        if pair[0] in readings and pair[1] in readings:
            between = ties.one.between(*span(readings[pair[0]])) & ties.other.between(*span(readings[pair[1]]))
            self._connection.execute(delete(schema.act_ties).where(between))
        return set(self._claims.claims_of([readings[d] for d in pair if d in readings]))

    def _compare(self, pair: tuple[str, str], readings: Mapping[str, int]) -> set[int]:
        """Keep what two linked documents say in nearly the same words."""
        keys = self._claims.claims_of([readings[document] for document in pair])
        rows = self._claims.load(keys)
        keys = [key for key in keys if key not in self._claims.wrong]
        key_of = {rows[key].claim.id: key for key in keys}
        mutual = {pair[0]: (pair[1],), pair[1]: (pair[0],)}
        found = near_ties([evidence_of(rows[key]) for key in keys], mutual)
        self._connection.execute(insert(schema.act_links).values(document=pair[0], other=pair[1]))
        if found:
            row = [{"one": key_of[t.one], "other": key_of[t.other], "likeness": t.likeness} for t in found]
            self._connection.execute(insert(schema.act_ties), row)
        return set(rows)
