"""Score readings against the gate's answers.

usage: python -m tests.gate.score [READINGS.jsonl] [--errors] [--json]

Without a file the examples are read here and now.
What each figure means is told in docs/quality.md.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.record import SPEAKING_ROLES, Claim, Mention, Reading, Time
from dragoman.record.wire import load_reading

from .flat import FlatText, alike, cover, flatten
from .gold import Gold, GoldClaim, GoldPerson, load_golds


@dataclass(slots=True)
class Scores:
    """Counts by metric, and the faults behind them in words.

    A share is `right` of `asked`. Of metrics that also have a precision, `claimed` counts what was read and `true`
    what of it was right.
    """

    asked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    claimed: Counter[str] = field(default_factory=Counter)
    true: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def ask(self, metric: str, is_right: bool, fault: str = "") -> None:
        """Count one answer, and keep the fault where it was not right."""
        self.asked[metric] += 1
        self.right[metric] += is_right
        if fault and not is_right:
            self.faults.append(fault)

    def claim(self, metric: str, is_true: bool) -> None:
        """Count one thing read."""
        self.claimed[metric] += 1
        self.true[metric] += is_true

    def figures(self) -> dict[str, float]:
        """Every metric with its value, 0 to 1, unrounded. A kind's figure is its F1."""
        figures: dict[str, float] = {}
        for metric in self.asked:
            recall = self.right[metric] / self.asked[metric]
            if not (metric == "claim" or metric.startswith("kind ")):
                figures[metric] = recall
                continue
            precision = self.true[metric] / self.claimed[metric] if self.claimed[metric] else 0.0
            both = precision + recall
            if metric == "claim":
                figures["claim precision"], figures["claim recall"] = precision, recall
            figures[f"{metric} f1"] = 2 * precision * recall / both if both else 0.0
        return figures


@dataclass(frozen=True, slots=True)
class Read:
    """One claim of a reading with all that its fields point to."""

    claim: Claim
    places: frozenset[int]


@dataclass(frozen=True, slots=True)
class Page:
    """A reading made ready to be asked: its flat text, and its mentions and times by id."""

    name: str
    reading: Reading
    flat: FlatText
    mentions: Mapping[str, Mention]
    times: Mapping[str, Time]

    @classmethod
    def of(cls, reading: Reading) -> "Page":
        """The page of a reading."""
        return cls(
            name=Path(reading.document.source).name,
            reading=reading,
            flat=FlatText(reading.document.text),
            mentions={m.id: m for m in reading.mentions},
            times={t.id: t for t in reading.times},
        )

    def words(self, start: int, end: int) -> str:
        """The words between two offsets, without white space."""
        return flatten(self.reading.document.text[start:end])


def score(pairs: Iterable[tuple[Gold, Reading]]) -> Scores:
    """All readings against their answers. Documents in another language than English count under their own names."""
    scores = Scores()
    for gold, reading in pairs:
        page = Page.of(reading)
        prefix = "" if gold.language == "en" else f"{gold.language} "
        _score_document(gold, page, scores, prefix)
        if gold.claims is not None:
            _score_claims(gold, gold.claims, page, scores)
    return scores


def _score_document(gold: Gold, page: Page, scores: Scores, prefix: str) -> None:
    published = page.reading.document.published
    found = published and (_iso(published.period.first), _iso(published.period.last))
    scores.ask(f"{prefix}published", found == gold.published, f"{page.name}: published {found}, not {gold.published}")
    title = flatten(page.reading.document.title or "")
    wanted = flatten(" ".join(gold.lines["title"]).lstrip("# "))
    scores.ask(f"{prefix}title", title == wanted, f"{page.name}: the title is {page.reading.document.title!r}")
    roles = [(page.words(x.start, x.end), x.role in SPEAKING_ROLES) for x in page.reading.document.lines]
    for role, line in ((role, line) for role, lines in gold.lines.items() if role != "dateline" for line in lines):
        scores.ask(f"{prefix}silent lines", _silent(flatten(line), roles), f"{page.name}: {role} can speak: {line!r}")
    for words in gold.absent:
        scores.ask(f"{prefix}unseen", page.flat.find(words) is None, f"{page.name}: nobody sees {words!r}")
    for person in gold.persons:
        for printed in person.printed:
            fault = f"{page.name}: {printed!r} is not read as {person.name}"
            scores.ask(f"{prefix}person", _names(page, printed, person), fault)


