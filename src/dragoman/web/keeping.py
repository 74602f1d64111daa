"""Pages that were made are kept for whoever asks the same of the record as it still stands.

The record's log has a number for every change, written with the change itself: while the last number is the same, so
is every answer of the same day. What is kept is what is sent, without whose it is: the secret of its forms is put in
when it is sent. It is kept compressed: pages say the same over and over, and take a fifth of the room.
"""

import secrets
import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Generic, Protocol, TypeVar

from fastapi.responses import Response

from dragoman.web.view import View
from dragoman.web.visitors import Visitor

MOST = 8 << 20
"""Compressed bytes of pages that are kept; those not asked for longest go first."""
OWN = ("/claim/", "/document/", "/actor/")
"""Pages on which somebody finds what they themselves decided."""
LARGEST = 1 << 20
"""A page of more compressed bytes is not kept."""


class Sized(Protocol):
    """Something that knows how many bytes it holds."""

    @property
    def size(self) -> int:
        """About so many."""


@dataclass(frozen=True, slots=True)
class Page:
    """What is sent, of a kind and with headers of its own."""

    content: bytes
    kind: str
    headers: tuple[tuple[str, str], ...] = ()

    def packed(self) -> "Body":
        """It to be kept."""
        return Body.of(self.content, self.kind, self.headers)

    def to(self, view: View) -> Response:
        """It as an answer to whoever asks: a page for people hangs on what they chose, and their forms are theirs."""
        content = self.content.replace(_STAND_IN.encode(), view.visitor.form_token.encode())
        return view.remembered(Response(content, media_type=self.kind, headers=dict(self.headers)))


@dataclass(frozen=True, slots=True)
class Body:
    """A page as it is kept: compressed."""

    packed: bytes
    kind: str
    headers: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, content: bytes, kind: str, headers: tuple[tuple[str, str], ...] = ()) -> "Body":
        """That of this content."""
        return cls(zlib.compress(content), kind, headers)

    @property
    def content(self) -> bytes:
        """What is sent."""
        return zlib.decompress(self.packed)

    @property
    def size(self) -> int:
        """About so many bytes, with what it takes to keep it."""
        return len(self.packed) + 1024

    def to(self, view: View) -> Response:
        """It as an answer to whoever asks."""
        return Page(self.content, self.kind, self.headers).to(view)


T = TypeVar("T", bound=Sized)


@dataclass(slots=True)
class Kept(Generic[T]):
    """Things by what was asked, each with the state of the record that it was made from."""

    most: int = MOST
    largest: int = LARGEST
    _kept: "OrderedDict[Hashable, tuple[Hashable, T]]" = field(default_factory=OrderedDict)
    _size: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _making: dict[Hashable, "_Making"] = field(default_factory=dict)

    def __contains__(self, asked: Hashable) -> bool:
        return asked in self._kept

    def get(self, asked: Hashable, state: Hashable) -> T | None:
        """What is kept for what was asked of this state."""
        with self._lock:
            found = self._kept.get(asked)
            if found is None or found[0] != state:
                return None
            self._kept.move_to_end(asked)
            return found[1]

    def made(self, asked: Hashable, state: Hashable, make: Callable[[], T]) -> T:
        """What was asked of this state, made where it is not kept; who asks the same meanwhile waits for it."""
        with self._alone(asked):
            found = self.get(asked, state)
            if found is None:
                found = make()
                self.keep(asked, state, found)
            return found

    def keep(self, asked: Hashable, state: Hashable, made: T) -> None:
        """Keep what somebody else made."""
        with self._lock:
            self._drop(asked)
            if made.size > self.largest:
                return
            self._kept[asked] = (state, made)
            self._size += made.size
            while self._size > self.most:
                self._drop(next(iter(self._kept)))

    def _drop(self, asked: Hashable) -> None:
        gone = self._kept.pop(asked, None)
        if gone is not None:
            self._size -= gone[1].size

    @contextmanager
    def _alone(self, asked: Hashable) -> Iterator[None]:
        with self._lock:
            making = self._making.setdefault(asked, _Making())
            making.waiting += 1
        try:
            with making.lock:
                yield
        finally:
            with self._lock:
                making.waiting -= 1
                if not making.waiting:
                    del self._making[asked]


@dataclass(slots=True)
class _Making:
    """Those who want the same thing made."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    waiting: int = 0


_NOBODY_S = Visitor(seed=secrets.token_urlsafe(32))
_STAND_IN = _NOBODY_S.form_token
"""Stands in kept pages where a visitor's form token belongs; no document can hold it."""


def anybody_s(view: View) -> View:
    """The view of anybody who may do the same, or of this visitor where the page is theirs alone."""
    seed = _NOBODY_S.seed if view.visitor.seed else ""
    return replace(view, visitor=replace(view.visitor, name=_whose(view.url.path, view.visitor), seed=seed))


def key_of(path: str, view: View) -> Hashable:
    """What is asked: the address, how it is to look, and what whoever asks may do.

    On some pages people take back what they said of it themselves: there it is who they are, too.
    """
    visitor = view.visitor
    may = (visitor.role, visitor.scopes, visitor.how == "token", bool(visitor.seed))
    return path, tuple(view.asked), view.preferences, may, _whose(path, visitor), view.uploads


def _whose(path: str, visitor: Visitor) -> str | None:
    return visitor.name if path.startswith(OWN) else None
