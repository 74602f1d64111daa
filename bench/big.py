"""Makes a large record of documents that resemble real ones, for measuring. Prints JSON.

    python bench/big.py --from RECORD --to FILE [--documents 100000] [--seed 11]

Each document is a part of a real reading from the record `--from` (without it, of the small benchmark's), some twenty
claims of it on the average, made another: published on another day, told periods moved along; actors the dossier knows
changed for others of their kind, unknown persons renamed; one word in sixteen changed for another one, now and then for
a word that stood nowhere before, so that the vocabulary grows with the record as that of real text does. Every passage
is moved with its words. Two invented words mark paragraphs: one in 50,000 of them, one in 500, whatever the size.

The same seed and the same record give the same documents.
"""

import argparse
import dataclasses
import datetime
import hashlib
import json
import random
import re
import sys
import time
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import store as small
from dragoman.dossier import load_dossier
from dragoman.record import Attribution, Claim, Document, Line, Mention, Period, Published, Publisher, Reading, Time
from dragoman.store import Record

MARKS = {"quayside": 50_000, "lanternfish": 500}
"""In how many paragraphs each stands."""
SIZES = (8, 14, 22, 30, 38, 52, 70)
"""Claims of a part, each as often as another."""
FEWEST = 3
TOLD = 10_000
CHANGED = 1 / 16
NEW = 1 / 150
"""Of the words that are changed: those that stood nowhere before."""
FIRST_DAY, DAYS = datetime.date(2005, 1, 1), 7300
PUBLISHERS = ("us.state", "kr.mofa", "kr.unikorea", "us.whitehouse", "jp.mofa", "un.sc", "kr.mnd", "kr.president")
SYLLABLES = ("ba", "ko", "ri", "ten", "mu", "sal", "ven", "dor", "li", "pa", "shu", "gra", "yel", "ost", "im", "zan")
_WORD = re.compile(r"(?<![^\s“\"(])[a-z]{5,}(?=[\s.,;)”\"])")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mould:
    """A part of a reading, and what in it may be changed: words, and how each actor is named."""

    reading: Reading
    words: tuple[Span, ...]
    names: dict[str, tuple[Span, ...]]


def moulds(readings: Iterator[Reading], chance: random.Random) -> list[Mould]:
    """The parts of all readings."""
    return [mould for reading in readings for part in _parts(reading, chance) if (mould := _mould(part))]


def _parts(reading: Reading, chance: random.Random) -> Iterator[Reading]:
    """The reading cut into stretches of whole lines; a claim that leans on another stretch is left out."""
    starts = sorted(claim.passages[0][0] for claim in reading.claims)
    lines = reading.document.lines
    first, wanted, had = 0, chance.choice(SIZES), 0
    for n, line in enumerate(lines):
        had += bisect_left(starts, line.end) - bisect_left(starts, line.start)
        if had >= wanted or n == len(lines) - 1:
            if had:
                yield _cut(reading, lines[first : n + 1])
            first, wanted, had = n + 1, chance.choice(SIZES), 0


def _cut(reading: Reading, lines: Sequence[Line]) -> Reading:
    low, high = lines[0].start, lines[-1].end
    inside = [m for m in reading.mentions if low <= m.start and m.end <= high]
    times = [t for t in reading.times if low <= t.start and t.end <= high]
    known, told = {m.id for m in inside}, {t.id for t in times}
    cut = Reading(
        replace(reading.document, text=reading.document.text[:high], lines=tuple(lines)),
        tuple(inside),
        tuple(times),
        tuple(c for c in (_kept(c, known, told) for c in reading.claims) if c and _within(c, low, high)),
        (),
    )
    return _moved(cut, [(0, low, "")])


def _within(claim: Claim, low: int, high: int) -> bool:
    spans = [
        *claim.passages,
        *(a.cue for a in claim.attribution if a.cue),
        *([claim.condition] * bool(claim.condition)),
    ]
    return all(low <= start and end <= high for start, end in spans)


def _kept(claim: Claim, known: set[str], told: set[str]) -> Claim | None:
    if not {m for a in claim.attribution for m in a.speakers} <= known:
        return None
    return replace(
        claim,
        actors=tuple(m for m in claim.actors if m in known),
        recipients=tuple(m for m in claim.recipients if m in known),
        time=claim.time if claim.time in told else None,
    )


def _mould(reading: Reading) -> Mould | None:
    if len(reading.claims) < FEWEST:
        return None
    names: defaultdict[str, list[Span]] = defaultdict(list)
    for m in reading.mentions:
        if m.how in ("name", "alias"):
            names[m.actor or m.name].append((m.start, m.end))
    taken = sorted(span for spans in names.values() for span in spans)
    taken += [(t.start, t.end) for t in reading.times]
    taken.sort()
    words = [m.span() for m in _WORD.finditer(reading.document.text) if not _touches(m.span(), taken)]
    return Mould(reading, tuple(words), {name: tuple(spans) for name, spans in names.items()})


