"""Feeds from bytes to entries."""

import datetime
import json
from collections.abc import Callable

import pytest
from built import Found, documents, faults
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.dossier import Dossier
from dragoman.sources import Raw, Sourced, SourceFault, read_raw

Finder = Callable[..., Found]
LEAD = "The ministry will keep every lamp along the coast burning until spring, its minister said on Tuesday."
MORE = "The harbour councils have been asked to report any lamp that fails within the hour of its failing."
KOREAN = "등불부 장관은 겨울 동안 모든 등불을 켜 두겠다고 밝혔다. 항구 협의회도 이에 동의하였다."


def item(n: int = 1, *, date: str = "Thu, 04 Mar 2021 09:30:00 +0900", more: str = "", body: str | None = None) -> str:
    said = f"<![CDATA[<p>{LEAD}</p><p>{MORE}</p>]]>" if body is None else body
    stamp = f"<pubDate>{date}</pubDate>" if date else ""
    link = f"https://www.lanterns.example/news/{n}"
    head = f"<title>Lamps &amp;amp; oil {n}</title><link>{link}</link>{stamp}"
    return f"<item>{head}<description>{said}</description>{more}</item>"


def rss(*items: str, head: str = "", declaration: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    channel = f"<title>Ministry of Lanterns</title><link>https://www.lanterns.example/</link>{head}"
    return f'{declaration}<rss version="2.0" {space}><channel>{channel}{"".join(items)}</channel></rss>'


def dates(found: Found) -> list[datetime.date | None]:
    return [x.document.published.period.first if x.document.published else None for x in documents(found)]


def test_each_entry_is_a_document(found: Finder) -> None:
    one, two = documents(found(rss(item(1), item(2)).encode(), name="feed.xml"))
    document = one.document
    assert (document.source, document.title) == ("https://www.lanterns.example/news/1", "Lamps & oil 1")
    assert [document.text[x.start : x.end] for x in document.lines if x.role == "body"] == [LEAD, MORE]
    assert document.publisher.actor == "norland.lanterns"
    assert dates([one, two]) == [datetime.date(2021, 3, 4)] * 2


def test_an_entry_stays_the_same_document_while_others_come(found: Finder) -> None:
    before = documents(found(rss(item(1)).encode()))[0].document.id
    after = [x.document.id for x in documents(found(rss(item(3), item(2), item(1)).encode()))]
    assert before == after[2]
    assert len(set(after)) == 3


def test_the_whole_text_is_read_before_the_summary(found: Finder) -> None:
    whole = f"<content:encoded><![CDATA[<p>{LEAD}</p><p>{MORE}</p>]]></content:encoded>"
    (sourced,) = documents(found(rss(item(body="The ministry will keep …", more=whole)).encode()))
    assert "The ministry will keep …" not in sourced.document.text
    assert MORE in sourced.document.text


def test_atom_is_read_and_updated_is_no_date_of_publication(found: Finder) -> None:
    def entry(stamp: str) -> str:
        content = f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{LEAD}</p></div></content>'
        title = '<title type="html">&lt;b&gt;Lamps&lt;/b&gt;</title>'
        return f'<entry><id>urn:1</id>{title}<link href="/a/1"/>{stamp}{content}</entry>'

    entries = entry("<published>2021-03-04T23:30:00+09:00</published>") + entry(
        "<updated>2021-03-06T00:00:00Z</updated>"
    )
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><link href="https://tidings.example/"/>{entries}</feed>'
    got = found(feed.encode())
    assert dates(got) == [datetime.date(2021, 3, 4), None]
    assert [x.document.source for x in documents(got)] == ["https://tidings.example/a/1"] * 2
    assert (documents(got)[0].document.title, documents(got)[0].document.text) == ("Lamps", LEAD)


def test_rdf_is_read(found: Finder) -> None:
    space = 'xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    entry = f"<item><title>Lamps</title><link>https://tidings.example/1</link><description>{LEAD}</description><dc:date>2021-03-04</dc:date></item>"
    feed = f'<rdf:RDF {space} xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Tidings</title></channel>{entry}</rdf:RDF>'
    got = found(feed.encode())
    assert dates(got) == [datetime.date(2021, 3, 4)]
    assert documents(got)[0].document.publisher.actor == "media.tidings"


def test_a_json_feed_is_read(found: Finder) -> None:
    items = [
        {
            "id": "1",
            "url": "https://tidings.example/1",
            "title": "Lamps",
            "content_text": f"{LEAD}\n\n{MORE} A < B & C.",
            "date_published": "2021-03-04T09:30:00+09:00",
        },
        {"id": "2", "title": "Oil", "content_html": f"<p>{LEAD}</p>"},
        "no entry",
    ]
    feed = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Tidings", "items": items})
    one, two = documents(found(feed.encode(), name="f.json"))
    assert [x.document.source for x in (one, two)] == ["https://tidings.example/1", "f.json!/2"]
    assert one.document.text == f"{LEAD}\n\n{MORE} A < B & C."
    assert two.document.text == LEAD


@pytest.mark.parametrize("label", ["euc-kr", "EUC-KR", "ks_c_5601-1987", "utf-8"])
def test_korean_feeds_are_read(label: str, found: Finder) -> None:
    """Also where the letters are beyond EUC-KR, as on old sites that say EUC-KR and write CP949."""
    text = f"{KOREAN} 똠방각하 펲시콜라"
    feed = rss(item(body=f"<![CDATA[{text}]]>"), declaration=f'<?xml version="1.0" encoding="{label}"?>')
    (sourced,) = documents(found(feed.encode("utf-8" if label == "utf-8" else "cp949")))
    assert sourced.document.text == text


@pytest.mark.parametrize(
    "stamp",
    ["Thu, 01 Jan 1970 00:00:00 GMT", "Wed, 01 Jan 2098 00:00:00 GMT", "Fri, 04 Mar 2021 00:00:00 GMT", "0000-00-00"],
)
def test_a_date_that_cannot_be_true_is_a_problem_and_no_date(stamp: str, found: Finder) -> None:
    got = found(rss(item(1, date=stamp), item(2)).encode())
    assert dates(got) == [None, datetime.date(2021, 3, 4)]
    assert "date-implausible" in [p.code for p in documents(got)[0].problems]


def test_the_moment_a_feed_was_made_is_no_date_of_its_entries(found: Finder) -> None:
    stamp = "Thu, 04 Mar 2021 09:30:17 +0900"
    feed = rss(*(item(n, date=stamp) for n in range(4)), head=f"<lastBuildDate>{stamp}</lastBuildDate>")
    got = found(feed.encode())
    assert dates(got) == [None] * 4
    assert "date-implausible" in [p.code for p in documents(got)[0].problems]


def test_html_entities_are_read_as_what_they_stand_for(found: Finder) -> None:
    (sourced,) = documents(
        found(rss(item(body="Lamps&nbsp;&mdash; oil &lt;b&gt;and&lt;/b&gt; tar, all of it.")).encode())
    )
    assert sourced.document.text == "Lamps — oil and tar, all of it."


def test_entities_of_a_feeds_own_are_refused(found: Finder) -> None:
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "lamp">{bomb}]>'
    (fault,) = faults(found(rss(item(body="&a11;"), declaration=doctype).encode()))
    assert "entities of its own" in fault.message


