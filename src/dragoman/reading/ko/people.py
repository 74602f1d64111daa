"""Who speaks or acts in a Korean sentence: a name with its title, a body, a state, a pronoun or a group.

Everything is found by particles: what stands before 은, 는, 이, 가 or 께서 is a topic or subject.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from dragoman.reading.ko.cues import lexicon
from dragoman.record import Mention, MentionHow, MentionKind

_WORDS: Final = lexicon("people.toml")
_TITLES: Final[tuple[str, ...]] = tuple(sorted(_WORDS["titles"], key=len, reverse=True))
_GROUPS: Final[tuple[str, ...]] = tuple(_WORDS["groups"])
_BODIES: Final[tuple[str, ...]] = tuple(_WORDS["bodies"])
_SINGULAR, _PLURAL = frozenset(_WORDS["singular"]), tuple(sorted(_WORDS["plural"], key=len, reverse=True))
_FIRST: Final = frozenset(_WORDS["first"])
_OPENERS: Final = frozenset(_WORDS["openers"]) - _SINGULAR
_SURNAMES: Final = frozenset(_WORDS["surnames"])
EOJEOL = re.compile(r"(?:[“\"‘「『《][^”\"’」』》]*[”\"’」』》]|[^\s“‘「『《])+")
TOPIC = re.compile(r"(?:께서는|께서|은|는)$")
SUBJECT = re.compile(r"(?:께서는|께서도|께서|은|는|이|가|도)$")
_NO_TOPIC = re.compile(
    r"(?:에는|에서는|으로는|로는|과는|와는|에게는|하는|되는|있는|없는|않는|다는|라는|지는|고는|라도|에도|또는|하고도|로도|면서도)$"
)
_BROKEN = re.compile(r"(?:[을를의로며고면]|에서|에게|에|하는|되는|있는|한|된|던|할|될|부터|까지|이던|[은는])$|[,.;]$")
_NAME = re.compile(r"[가-힣A-Za-z.·\-]{1,12}")
_PLURAL_END = re.compile(r"들$")


@dataclass(frozen=True, slots=True)
class Party:
    """Who is meant by `start:end`. `first` where it is the document's own “we”."""

    start: int
    end: int
    kind: MentionKind
    name: str
    how: MentionHow
    actor: str | None = None
    first: bool = False

    @property
    def person(self) -> bool:
        """Whether it is one human being."""
        return self.kind in ("person", "office")


