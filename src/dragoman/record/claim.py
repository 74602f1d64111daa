"""One thing said, promised, asked, expected, judged or done. The kinds are defined in docs/reading-format.md."""

from dataclasses import dataclass
from typing import Literal

ClaimKind = Literal["statement", "position", "call", "commitment", "forecast", "event", "assessment"]
AttributionForm = Literal["direct", "indirect", "mixed", "document"]
Polarity = Literal["positive", "negative"]
Modality = Literal["actual", "intended", "asked", "predicted", "conditional", "hypothetical"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One voice: who speaks (mention ids), by what cue words, in what form.

    The document's own voice has the form `document` and no speakers: its publisher answers for it. `act` is the lemma
    of the cue ("say", "urge"), or None in document voice.
    """

    form: AttributionForm
    speakers: tuple[str, ...]
    cue: Span | None
    act: str | None


@dataclass(frozen=True, slots=True)
class EventCode:
    """Codes for those who count events: PLOVER type and mode, CAMEO code. An export, not what the claim means."""

    plover: str | None
    mode: str | None
    cameo: str | None


@dataclass(frozen=True, slots=True)
class Measure:
    """A sanction measure: by what instrument, on what object, doing what, how much of it, on whom.

    `instrument` is a resolution with its paragraph ("UNSCR 2321 ¶26") or whose own measure it is; `amount` is in `unit`
    (ISO 4217 for money, else "barrel", "tonne" …) `per` year, month …; `scope` names the party it falls on.
    """

    instrument: str | None
    object: str | None
    action: str | None
    amount: float | None = None
    unit: str | None = None
    per: str | None = None
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim, bound to its words.

    `passages` is the content, not the cue; more than one only where the content is interrupted. `attribution` runs from
    the outermost voice to the innermost and is never empty. `actors` and `recipients` are mention ids, `time` a time
    id of the same reading. `confidence` is 0 to 1; `by` names the rules that fired.
    """

    id: str
    kind: ClaimKind
    passages: tuple[Span, ...]
    attribution: tuple[Attribution, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    polarity: Polarity
    modality: Modality
    condition: Span | None
    time: str | None
    tracks: tuple[str, ...]
    wording: tuple[str, ...]
    event: EventCode | None
    measure: Measure | None
    confidence: float
    by: tuple[str, ...]
