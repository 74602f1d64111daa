import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.sources.canonical import canonical
from dragoman.sources.paragraphs import is_item, paragraphs

LONG = (
    "The harbour council met on Tuesday to consider how many lamps the northern pier will need before the winter, and "
    "it agreed to keep all of them burning until March. The southern council will answer within the month, its clerk "
    "said."
)


def pieces(text: str) -> list[str]:
    return [text[b.start : b.end] for b in paragraphs(text)]


@pytest.mark.parametrize("width", [50, 60, 72, 80, 100])
def test_a_wrapped_paragraph_is_one_line_whatever_the_width(width: int) -> None:
    text = "\n\n".join(textwrap.fill(LONG, width) for _ in range(3))
    assert [" ".join(piece.split()) for piece in pieces(text)] == [LONG] * 3


def test_korean_is_measured_by_columns() -> None:
    sentence = "항구 협의회는 화요일에 회의를 열고 겨울 동안 북쪽 부두의 모든 등불을 켜 두기로 합의하였다. " * 6
    words, lines, line = sentence.split(), [], ""
    for word in words:
        if sum(2 if "가" <= ch <= "힣" else 1 for ch in f"{line} {word}") > 70:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    assert len(pieces("\n".join([*lines, line]))) == 1


def test_unwrapped_paragraphs_on_lines_of_their_own_stay_apart() -> None:
    assert pieces(f"{LONG}\n{LONG[:120]}.\nShort line.\n{LONG}") == [LONG, f"{LONG[:120]}.", "Short line.", LONG]


def test_labels_and_their_values_are_not_joined() -> None:
    assert pieces("Date\n2020-02-03\nhit\n1998") == ["Date", "2020-02-03", "hit", "1998"]


def test_a_blank_line_of_odd_spaces_parts() -> None:
    assert pieces(canonical("one\n\u00a0\u3000\ntwo")) == ["one", "two"]


def test_list_marks_begin_a_paragraph_and_their_wrapped_lines_belong_to_it() -> None:
    text = textwrap.dedent("""\
        The two sides agreed on what follows, as the clerk read out to all
        who had come to the pier that evening in spite of the heavy rain:
        - to keep the lamps of the northern pier burning through the whole
          of the winter, whatever the price of oil;
        - to meet again in March.""")
    assert [piece[:12] for piece in pieces(text)] == ["The two side", "- to keep th", "- to meet ag"]


def test_a_figure_at_the_head_of_a_wrapped_line_is_no_paragraph_number() -> None:
    text = textwrap.dedent("""\
        The envoys of both harbours led the yearly meeting held on the April
        13. The meeting was the second of its kind and lasted for two long
        days, after which all went home by the same boat they had come with.

        """) + textwrap.fill(LONG, 68)
    assert len(pieces(text)) == 2


def test_a_dash_at_the_head_of_a_wrapped_line_is_no_list_mark() -> None:
    text = textwrap.fill(LONG, 68) + textwrap.dedent("""

        The council of the northern harbour met with all of its old partners
        — the envoys of the islands among them — and it agreed to light each
        of the lamps that the storm had put out in the autumn of last year.""")
    assert len(pieces(text)) == 2


def test_two_spaces_at_the_end_break_a_line() -> None:
    assert pieces("Room of Mirrors  \nPort Ella, Norland  \n7:47 P.M.") == [
        "Room of Mirrors",
        "Port Ella, Norland",
        "7:47 P.M.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1. The",
        "12) The",
        "(3) The",
        "- The",
        "• The",
        "ㅇ 등불",
        "° The",
        "가. 등불",
        "* The",
        "3. 3국 대표",
        "※ 참고",
    ],
)
def test_items(text: str) -> None:
    assert is_item(text)


@pytest.mark.parametrize(
    "text", ["2024. 3. 28.(목)", "24. 3. 28.", "3.5 million", "-5 degrees", "*Note", "A. Quill", "1946년"]
)
def test_no_items(text: str) -> None:
    assert not is_item(text)


@given(st.text(alphabet=st.sampled_from("abc D.한,1-•* \n\n"), max_size=300))
def test_paragraphs_hold_everything_once_in_order(text: str) -> None:
    text, at = canonical(text), 0
    for block in paragraphs(text):
        assert not text[at : block.start].strip()
        piece = text[block.start : block.end]
        assert piece
        assert piece == piece.strip()
        at = block.end
    assert not text[at:].strip()
