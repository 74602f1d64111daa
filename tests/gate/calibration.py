"""How often a voice was right, by what it rests on and by how sure the reader was of it.

    python -m tests.gate.calibration

The answers are those of our examples and, where they stand beside the repository, the shared ones. A voice is right
where a claim of the answers has these words, this form, this speaker and, if it has a cue, this cue; a claim that the
answers do not have counts as wrong. Read rows of few claims with care.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import get_args

from dragoman.reading.en.support import SURENESS, Support
from dragoman.record import Claim, Reading

from .flat import alike, cover, flatten
from .gold import GoldClaim, load_golds
from .measure import SHARED, dev_files, has_shared
from .produce import read_files
from .score import Page

BANDS = ((0.9, 1.01), (0.8, 0.9), (0.7, 0.8), (0.0, 0.7))


@dataclass(frozen=True)
class Judged:
    """One claim that was read: what its voice rests on, how sure it was, and whether the answers agree."""

    support: Support
    sureness: float
    confidence: float
    right: bool


def judged() -> list[Judged]:
    """Every claim read from the English documents that have answers."""
    return [j for answers, reading in _pairs() for j in _judge(answers, reading)]


def table(rows: Iterable[Judged]) -> str:
    """The Markdown tables of the page: by support, and by how sure the voice and the whole claim were."""
    rows = list(rows)
    lines = ["| the voice rests on | sure | claims | right |", "|---|---|---|---|"]
    for support in get_args(Support):
        mine = [j for j in rows if j.support == support]
        lines.append(f"| `{support}` | {SURENESS[support]:.2f} | {len(mine)} | {_share(mine)} |")
    lines += ["", "| sure of the voice | claims | right |", "|---|---|---|"]
    for low, high in BANDS:
        mine = [j for j in rows if low <= j.sureness < high]
        lines.append(f"| {low:.1f} and more | {len(mine)} | {_share(mine)} |")
    lines += ["", "| confidence of the claim | claims | voice right |", "|---|---|---|"]
    for low, high in BANDS:
        mine = [j for j in rows if low <= j.confidence < high]
        lines.append(f"| {low:.1f} and more | {len(mine)} | {_share(mine)} |")
    return "\n".join(lines)


def _share(rows: list[Judged]) -> str:
    return f"{sum(j.right for j in rows) / len(rows):.2f}" if rows else "–"


def _pairs() -> Iterator[tuple[list[GoldClaim], Reading]]:
    golds = [g for g in load_golds() if g.claims is not None and g.language == "en"]
    for gold, reading in zip(golds, read_files([g.document for g in golds]), strict=True):
        yield list(gold.claims or ()), reading
    if not has_shared():
        return
    for reading in read_files(dev_files()):
        name = reading.document.source.rsplit("/", 1)[-1].removesuffix(".txt")
        file = SHARED / "gold" / "dev" / f"{name}.json"
        if reading.document.language == "en" and file.exists():
            yield [_answer(c) for c in json.loads(file.read_text(encoding="utf-8"))["claims"]], reading


def _answer(data: dict[str, str | None]) -> GoldClaim:
    """A shared answer, as far as a voice is asked of it."""
    return GoldClaim(
        kind=str(data["kind"]),
        content=str(data["content"]),
        at=int(data.get("at") or 0),
        speaker=data["speaker"],
        speaker_name=data.get("speaker_name"),
        cue=data.get("cue"),
        form=str(data["form"]),
        actors=(),
        recipients=(),
        polarity="",
        modality="",
        condition=None,
        time=None,
        tracks=(),
    )


def _judge(answers: list[GoldClaim], reading: Reading) -> Iterator[Judged]:
    page = Page.of(reading)
    spread = [(a, cover([place])) for a in answers if (place := page.flat.find(a.content, a.at)) is not None]
    for claim in reading.claims:
        places = cover(page.flat.span(*p) for p in claim.passages)
        near = [a for a, there in spread if alike(there, places)]
        support = next(s for s in get_args(Support) if s in claim.by)
        sureness = SURENESS[support] * 0.97 ** (len(claim.attribution) - 1)
        yield Judged(support, sureness, claim.confidence, any(_agrees(a, claim, page) for a in near))


def _agrees(answer: GoldClaim, claim: Claim, page: Page) -> bool:
    """Whether form, speaker and cue of the innermost voice are those of the answer."""
    voice = claim.attribution[-1]
    if voice.form != answer.form:
        return False
    if answer.cue:
        said, wanted = page.words(*voice.cue) if voice.cue else "", flatten(answer.cue)
        if not said or not (said in wanted or wanted in said):
            return False
    if answer.speaker is None:
        return voice.form == "document" or not voice.speakers
    last = (answer.speaker_name or answer.speaker).split(",")[0].split()[-1].lower()
    wanted = flatten(answer.speaker)
    found = (page.mentions[s] for s in voice.speakers if s in page.mentions)
    return any(
        (words := page.words(m.start, m.end)) in wanted or wanted in words or last in (m.name or "").lower()
        for m in found
    )


def main() -> int:
    """Print the tables."""
    print(table(judged()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
