"""The table of dictionary forms that the rules in reading/en/lemmas.py do not reach, counted from the treebanks."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from treebank import Gold

from dragoman.reading.en.lemmas import Lemmas

# Names keep their printed form, numbers and marks too.
_INFLECTED = frozenset({"VERB", "AUX", "NOUN", "ADJ", "ADV", "PRON", "DET", "PART"})


def lemma_table(gold: list[Gold]) -> dict[str, Any]:
    """{"irregular": {"POS form": lemma}, "verbs": [...], "adjectives": [...]}, as Lemmas takes it."""
    counts: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for word in (w for g in gold for w in g.words):
        if word.pos in _INFLECTED and word.lemma not in ("", "_") and word.form.replace("'", "").isalpha():
            counts[word.pos, word.form.lower(), word.tag][word.lemma.lower()] += 1
    verbs = frozenset(k for c in _of(counts, "VERB") for k, n in c.items() if n > 1 or len(c) == 1)
    adjectives = frozenset(k for c in _of(counts, "ADJ") for k in c)
    rules = Lemmas(verbs=verbs, adjectives=adjectives)
    best: dict[str, Counter[str]] = defaultdict(Counter)
    wrong: set[str] = set()
    for (pos, form, tag), seen in counts.items():
        best[f"{pos} {form}"].update(seen)
        if rules.lemma(form, pos, tag) != seen.most_common(1)[0][0]:
            wrong.add(f"{pos} {form}")
    irregular = {key: best[key].most_common(1)[0][0] for key in sorted(wrong)}
    return {"irregular": irregular, "verbs": sorted(verbs), "adjectives": sorted(adjectives)}


def _of(counts: dict[tuple[str, str, str], Counter[str]], pos: str) -> list[Counter[str]]:
    return [c for key, c in counts.items() if key[0] == pos]
