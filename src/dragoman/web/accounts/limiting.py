"""How often something may be tried: so many times at once, and again as time passes. Memory is bounded."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

REMEMBERED = 10_000
"""Keys held at once; of more, those not seen longest are forgotten."""


@dataclass(slots=True)
class Limit:
    """`burst` tries at once for each key, and one more every `every` seconds."""

    burst: int
    every: float
    ticks: Callable[[], float] = time.monotonic
    _used: "OrderedDict[str, tuple[float, float]]" = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, key: str) -> float:
        """Take a try. 0 where it may be made; else the seconds after which one may, and none is taken."""
        with self._lock:
            now, used = self.ticks(), self._used_now(key)
            if used + 1 > self.burst:
                return (used + 1 - self.burst) * self.every
            self._used[key] = (used + 1, now)
            self._used.move_to_end(key)
            if len(self._used) > REMEMBERED:
                self._used.popitem(last=False)
            return 0.0

    def forgive(self, key: str) -> None:
        """Forget the tries of a key: the last one was right."""
        with self._lock:
            self._used.pop(key, None)

    def _used_now(self, key: str) -> float:
        used, at = self._used.get(key, (0.0, 0.0))
        return max(0.0, used - (self.ticks() - at) / self.every) if used else 0.0