def test_a_feed_that_breaks_off_gives_what_it_has(found: Finder) -> None:
    data = rss(item(1), item(2), item(3)).encode()
    got = found(data[: data.rindex(b"<description>") + 60], name="f")
    assert [x.document.source[-1] for x in documents(got)][:2] == ["1", "2"]
    (fault,) = faults(got)
    assert "broken in line" in fault.message


def test_a_feed_nested_without_end_is_bounded(found: Finder) -> None:
    got = found(rss(item(1), "<x>" * 200_000).encode())
    assert len(documents(got)) == 1
    assert faults(got)


def test_a_page_that_speaks_of_rss_is_no_feed(found: Finder) -> None:
    (sourced,) = documents(found(f"<html><body><p>{LEAD} Our rss feed.</p></body></html>".encode()))
    assert sourced.document.source == "file"


PIECES = st.sampled_from(
    [
        "<item>",
        "</item>",
        "<title>",
        "</title>",
        "<![CDATA[",
        "]]>",
        "&bogus;",
        "&#0;",
        "<description>",
        "</description>",
        "<link href=",
        "<pubDate>",
        "2021-13-45",
        "한글",
        "\x0b",
        "<!--",
        "-->",
        "<entry><id>",
        "text of an entry",
        "<p>",
        "<?x",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pieces=st.lists(PIECES, max_size=30),
    head=st.sampled_from(["<rss><channel>", "<feed xmlns='http://www.w3.org/2005/Atom'>"]),
)
def test_any_feed_is_documents_or_faults(pieces: list[str], head: str, dossier: Dossier) -> None:
    for one in read_raw(Raw("f", data=(head + "".join(pieces)).encode()), dossier):
        assert isinstance(one, Sourced | SourceFault)
