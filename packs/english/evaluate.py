"""Score a pack from raw text: python packs/english/evaluate.py TREEBANKS_DIR [--pack DIR] [--json].

Words are aligned by their letters, as in the CoNLL 2018 shared task: F over aligned words, subtypes of relations not
counted; sentences by both ends. Raw text is rebuilt a paragraph (or document) at a time and cut by our own splitter.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from hand_cut import read_paragraphs, sentence_f
from reporting import judge, read_marked
from treebank import Gold, read_treebank

from dragoman.reading.en.language_pack import LanguagePack, load_pack
from dragoman.reading.en.sentences import split_sentences
from dragoman.reading.en.tree import Tree

SETS = ("en_pud-test", "en_gum-test", "en_ewt-test")
FIXTURES = Path(__file__).parents[2] / "tests/reading/en"
MARKED = FIXTURES / "reporting_verbs.txt"
HAND_CUT = FIXTURES / "sentences.txt"
MEASURES = ("sentences", "words", "upos", "xpos", "lemma", "uas", "las")

Row = tuple[str, str, str, tuple[int, int] | None, str]
"""Of a word: UPOS, Penn tag, lemma, the head's span (None for the root), relation without subtype."""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("treebanks", type=Path)
    asked.add_argument("--pack", help="a folder or an installed pipeline; none: the pack that ships")
    asked.add_argument("--json", action="store_true")
    asked.add_argument("--sets", nargs="+", default=list(SETS))
    asked.add_argument("--marked", type=Path, default=MARKED, help="reporting verbs marked by hand")
    asked.add_argument("--hand-cut", type=Path, default=HAND_CUT, help="paragraphs cut into sentences by hand")
    args = asked.parse_args()
    pack = load_pack(args.pack)
    marked = judge(pack, read_marked(args.marked)) if args.marked.exists() else []
    scores = {name: score(pack, read_treebank(args.treebanks / f"{name}.conllu.gz")) for name in args.sets}
    verbs = reporting_scores(marked)
    cut = cutting_scores(args.hand_cut)
    if args.json:
        print(json.dumps({**scores, "reporting verbs": verbs, "cut by hand": cut}, indent=1))
        return
    print(f"{'set':<14}" + "".join(f"{m:>11}" for m in (*MEASURES, "words/s")))
    for name, row in scores.items():
        print(f"{name:<14}" + "".join(f"{row[m]:11.2f}" for m in MEASURES) + f"{row['words/s']:11.0f}")
    print("reporting verbs: " + ", ".join(f"{k} {v:.1f}" for k, v in verbs.items()))
    print("cut by hand: " + ", ".join(f"{k} {v:g}" for k, v in cut.items()))


def cutting_scores(path: Path) -> dict[str, float]:
    """How many sentences a person cut, and the F in per cent at which our splitter finds them."""
    if not path.exists():
        return {}
    paragraphs = read_paragraphs(path)
    return {"sentences": sum(len(p.spans) for p in paragraphs), "F": round(sentence_f(paragraphs), 2)}


def reporting_scores(judged: list[tuple[bool, bool]]) -> dict[str, float]:
    """Per cent of marked verbs with the right subject, the right complement, both."""
    if not judged:
        return {}
    right = {"subject": sum(s for s, _ in judged), "complement": sum(c for _, c in judged)}
    right["both"] = sum(s and c for s, c in judged)
    return {k: round(100 * n / len(judged), 1) for k, n in right.items()}


def score(pack: LanguagePack, gold: list[Gold]) -> dict[str, float]:
    """F in per cent for each measure, and words a second with splitting and tokenising."""
    texts = list(paragraphs(gold))
    began = time.perf_counter()
    jobs = [(text, split_sentences(text, 0, len(text)), ()) for text, _ in texts]
    trees = list(pack.parse_many(jobs))
    took = time.perf_counter() - began
    right: Counter[str] = Counter()
    size: Counter[str] = Counter()
    for (text, sentences), (_, cut, _), parsed in zip(texts, jobs, trees, strict=True):
        wanted_spans = {_letters(text, s, e) for s, e, _ in sentences}
        right["sentences"] += len(wanted_spans & {_letters(text, s, e) for s, e in cut})
        size["sentences"] += len(wanted_spans) + len(cut)
        wanted = {k: v for s, _, g in sentences for k, v in gold_rows(g, s)}
        given = {k: v for tree in parsed for k, v in tree_rows(tree)}
        size["words"] += len(wanted) + len(given)
        right.update(agreement(wanted, given))
    found = {m: 200 * right[m] / size["sentences" if m == "sentences" else "words"] for m in MEASURES}
    return {**{m: round(v, 2) for m, v in found.items()}, "words/s": round(size["words"] / 2 / took)}


def agreement(wanted: dict[tuple[int, int], Row], given: dict[tuple[int, int], Row]) -> Iterator[str]:
    for span, row in given.items():
        gold = wanted.get(span)
        if gold is None:
            continue
        yield "words"
        yield from (m for m, a, b in zip(("upos", "xpos", "lemma"), gold, row, strict=False) if a == b)
        if gold[3] == row[3]:
            yield "uas"
            if gold[4] == row[4]:
                yield "las"


def paragraphs(gold: Iterable[Gold]) -> Iterator[tuple[str, list[tuple[int, int, Gold]]]]:
    """Raw text of each paragraph (of each document where paragraphs are not marked) and its gold sentences."""
    text = ""
    placed: list[tuple[int, int, Gold]] = []
    for sentence in gold:
        if sentence.opens and placed:
            yield text, placed
            text, placed = "", []
        text += " " * bool(placed)
        placed.append((len(text), len(text) + len(sentence.text), sentence))
        text += sentence.text
    if placed:
        yield text, placed


def _letters(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the blanks at its ends."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def gold_rows(gold: Gold, start: int) -> Iterator[tuple[tuple[int, int], Row]]:
    spans = []
    at = start
    for word in gold.words:
        spans.append((at, at + len(word.form)))
        at += len(word.form) + word.space
    for i, (span, word) in enumerate(zip(spans, gold.words, strict=True)):
        head = None if word.head == i else spans[word.head]
        yield span, (word.pos, word.tag, word.lemma.lower(), head, word.relation.split(":")[0])


def tree_rows(tree: Tree) -> Iterator[tuple[tuple[int, int], Row]]:
    spans = list(zip(tree.starts, tree.ends, strict=True))
    for i, span in enumerate(spans):
        head = None if tree.heads[i] == i else spans[tree.heads[i]]
        yield span, (tree.pos[i], tree.tags[i], tree.lemmas[i], head, tree.relations[i].split(":")[0])


if __name__ == "__main__":
    main()
