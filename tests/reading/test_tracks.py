"""Which tracks a stretch of text speaks of, and in what wording."""

from collections.abc import Callable

import pytest
from told import Claims, claims_of

from dragoman.dossier import Dossier, load_dossier
from dragoman.reading.tracks import TrackFinder, track_finder
from dragoman.record import Reading


@pytest.fixture(scope="module")
def finder() -> TrackFinder:
    return track_finder(load_dossier(), "en")


def tracks(finder: TrackFinder, text: str) -> tuple[str, ...]:
    return tuple(t for hit in finder.find(text, 0, len(text)) for t in hit.tracks)


def phrases(finder: TrackFinder, text: str, start: int = 0) -> list[str]:
    return [text[hit.start : hit.end] for hit in finder.find(text, start, len(text))]


@pytest.mark.parametrize(
    ("text", "track"),
    [
        ("complete denuclearization", "denuclearisation"),
        ("Complete DENUCLEARISATION", "denuclearisation"),
        ("de-nuclearization", "denuclearisation"),
        ("a ballistic missile", "deter.provocations"),
        ("test-fired an engine", "deter.provocations"),
        ("test fired an engine", "deter.provocations"),
        ("extended\ndeterrence", "deter.alliance"),
        ("the Security Council resolutions", "dissuade.un"),
        ("North Korea’s nuclear sites", "denuclearisation"),
        ("North Korea's nuclear sites", "denuclearisation"),
    ],
)
def test_phrases(finder: TrackFinder, text: str, track: str) -> None:
    assert track in tracks(finder, text)


@pytest.mark.parametrize(
    "text", ["", "The weather was fine.", "extended family", "a deterrable", "Words, ballistic or not"]
)
def test_no_phrase(finder: TrackFinder, text: str) -> None:
    assert "deter.provocations" not in tracks(finder, text)
    assert "deter.alliance" not in tracks(finder, text)


def test_every_place_of_a_phrase_is_told(finder: TrackFinder) -> None:
    text = "Ballistic Missiles, ballistic\nmissiles and nuclear tests"
    assert phrases(finder, text) == ["Ballistic Missiles", "ballistic\nmissiles", "nuclear tests"]


def test_only_the_stretch_is_read(finder: TrackFinder) -> None:
    text = "nuclear test, then a ballistic missile"
    assert phrases(finder, text, 12) == ["ballistic missile"]


def test_the_longest_phrase_wins(finder: TrackFinder) -> None:
    text = "short-range ballistic missiles"
    assert phrases(finder, text)[0].startswith("short-range ballistic")


@pytest.mark.parametrize("track", load_dossier().tracks)
def test_every_phrase_of_the_dossier_finds_its_track(finder: TrackFinder, dossier: Dossier, track: str) -> None:
    listed = [p.replace("*", "") for p in dossier.tracks[track].phrases["en"] if "," not in p]
    assert listed
    assert [p for p in listed if track not in tracks(finder, p)] == []


def test_phrases_with_a_comma(finder: TrackFinder, dossier: Dossier) -> None:
    listed = [(t.id, p) for t in dossier.tracks.values() for p in t.phrases["en"] if "," in p]
    assert [p for track, p in listed if track not in tracks(finder, p.replace("*", ""))] == []


def test_a_claim_has_the_tracks_of_its_own_words(claims: Claims) -> None:
    """Japan condemned the nuclear test. Tokyo expelled two fishermen."""
    assert "deter.provocations" in claims[0].tracks
    assert "deter.provocations" not in claims[1].tracks


def test_a_claims_wording_keeps_the_speakers_own_words(claims: Claims) -> None:
    """The ministry said the Korean Peninsula needs “a calm and patient diplomacy of neighbors” now."""
    assert "a calm and patient diplomacy of neighbors" in claims.only.wording


def test_a_party_puts_a_claim_on_its_track(read: Callable[[str], Reading], dossier: Dossier) -> None:
    """What a partner takes part in is on the track of that partner."""
    assert "mongolia" in dossier.tracks["partners.other"].actors
    (claim,) = claims_of(read("South Korea thanked Mongolia for the horses."))
    assert "partners.other" in claim.tracks
