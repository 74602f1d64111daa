"""Paragraphs of a text and its translation, side by side."""

from dragoman.web.pages.aligning import aligned

ENGLISH = [
    "Ministry to reopen the hotline",
    "The ministry said on 3 November that the line will be reopened in the first half of 2032.",
    "A meeting of 14 officials will be held in Busan.",
    "The spokesman called on the North to return to the talks without conditions, and recalled that 127 families "
    "are still waiting to see each other.",
    "Contact: press office",
]
KOREAN = [
    "직통전화 재개 예정",
    "외교부는 11월 3일, 2032년 상반기에 연락선을 다시 연다고 밝혔다.",
    "관계관 14명이 참석하는 회의가 부산에서 열린다.",
    "대변인은 북한이 조건 없이 대화에 복귀할 것을 촉구했다.",
    "이어 127가족이 아직 상봉을 기다리고 있다고 덧붙였다.",
]


def test_a_paragraph_that_was_cut_in_two_stands_beside_both_halves() -> None:
    groups = list(aligned(ENGLISH, KOREAN))
    assert ([ENGLISH[3]], KOREAN[3:5]) in groups
    assert ([ENGLISH[2]], [KOREAN[2]]) in groups
    assert ([ENGLISH[4]], []) in groups, "what has no counterpart stands alone"


def test_what_one_side_lacks_does_not_move_the_rest() -> None:
    """A long statement whose fifth paragraph the translation leaves out."""
    here = [f"On item {n} the two ministers took note of {'further ' * (n * 7 % 11)}progress." for n in range(1, 16)]
    there = [f"{n}항에 대하여 두 장관은 {'더 많은 ' * (n * 7 % 11)}진전을 평가하였다." for n in range(1, 16) if n != 5]
    groups = list(aligned(here, there))
    assert ([here[4]], []) in groups
    assert [([here[n]], [there[n - 1]]) in groups for n in range(5, 15)] == [True] * 10


def test_every_paragraph_stands_there_once_and_in_order() -> None:
    for here, there in ((ENGLISH, KOREAN), (ENGLISH, []), ([], KOREAN), ([], []), (ENGLISH[:1] * 90, KOREAN[:1] * 3)):
        groups = list(aligned(here, there))
        assert [one for left, _ in groups for one in left] == here
        assert [one for _, right in groups for one in right] == there
