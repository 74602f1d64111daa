"""Addresses that open a page at the words: text fragments (https://wicg.github.io/scroll-to-text-fragment/)."""

from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from dragoman.store import ClaimRow

EDGE = 6
"""Words at each end by which a link finds a long passage."""
_URL_SAFE = "!#$%&'()*+,/:;=?@[]~"


def link_to_words(row: ClaimRow) -> str | None:
    """Where a browser opens the document at the words; None where it came from no web address."""
    start, end = row.claim.passages[0]
    return link_to(row.source, row.words[: end - start])


def link_to(source: str, passage: str) -> str | None:
    """The same for words of a document from this source."""
    address = web_address(source)
    if address is None:
        return None
    words = passage.split()
    long = len(words) > 2 * EDGE
    fragment = f"{_percent(words[:EDGE])},{_percent(words[-EDGE:])}" if long else _percent(words)
    return f"{address}#:~:text={fragment}"


def web_address(source: str) -> str | None:
    """The source as an address to link to, without its fragment. Only for the web: nothing else in a source is one."""
    try:
        parts = urlsplit(source)
    except ValueError:  # such as http://[ which is an address of nothing
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return quote(parts._replace(fragment="").geturl(), safe=_URL_SAFE)


def _percent(words: Sequence[str]) -> str:
    # A bare hyphen would be read as the fragment's own syntax.
    return quote(" ".join(words), safe="").replace("-", "%2D")
