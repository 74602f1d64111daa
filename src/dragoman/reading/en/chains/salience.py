"""Which of several people a pronoun means: the one who stands most in the foreground, after Lappin and Leass (1994).

Every mention weighs by its part in its sentence, half as much with each sentence that has passed. The weights of the
parts are theirs; that only a candidate's heaviest mention counts, and how much a subject above the pronoun gains, was
chosen on the 454 pronouns of GAP's validation split. Where two candidates weigh alike, nobody is meant.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dragoman.reading.en.chains.standing import Role, Standing, role_of
from dragoman.reading.en.chains.words import chain_words
from dragoman.reading.en.tree import Tree

_ROLES: Final[dict[Role, float]] = {"subject": 80, "object": 50, "oblique": 40, "inside": 20}
_RECENT: Final = 100.0
_MAIN: Final = 10.0
_PARALLEL: Final = 35.0
_ABOVE: Final = 400.0
_SPEAKS: Final = 80.0
_APART: Final = 1.0
_FAR: Final = 30
"""Words of a sentence between a pronoun and a candidate, each of which counts against it, up to so many."""
_KNOWN: Final = 10.0
SENTENCES: Final = 4
"""How far back an antecedent may stand."""
_TIE: Final = 1.0


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation that is speech: its span, and where whoever says it is named; None where that is not told."""

    start: int
    end: int
    speaker: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Pointer:
    """A pronoun in its place: token `at` of `tree`, the document's `sentence`-th. `says` are quotations it speaks."""

    tree: Tree
    at: int
    sentence: int
    says: Sequence[Quoted] = ()


def weigh(
    pointer: Pointer,
    standings: Iterable[Standing],
    key: Callable[[Standing], Hashable],
    *,
    sure: Callable[[Standing], bool],
) -> list[tuple[float, Standing]]:
    """Each candidate with its weight and last mention, the heaviest first. `key` tells who is the same; `sure` whether
    the candidate's sex or number is known to fit, and not only not known to be another."""
    weights: dict[Hashable, float] = {}
    last: dict[Hashable, Standing] = {}
    for standing in standings:
        who = key(standing)
        weights[who] = max(weights.get(who, 0.0), _weight(pointer, standing))
        last[who] = standing
    for who, standing in last.items():
        weights[who] += _fitness(pointer, standing) + _KNOWN * sure(standing)
    return sorted(((w, last[who]) for who, w in weights.items()), key=_by_weight)


def best_of(ranked: list[tuple[float, Standing]]) -> Standing | None:
    """The heaviest; None where there is none, or another weighs as much."""
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _TIE):
        return None
    return ranked[0][1]


def _by_weight(entry: tuple[float, Standing]) -> tuple[float, int]:
    return -entry[0], -entry[1].found.start


def _weight(pointer: Pointer, standing: Standing) -> float:
    weight = _RECENT + _ROLES[standing.role] + _MAIN * standing.main + _SPEAKS * standing.speaks
    return weight * 0.5 ** (pointer.sentence - standing.sentence)


def _fitness(pointer: Pointer, standing: Standing) -> float:
    """What the last mention adds: the same part in its clause; in the same sentence, the subject of a clause above."""
    role = role_of(pointer.tree, pointer.at)[0]
    added = _PARALLEL if role == standing.role else 0.0
    if standing.sentence == pointer.sentence:
        steps = _steps_above(pointer, standing)
        added += _ABOVE / steps**2 if steps else 0.0
        added -= _APART * min(abs(pointer.at - standing.token), _FAR)
    return added


def _steps_above(pointer: Pointer, standing: Standing) -> int:
    """How many clauses up the candidate is a subject, or the noun that the pronoun's clause tells of; 0 for never."""
    tree = pointer.tree
    theirs = role_of(tree, standing.token)[1]
    steps = 0
    for up in tree.ancestors(pointer.at):
        subjects = tree.kids(up, "nsubj") or _controller(tree, up)
        steps += bool(subjects)
        if theirs in subjects:
            return steps
        if up in (theirs, standing.token) or _is_told_of(tree, up, standing):
            return max(steps, 1)
    return 0


def _controller(tree: Tree, clause: int) -> tuple[int, ...]:
    """ "Pressed the North to give up its arms": the object of the verb above does what the infinitive says."""
    above = tree.heads[clause]
    if not tree.has_to(clause) or tree.lemmas[above] not in chain_words().control:
        return ()
    return tuple(k for k in tree.kids(above, "obj", "iobj") if k < clause)


def _is_told_of(tree: Tree, clause: int, standing: Standing) -> bool:
    """ "A singer called X, who tried to promote his band": the name right before "who", whatever "who" hangs from."""
    if tree.relations[clause] != "acl:relcl":
        return False
    who = next((k for k in tree.kids(clause, "nsubj") if tree.words[k].lower() == "who"), None)
    return who is not None and 0 <= tree.starts[who] - standing.found.end <= len(", ")
