"""Patterns of addresses, with `*` for anything; and the form of an address by which it is known again."""

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit, urlunsplit

# What a site adds to an address for its own bookkeeping: the page is the same without.
_SESSION = re.compile(r";jsessionid=[^/?#;]*", re.I)
_BOOKKEEPING = re.compile(r"(?:utm_[a-z]+|fbclid|gclid|jsessionid|phpsessid)=[^&]*", re.I)


def matches_any(url: str, patterns: Iterable[str]) -> bool:
    """Whether the address is of one of the patterns; one that begins with / is held against path and query alone."""
    parts = urlsplit(url)
    local = urlunsplit(SplitResult("", "", parts.path or "/", parts.query, ""))
    return any(_matches(_pieces(p), local if p.startswith("/") else url) for p in patterns)


def same_page(url: str) -> str:
    """The address without fragment, session and campaign marks."""
    parts = urlsplit(url)
    path = _SESSION.sub("", parts.path)
    query = "&".join(one for one in parts.query.split("&") if not _BOOKKEEPING.fullmatch(one))
    return urlunsplit(SplitResult(parts.scheme.lower(), parts.netloc.lower(), path or "/", query, ""))


@lru_cache(maxsize=512)
def _pieces(pattern: str) -> tuple[str, ...]:
    return tuple(re.split(r"\*+", pattern))


def _matches(pieces: tuple[str, ...], text: str) -> bool:
    """Each piece at its first place after the one before: linear, which a regular expression does not promise."""
    first, *middle = pieces
    if not middle:
        return text == first
    *middle, last = middle
    if not text.startswith(first):
        return False
    at = len(first)
    for piece in middle:
        found = text.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return len(text) - len(last) >= at and text.endswith(last)
