"""The dossier's names in a text: longest match, case as printed, dots and apostrophes alike.

One dictionary look-up a word, so a roster of 200,000 names costs no more than one of 200.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.dossier import Actor, Dossier, Name
from dragoman.reading.en.mentions.found import Found
from dragoman.record import MentionHow, MentionKind

_RUN = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[.]?[ \n]{1,3}|[-‐‑–/'’&.]{1}(?:[ ]?)")
_KINDS: dict[str, MentionKind] = {
    "state": "state",
    "organisation": "organisation",
    "forum": "forum",
    "person": "person",
    "group": "group",
    "place": "place",
    "instrument": "instrument",
    "vessel": "vessel",
}
_HOW: dict[str, MentionHow] = {"name": "name", "alias": "alias", "metonym": "metonym", "demonym": "alias"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One printed form and the actor it stands for."""

    actor: Actor
    name: Name


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names by their normalised form; `longest` is the number of runs in the longest name that begins with a run.

    `articled` are names that are names only behind "the": "the North" is a party, "north" a direction.
    """

    entries: dict[str, Entry]
    articled: dict[str, Entry]
    longest: dict[str, int]

    @classmethod
    def of(cls, dossier: Dossier, language: str = "en") -> "Gazetteer":
        """The names of one language. Where two actors share a form the first stands (the loader refuses such)."""
        entries: dict[str, Entry] = {}
        articled: dict[str, Entry] = {}
        longest: dict[str, int] = {}
        for actor in dossier.actors.values():
            for name in actor.names:
                if name.language != language:
                    continue
                bare = name.text.removeprefix("the ").removeprefix("The ")
                key, runs = _key(bare)
                if not runs:
                    continue
                (entries if bare == name.text else articled).setdefault(key, Entry(actor, name))
                longest[runs[0]] = max(longest.get(runs[0], 0), len(runs))
        return cls(entries, articled, longest)

    def find(self, text: str, start: int, end: int) -> Iterator[Found]:
        """Every name in `text[start:end]`, longest first at each place, never overlapping."""
        runs = [(m.start(), m.end()) for m in _RUN.finditer(text, start, end)]
        at = 0
        while at < len(runs):
            size = self._match(text, runs, at)
            if size:
                yield self._found(text, runs[at][0], runs[at + size - 1][1], end, self._entry(text, runs, at, size))
                at += size
            else:
                at += 1

    def _match(self, text: str, runs: list[tuple[int, int]], at: int) -> int:
        """How many runs from `at` make the longest name; 0 for none."""
        limit = self.longest.get(text[runs[at][0] : runs[at][1]], 0)
        best, key = 0, ""
        for size in range(1, min(limit, len(runs) - at) + 1):
            run = text[runs[at + size - 1][0] : runs[at + size - 1][1]]
            if size == 1:
                key = run
            else:
                gap = _gap(text[runs[at + size - 2][1] : runs[at + size - 1][0]])
                if gap is None:
                    break
                key += gap + run
            if key in self.entries or (key in self.articled and _article(text, runs[at][0])):
                best = size
        return best

    def _entry(self, text: str, runs: list[tuple[int, int]], at: int, size: int) -> Entry:
        key = _key(text[runs[at][0] : runs[at + size - 1][1]])[0]
        if key in self.articled and _article(text, runs[at][0]):
            return self.articled[key]
        return self.entries[key]

    def _found(self, text: str, start: int, end: int, limit: int, entry: Entry) -> Found:
        if entry.name.text.endswith(".") and end < limit and text[end] == ".":
            end += 1
        if (
            entry.name.use == "metonym"
            and text[max(0, start - 4) : start] in ("the ", "The ")
            and entry.name.text[:4].lower() != "the "
        ):
            start -= 4
        actor = entry.actor
        return Found(
            start,
            end,
            kind=_KINDS[actor.kind],
            how=_HOW[entry.name.use],
            name=actor.name,
            actor=actor.id,
            state=actor.id if actor.kind == "state" else actor.state,
            head=entry.name.text.split()[-1],
            gender=actor.gender,
            plural=actor.kind == "group" or (entry.name.use == "demonym" and entry.name.text.endswith("ns")),
        )


def _key(name: str) -> tuple[str, list[str]]:
    runs: list[str] = []
    key = ""
    last = 0
    for m in _RUN.finditer(name):
        gap = _gap(name[last : m.start()]) if runs else ""
        key += (" " if gap is None else gap) + m.group()
        runs.append(m.group())
        last = m.end()
    return key, runs


def _article(text: str, start: int) -> bool:
    return text[max(0, start - 4) : start].lower() == "the "


def _gap(between: str) -> str | None:
    """What stands between two runs of one name, made alike: a space, a hyphen, an apostrophe, a slash or nothing."""
    if between == ".":
        return ""
    if not _GAP.fullmatch(between):
        return None
    if between[0] in "-‐‑–":
        return "-"
    if between[0] in "'’":
        return "'"
    return between[0] if between[0] in "/&" else " "
