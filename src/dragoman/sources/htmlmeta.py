"""What a page's head says of its document: meta tags and JSON-LD. Only what is labelled as what it is; no search."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dragoman.sources.nouns import Facts

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dc.date.created",
    "dcterms.created",
    "citation_publication_date",
    "citation_date",
    "parsely-pub-date",
    "sailthru.date",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "publication_date",
    "article.published",
    "og:article:published_time",
    "date",
)
_PUBLISHER = (
    "og:site_name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "citation_publisher",
    "application-name",
)
_TITLE = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title")
_PAGE_TYPES = ("Article", "Posting", "Page", "Report", "CreativeWork", "PressRelease", "Announcement", "Legislation")
_OF_OTHERS = frozenset(
    {
        *(
            "itemListElement",
            "mentions",
            "isRelatedTo",
            "relatedLink",
            "hasPart",
            "comment",
            "review",
            "video",
            "image",
        ),
        *("associatedMedia", "author", "citation", "isBasedOn", "breadcrumb", "about", "subjectOf", "thumbnail"),
    }
)
"""Where linked data tells of other things than the page."""
_TIME_CLASSES = frozenset({"published", "dt-published", "entry-date"})
_LARGEST_JSON, _MOST_NODES = 1_000_000, 5_000


def read_meta(tree: "HtmlElement", *, title: str | None) -> Facts:
    """The facts beside a page's text. `title` is the one the page's own text bears out, if any."""
    metas = _metas(tree)
    linked = list(_linked(tree))
    dates = _linked_dates(linked, title, _address(tree) or metas.get("og:url"))
    dates += [metas[name] for name in _PUBLISHED if name in metas]
    dates += _marked_dates(tree)
    publisher = next((metas[name] for name in _PUBLISHER if name in metas), None)
    return Facts(
        title=title,
        date=dates[0] if dates else None,
        publisher=_publisher(linked) or publisher,
        kind="news" if any(_is_news(node) for node in linked) else None,
        url=_address(tree) or metas.get("og:url"),
        dates={str(n): date for n, date in enumerate(dates[1:])},
    )


def titles_of(tree: "HtmlElement") -> list[str]:
    """What the page calls itself, the most careful first."""
    metas = _metas(tree)
    said = [node["headline"] for node in _linked(tree) if isinstance(node.get("headline"), str)]
    said += [metas[name] for name in _TITLE if name in metas]
    said += ["".join(element.itertext()) for element in tree.iter("title")]
    return [" ".join(title.split()) for title in said if title.strip()]


def _linked_dates(linked: list[dict[str, Any]], title: str | None, url: str | None) -> list[str]:
    """The dates of publication that the linked data gives this page; none where it tells of several pages alike."""
    own = [node for node in linked if isinstance(node.get("datePublished"), str) and _is_page(node)]
    named = [node for node in own if _names(node, title, url)]
    dates = list(dict.fromkeys(node["datePublished"] for node in named or own))
    return dates if named or len({date[:10] for date in dates}) == 1 else []


def _names(node: dict[str, Any], title: str | None, url: str | None) -> bool:
    """Whether a node's headline or address is the page's."""
    headline = node.get("headline") or node.get("name")
    if title and isinstance(headline, str) and " ".join(headline.split()).casefold() == title.casefold():
        return True
    main = node.get("mainEntityOfPage")
    addresses = [node.get("url"), node.get("@id"), main.get("@id") if isinstance(main, dict) else main]
    return url is not None and any(isinstance(at, str) and at.partition("#")[0] == url for at in addresses)


def _is_page(node: dict[str, Any]) -> bool:
    said = node.get("@type")
    types = [name for name in (said if isinstance(said, list) else [said]) if isinstance(name, str)]
    return not types or any(name.endswith(_PAGE_TYPES) for name in types)


def _marked_dates(tree: "HtmlElement") -> list[str]:
    """The `datetime` of the one element marked as the date of publication; none where several cards have theirs."""
    marked = {
        element.get("datetime") or element.get("content") or ""
        for element in tree.iter("time", "span", "meta")
        if element.get("itemprop") == "datePublished"
        or "pubdate" in element.attrib
        or (element.tag == "time" and not _TIME_CLASSES.isdisjoint((element.get("class") or "").casefold().split()))
    }
    marked.discard("")
    return list(marked) if len({date[:10] for date in marked}) == 1 else []


def _metas(tree: "HtmlElement") -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name")
        content = " ".join((element.get("content") or "").split())
        if name and content:
            found.setdefault(name.strip().casefold(), content[:1000])
    return found


def _address(tree: "HtmlElement") -> str | None:
    for element in tree.iter("link"):
        if (element.get("rel") or "").casefold() == "canonical" and element.get("href"):
            return str(element.get("href")).strip()
    return None


def _linked(tree: "HtmlElement") -> Iterator[dict[str, Any]]:
    """Every object in the page's JSON-LD, outermost first. Broken JSON is passed over: other sources remain."""
    waiting: list[Any] = []
    for element in tree.iter("script"):
        if (element.get("type") or "").casefold() != "application/ld+json":
            continue
        text = element.text or ""
        try:
            waiting.append(json.loads(text) if len(text) <= _LARGEST_JSON else None)
        except (ValueError, RecursionError):
            continue
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, dict):
            yield node
            waiting += [value for name, value in node.items() if name not in _OF_OTHERS]
        elif isinstance(node, list):
            waiting += node


def _is_news(node: dict[str, Any]) -> bool:
    said = node.get("@type")
    types = said if isinstance(said, list) else [said]
    return any(isinstance(name, str) and name.endswith("NewsArticle") for name in types)


def _publisher(linked: list[dict[str, Any]]) -> str | None:
    for node in linked:
        publisher = node.get("publisher")
        name = publisher.get("name") if isinstance(publisher, dict) else None
        if isinstance(name, str) and name.strip():
            return name.strip()
    return None