def _touches(span: Span, sorted_spans: Sequence[Span]) -> bool:
    near = bisect_right(sorted_spans, (span[1], -1))
    return any(start < span[1] and span[0] < end for start, end in sorted_spans[max(near - 3, 0) : near + 1])


def _moved(reading: Reading, edits: Sequence[tuple[int, int, str]]) -> Reading:
    """The reading with stretches of its text changed for others, and all that stands in it moved along.

    Edits are in order and do not overlap. What begins or ends within one is put to its edge.
    """
    text, pieces, at = reading.document.text, [], 0
    ends, shifts, shift = [-1], [0], 0
    for start, end, new in edits:
        pieces += (text[at:start], new)
        shift += len(new) - (end - start)
        ends.append(end)
        shifts.append(shift)
        at = end
    pieces.append(text[at:])
    begins = [start for start, _, _ in edits]

    def moved(place: int) -> int:
        n = bisect_right(ends, place) - 1
        if n < len(begins) and begins[n] < place:
            place = begins[n]
        return place + shifts[n]

    def span(one: Span) -> Span:
        return moved(one[0]), moved(one[1])

    document = reading.document
    return Reading(
        replace(
            document,
            text="".join(pieces),
            lines=tuple(Line(moved(x.start), moved(x.end), x.role) for x in document.lines),
        ),
        tuple(Mention(m.id, moved(m.start), moved(m.end), m.kind, m.actor, m.name, m.how) for m in reading.mentions),
        tuple(Time(t.id, moved(t.start), moved(t.end), t.period, t.anchor, t.confidence) for t in reading.times),
        tuple(
            replace(
                c,
                passages=tuple(map(span, c.passages)),
                attribution=tuple(
                    Attribution(a.form, a.speakers, span(a.cue) if a.cue else None, a.act) for a in c.attribution
                ),
                condition=span(c.condition) if c.condition else None,
            )
            for c in reading.claims
        ),
        (),
    )