def _silent(line: str, roles: Sequence[tuple[str, bool]]) -> bool:
    """Whether the line stands in some line that makes no claims, and is not itself one that does."""
    line = line.lstrip("#")
    return any(line in words and not speaks for words, speaks in roles) and (line, True) not in roles


def _names(page: Page, printed: str, person: GoldPerson) -> bool:
    """Whether the printed form is read as that person somewhere where it is not part of a longer one."""
    longer = [form for form in person.printed if printed in form and form != printed]
    elsewhere = cover(place for form in longer for place in page.flat.find_all(form))
    there = cover(page.flat.find_all(printed)) - elsewhere
    wanted = person.name.lower().split()
    return any(
        mention.kind == "person"
        and there & cover([page.flat.span(mention.start, mention.end)])
        and all(word in mention.name.lower() for word in wanted)
        for mention in page.mentions.values()
    )


def _score_claims(gold: Gold, answers: Sequence[GoldClaim], page: Page, scores: Scores) -> None:
    read = [Read(c, cover(page.flat.span(*p) for p in c.passages)) for c in page.reading.claims]
    spread = [(answer, _places(page, answer)) for answer in answers]
    spoken = cover(page.flat.span(x.start, x.end) for x in page.reading.document.lines if x.role in SPEAKING_ROLES)
    for answer, places in spread:
        at = f"{page.name}: {answer.content[:80]!r}"
        scores.ask("spoken", bool(places) and places <= spoken, f"{at} stands in a line that makes no claims")
        near = [r for r in read if alike(places, r.places)]
        best = max(near, key=lambda r: _closeness(answer, places, r), default=None)
        scores.ask("claim", best is not None, f"{at} missed: {answer.kind}")
        scores.ask(f"kind {answer.kind}", best is not None and best.claim.kind == answer.kind)
        if best is not None:
            _score_found(answer, best.claim, page, scores)
    for r in read:
        near_kinds = {answer.kind for answer, places in spread if alike(places, r.places)}
        scores.claim("claim", bool(near_kinds))
        scores.claim(f"kind {r.claim.kind}", r.claim.kind in near_kinds)
        if not near_kinds:
            scores.faults.append(f"{page.name}: extra {r.claim.kind}: {_quote(page, r.claim)!r}")
    for words in gold.no_claim:
        place = page.flat.find(words)
        claims = [r for r in read if place and alike(cover([place]), r.places)]
        scores.ask("claimless", not claims, f"{page.name}: no claim is in {words!r}")


def _places(page: Page, answer: GoldClaim) -> frozenset[int]:
    place = page.flat.find(answer.content, answer.at) or page.flat.find(answer.content)
    return cover([place] if place else [])


def _closeness(answer: GoldClaim, places: frozenset[int], read: Read) -> tuple[bool, float]:
    return read.claim.kind == answer.kind, len(places & read.places) / max(1, len(places | read.places))


def _quote(page: Page, claim: Claim) -> str:
    text = page.reading.document.text
    return " … ".join(text[start:end].replace("\n", " ") for start, end in claim.passages)[:90]


