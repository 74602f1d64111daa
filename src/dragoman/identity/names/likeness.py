"""Whether two printed names may be one: Korean ones by their sounds, others by their spelling."""

from dataclasses import dataclass
from typing import Literal

from dragoman.identity.names.korean import KoreanName, Part, korean_names
from dragoman.identity.names.printed import bare
from dragoman.identity.names.sounds import sound_tables
from dragoman.identity.names.spelling import same_spelling, spelling_of


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are, from 0 to 1, and by what that was told. Never that they are one *person*."""

    score: float
    how: Literal["identical", "sound", "spelling", "different"]

    @property
    def same(self) -> bool:
        """Whether both may be the same name."""
        return self.how != "different"


DIFFERENT = Likeness(0.0, "different")
_IDENTICAL = Likeness(1.0, "identical")


def same_name(one: str, other: str) -> Likeness:
    """Whether two printed forms may be the same name, in any script, romanisation and order.

    Surnames alone are no names here: "Kim" is like nothing. Hostile input (invisible or look-alike characters, very
    long text) is compared as a reader would see it.
    """
    if bare(one) == bare(other):
        return _IDENTICAL if bare(one) else DIFFERENT
    here, there = korean_names(one), korean_names(other)
    if here and there:
        score = max(_sounds_alike(a, b) for a in here for b in there)
        return Likeness(score, "sound") if score >= sound_tables().threshold else DIFFERENT
    score = same_spelling(spelling_of(one), spelling_of(other))
    return Likeness(score, "spelling") if score else DIFFERENT


def _sounds_alike(one: KoreanName, other: KoreanName) -> float:
    if len(one.given) != len(other.given):
        return 0.0
    score = one.weight * other.weight * _part_alike(one.surname, other.surname)
    for a, b in zip(one.given, other.given, strict=True):
        if not score:
            break
        score *= _part_alike(a, b)
    return score


def _part_alike(one: Part, other: Part) -> float:
    if one.letters == other.letters:
        return 1.0
    small, large = (one.sounds, other.sounds) if len(one.sounds) <= len(other.sounds) else (other.sounds, one.sounds)
    return max((weight * large.get(sound, 0.0) for sound, weight in small.items()), default=0.0)
