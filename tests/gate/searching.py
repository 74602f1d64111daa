"""How well searching finds: nouns and phrases of treebanks, whose annotators say what stands in each sentence.

    python -m tests.gate.searching

Each sentence is a paragraph of a record. A Korean noun stands in a sentence where the annotators divide a word so that
it is a noun of its own, or several in a row (제재 in 대북+제재+를). They leave compounds whole (사회주의): what is
found is right, too, where it begins or ends with a part they divide, within nouns and their affixes; it is wrong where
it begins and ends inside one, or runs from a noun into a particle or an ending. An English phrase is an adjective or
noun before a noun; it stands in a sentence that has the same two lemmas in a row, a hyphen between them or none.
"""

import gzip
import hashlib
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from dragoman.record import Document, Line, Publisher, Reading
from dragoman.store import Record, SearchQuery

TREEBANKS = Path(__file__).resolve().parents[3] / "shared" / "treebanks"
KOREAN = ("ko_gsd-dev", "ko_kaist-dev", "ko_gsd-test", "ko_kaist-test")
ENGLISH = ("en_gum-train", "en_ewt-train")
LEAST = 3
"""Sentences that a noun or phrase stands in: what stands in one alone measures little."""
_NOUN = re.compile("NNG|NNP|ncn|ncpa|ncps|nq.*")
_NOMINAL = re.compile("NN.*|NR|NP|XR|XPN|XSN|MAG|MM|n.*|mag|mm.|xp|xsn.*|f")
_HYPHENS = frozenset("-‐–")
_HANGUL = re.compile("[가-힣]{2,}")


@dataclass(frozen=True)
class Sentence:
    """Its text, what stands in it for certain as it is typed, and what its annotators do not call wrong."""

    text: str
    stands: Mapping[str, str]
    allows: Callable[[str], bool]


class Measured(NamedTuple):
    asked: int
    recall: float
    precision: float
    wrong: list[tuple[str, int]]
    lost: list[tuple[str, int]]


def measure(name: str, count: int) -> Measured:
    """Recall and precision over so many nouns or phrases of a treebank, drawn by a fixed chance."""
    korean = name.startswith("ko")
    sentences = [(_korean if korean else _english)(text, rows) for text, rows in _read(name)]
    often = Counter(one for sentence in sentences for one in sentence.stands)
    pool = sorted(one for one, n in often.items() if n >= LEAST and (not korean or _HANGUL.fullmatch(one)))
    forms = Counter(pair for sentence in sentences for pair in sentence.stands.items())
    typed = {one: words for (one, words), _ in reversed(forms.most_common())}  # as it is mostly printed
    asked = random.Random(7).sample(pool, min(count, len(pool)))
    right = found = wanted = got = 0
    wrong, lost = Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder) / "sentences.db") as record:
        place = _fill(record, [sentence.text for sentence in sentences])
        for one in asked:
            hits = {place[hit.start] for hit in record.search(SearchQuery(typed[one], limit=None))}
            holding = {n for n, sentence in enumerate(sentences) if one in sentence.stands}
            wanted += len(holding)
            got += len(holding & hits)
            found += len(hits)
            good = {n for n in hits if n in holding or sentences[n].allows(one)}
            right += len(good)
            wrong[one] += len(hits - good)
            lost[one] += len(holding - hits)
    return Measured(len(asked), got / wanted, right / found, _most(wrong), _most(lost))


def _most(counted: Counter[str]) -> list[tuple[str, int]]:
    return [one for one in counted.most_common(8) if one[1]]


def _fill(record: Record, texts: Sequence[str]) -> dict[int, int]:
    """One document, a line a sentence; where each begins, to its number."""
    text, lines, place = "\n".join(texts), [], {}
    at = 0
    for n, one in enumerate(texts):
        lines.append(Line(at, at + len(one), "body"))
        place[at] = n
        at += len(one) + 1
    data = text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    document = Document(
        sha256[:16], "treebank", sha256, None, "other", Publisher(None, None), "und", None, text, tuple(lines)
    )
    record.add(Reading(document, (), (), (), ()), data, reader="none", dossier="none")
    return place


def _read(name: str) -> Iterator[tuple[str, list[list[str]]]]:
    text, rows = "", list[list[str]]()
    with gzip.open(TREEBANKS / f"{name}.conllu.gz", "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith("# text ="):
                text = " ".join(line[9:].split())
            elif line.strip() and not line.startswith("#"):
                fields = line.rstrip("\n").split("\t")
                if fields[0].isdigit():
                    rows.append(fields)
            elif not line.strip() and rows:
                yield text, rows
                rows = []


def _korean(text: str, rows: list[list[str]]) -> Sentence:
    stands: set[str] = set()
    spans: list[tuple[str, set[int]]] = []
    for fields in rows:
        parts, tags = fields[2].split("+"), fields[4].split("+")
        if len(parts) != len(tags):
            continue
        for run in _runs(list(zip(parts, tags, strict=True))):
            for i in range(len(run)):
                for j in range(i + 1, len(run) + 1):
                    if any(_NOUN.fullmatch(tag) for _, tag in run[i:j]):
                        stands.add("".join(part for part, _ in run[i:j]))
            borders, at = {0}, 0
            for part, _ in run:
                at += len(part)
                borders.add(at)
            spans.append(("".join(part for part, _ in run), borders))

    def allows(noun: str) -> bool:
        return any(
            at in borders or at + len(noun) in borders
            for word, borders in spans
            for at in range(len(word) - len(noun) + 1)
            if word.startswith(noun, at)
        )

    return Sentence(text, {noun: noun for noun in stands}, allows)


def _runs(parts: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    run: list[tuple[str, str]] = []
    for part in [*parts, ("", "end")]:
        if _NOMINAL.fullmatch(part[1]) and part[1] != "end":
            run.append(part)
        elif run:
            yield run
            run = []


def _english(text: str, rows: list[list[str]]) -> Sentence:
    """What stands in it is named by its lemmas, and asked for as it is printed: "nuclear weapons"."""
    pairs = list(pairwise(row for row in rows if row[1] not in _HYPHENS))
    lemmas = {_lemmas(a, b) for a, b in pairs}
    phrases = {
        _lemmas(a, b): f'"{a[1]} {b[1]}"'
        for a, b in pairs
        if a[3] in ("ADJ", "NOUN", "PROPN") and b[3] in ("NOUN", "PROPN") and (a[2] + b[2]).isalpha()
    }
    return Sentence(text, phrases, lemmas.__contains__)


def _lemmas(first: list[str], second: list[str]) -> str:
    return f"{_lemma(first)} {_lemma(second)}"


def _lemma(row: list[str]) -> str:
    """In letters, as W for W.; of "better" it is that word, for whoever looks for good options asks for no better."""
    named = row[1] if re.search("Degree=(?:Cmp|Sup)", row[5]) else row[2]
    return named.lower().rstrip(".")


if __name__ == "__main__":
    for treebank in (*KOREAN, *ENGLISH):
        size = 300 if treebank in KOREAN else 200
        print(treebank, measure(treebank, size), file=sys.stdout)
