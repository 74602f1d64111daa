"""What a watched feed or page lists; and that no bytes whatever do more than raise a fault."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.record import SourceError
from dragoman.sources.fetch import Fetched, Validators
from dragoman.sources.watch import Listed, Listing, Watched, listed

URL = "https://harbour.example/news/"
FEED = Watched("feed", "Harbour", URL)
PAGE = Watched("page", "Harbour", URL, links=("*",))


def got(body: str | bytes, charset: str | None = None) -> Fetched:
    data = body if isinstance(body, bytes) else body.encode()
    return Fetched(URL, data, Validators(URL), charset)


def urls(watched: Watched, body: str | bytes) -> list[str]:
    return [one.url for one in listed(watched, got(body)).items]


def test_links_of_a_page_in_order_each_once() -> None:
    page = """<html><base href="/board/"><a href="view?seq=2">b</a><a href=' view?seq=1#x '>a</a>
    <a href="view?seq=2&utm_source=mail">b</a><a href="javascript:go(3)">c</a><a href="mailto:x@y.example">d</a>
    <a href="#top">top</a><a name="x">e</a><a href="/news/">this page</a><area href="/map">"""
    assert urls(PAGE, page) == [
        "https://harbour.example/board/view?seq=2",
        "https://harbour.example/board/view?seq=1",
        "https://harbour.example/map",
    ]


def test_within_a_part_of_the_page() -> None:
    page = '<a href="/x"></a><ul class="list"><a href="/0"></a></ul><div id="main"><ul class="list"><a href="/1">'
    within = Watched("page", "Harbour", URL, within="#main ul.list")
    assert urls(within, f"<html>{page}") == ["https://harbour.example/1"]


def test_other_hosts_only_where_a_pattern_names_one() -> None:
    page = '<a href="https://other.example/1">1</a><a href="/2">2</a>'
    named = Watched("page", "Harbour", URL, links=("https://other.example/*", "/*"))
    assert urls(PAGE, page) == ["https://harbour.example/2"]
    assert urls(named, page) == ["https://other.example/1", "https://harbour.example/2"]


def test_no_more_than_the_newest() -> None:
    page = "".join(f'<a href="/{n}">{n}</a>' for n in range(9))
    assert len(urls(Watched("page", "Harbour", URL, newest=4, links=("*",)), page)) == 4


def test_a_page_in_an_old_korean_encoding() -> None:
    page = '<html><meta charset="euc-kr"><p>외교부 보도자료 목록입니다</p><a href="/보기?번호=1">'.encode("cp949")
    (item,) = listed(PAGE, got(page, "iso-8859-1")).items
    assert item.url == "https://harbour.example/보기?번호=1"


def test_versions_that_a_feed_states() -> None:
    rss = """<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>H</title>
    <item><link>https://harbour.example/1</link><pubDate>Sat, 03 May 2031 10:00:00 GMT</pubDate></item>
    <item><link>https://harbour.example/2</link><dc:date>2031-05-03</dc:date></item>
    <item><link>https://harbour.example/3</link></item></channel></rss>"""
    assert listed(FEED, got(rss)) == Listing(
        (
            Listed("https://harbour.example/1", "Sat, 03 May 2031 10:00:00 GMT"),
            Listed("https://harbour.example/2", "2031-05-03"),
            Listed("https://harbour.example/3", None),
        )
    )
    atom = """<feed xmlns="http://www.w3.org/2005/Atom"><title>H</title><entry><title>a</title><link href="/1"/>
    <published>2031-05-01T00:00:00Z</published><updated>2031-05-02T00:00:00Z</updated></entry></feed>"""
    assert listed(FEED, got(atom)).items == (Listed("https://harbour.example/1", "2031-05-02T00:00:00Z"),)
    json = """{"version": "https://jsonfeed.org/version/1.1", "title": "H", "items": [{"id": "1",
    "url": "https://harbour.example/1", "content_text": "x", "date_published": "2031-05-01", "date_modified": 7}]}"""
    assert listed(FEED, got(json)).items == (Listed("https://harbour.example/1", "2031-05-01"),)


SCRAPS = st.lists(
    st.one_of(
        st.text(max_size=20),
        st.sampled_from(
            [
                "<rss><channel>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<item>", "<entry>", "</item>",
                "<link>", "<link href='//['/>", "<link>http://[::1</link>", "<updated>", "<base href='http://['>",
                "<a href='http://[x'>", "<a href='//@/'>", "<a href='http://x:99999999/'>", "<![CDATA[", "\ud7ff",
                "<!DOCTYPE x [<!ENTITY a 'b'>]>", "&a;", '{"version": "https://jsonfeed.org/version/1", "items": [',
                '{"url": "http://["}', "]}", "\x00",
            ]
        ),
    ),
    max_size=12,
)  # fmt: skip


@settings(max_examples=300, deadline=None, derandomize=True)
@given(scraps=SCRAPS, watched=st.sampled_from([FEED, PAGE]))
def test_whatever_is_sent_lists_something_or_is_a_fault(scraps: list[str], watched: Watched) -> None:
    try:
        found = listed(watched, got("".join(scraps)))
    except SourceError as fault:
        assert "\n" not in str(fault)
    else:
        assert all(one.url.startswith(("http://", "https://")) for one in found.items)


def test_an_answer_without_bytes_lists_nothing() -> None:
    with pytest.raises(ValueError, match="nothing has changed"):
        listed(PAGE, Fetched(URL, None, Validators(URL)))
