"""Why a claim was read so: every rule that fires has words, and the paragraph says what a desk officer asks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.brief.why import explain, rule_words
from dragoman.dossier import load_dossier
from dragoman.reading import read_document
from dragoman.record import Reading
from dragoman.sources import read_sources

EXAMPLES = Path(__file__).parents[2] / "examples" / "documents"


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    return list(_readings())


def _readings() -> Iterator[Reading]:
    dossier = load_dossier()
    for item in read_sources([str(EXAMPLES)], dossier=dossier):
        document = getattr(item, "document", None)
        if document is not None:
            yield read_document(document, dossier)


def test_every_rule_that_fires_on_the_examples_has_words(readings: list[Reading]) -> None:
    fired = {rule for reading in readings for claim in reading.claims for rule in claim.by}
    assert len(fired) > 30
    assert sorted(rule for rule in fired if rule_words(rule) is None) == []


def test_a_paragraph_names_voice_kind_and_certainty(readings: list[Reading]) -> None:
    claims = [(claim, reading) for reading in readings for claim in reading.claims]
    for claim, reading in claims:
        paragraph = explain(claim, reading)
        assert claim.kind in paragraph
        assert f"({claim.confidence:g})" in paragraph
        for mention in reading.mentions:
            if mention.id in claim.actors:
                assert mention.name in paragraph


def test_a_rule_without_words_is_told_apart() -> None:
    assert rule_words("no such rule") is None
    assert rule_words("topic-need") == "it speaks of the need of something, which decides what is done with it"
