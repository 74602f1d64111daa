"""Which claims the last few questions asked for, as columns of True and False: a page asks for its rows and its facets.

A mask is good as long as the last change in the record's log is the same: whatever decides which claims match is logged
with what it does.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, func, select

from dragoman.store import schema
from dragoman.store.query import ClaimQuery

MOST = 12
"""Masks kept of each open record: a bit a claim."""

_kept: WeakKeyDictionary[Engine, "OrderedDict[Hashable, tuple[int, NDArray[Any]]]"] = WeakKeyDictionary()
_lock = threading.Lock()


def kept(
    connection: Connection, columns: Hashable, query: ClaimQuery, make: Callable[[], NDArray[Any]]
) -> NDArray[Any]:
    """The mask of a question, whatever its order and limit. `columns` tell which were loaded."""
    if connection.get_execution_options().get("writing"):
        return make()  # what is being written is not in the log yet
    cursor = connection.scalar(select(func.max(schema.changes.c.number)))
    asked = (columns, cursor, replace(query, newest=False, limit=None, after=None))
    with _lock:
        masks = _kept.setdefault(connection.engine, OrderedDict())
        found = masks.get(asked)
        if found is not None:
            masks.move_to_end(asked)
    if found is not None:
        return np.unpackbits(found[1], count=found[0]).view(bool)
    made = make()
    with _lock:
        masks[asked] = len(made), np.packbits(made)
        while len(masks) > MOST:
            masks.popitem(last=False)
    return made
