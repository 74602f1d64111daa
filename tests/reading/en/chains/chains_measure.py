"""How well chains are followed, over the sets beside the repository: run as a script for the figures.

usage: python chains_measure.py [gap | gum] [--split SPLIT] [--misses N]

GAP (pronoun to name): `given`, the task's two names are told to the reader as persons where it found none there, which
is the task's own setting; `own`, the reader finds its names alone. GUM (chains of news, interviews, speeches): MUC, B³
and CEAF-e of the named things and pronouns that the reader links, against every chain of the gold.
"""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coref_scores import Partition, Span, b_cubed, ceaf_e, muc

from dragoman.dossier import load_dossier
from dragoman.reading.en.english import read_english
from dragoman.reading.en.language_pack import load_pack
from dragoman.reading.en.mentions import Found
from dragoman.reading.en.mentions.given import gender_of
from dragoman.record import Document, Line, Mention, Publisher

_SAME = frozenset({"coref", "ana", "cata", "appos"})
_NAMED = frozenset({"person", "organization", "place"})
_ARTICLES = 2
"""Words in front ("the late") that the gold counts to a mention and we do not."""
SHARED = Path(__file__).resolve().parents[5] / "shared"


@dataclass(slots=True)
class GapScore:
    """Counts of a pronoun's two names, by its gender: told to be meant, meant."""

    counts: Counter[tuple[str, bool, bool]] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def prf(self, *genders: str) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        both = sum(self.counts[g, True, True] for g in genders)
        told = both + sum(self.counts[g, True, False] for g in genders)
        meant = both + sum(self.counts[g, False, True] for g in genders)
        p, r = both / max(1, told), both / max(1, meant)
        return p, r, 2 * p * r / max(1e-9, p + r)

    @property
    def f1(self) -> float:
        """F1 over both genders."""
        return self.prf("m", "f")[2]

    @property
    def ratio(self) -> float:
        """F1 of the feminine pronouns by that of the masculine ones."""
        return self.prf("f")[2] / max(1e-9, self.prf("m")[2])


def gap(split: str, *, given: bool) -> GapScore:
    """Score the pronouns of one split of GAP."""
    rows = [r for r in _rows("gap_coref") if r["split"] == split]
    for row in rows:
        row["text"] = row["text"].replace("``", " “").replace("''", "” ")  # its quotation marks, as printed ones
    by_id = {row["id"]: row for row in rows}

    def amend(document: Document, names: tuple[Found, ...]) -> list[Found]:
        return _with_names(names, by_id[document.id]) if given else list(names)

    score = GapScore()
    documents = [_document(row["id"], row["text"]) for row in rows]
    for row, findings in zip(rows, read_english(documents, load_dossier(), load_pack(), amend=amend), strict=True):
        _score_pronoun(row, findings.mentions, score)
    return score


def _with_names(found: Sequence[Found], row: dict[str, Any]) -> list[Found]:
    """The names with the task's two among them, wherever they are printed."""
    text, names = row["text"], list(found)
    for which in ("a", "b"):
        word, start = row[which], row[f"{which}_offset"]
        full = next((f for f in names if f.kind == "person" and word in (f.name, f.head)), None)
        name = full.name if full else word
        for at in (start, *_occurrences(text, word)):
            end = at + len(word)
            over = [f for f in names if f.start < end and at < f.end]
            if any(f.kind == "person" for f in over) or (over and at != start):
                continue
            names = [f for f in names if f not in over]
            names.append(Found(at, end, "person", "name", name, head=word.split()[-1], gender=gender_of(name)))
    return sorted(names, key=_place)


