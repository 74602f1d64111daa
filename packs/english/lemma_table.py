"""The table of dictionary forms that the rules in reading/en/lemmas.py do not reach, counted from the treebanks."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from treebank import Gold

from dragoman.reading.en.lemmas import Lemmas

# Names keep their printed form, numbers and marks too.
_INFLECTED = frozenset({"VERB", "AUX", "NOUN", "ADJ", "ADV", "PRON", "DET", "PART"})

# Strong verbs the treebanks may not show in every form: base, past, participle.
IRREGULAR = (
    "arise arose arisen", "awake awoke awoken", "bear bore borne", "beat beaten", "bend bent", "bid bade bidden",
    "bind bound", "bite bit bitten", "bleed bled", "blow blew blown", "breed bred", "bring brought", "cling clung",
    "creep crept", "deal dealt", "dig dug", "draw drew drawn", "drink drank drunk", "drive drove driven",
    "dwell dwelt", "fall fell fallen", "feed fed", "flee fled", "fling flung", "fly flew flown",
    "forbid forbade forbidden", "forecast", "foresee foresaw foreseen", "forget forgot forgotten",
    "forgive forgave forgiven", "forgo forwent forgone", "forsake forsook forsaken", "freeze froze frozen",
    "grind ground", "grow grew grown", "hang hung", "hide hid hidden", "hold held", "kneel knelt", "lay laid",
    "leap leapt", "lend lent", "light lit", "mislead misled", "mistake mistook mistaken", "overcome overcame",
    "oversee oversaw overseen", "overtake overtook overtaken", "overthrow overthrew overthrown",
    "partake partook partaken", "plead pled", "prove proven", "rebuild rebuilt", "ride rode ridden", "ring rang rung",
    "rise rose risen", "seek sought", "sew sewn", "shake shook shaken", "shine shone", "shoot shot", "show shown",
    "shrink shrank shrunk", "sing sang sung", "sink sank sunk", "slay slew slain", "slide slid", "sow sown",
    "speak spoke spoken", "spin spun", "spring sprang sprung", "steal stole stolen", "stick stuck", "sting stung",
    "stride strode", "strike struck stricken", "strive strove striven", "swear swore sworn", "sweep swept",
    "swim swam swum", "swing swung", "tear tore torn", "throw threw thrown", "tread trod trodden",
    "undergo underwent undergone", "undertake undertook undertaken", "uphold upheld", "wake woke woken",
    "wear wore worn", "weave wove woven", "weep wept", "withdraw withdrew withdrawn", "withhold withheld",
    "withstand withstood", "wring wrung",
)  # fmt: skip


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
    irregular |= {f"VERB {form}": base for base, *forms in map(str.split, IRREGULAR) for form in forms}
    verbs |= {line.split()[0] for line in IRREGULAR}
    return {"irregular": irregular, "verbs": sorted(verbs), "adjectives": sorted(adjectives)}


def _of(counts: dict[tuple[str, str, str], Counter[str]], pos: str) -> list[Counter[str]]:
    return [c for key, c in counts.items() if key[0] == pos]
