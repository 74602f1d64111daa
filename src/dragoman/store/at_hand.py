"""What is computed from all columns of a record, at hand until they change."""

import threading
from collections.abc import Callable, Hashable
from typing import Generic, Protocol, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from dragoman.store.memory import give_back


class Stated(Protocol):
    """Something that knows which state of the record it was made of."""

    @property
    def state(self) -> Hashable:
        """Another one where anything it is made of changed."""


T = TypeVar("T", bound=Stated)


class AtHand(Generic[T]):
    """One of each open record, made by one thread at a time."""

    def __init__(self) -> None:
        self._kept: WeakKeyDictionary[Engine, T] = WeakKeyDictionary()
        self._making = threading.Lock()

    def of(self, engine: Engine, state: Hashable, make: Callable[[T | None], T]) -> T:
        """That of this state; `make` is given the one of an earlier state, if there is one, to go on from."""
        with self._making:
            kept = self._kept.get(engine)
            if kept is None or kept.state != state:
                kept = self._kept[engine] = make(kept)
                give_back()
            return kept

    def kept(self, engine: Engine) -> T | None:
        """What is at hand of this record, if anything."""
        return self._kept.get(engine)
