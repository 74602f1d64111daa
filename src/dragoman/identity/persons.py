"""Persons named in a reading -> persons of the dossier, by name, office and day; or to nobody.

The reading knows only forms that the dossier lists. Here a name in another script or romanisation, a surname behind a
title ("President Roh", in 2006), and a name that two people bear are told by who held which office when the text was
published, or else in the days it tells of. What stays open stays nobody's: a name alone proves nothing.
"""

import datetime
import functools
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman.dossier import Actor, Dossier
from dragoman.identity.names import NameIndex, bare, clean, same_name
from dragoman.identity.names.korean import korean_names, surnames_of
from dragoman.identity.offices import Days, OfficeBook, Title
from dragoman.reading.per_dossier import per_dossier
from dragoman.record import Mention, Reading

SURE = 0.7
"""From this likeness on, a name that only sounds alike is taken for the one person of that name in office then."""
PROPOSED = "new."
LONGEST_ID = 80
_LETTERS = re.compile(r"[^\W_]+")
LONGEST_SPAN_DAYS = 800
"""A text that tells of more days than that is about no time in particular."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What a document says of one name: its titles as understood, and whom the reader took it for.

    `sharers` are all whom the printed forms may mean where the document never prints the name in full.
    """

    name: str
    titles: tuple[Title, ...]
    actor: str | None
    sharers: frozenset[str]


class Linker:
    """Links persons by one dossier. Made once a dossier; holds nothing of any document."""

    def __init__(self, dossier: Dossier) -> None:
        self._people = {actor.id: actor for actor in dossier.actors.values() if actor.kind == "person"}
        self._states = {actor.id: actor.state for actor in dossier.actors.values()}
        self._offices = OfficeBook.of(dossier)
        forms = [(p.id, n.text) for p in self._people.values() for n in p.names if n.use == "name"]
        self._index = NameIndex(forms)
        self._bearers: dict[str, set[str]] = defaultdict(set)
        for id_, form in forms:
            self._bearers[bare(form)].add(id_)
        self._surnames = _by_surname(self._people.values())
        self._aliases: dict[str, set[str]] = defaultdict(set)
        for person in self._people.values():
            for name in person.names:
                if name.use == "alias":
                    self._aliases[bare(name.text)].add(person.id)

    def link(self, reading: Reading) -> Reading:
        """The reading with its persons linked; the same object where nothing changes."""
        people: dict[str, list[Mention]] = defaultdict(list)
        for mention in reading.mentions:
            if mention.kind == "person":
                people[mention.name].append(mention)
        if not people:
            return reading
        days = days_told(reading)
        home = reading.document.publisher.actor
        text = reading.document.text
        whose = {name: self._decide(self._said(name, found, text), days, home) for name, found in people.items()}
        mentions = tuple(_linked(mention, whose) for mention in reading.mentions)
        return reading if mentions == reading.mentions else replace(reading, mentions=mentions)

    def _said(self, name: str, mentions: Iterable[Mention], text: str) -> _Said:
        titles: dict[str, Title] = {}
        sharers: set[str] = set()
        actor, in_full = None, False
        for mention in mentions:
            actor = actor or mention.actor
            words = text[mention.start : mention.end]
            printed = title_of(words, name)
            if printed and printed not in titles:
                titles[printed] = self._offices.title(printed)
            if mention.how != "pronoun":
                alias = self._aliases.get(bare(words).rpartition(" ")[2], set())
                sharers |= alias
                in_full = in_full or not alias or len(bare(words).split()) > 1 + len(printed.split())
        return _Said(name, tuple(titles.values()), actor, frozenset() if in_full else frozenset(sharers))

    def _decide(self, said: _Said, days: Days | None, home: str | None) -> str | None:
        if " " not in said.name and not korean_names(said.name):
            return said.actor or self._by_title(said, days, home)
        exact = self._bearers.get(bare(said.name), set()) | self._namesakes(said.actor) | said.sharers
        alike = {m.id: m.likeness.score for m in self._index.find(said.name)}
        candidates = sorted(exact or alike)
        in_office = [c for c in candidates if self._is_in_office(c, said, days)]
        if len(in_office) == 1:
            return in_office[0]
        possible = [c for c in candidates if not self._is_contradicted(c, said, days)]
        certain = [c for c in possible if c in exact]
        if len(certain) > 1:
            certain = [c for c in certain if self._offices.holds(c, days)]
        if certain:
            return certain[0] if len(certain) == 1 else None
        if exact or len(possible) != 1 or alike[possible[0]] < SURE:
            return None
        return possible[0] if self._is_borne_out(possible[0], said, days, home) else None

    def _namesakes(self, actor: str | None) -> set[str]:
        """Whom the reader took a name for, and all who share a form of name with that person."""
        if actor is None or actor not in self._people:
            return {actor} if actor else set()
        forms = (bare(n.text) for n in self._people[actor].names if n.use == "name")
        return {actor}.union(*(self._bearers[form] for form in forms))

    def _by_title(self, said: _Said, days: Days | None, home: str | None) -> str | None:
        """The one person of this surname who held what the title says, of the title's state or the publisher's.

        A title that may be many offices' ("Minister") is somebody's only in what the office's own body publishes: a
        state has more ministers than a dossier.
        """
        named = self._surnames_of(said.name)
        state = self._states.get(home or "")
        for title in said.titles:
            offices = title.offices if title.exact else {o for o in title.offices if self._offices.body(o) == home}
            holders = self._offices.holders(offices, days, past=title.past) & named
            at_home = {h for h in holders if self._people[h].state == state}
            if not title.state and state and at_home:
                holders = at_home
            if len(holders) == 1:
                return holders.pop()
        return None

    def _surnames_of(self, surname: str) -> set[str]:
        found = set(self._surnames.get(bare(surname), ()))
        for hangul in surnames_of(surname):
            found |= self._surnames.get(hangul, set())
        return found

    def _is_in_office(self, person: str, said: _Said, days: Days | None) -> bool:
        return any(person in self._offices.holders(t.offices, days, past=t.past) for t in said.titles)

    def _is_contradicted(self, person: str, said: _Said, days: Days | None) -> bool:
        """Whether a title names an office of a state that others held then, and this person never."""
        return any(
            title.state is not None
            and not title.past
            and bool(self._offices.holders(title.offices, days))
            and not self._offices.ever(person, title.offices)
            and self._people[person].state != title.state
            for title in said.titles
        )

    def _is_borne_out(self, person: str, said: _Said, days: Days | None, home: str | None) -> bool:
        """Whether more than a name that sounds alike speaks for the person: an office ever held, or state and day."""
        state = self._people[person].state
        if any(self._offices.ever(person, title.offices) for title in said.titles):
            return True
        told: set[str | None] = {t.state for t in said.titles if t.state} or {self._states.get(home or "")}
        return state is not None and state in told and self._offices.holds(person, days)


