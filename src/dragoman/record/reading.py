"""What was found in one document by one reader: the contract between reading and everything after it."""

from dataclasses import dataclass

from dragoman.record.claim import Claim
from dragoman.record.document import Document
from dragoman.record.mention import Mention
from dragoman.record.period import Time
from dragoman.record.problem import Problem


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with what it says. Its JSON is docs/reading-format.md; see `dragoman.record.wire`."""

    document: Document
    mentions: tuple[Mention, ...]
    times: tuple[Time, ...]
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...]
