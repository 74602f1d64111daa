"""What a language's reader gives back: everything of a reading but the document. The same for every language."""

from dataclasses import dataclass

from dragoman.record import Claim, Mention, Problem, Time


@dataclass(frozen=True, slots=True)
class Findings:
    """The mentions, times, claims and problems found in one document, each list in text order."""

    mentions: tuple[Mention, ...] = ()
    times: tuple[Time, ...] = ()
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()
