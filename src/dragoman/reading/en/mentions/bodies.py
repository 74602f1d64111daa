"""Which body a common name means: "the ministry", "its foreign ministry", "the Moon government", "the country".

By the state named in or before the words, by the body last spoken of, by whose document it is; else it stays unknown.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.dossier import Dossier
from dragoman.reading.en.mentions.found import Found

_POINTERS = frozenset({"the", "its", "their", "our", "his", "her", "this", "that", "a"})
_BRANCHES = (
    "foreign",
    "defense",
    "defence",
    "unification",
    "finance",
    "trade",
    "interior",
    "justice",
    "commerce",
    "treasury",
)
_RULE = frozenset({"government", "administration", "regime", "leadership", "authorities"})
_OFFICES = frozenset({"ministry", "department", "agency", "office", "embassy", "committee", "council", "commission"})
_SPELLING = {"defence": "defense"}


_REMEMBERED = 40
"""Bodies spoken of before that "the ministry" may mean."""


@dataclass(frozen=True, slots=True)
class _Around:
    """What a common name stands among: whose document, the state and the bodies named last, all names before it."""

    text: str
    home: str | None
    publisher: str | None
    last_state: Found | None
    bodies: Sequence[Found]
    before: Sequence[Found]


@dataclass(frozen=True, slots=True)
class Bodies:
    """The dossier's organisations by state and branch, and the home of the document being read."""

    by_branch: dict[tuple[str, str], str]
    names: dict[str, str]
    states: dict[str, str | None]
    homonyms: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, dossier: Dossier) -> "Bodies":
        """Indexed once a dossier."""
        by_branch: dict[tuple[str, str], str] = {}
        homonyms: dict[str, list[str]] = {}
        for actor in dossier.actors.values():
            if actor.kind != "organisation":
                continue
            for name in actor.names:
                if name.language != "en":
                    continue
                lower = name.text.lower()
                homonyms.setdefault(lower, []).append(actor.id)
                if actor.state and ("ministry" in lower or "department" in lower):
                    for branch in _BRANCHES:
                        if branch in lower:
                            by_branch.setdefault((actor.state, _SPELLING.get(branch, branch)), actor.id)
                if actor.state and ("assembly" in lower or "parliament" in lower or lower == "congress"):
                    by_branch.setdefault((actor.state, "parliament"), actor.id)
        return cls(
            by_branch,
            {a.id: a.name for a in dossier.actors.values()},
            {a.id: a.id if a.kind == "state" else a.state for a in dossier.actors.values()},
            {text: tuple(dict.fromkeys(ids)) for text, ids in homonyms.items() if len(set(ids)) > 1},
        )

    def resolve(self, text: str, names: Sequence[Found], publisher: str | None) -> list[Found]:
        """The names in order, the common ones among them with the body they mean where that can be told."""
        home = self.states.get(publisher or "") or (None if publisher else _foremost_state(names))
        resolved: list[Found] = []
        last_state: Found | None = None
        bodies: list[Found] = []
        for f in sorted(names, key=_place):
            if f.kind == "organisation":
                around = _Around(text, home, publisher, last_state, bodies[-_REMEMBERED:], resolved)
                f = self._organisation(f, around)
                if f.actor or len(f.name.split()) > 2:
                    bodies.append(f)
            elif f.kind == "state" and f.head in ("country", "nation"):
                f = _as(f, last_state.actor, last_state.name, last_state.state) if last_state else f
            elif f.kind == "state":
                last_state = f
            resolved.append(f)
        return resolved

    def _organisation(self, f: Found, around: _Around) -> Found:
        """The body with its actor, by what its words are: an office, whoever rules, a branch of a government."""
        words = around.text[f.start : f.end].lower().replace("’", "'").split()
        pointer = words[0] if words[0] in _POINTERS else ""
        core = words[1:] if pointer else words
        if f.actor is not None and f.name.lower() not in self.homonyms and " ".join(core) not in self.homonyms:
            return f
        owner = self._owner(f, around)
        if len(core) == 1 and core[0] in _OFFICES:
            return self._office(f, core[0], owner, around)
        last = around.last_state
        if core and core[-1] in _RULE:
            rules_last = last is not None and core[-1] in ("regime", "leadership")
            state = owner or f.state or (last.state if last and rules_last else around.home)
            return _as(f, state, self.names[state], state) if state in self.names else f
        state = owner or (last.state if pointer in ("its", "their") and last else None) or f.state or around.home
        return self._branch(f, core, state)

    def _office(self, f: Found, word: str, owner: str | None, around: _Around) -> Found:
        """ "The ministry": the one named last, else the publisher's own."""
        last = next((b for b in reversed(around.bodies) if word in b.name.lower()), None)
        if last is not None and not owner:
            return _as(f, last.actor, last.name, last.state)
        if around.publisher and word in self.names.get(around.publisher, "").lower():
            return _as(f, around.publisher, self.names[around.publisher], around.home)
        return replace(f, actor=None, state=owner)

    def _branch(self, f: Found, core: Sequence[str], state: str | None) -> Found:
        """ "Its foreign ministry", "parliament": the state's own, where the dossier knows it."""
        branch = next((_SPELLING.get(b, b) for b in _BRANCHES if any(b in w for w in core)), None)
        if core and core[-1] == "parliament":
            branch = "parliament"
        actor = self.by_branch.get((state, branch)) if state and branch else None
        if actor is None:
            return replace(f, actor=None) if f.actor and f.name.lower() in self.homonyms and not state else f
        return _as(f, actor, self.names[actor], state)

    def _owner(self, f: Found, around: _Around) -> str | None:
        """The state whose possessive or adjective stands right before the words, or inside them."""
        for other in reversed(around.before[-4:]):
            gap = around.text[other.end : f.start].strip()
            inside = f.start <= other.start and other.end <= f.end
            if (
                other.kind in ("state", "person")
                and other.state
                and (inside or (gap in ("'s", "’s", "'", "’", "") and 0 <= f.start - other.end <= 3))
            ):
                return other.state
        return f.state


def _place(found: Found) -> tuple[int, int]:
    return found.start, found.end


def _foremost_state(names: Sequence[Found]) -> str | None:
    """The state a text without a publisher speaks of more than of all others together: "the government" is its."""
    counts = Counter(f.state for f in names if f.kind == "state" and f.state)
    state, most = next(iter(counts.most_common(1)), (None, 0))
    return state if most > 1 and 2 * most > counts.total() else None


def _as(f: Found, actor: str | None, name: str, state: str | None) -> Found:
    return replace(f, actor=actor, name=name, state=state)


_COUNTRY = re.compile(r"\b[Tt]he (?:country|nation)\b")


def find_pointers(text: str, start: int, end: int) -> list[Found]:
    """ "The country": a state named before, by a word that only points."""
    return [
        Found(m.start(), m.end(), "state", "metonym", m.group(), head=m.group().split()[-1].lower())
        for m in _COUNTRY.finditer(text, start, end)
    ]
