"""Which body a common name means: "the ministry", "its foreign ministry", "the Moon government", "the country".

By the state named in or before the words, by the body last spoken of, by whose document it is; else it stays unknown.
"""

import re
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
        home = self.states.get(publisher or "")
        resolved: list[Found] = []
        last_state: Found | None = None
        bodies: list[Found] = []
        for f in sorted(names, key=_place):
            if f.kind == "organisation":
                f = self._organisation(text, f, home, publisher, last_state, bodies[-40:], resolved)
                if f.actor or len(f.name.split()) > 2:
                    bodies.append(f)
            elif f.kind == "state" and f.head in ("country", "nation"):
                f = (
                    replace(f, actor=last_state.actor, state=last_state.state, name=last_state.name)
                    if last_state
                    else f
                )
            elif f.kind == "state":
                last_state = f
            resolved.append(f)
        return resolved

    def _organisation(
        self,
        text: str,
        f: Found,
        home: str | None,
        publisher: str | None,
        last_state: Found | None,
        bodies: Sequence[Found],
        before: Sequence[Found],
    ) -> Found:
        words = text[f.start : f.end].lower().replace("’", "'").split()
        pointer = words[0] if words[0] in _POINTERS else ""
        core = words[1:] if pointer else words
        owner = self._owner(text, f, before)
        if f.actor is not None and f.name.lower() not in self.homonyms and " ".join(core) not in self.homonyms:
            return f
        state = owner or (last_state.state if pointer in ("its", "their") and last_state else None) or f.state or home
        if len(core) == 1 and core[0] in _OFFICES:
            last = next((b for b in reversed(bodies) if core[0] in b.name.lower()), None)
            if last is not None and not owner:
                return _as(f, last.actor, last.name, last.state)
            if publisher and core[0] in self.names.get(publisher, "").lower():
                return _as(f, publisher, self.names[publisher], home)
            return replace(f, actor=None, state=state if owner else None)
        if core and core[-1] in _RULE:
            state = (
                owner or f.state or (last_state.state if last_state and core[-1] in ("regime", "leadership") else home)
            )
            return _as(f, state, self.names[state], state) if state in self.names else f
        branch = next((_SPELLING.get(b, b) for b in _BRANCHES if any(b in w for w in core)), None)
        if core and core[-1] == "parliament":
            branch = "parliament"
        actor = self.by_branch.get((state, branch)) if state and branch else None
        if actor is None:
            return replace(f, actor=None) if f.actor and f.name.lower() in self.homonyms and not state else f
        return _as(f, actor, self.names[actor], state)

    def _owner(self, text: str, f: Found, before: Sequence[Found]) -> str | None:
        """The state whose possessive or adjective stands right before the words, or inside them."""
        for other in reversed(before[-4:]):
            gap = text[other.end : f.start].strip()
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


def _as(f: Found, actor: str | None, name: str, state: str | None) -> Found:
    return replace(f, actor=actor, name=name, state=state)


_COUNTRY = re.compile(r"\b[Tt]he (?:country|nation)\b")


def find_pointers(text: str, start: int, end: int) -> list[Found]:
    """ "The country": a state named before, by a word that only points."""
    return [
        Found(m.start(), m.end(), "state", "metonym", m.group(), head=m.group().split()[-1].lower())
        for m in _COUNTRY.finditer(text, start, end)
    ]
