"""Where sources disagree: nearly the same words of two voices, with opposite signs."""

from dataclasses import replace

from dragoman.desks.dialogue.disagreements import disagreements
from dragoman.store import ClaimRow
from made_rows import make_row


def told(words: str, who: str, *, negative: bool = False, on: str = "2031-02-03") -> ClaimRow:
    row = make_row(words, who=[who], kind="event", document=f"d-{who}-{on}", on=on)
    return replace(row, claim=replace(row.claim, polarity="negative" if negative else "positive"))


YES = told("Tarnia crossed the river border at Dorn", "Marsovia")
NO = told("Tarnia did not cross the river border at Dorn", "Tarnia", negative=True, on="2031-02-05")


def test_one_says_it_is_so_and_another_that_it_is_not() -> None:
    (found,) = disagreements([NO, YES])
    assert (found.one.lead.words, found.other.lead.words) == (YES.words, NO.words)


def test_one_voice_that_changes_its_mind_is_no_disagreement() -> None:
    assert disagreements([YES, told(NO.words, "Marsovia", negative=True)]) == []


def test_long_after_is_another_matter() -> None:
    assert disagreements([YES, told(NO.words, "Tarnia", negative=True, on="2032-02-05")]) == []


def test_other_things_do_not_contradict() -> None:
    assert disagreements([YES, told("Tarnia did not sign the fishing treaty", "Tarnia", negative=True)]) == []
