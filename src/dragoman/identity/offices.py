"""Titles as printed -> offices of the dossier, and who held them on the days a text is about."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.dossier import Dossier, Office, Tenure

Days = tuple[datetime.date, datetime.date]
"""The first and last day a text is about."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s\b")
_LINKS = frozenset({"the", "of", "for", "and", "to", "on", "in", "at", "s", "his", "her", "its", "their", "our"})
_HONORIFICS = frozenset({"mr", "ms", "mrs", "dr", "mister", "madam", "gen", "comrade", "excellency", "honorable"})
_BEFORE = frozenset({"former", "ex", "late", "onetime", "erstwhile"})
_PASSING = frozenset({"then", "new", "newly", "appointed", "outgoing", "incumbent", "current", "visiting", "senior"})
_SPELLED = {"defence": "defense", "counsellor": "councilor", "advisor": "adviser", "1st": "first", "2nd": "second"}
# A word that makes another office of one: "Minister" may be the Foreign Minister, never the Vice Minister.
_RANKS = frozenset(
    {"vice", "deputy", "assistant", "under", "acting", "prime", "special", "general", "press", "chief", "permanent"}
    | {"house", "spokesperson", "spokesman", "spokeswoman"}
)


@dataclass(frozen=True, slots=True)
class Title:
    """A printed title as it is understood: the offices it may name, the state it names, whether they are past.

    `exact` is whether it is the offices' own title, and not a shorter one ("Minister") that many may have.
    """

    offices: frozenset[str]
    exact: bool
    state: str | None
    past: bool


@dataclass(frozen=True, slots=True)
class OfficeBook:
    """The dossier's offices by the words of their titles, and their holders."""

    offices: Mapping[str, Office]
    states: Mapping[str, str | None]
    titles: Mapping[str, frozenset[str]]
    by_word: Mapping[str, tuple[tuple[frozenset[str], str], ...]]
    nations: Mapping[str, str]
    tenures: Mapping[str, tuple[Tenure, ...]]
    held: Mapping[str, tuple[Tenure, ...]]

    @classmethod
    def of(cls, dossier: Dossier) -> "OfficeBook":
        """The book of a dossier."""
        titles: dict[str, set[str]] = defaultdict(set)
        by_word: dict[str, list[tuple[frozenset[str], str]]] = defaultdict(list)
        for office in dossier.offices.values():
            for text in {office.name, *(n.text for n in office.names)}:
                words = _words(text)
                titles[" ".join(words)].add(office.id)
                for word in set(words):
                    by_word[word].append((frozenset(words), office.id))
        return cls(
            offices=dossier.offices,
            states={office.id: dossier.actors[office.body].state for office in dossier.offices.values()},
            titles={title: frozenset(ids) for title, ids in titles.items()},
            by_word={word: tuple(found) for word, found in by_word.items()},
            nations=_nations(dossier),
            tenures=_grouped(_ended(dossier.tenures, dossier.offices), "office"),
            held=_grouped(_ended(dossier.tenures, dossier.offices), "person"),
        )

    def title(self, printed: str) -> Title:
        """What a title as printed says. Words of no office and no state say nothing."""
        words = [w for w in _words(printed) if w not in _HONORIFICS]
        past = any(w in _BEFORE for w in words)
        words = [w for w in words if w not in _BEFORE and w not in _PASSING]
        state, words = self._state(words)
        own = self.titles.get(" ".join(words), frozenset())
        offices = own or self._like(words)
        if state:
            offices = frozenset(o for o in offices if self.states[o] == state)
        return Title(offices, bool(own), state, past)

    def body(self, office: str) -> str:
        """The id of the body or state that an office belongs to."""
        return self.offices[office].body

    def _state(self, words: list[str]) -> tuple[str | None, list[str]]:
        """The state that a title names before or behind the post, and the rest.

        A state that belongs to the post itself is left there: the Special Representative for North Korea is not one.
        """
        whole = " ".join(words) in self.titles
        for size in range(min(4, len(words)), 0, -1):
            if state := self.nations.get(" ".join(words[:size])):
                return state, words if whole else words[size:]
        if whole:
            return None, words
        for size in range(min(4, len(words) - 1), 0, -1):
            if state := self.nations.get(" ".join(words[-size:])):
                return state, words[:-size]
        return None, words

    def _like(self, words: list[str]) -> frozenset[str]:
        """The offices whose title has all these words and no rank that these lack: "Minister", "Vice Minister"."""
        wanted = frozenset(words)
        if not wanted:
            return frozenset()
        ranks = wanted & _RANKS
        found = (
            office
            for having, office in self.by_word.get(next(iter(wanted)), ())
            if wanted <= having and having & _RANKS == ranks
        )
        return frozenset(found)

    def holders(self, offices: Iterable[str], days: Days | None, *, past: bool = False) -> set[str]:
        """Who held one of the offices for certain on one of the days; with `past`, who had held it before them."""
        if days is None:
            return set()
        return {t.person for o in offices for t in self.tenures.get(o, ()) if _covers(t, days, past=past)}

    def holds(self, person: str, days: Days | None) -> bool:
        """Whether the person held any office for certain on one of the days."""
        return days is not None and any(_covers(t, days, past=False) for t in self.held.get(person, ()))

    def ever(self, person: str, offices: Iterable[str]) -> bool:
        """Whether the person ever held one of the offices, as far as is known."""
        mine = {t.office for t in self.held.get(person, ())}
        return not mine.isdisjoint(offices)


def _nations(dossier: Dossier) -> dict[str, str]:
    """The words by which a title names a state."""
    found: dict[str, str] = {}
    for actor in dossier.actors.values():
        if actor.kind == "state":
            found |= {" ".join(_words(n.text)): actor.id for n in actor.names if n.use != "metonym"}
    return found


def _ended(tenures: Iterable[Tenure], offices: Mapping[str, Office]) -> list[Tenure]:
    """The tenures; one whose end is not told, in an office of one holder, ends where the next begins."""
    by_office: dict[str, list[Tenure]] = defaultdict(list)
    for tenure in tenures:
        by_office[tenure.office].append(tenure)
    found: list[Tenure] = []
    for office, held in by_office.items():
        begun = sorted(t.since for t in held if t.since)
        for tenure in held:
            after = next((day for day in begun if tenure.since and day > tenure.since), None)
            if tenure.until is None and after and offices[office].seats == 1:
                tenure = Tenure(tenure.office, tenure.person, tenure.since, after, tenure.source)
            found.append(tenure)
    return found


def _grouped(tenures: Iterable[Tenure], by: str) -> dict[str, tuple[Tenure, ...]]:
    groups: dict[str, list[Tenure]] = defaultdict(list)
    for tenure in tenures:
        groups[getattr(tenure, by)].append(tenure)
    return {key: tuple(group) for key, group in groups.items()}


def _covers(tenure: Tenure, days: Days, *, past: bool) -> bool:
    """Held on one of the days, or begun before them; what has no beginning is certain on its last day only."""
    first, last = days
    since = tenure.since or tenure.until
    if since is None:
        return False
    return since <= last and (past or tenure.until is None or tenure.until >= first)


def _words(text: str) -> list[str]:
    """The words of a title that tell offices apart, in one spelling."""
    low = _POSSESSIVE.sub("", text.casefold().replace(".", "").replace("-", " "))
    return [_SPELLED.get(w, w) for w in _WORD.findall(low) if w not in _LINKS]
