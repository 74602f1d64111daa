"""Shifts: false alarms stay at five in a hundred, power is what docs/quality.md says, few documents tell nothing."""

import random

import pytest

from dragoman.desks.dialogue.shifts import LEAST, bootstrap, find_shift, holm


def drawn(chance: random.Random, n: int, before: float, after: float) -> list[float]:
    return [float(chance.random() < (before if i < n // 2 else after)) for i in range(n)]


@pytest.mark.parametrize("n", [12, 30, 80, 300])
def test_false_alarms(n: int) -> None:
    chance, series = random.Random(n), 200
    alarms = sum((s := find_shift(drawn(chance, n, 0.4, 0.4))) is not None and s.p < 0.05 for _ in range(series))
    # Two standard errors above five in a hundred.
    assert alarms / series <= 0.05 + 2 * (0.05 * 0.95 / series) ** 0.5


@pytest.mark.parametrize(("n", "least"), [(30, 0.7), (80, 0.95), (300, 0.99)])
def test_power_for_a_great_shift(n: int, least: float) -> None:
    chance, series = random.Random(n), 100
    found = sum((s := find_shift(drawn(chance, n, 0.2, 0.8))) is not None and s.p < 0.05 for _ in range(series))
    assert found / series >= least


def test_where_it_moved() -> None:
    shift = find_shift([0.0] * 10 + [1.0] * 12)
    assert shift is not None
    assert (shift.at, shift.before, shift.after) == (10, 0.0, 1.0)
    assert shift.p < 0.01


def test_too_little_to_tell() -> None:
    assert find_shift([0.0, 1.0] * ((LEAST - 1) // 2)) is None
    assert find_shift([0.5] * 50) is None


def test_the_same_series_gives_the_same_answer() -> None:
    series = drawn(random.Random(3), 20, 0.2, 0.6)
    assert find_shift(series) == find_shift(series)


def test_holm_corrects_for_how_many_were_tried() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([]) == []


def test_bootstrap_covers_the_share() -> None:
    interval = bootstrap([(1, 2), (0, 3), (2, 2), (1, 4), (3, 5)])
    assert interval is not None
    assert 0 <= interval[0] <= 7 / 16 <= interval[1] <= 1
    assert bootstrap([(1, 2)]) is None
