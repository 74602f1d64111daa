"""Train the English pack: python packs/english/train.py TREEBANKS_DIR --out DIR.

The whole recipe top to bottom: treebanks -> gold sentences -> more of our register -> network -> pack folder.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import spacy
from augment import in_our_register
from lemma_table import lemma_table
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab
from thinc.api import Optimizer, fix_random_seed
from treebank import Gold, read_treebank

from dragoman.reading.en.tokens import plain_form

HERE = Path(__file__).parent
TRAIN = ("en_ewt-train", "en_gum-train")
DEV = ("en_ewt-dev", "en_gum-dev")
SEED = 20170104


def main() -> None:
    args = _arguments()
    args.out.mkdir(parents=True, exist_ok=True)
    fix_random_seed(SEED)
    chance = random.Random(SEED)
    gold = [g for name in TRAIN for g in read_treebank(args.treebanks / f"{name}.conllu.gz")]
    dev = [g for name in DEV for g in read_treebank(args.treebanks / f"{name}.conllu.gz")]
    print(f"{len(gold)} gold sentences")
    if args.resume:
        nlp = spacy.load(args.resume, exclude=["tokenizer"])
    else:
        nlp = new_pipeline(args.config, gold, vectors=args.vectors)
    plan = Plan(args.epochs, args.rate, args.drop, args.minutes, args.plain)
    train(nlp, gold, dev, chance=chance, plan=plan, out=args.out)
    table = json.dumps(lemma_table(gold), ensure_ascii=False, separators=(",", ":"))
    (args.out / "lemmas.json").write_text(table + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("treebanks", type=Path)
    asked.add_argument("--out", type=Path, required=True)
    asked.add_argument("--config", type=Path, default=HERE / "config.cfg")
    asked.add_argument("--vectors", type=Path, help="a file made by vectors.py")
    asked.add_argument("--epochs", type=int, default=10)
    asked.add_argument("--rate", type=float, default=0.0015)
    asked.add_argument("--drop", type=float, default=0.15)
    asked.add_argument(
        "--minutes", type=float, default=0, help="stop by then, the rate falling in step (not repeatable)"
    )
    asked.add_argument("--resume", type=Path, help="train a pack further, with fresh moments")
    asked.add_argument("--plain", action="store_true", help="treebanks as they stand: no augmentation")
    return asked.parse_args()


def new_pipeline(config: Path, gold: list[Gold], *, vectors: Path | None) -> Language:
    """An untrained pipeline with every label seen in the gold sentences."""
    settings = spacy.util.load_config(config)
    settings["components"]["tok2vec"]["model"]["embed"]["include_static_vectors"] = vectors is not None
    nlp = spacy.util.load_model_from_config(settings, auto_fill=True)
    if vectors is not None:
        from vectors import load_vectors

        load_vectors(nlp.vocab, vectors)
    nlp.initialize(lambda: [to_example(g, nlp.vocab) for g in gold])
    return nlp


def to_example(gold: Gold, vocab: Vocab) -> Example:
    """A sentence as spaCy trains on it: one Doc a sentence, the words as the parser will be shown them."""
    words = [plain_form(w.form) for w in gold.words]
    spaces = [w.space for w in gold.words]
    wanted = Doc(
        vocab,
        words=words,
        spaces=spaces,
        tags=[w.tag for w in gold.words],
        pos=[w.pos for w in gold.words],
        morphs=[""] * len(words),
        heads=[w.head for w in gold.words],
        deps=["ROOT" if w.relation == "root" else w.relation for w in gold.words],
        sent_starts=[i == 0 for i in range(len(words))],
    )
    return Example(blank(vocab, words, spaces), wanted)


def blank(vocab: Vocab, words: list[str], spaces: list[bool]) -> Doc:
    """What the network sees: words with the sentence already bounded."""
    return Doc(vocab, words=words, spaces=spaces, sent_starts=[i == 0 for i in range(len(words))])


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how hard to train; `plain` leaves the augmentation out."""

    epochs: int
    rate: float
    drop: float
    minutes: float
    plain: bool

    def share(self, epochs: float, seconds: float) -> float:
        """How much of the training is done, from 0 to 1: the rate falls with it."""
        in_time = seconds / (60 * self.minutes) if self.minutes else 0.0
        return min(1.0, max(epochs / self.epochs, in_time))


def train(nlp: Language, gold: list[Gold], dev: list[Gold], *, chance: random.Random, plan: Plan, out: Path) -> None:
    """Adam with averaged weights; the rate climbs over the first words and falls in a line to nothing.

    The pack is written after each epoch, with the averages of the weights so far.
    """
    optimizer = Optimizer(plan.rate, beta1=0.9, beta2=0.999, eps=1e-8, L2=0.01, grad_clip=1.0, use_averages=True)
    began = time.time()
    for epoch in range(plan.epochs):
        sentences = list(gold) if plan.plain else in_our_register(gold, chance)
        chance.shuffle(sentences)
        in_epoch = sum(len(g.words) for g in sentences)
        seen = 0
        for batch in batches(sentences, 600 if epoch < 2 else 1200):
            warm = min(1.0, (epoch * in_epoch + seen + 1) / 15000)
            done = plan.share(epoch + seen / in_epoch, time.time() - began)
            if done >= 1:
                break
            optimizer.learn_rate = plan.rate * warm * max(0.01, 1 - done)
            nlp.update([to_example(g, nlp.vocab) for g in batch], sgd=optimizer, drop=plan.drop)
            seen += sum(len(g.words) for g in batch)
        with nlp.use_params(optimizer.averages):
            scores = {k: round(v, 2) for k, v in attachment(nlp, dev).items()}
            save(nlp, out)
        print(f"epoch {epoch + seen / in_epoch:.2f} {time.time() - began:.0f} s", scores, flush=True)
        if plan.share(epoch + 1, time.time() - began) >= 1:
            return


def batches(sentences: list[Gold], words: int) -> Iterator[list[Gold]]:
    batch: list[Gold] = []
    size = 0
    for gold in sentences:
        batch.append(gold)
        size += len(gold.words)
        if size >= words:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def attachment(nlp: Language, golds: list[Gold]) -> dict[str, float]:
    """Per cent right on gold words: tag, coarse tag, head, head with relation (subtypes not counted)."""
    docs = [blank(nlp.vocab, [plain_form(w.form) for w in g.words], [w.space for w in g.words]) for g in golds]
    right = dict.fromkeys(("tag", "pos", "uas", "las"), 0)
    total = 0
    stream: Iterator[Doc] = iter(docs)
    for _, part in nlp.pipeline:
        stream = part.pipe(stream, batch_size=256)
    for doc, gold in zip(stream, golds, strict=True):
        for token, word in zip(doc, gold.words, strict=True):
            head = token.head.i == word.head
            relation = token.dep_.replace("ROOT", "root").split(":")[0] == word.relation.split(":")[0]
            right["tag"] += token.tag_ == word.tag
            right["pos"] += token.pos_ == word.pos
            right["uas"] += head
            right["las"] += head and relation
        total += len(doc)
    return {k: 100 * n / total for k, n in right.items()}


def save(nlp: Language, out: Path) -> None:
    """Write the pack without what only training needs."""
    nlp.meta.update(name="dragoman_english", version="1.0.0", license="CC BY-SA 4.0")
    nlp.to_disk(out, exclude=["tokenizer"])
    shutil.copy(HERE / "NOTICE", out)
    (out / "settings.json").write_text(json.dumps({"seed": SEED, "spacy": spacy.__version__}) + "\n")


if __name__ == "__main__":
    main()