def linked(readings: Iterable[Reading], dossier: Dossier) -> Iterator[Reading]:
    """The readings with their persons linked, as they come."""
    linker = linker_for(dossier)
    return map(linker.link, readings)


@per_dossier
def linker_for(dossier: Dossier) -> Linker:
    """The linker of a dossier."""
    return Linker(dossier)


def title_of(printed: str, name: str) -> str:
    """The words of a mention that are not its name's: "Vice Minister", of "Vice Minister Lim" named Lim Sung-nam."""
    parts = {part for word in bare(name).split() for part in (word, word.replace("-", ""), *word.split("-"))}
    words = clean(printed).split()
    kept = [word for word in words if bare(word).strip(",.") not in parts]
    return "" if len(kept) == len(words) else " ".join(kept).strip(" ,")


def proposed_id(name: str) -> str | None:
    """The id under which a person nobody knows waits in review: `new.kwon-jong-pil`. None where it is no full name.

    It is made of the printed name alone: two who bear it share it until a person says who is who.
    """
    words = _LETTERS.findall(bare(name))
    if len(words) < 2 and not korean_names(name):
        return None
    return PROPOSED + "-".join(words)[:LONGEST_ID]


def days_told(reading: Reading) -> Days | None:
    """The days a text is about: when it was published, or else those it tells of, if they are not too many."""
    published = reading.document.published
    if published and published.period.first and published.period.last:
        return published.period.first, published.period.last
    told = [t.period for t in reading.times if t.anchor == "absolute" and t.period.first and t.period.last]
    first = min((p.first for p in told if p.first), default=None)
    last = max((p.last for p in told if p.last), default=None)
    if first is None or last is None or last - first > datetime.timedelta(days=LONGEST_SPAN_DAYS):
        return None
    return first, last


def _linked(mention: Mention, whose: dict[str, str | None]) -> Mention:
    if mention.kind != "person" or mention.actor == whose[mention.name]:
        return mention
    return replace(mention, actor=whose[mention.name])


def _by_surname(people: Iterable[Actor]) -> dict[str, set[str]]:
    """Persons by their surname: in Hangul where their name is Korean in both scripts, else a word of their name.

    That word is the last, or the first where Korean writes the name as one word: so it writes Chinese names, whose
    surname comes first, while it keeps those of Japan and the West apart.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for person in people:
        surnames = _hangul_surnames(person)
        for surname in surnames:
            found[surname].add(person.id)
        one_word = any(n.language == "ko" and n.use == "name" and " " not in n.text for n in person.names)
        for name in person.names:
            words = bare(name.text).split()
            if len(words) == 1 and name.use == "alias":
                found[words[0]].add(person.id)
            elif len(words) > 1 and not surnames and name.language == "en":
                found[words[0 if one_word else -1]].add(person.id)
    return found


def _hangul_surnames(person: Actor) -> set[str]:
    """The surnames of somebody whose name is the same in Hangul and Latin letters; two where its order is open."""
    latin = [n.text for n in person.names if n.language == "en" and n.use == "name"]
    hangul = [n.text for n in person.names if n.language == "ko" and n.use == "name"]
    korean = [text for text in hangul if any(same_name(text, form).how == "sound" for form in latin)]
    return {surname for text in korean for taken in korean_names(text) for surname in taken.surname.sounds}


@functools.cache
def linking_version() -> str:
    """A short digest of the rules and word lists by which persons are linked: it changes whenever they do."""
    here = Path(__file__).parent
    files = [here / "persons.py", here / "offices.py", *sorted((here / "names").glob("*.*"))]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]
