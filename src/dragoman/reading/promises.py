"""Whether a promise can be held against whoever made it: a deed is named, somebody is bound, and best a day is set.

Computed from a claim whenever it is asked for; no reading stores it.
"""

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Final, Literal

from dragoman.record import Claim, Period, Reading

Reason = Literal[
    "deed-by-day",
    "deed-without-day",
    "breach",
    "effort",
    "no-yardstick",
    "no-deed",
    "nobody-bound",
    "no-promise",
    "language",
]
_YES: Final[frozenset[Reason]] = frozenset({"deed-by-day", "deed-without-day", "breach"})
_WORDS: Final[Mapping[Reason, str]] = {
    "deed-by-day": "a deed is named, due by {day}",
    "deed-without-day": "a deed is named, but no day by which it is due",
    "breach": "it is promised not to happen: one breach shows it broken",
    "effort": "only an effort is promised, not what is to come of it",
    "no-yardstick": "more or better of something is promised, and no number says how much",
    "no-deed": "a bond is affirmed, and no deed named",
    "nobody-bound": "nobody is named whom it binds",
    "no-promise": "it promises nothing",
    "language": "promises in this language are not told apart yet",
}
# What the verb that counts stands behind; an infinitive ("hold talks to end the war") begins with it.
_OPENS = re.compile(
    r"\b(?:will|shall|would)\b|[’']ll\b"
    r"|\b(?:plan|intend|determin|commit|resol|ready|prepared|pledg|agreed|decided|set|about|is|are|aim|effort)\w* to\b",
    re.IGNORECASE,
)
# "Together with Norway, launch …": what stands before the verb of an infinitive.
_LEAD = re.compile(r"(?:together|jointly|in|on|at|with|by|from|for|after|before|if|as)\b[^,]*,\s*", re.IGNORECASE)
_DETERMINERS = frozenset({"a", "an", "the", "its", "our", "their", "his", "her", "this", "these", "any", "all"})
_WORD = re.compile(r"[A-Za-z]+(?:[-’'][A-Za-z]+)*")
_NUMBER = re.compile(
    r"\d|\b(?:double|triple|quadruple|halve|half|twice|two|three|four|five|six|ten|hundred|thousand)\b", re.I
)
_NEAR = 80
"""Characters within which a phrase tells of an effort: further on it tells of something else."""

_CANCELLING = re.compile(
    r"\b(?:cancel|call(?:ed|s|ing)? off|scrap|shelv|abandon|withdr[ae]w|postpon|suspend|drop|rescind|revok|halt|put off"
    r"|delay)",
    re.IGNORECASE,
)
_FAILING = re.compile(
    r"\b(?:fail(?:ed|s|ing)? to|miss(?:ed|es)? (?:the|its|a) |has yet to|have yet to|not yet|did not|has not|have not"
    r"|broke|reneg|backtrack|backed out|never)",
    re.IGNORECASE,
)


def tells_of_cancelling(words: str) -> bool:
    """Whether the words tell that something was called off or put off."""
    return _CANCELLING.search(words) is not None


def tells_of_failing(words: str) -> bool:
    """Whether the words tell that something was not done as it should have been."""
    return _FAILING.search(words) is not None


@dataclass(frozen=True, slots=True)
class Checkable:
    """Whether somebody can later say "kept" or "broken", and why. `day` is the last day of what is due."""

    reason: Reason
    day: Period | None = None

    @property
    def yes(self) -> bool:
        """Whether it can be checked."""
        return self.reason in _YES

    def __str__(self) -> str:
        last = self.day.last if self.day else None
        return ("yes: " if self.yes else "no: ") + _WORDS[self.reason].format(day=last)


def checkable(claim: Claim, reading: Reading) -> Checkable:
    """Whether the promise `claim` of this reading can be checked. Of any other kind of claim: no."""
    if claim.kind != "commitment":
        return Checkable("no-promise")
    if reading.document.language != "en":
        return Checkable("language")
    bound = bool(claim.actors) or any(a.speakers for a in claim.attribution) or _speaks(reading)
    period = next((t.period for t in reading.times if t.id == claim.time), None)
    text = " ".join(" ".join(reading.document.text[s:e].split()) for s, e in claim.passages)
    return checkable_promise(text, negative=claim.polarity == "negative", bound=bound, period=period)


def checkable_promise(words: str, *, negative: bool, bound: bool, period: Period | None) -> Checkable:
    """The same of an English promise by its words, where the reading is not at hand. `bound`: it says whom it binds."""
    if not bound:
        return Checkable("nobody-bound")
    weakness = _weakness(words)
    if weakness is not None:
        return Checkable(weakness)
    if negative:
        return Checkable("breach")
    return Checkable("deed-by-day", period) if period and period.last else Checkable("deed-without-day")


def _speaks(reading: Reading) -> bool:
    publisher = reading.document.publisher
    return bool(publisher.actor or publisher.name)


def _weakness(text: str) -> Reason | None:
    """What keeps the words from telling a deed, by their first verb; None where they tell one."""
    words = _words()
    opening = text[:_NEAR].lower()
    if any(phrase in opening for phrase in words["phrases"]):
        return "effort"
    verb = _first_verb(text, words["between"])
    if verb is None or verb & _DETERMINERS:
        return "no-deed"
    if verb & words["effort"]:
        return "effort"
    return "no-yardstick" if verb & words["degree"] and not _NUMBER.search(text) else None


def _first_verb(text: str, between: frozenset[str]) -> frozenset[str] | None:
    """What the verb that counts may be a form of: the first word behind "will" or "to", else the first of all."""
    opened = _OPENS.search(text) or _LEAD.match(text)
    for match in _WORD.finditer(text, opened.end() if opened else 0):
        word = match.group().lower()
        if word not in between and not (word.endswith("ly") and word not in ("apply", "supply", "rely", "reply")):
            return _stems(word)
    return None


def _stems(word: str) -> frozenset[str]:
    """The word and what is left without its ending: "held" stays, "releasing" may be "releas" or "release"."""
    stems = {word}
    for ending in ("s", "es", "ed", "d", "ing"):
        if word.endswith(ending):
            stems |= {word.removesuffix(ending), word.removesuffix(ending) + "e"}
    return frozenset(stems)


@functools.cache
def _words() -> Mapping[str, frozenset[str]]:
    text = resources.files("dragoman.reading.en").joinpath("promises.toml").read_text(encoding="utf-8")
    return {key: frozenset(listed) for key, listed in tomllib.loads(text).items()}
