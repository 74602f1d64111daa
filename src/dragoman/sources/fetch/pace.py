"""How often one host is asked: no sooner than the gap it is given, whoever asks."""

from dragoman.sources.fetch.nouns import Clock, FetchError


class Pace:
    """When each host was last asked."""

    def __init__(self, clock: Clock, *, longest_wait_s: float) -> None:
        self._clock = clock
        self._longest = longest_wait_s
        self._asked: dict[str, float] = {}
        self._shut: dict[str, float] = {}

    def wait(self, host: str, gap_s: float) -> None:
        """Wait until the host may be asked again. Raises FetchError where that is longer than anybody would sit by."""
        now = self._clock.ticks()
        ready = max(self._asked.get(host, now - gap_s) + gap_s, self._shut.get(host, now))
        if ready - now > self._longest:
            raise FetchError(
                f"{host} wants to be left alone for another {ready - now:.0f} s; ask again after that",
                wait_s=ready - now,
            )
        if ready > now:
            self._clock.sleep(ready - now)

    def asked(self, host: str) -> None:
        """The host has just been asked."""
        self._asked[host] = self._clock.ticks()

    def shut(self, host: str, seconds: float) -> None:
        """The host wants to be left alone for so long."""
        self._shut[host] = self._clock.ticks() + seconds
