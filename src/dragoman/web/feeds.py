"""News of a question as feeds: Atom, and JSON Feed 1.1. Each claim once, under an id that never changes."""

import datetime
import json
from collections.abc import Sequence
from xml.etree import ElementTree

from dragoman.brief.words import one_line, say_parties, say_period
from dragoman.record.tame import tame
from dragoman.store import ClaimRow

ATOM = "http://www.w3.org/2005/Atom"
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def atom(rows: Sequence[ClaimRow], *, title: str, base: str, here: str, page: str) -> bytes:
    """An Atom feed. `base` is the server's own address without a slash; `here` and `page` stand behind it."""
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed")
    _put(feed, "title", title)
    _put(feed, "id", f"{base}{here}")
    _put(feed, "updated", max((row.learned_at for row in rows), default=EPOCH).isoformat())
    ElementTree.SubElement(feed, f"{{{ATOM}}}link", rel="self", href=f"{base}{here}")
    ElementTree.SubElement(feed, f"{{{ATOM}}}link", rel="alternate", type="text/html", href=f"{base}{page}")
    for row in rows:
        entry = ElementTree.SubElement(feed, f"{{{ATOM}}}entry")
        _put(entry, "title", _title(row))
        _put(entry, "id", f"urn:dragoman:claim:{row.claim.id}")
        _put(entry, "updated", row.learned_at.isoformat())
        author = ElementTree.SubElement(entry, f"{{{ATOM}}}author")
        _put(author, "name", _who(row))
        ElementTree.SubElement(entry, f"{{{ATOM}}}link", rel="alternate", href=f"{base}/claim/{row.claim.id}")
        _put(entry, "summary", row.words)
    return bytes(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True))


def json_feed(rows: Sequence[ClaimRow], *, title: str, base: str, here: str, page: str) -> bytes:
    """The same as JSON Feed."""
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "feed_url": f"{base}{here}",
        "home_page_url": f"{base}{page}",
        "items": [
            {
                "id": f"urn:dragoman:claim:{row.claim.id}",
                "url": f"{base}/claim/{row.claim.id}",
                "title": _title(row),
                "content_text": row.words,
                "authors": [{"name": _who(row)}],
                "date_modified": row.learned_at.isoformat(),
                "tags": list(row.claim.tracks),
            }
            for row in rows
        ],
    }
    return json.dumps(told, ensure_ascii=True).encode()


def _title(row: ClaimRow) -> str:
    """Where people spoke of how it was read, that comes first, as in the lists on a terminal."""
    said = say_period(row.published.period) if row.published else ""
    judged = f"[{row.judged.state}] " if row.judged else ""
    words = one_line(row.words)
    told = ": ".join(part for part in (said, _who(row), words if len(words) < 120 else f"{words[:119]}…") if part)
    return f"{judged}{told}"


def _who(row: ClaimRow) -> str:
    return say_parties(row.speakers) or row.publisher.name or row.publisher.actor or "?"


def _put(parent: ElementTree.Element, tag: str, text: str) -> None:
    # XML knows no control characters, and a document may hold them.
    ElementTree.SubElement(parent, f"{{{ATOM}}}{tag}").text = " ".join(tame(line) for line in text.split("\n"))
