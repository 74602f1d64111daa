"""Claim rows without a record behind them."""

import datetime
import hashlib
from collections.abc import Callable, Sequence

from dragoman.record import Attribution, Claim, ClaimKind, Period, Polarity, Published, Publisher
from dragoman.store import ClaimRow, Party

MakeRow = Callable[..., ClaimRow]
Who = Sequence[str | tuple[str, str] | Party]
"""Parties, or their names, or names with actor ids."""


def make_row(
    words: str,
    *,
    who: Who = (),
    kind: ClaimKind = "position",
    tracks: tuple[str, ...] = (),
    document: str = "d1",
    on: str | None = "2031-02-03",
    time: Period | None = None,
    wording: tuple[str, ...] = (),
    polarity: Polarity = "positive",
    to: Who = (),
    confidence: float = 0.9,
) -> ClaimRow:
    """A row in which these parties said, of themselves, these words."""
    claim = Claim(
        id="c" + hashlib.sha256(f"{document} {words}".encode()).hexdigest()[:16],
        kind=kind,
        passages=((0, len(words)),),
        attribution=(Attribution("indirect", ("m1",), None, "say"),),
        actors=(),
        recipients=(),
        polarity=polarity,
        modality="actual",
        condition=None,
        time="t1" if time else None,
        tracks=tracks,
        wording=wording,
        event=None,
        measure=None,
        confidence=confidence,
        by=("test",),
    )
    day = datetime.date.fromisoformat(on) if on else None
    return ClaimRow(
        claim=claim,
        document=document,
        title=f"Title of {document}",
        source=f"{document}.txt",
        publisher=Publisher(None, None),
        published=Published(Period.day(day), "line", 0.9) if day else None,
        words=words,
        speakers=tuple(map(_party, who)),
        via=(),
        actors=(),
        recipients=tuple(map(_party, to)),
        time=time,
        learned_at=datetime.datetime(2031, 3, 1, tzinfo=datetime.UTC),
    )


def _party(one: str | tuple[str, str] | Party) -> Party:
    return one if isinstance(one, Party) else Party(one, None) if isinstance(one, str) else Party(*one)