def _score_found(answer: GoldClaim, claim: Claim, page: Page, scores: Scores) -> None:
    """All that is asked of a claim that was found."""
    at = f"{page.name}: {answer.content[:60]!r}:"
    inner = claim.attribution[-1]
    scores.ask("kind", claim.kind == answer.kind, f"{at} {answer.kind} read as {claim.kind}")
    scores.ask("form", inner.form == answer.form, f"{at} form {inner.form}, not {answer.form}")
    scores.ask("speaker", _speaks(answer, claim, page), f"{at} the speaker is {answer.speaker!r}")
    scores.ask("polarity", claim.polarity == answer.polarity, f"{at} polarity is {answer.polarity}")
    scores.ask("modality", claim.modality == answer.modality, f"{at} modality {claim.modality}, not {answer.modality}")
    if answer.cue:
        said = page.words(*inner.cue) if inner.cue else ""
        scores.ask("cue", _either_in_other(said, flatten(answer.cue)), f"{at} the cue is {answer.cue!r}")
    if answer.condition:
        found = page.words(*claim.condition) if claim.condition else ""
        scores.ask("condition", _either_in_other(found, flatten(answer.condition)), f"{at} on {answer.condition!r}")
    if answer.time and answer.time.first:
        period = page.times[claim.time].period if claim.time else None
        dates = period and (_iso(period.first), _iso(period.last))
        wanted = (answer.time.first, answer.time.last)
        scores.ask("time", dates == wanted, f"{at} {answer.time.text!r} is {wanted}, read as {dates}")
    if answer.tracks:
        shared = _tops(answer.tracks) & _tops(claim.tracks)
        scores.ask("track", bool(shared), f"{at} tracks {claim.tracks}, not {answer.tracks}")
    for role, wanted_parties, parties in (
        ("actor", answer.actors, claim.actors),
        ("recipient", answer.recipients, claim.recipients),
    ):
        for party in wanted_parties:
            scores.ask(role, _is_among(party, parties, page), f"{at} {role} {party!r} not read")


def _speaks(answer: GoldClaim, claim: Claim, page: Page) -> bool:
    inner = claim.attribution[-1]
    if answer.speaker is None:
        return inner.form == "document"
    last = (answer.speaker_name or answer.speaker).split(",")[0].split()[-1].lower()
    speakers = [page.mentions[id_] for id_ in inner.speakers]
    return any(
        _either_in_other(page.words(m.start, m.end), flatten(answer.speaker)) or last in m.name.lower()
        for m in speakers
    )


def _is_among(party: str, ids: Sequence[str], page: Page) -> bool:
    wanted = flatten(party)
    mentions = [page.mentions[id_] for id_ in ids]
    return any(
        _either_in_other(page.words(m.start, m.end), wanted) or _either_in_other(flatten(m.name), wanted)
        for m in mentions
    )


def _either_in_other(one: str, other: str) -> bool:
    return bool(one) and bool(other) and (one in other or other in one)


def _tops(tracks: Iterable[str]) -> set[str]:
    return {track.split(".")[0] for track in tracks}


def _iso(day: object) -> str | None:
    return None if day is None else str(day)


def table(scores: Scores) -> Iterator[str]:
    """The figures as lines for people."""
    figures = scores.figures()
    for metric in sorted(figures, key=lambda m: (not m.startswith("claim "), not m.startswith("kind"), m)):
        base = metric.removesuffix(" f1") if metric in ("claim f1",) or metric.startswith("kind ") else metric
        base = "claim" if metric in ("claim precision", "claim recall") else base
        yield f"{metric:24} {figures[metric]:.3f}  of {scores.asked[base]}"


def main(argv: Sequence[str]) -> int:
    """Print the scores of the examples, or of a file of readings of them."""
    files = [a for a in argv if not a.startswith("--")]
    if len(files) > 1 or set(argv) - set(files) - {"--errors", "--json"}:
        print(__doc__, file=sys.stderr)
        return 2
    golds = load_golds()
    if files:
        lines = Path(files[0]).read_text(encoding="utf-8").splitlines()
        by_name = {Path(r.document.source).name: r for r in map(load_reading, filter(None, lines))}
        pairs = [(g, by_name[g.document.name]) for g in golds]
    else:
        from .produce import read_files

        pairs = list(zip(golds, read_files([g.document for g in golds]), strict=True))
    scores = score(pairs)
    if "--errors" in argv:
        print(*scores.faults, sep="\n")
    print(json.dumps(scores.figures()) if "--json" in argv else "\n".join(table(scores)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
