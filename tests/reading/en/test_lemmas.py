"""Dictionary forms by the shipped table and the rules."""

import pytest

from dragoman.reading.en.language_pack import load_pack


@pytest.mark.parametrize(
    ("word", "pos", "tag", "lemma"),
    [
        ("urged", "VERB", "VBD", "urge"),
        ("met", "VERB", "VBD", "meet"),
        ("stressing", "VERB", "VBG", "stress"),
        ("agreed", "VERB", "VBN", "agree"),
        ("planned", "VERB", "VBD", "plan"),
        ("reiterated", "VERB", "VBD", "reiterate"),
        ("denies", "VERB", "VBZ", "deny"),
        ("fled", "VERB", "VBD", "flee"),
        ("accredited", "VERB", "VBN", "accredit"),
        ("was", "AUX", "VBD", "be"),
        ("sanctions", "NOUN", "NNS", "sanction"),
        ("countries", "NOUN", "NNS", "country"),
        ("1990s", "NOUN", "NNS", "1990s"),
        ("closer", "ADJ", "JJR", "close"),
        ("Seoul", "PROPN", "NNP", "seoul"),
        ("United", "ADJ", "NNP", "united"),
        ("n’t", "PART", "RB", "not"),
    ],
)
def test_lemma(word: str, pos: str, tag: str, lemma: str) -> None:
    assert load_pack()._lemmas.lemma(word, pos, tag) == lemma