class Forge:
    """Makes documents of the moulds, ever new ones."""

    def __init__(self, found: Sequence[Mould], *, documents: int, seed: int) -> None:
        self._moulds = found
        self._chance = random.Random(seed)
        self._paragraphs = max(documents * sum(len(m.reading.document.lines) for m in found) // len(found), 1)
        self._coined = 0
        text = (m.reading.document.text[a:b] for m in found for a, b in m.words)
        self._words = list(text)  # as often as they are used
        self._actors: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for actor in load_dossier().actors.values():
            english = [name.text for name in actor.names if name.language == "en"]
            if english:
                self._actors[actor.kind].append((actor.id, english[0]))

    def documents(self, many: int) -> Iterator[tuple[Reading, bytes]]:
        """So many."""
        for number in range(many):
            yield self._document(number, self._chance.choice(self._moulds))

    def _document(self, number: int, mould: Mould) -> tuple[Reading, bytes]:
        reading, others = mould.reading, self._others(mould.reading)
        edits = [(a, b, self._word()) for a, b in mould.words if self._chance.random() < CHANGED]
        edits += [(a, b, others[who][1]) for who, spans in mould.names.items() if who in others for a, b in spans]
        edits += self._marks(reading)
        reading = _moved(_renamed(reading, others), _apart(edits))
        return self._dated(number, reading)

    def _others(self, reading: Reading) -> dict[str, tuple[str | None, str]]:
        """For some of those named, another's id and name; everybody unknown is renamed."""
        found: dict[str, tuple[str | None, str]] = {}
        for m in reading.mentions:
            who = m.actor or m.name
            if who in found or m.how == "pronoun":
                continue
            if m.actor is None and m.kind == "person" and self._chance.random() < 0.5:
                found[who] = (None, f"{self._coin(2000).title()} {self._coin(20_000).title()}")
            elif m.actor and self._chance.random() < 0.3 and (known := self._actors.get(m.kind)):
                found[who] = self._chance.choice(known[: 12 if m.kind == "state" else None])
        return found

    def _word(self) -> str:
        if self._chance.random() >= NEW:
            return self._chance.choice(self._words)
        self._coined += 1
        return _coined(self._coined)

    def _coin(self, many: int) -> str:
        """One of so many names, some much more frequent than others."""
        return _coined(int(many * self._chance.random() ** 3))

    def _marks(self, reading: Reading) -> Iterator[tuple[int, int, str]]:
        for line in reading.document.lines:
            for word, wanted in MARKS.items():
                if line.role != "chrome" and self._chance.random() < wanted / self._paragraphs:
                    yield line.end, line.end, f" {word}"
                    break

    def _dated(self, number: int, reading: Reading) -> tuple[Reading, bytes]:
        day = FIRST_DAY + datetime.timedelta(days=self._chance.randrange(DAYS))
        old = reading.document.published
        years = day.year - (old.period.first.year if old and old.period.first else day.year)
        text = reading.document.text
        data = f"{number}\n{text}".encode()
        sha256 = hashlib.sha256(data).hexdigest()
        document = replace(
            reading.document,
            id=sha256[:16],
            source=f"made/{number:07}.txt",
            sha256=sha256,
            title=text[reading.document.lines[0].start : reading.document.lines[0].end][:120],
            publisher=self._publisher(reading.document),
            published=Published(Period.day(day), "meta", 0.9) if self._chance.random() < 0.98 else None,
        )
        claims = tuple(
            replace(c, id=f"c{hashlib.sha256(f'{sha256}{c.id}'.encode()).hexdigest()[:16]}") for c in reading.claims
        )
        times = tuple(replace(t, period=_later(t.period, years)) for t in reading.times)
        return dataclasses.replace(reading, document=document, claims=claims, times=times), data

    def _publisher(self, document: Document) -> Publisher:
        if self._chance.random() < 0.4:
            return document.publisher
        actor = self._chance.choice(PUBLISHERS)
        return Publisher(actor, actor.upper())


def _coined(number: int) -> str:
    """A word for a number, another for each."""
    letters, number = "", number + len(SYLLABLES) ** 2
    while number:
        number, n = divmod(number, len(SYLLABLES))
        letters += SYLLABLES[n]
    return letters


def _apart(edits: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Those that do not overlap an earlier one, in order."""
    kept: list[tuple[int, int, str]] = []
    for edit in sorted(edits):
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return kept


def _renamed(reading: Reading, others: dict[str, tuple[str | None, str]]) -> Reading:
    return replace(
        reading,
        mentions=tuple(
            replace(m, actor=others[who][0], name=others[who][1]) if (who := m.actor or m.name) in others else m
            for m in reading.mentions
        ),
    )


def _later(period: Period, years: int) -> Period:
    first, last = (
        day and day.replace(year=day.year + years, day=28 if (day.month, day.day) == (2, 29) else day.day)
        for day in (period.first, period.last)
    )
    return Period(first, last, period.grain)


def sources(record: Path | None, seed: int) -> list[Mould]:
    """What documents are made of."""
    chance = random.Random(seed)
    if record is None:
        return moulds((small.reading(n)[0] for n in range(200)), chance)
    with Record.open(record, create=False, read_only=True) as held:
        return moulds(held.readings(), chance)


def fill(where: str, made: Iterator[tuple[Reading, bytes]]) -> dict[str, Any]:
    """Put them on record; how fast, the time of making them left out."""
    making, claims, documents = [0.0, 0.0], 0, 0
    began, began_cpu = time.perf_counter(), time.process_time()

    def timed() -> Iterator[tuple[Reading, bytes]]:
        nonlocal claims, documents
        while True:
            at, at_cpu = time.perf_counter(), time.process_time()
            item = next(made, None)
            making[0] += time.perf_counter() - at
            making[1] += time.process_time() - at_cpu
            if item is None:
                return
            claims, documents = claims + len(item[0].claims), documents + 1
            if documents % TOLD == 0:
                cpu = time.process_time() - began_cpu - making[1]
                print(f"{documents:,} documents, {claims:,} claims, {claims / cpu:,.0f} a CPU second", file=sys.stderr)
            yield item

    with Record.open(where) as record:
        record.add_many(timed(), reader="bench", dossier="bench")
    wall, cpu = time.perf_counter() - began - making[0], time.process_time() - began_cpu - making[1]
    size = Path(where).stat().st_size if Path(where).exists() else None
    return {
        "documents": documents,
        "claims": claims,
        "claims_per_wall_s": round(claims / wall),
        "claims_per_cpu_s": round(claims / cpu),
        "minutes": round((wall + making[0]) / 60, 1),
        "minutes_making": round(making[0] / 60, 1),
        "bytes": size,
        "bytes_per_claim": size and round(size / claims),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--from", dest="origin", type=Path, help="a record of real readings")
    parser.add_argument("--to", required=True, help="a path, or postgresql://user@host/database")
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args()
    forge = Forge(sources(options.origin, options.seed), documents=options.documents, seed=options.seed)
    print(json.dumps(fill(options.to, forge.documents(options.documents)), indent=2))
