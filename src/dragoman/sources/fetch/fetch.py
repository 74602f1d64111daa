"""One address to its bytes, top to bottom: what may be asked, when, the exchange itself, redirects, trying again."""

import datetime
import random
import ssl
from collections.abc import Callable
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Self

import httpcore
import httpx

from dragoman import __version__
from dragoman.record import SourceError
from dragoman.sources.fetch.addresses import shown, web_url
from dragoman.sources.fetch.body import ACCEPTED, read_body
from dragoman.sources.fetch.connect import Deadline, GuardedBackend, GuardedTransport, Resolve, resolve
from dragoman.sources.fetch.nouns import Clock, Fetched, FetchError, FetchSettings, Validators
from dragoman.sources.fetch.pace import Pace
from dragoman.sources.fetch.robots import AGENT, LARGEST, Robots

_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses that may be another in a moment."""
_GONE = frozenset({404, 410})
_MOVED = frozenset({301, 302, 303, 307, 308})
_BACKOFF_S = 1.0
_LONGEST_VALIDATOR = 1_000
_HTTPX = (httpx.HTTPError, httpx.InvalidURL)
"""httpx speaks no HTTP here, our transport does: these are what it says of a Location that it cannot read."""


class _MayPass(FetchError):
    """A failure worth another try."""


class _NoSuchPage(FetchError):
    """The site answered, and has no such page: for robots.txt that is an answer too."""


@dataclass(frozen=True, slots=True)
class _Moved:
    to: httpx.URL


class Fetcher:
    """Asks addresses, one at a time. Use it as a context manager; it keeps connections, robots.txt and the pace.

    `clock`, `find` (host to IP addresses) and `jitter` (0 to 1) are arguments so that tests need neither time, names
    nor luck.
    """

    def __init__(
        self,
        settings: FetchSettings | None = None,
        *,
        clock: Clock | None = None,
        find: Resolve = resolve,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._settings = settings or FetchSettings()
        self._clock = clock or Clock()
        self._jitter = jitter
        self._deadline = Deadline(self._clock.ticks)
        backend = GuardedBackend(self._deadline, allowed_hosts=self._settings.allowed_hosts, find=find)
        self._client = httpx.Client(
            transport=GuardedTransport(backend),
            timeout=httpx.Timeout(self._settings.silence_s, connect=self._settings.connect_s),
            headers={"User-Agent": user_agent(self._settings.contact), "Accept": "*/*", "Accept-Encoding": ACCEPTED},
        )
        self._pace = Pace(self._clock, longest_wait_s=self._settings.longest_wait_s)
        self._robots = Robots(self._ask_robots, self._clock.ticks)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def fetch(self, url: str, *, known: Validators | None = None, max_bytes: int | None = None) -> Fetched:
        """What the address answers; without data where it is still what `known` was given with.

        `max_bytes` is for what needs to be smaller than the settings say.

        Raises FetchError, in words for the user that do not repeat the address.
        """
        asked = web_url(url)
        most = min(max_bytes or self._settings.max_bytes, self._settings.max_bytes)
        try:
            return self._insist(lambda: self._follow(asked, known, most))
        finally:
            # Within one visit a site may know us again; from page to page it need not.
            self._client.cookies.clear()

    def _insist(self, ask: Callable[[], Fetched]) -> Fetched:
        """Ask again, ever later, while that may help."""
        attempts = self._settings.attempts
        for attempt in range(1, attempts + 1):
            try:
                return ask()
            except _MayPass as fault:
                if attempt == attempts or (fault.wait_s or 0.0) > self._settings.longest_wait_s:
                    raise FetchError(_with_tries(fault, attempt), wait_s=fault.wait_s) from fault
                backoff = _BACKOFF_S * 2 ** (attempt - 1) * (0.5 + self._jitter())
                self._clock.sleep(backoff if fault.wait_s is None else fault.wait_s)
        raise ValueError(f"{attempts} attempts are none")

    def _follow(self, asked: httpx.URL, known: Validators | None, max_bytes: int) -> Fetched:
        """The answer at the end of the redirects, each of which is looked at as the first address was."""
        url, host = asked, ""
        for _ in range(self._settings.max_redirects + 1):
            gap = self._robots.require_allowed(_site(url), str(url))
            if _host(url) != host:
                host = _host(url)
                self._pace.wait(host, max(gap, self._settings.gap_s))
            try:
                answer = self._exchange(url, known, max_bytes=max_bytes)
            finally:
                self._pace.asked(host)
            if isinstance(answer, Fetched):
                return replace(answer, url=str(asked))
            url = answer.to
        raise self._endless(url)

    def _ask_robots(self, address: str) -> bytes | None:
        """A site's robots.txt, None where it has none. Nobody's rules hold for it, nor is it waited for."""

        def follow() -> Fetched:
            url = httpx.URL(address)
            for _ in range(self._settings.max_redirects + 1):
                answer = self._exchange(url, None, max_bytes=8 * LARGEST)
                if isinstance(answer, Fetched):
                    return answer
                url = answer.to
            raise self._endless(url)

        try:
            return self._insist(follow).data
        except _NoSuchPage:
            return None

    def _endless(self, url: httpx.URL) -> FetchError:
        most = self._settings.max_redirects
        return FetchError(f"redirected more than {most} times, at last to {shown(str(url))}", lasting=True)

    def _exchange(self, url: httpx.URL, known: Validators | None, *, max_bytes: int) -> Fetched | _Moved:
        """One request and its answer, whole."""
        asked_with = known if known is not None and known.url == str(url) else None
        request = self._client.build_request("GET", url, headers=_conditions(asked_with))
        self._deadline.start(self._settings.deadline_s)
        try:
            answer = self._client.send(request, stream=True, follow_redirects=False)
            try:
                return self._taken(answer, url, asked_with, max_bytes)
            finally:
                answer.close()
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, *_HTTPX) as fault:
            raise _told(fault) from fault

    def _taken(
        self, answer: httpx.Response, url: httpx.URL, asked_with: Validators | None, max_bytes: int
    ) -> Fetched | _Moved:
        status, headers = answer.status_code, answer.headers
        if status == HTTPStatus.NOT_MODIFIED and asked_with is not None:
            return Fetched(str(url), None, asked_with)
        if status in _MOVED and "location" in headers:
            return _Moved(_redirected(url, headers["location"]))
        if status not in (HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION):
            refused = self._refused(status, headers.get("retry-after"))
            if refused.wait_s is not None:
                self._pace.shut(_host(url), refused.wait_s)
            raise refused
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length) > max_bytes:
            raise FetchError(f"larger than {max_bytes:,} bytes, the most that is fetched", lasting=True)
        encoding = headers.get("content-encoding", "")
        data = read_body(answer.iter_raw(), encoding=encoding, max_bytes=max_bytes)
        validators = Validators(str(url), _sendable(headers.get("etag")), _sendable(headers.get("last-modified")))
        return Fetched(str(url), data, validators, (answer.charset_encoding or "")[:40] or None)

    def _refused(self, status: int, retry_after: str | None) -> FetchError:
        try:
            said = f"{status} {HTTPStatus(status).phrase}"
        except ValueError:
            said = str(status)
        message = f"the server answers {said}"
        if status in _PASSING:
            return _MayPass(message, wait_s=_seconds(retry_after, self._clock.now()))
        kind = _NoSuchPage if 400 <= status < 500 else FetchError
        return kind(message, lasting=status in _GONE)


def user_agent(contact: str | None) -> str:
    """Who asks, for a webmaster to read. Raises SourceError where the contact cannot stand in a header."""
    if contact is None:
        return f"{AGENT}/{__version__} (reads what governments publish)"
    if not contact.isascii() or not contact.isprintable() or not contact.strip():
        raise SourceError(f"{contact!r} cannot be sent as a contact: write a mail address or a web address")
    return f"{AGENT}/{__version__} (reads what governments publish; contact: {contact.strip()})"


def _sendable(value: str | None) -> str | None:
    """What a server said, where it can be said back to it."""
    return value if value and len(value) <= _LONGEST_VALIDATOR and value.isascii() and value.isprintable() else None


def _conditions(known: Validators | None) -> dict[str, str]:
    if known is None:
        return {}
    named = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in named.items() if value}


def _redirected(url: httpx.URL, location: str) -> httpx.URL:
    """Where a redirect leads. Raises FetchError where that may not be asked: another scheme, a password in it."""
    try:
        target = str(url.join(location))
    except (httpx.InvalidURL, ValueError):
        raise FetchError("redirected to something that is no web address", lasting=True) from None
    try:
        return web_url(target)
    except FetchError as fault:
        raise FetchError(f"redirected to {shown(target)}: {fault}", lasting=True) from None


def _told(fault: Exception) -> FetchError:
    """What went wrong on the way, in a user's words. httpcore keeps the fault it met as the argument of its own."""
    match fault:
        case httpcore.ConnectTimeout():
            return _MayPass("the server cannot be reached in time")
        case httpcore.TimeoutException():
            return _MayPass("the server has fallen silent")
        case httpcore.ConnectError(args=[ssl.SSLCertVerificationError() as why]):
            return FetchError(f"its certificate does not hold: {why.verify_message}", lasting=True)
        case httpcore.ConnectError():
            met = fault.args[0] if fault.args else fault
            return _MayPass(f"no connection: {getattr(met, 'strerror', None) or met}")
        case httpcore.NetworkError() | httpcore.RemoteProtocolError():
            return _MayPass("the answer breaks off, or is no HTTP")
        case httpx.RemoteProtocolError() | httpx.InvalidURL():
            return FetchError("redirected to something that is no web address", lasting=True)
        case _:
            return FetchError(f"the exchange failed: {' '.join(str(fault).split())[:200]}")


def _seconds(retry_after: str | None, now: datetime.datetime) -> float | None:
    """What a Retry-After header comes to: seconds, or a date. None where it says nothing that can be read."""
    said = (retry_after or "").strip()
    if said.isascii() and said.isdecimal():
        return float(said[:9])
    try:
        when = parsedate_to_datetime(said)
    except ValueError:
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=datetime.UTC)
    return max(0.0, (when - now).total_seconds())


def _with_tries(fault: FetchError, attempts: int) -> str:
    tries = f" (asked {attempts} times)" if attempts > 1 else ""
    if fault.wait_s is None:
        return f"{fault}{tries}; try again later"
    return f"{fault}{tries} and asks to be left alone for {fault.wait_s:,.0f} s; ask again after that"


def _host(url: httpx.URL) -> str:
    return url.netloc.decode("ascii")


def _site(url: httpx.URL) -> str:
    return f"{url.scheme}://{_host(url)}"
