"""Pages of sites that do not exist."""

from collections.abc import Callable

from dragoman.dossier import Dossier
from dragoman.record import Document, LineRole
from dragoman.sources import Raw, Sourced, read_raw, read_text
from dragoman.sources.html import is_html, read_html

Says = Callable[[Document, LineRole], list[str]]

MINISTRY = """<!DOCTYPE html><html lang="ko"><head><title>Press Releases | Ministry of Lanterns</title>
<script>var hidden = "<p>hidden</p>";</script><style>p { color: red }</style></head><body class="has-sidebar">
<div id="skipnav"><a href="#c">본문 바로가기</a></div>
<header><h1><a href="/">Ministry of Lanterns</a></h1><nav><ul><li>News</li><li>About the
Ministry</li></ul></nav></header>
<main><h2 class="subject">Minister of Lanterns Meets Harbour Envoys on Winter Lights</h2>
<dl><dt>Date</dt><dd>2022-11-03</dd><dt>Hit</dt><dd>2019</dd></dl>
<div class="cont"><p>1. Minister of Lanterns Ada Quill met the harbour envoys on November 2 and said that the ministry
will keep
all lights burning through the winter, whatever the price of oil may be.</p><!-- a comment --><p>&nbsp;</p>
<p>2. The envoys asked for <b>more lamps</b> along the northern pier, and the minister promised to look into it with
the council
before the end of the year.</p><p style="display: none">Nobody sees this.</p><p hidden>Nor this.</p>
<p>3. On the same day the vice minister visited the glass works and thanked all the workers for their efforts. /END/</p>
<figure><figcaption>Minister Quill shakes hands with an envoy on Nov. 2, 2022. (Ministry of
Lanterns)</figcaption></figure></div>
<ul class="file"><li>Attachment: lamps.pdf</li></ul></main>
<aside><h3>Most Read</h3><ul><li>Lanterns stolen from the pier</li></ul></aside>
<footer><p>Copyright 2018 Ministry of Lanterns. All rights reserved.</p></footer></body></html>"""

NEWS = """<html><head><title>Envoys agree on lamp quota for the winter - Tidings</title>
<meta property="og:site_name" content="Tidings"><link rel="canonical" href="https://www.tidings.example/n/1">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Envoys agree on lamp quota for the winter",
"datePublished": "2021-12-09T08:15:00+09:00", "publisher": {"@type": "Organization", "name":
"Tidings"}}</script></head><body>
<div class="cookie-banner"><p>We use cookies to improve your experience on this site. By continuing you accept
them.</p></div>
<article><h1>Envoys agree on lamp quota for the winter</h1><p>By Tom Weller</p>
<p>PORT ELLA -- The envoys of the northern and southern harbours agreed on Wednesday to a quota of four hundred lamps
for the
coming winter, officials of both sides said.</p><p>"We will keep every lamp burning," the northern envoy, Ada Quill,
told
reporters after the talks, which lasted for two days.</p><p>Neither side would say what becomes of the pier lights,
which have
been dark since a storm in October tore away the cables.</p></article>
<div class="more"><h4>Related Stories</h4><p>The glass works said on Monday that it would close a
furnace.</p></div></body></html>"""


def test_a_ministry_page(dossier: Dossier, says: Says) -> None:
    document = read_text(MINISTRY, dossier).document
    assert document.title == "Minister of Lanterns Meets Harbour Envoys on Winter Lights"
    assert (document.language, document.kind, document.publisher.actor) == ("en", "press-release", "norland.lanterns")
    assert document.published is not None
    assert (str(document.published.period.first), document.published.source) == ("2022-11-03", "line")
    assert [item[:2] for item in says(document, "item")] == ["1.", "2.", "3."]
    assert len(says(document, "caption")) == 1
    assert {"본문 바로가기", "News", "Lanterns stolen from the pier"} <= set(says(document, "chrome"))


def test_what_is_never_shown_is_no_text(dossier: Dossier) -> None:
    text = read_text(MINISTRY, dossier).document.text
    for unseen in ("hidden", "color", "Nobody", "Nor this", "a comment", "<", "&nbsp;"):
        assert unseen not in text
    assert "more lamps along" in text


def test_a_news_page(dossier: Dossier, says: Says) -> None:
    document = read_text(NEWS, dossier).document
    assert document.title == "Envoys agree on lamp quota for the winter"
    assert (document.kind, document.publisher.actor) == ("news", "media.tidings")
    assert document.published is not None
    assert (str(document.published.period.first), document.published.source) == ("2021-12-09", "meta")
    assert [line[:8] for line in says(document, "body")] == ["PORT ELL", '"We will', "Neither "]
    assert says(document, "byline") == ["By Tom Weller"]
    assert len([line for line in says(document, "chrome") if "cookies" in line or "furnace" in line]) == 2


def test_lines_broken_by_br_are_lines() -> None:
    content = read_html("<p>The council met.<br>It will meet again.<br/><br/>All were there.</p>")
    assert [content.text[b.start : b.end] for b in content.blocks] == [
        "The council met.",
        "It will meet again.",
        "All were there.",
    ]


def test_preformatted_text_keeps_its_lines() -> None:
    assert read_html("<pre>one\n  two</pre>").text == "one\n  two"


def test_a_page_in_the_korean_code_page(dossier: Dossier) -> None:
    said = "등불부 장관은 모든 등불을 켜 두겠다고 밝혔다. " * 5
    page = f"<html><head><meta charset='euc-kr'></head><body><p>{said}</p></body></html>"
    (sourced,) = read_raw(Raw("page.html", data=page.encode("euc-kr")), dossier)
    assert isinstance(sourced, Sourced)
    assert sourced.document.language == "ko"
    assert sourced.problems[0].code == "encoding"


def test_nesting_without_end_is_bounded_and_said(dossier: Dossier) -> None:
    deep = "<html><body><p>The council met on Tuesday.</p>" + "<div>" * 50_000 + "<p>Too deep.</p></body></html>"
    sourced = read_text(deep, dossier)
    assert "The council met on Tuesday." in sourced.document.text
    assert "text-truncated" in [p.code for p in sourced.problems]


def test_markup_in_entities_stays_text(dossier: Dossier) -> None:
    page = "<html><body><p>The council wrote &lt;b&gt;lamps&lt;/b&gt; on the wall of the pier house.</p></body></html>"
    assert "<b>lamps</b>" in read_text(page, dossier).document.text


def test_broken_json_ld_is_passed_over(dossier: Dossier) -> None:
    page = NEWS.replace('"@type": "NewsArticle",', '"@type": NewsArticle,')
    assert read_text(page, dossier).document.title == "Envoys agree on lamp quota for the winter"


def test_html_is_told_from_text() -> None:
    assert is_html("\ufeff<!-- x --><!DOCTYPE html><title>a</title>")
    assert is_html("<div><p>a</p><p>b</p></div>")
    assert not is_html("<Copyright The Pier Daily>")
    assert not is_html("a < b and </p> c")