def _occurrences(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        behind = text[at + len(word) : at + len(word) + 1]
        if not (behind.isalpha() or text[at - 1 : at].isalpha()):
            yield at
        at = text.find(word, at + 1)


def _place(found: Found) -> tuple[int, int]:
    return found.start, -found.end


def _score_pronoun(row: dict[str, Any], mentions: Sequence[Mention], score: GapScore) -> None:
    gender = "m" if row["pronoun"].lower() in ("he", "him", "his") else "f"
    start = row["pronoun_offset"]
    pronoun = next((m for m in mentions if m.start == start and m.how == "pronoun"), None)
    for which in ("a", "b"):
        low, high = row[f"{which}_offset"], row[f"{which}_offset"] + len(row[which])
        own = {m.name for m in mentions if m.start < high and low < m.end and m.kind == "person"}
        told, meant = pronoun is not None and pronoun.name in own, row[f"{which}_coref"]
        score.counts[gender, told, meant] += 1
        if meant and not told:
            got = pronoun.name if pronoun else None
            text = row["text"]
            shown = (
                f"{text[max(0, start - 250) : start]}**{row['pronoun']}**{text[start + len(row['pronoun']) :][:120]}"
            )
            score.misses.append(f"{row['id']}: {row[which]!r}, not {got!r}: {shown}")


@dataclass(slots=True)
class GumScore:
    """Precision and recall of the chains of several documents, each metric added up over them."""

    sums: dict[str, list[float]] = field(default_factory=dict)

    def add(self, name: str, figures: tuple[float, float, float, float]) -> None:
        """Count one document: numerator and denominator of precision, then of recall."""
        row = self.sums.setdefault(name, [0.0] * 4)
        for i, figure in enumerate(figures):
            row[i] += figure

    def prf(self, name: str) -> tuple[float, float, float]:
        """Precision, recall and F1 of a metric."""
        a, b, c, d = self.sums[name]
        p, r = a / max(b, 1e-9), c / max(d, 1e-9)
        return p, r, 2 * p * r / max(p + r, 1e-9)

    @property
    def mean(self) -> float:
        """The mean of the three F1, as CoNLL takes it."""
        return sum(self.prf(name)[2] for name in self.sums) / max(1, len(self.sums))


def gum(*splits: str) -> tuple[GumScore, GumScore]:
    """Chains of GUM's news, interviews and speeches: against all of its chains, and against those of who is named.

    The second counts only gold chains of persons, organisations and places that hold a name, which is what a reading
    follows; mentions of ours that no gold chain holds count against precision in both.
    """
    genres = ("news", "interview", "speech")
    rows = [r for r in _rows("gum_news_speech") if r["split"] in splits and r["genre"] in genres]
    whole, named = GumScore(), GumScore()
    texts = [_surface(row) for row in rows]
    documents = [_document(row["id"], text, row["title"]) for row, (text, _) in zip(rows, texts, strict=True)]
    readings = read_english(documents, load_dossier(), load_pack())
    for row, (_, starts), findings in zip(rows, texts, readings, strict=True):
        ours = _our_chains(findings.mentions, starts, row)
        for score, gold in ((whole, _gold_chains(row, named=False)), (named, _gold_chains(row, named=True))):
            for name, metric in (("MUC", muc), ("B3", b_cubed), ("CEAF-e", ceaf_e)):
                score.add(name, metric(gold, ours))
    return whole, named


def _surface(row: dict[str, Any]) -> tuple[str, list[int]]:
    """The text of a document's tokens, one paragraph a run of sentences, and where each token begins."""
    starts, parts, at = [], [], 0
    ends = {high for _, high in row["sentences"]}
    for i, token in enumerate(row["tokens"]):
        starts.append(at)
        parts.append(token)
        glued = i + 1 < len(row["tokens"]) and row["tokens"][i + 1] in (
            ".",
            ",",
            "'s",
            "’s",
            "?",
            "!",
            "n't",
            ")",
            ":",
            ";",
        )
        gap = "" if glued and i + 1 not in ends else " "
        parts.append(gap)
        at += len(token) + len(gap)
    return "".join(parts), starts


def _our_chains(mentions: Sequence[Mention], starts: list[int], row: dict[str, Any]) -> Partition:
    """Our chains in the gold's tokens; a mention that only lacks its "the" is the gold's."""
    at_token = {s: i for i, s in enumerate(starts)}
    ends = {s + len(t): i + 1 for i, (s, t) in enumerate(zip(starts, row["tokens"], strict=True))}
    gold = {tuple(e["tok"]) for e in row["entities"]}
    chains: dict[str, set[Span]] = {}
    for m in mentions:
        if m.start in at_token and m.end in ends:
            span = at_token[m.start], ends[m.end]
            wider = ((span[0] - n, span[1]) for n in range(_ARTICLES + 1))
            chains.setdefault(m.actor or m.name, set()).add(next((w for w in wider if w in gold), span))
    return [frozenset(c) for c in chains.values() if len(c) > 1]


def _gold_chains(row: dict[str, Any], *, named: bool) -> Partition:
    """The gold's chains of two mentions or more; with `named` those of a person, body or place that a name is among."""
    spans = _spans_by_id(row)
    up: dict[int, int] = {i: i for i in spans}

    def top(i: int) -> int:
        while up[i] != i:
            i = up[i]
        return i

    for _, kind, target in row["coref_links_raw"]:
        mine, theirs = _ids(target)
        if kind.split(":")[0] in _SAME and mine in spans and theirs in spans:
            up[top(mine)] = top(theirs)
    chains: dict[int, set[Span]] = {}
    for i, span in spans.items():
        chains.setdefault(top(i), set()).add(span)
    kinds = {tuple(e["tok"]): e["type"] for e in row["entities"]}
    told = [
        frozenset(c)
        for c in chains.values()
        if not named or any(kinds[s] in _NAMED and row["tokens"][s[1] - 1][:1].isupper() for s in c)
    ]
    return [c for c in told if len(c) > 1]


def _spans_by_id(row: dict[str, Any]) -> dict[int, Span]:
    """Entity number -> tokens. The set gives an entity's number only in links, beside its first token: numbers rise
    with place, and of those that begin together the one that fits the numbering before it is taken."""
    first: dict[int, int] = {}
    for at, _, target in row["coref_links_raw"]:
        mine, theirs = _ids(target)
        sentence, token = target.split("[")[0].split("-")
        first[mine] = at
        first[theirs] = row["sentences"][int(sentence) - 1][0] + int(token) - 1
    entities = [tuple(e["tok"]) for e in row["entities"]]
    spans: dict[int, Span] = {}
    place, ahead = -1, 0
    for number in sorted(first):
        choices = [i for i in range(place + 1, len(entities)) if entities[i][0] == first[number]]
        if choices:
            place = min(choices, key=lambda i: abs(number - i - 1 - ahead))
            ahead = number - place - 1
            spans[number] = entities[place]
    return spans


def _ids(target: str) -> tuple[int, int]:
    theirs, mine = target[target.index("[") + 1 : -1].split("_")
    return int(mine), int(theirs)


def _document(name: str, text: str, title: str | None = None) -> Document:
    line = Line(0, len(text), "body")
    return Document(name, name, "0" * 64, title, "other", Publisher(None, None), "en", None, text, (line,))


def _rows(name: str) -> list[dict[str, Any]]:
    with gzip.open(SHARED / "gold" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="How well chains are followed.")
    parser.add_argument("what", choices=["gap", "gum"])
    parser.add_argument("--split", default="development")
    parser.add_argument("--misses", type=int, default=0)
    asked = parser.parse_args()
    if asked.what == "gap":
        for given in (True, False):
            score = gap(asked.split, given=given)
            p, r, f1 = score.prf("m", "f")
            m, f = score.prf("m")[2], score.prf("f")[2]
            print(f"GAP {asked.split}, names {'given' if given else 'our own'}: P {p:.3f} R {r:.3f} F1 {f1:.3f}")
            print(f"    masculine {m:.3f}, feminine {f:.3f}, feminine by masculine {score.ratio:.3f}")
            print(*score.misses[: asked.misses * given], sep="\n", end="\n" * bool(asked.misses and given))
        return
    for name, gum_score in zip(("all chains", "chains that hold a name"), gum("dev", "test"), strict=True):
        for metric in gum_score.sums:
            p, r, f1 = gum_score.prf(metric)
            print(f"GUM dev+test, {name}: {metric} P {p:.3f} R {r:.3f} F1 {f1:.3f}")
        print(f"GUM dev+test, {name}: mean F1 {gum_score.mean:.3f}")


if __name__ == "__main__":
    main()
