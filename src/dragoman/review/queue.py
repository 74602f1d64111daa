"""What waits for a person, in one list: what people left open first, then the least certain and most used.

Each kind is short but for promises and claims, which the record hands out in order; so a page costs the same anywhere
in the list.
"""

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from dragoman.desks.states import states_of
from dragoman.dossier import Dossier
from dragoman.identity.finding import ActorFinder
from dragoman.identity.names import NameIndex, same_name
from dragoman.identity.persons import PROPOSED
from dragoman.record import DragomanError, RecordError
from dragoman.review.items import CERTAIN, KINDS, UNKNOWN, Item, ItemKind
from dragoman.review.opinions import Opinions, opinions
from dragoman.review.promises import Promises
from dragoman.store import ActorRow, ClaimQuery, ClaimRow, LinkRow, Record
from dragoman.store.waiting import Waiting

PERHAPS = 3
"""Whom an unknown name might mean: so many are told."""
LAST = "\U0010ffff"
"""Behind every id."""
SURE_LINKS = ("exact", "revision", "judged")
"""Links of which there is nothing to be unsure: the same words, the same address, a person's word."""


@dataclass(frozen=True, slots=True)
class QueueQuery:
    """What of the queue is asked for; what is left out does not restrict.

    kinds: kinds of items. actor, tracks, document: what a claim's, promise's or judged claim's are, as in ClaimQuery; a
    person by name; links by document. below: only what is less certain than this, 0 to 1. judged_by: in place of what
    waits, what this person has judged and `by` has not: for a second opinion. by: who asks. after: the id of the item
    behind which the list goes on; limit: at most so many.
    """

    kinds: tuple[ItemKind, ...] = ()
    actor: str | None = None
    tracks: tuple[str, ...] = ()
    document: str | None = None
    below: float | None = None
    judged_by: str | None = None
    by: str | None = None
    after: str | None = None
    limit: int = 50

    def claims(self, also: tuple[str, ...] = ()) -> ClaimQuery:
        """The same as a question to the claims."""
        return ClaimQuery(actor=self.actor, also=also, tracks=self.tracks, document=self.document)


@dataclass(frozen=True, slots=True)
class Page:
    """Some of what waits, in order. `next` is where the next page goes on, None at the end."""

    items: tuple[Item, ...]
    next: str | None


