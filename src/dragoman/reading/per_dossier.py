"""What is made of a dossier once, and not once a batch: look-ups over thousands of names and phrases."""

import functools
from collections.abc import Callable
from typing import TypeVar

from dragoman.dossier import Dossier

T = TypeVar("T")


def per_dossier(make: Callable[[Dossier], T]) -> Callable[[Dossier], T]:
    """`make`, remembering what it made of the last dossier.

    A process reads by one dossier at a time, so one is enough. It is known by identity: a dossier is frozen, and two
    that are alike may still differ where a digest does not look.
    """
    last: list[tuple[Dossier, T]] = []

    @functools.wraps(make)
    def made(dossier: Dossier) -> T:
        if not last or last[0][0] is not dossier:
            last[:] = [(dossier, make(dossier))]
        return last[0][1]

    return made
