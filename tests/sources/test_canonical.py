import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from dragoman.sources.canonical import canonical


def test_every_line_break_becomes_one_and_every_space_stays_one_for_one() -> None:
    assert canonical("a\r\nb\rc\u2028d") == "a\nb\nc\nd"
    assert canonical("a\u00a0\u3000\tb\u2009c") == "a   b c"


def test_zero_width_characters_stay_and_controls_become_spaces() -> None:
    assert canonical("a\u200bb\x00c\x07d\x9fe") == "a\u200bb c d e"


def test_it_is_composed_so_that_the_same_word_has_one_spelling() -> None:
    assert canonical("\u1112\u1161\u11ab") == "한"


def test_a_lone_surrogate_can_be_stored() -> None:
    assert canonical("a\ud800b").encode("utf-8") == "a\ufffdb".encode()


@given(st.text())
def test_twice_is_once(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once


@given(st.text())
def test_nothing_is_dropped(text: str) -> None:
    """After NFC only a carriage return before a line feed goes; every other place keeps its offset."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").encode("utf-8", "replace").decode())
    out = canonical(composed)
    assert len(out) == len(composed)
    assert all(
        a == b for a, b in zip(composed, out, strict=True) if not (a.isspace() or unicodedata.category(a) == "Cc")
    )


@given(st.text())
def test_the_only_control_left_is_the_line_break(text: str) -> None:
    out = canonical(text)
    assert {ch for ch in out if unicodedata.category(ch) == "Cc"} <= {"\n"}
    assert {ch for ch in out if ch.isspace()} <= {"\n", " "}
