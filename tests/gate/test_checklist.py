"""Every chain of the checklist beside the repository comes to the actor or name its reading gives there."""

import functools
import json
import re

import pytest

from dragoman.record import Reading

from .measure import SHARED
from .produce import read_files

LISTS, SEEDS = SHARED / "checklist", SHARED / "seeds"
pytestmark = pytest.mark.skipif(not LISTS.is_dir(), reason="the checklist beside the repository is absent")

# Sentence, words, which of their occurrences in it (from 0), and whom they mean: an actor's id, or a name in the text.
CHAINS: tuple[tuple[str, str, int, str], ...] = (
    ("S0.07", "Minister Kim", 0, "Kim Yung Ho"),
    ("S0.07", "their", 1, "North Korean people"),
    ("S0.07", "regime", 0, "dprk"),
    ("S0.08", "he", 0, "Kim Yung Ho"),
    ("S0.09", "his", 0, "yoon-suk-yeol"),
    ("S0.09", "Minister Kim", 0, "Kim Yung Ho"),
    ("S0.11", "They", 0, "heads of diplomatic missions"),
    ("S0.14", "he", 0, "Kim Hong Kyun"),
    ("S0.15", "Vice Minister Kim", 0, "Kim Hong Kyun"),
    ("S0.16", "Pyongyang", 0, "dprk"),
    ("S0.17", "They", 0, "heads of diplomatic missions"),
    ("S0.20", "They", 0, "heads of diplomatic missions"),
    ("S0.21", "they", 0, "heads of diplomatic missions"),
    ("S1.17", "her", 0, "Kang Insun"),
    ("S1.18", "She", 0, "Kang Insun"),
    ("S1.21", "He", 0, "Yun Seong Deok"),
    ("S1.23", "the government", 0, "rok"),
    ("S1.27", "the Korean government", 0, "rok"),
    ("S2.09", "Minister Song", 0, "Song Young-moo"),
    ("S2.10", "he", 0, "Song Young-moo"),
    ("S2.10", "the Moon Jae-in government", 0, "rok"),
    ("S2.12", "He", 0, "Song Young-moo"),
    ("S2.16", "He", 0, "Song Young-moo"),
    ("S2.16", "Our government", 0, "rok"),
    ("S2.20", "he", 0, "Song Young-moo"),
    ("S2.23", "He", 0, "Song Young-moo"),
    ("S2.23", "it", 0, "dprk"),
    ("S2.26", "He", 0, "Song Young-moo"),
    ("S2.27", "He", 0, "Song Young-moo"),
    ("S2.27", "he", 0, "kim-jong-un"),
    ("S3.04", "the foreign ministry", 0, "rok.mofa"),
    ("S3.05", "The ministry", 0, "rok.mofa"),
    ("S3.05", "the North", 0, "dprk"),
    ("S3.05", "the reclusive country", 0, "dprk"),
    ("S3.06", "We", 0, "rok.mofa"),
    ("S3.06", "the ministry", 0, "rok.mofa"),
    ("S3.07", "it", 0, "dprk"),
    ("S3.07", "it", 1, "rok.mofa"),
    ("S3.08", "parliament", 0, "rok.assembly"),
    ("S3.09", "it", 0, "rok.mofa"),
    ("S3.11", "The North", 0, "dprk"),
    ("S3.11", "Pyongyang", 0, "dprk"),
    ("S3.13", "the Kim Jong-un regime", 0, "dprk"),
    ("S3.14", "it", 0, "rok.mofa"),
    ("S3.15", "It", 0, "rok.mofa"),
    ("S3.17", "the ministry", 0, "rok.mofa"),
    ("S3.18", "it", 0, "rok.mofa"),
    ("S3.19", "it", 0, "rok.mofa"),
    ("S3.19", "the two allies", 0, "United States and South Korea"),
    ("S3.21", "It", 0, "rok.mofa"),
    ("S3.22", "it", 0, "rok.mofa"),
    ("S3.22", "Beijing", 0, "china"),
    ("S3.22", "Seoul", 0, "rok"),
    ("S3.22", "Washington", 0, "us"),
    ("S4.03", "the country", 0, "dprk"),
    ("S4.05", "Moon", 0, "moon-jae-in"),
    ("S4.05", "the foreign ministry", 0, "rok.mofa"),
    ("S4.06", "His", 0, "moon-jae-in"),
    ("S4.06", "their", 0, "South Korea and United States"),
    ("S4.13", "Lim", 0, "lim-sung-nam"),
    ("S4.14", "Kim Hong-kyun", 0, "kim-hong-kyun"),
    ("S4.14", "the government", 0, "rok"),
    ("S4.15", "Moon", 0, "moon-jae-in"),
    ("S4.16", "She", 0, "kang-kyung-wha"),
    ("S4.17", "we", 0, "kang-kyung-wha"),
    ("S4.17", "it", 0, "dprk"),
    ("S4.18", "she", 0, "kang-kyung-wha"),
    ("S4.19", "Kang", 0, "kang-kyung-wha"),
    ("S4.20", "she", 0, "kang-kyung-wha"),
    ("S4.20", "the ministry", 0, "rok.mofa"),
    ("S4.21", "the ministry", 0, "rok.mofa"),
)


@functools.cache
def _readings() -> dict[str, Reading]:
    return {r.document.source.rsplit("/", 1)[-1]: r for r in read_files([SEEDS])}


@functools.cache
def _sentences() -> dict[str, tuple[str, str]]:
    rows = map(json.loads, (LISTS / "seed_sentences.jsonl").read_text(encoding="utf-8").splitlines())
    return {row["id"]: (row["file"], row["text"]) for row in rows}


@pytest.mark.parametrize(("sentence", "words", "nth", "wanted"), CHAINS)
def test_chain(sentence: str, words: str, nth: int, wanted: str) -> None:
    file, shown = _sentences()[sentence]
    reading = _readings()[file]
    text = reading.document.text
    pattern = r"\s+".join(map(re.escape, shown.replace("\xa0", " ").split()))
    found = re.search(pattern, text)
    assert found is not None, "the checklist's sentence stands otherwise in the canonical text"
    places = [m for m in re.finditer(rf"\b{re.escape(words)}\b", text[: found.end()]) if m.start() >= found.start()]
    start, end = places[nth].span()
    over = [m for m in reading.mentions if m.start < end and start < m.end]
    exact = [m for m in over if (m.start, m.end) == (start, end)] or over
    got = [m.actor or m.name for m in exact] + [m.name for m in exact]
    assert any(wanted == g or (" " in wanted and wanted in g) for g in got), f"{got}: {shown}"
