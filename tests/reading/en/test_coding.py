"""Event codes of claims. Each sentence is ours; the code is what CAMEO and PLOVER have for such a deed."""

from collections.abc import Callable

import pytest

from dragoman.record import Reading

CASES = [
    ("North Korea fired three ballistic missiles into the East Sea on Monday.", "MOBILIZE", "150"),
    ("Japan imposed sanctions on two trading companies on Friday.", "SANCTION", "163"),
    ("The United States lifted sanctions on the bank on Friday.", "RETREAT", "085"),
    ("Foreign Minister Baek Do-yun met with Japanese Foreign Minister Hanamori Reiko on Tuesday.", "CONSULT", "040"),
    ("The two Koreas held talks at Panmunjom on Friday.", "CONSULT", "040"),
    ("China sent food aid to North Korea last week.", "AID", "073"),
    ("The United States and South Korea conducted a joint exercise off Busan on Monday.", "COOPERATE", "062"),
    ("North Korea released two detainees on Sunday.", "RETREAT", "0841"),
    ("Japan broke off diplomatic relations with the island on Monday.", "SANCTION", "161"),
    ("South Korea's foreign ministry said it will provide 50,000 tons of rice to North Korea.", "AGREE", "0333"),
    ("The minister said Seoul will impose unilateral sanctions on the firm.", "THREATEN", "1312"),
    ("The minister said Seoul will not hold talks with the North this year.", "REJECT", "125"),
    ("Tokyo urged Pyongyang to return to talks.", "REQUEST", "026"),
    ("Seoul called for the lifting of sanctions on the port.", "REQUEST", "0254"),
    ("South Korea condemned the missile launch.", "ACCUSE", "111"),
    ("Japan praised the decision of the two Koreas.", "SUPPORT", "051"),
    ("Seoul rejected the proposal for talks.", "REJECT", "125"),
    ("Washington and Seoul agreed to share intelligence on ship-to-ship transfers.", "AGREE", "0314"),
]


@pytest.mark.parametrize(("sentence", "plover", "cameo"), CASES)
def test_codes(read: Callable[[str], Reading], sentence: str, plover: str, cameo: str) -> None:
    events = [claim.event for claim in read(sentence).claims if claim.event]
    assert (plover, cameo) in [(e.plover, e.cameo) for e in events]


@pytest.mark.parametrize(
    "sentence",
    [
        "Japan did not expel the diplomats.",
        "Peace grows from patience.",
        "The ministry said the snow may fall in April.",
    ],
)
def test_what_is_not_done_or_is_no_deed_has_no_plover_type(read: Callable[[str], Reading], sentence: str) -> None:
    assert [c.event for c in read(sentence).claims if c.event and c.event.plover] == []
