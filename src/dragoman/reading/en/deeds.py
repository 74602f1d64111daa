"""What deed English words name, as a CAMEO code: "lifted the sanctions", "a halt to the launches" (deeds.toml)."""

import functools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources

from dragoman.reading.codes import Stance
from dragoman.reading.en.tree import Tree

# What hangs on a predicate without being what it does: its subject, and clauses that tell of something else.
_ASIDE = frozenset({"advcl", "parataxis", "acl:relcl", "csubj", "conj", "ccomp"})
# Months that are verbs and deeds as well.
_MONTHS = frozenset({"March", "May"})
_NO_WORD = 1_000
"""Where a deed stands whose verb needs no other word: behind any that was found by one."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A verb, with its particle and one of the words that must stand in its predicate (None: none need)."""

    code: str
    particle: str
    words: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Deeds:
    """The words of deeds.toml in the shapes that are looked up."""

    verbs: Mapping[str, tuple[_Pattern, ...]]
    acts: Mapping[str, str]
    any_act: re.Pattern[str]
    nominal: Mapping[str, str]
    light: frozenset[str]
    judgement: Mapping[str, str]
    stances: Mapping[str, Stance]
    through: frozenset[str]

    def of_predicate(self, tree: Tree, head: int, low: int, high: int) -> str | None:
        """The code of what the predicate at `head`, a verb, says is done within tokens [low, high)."""
        words = _predicate(tree, head, low, high)
        verb = tree.lemmas[head]
        particles = {tree.lemmas[k] for k in tree.kids(head, "compound:prt", "advmod", "case", "obl")} | {""}
        return self._best(verb, particles | _adjacent(tree, head), words) or self._act(verb, words)

    def of_noun(self, tree: Tree, head: int, low: int, high: int) -> str | None:
        """The code of the deed that a noun phrase names: "an end to the blockade", "talks without preconditions"."""
        words = _spelled(tree, [i for i in tree.subtree(head) if low <= i < high])
        noun = tree.lemmas[head]
        verb = self.nominal.get(noun) or (noun if tree.pos[head] == "VERB" else None)
        found = self._best(verb, {""}, words) if verb else None
        if found is not None:
            return found
        if noun in self.through:
            inner = tree.kid(head, "nmod", "acl", "ccomp")
            return self.of_noun(tree, inner, low, high) if inner is not None and low <= inner < high else None
        match = next((m for m in self.any_act.finditer(words) if m.group(1).split()[-1].startswith(noun[:-1])), None)
        return self.acts[match.group(1)] if match else None

    def of_cue(self, cue: str, tree: Tree, low: int, high: int) -> str | None:
        """The code of an act of speech that is a deed itself, with what it speaks of: "accused … of spying"."""
        verb, _, rest = cue.partition(" ")
        return self._best(verb, {rest, ""}, _spelled(tree, range(low, high)))

    def _best(self, verb: str, particles: Iterable[str], words: str) -> str | None:
        """The code of the pattern that fits best: by the word nearest the verb, the longer word, the finer code."""
        found: list[tuple[int, int, int, int, str]] = []
        for p in self.verbs.get(verb, ()):
            if p.particle not in particles:
                continue
            match = p.words.search(words) if p.words else None
            if p.words is not None and match is None:
                continue
            at = match.start() if match else _NO_WORD
            length = len(match.group()) if match else 0
            found.append((-len(p.particle), at, -length, -len(p.code), p.code))
        return min(found)[-1] if found else None

    def _act(self, verb: str, words: str) -> str | None:
        """ "Held talks", "an attack was launched": a verb that says little, and the noun that says it."""
        if verb not in self.light:
            return None
        match = self.any_act.search(words)
        return self.acts[match.group(1)] if match else None


@functools.cache
def deeds() -> Deeds:
    """The lists, loaded once."""
    text = resources.files("dragoman.reading.en").joinpath("deeds.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    verbs: dict[str, list[_Pattern]] = {}
    for code, lines in data["verbs"].items():
        for line in lines:
            for verb, pattern in _patterns(code, line):
                verbs.setdefault(verb, []).append(pattern)
    acts = {act: code for code, listed in data["acts"].items() for act in listed}
    longest = sorted(acts, key=len, reverse=True)
    any_act = re.compile(rf" ({'|'.join(map(re.escape, longest))})(?= )")
    light = frozenset(word.split()[0] for word in data["words"]["light"])
    judgement = {word: code for code, listed in data["judgement"].items() for word in listed}
    told = {verb: tuple(found) for verb, found in verbs.items()}
    stances = {verb: stance for stance, listed in data["stances"].items() for verb in listed}
    through = frozenset(data["through"]["nouns"])
    return Deeds(told, acts, any_act, data["nominal"], light, judgement, stances, through)


def _patterns(code: str, line: str) -> Iterator[tuple[str, _Pattern]]:
    listed, _, objects = line.partition(":")
    words = _any_of(objects) if objects else None
    for verb in listed.split(","):
        first, _, particle = verb.strip().partition(" ")
        yield first, _Pattern(code, particle, words)


def _any_of(listed: str) -> re.Pattern[str]:
    """A pattern for any of the words, separated by commas, of which `*` ends one that may go on."""
    forms = sorted((w.strip() for w in listed.split(",")), key=len, reverse=True)
    spelled = (re.escape(w).replace(r"\*", r"\S*").replace(r"\ ", " ") for w in forms)
    return re.compile(rf" (?:{'|'.join(spelled)})(?= )")


def _adjacent(tree: Tree, head: int) -> set[str]:
    """The one and the two words behind a verb: a particle that the parse took for something else."""
    after = [w.lower() for w in tree.words[head + 1 : head + 3]]
    return {" ".join(after[:n]) for n in range(1, len(after) + 1)}


def _predicate(tree: Tree, head: int, low: int, high: int) -> str:
    """The words of a predicate: its object and complements; in the passive its subject, to which it is done."""
    inside: list[int] = []
    for k in tree.children[head]:
        relation = tree.relations[k]
        if relation in _ASIDE or (relation.startswith("nsubj") and relation != "nsubj:pass"):
            continue
        inside += (i for i in tree.subtree(k) if low <= i < high)
    return _spelled(tree, sorted(inside))


def _spelled(tree: Tree, tokens: Iterable[int]) -> str:
    """The tokens as lemmas and, behind them, as printed, each between spaces: patterns fit either."""
    kept = [i for i in tokens if tree.pos[i] not in ("PUNCT", "DET") and tree.words[i] not in _MONTHS]
    lemmas = " ".join(tree.lemmas[i] for i in kept)
    return f" {lemmas} | {' '.join(tree.words[i].lower() for i in kept)} "
