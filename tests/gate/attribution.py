"""Attribution relations of an independent treebank, held against the cues that Dragoman reads.

GUM marks in its rhetorical trees which unit attributes another to somebody ("they say => salt is enough"); positive
where the unit says so, negative where it denies that anybody said or thought it. A relation counts as caught where a
claim's cue lies in the attributing unit. GUM counts thinking and knowing as attribution, and photo credits.

To see what is missed:

    python -m tests.gate.attribution --errors
"""

import gzip
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.dossier import load_dossier
from dragoman.reading import read_document
from dragoman.record import Document, DocumentKind, Line, Publisher

SOURCE = Path(__file__).parents[3] / "shared" / "gold" / "gum_news_speech.jsonl.gz"
_NO_SPACE_BEFORE = {
    ",",
    ".",
    ";",
    ":",
    "?",
    "!",
    ")",
    "]",
    "%",
    "'s",
    "’s",
    "n't",
    "n’t",
    "'",
    "'ll",
    "'re",
    "'ve",
    "'d",
    "'m",
    "…",
}
_PARAGRAPH = 3
"""Sentences after which a paragraph ends, where no quotation is open: the rows do not tell paragraphs."""


@dataclass(frozen=True)
class Relation:
    """One attributing unit of a document and whether a cue was read in it."""

    document: str
    genre: str
    positive: bool
    words: str
    content: str
    caught: bool


def rows() -> Iterator[dict[str, Any]]:
    """The documents of the dev and test parts: the training part stands in the treebanks the parser learned from."""
    with gzip.open(SOURCE, "rt", encoding="utf-8") as lines:
        yield from (row for row in map(json.loads, lines) if row["split"] != "train")


def relations(row: dict[str, Any]) -> list[Relation]:
    """The attribution relations of one document, each looked up in its reading."""
    document, offsets = _document(row)
    reading = read_document(document, load_dossier())
    cues = [a.cue for c in reading.claims for a in c.attribution if a.cue]
    units = {unit["id"]: unit for unit in row["edus"]}
    found = []
    for unit in row["edus"]:
        relation = unit["rel"] or ""
        if not relation.startswith("attribution"):
            continue
        start, end = offsets[unit["tok"][0]][0], offsets[unit["tok"][1] - 1][1]
        caught = any(cue[0] < end and start < cue[1] for cue in cues)
        content = " ".join(row["tokens"][slice(*units[unit["head"]]["tok"])])
        found.append(
            Relation(row["id"], row["genre"], "positive" in relation, document.text[start:end], content, caught)
        )
    return found


def shares(found: list[Relation]) -> tuple[float, float]:
    """(share of the positive relations caught, share of the negative ones taken for speech)."""
    positive = [r.caught for r in found if r.positive]
    negative = [r.caught for r in found if not r.positive]
    return sum(positive) / len(positive), sum(negative) / len(negative)


def _document(row: dict[str, Any]) -> tuple[Document, list[tuple[int, int]]]:
    """The row as running text, and where each of its tokens stands in it."""
    text, offsets, lines = "", [], []
    turns = {t["tok"][0] for t in row["speaker_turns"]}
    start, held, opened = 0, 0, False
    for first, last in row["sentences"]:
        if held and (first in turns or (held >= _PARAGRAPH and not opened) or text[-1].isalnum()):
            lines.append(Line(start, len(text), "body"))
            text += "\n\n"
            start, held, opened = len(text), 0, False
        for n in range(first, last):
            token = row["tokens"][n]
            closing = token in _NO_SPACE_BEFORE or (token == '"' and opened) or token == "”"
            if len(text) > start and not closing and text[-1] not in "“([" and not (text[-1] == '"' and opened):
                text += " "
            opened = (not opened) if token == '"' else (token == "“" or (opened and token != "”"))
            offsets.append((len(text), len(text) + len(token)))
            text += token
        held += 1
    lines.append(Line(start, len(text), "body"))
    kind: DocumentKind = {"news": "news", "interview": "transcript", "court": "transcript"}.get(row["genre"], "speech")  # type: ignore[assignment]
    digest = "0" * 64
    document = Document(
        "d" + row["id"], row["id"], digest, row["title"], kind, Publisher(None, None), "en", None, text, tuple(lines)
    )
    return document, offsets


def main(arguments: list[str]) -> int:
    """Print the shares, and with --errors every relation that was missed or wrongly caught."""
    found = [r for row in rows() for r in relations(row)]
    for genre in sorted({r.genre for r in found}):
        mine = [r for r in found if r.genre == genre and r.positive]
        print(f"{genre:10} {sum(r.caught for r in mine)}/{len(mine)} positive")
    recall, alarm = shares(found)
    print(f"recall of positive {recall:.3f}, false alarm on negative {alarm:.3f}")
    if "--errors" in arguments:
        for r in found:
            if r.caught != r.positive:
                print(f"{r.document} {'missed' if r.positive else 'alarm '} | {r.words} => {r.content[:90]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
