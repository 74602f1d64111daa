"""What takes long waits for what is quick, and not for ever."""

import asyncio
from collections.abc import Sequence

import pytest

from dragoman.web.turns import PATIENCE, Turns


class Clock:
    """A clock that is set."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def turns(clock: Clock, *, makers: int = 1) -> Turns:
    """With two kinds that were made before."""
    made = Turns(range(makers), clock)
    for kind, seconds in (("long", 2.0), ("quick", 0.1)):
        with made.timed(kind):
            clock.now += seconds
    return made


async def in_turn(made: Turns, clock: Clock, asked: Sequence[tuple[float, str]]) -> list[int]:
    """Which of those that ask at these seconds have their turns when, after each other."""
    served: list[int] = []

    async def ask(n: int, kind: str) -> None:
        maker = await made.take(kind)
        served.append(n)
        made.give(maker)

    held = await made.take("long")
    waiting = []
    for n, (at, kind) in enumerate(asked):
        clock.now = at
        waiting.append(asyncio.ensure_future(ask(n, kind)))
        await asyncio.sleep(0)
    made.give(held)
    await asyncio.gather(*waiting)
    return served


def test_quick_before_long_and_of_a_kind_as_they_came() -> None:
    clock = Clock()
    asked = [(10, "long"), (10, "quick"), (10, "long"), (10, "quick")]
    assert asyncio.run(in_turn(turns(clock), clock, asked)) == [1, 3, 0, 2]


def test_what_has_waited_long_enough_goes_before_what_is_quick() -> None:
    clock = Clock()
    late = 10 + PATIENCE * 2.0
    asked = [(10, "long"), (late - 1.5, "quick"), (late, "quick")]
    assert asyncio.run(in_turn(turns(clock), clock, asked)) == [1, 0, 2]


def test_the_first_of_the_idle_makes_it_and_nobody_s_turn_is_lost() -> None:
    async def live() -> None:
        made = Turns(range(2))
        assert [await made.take("page"), await made.take("page")] == [0, 1]
        gone, stays = (asyncio.ensure_future(made.take("page")) for _ in range(2))
        await asyncio.sleep(0)
        made.give(1)
        gone.cancel()  # its turn has come, and it does not know yet
        with pytest.raises(asyncio.CancelledError):
            await gone
        assert await stays == 1
        left = asyncio.ensure_future(made.take("page"))
        await asyncio.sleep(0)
        left.cancel()
        made.give(0)
        made.give(1)
        assert [await made.take("page"), await made.take("page")] == [0, 1]

    asyncio.run(live())