@dataclass
class Queue:
    """What waits in one record, by one dossier. Holds nothing of the record between two questions."""

    record: Record
    dossier: Dossier

    def page(self, query: QueueQuery) -> Page:
        """So many of what waits, from where the page before left off."""
        return self._page(query, self._few(query))

    def counts(self, query: QueueQuery) -> Mapping[ItemKind, int]:
        """How many wait, by kind; the kinds of which none does are left out."""
        return self._counts(query, self._few(query))

    def look(self, query: QueueQuery) -> tuple[Page, Mapping[ItemKind, int]]:
        """Both at once: what they have in common is asked for once."""
        few = list(self._few(query))
        return self._page(query, few), self._counts(query, few)

    def finds_promises(self) -> bool:
        """Whether promises are in the list unasked."""
        return self._promised(QueueQuery()) is not None

    def _page(self, query: QueueQuery, few: Iterable[Item]) -> Page:
        if query.limit < 1:
            raise ValueError(f"limit is {query.limit}; a page has one item at least")
        after = _typed_place(query.after) if query.after is not None else None
        short = sorted((item for item in few if after is None or item.place > after), key=lambda i: i.place)
        merged = heapq.merge(
            short, self._promises(query, after), self._claims(query, after), key=lambda item: item.place
        )
        items = tuple(islice(merged, query.limit + 1))
        more = len(items) > query.limit
        return Page(items[: query.limit], _place_text(items[query.limit - 1]) if more else None)

    def _counts(self, query: QueueQuery, few: Iterable[Item]) -> Mapping[ItemKind, int]:
        found = Counter(item.kind for item in few)
        if promises := self._promised(query):
            found["promise"] = promises.count()
        if self._wants(query, "claim"):
            found["claim"] = self.record.review.count(self._asked(query), below=query.below)
        return {kind: found[kind] for kind in KINDS if found[kind]}

    def _few(self, query: QueueQuery) -> Iterator[Item]:
        """All that waits but promises and claims."""
        said = opinions(self.record.judged())
        if query.judged_by is not None:
            found = list(self._second(said, query))
        else:
            found = [
                *self._proposals(query),
                *self._of_people(said, query),
                *self._persons(said, query),
                *self._links(query),
            ]
        for item in found:
            if _is_below(item.doubt, query):
                yield item

    def _wants(self, query: QueueQuery, kind: ItemKind) -> bool:
        if query.judged_by is not None:
            return kind == "opinion"
        return kind in query.kinds if query.kinds else True

    def _asked(self, query: QueueQuery) -> ClaimQuery:
        return query.claims(self._finder.named(query.actor) if query.actor else ())

    def _claims(self, query: QueueQuery, after: tuple[bool, int, str] | None) -> Iterator[Item]:
        if not self._wants(query, "claim"):
            return
        behind = _behind(after)
        while True:
            waiting = self.record.review.claims(
                self._asked(query), below=query.below, after=_claim_place(behind), limit=query.limit + 1
            )
            rows = self.record.review.rows([one.key for one in waiting])
            yield from map(_claim_item, waiting, rows)
            if len(waiting) <= query.limit:
                return
            behind = waiting[-1].score, f"claim:{waiting[-1].claim}"

    def _promises(self, query: QueueQuery, after: tuple[bool, int, str] | None) -> Iterator[Item]:
        promises = self._promised(query)
        if promises is not None:
            yield from promises.items(_behind(after), at_once=query.limit + 1)

    def _promised(self, query: QueueQuery) -> Promises | None:
        """The promises asked for; None where none is, or where they would take long and nobody asked for them."""
        if not self._wants(query, "promise") or not _is_below(UNKNOWN, query):
            return None
        found = Promises(self.record, self.states, self._asked(query))
        return found if "promise" in query.kinds or found.soon_found else None

    def _proposals(self, query: QueueQuery) -> Iterator[Item]:
        if not self._wants(query, "proposal"):
            return
        for one in self.record.review.proposals():
            proposed = one.proposed
            if one.state != "open" or not self._is_about(proposed.about, query):
                continue
            place = f", row {proposed.row} of {proposed.source}" if proposed.row is not None else ""
            changed = "; it has changed since" if one.changed else ""
            why = f"{proposed.verdict}, proposes {proposed.by}{place}{changed}"
            yield replace(self._about_item("proposal", proposed.about, why, 1), proposal=one)

    def _of_people(self, said: Iterable[Opinions], query: QueueQuery) -> Iterator[Item]:
        for one in said:
            kind: ItemKind = "stale" if one.stale else "dispute"
            if (one.stale or one.disputed) and self._wants(query, kind) and self._is_about(one.about, query):
                yield self._judged_item(kind, one)

    def _second(self, said: Iterable[Opinions], query: QueueQuery) -> Iterator[Item]:
        for one in said:
            theirs = one.by(query.judged_by or "")
            if theirs and (query.by is None or one.by(query.by) is None) and self._is_about(one.about, query):
                yield self._judged_item("opinion", one)

    def _judged_item(self, kind: ItemKind, one: Opinions) -> Item:
        last = one.last.judgement
        match kind:
            case "stale":
                why = f"judged {last.verdict} by {last.by}, and changed since"
            case "dispute":
                why = "; ".join(f"{j.by} says {j.verdict}" for j in one.judgements)
            case _:
                why = f"{last.verdict}, says {last.by}: do you?"
        return replace(self._about_item(kind, one.about, why, len(one.rows)), judgements=one.judgements)

    def _about_item(self, kind: ItemKind, about: tuple[str, ...], why: str, uses: int) -> Item:
        """An item about things that people have spoken of, with what the record has of them."""
        rows = self.record.review.rows(list(self.record.review.keys(about).values())[:1])
        persons = {row.id: row for row in self.record.actors(proposed=True)} if about[0].startswith(PROPOSED) else {}
        return Item(
            kind=kind,
            about=about,
            doubt=UNKNOWN,
            uses=uses,
            why=why,
            row=rows[0] if rows else None,
            link=self._link(about),
            person=persons.get(about[0]),
        )

    def _is_about(self, about: tuple[str, ...], query: QueueQuery) -> bool:
        """Whether a judgement about these ids is within what was asked for."""
        if query.document is not None and query.document in about:
            return not query.tracks and query.actor is None
        if query.actor is not None and {query.actor, *self._finder.named(query.actor)} & set(about):
            return not query.tracks and query.document is None
        if query.actor is None and not query.tracks and query.document is None:
            return True
        return bool(self.record.review.among(self._asked(query), about))

    def _link(self, about: tuple[str, ...]) -> LinkRow | None:
        if len(about) != 2:
            return None
        return next((link for link in self.record.links(about[0]) if {link.document, link.other} == set(about)), None)

    def _persons(self, said: Iterable[Opinions], query: QueueQuery) -> Iterator[Item]:
        if not self._wants(query, "person") or query.tracks:
            return
        known = {one.about[0] for one in said if len(one.about) == 1}
        named = self._named_in(query.document)
        for row in self.record.actors(proposed=True):
            if row.id in known or (named is not None and row.name not in named):
                continue
            if query.actor is not None and query.actor != row.id and not _is_called(row, query.actor):
                continue
            documents = f"named in {row.documents:,} document{'' if row.documents == 1 else 's'}"
            why = f"nobody knows who this is; {documents}"
            yield Item("person", (row.id,), UNKNOWN, row.documents, why, person=row)

    def perhaps(self, row: ActorRow) -> tuple[str, ...]:
        """Whom the name might mean: ids of the dossier's persons and of others who wait."""
        return tuple(match.id for match in self._names.find(row.name) if match.id != row.id)[:PERHAPS]

    def who(self, typed: str) -> str:
        """The actor id meant by an id or a name, of the dossier or of who waits; DragomanError for none or several."""
        if typed in self.dossier.actors or self.record.actor(typed) is not None:
            return typed
        waiting = [row.id for row in self.record.actors(proposed=True) if same_name(typed, row.name).same]
        found = dict.fromkeys([*self._finder.named(typed), *waiting])
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise DragomanError(f"{typed!r} may be {', '.join(list(found)[:PERHAPS])}; type the id of one")
        raise DragomanError(f"no actor is called {typed!r}; look for it with: dragoman actors NAME")

    def _named_in(self, document: str | None) -> frozenset[str] | None:
        if document is None:
            return None
        reading = self.record.reading(document)
        return frozenset(mention.name for mention in reading.mentions) if reading else frozenset()

    def _links(self, query: QueueQuery) -> Iterator[Item]:
        if not self._wants(query, "link") or query.tracks or query.actor is not None:
            return
        for link in self.record.links(query.document):
            if link.kind in SURE_LINKS or link.judgement is not None:
                continue
            doubt = CERTAIN - round(CERTAIN * max(link.within, link.holds))
            why = f"{1 - doubt / CERTAIN:.0%} alike; claims of two documents count once by it"
            yield Item("link", (link.document, link.other), doubt, 2, why, link=link)

    @cached_property
    def states(self) -> Mapping[str, str]:
        """For which state each actor speaks."""
        return states_of(self.dossier)

    @cached_property
    def _finder(self) -> ActorFinder:
        return ActorFinder(self.dossier)

    @cached_property
    def _names(self) -> NameIndex:
        people = [a for a in self.dossier.actors.values() if a.kind == "person"]
        known = [(person.id, name.text) for person in people for name in person.names]
        return NameIndex([*known, *((row.id, row.name) for row in self.record.actors(proposed=True))])