@dataclass(slots=True)
class People:
    """Everybody a document has named so far, and the names of the dossier in it."""

    ending: Mapping[int, Sequence[Mention]]
    """The dossier's names in the document by where they end."""
    persons: dict[str, str | None]
    """Korean names of the dossier's people → their ids."""
    printed: frozenset[str] = frozenset()
    """All Korean names of the dossier's states and bodies."""
    known: list[tuple[str, str, Party]] = field(default_factory=list)
    last_person: Party | None = None
    last_group: Party | None = None
    found: dict[tuple[int, int], Party] = field(default_factory=dict)
    base: int = 0
    """Where the sentence begins of which offsets are told."""

    def subject(self, text: str, start: int, end: int, *, particle: re.Pattern[str] = SUBJECT) -> Party | None:
        """The party whose group of words ends at `end` with a particle, and begins no earlier than `start`."""
        words = [(m.start(), m.end()) for m in EOJEOL.finditer(text, start, end)]
        if not words:
            return None
        first, last = words[-1]
        word = text[first:last].rstrip(",")
        match = particle.search(word)
        if match is None or match.start() == 0 or _NO_TOPIC.search(word):
            return None
        return self.resolve(text, words, first + match.start())

    def resolve(self, text: str, words: Sequence[tuple[int, int]], end: int) -> Party | None:
        """The party whose last word is that of `words`, without its particle, to `end`."""
        first = words[-1][0]
        core = text[first:end]
        group = [first]
        for s, e in reversed(words[:-1][-6:]):
            word = text[s:e]
            if len(group) == 1 and len(word) == 1 and word in _SURNAMES:
                group.insert(0, s)
                break
            if word in _OPENERS or not _NAME.fullmatch(word) or (_BROKEN.search(word) and not self._may_be_name(word)):
                break
            group.insert(0, s)
        party = (
            self._pronoun(text, group, core, end)
            or self._dossier(text, first, end)
            or self._titled(text, group, core, end)
            or self._title_first(text, group, core, end)
            or self._group(text, group, core, end)
        )
        return replace(party, start=party.start + self.base, end=party.end + self.base) if party else None

    def keep(self, party: Party) -> Party:
        """Remember that a claim names it."""
        self.found.setdefault((party.start, party.end), party)
        return self.found[party.start, party.end]

    def spoke(self, party: Party) -> None:
        """The party is now in the foreground: 그는 and 이들은 may mean it."""
        if party.kind == "person" and party.how != "pronoun":
            self.last_person = party
        elif party.kind == "group" and party.how != "pronoun":
            self.last_group = party

    def _may_be_name(self, word: str) -> bool:
        korean = 2 <= len(word) <= 4 and word[0] in _SURNAMES and word[-1] in "은한이인연"
        return korean and word[:-1] not in self.printed

    def _pronoun(self, text: str, group: Sequence[int], core: str, end: int) -> Party | None:
        first = group[-1]
        for start in (first, *group[-2:-1]):
            if text[start:end] in _FIRST:
                return Party(start, end, "group", text[start:end], "pronoun", first=True)
        if core in _SINGULAR:
            meant = self.last_person
            return (
                replace(meant, start=first, end=end, how="pronoun")
                if meant
                else Party(first, end, "person", core, "pronoun")
            )
        for words in _PLURAL:
            start = end - len(words)
            if text[start:end] == words and (start == 0 or not text[start - 1].isalnum()):
                meant = self.last_group if words in ("이들", "그들") else None
                return Party(start, end, "group", meant.name if meant else words, "pronoun" if meant else "group")
        return None

    def _dossier(self, text: str, first: int, end: int) -> Party | None:
        """The dossier's name that ends here: 북한, 일본 정부, 외교부."""
        at = self.base
        fits = [m for m in self.ending.get(end + at, ()) if first + at - 12 < m.start <= first + at]
        if fits:
            m = min(fits, key=lambda m: m.start)
            return Party(m.start - at, m.end - at, m.kind, m.name, m.how, m.actor)
        core = text[first:end].removesuffix("측")
        actor = self.persons.get(core)
        return Party(first, end, "person", core, "name", actor) if actor else None

    def _titled(self, text: str, group: Sequence[int], core: str, end: int) -> Party | None:
        title = next((t for t in _TITLES if core.endswith(t)), None)
        if title is None or (len(title) < 2 and (core != title or len(group) == 1)):
            return None  # 날씨 is no Mr Nal
        words = [text[s : _end_of(text, s)] for s in group[:-1]]
        names = self._name_of(words)
        if names is None:
            return self._office(text, group, end)
        start, name = group[names[0]], " ".join(words[names[0] : names[1]])
        known = self._chain(name, title, core)
        if known is None and len(name) == 1:
            return Party(start, end, "person", text[start:end], "title")
        party = Party(start, end, "person", name, "name" if known is None else "alias", self.persons.get(name))
        if known is not None:
            return replace(known, start=start, end=end, how="alias")
        self.known.append((name, core, party))
        return party

    def _title_first(self, text: str, group: Sequence[int], core: str, end: int) -> Party | None:
        """A Korean name behind its title: 통일부 장관 고은채."""
        title = text[group[-2] : _end_of(text, group[-2])] if len(group) > 1 else ""
        if not (title.endswith(_TITLES) and 2 < len(core) < 5 and _is_korean_name(core)):
            return None
        start = group[-3] if len(group) > 2 and self._is_body(text[group[-3] : _end_of(text, group[-3])]) else group[-2]
        party = Party(start, end, "person", core, "name", self.persons.get(core))
        self.known.append((core, title, party))
        return party

    def _office(self, text: str, group: Sequence[int], end: int) -> Party:
        """A title without a name: 외교부 대변인. Words of a body before it belong to it."""
        start = group[-1]
        for s in reversed(group[:-1]):
            if not self._is_body(text[s : _end_of(text, s)]):
                break
            start = s
        known = self._by_office(text[start:end])
        return (
            replace(known, start=start, end=end, how="title")
            if known
            else Party(start, end, "office", text[start:end], "title")
        )

    def _by_office(self, words: str) -> Party | None:
        """The one person named with this very title before."""
        fits = {p.name: p for _, title, p in self.known if len(words) > 2 and title == words}
        return next(iter(fits.values())) if len(fits) == 1 else None

    def _name_of(self, words: Sequence[str]) -> tuple[int, int] | None:
        """Which of the words before a title are the name: the last that are no body, state or title."""
        last = len(words)
        while last and self._is_body(words[last - 1]):
            last -= 1
        first = last
        while first and last - first < 3 and not self._is_body(words[first - 1]):
            korean = _is_korean_name(words[first - 1])
            first -= 1
            if korean:
                break
        return (first, last) if first < last and words[first] not in _OPENERS else None

    def _is_body(self, word: str) -> bool:
        return (
            word.removesuffix("측") in self.printed
            or word.endswith(_BODIES)
            or any(word.endswith(t) for t in _TITLES if len(t) > 1 and (len(t) > 2 or len(word) > 3))
            or word in _TITLES
        )

    def _chain(self, name: str, title: str, core: str) -> Party | None:
        """Whoever was named before with this name, or with this surname and a title that ends alike."""
        fits: dict[str, Party] = {}
        for full, held, party in self.known:
            alike = held.endswith(title) or core.endswith(held)
            if full == name or (alike and (full.startswith(name) or name in full.split())):
                fits[full] = party
        return next(iter(fits.values())) if len(fits) == 1 else None

    def _group(self, text: str, group: Sequence[int], core: str, end: int) -> Party | None:
        bare = _PLURAL_END.sub("", core)
        side = core == "측" and len(group) > 1
        if not (side or bare.endswith(_GROUPS) or core.endswith((*_GROUPS, *_BODIES))):
            return None
        at = max(len(group) - 2, 0)  # what kind of group, whose body: 남측 대표단, 일본 외무성 관계자
        while at and self._is_body(text[group[at - 1] : _end_of(text, group[at - 1])]):
            at -= 1
        start = group[at]
        kind: MentionKind = "organisation" if core.endswith(_BODIES) else "group"
        return Party(start, end, kind, text[start:end], "name" if kind == "organisation" else "group")


def _is_korean_name(word: str) -> bool:
    return (2 <= len(word) <= 4 and word[0] in _SURNAMES) or (len(word) == 1 and word in _SURNAMES)


def _end_of(text: str, start: int) -> int:
    match = EOJEOL.match(text, start)
    return match.end() if match else start
