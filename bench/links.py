"""How well the same document twice is found, and how fast: `python bench/links.py`, with CORPUS.jsonl[.gz] on it too.

Variants are built of every release of tests/invented_releases.py, and of documents of the corpus where one is given
(rows with id, title, date, text): retyped, edited at random, half of it, its lead alone, picked up by a newspaper.
Of the corpus itself every pair found is printed, to be looked at. Speed is that of linking invented documents that are
on record already.
"""

import argparse
import datetime
import gzip
import json
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from dragoman.identity.documents import LEAST_WORDS
from dragoman.record import Publisher, Reading
from dragoman.store import Record
from invented_releases import PRESS, RELEASES, half, lead, letters, picked_up, reading_of, retyped

Kept = tuple[Reading, bytes]
SEED = 20310503
OURS = Publisher(None, "The Ministry")
SYNONYMS = ("however", "also", "such", "greatly", "moreover", "certain", "various", "further")
FEWEST_WORDS = 60
"""Of corpus documents that variants are built of: the lead of a shorter one is too short to be told."""


def edited(text: str, rng: random.Random, *, every: int = 15) -> str:
    """About every fifteenth word another one, and here and there one left out."""
    title, _, body = text.partition("\n")
    words = re.split(r"(\s+)", body)
    for n in range(0, len(words), 2):
        if words[n].islower() and rng.random() < 1 / every:
            words[n] = rng.choice((*SYNONYMS, ""))
    return f"{title}\n{''.join(words)}"


def variants(text: str, rng: random.Random) -> dict[str, tuple[str, Publisher]]:
    """The forms of a text and who put them out."""
    return {
        "retyped": (retyped(text), OURS),
        "edited": (edited(text, rng), OURS),
        "half": (half(text), OURS),
        "lead": (lead(text), PRESS),
        "picked up": (picked_up(text), PRESS),
    }


def measure_variants(texts: dict[str, tuple[str, datetime.date | None]]) -> dict[str, Any]:
    """Recall by variant, and links between forms of texts that are not linked themselves."""
    rng = random.Random(SEED)
    origin: dict[str, str] = {}
    built: dict[str, Counter[str]] = {}
    items, form_of = [], {}
    for name, (text, day) in texts.items():
        original, data = reading_of(text, publisher=OURS, day=day, source=f"{name}/original")
        items.append((original, data))
        origin[original.document.id] = name
        for form, (changed, publisher) in variants(text, rng).items():
            reading, data = reading_of(changed, publisher=publisher, day=day, source=f"{name}/{form}")
            if reading.document.id in origin:
                continue
            origin[reading.document.id], form_of[reading.document.id] = name, (original.document.id, form)
            items.append((reading, data))
            built.setdefault(form, Counter())["built"] += 1
    links = linked(items)
    pairs = {frozenset((link.document, link.other)) for link in links}
    for document, (original_id, form) in form_of.items():
        built[form]["found"] += frozenset((document, original_id)) in pairs
    truly = {frozenset(origin[d] for d in pair) for pair in pairs if not pair & form_of.keys()}
    false = [pair for pair in pairs if len(names := {origin[d] for d in pair}) > 1 and frozenset(names) not in truly]
    total = sum(counts["found"] for counts in built.values()) / max(
        1, sum(counts["built"] for counts in built.values())
    )
    return {
        "originals": len(texts),
        "recall": round(total, 4),
        "by_variant": {form: f"{counts['found']} of {counts['built']}" for form, counts in built.items()},
        "false_pairs": [sorted(f"{origin[d]} {form_of.get(d, ('', 'original'))[1]}" for d in pair) for pair in false],
    }


def linked(items: list[Kept]) -> list[Any]:
    """The links among these, in a record of their own."""
    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder) / "r.db") as record:
        record.add_many(items, reader="bench", dossier="bench")
        record.link()
        return record.links()


def own_texts() -> dict[str, tuple[str, datetime.date | None]]:
    """The releases, and the letters from one form among them as traps."""
    return {f"{n}": (text, datetime.date(2031, 5, 3)) for n, text in enumerate((*RELEASES[:5], *letters()))}


