"""A text cut into pieces: nothing of it is lost, and every claim's words are found again."""

from dragoman.record import Reading
from dragoman.web.marked import Paragraph, paragraphs
from invented_readings import Said, document_of, read

LONG = "will not sell coal to Tarnia"
SHORT = "coal"
LATER = "to Tarnia or\nto anybody"


def marked(*said: Said) -> tuple[Reading, list[Paragraph]]:
    document, _ = document_of(f"Coal\nOldmark {LONG} or\nto anybody else.\nThe end.")
    reading = read(document, said)
    return reading, paragraphs(reading, 1, 100)


def words_of(found: list[Paragraph], claim: str) -> list[str]:
    return [piece.words for one in found for piece in one.pieces if piece.claim and piece.claim.id == claim]


def test_the_pieces_are_the_paragraphs() -> None:
    reading, found = marked(Said([LONG]), Said([SHORT]), Said([LATER]))
    lines = [reading.document.text[line.start : line.end] for line in reading.document.lines]
    assert ["".join(piece.words for piece in one.pieces) for one in found] == lines


def test_of_words_of_two_claims_the_one_with_fewer_is_led_to() -> None:
    reading, found = marked(Said([LONG]), Said([SHORT], kind="call"))
    long, short = (claim.id for claim in reading.claims)
    assert words_of(found, short) == ["coal"]
    assert words_of(found, long) == ["will not sell ", " to Tarnia"]


def test_every_claim_begins_once_and_stands_beside_where_it_begins() -> None:
    reading, found = marked(Said([LONG]), Said([SHORT]), Said([LATER]), Said(["The end", "Oldmark"]))
    begun = [claim for one in found for piece in one.pieces for claim in piece.begins]
    assert sorted(begun) == sorted(claim.id for claim in reading.claims)
    beside = {claim.id: one.number for one in found for claim in one.claims}
    assert [beside[claim.id] for claim in reading.claims] == [2, 2, 2, 4]


def test_words_that_run_over_paragraphs_are_marked_in_each() -> None:
    reading, found = marked(Said([LATER]))
    assert words_of(found, reading.claims[0].id) == ["to Tarnia or", "to anybody"]


def test_a_window_shows_its_own_paragraphs() -> None:
    reading, whole = marked(Said([LONG]), Said([LATER]))
    assert paragraphs(reading, 3, 1) == whole[2:3]
    assert paragraphs(reading, 4, 10) == whole[3:]
    assert paragraphs(reading, 5, 10) == []


def test_many_claims_in_one_paragraph_cost_no_more_each(count_steps) -> None:  # type: ignore[no-untyped-def]
    def steps(claims: int) -> int:
        text = " ".join(f"w{n}." for n in range(claims))
        document, _ = document_of(f"Title\n{text}")
        reading = read(document, [Said([f"w{n}."]) for n in range(claims)])
        return count_steps(lambda: paragraphs(reading, 1, 10))  # type: ignore[no-any-return]

    assert steps(2_000) < steps(200) * 15
