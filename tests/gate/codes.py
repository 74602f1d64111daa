"""Event codes against the records of the PLOVER project: the type of the event, and who takes part.

The records are examples of the codebook, one sentence each, in the types of an early draft; those it renamed since are
taken by their new name. A record's event is the coded claim that shares most words with it. A party is found where a
speaker, actor or recipient of some claim overlaps its words, or, where a claim has no recipient, what its row is coded
against instead. We developed on these, so they only show sanity.

    python -m tests.gate.codes --errors
"""

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.dossier import load_dossier
from dragoman.exports.targets import mentions_in
from dragoman.reading import read_document
from dragoman.record import Claim, Document, Line, Publisher, Reading

SOURCE = Path(__file__).parents[3] / "shared" / "gold" / "plover_gsr_cameo.jsonl.gz"
_RENAMED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}


@dataclass(frozen=True)
class Outcome:
    """One record: its type and the one read, and of its parties how many there are and were found."""

    words: str
    wanted: str
    read: str | None
    parties: int
    found: int


def rows() -> Iterator[dict[str, Any]]:
    """The records."""
    with gzip.open(SOURCE, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def outcome(row: dict[str, Any]) -> Outcome:
    """The record read, with its sentence as a news story of one paragraph."""
    text, gold = row["text"], row["gold"][0]
    document = Document(
        "d0", row["id"], "0" * 64, None, "news", Publisher(None, None), "en", None, text, (Line(0, len(text), "body"),)
    )
    reading = read_document(document, load_dossier())
    printed = [party["text"] for party in (*gold["source"], *gold["target"]) if party["text"] in text]
    who = _parties(reading)
    found = sum(any(s < text.find(p) + len(p) and text.find(p) < e for s, e in who) for p in printed)
    return Outcome(text, _RENAMED.get(gold["code"], gold["code"]), _type(reading, gold), len(printed), found)


def _type(reading: Reading, gold: dict[str, Any]) -> str | None:
    wanted = [word for word in gold["event_text"].lower().split() if word != "..."]
    text = reading.document.text.lower()

    def shared(claim: Claim) -> int:
        spans = [*claim.passages, *([claim.attribution[-1].cue] if claim.attribution[-1].cue else [])]
        return sum(any(word in text[start:end] for start, end in spans) for word in wanted)

    coded = [claim for claim in reading.claims if claim.event and claim.event.plover]
    best = max(coded, key=shared, default=None)
    return best.event.plover if best and best.event else None


def _parties(reading: Reading) -> list[tuple[int, int]]:
    at = {m.id: (m.start, m.end) for m in reading.mentions}
    told = {
        i for c in reading.claims for i in (*c.actors, *c.recipients, *(s for a in c.attribution for s in a.speakers))
    }
    placed = ((m.start, m.end) for c in reading.claims if not c.recipients for m in mentions_in(c, reading))
    return [*(at[i] for i in told), *placed]


def shares(found: list[Outcome]) -> tuple[float, float]:
    """(share of the types read right, share of the parties found)."""
    right = sum(o.read == o.wanted for o in found)
    return right / len(found), sum(o.found for o in found) / sum(o.parties for o in found)


def main(arguments: list[str]) -> int:
    """Print the shares, type by type, and with --errors every record that was read otherwise."""
    found = [outcome(row) for row in rows()]
    for name, count in sorted(Counter(o.wanted for o in found).items()):
        print(f"{name:10} {sum(o.read == name for o in found if o.wanted == name)}/{count}")
    types, parties = shares(found)
    print(f"type {types:.3f}, parties {parties:.3f}, {len(found)} records")
    if "--errors" in arguments:
        for o in found:
            if o.read != o.wanted:
                print(f"{o.wanted} read as {o.read} | {o.words}")
            if o.found < o.parties:
                print(f"{o.parties - o.found} of {o.parties} parties missed | {o.words}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
