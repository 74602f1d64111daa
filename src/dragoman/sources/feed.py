"""RSS, Atom and JSON feeds: each entry is a document, called by its address.

What an entry's sha256 is of: the element in exclusive canonical XML, or the JSON object with its keys sorted. So an
entry stays the same document while others come and go around it.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from html.entities import html5
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from dragoman.record import Problem, SourceError
from dragoman.sources.encoding import decode
from dragoman.sources.limits import Spent
from dragoman.sources.nouns import Facts, Inner, Item, Part, SourceFault
from dragoman.sources.stamps import believed, disbelieved

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # type: ignore[import-untyped]

_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_BEFORE_ROOT = r"(?:\s|<\?[^>]{0,400}\?>|<!--.{0,4000}?-->|<!DOCTYPE[^>\[]{0,400}>)*"
_XML = re.compile(_BEFORE_ROOT + r"<(?:rss[\s>]|feed\s|(?:rdf:)?RDF\s[^>]{0,2000}purl\.org/rss)", re.S | re.I)
_OWN_ENTITIES = re.compile(r"<!ENTITY", re.I)
_ROOT = re.compile(r"<(?:rss|feed|rdf:RDF|RDF)[\s>]", re.I)
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30};)")
_XML_ENTITIES = frozenset({"lt;", "gt;", "amp;", "quot;", "apos;"})
_JSON = re.compile(r"""\s*\{[^\0]{0,4000}?"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version""")
_MARKUP = re.compile(r"<[a-z/!][^>]{0,1000}>|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,30});", re.I)
_TAG = re.compile(r"<[^<>]{1,1000}>")
_SAME_STAMP = 3
"""Entries; so many with the very second at which the feed was made bear the feed's date and not their own."""


def is_feed(head: bytes) -> bool:
    """Whether its root is a feed's, or it is JSON that calls itself one."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head[: len(head) // 2 * 2].decode("utf-16", "replace")
    else:
        text = head[:8192].decode("utf-8", "replace").removeprefix("\ufeff")
    if text.lstrip().startswith("<"):
        # A DOCTYPE that declares entities may be of any length; the root then stands somewhere behind it.
        return bool(_XML.match(text)) or bool(_OWN_ENTITIES.search(text) and _ROOT.search(text))
    return bool(_JSON.match(text))


def feed_parts(opened: Inner, spent: Spent) -> Iterator[Part]:
    """The entries in their order; where the feed is broken, those that could be read and a fault."""
    limits = spent.limits
    data = opened.stream.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise SourceError(f"larger than {limits.max_bytes} bytes, the most one feed may have")
    try:
        text, problems = decode(data, declared=opened.charset)
    except UnicodeError as fault:
        raise SourceError(f"is a feed in no encoding Dragoman reads: {fault}") from fault
    text = text.removeprefix("\ufeff")
    told = _from_json(text) if text.lstrip().startswith("{") else _from_xml(text)
    built = _builders_stamp(told)
    for number, entry in enumerate(told.entries, 1):
        yield _item(entry, told, built, place=f"{opened.source}!/{number}", base=opened, problems=problems, spent=spent)
    if told.fault:
        yield SourceFault(opened.source, f"{told.fault}; {len(told.entries)} entries before that are read")
    elif not told.entries:
        yield SourceFault(opened.source, "is a feed without entries")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry as printed. `body` is a page or plain text, `link` as printed and perhaps relative."""

    data: bytes
    title: str
    link: str
    ident: str
    date: str
    publisher: str
    body: str


@dataclass(frozen=True, slots=True)
class _Feed:
    """A feed as printed: what it calls itself, where it lives, when it was made, and its entries."""

    title: str
    link: str
    stamps: tuple[str, ...]
    entries: tuple[_Entry, ...]
    fault: str | None = None


def _item(
    entry: _Entry,
    feed: _Feed,
    built: str | None,
    *,
    place: str,
    base: Inner,
    problems: tuple[Problem, ...],
    spent: Spent,
) -> Item:
    link = _address(entry.link, feed.link, base) or _address(entry.ident, "", base)
    date: str | None
    dating: tuple[Problem, ...]
    if built and entry.date == built:
        date, dating = None, (disbelieved(entry.date, "is that of the feed, set on many of its entries"),)
    else:
        date, dating = believed(entry.date, today=spent.today)
    title = _plain(entry.title)
    facts = Facts(title=title or None, date=date, publisher=_plain(entry.publisher or feed.title) or None, url=link)
    return Item(
        link or place, place, entry.data, entry.body if entry.body.strip() else title, facts, (*problems, *dating)
    )


def _builders_stamp(feed: _Feed) -> str | None:
    """The date on many entries that is only the moment the feed was made."""
    counts = Counter(entry.date for entry in feed.entries if entry.date)
    for stamp, count in counts.most_common(1):
        if count >= _SAME_STAMP and stamp in feed.stamps and ":" in stamp:
            return stamp
    return None


