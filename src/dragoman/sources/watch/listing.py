"""What a watched feed or page lists: addresses, each with its version where a feed states one."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from dragoman.record import SourceError
from dragoman.sources.encoding import decode
from dragoman.sources.fetch import Fetched
from dragoman.sources.watch.patterns import matches_any, same_page
from dragoman.sources.watch.plan import Watched

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_MOST_LINKS = 5_000
_LONGEST = 2_000
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_STAMPS = ("{*}updated", "{*}modified", "{*}pubDate", "{*}published", "{*}date")
_JSON_STAMPS = ("date_modified", "date_published")


@dataclass(frozen=True, slots=True)
class Listed:
    """An address that is listed, and the version of it that a feed states, as printed."""

    url: str
    stamp: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What is to be read, in the order in which it is listed; and what of it could not be told."""

    items: tuple[Listed, ...]
    fault: str | None = None


def listed(watched: Watched, got: Fetched) -> Listing:
    """What the answer lists. Raises SourceError where it is no feed or page, or nothing on it matches."""
    if got.data is None:
        raise ValueError("an answer that nothing has changed lists nothing")
    found, fault = _from_feed(got) if watched.kind == "feed" else (_from_page(watched, got), None)
    items = _chosen(watched, found)
    if not items and not fault:
        raise SourceError(
            "is a feed in which no entry has an address that is asked for"
            if watched.kind == "feed"
            else "has no link of those asked for; perhaps the page has changed: look at `links` and `within`"
        )
    return Listing(items, fault)


def _chosen(watched: Watched, found: Iterable[Listed]) -> tuple[Listed, ...]:
    """Those asked for, each once, no more than the newest."""
    kept: dict[str, Listed] = {}
    own = same_page(watched.url)
    for one in found:
        url = same_page(one.url)
        if len(kept) == watched.newest:
            break
        # An address with a password in it is neither asked nor kept.
        if "@" in urlsplit(url).netloc or url == own or url in kept or matches_any(url, watched.skip):
            continue
        if not watched.links or matches_any(url, watched.links):
            kept[url] = Listed(url, one.stamp)
    return tuple(kept.values())


def _from_feed(got: Fetched) -> tuple[list[Listed], str | None]:
    from io import BytesIO

    from dragoman.sources.feed import feed_parts, is_feed
    from dragoman.sources.limits import Limits, Spent
    from dragoman.sources.nouns import Facts, Inner, Item, SourceFault
    from dragoman.sources.streams import within

    data = got.data or b""
    if not is_feed(data[:65536]):
        raise SourceError("is no RSS, Atom or JSON feed; watch it as a [[page]]")
    opened = Inner(got.final_url, within(BytesIO(data)), Facts(url=got.final_url), got.charset)
    found: list[Listed] = []
    fault: str | None = None
    for part in feed_parts(opened, Spent(Limits(), lambda: len(data))):
        if isinstance(part, SourceFault):
            fault = part.message
        elif isinstance(part, Item) and part.facts.url:
            found.append(Listed(part.facts.url, _stamp(part.data)))
    return found, fault


def _stamp(entry: bytes) -> str | None:
    """When an entry says it was last changed, else when it came out; `entry` is an element or an object, as kept."""
    if entry.lstrip().startswith(b"{"):
        value = json.loads(entry)
        said = [value.get(name) for name in _JSON_STAMPS]
        return next((one[:100] for one in said if isinstance(one, str) and one.strip()), None)
    from lxml import etree  # type: ignore[import-untyped]

    element = etree.fromstring(entry, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
    if element is None:
        return None
    texts = (child.text or "" for name in _STAMPS for child in element.iterchildren(name))
    return next((text.strip()[:100] for text in texts if text.strip()), None)


def _from_page(watched: Watched, got: Fetched) -> Iterator[Listed]:
    from lxml import etree, html

    try:
        text, _ = decode(got.data or b"", declared=got.charset)
    except UnicodeError as fault:
        raise SourceError(f"is no page that can be read: {fault}") from fault
    parser = html.HTMLParser(remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(_XML_DECLARATION.sub("", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as fault:
        raise SourceError("is no page that can be read: it is empty, or no HTML") from fault
    base = next((str(b.get("href")) for b in tree.iter("base") if b.get("href")), "")
    yield from _links(tree, watched, base=_joined(got.final_url, base) or got.final_url)


def _links(tree: "HtmlElement", watched: Watched, *, base: str) -> Iterator[Listed]:
    """The links within the chosen part; those to other hosts only where a pattern names the host."""
    host = urlsplit(base).netloc.lower()
    for number, anchor in enumerate(_anchors(tree, watched.within)):
        if number == _MOST_LINKS:
            return
        url = _joined(base, anchor.get("href") or "")
        if url is None:
            continue
        named = any(pattern.startswith("http") for pattern in watched.links)
        if named or urlsplit(url).netloc.lower() == host:
            yield Listed(url)


def _anchors(tree: "HtmlElement", within: str | None) -> "Iterator[HtmlElement]":
    if within is None:
        yield from tree.iter("a", "area")
        return
    from cssselect import HTMLTranslator

    for part in tree.xpath(HTMLTranslator().css_to_xpath(within)):
        yield from part.iter("a", "area")


def _joined(base: str, href: str) -> str | None:
    """The whole address; None where it is none of the web."""
    printed = re.sub(r"[\t\r\n]", "", href.strip())
    if not printed or len(printed) > _LONGEST or printed.startswith("#"):
        return None
    try:
        joined = urljoin(base, printed)
        parts = urlsplit(joined)
        usable = parts.scheme.lower() in ("http", "https") and parts.hostname
    except ValueError:
        return None
    return joined if usable else None
