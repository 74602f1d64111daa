"""Every attribution construction that the seeds' checklist lists, read as it says. Skipped where the seeds are not."""

import json
from functools import cache

import pytest

from dragoman.record import Claim, Reading

from .flat import flatten
from .measure import SHARED, has_shared
from .produce import read_files

# Sentence of the checklist -> cue, the voices from the outermost in (a part of each name), form.
CONSTRUCTIONS = [
    ("S0.09", None, ("Kim Yung Ho", "Yoon"), "direct"),  # recalling a message that a quotation follows
    ("S0.14", "asked for", ("Kim Hong Kyun",), "indirect"),
    ("S0.15", "presenting", ("Kim Hong Kyun",), "indirect"),
    ("S1.17", "emphasized", ("Kang Insun",), "indirect"),
    ("S2.09", "said", ("Song Young-moo",), "direct"),
    ("S2.17", "adding", ("Song Young-moo",), "direct"),
    ("S2.18", "saying", ("Song Young-moo",), "indirect"),
    ("S2.20", "claimed", ("Song Young-moo", "North Korea"), "indirect"),
    ("S2.27", "saying", ("Song Young-moo",), "indirect"),
    ("S3.04", "said", ("Ministry of Foreign Affairs",), "indirect"),
    ("S3.06", "said", ("Ministry of Foreign Affairs",), "direct"),
    ("S3.09", "said", ("Ministry of Foreign Affairs",), "indirect"),
    ("S3.16", "said", ("Ministry of Foreign Affairs",), "indirect"),
    ("S3.17", "Saying", ("Ministry of Foreign Affairs",), "indirect"),
    ("S3.20", "citing", ("Ministry of Foreign Affairs",), "indirect"),
    ("S3.22", "said", ("Ministry of Foreign Affairs",), "indirect"),
    ("S4.05", "quoted as saying", ("Moon Jae-in",), "direct"),
    ("S4.12", "said", ("Lim Sung-nam",), "direct"),
    ("S4.13", "reaffirmed", ("Lim Sung-nam", "session"), "indirect"),
    ("S4.14", "unveiling", ("Kim Hong-kyun",), "indirect"),
    ("S4.15", "emphasized", ("Kang Kyung-wha",), "indirect"),
    ("S4.17", "said", ("Kang Kyung-wha",), "direct"),
    ("S4.20", "said", ("Kang Kyung-wha",), "indirect"),
]
# What looks like speech and is none: a lecture's title, a proverb, a headline.
NO_QUOTATION = ["S0.06", "S2.10", "S4.02"]

pytestmark = pytest.mark.skipif(not has_shared(), reason="needs the seed documents beside the repository")


@cache
def readings() -> dict[str, Reading]:
    """The seeds by file name."""
    return {r.document.source.rsplit("/", 1)[-1]: r for r in read_files([SHARED / "seeds"])}


def claims_in(sentence: str) -> tuple[Reading, list[Claim]]:
    """The reading and the claims that overlap a sentence of the checklist."""
    rows = (SHARED / "checklist" / "seed_sentences.jsonl").read_text(encoding="utf-8").splitlines()
    row = next(r for r in map(json.loads, rows) if r["id"] == sentence)
    reading = readings()[row["file"]]
    text = reading.document.text
    places = [i for i, letter in enumerate(text) if not letter.isspace()]
    wanted = flatten(row["text"])
    at = flatten(text).find(wanted)
    assert at >= 0
    start, end = places[at], places[at + len(wanted) - 1] + 1
    return reading, [c for c in reading.claims if c.passages[0][0] < end and c.passages[-1][1] > start]


@pytest.mark.parametrize(("sentence", "cue", "voices", "form"), CONSTRUCTIONS, ids=[c[0] for c in CONSTRUCTIONS])
def test_construction(sentence: str, cue: str | None, voices: tuple[str, ...], form: str) -> None:
    reading, claims = claims_in(sentence)
    names = {m.id: m.name for m in reading.mentions}
    text = reading.document.text

    def fits(claim: Claim) -> bool:
        inner = claim.attribution[-1]
        said = text[slice(*inner.cue)] if inner.cue else ""
        heard = [[names[s] for s in a.speakers] for a in claim.attribution]
        named = len(heard) == len(voices) and all(any(v in n for n in h) for v, h in zip(voices, heard, strict=True))
        return inner.form in (form, "mixed" if form == "indirect" else form) and named and cue in (None, said)

    assert any(map(fits, claims)), [(c.attribution, c.passages) for c in claims]


@pytest.mark.parametrize("sentence", NO_QUOTATION)
def test_no_quotation(sentence: str) -> None:
    _, claims = claims_in(sentence)
    assert all(a.form != "direct" for c in claims for a in c.attribution)
