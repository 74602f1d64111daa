"""Whose turn it is where more is asked for than can be made at once.

Each waits the less the less it takes: a page of thirty milliseconds is not made after ten that take a second. What is
asked for has a time by which it should be there, so many times what its kind took lately from when it was asked; the
earliest of these is next. So what takes long is put off, and not for ever.
"""

import asyncio
import heapq
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from itertools import count

PATIENCE = 10
"""How many times what it takes each thing should have waited at most."""
UNKNOWN_S = 0.1
"""What a kind is taken for that was not made yet."""
NEWEST = 0.3
"""How much the last of a kind counts in what is expected of the next."""


class Turns:
    """Who makes things, by number; the lowest that is idle comes first."""

    def __init__(self, makers: Collection[int], clock: Callable[[], float] = time.monotonic) -> None:
        self._idle = sorted(makers)
        self._waiting: list[tuple[float, int, asyncio.Future[int]]] = []
        self._order = count()
        self._clock = clock
        self._took: dict[str, float] = {}

    async def take(self, kind: str) -> int:
        """Wait for one that makes a thing of this kind; it is to be given back."""
        if self._idle:
            return heapq.heappop(self._idle)
        turn: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        due = self._clock() + PATIENCE * self._took.get(kind, UNKNOWN_S)
        heapq.heappush(self._waiting, (due, next(self._order), turn))
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.give(turn.result())
            raise

    def give(self, maker: int) -> None:
        """It is idle again, or makes what is next."""
        while self._waiting:
            _, _, turn = heapq.heappop(self._waiting)
            if not turn.done():
                turn.set_result(maker)
                return
        heapq.heappush(self._idle, maker)

    @contextmanager
    def timed(self, kind: str) -> Iterator[None]:
        """A thing of this kind is being made."""
        began = self._clock()
        yield
        took = self._clock() - began
        self._took[kind] = took + (1 - NEWEST) * (self._took.get(kind, took) - took)
