"""What became of a promise: sixty built pairs, and what must never be proposed."""

import tomllib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from dragoman.desks.acts import acts_of
from dragoman.desks.dialogue.followups import MANY, SHARED, FollowUps, Weighing
from dragoman.identity.content import Rarity
from dragoman.store import ClaimRow, Party
from made_rows import make_row

PAIRS = tomllib.loads((Path(__file__).parent / "pairs.toml").read_text(encoding="utf-8"))
PRECISION, RECALL = 0.85, 0.70


def told(words: str, kind: str, polarity: str, on: str) -> ClaimRow:
    who = words.split()[0]
    row = make_row(words, who=[(who, who.lower())], kind=kind, document=f"d{on}-{words}", on=on)  # type: ignore[arg-type]
    party = tuple(Party(name, name.lower()) for name in ("Marsovia", "Ostria") if name[:6] in words)
    return replace(row, claim=replace(row.claim, polarity=polarity), actors=party)  # type: ignore[arg-type]


def outcomes(pairs: list[list[str]]) -> list[tuple[str, str | None]]:
    """(what should be proposed, what is) of each pair, all reports being on record at once."""
    later = [told(report, kind, polarity, "2031-04-01") for _, report, kind, polarity, _ in pairs]
    promises = []
    for promise, *_ in pairs:
        negative = " not " in promise or " never " in promise
        promises.append(told(promise, "commitment", "negative" if negative else "positive", "2031-01-01"))
    follow = FollowUps([*promises, *later])
    found = []
    for promise, report, wanted in zip(promises, later, (pair[4] for pair in pairs), strict=True):
        proposals = follow.of(acts_of([promise])[0])
        match = next((p for p in proposals if p.row.words == report.words), None)
        found.append((wanted, match.relation if match else None))
    return found


@pytest.mark.parametrize("half", ["first", "second"])
def test_proposals_on_built_pairs(half: str) -> None:
    found = outcomes(PAIRS[half])
    assert len(found) == 30
    right = sum(wanted == got for wanted, got in found if wanted and got)
    assert right / sum(got is not None for _, got in found) >= PRECISION
    assert right / sum(bool(wanted) for wanted, _ in found) >= RECALL


def test_nothing_earlier_follows_up() -> None:
    promise = told("Marsovia will open a hotline to Tarnia", "commitment", "positive", "2031-05-01")
    report = told("Marsovia opened a hotline to Tarnia", "event", "positive", "2031-01-01")
    assert FollowUps([promise, report]).of(acts_of([promise])[0]) == ()


def test_another_partys_deed_is_no_follow_up() -> None:
    promise = told("Marsovia will open a hotline to Tarnia", "commitment", "positive", "2031-01-01")
    report = told("Ostria opened a hotline to Tarnia", "event", "positive", "2031-05-01")
    assert FollowUps([promise, report]).of(acts_of([promise])[0]) == ()


def test_a_ministry_does_what_its_state_promised() -> None:
    promise = told("Marsovia will open a hotline to Tarnia", "commitment", "positive", "2031-01-01")
    report = told("Marsovia opened a hotline to Tarnia", "event", "positive", "2031-05-01")
    ministry = (Party("the ministry", "marsovia.mfa"),)
    report = replace(report, actors=ministry, speakers=ministry)
    act = acts_of([promise])[0]
    assert FollowUps([promise, report]).of(act) == ()
    states = {"marsovia.mfa": "marsovia", "marsovia": "marsovia"}
    assert [f.relation for f in FollowUps([promise, report], states=states).of(act)] == ["fulfils"]


@pytest.mark.parametrize(
    ("having", "wanted"),
    [
        ({"cargo": 3, "ferry": 2}, {0, 1, 2, 4}),
        ({"cargo": SHARED + 1, "ferry": 2}, {0, 4}),
        ({"cargo": MANY + 2, "ferry": MANY + 1}, {0}),
        ({"cargo": MANY + 1}, set()),
        ({"cargo": MANY, "ferry": 0}, {0, 1, 2}),
        ({}, set()),
    ],
)
def test_in_which_acts_a_follow_up_is_looked_for(having: dict[str, int], wanted: set[int]) -> None:
    """The more acts share a word, the less it tells: of many, those alone that share another."""
    acts = {"cargo": [0, 1, 2], "ferry": [0, 4]}
    weighing = Weighing({}, Rarity(10_000, having))
    found = weighing.likely(frozenset(("cargo", "ferry", "unheard")), lambda stem: np.array(acts[stem], np.int64))
    assert set(found.tolist()) == wanted
