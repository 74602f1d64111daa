"""Small word vectors from running text: which words keep the same company.

python packs/english/vectors.py CORPUS… --out FILE. Each corpus is JSON lines (.jsonl, .gz or .xz) with a "text" field.
Positive pointwise mutual information with near neighbours, reduced by a seeded randomised factorisation; numpy only.
"""

from __future__ import annotations

import argparse
import gzip
import json
import lzma
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.reading.en.tokens import plain_form, split_tokens

if TYPE_CHECKING:
    from spacy.vocab import Vocab

SEED = 20170104
NEIGHBOURS = 3000


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("corpora", type=Path, nargs="+")
    asked.add_argument("--out", type=Path, required=True)
    asked.add_argument("--words", type=int, default=16000)
    asked.add_argument("--width", type=int, default=64)
    asked.add_argument("--documents", type=int, default=0, help="no more than so many of each corpus")
    args = asked.parse_args()
    texts = [t for path in args.corpora for t in read_texts(path, args.documents)]
    words, rows = make_vectors(texts, words=args.words, width=args.width)
    np.savez_compressed(args.out, words=np.array(words), rows=rows)
    print(f"{len(words)} words, {rows.shape[1]} wide")


def read_texts(path: Path, limit: int) -> Iterator[str]:
    opener: Any = {".gz": gzip.open, ".xz": lzma.open}.get(path.suffix, open)
    with opener(path, "rt", encoding="utf-8") as lines:
        for i, line in enumerate(lines):
            if limit and i >= limit:
                return
            yield json.loads(line)["text"]


def make_vectors(texts: list[str], *, words: int, width: int) -> tuple[list[str], Any]:
    """The commonest words and one row of `width` for each, in float16."""
    counts: Counter[str] = Counter()
    streams = []
    for text in texts:
        tokens = words_of(text)
        counts.update(tokens)
        streams.append(tokens)
    chosen = [w for w, n in counts.most_common(words) if n > 4]
    index = {w: i for i, w in enumerate(chosen)}
    joint = np.zeros((len(chosen), 4 * NEIGHBOURS), dtype=np.float32)
    for tokens in streams:
        ids = np.fromiter((index.get(t, -1) for t in tokens), dtype=np.int64, count=len(tokens))
        for place, step in enumerate((-2, -1, 1, 2)):
            _count(joint, ids, step, place)
    return chosen, _reduced(joint, width)


def words_of(text: str) -> list[str]:
    """Lower-case forms as the parser is shown them, digits as zeros."""
    flat = re.sub(r"\s+", " ", text)
    return [re.sub(r"\d", "0", plain_form(flat[s:e]).lower()) for s, e in split_tokens(flat, 0, len(flat))]


def _count(joint: Any, ids: Any, step: int, place: int) -> None:
    """Add each word's neighbour at distance `step`; the commonest NEIGHBOURS words are told apart."""
    if len(ids) <= abs(step):
        return
    centre, other = (ids[:-step], ids[step:]) if step > 0 else (ids[-step:], ids[:step])
    good = (centre >= 0) & (other >= 0) & (other < NEIGHBOURS)
    np.add.at(joint, (centre[good], other[good] + place * NEIGHBOURS), 1.0)


def _reduced(joint: Any, width: int) -> Any:
    """Rows of the leading factor of the positive PMI, each scaled to length one."""
    total = joint.sum()
    row = joint.sum(axis=1, keepdims=True) + 1e-9
    column = np.power(joint.sum(axis=0, keepdims=True), 0.75)
    column *= total / column.sum()
    np.divide(joint * total, row, out=joint)
    joint /= column + 1e-9
    np.log(np.maximum(joint, 1.0), out=joint)
    chance = np.random.default_rng(SEED)
    sketch = joint @ chance.standard_normal((joint.shape[1], width + 16), dtype=np.float32)
    for _ in range(4):
        basis, _ = np.linalg.qr(sketch)
        sketch = joint @ (joint.T @ basis)
    basis, _ = np.linalg.qr(sketch)
    left, values, _ = np.linalg.svd(basis.T @ joint, full_matrices=False)
    rows = (basis @ left)[:, :width] * np.sqrt(values[:width])
    rows /= np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9
    return rows.astype(np.float16)


def load_vectors(vocab: Vocab, path: Path) -> None:
    """Put the vectors where the network looks: by the word as printed, and capitalised."""
    from spacy.vectors import Vectors

    stored = np.load(path)
    rows = stored["rows"].astype(np.float32)
    vectors = Vectors(data=rows, strings=vocab.strings)
    vocab.vectors = vectors
    for i, word in enumerate(stored["words"].tolist()):
        for form in {word, word.capitalize(), word.upper()}:
            vectors.add(vocab.strings.add(form), row=i)


if __name__ == "__main__":
    main()
