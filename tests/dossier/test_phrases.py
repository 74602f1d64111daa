"""What the phrases of tracks.toml match."""

import pytest

from dragoman.dossier import phrases_pattern


@pytest.mark.parametrize(
    ("phrase", "language", "text", "matched"),
    [
        ("denucleari*", "en", "complete Denuclearisation now", "Denuclearisation"),
        ("denucleari*", "en", "to denuclearize", "denuclearize"),
        ("toll*", "en", "extolled", None),
        ("toll", "en", "tolls", None),
        ("free passage", "en", "for free\npassage of ships", "free\npassage"),
        ("free passage", "en", "free passages", None),
        ("ship-to-ship", "en", "ship to ship transfers", "ship to ship"),
        ("ship-to-ship", "en", "ship‑to‑ship transfers", "ship‑to‑ship"),
        ("people's diplomacy", "en", "People’s diplomacy", "People’s diplomacy"),
        ("flow* of funds", "en", "flows of funds", "flows of funds"),
        ("U.S. sanctions", "en", "new U.S. sanctions", "U.S. sanctions"),
        ("비핵화", "ko", "한반도비핵화를", "비핵화"),
        ("한미 동맹", "ko", "한·미동맹은", None),
        ("한미 동맹", "ko", "한미동맹은", "한미동맹"),
        ("한미 동맹", "ko", "한미 동맹은", "한미 동맹"),
        ("AI", "ko", "KAIST에서", None),
        ("AI", "ko", "AI를", "AI"),
    ],
)
def test_a_phrase_matches(phrase: str, language: str, text: str, matched: str | None) -> None:
    found = phrases_pattern([phrase], language).search(text)
    assert (found and found[0]) == matched


def test_the_longest_phrase_wins() -> None:
    found = phrases_pattern(["sanction*", "sanctions committee"], "en").search("the Sanctions Committee met")
    assert found
    assert found[0] == "Sanctions Committee"


def test_no_phrases_match_nothing() -> None:
    assert phrases_pattern([], "en").search("") is None
