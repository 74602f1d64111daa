"""The word lists: sane as data, so that a slip of the pen is found here and not in a reading."""

import tomllib
from importlib import resources
from itertools import combinations

import pytest

from dragoman.dossier import load_dossier
from dragoman.reading.en.lexicon import ACTS, general_lexicon, lexicon_for

# A verb may be listed under two acts only for a reason; `general_lexicon` then takes the first act. Reasons:
IN_TWO_ACTS = {
    "suggest": "a fact suggested is said, a deed suggested is asked: kinds.py looks at the clause",
    "instruct": "with a that-clause it tells, with an infinitive it asks",
    "swear": "swore that it was true, swore to fight on",
}


def load(name: str) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(resources.files("dragoman.reading.en").joinpath(name).read_text(encoding="utf-8"))


CUES, WORDS, KINDS = load("cues.toml"), load("words.toml"), load("kinds.toml")
LISTS = {
    f"{file}:{section}.{key}": listed
    for file, data in (("cues", CUES), ("words", WORDS), ("kinds", KINDS))
    for section, table in data.items()
    for key, listed in table.items()
}


def test_every_act_has_its_section() -> None:
    assert set(CUES) == {*ACTS, "frames", "nouns", "topics"}
    for act in ACTS:
        assert set(CUES[act]) <= {"verbs", "weak", "clausal", "units"}


@pytest.mark.parametrize("name", LISTS)
def test_words_are_lower_case_and_stripped(name: str) -> None:
    assert all(w == w.strip().lower() and "  " not in w for w in LISTS[name])


@pytest.mark.parametrize("name", LISTS)
def test_no_word_is_listed_twice(name: str) -> None:
    listed = LISTS[name]
    assert sorted({w for w in listed if listed.count(w) > 1}) == []


def test_a_verb_has_one_act() -> None:
    both = {v for a, b in combinations(ACTS, 2) for v in set(CUES[a]["verbs"]) & set(CUES[b]["verbs"])}
    assert both <= set(IN_TWO_ACTS), f"give a reason, or take one out: {sorted(both - set(IN_TWO_ACTS))}"


@pytest.mark.parametrize("act", ACTS)
def test_units_are_a_verb_and_more(act: str) -> None:
    for line in CUES[act]["units"]:
        words, *prepositions = line.split("/")
        assert len(words.split()) > 1, f"{line!r} is a single verb: it belongs in `verbs`"
        assert all(p.isalpha() for p in prepositions), line


def test_a_unit_belongs_to_one_act() -> None:
    bare = [line.split("/")[0] for act in ACTS for line in CUES[act]["units"]]
    assert sorted({u for u in bare if bare.count(u) > 1}) == []


def test_a_reporting_noun_belongs_to_one_act() -> None:
    nouns = [n for listed in CUES["nouns"].values() for n in listed]
    assert sorted({n for n in nouns if nouns.count(n) > 1}) == []


def test_a_topic_noun_has_one_kind() -> None:
    topics = [n for listed in CUES["topics"].values() for n in listed]
    assert sorted({n for n in topics if topics.count(n) > 1}) == []


# Parts of words that the tokeniser splits off, and words that are no lemma because they never inflect.
PARTS = {"'ll", "’ll", "wo", "n't", "n’t"}


@pytest.mark.parametrize("act", ACTS)
def test_verbs_are_lemmas(act: str) -> None:
    """No form in -ing, and none in -ed but those whose lemma ends so."""
    wrong = [v for v in CUES[act]["verbs"] if v.endswith("ing") or (v.endswith("ed") and v not in ("need", "heed"))]
    assert wrong == []


def test_spellings_come_in_pairs() -> None:
    """British and American: whoever lists one lists the other."""
    for act in ACTS:
        verbs = {*CUES[act]["verbs"], *CUES[act].get("weak", ())}
        for verb in verbs:
            if verb.endswith("ise") and verb not in (
                "advise",
                "promise",
                "praise",
                "raise",
                "surmise",
                "premise",
                "exercise",
                "apprise",
                "despise",
            ):
                assert verb[:-3] + "ize" in verbs, verb


def test_the_longest_unit_is_tried_first() -> None:
    for units in general_lexicon().units.values():
        lengths = [len(u.rest) for u in units]
        assert lengths == sorted(lengths, reverse=True)


def test_weak_and_clausal_verbs_have_an_act() -> None:
    lexicon = general_lexicon()
    assert lexicon.weak | lexicon.clausal <= set(lexicon.verbs)


def test_a_dossier_adds_and_takes_nothing_away() -> None:
    general, ours = general_lexicon(), lexicon_for(load_dossier())
    assert dict(general.verbs).items() <= dict(ours.verbs).items()
    assert (ours.units, ours.words, ours.topics) == (general.units, general.words, general.topics)
