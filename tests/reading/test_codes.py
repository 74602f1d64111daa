"""The table of event codes: whole, consistent, and what follows from a deed's code."""

import pytest

from dragoman.reading.codes import QUAD_CLASSES, Stance, code_row, code_rows, coded, stanced

DEEDS = [row.cameo for row in code_rows() if row.cameo >= "04" and row.cameo[:2] not in ("10", "13")]
STANCES: tuple[Stance, ...] = ("done", "intended", "appealed", "demanded", "refused", "threatened", "ceased")
PLOVER = {
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", None,
}  # fmt: skip


def test_rows_are_sound() -> None:
    for row in code_rows():
        assert -10 <= row.goldstein <= 10
        assert row.quad in QUAD_CLASSES
        assert row.plover in PLOVER
        assert row.mode is None or row.plover is not None


@pytest.mark.parametrize("negative", [False, True])
@pytest.mark.parametrize("stance", STANCES)
def test_every_stance_to_every_deed_has_a_row(stance: Stance, negative: bool) -> None:
    assert [deed for deed in DEEDS if code_row(stanced(deed, stance, negative=negative)) is None] == []


@pytest.mark.parametrize(
    ("deed", "stance", "negative", "code"),
    [
        ("073", "intended", False, "0333"),  # will send food
        ("163", "intended", False, "1312"),  # will impose sanctions
        ("163", "intended", True, "0354"),  # will not impose sanctions: yields
        ("040", "intended", True, "125"),  # will not meet
        ("040", "refused", False, "125"),
        ("085", "appealed", False, "0254"),  # asks for sanctions to be eased
        ("085", "demanded", False, "1054"),
        ("190", "demanded", True, "1056"),  # demands that attacks stop
        ("045", "appealed", False, "028"),
        ("062", "threatened", True, "1212"),
    ],
)
def test_stances(deed: str, stance: Stance, negative: bool, code: str) -> None:
    assert stanced(deed, stance, negative=negative) == code


def test_settled_in_writing() -> None:
    """docs/codes.md: sanctions are SANCTION, not COERCE; a missile test is MOBILIZE; an appeal is a REQUEST."""
    assert coded("163").plover == "SANCTION"
    assert coded("150").plover == "MOBILIZE"
    assert coded("020").plover == "REQUEST"
    assert coded("111").plover == "ACCUSE"
    row = code_row("111")
    assert row is not None
    assert QUAD_CLASSES[row.quad] == "verbal conflict"
