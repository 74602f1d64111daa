"""What a person decided. It stands beside the machine's reading, never over it."""

import datetime
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["right", "wrong", "corrected", "same", "different", "kept", "broken", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision about the things named in `about` (claim, entry, actor or document ids; judgement ids to withdraw).

    `fields` holds the corrected values of a `corrected` verdict as (field, JSON text) pairs. `at` is an aware UTC time.
    `digests` tells what each thing was when it was judged, None where nothing can change about it: a thing that is
    something else now leaves the judgement stale.
    """

    id: str
    verdict: Verdict
    about: tuple[str, ...]
    by: str
    at: datetime.datetime
    why: str
    fields: tuple[tuple[str, str], ...] = ()
    digests: tuple[str | None, ...] = ()