def corpus(path: Path) -> dict[str, tuple[str, datetime.date | None]]:
    """The rows of a corpus as texts whose first line is the title."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
    rows = [json.loads(line) for line in text.splitlines()]
    day = {row["id"]: datetime.date.fromisoformat(row["date"][:10]) if row.get("date") else None for row in rows}
    return {row["id"]: (f"{' '.join(row['title'].split())}\n{row['text']}", day[row["id"]]) for row in rows}


def _has_paragraphs(text: str) -> bool:
    """Whether there is something to cut: more than one paragraph, the first of them with enough words."""
    paragraphs = [p for p in text.split("\n")[1:] if len(p.split()) > 15]
    return len(text.split()) >= FEWEST_WORDS and len(paragraphs) > 1 and len(paragraphs[0].split()) >= LEAST_WORDS


def pairs_of(texts: dict[str, tuple[str, datetime.date | None]]) -> list[str]:
    """Every pair linked among the documents of a corpus, a line each."""
    items = [reading_of(text, publisher=OURS, day=day, source=name) for name, (text, day) in texts.items()]
    named = {reading.document.id: reading.document for reading, _ in items}
    return [
        f"{link.kind} {link.within:.2f}/{link.holds:.2f}: "
        + " | ".join(f"{named[one].source} {named[one].title}" for one in (link.document, link.other))
        for link in linked(items)
    ]


def invented(documents: int, words: int) -> Iterator[Kept]:
    """Documents of invented words, as often as words of a language are; every twentieth a copy of an earlier one."""
    rng = random.Random(SEED)
    letters = "abcdefghijklmnopqrstuvwxyz"
    vocabulary = ["".join(rng.choices(letters, k=rng.randint(2, 10))) for _ in range(20_000)]
    often = [1 / (rank + 5) for rank in range(len(vocabulary))]
    made: list[tuple[str, datetime.date]] = []
    for n in range(documents):
        if n % 20 == 19:
            body, day = made[rng.randrange(len(made))]
            body = edited(f"x\n{body}", rng).partition("\n")[2]
        else:
            drawn = rng.choices(vocabulary, often, k=max(40, int(rng.lognormvariate(0, 0.5) * words)))
            body = "\n".join(" ".join(drawn[at : at + 60]).capitalize() + "." for at in range(0, len(drawn), 60))
            day = datetime.date(2031, 1, 1) + datetime.timedelta(days=n % 300)
            made.append((body, day))
        title, publisher = " ".join(body.split()[:4]), PRESS if n % 20 == 19 else OURS
        yield reading_of(f"{title}\n{body}", day=day, source=f"bench/{n}.txt", publisher=publisher)


def measure_speed(documents: int, words: int) -> dict[str, Any]:
    """Seconds of one core to link so many documents on record."""
    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder) / "r.db") as record:
        record.add_many(invented(documents, words), reader="bench", dossier="bench")
        record.judgements()
        before = record.path.stat().st_size
        began, began_cpu = time.perf_counter(), time.process_time()
        new = record.link()
        cpu, wall = time.process_time() - began_cpu, time.perf_counter() - began
        again = time.process_time()
        record.link()
        idle = time.process_time() - again
        record.close()
        grown = record.path.stat().st_size - before
    return {
        "documents": documents,
        "words_each": words,
        "links": new,
        "cpu_s": round(cpu, 1),
        "wall_s": round(wall, 1),
        "nothing_new_cpu_s": round(idle, 3),
        "bytes_per_document": round(grown / documents),
    }


def main() -> None:
    """Print all figures as JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("corpus", nargs="?", type=Path)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--words", type=int, default=400)
    parser.add_argument("--variants", type=int, default=300, help="corpus documents that variants are built of")
    options = parser.parse_args()
    figures: dict[str, Any] = {"own": measure_variants(own_texts())}
    if options.corpus:
        texts = corpus(options.corpus)
        figures["corpus_pairs"] = pairs_of(texts)
        long = [name for name, (text, _) in texts.items() if _has_paragraphs(text)]
        some = random.Random(SEED).sample(long, min(options.variants, len(long)))
        figures["corpus_variants"] = measure_variants({name: texts[name] for name in some})
    if options.documents:
        figures["speed"] = measure_speed(options.documents, options.words)
    print(json.dumps(figures, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
