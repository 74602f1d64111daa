"""Claim rows for pages, without a record behind them."""

import datetime
import hashlib
from collections.abc import Sequence

from dragoman.record import Attribution, Claim, ClaimKind, Period, Polarity, Published, Publisher
from dragoman.store import ClaimRow, Party


def made_row(
    words: str,
    *,
    who: Sequence[Party] = (),
    kind: ClaimKind = "position",
    tracks: tuple[str, ...] = (),
    document: str = "d1",
    on: str | None = "2031-02-03",
    time: Period | None = None,
    wording: tuple[str, ...] = (),
    polarity: Polarity = "positive",
    to: Sequence[Party] = (),
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
        confidence=0.9,
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
        speakers=tuple(who),
        via=(),
        actors=(),
        recipients=tuple(to),
        time=time,
        learned_at=datetime.datetime(2031, 3, 1, tzinfo=datetime.UTC),
    )
