"""What fetching is asked for and what it gives. Standard library only."""

import datetime
import time
from collections.abc import Callable
from dataclasses import dataclass

from dragoman.record import SourceError
from dragoman.sources.limits import MEBIBYTE


class FetchError(SourceError):
    """An address did not give what was asked. `wait_s` is how long its server wants to be left alone, where it says so.

    `lasting` is set where asking again will not help: the page is gone, or may not be asked for.
    """

    def __init__(self, message: str, *, wait_s: float | None = None, lasting: bool = False) -> None:
        super().__init__(message)
        self.wait_s = wait_s
        self.lasting = lasting


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How addresses are asked. Times are seconds.

    contact: where a webmaster reaches whoever runs this; it goes into the User-Agent.
    allowed_hosts: hosts, or host:port, that may be asked although they are private addresses.
    attempts: how often one address is asked in all, where it fails in a way that may pass.
    connect_s, silence_s, deadline_s: to connect; without a byte; for one attempt as a whole.
    gap_s: between two pages of one host, where its robots.txt asks for no more.
    longest_wait_s: the longest that a host's own wishes (Crawl-delay, Retry-After) are waited for.
    """

    contact: str | None = None
    allowed_hosts: frozenset[str] = frozenset()
    max_bytes: int = 100 * MEBIBYTE
    max_redirects: int = 5
    attempts: int = 3
    connect_s: float = 15.0
    silence_s: float = 30.0
    deadline_s: float = 120.0
    gap_s: float = 1.0
    longest_wait_s: float = 120.0


@dataclass(frozen=True, slots=True)
class Validators:
    """By what a server tells whether a page is still what it was: its ETag and Last-Modified, as it gave them.

    `url` is the address that gave them, after redirects; they are sent to no other.
    """

    url: str
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered. `data` is None where it says that nothing changed.

    url: as asked, without a fragment. validators: who answered, after redirects, and by what to ask it again.
    charset: the encoding the server stated, if it did.
    """

    url: str
    data: bytes | None
    validators: Validators
    charset: str | None = None

    @property
    def final_url(self) -> str:
        """The address that answered."""
        return self.validators.url


@dataclass(frozen=True, slots=True)
class Clock:
    """The times fetching goes by: `now` is aware, `ticks` are seconds that never run back."""

    now: Callable[[], datetime.datetime] = lambda: datetime.datetime.now(datetime.UTC)
    ticks: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
