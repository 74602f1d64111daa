"""The same document twice is found however it was cut; letters from one form are not the same letter."""

import datetime
from itertools import combinations

import pytest

from dragoman.identity import Likeness, Sketch, likeness, sketch
from dragoman.identity.words import Body, fingerprints, stretches
from dragoman.record import Publisher
from invented_releases import (
    DAY,
    FOOTER,
    MINISTRY,
    PRESS,
    RELEASES,
    VARIANTS,
    half,
    letters,
    lightly_edited,
    picked_up,
    reading_of,
    retyped,
)

LATER = DAY + datetime.timedelta(days=200)


def sketched(text: str, publisher: Publisher = MINISTRY, day: datetime.date | None = DAY) -> Sketch:
    return sketch(reading_of(text, publisher=publisher, day=day)[0])


def alike(one: str, other: str, **of_other: object) -> Likeness | None:
    return likeness(sketched(one), sketched(other, **of_other))  # type: ignore[arg-type]


def share_a_fingerprint(one: str, other: str) -> bool:
    first, second = (fingerprints(stretches(sketched(text).body.words())) for text in (one, other))
    return bool(first & second)


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("text", RELEASES, ids=lambda text: text.split("\n")[0])
def test_a_variant_is_found_and_is_a_candidate(text: str, variant: str) -> None:
    changed = VARIANTS[variant](text)
    assert alike(text, changed, publisher=PRESS)
    assert share_a_fingerprint(text, changed)


def test_each_kind_of_likeness_has_its_name() -> None:
    text = RELEASES[0]
    found = alike(text, retyped(text), publisher=PRESS)
    assert found and (found.kind, found.within, found.holds) == ("exact", 1.0, 1.0)
    found = alike(text, lightly_edited(text))
    assert found and found.kind == "near" and found.within > 0.9
    found = alike(text, half(text))
    assert found and found.kind == "excerpt" and found.within == 1.0 and found.holds < 0.8
    assert found.document == sketched(half(text)).document
    found = alike(text, picked_up(text), publisher=PRESS)
    assert found and found.kind == "reprint" and found.document == sketched(text).document


def test_who_is_asked_first_does_not_matter() -> None:
    for text in RELEASES:
        for change in VARIANTS.values():
            assert alike(text, change(text)) == alike(change(text), text)


def test_releases_of_one_ministry_are_not_alike() -> None:
    footed = [f"{text}\n{FOOTER}" for text in RELEASES]
    assert [pair for pair in combinations(footed, 2) if alike(*pair)] == []


def test_letters_from_one_form_are_not_alike() -> None:
    assert [pair for pair in combinations(letters(), 2) if alike(*pair)] == []


def test_a_lead_is_not_a_standing_footer() -> None:
    """A notice of one sentence above the footer that stands under every release of the house."""
    notice = f"Notice\nThe press office is closed on Monday, as every year on the day of the harbour.\n{FOOTER}"
    assert [alike(notice, f"{text}\n{FOOTER}") for text in RELEASES] == [None] * len(RELEASES)


def test_the_same_form_under_a_title_with_another_day_is_another_schedule() -> None:
    lines = "\n".join(
        f"{hour}:30 Minister Quill receives guests in the old hall, closed to the press." for hour in range(8, 17)
    )
    assert alike(f"Public schedule, 3 May\n{lines}", f"Public schedule, 4 May\n{lines}\n17:30 Reception, open.") is None


def test_a_short_notice_put_out_again_is_another_notice() -> None:
    notice = "Office hours\nThe consular office will be closed in the afternoon, and will open again the next day."
    assert alike(notice, notice.replace("Office", "office"), day=DAY)
    assert alike(notice, notice.replace("Office", "office"), day=LATER) is None


def test_the_same_words_long_after_are_the_same_text_only_where_none_differs() -> None:
    text = RELEASES[1]
    assert alike(text, text + "\n", day=LATER)
    assert alike(text, lightly_edited(text), day=LATER) is None
    assert alike(text, lightly_edited(text), day=None)


def test_one_corrected_name_is_the_same_text_and_two_people_are_not() -> None:
    text = RELEASES[0]
    corrected = alike(text, text.replace("Orin Vale", "Oryn Vale"))
    assert corrected and corrected.kind == "near"
    assert alike(text, text.replace("Orin Vale", "Tam Reeve").replace("Minister Vale", "Minister Reeve")) is None


def test_two_sentences_are_too_little_to_go_by() -> None:
    assert alike("Note\nThe envoy will come on Monday.", "Note\nThe envoy will come on Monday, it was said.") is None


def test_nothing_is_like_an_empty_body() -> None:
    assert alike("Only a title", "Only a title\n") is None


def test_a_body_is_the_same_on_every_machine() -> None:
    body = Body.of(reading_of(RELEASES[5])[0])
    assert Body.from_bytes(body.to_bytes()) == body
    small = Body.of(reading_of("Title\nMinister Quill met Vale. The envoy left at 9.")[0])
    assert small.to_bytes().hex() == OF_ALL_MACHINES
    assert len(small.facts()) == 3


OF_ALL_MACHINES = "2e58cd1abb973b94a6abacf0373095d2e66d453c0225c9d768e7677a3cfd576a8567078d"


def test_a_fingerprint_is_shared_wherever_twelve_words_are() -> None:
    shared = list(range(1000, 1012))
    one, other = [*range(2, 400, 2), *shared, *range(400, 600, 2)], [*range(3, 99, 2), *shared, *range(99, 777, 2)]
    assert fingerprints(stretches(one)) & fingerprints(stretches(other))
