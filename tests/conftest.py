"""What tests of several rooms share."""

import sys
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, settings

from served import Hours, Site, serving

# How busy a machine is says nothing of what is tested.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

CountSteps = Callable[[Callable[[], object]], int]


@pytest.fixture
def count_steps() -> CountSteps:
    """How many calls some work makes: the same on any machine, however busy, so that growth can be tested."""

    def count(work: Callable[[], object]) -> int:
        taken = 0

        def step(*_: object) -> None:
            nonlocal taken
            taken += 1

        sys.setprofile(step)
        try:
            work()
        finally:
            sys.setprofile(None)
        return taken

    return count


@pytest.fixture
def site() -> Iterator[Site]:
    """A web site on this machine."""
    with serving() as served:
        yield served


@pytest.fixture
def hours() -> Hours:
    """A clock that moves only when slept by."""
    return Hours()
