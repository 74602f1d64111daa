"""The English word lists, loaded once: cues.toml (words that report), words.toml (whom a noun means), kinds.toml."""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import resources
from typing import Literal

from dragoman.dossier import Dossier

Act = Literal["say", "ask", "pledge", "agree", "judge", "predict", "hold", "discuss"]
ACTS: tuple[Act, ...] = ("say", "ask", "pledge", "agree", "judge", "predict", "hold", "discuss")
# What a dossier's cue is read as. "infinitive" and "need" are left out by name: what they make of an English verb is
# the language's grammar, not a matter's (kinds.toml, kinds.py).
_FRAME_ACTS: Mapping[str, Act] = {"clause": "say", "quotation": "say", "topic": "discuss"}

_NOUN_ACTS: tuple[tuple[str, Act], ...] = (
    ("report", "say"), ("ask", "ask"), ("pledge", "pledge"), ("predict", "predict"), ("judge", "judge"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CueUnit:
    """A verb with the words that make it an act of speech: `verb` + `rest` (+ one of `prepositions`, if it follows)."""

    verb: str
    rest: tuple[str, ...]
    prepositions: frozenset[str]
    act: Act


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All of both files, in the shapes the stages look up."""

    verbs: Mapping[str, Act]
    weak: frozenset[str]
    clausal: frozenset[str]
    units: Mapping[str, tuple[CueUnit, ...]]
    nouns: Mapping[str, Act]
    topics: Mapping[str, str]
    frames: Mapping[str, frozenset[str]]
    """What else a verb may take, by the frame's name."""
    words: Mapping[str, frozenset[str]]
    """The lists of words.toml and kinds.toml by "section.key"."""

    @property
    def blaming(self) -> frozenset[str]:
        """The words that blame, worry or scorn."""
        return self.words["judging.blame"] | self.words["judging.worry"] | self.words["judging.scorn"]


@functools.cache
def general_lexicon() -> Lexicon:
    """The lexicon that serves every matter."""
    cues = _load("cues.toml")
    verbs: dict[str, Act] = {}
    weak: set[str] = set()
    clausal: set[str] = set()
    units: dict[str, list[CueUnit]] = {}
    for act in ACTS:
        for verb in cues[act]["verbs"]:
            verbs.setdefault(verb, act)
        for verb in cues[act].get("weak", ()):
            verbs.setdefault(verb, act)
            weak.add(verb)
        for verb in cues[act].get("clausal", ()):
            verbs.setdefault(verb, act)
            clausal.add(verb)
        for line in cues[act]["units"]:
            unit = _unit(line, act)
            units.setdefault(unit.verb, []).append(unit)
    nouns: dict[str, Act] = {}
    for family, act in _NOUN_ACTS:
        for noun in cues["nouns"][family]:
            nouns.setdefault(noun, act)
    topics = {noun: kind for kind, listed in cues["topics"].items() for noun in listed}
    frames = {frame: frozenset(listed) for frame, listed in cues["frames"].items()}
    words = {
        f"{section}.{key}": frozenset(listed)
        for name in ("words.toml", "kinds.toml")
        for section, table in _load(name).items()
        for key, listed in table.items()
    }
    # The longest unit first: "call for help" before "call".
    ordered = {verb: tuple(sorted(found, key=_longest)) for verb, found in units.items()}
    return Lexicon(verbs, frozenset(weak), frozenset(clausal), ordered, nouns, topics, frames, words)


def lexicon_for(dossier: Dossier) -> Lexicon:
    """The general lexicon with the English cues that the dossier adds; what it already knows stays as it is."""
    general = general_lexicon()
    added = {
        cue.text.lower(): _FRAME_ACTS[cue.frame]
        for cue in dossier.cues
        if cue.language == "en"
        and cue.frame in _FRAME_ACTS
        and " " not in cue.text
        and cue.text.lower() not in general.verbs
    }
    if not added:
        return general
    return replace(general, verbs={**general.verbs, **added})


def _longest(unit: CueUnit) -> int:
    return -len(unit.rest)


def _unit(line: str, act: Act) -> CueUnit:
    words, *prepositions = line.split("/")
    verb, *rest = words.split()
    # "that" opens the content and is none of the cue; it is listed to show what may follow.
    return CueUnit(verb, tuple(rest), frozenset(prepositions) - {"that"}, act)


def _load(name: str) -> dict[str, dict[str, list[str]]]:
    text = resources.files("dragoman.reading.en").joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text)
