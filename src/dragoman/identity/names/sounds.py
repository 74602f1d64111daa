"""What a syllable in Latin letters can stand for in Hangul, and how well: sounds.toml, walked."""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType

from dragoman.identity.names.hangul import compose

Sounds = Mapping[str, float]
"""Hangul and the weight with which letters stand for it, above 0 and at most 1."""

NONE: Sounds = MappingProxyType({})
LONGEST_SYLLABLE = 8


@dataclass(frozen=True, slots=True)
class SoundTables:
    """sounds.toml, read."""

    threshold: float
    surnames: frozenset[str]
    double_surnames: frozenset[str]
    southern_spellings: frozenset[str]
    joins: Mapping[str, float]
    onsets: Mapping[str, Sounds]
    vowels: Mapping[str, Sounds]
    open_vowels: Mapping[str, Sounds]
    codas: Mapping[str, str]
    syllables: Mapping[str, Sounds]


@functools.cache
def sound_tables() -> SoundTables:
    """The tables, read once a process."""
    text = resources.files("dragoman.identity.names").joinpath("sounds.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return SoundTables(
        threshold=data["threshold"],
        surnames=frozenset(data["surnames"].split()),
        double_surnames=frozenset(data["double_surnames"].split()),
        southern_spellings=frozenset(data["southern_spellings"].split()),
        joins=data["joins"],
        onsets=data["onsets"],
        vowels=data["vowels"],
        open_vowels=data["vowels"] | data["open_vowels"],
        codas=data["codas"],
        syllables=data["syllables"],
    )


@functools.lru_cache(maxsize=32_768)
def sounds_of(letters: str, eo_as_o: float) -> Sounds:
    """The syllables that the letters may spell; none where they spell no single syllable.

    `letters` are small, without marks but ŏ and ŭ; `eo_as_o` is the weight of o for ㅓ in this name's manner.
    """
    tables = sound_tables()
    if letters in tables.syllables:
        return tables.syllables[letters]
    if len(letters) > LONGEST_SYLLABLE:
        return NONE
    found: dict[str, float] = {}
    for size in range(min(4, len(letters))):
        onsets = tables.onsets.get(letters[:size])
        if onsets:
            _with_onset(found, onsets, letters[size:], eo_as_o)
    # "Hwang" is also printed "Whang".
    if letters.startswith("wh"):
        return sounds_of("hw" + letters[2:], eo_as_o)
    return MappingProxyType(found) if found else NONE


def _with_onset(found: dict[str, float], onsets: Sounds, rest: str, eo_as_o: float) -> None:
    """Enter every vowel and final consonant that the rest of the letters can be."""
    tables = sound_tables()
    for size in range(1, len(rest) + 1):
        coda = tables.codas.get(rest[size:])
        if coda is None:
            continue
        vowel, weight = rest[:size], 1.0
        known = tables.vowels if coda else tables.open_vowels
        if vowel not in known and vowel.endswith("h"):
            vowel, weight = vowel[:-1], tables.joins["h_before_coda"]
        for sound, speaks in known.get(vowel, NONE).items():
            manner = eo_as_o if vowel in ("o", "yo") and sound in "ㅓㅕ" else 1.0
            for onset, opens in onsets.items():
                syllable = compose(onset, sound, coda)
                found[syllable] = max(found.get(syllable, 0.0), weight * speaks * manner * opens)
