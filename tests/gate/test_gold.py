"""The answers themselves: every word of them stands in its document, and every value is one of the format's."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from dragoman.dossier import load_dossier
from dragoman.record import AttributionForm, ClaimKind, Grain, LineRole, Modality, Polarity
from dragoman.sources import Raw, Sourced, find_raws, read_raw

from .flat import FlatText, cover
from .gold import FOLDER, REPOSITORY, Gold, GoldClaim, load_golds

GOLDS = load_golds()
each_document = pytest.mark.parametrize("gold", GOLDS, ids=lambda gold: gold.document.stem)


@cache
def text_of(path: Path) -> FlatText:
    """The text that Dragoman makes of the document: what a reading's passages are cut from."""
    (raw,) = find_raws([path])
    assert isinstance(raw, Raw)
    (sourced,) = read_raw(raw, load_dossier())
    assert isinstance(sourced, Sourced)
    return FlatText(sourced.document.text)


def test_every_example_has_its_answers() -> None:
    documents = set((REPOSITORY / "examples" / "documents").iterdir())
    assert {gold.document for gold in GOLDS} == documents
    assert len(list(FOLDER.iterdir())) == len(documents)


@each_document
def test_every_answer_stands_in_its_document(gold: Gold) -> None:
    text = text_of(gold.document)
    for claim in gold.claims or ():
        assert text.find(claim.content, claim.at), claim.content
        for words in words_of(claim):
            assert text.find(words), (claim.content, words)
    for words in (*gold.no_claim, *(form for person in gold.persons for form in person.printed)):
        assert text.find(words), words
    for role, lines in gold.lines.items():
        for line, times in Counter(lines).items():
            assert text.find(line.lstrip("# "), times - 1), (role, line)


def words_of(claim: GoldClaim) -> Iterator[str]:
    optional = (claim.speaker, claim.cue, claim.condition, claim.time and claim.time.text)
    yield from (words for words in (*optional, *claim.actors, *claim.recipients) if words)


@each_document
def test_no_answer_claims_from_a_headline_a_caption_or_the_site_around(gold: Gold) -> None:
    text = text_of(gold.document)
    silent = [text.find(x.lstrip("# ")) for role, lines in gold.lines.items() if role != "dateline" for x in lines]
    quiet = cover(place for place in silent if place)
    for claim in gold.claims or ():
        place = text.find(claim.content, claim.at)
        assert place and not cover([place]) & quiet, claim.content


@each_document
def test_every_value_is_one_of_the_format(gold: Gold) -> None:
    tracks = load_dossier().tracks
    assert set(gold.lines) <= set(get_args(LineRole))
    for claim in gold.claims or ():
        assert claim.kind in get_args(ClaimKind), claim
        assert claim.form in get_args(AttributionForm), claim
        assert claim.polarity in get_args(Polarity), claim
        assert claim.modality in get_args(Modality), claim
        assert (claim.speaker is None) == (claim.form == "document"), claim
        assert set(claim.tracks) <= set(tracks), claim
        if claim.time:
            assert claim.time.grain in get_args(Grain), claim
            first, last = (day and date.fromisoformat(day) for day in (claim.time.first, claim.time.last))
            assert not (first and last) or first <= last, claim
