"""Claim rows to order, without a record behind them."""

import datetime
from collections.abc import Callable, Sequence

from dragoman.record import Attribution, Claim, ClaimKind, Period, Published, Publisher
from dragoman.store import ClaimRow, Party

MakeRow = Callable[..., ClaimRow]


def make_row(
    words: str,
    *,
    who: Sequence[str | tuple[str, str]] = (),
    kind: ClaimKind = "position",
    tracks: tuple[str, ...] = (),
    document: str = "d1",
    on: str | None = "2031-02-03",
    confidence: float = 0.9,
) -> ClaimRow:
    """A row in which `who`, names or (name, actor id), said these words."""
    claim = Claim(
        id=f"c-{document}-{words}",
        kind=kind,
        passages=((0, len(words)),),
        attribution=(Attribution("indirect", ("m1",), None, "say"),),
        actors=(),
        recipients=(),
        polarity="positive",
        modality="actual",
        condition=None,
        time=None,
        tracks=tracks,
        wording=(),
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
        speakers=tuple(Party(*one) if isinstance(one, tuple) else Party(one, None) for one in who),
        via=(),
        actors=(),
        recipients=(),
        time=None,
        learned_at=datetime.datetime(2031, 3, 1, tzinfo=datetime.UTC),
    )