def _address(printed: str, home: str, base: Inner) -> str | None:
    """The entry's address, whole; None where it has none on the web."""
    printed = printed.strip()
    if not printed or len(printed) > 2000:
        return None
    try:
        joined = printed
        if not urlsplit(printed).scheme and (home or base.facts.url):
            joined = urljoin(urljoin(base.facts.url or base.source, home), printed)
        parts = urlsplit(joined)
        # An address with a password in it is not kept.
        return joined if parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc else None
    except ValueError:
        return None


def _page(body: str) -> str:
    """The body as a page where it is marked up."""
    return f"<html><body>{body}</body></html>" if _MARKUP.search(body) else body


def _plain(words: str) -> str:
    """A title without marks: feeds print them as text, as HTML, and as HTML escaped once too often."""
    return " ".join(unescape(_TAG.sub("", unescape(words))).split())[:1000]


# -- XML


def _from_xml(text: str) -> _Feed:
    from lxml import etree  # type: ignore[import-untyped]

    if _OWN_ENTITIES.search(text[:65536]):
        raise SourceError("is a feed that declares XML entities of its own, as files made to do harm do; not read")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    named = _NAMED.sub(_character, _DECLARATION.sub("", text, count=1))
    try:
        root = etree.fromstring(named.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise SourceError(f"is a feed that cannot be parsed: {str(fault)[:120]}") from fault
    if root is None:
        raise SourceError("is a feed that cannot be parsed")
    found = [one for one in root.iter("{*}item", "{*}entry") if isinstance(one.tag, str)]
    channel = next(root.iter("{*}channel"), root)
    fatal = next((error for error in parser.error_log if error.level_name == "FATAL"), None)
    return _Feed(
        title=_child(channel, "title"),
        link=_link(channel),
        stamps=tuple(filter(None, (_child(channel, name) for name in ("lastBuildDate", "pubDate", "updated", "date")))),
        entries=tuple(map(_xml_entry, found)),
        fault=f"the feed is broken in line {fatal.line}: {fatal.message[:120]}" if fatal else None,
    )


def _character(match: re.Match[str]) -> str:
    """HTML's named characters, which XML does not know and a feed full of HTML uses all the same."""
    return match[0] if match[1] in _XML_ENTITIES else html5.get(match[1], match[0])


def _xml_entry(element: "Element") -> _Entry:
    return _Entry(
        data=_canonical_xml(element),
        title=_child(element, "title"),
        link=_link(element),
        ident=_child(element, "guid") or _child(element, "id"),
        date=_child(element, "pubDate")
        or _child(element, "published")
        or _child(element, "issued")
        or _dc_date(element),
        publisher=_child(element, "source") or _child(element, "publisher"),
        body=_body(element),
    )


def _canonical_xml(element: "Element") -> bytes:
    from lxml import etree

    try:
        data = etree.tostring(element, method="c14n", exclusive=True, with_comments=False, with_tail=False)
    except (etree.C14NError, ValueError):
        data = etree.tostring(element, encoding="utf-8", with_tail=False)
    return bytes(data)


def _child(element: "Element", name: str) -> str:
    """The text of the first child of that name, in whatever namespace; of Atom's `source` its title."""
    for child in element.iterchildren(f"{{*}}{name}"):
        if name == "source" and len(child):
            return _child(child, "title")
        said = "".join(child.itertext()).strip()
        if said:
            return said
    return ""


def _dc_date(element: "Element") -> str:
    """Dublin Core's date, which has no other meaning in a feed; Atom's `updated` is no date of publication."""
    return _child(element, "date")


def _link(element: "Element") -> str:
    for child in element.iterchildren("{*}link"):
        if child.get("href") and child.get("rel", "alternate") == "alternate":
            return str(child.get("href"))
        if (child.text or "").strip():
            return str(child.text).strip()
    return ""


def _body(element: "Element") -> str:
    """The whole text where the feed gives it, else the summary."""
    for name in ("encoded", "content", "description", "summary"):
        for child in element.iterchildren(f"{{*}}{name}"):
            said = _markup(child)
            if said.strip():
                return said
    return ""


def _markup(child: "Element") -> str:
    from lxml import etree

    if len(child):  # XHTML, or HTML that nobody escaped
        inner = "".join(etree.tostring(one, encoding="unicode", method="html") for one in child)
        return _page(f"<div>{child.text or ''}{inner}</div>")
    said = child.text or ""
    return said if child.get("type") == "text" else _page(said)


# -- JSON


def _from_json(text: str) -> _Feed:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise SourceError(f"is a JSON feed that cannot be parsed: {str(fault)[:80]}") from fault
    items = value.get("items") if isinstance(value, dict) else None
    entries = [_json_entry(item) for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return _Feed(_string(value, "title"), _string(value, "home_page_url"), (), tuple(entries))


def _json_entry(item: dict[str, Any]) -> _Entry:
    page = _page(_string(item, "content_html"))
    return _Entry(
        data=json.dumps(item, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "replace"),
        title=_string(item, "title"),
        link=_string(item, "url"),
        ident=_string(item, "id"),
        date=_string(item, "date_published"),
        publisher="",
        body=page or _string(item, "content_text") or _string(item, "summary"),
    )


def _string(value: dict[str, Any], name: str) -> str:
    found = value.get(name)
    return found if isinstance(found, str) else ""