def _is_called(row: ActorRow, name: str) -> bool:
    return name.casefold() in row.name.casefold() or same_name(name, row.name).same


def _claim_item(one: Waiting, row: ClaimRow) -> Item:
    documents = f"{one.documents:,} documents tell of it" if one.documents > 1 else "one document tells of it"
    counted = f", and the {row.claim.kind}s count it" if one.uses > one.documents else ""
    why = f"confidence {row.claim.confidence:.2f}; {documents}{counted}"
    return Item("claim", (one.claim,), one.doubt, one.uses, why, row=row)


def _place_text(item: Item) -> str:
    of_people, score, id_ = not item.place[0], item.score, item.id
    return f"{'p' if of_people else ''}{score}~{id_}"


def _typed_place(text: str) -> tuple[bool, int, str]:
    score, tilde, item = text.partition("~")
    of_people, number = score.startswith("p"), score.removeprefix("p")
    if not tilde or not number.isdigit():
        raise RecordError(f"{text[:80]!r} is no place in the queue; begin the list anew")
    return not of_people, -int(number), item


def _is_below(doubt: int, query: QueueQuery) -> bool:
    return query.below is None or CERTAIN - doubt < query.below * CERTAIN


def _behind(after: tuple[bool, int, str] | None) -> tuple[int, str] | None:
    """The score and the id of an item behind which what the machine is unsure of goes on; None for all of it."""
    return (-after[1], after[2]) if after is not None and after[0] else None


def _claim_place(behind: tuple[int, str] | None) -> tuple[int, str] | None:
    """From a place in the whole list to one among claims, whose ids come before those of every other kind."""
    if behind is None:
        return None
    score, item = behind
    kind, _, claim = item.partition(":")
    return score, claim if kind == "claim" else LAST
