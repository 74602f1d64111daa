"""What judgements make one: the later wins, nothing is lost, and taking one back undoes it."""

import datetime
from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.identity import merge, standing
from dragoman.record import Judgement, Verdict

NOON = datetime.datetime(2031, 5, 1, 12, tzinfo=datetime.UTC)


def made(number: int, verdict: Verdict, *about: str, by: str = "Ada") -> Judgement:
    return Judgement(f"j{number}", verdict, about, by, NOON + datetime.timedelta(minutes=number), "")


def series(*said: tuple[Verdict, str]) -> list[Judgement]:
    """Judgements by Ada, one after another: ("same", "a b")."""
    return [made(n, verdict, *about.split()) for n, (verdict, about) in enumerate(said)]


def test_what_is_the_same_as_the_same_is_one() -> None:
    merged = merge(series(("same", "b c"), ("same", "a b"), ("same", "x y")))
    assert merged.group("c") == ("a", "b", "c")
    assert merged.name("y") == "x"
    assert merged.group("z") == ("z",)
    assert merged.overruled == ()


def test_the_canonical_one_is_the_most_official() -> None:
    merged = merge(series(("same", "a b c")), rank=lambda thing: (thing != "b",))
    assert merged.group("a") == ("b", "a", "c")


def test_a_later_different_wins_over_an_earlier_same_and_the_overruled_is_told() -> None:
    said = series(("same", "a b"), ("different", "a b"))
    merged = merge(said)
    assert merged.name("b") == "b"
    assert [(o.judgement.id, o.pair) for o in merged.overruled] == [("j0", ("a", "b"))]
    back = merge(said[::-1])
    assert back.name("b") == "a"
    assert [o.judgement.id for o in back.overruled] == ["j1"]


def test_a_chain_is_broken_at_its_oldest_link() -> None:
    """A to b and b to c were said one before a and c were said to differ: the last of the two joins still holds."""
    merged = merge(series(("same", "a b"), ("same", "b c"), ("different", "a c")))
    assert merged.group("b") == ("b", "c")
    assert merged.name("a") == "a"
    assert [o.judgement.id for o in merged.overruled] == ["j0"]


def test_the_machines_ties_never_outweigh_a_person() -> None:
    ties = [("a", "b"), ("b", "c")]
    assert merge([], ties=ties).group("a") == ("a", "b", "c")
    assert merge(series(("different", "a b")), ties=ties).group("b") == ("b", "c")
    assert merge(series(("different", "a c")), ties=ties).group("a") == ("a", "b")


def test_one_persons_later_answer_supersedes_and_two_persons_answers_both_stand() -> None:
    first = made(0, "right", "c1")
    assert standing([first, made(1, "wrong", "c1")]) == [made(1, "wrong", "c1")]
    assert len(standing([first, made(1, "wrong", "c1", by="Bo")])) == 2
    assert len(standing([first, made(1, "kept", "c1")])) == 2
    assert standing([made(0, "same", "a", "b"), made(1, "different", "b", "a")]) == [made(1, "different", "b", "a")]


def test_what_is_withdrawn_is_as_if_never_said() -> None:
    said = [made(0, "same", "a", "b"), made(1, "different", "a", "b"), made(2, "withdrawn", "j1")]
    assert standing(said) == said[:1]
    assert standing([*said, made(3, "withdrawn", "j2")]) == said[1:2]


THINGS = st.sampled_from("abcdef")
VERDICTS: st.SearchStrategy[Verdict] = st.sampled_from(("same", "different"))
SAID = st.lists(st.tuples(VERDICTS, st.lists(THINGS, min_size=2, max_size=3, unique=True)), max_size=12)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SAID)
def test_groups_keep_what_the_judgements_that_hold_say(said: Sequence[tuple[Verdict, list[str]]]) -> None:
    judgements = [made(n, verdict, *about) for n, (verdict, about) in enumerate(said)]
    merged = merge(judgements)
    failed = {(o.judgement.id, *o.pair) for o in merged.overruled}
    for judgement in judgements:
        for one, other in zip(judgement.about, judgement.about[1:], strict=False):
            if (judgement.id, one, other) not in failed:
                assert (merged.name(one) == merged.name(other)) == (judgement.verdict == "same")
    if judgements:
        assert judgements[-1].id not in {o.judgement.id for o in merged.overruled}
