"""What a site allows robots to ask (robots.txt, RFC 9309), kept for a day."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from dragoman.sources.fetch.nouns import FetchError

AGENT = "dragoman"
KEPT_S = 24 * 3600.0
LARGEST = 512 * 1024
"""Bytes; the standard asks that at least 500 KiB are heeded."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site says. Where `unknown` tells why nothing is known of it, nothing of it may be asked."""

    read_at: float
    said: Protego | None = None
    unknown: FetchError | None = None


class Robots:
    """The rules of every site that was asked. `ask` gets a robots.txt, or None where the site has none."""

    def __init__(self, ask: Callable[[str], bytes | None], ticks: Callable[[], float]) -> None:
        self._ask = ask
        self._ticks = ticks
        self._sites: dict[str, Rules] = {}

    def require_allowed(self, site: str, url: str) -> float:
        """The seconds that a site (`https://host:port`) wants between pages. FetchError where it forbids this."""
        rules = self._rules(site)
        if rules.unknown is not None:
            raise rules.unknown
        if rules.said is None:
            return 0.0
        if not rules.said.can_fetch(url, AGENT):
            raise FetchError(
                f"{site}/robots.txt asks robots not to read this page; open it in a browser, save it and read the file",
                lasting=True,
            )
        delay = rules.said.crawl_delay(AGENT)
        return delay if delay is not None and math.isfinite(delay) and delay > 0 else 0.0

    def _rules(self, site: str) -> Rules:
        kept = self._sites.get(site)
        if kept is None or self._ticks() - kept.read_at > KEPT_S:
            kept = self._sites[site] = self._read(site)
        return kept

    def _read(self, site: str) -> Rules:
        """As the standard has it: no such file allows all, a failing server forbids all for now."""
        now = self._ticks()
        try:
            answer = self._ask(f"{site}/robots.txt")
        except FetchError as fault:
            if fault.lasting:
                raise
            why = FetchError(f"{fault} (asked for its robots.txt, without which nothing is)", wait_s=fault.wait_s)
            # Tried again with the next page: a site that was down is not shut out for a day.
            return Rules(now - KEPT_S, unknown=why)
        if answer is None:
            return Rules(now)
        return Rules(now, Protego.parse(answer[:LARGEST].decode("utf-8", "replace").removeprefix("\ufeff")))
