"""What a person decided. It stands beside the machine's reading, never over it."""

import datetime
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["right", "wrong", "corrected", "same", "different", "kept", "broken"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision about the things named in `about` (claim, entry, actor or document ids).

    `fields` holds the corrected values of a `corrected` verdict as (field, JSON text) pairs. `at` is an aware UTC time.
    """

    id: str
    verdict: Verdict
    about: tuple[str, ...]
    by: str
    at: datetime.datetime
    why: str
    fields: tuple[tuple[str, str], ...] = ()
