"""The first half's manners: the rules of the sources room were written in sight of these."""

# ruff: noqa: E501 - a page is easier read as its site writes it
import json
from collections.abc import Callable, Iterator
from html import escape

from .releases import Made, Release, dotted_day, korean_day, month_day_year, shifted

NEIGHBOURS = {
    "en": ("Ministry to paint the western light white", "New keeper sworn in at Harrow Point", "Tide tables for May"),
    "ko": ("서쪽 등대 흰색으로 다시 칠하기로", "하로 등대에 새 등대지기 부임", "5월 물때표 안내"),
}
SITE = {"Ministry of Lanterns": "등불부", "등불부": "등불부"}


def board(r: Release) -> Made:
    """A ministry's notice board: a table of labels, a view counter, files, neighbours; Korean buttons always."""
    before, after, _ = NEIGHBOURS[r.language]
    labels = ("작성일", "조회수", "첨부파일") if r.language == "ko" else ("Date", "Hit", "Attachment")
    page = f"""<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>{escape(r.publisher)}</title></head><body>
<div id="skipNav"><a href="#content">본문 바로가기</a><a href="#gnb">주메뉴 바로가기</a></div>
<div id="header"><div class="logo"><a href="/">{escape(r.publisher)}</a></div>
<div id="gnb"><ul><li><a>알림·소식</a></li><li><a>정책자료</a></li><li><a>기관소개</a></li></ul></div></div>
<div class="location">홈 &gt; 알림·소식 &gt; 보도자료</div>
<div id="content"><div class="sns_area"><a>페이스북</a><a>트위터</a><a>URL복사</a><a>인쇄</a></div>
<div class="bd_view"><h3 class="tit">{escape(r.title)}</h3>
<ul class="info"><li><span>{labels[0]}</span> {r.date.isoformat()}</li><li><span>{labels[1]}</span> 2019</li></ul>
<div class="cont">{r.html(h="p")}</div>
<div class="file"><strong>{labels[2]}</strong><a>{r.id}.hwp</a> <a>{r.id}.pdf</a> <a>다운로드</a> <a>바로보기</a></div></div>
<div class="prevnext"><dl><dt>이전글</dt><dd>{before} <em>{shifted(r.date, -2)}</em></dd></dl>
<dl><dt>다음글</dt><dd>{after} <em>{shifted(r.date, 3)}</em></dd></dl></div><a class="btn">목록</a>
<div class="satisfaction"><p>이 페이지에서 제공하는 정보에 대하여 만족하십니까?</p><label>매우만족</label><label>만족</label><button>의견등록</button></div>
</div><div id="footer"><p>(03171) 은포시 등대로 8 대표전화 02-000-0000 (평일 09:00~18:00)</p>
<p>Copyright(c) 2018 {escape(r.publisher)}. All rights reserved.</p></div></body></html>"""
    return Made(f"board/{r.id}", page.encode(), r, r.date)


def wire(r: Release) -> Made:
    """An agency: a clock and date under the headline, a dateline in the lead, lists of what else there is."""
    korean = r.language == "ko"
    lead = (
        f"({r.place}=연합등대) 노등대 기자 = "
        if korean
        else f"{r.place.upper()}, {r.date:%b}. {r.date.day} (Tidings) -- "
    )
    clock = f"송고시간 {r.date.isoformat()} 09:30" if korean else f"All News 09:30 {r.date:%B %d, %Y}"
    first, *rest = r.html(h="p").split("\n")
    others = "".join(
        f"<li><a>{head}</a><span class='date'>{shifted(r.date, n)}</span></li>"
        for n, head in enumerate(NEIGHBOURS[r.language])
    )
    heads = (
        ("많이 본 뉴스", "관련기사", "제보는 카카오톡 등대제보")
        if korean
        else ("Most Viewed", "Related Articles", "Send Feedback")
    )
    owner = (
        "<저작권자(c) 연합등대, 무단 전재-재배포 금지>"
        if korean
        else "Copyrights Tidings News Agency. All rights reserved."
    )
    page = f"""<html><head><title>{escape(r.title)} | {"연합등대" if korean else "Tidings News Agency"}</title></head><body>
<a href="#c">Go to Contents</a> <a href="#n">Go to Navigation</a>
<nav><ul><li>National</li><li>Harbours</li><li>Sea</li></ul></nav>
<article><h1>{escape(r.title)}</h1><p class="txt-time">{clock}</p><div class="sns"><button>Facebook</button><button>URL</button></div>
{f"<h2>{escape(r.subtitle)}</h2>" if r.subtitle else ""}<div class="story">{first.replace("<p>", "<p>" + lead, 1)}{"".join(rest)}
<p>{"lamp@tidings.example" if not korean else "lamp@tungdae.example"}</p><p>(END)</p><p>{escape(owner)}</p></div></article>
<section><h3>{heads[1]}</h3><ul>{others}</ul></section><section><h3>{heads[0]}</h3><ol>{others}</ol></section>
<p>{heads[2]}</p></body></html>"""
    return Made(f"wire/{r.id}", page.encode(), r, r.date, lead=lead)


def paper(r: Release) -> Made:
    """A newspaper with linked data, a later change, a newsletter box and stories of other days."""
    linked = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": r.title,
        "datePublished": f"{r.date.isoformat()}T18:05:00+09:00",
        "dateModified": f"{shifted(r.date, 40).isoformat()}T09:00:00+09:00",
        "publisher": {"@type": "Organization", "name": "The Pier Daily"},
    }
    cards = "".join(
        f"<div class='card'><h4>{h}</h4><time datetime='{shifted(r.date, -30 * n)}'>{month_day_year(shifted(r.date, -30 * n))}"
        f"</time><p>{h}, and what the harbour makes of it.</p></div>"
        for n, h in enumerate(NEIGHBOURS[r.language], start=1)
    )
    page = f"""<!doctype html><html><head><meta charset="utf-8"><title>{escape(r.title)} - The Pier Daily</title>
<meta property="og:title" content="{escape(r.title)} - The Pier Daily"><meta property="og:site_name" content="The Pier Daily">
<script type="application/ld+json">{json.dumps(linked, ensure_ascii=False)}</script></head><body>
<div class="cookie-consent"><p>We use cookies to give you the best experience. Read our cookie policy.</p><button>Accept all</button></div>
<header><a>The Pier Daily</a><nav><a>Harbour</a><a>Opinion</a><a>Sport</a></nav></header>
<main><article><h1>{escape(r.title)}</h1>{f"<p class='standfirst'>{escape(r.subtitle)}</p>" if r.subtitle else ""}
<div class="meta"><span class="author">By Lena Marsh</span><span>Published : {r.date:%b} {r.date.day}, {r.date.year} - 18:05</span>
<span>Updated : {shifted(r.date, 40):%b} {shifted(r.date, 40).day}, {shifted(r.date, 40).year} - 09:00</span></div>
<div class="share"><a>Share on Facebook</a><a>Share on X</a><a>Copy link</a></div>
{r.html()}
<div class="newsletter"><h3>Sign up for the Harbour Letter</h3><p>The day's news from the quay, every evening.</p><input></div>
<p class="tags">Tags: harbour, lamps, straits</p></article></main>
<aside><h3>Related Stories</h3>{cards}</aside>
<footer><p>© {r.date.year + 2} The Pier Daily. All rights reserved.</p><ul><li>Privacy Policy</li><li>Terms of Use</li></ul></footer></body></html>"""
    return Made(f"paper/{r.id}", page.encode(), r, r.date)


def department(r: Release) -> Made:
    """A government department: an official-site banner, a meta date, an issuing office, tags, a long footer."""
    page = f"""<!DOCTYPE html><html lang="{r.language}"><head><meta charset="utf-8"><title>{escape(r.title)} - {escape(r.publisher)}</title>
<meta property="article:published_time" content="{r.date.isoformat()}T14:02:11+00:00">
<meta property="article:modified_time" content="{shifted(r.date, 400).isoformat()}T10:00:00+00:00">
<meta property="og:title" content="{escape(r.title)} - {escape(r.publisher)}"></head><body class="single">
<div class="gov-banner"><p>An official website of the Government of Norland</p><button>Here's how you know</button>
<p>Official websites use .gov. A .gov website belongs to an official government organization.</p></div>
<header role="banner"><a>{escape(r.publisher)}</a></header><main><ol class="breadcrumbs"><li>Home</li><li>...</li><li>{escape(r.title)}</li></ol>
<div class="featured"><h1>{escape(r.title)}</h1><p class="kicker">Press Statement</p><p>Office of the Spokesperson</p>
<p>{month_day_year(r.date)}</p></div>
<div class="entry-content">{r.html(h="h2")}</div>
<div class="tags"><h2>Tags</h2><ul><li>Bureau of Harbours</li><li>Sudland</li></ul></div></main>
<section class="related"><h2>Related Articles</h2><p>{NEIGHBOURS[r.language][0]}</p><p>{month_day_year(shifted(r.date, 9))}</p></section>
<footer><nav><a>Privacy Policy</a><a>FOIA</a><a>No FEAR Act</a></nav><p>The Lights are our First Duty</p></footer></body></html>"""
    return Made(f"department/{r.id}", page.encode(), r, r.date)


def dateless(r: Release) -> Made:
    """A small site that never says when: years only in the copyright, days only in the text."""
    page = f"""<html><head><title>{escape(r.title)}</title></head><body><div class="wrap"><div class="top"><a>Home</a> | <a>About us</a> | <a>Contact</a></div>
<div class="main"><h2>{escape(r.title)}</h2>{f"<h4>{escape(r.subtitle)}</h4>" if r.subtitle else ""}{r.html(h="h5")}</div>
<div class="bottom"><p>© 2009-2025 {escape(r.publisher)}</p><p>Designed by Lampwright Studio</p></div></div></body></html>"""
    return Made(f"dateless/{r.id}", page.encode(), r, None)


def modified_only(r: Release) -> Made:
    """A page that says only when it was last changed, to people and to machines."""
    changed = shifted(r.date, 77)
    linked = {"@type": "WebPage", "name": r.title, "dateModified": f"{changed.isoformat()}T00:00:00Z"}
    label = f"최종수정일 : {dotted_day(changed)}" if r.language == "ko" else f"Last updated: {month_day_year(changed)}"
    page = f"""<html><head><title>{escape(r.title)} | {escape(r.publisher)}</title>
<meta property="article:modified_time" content="{changed.isoformat()}"><meta name="last-modified" content="{changed.isoformat()}">
<script type="application/ld+json">{json.dumps(linked)}</script></head><body><header><p>{escape(r.publisher)}</p></header>
<nav aria-label="Breadcrumb">Home &gt; News &gt; {escape(r.title)}</nav><main><h1>{escape(r.title)}</h1>
{r.html()}<p class="stamp">{label}</p></main><footer><p>Follow us on</p><a>YouTube</a><a>Instagram</a></footer></body></html>"""
    return Made(f"modified-only/{r.id}", page.encode(), r, None)


def template_date(r: Release) -> Made:
    """Linked data left as the template had it: the date of the site's launch, contradicted by what is printed."""
    linked = {
        "@type": "Article",
        "headline": r.title,
        "datePublished": "2012-01-01T00:00:00Z",
        "dateModified": "2012-01-01",
    }
    label = f"등록일 {korean_day(r.date)}" if r.language == "ko" else f"Published on {month_day_year(r.date)}"
    page = f"""<html><head><title>{escape(r.title)}</title><script type="application/ld+json">{json.dumps([linked])}</script></head><body>
<div id="top-nav"><ul><li>Newsroom</li><li>Documents</li></ul></div><div id="page"><h1>{escape(r.title)}</h1><p class="pub">{label}</p>
{r.html()}<p>###</p><p>Contact: Press Office, press@lanterns.example</p></div>
<div class="pagination"><a>Previous</a><a>Next</a></div></body></html>"""
    return Made(f"template-date/{r.id}", page.encode(), r, r.date)


def meetings(r: Release) -> Made:
    """A council's meetings coverage: a document symbol, a lonely date, a picture, further links with dates."""
    page = f"""<html><head><title>{escape(r.title)} | Meetings Coverage and Releases</title></head><body>
<div class="utility"><a>Skip to main content</a><a>العربية</a><a>中文</a><a>English</a><a>Français</a></div><h2 class="site">Council of the Straits</h2>
<div class="region-content"><div class="symbol">CS/{r.date.year % 100}{r.date.month:02}4</div><div class="date">{r.date.day} {r.date:%B %Y}</div>
<h1 class="page-title">{escape(r.title)}</h1><figure><img src="x.jpg" alt=""><figcaption>A view of the hall at an earlier meeting on {r.date.day} {r.date:%B} {r.date.year - 1}. (Council Photo/Ivo Stern)</figcaption></figure>
{r.html(h="p")}<p>For information media. Not an official record.</p></div>
<div class="block"><h2>Latest</h2><ul><li>{NEIGHBOURS[r.language][1]} <span>{shifted(r.date, 30).day} {shifted(r.date, 30):%B %Y}</span></li></ul></div></body></html>"""
    return Made(f"meetings/{r.id}", page.encode(), r, r.date)


def old_table(r: Release) -> Made:
    """A page of the nineties: tables for layout, fonts, breaks for paragraphs, a date that may be read two ways."""
    told = f"{r.date.day:02}/{r.date.month:02}/{r.date.year}"
    known = r.date.day > 12 or r.date.day == r.date.month
    lines = "<br><br>\n".join(escape(line, quote=False) for line in r.matter() if line)
    page = f"""<HTML><HEAD><TITLE>{escape(r.title)}</TITLE></HEAD><BODY BGCOLOR=#FFFFFF><TABLE WIDTH=760><TR><TD COLSPAN=2><FONT SIZE=5>{escape(r.publisher)}</FONT></TD></TR>
<TR><TD WIDTH=140><A HREF=a>Home</A><BR><A HREF=b>Press Releases</A><BR><A HREF=c>Speeches</A><BR><A HREF=d>Archive</A></TD>
<TD><CENTER><B>{escape(r.title)}</B></CENTER><BR>Date: {told}<BR><BR>
<FONT FACE=Times>{lines}</FONT><BR><HR><A HREF=#>Back to top</A></TD></TR></TABLE></BODY></HTML>"""
    return Made(
        f"old-table/{r.id}",
        page.encode("euc-kr" if r.language == "ko" else "latin-1", "xmlcharrefreplace"),
        r,
        r.date if known else None,
    )


def portal(r: Release) -> Made:
    """A Korean newspaper: entered and changed, a reporter, sharing, copyright, what is read most."""
    items = "".join(f"<li>{n}. {h}</li>" for n, h in enumerate(NEIGHBOURS["ko"], start=1))
    page = f"""<!DOCTYPE html><html lang="ko"><head><meta charset="UTF-8"><title>{escape(r.title)} - 방파제일보</title><meta property="og:title" content="{escape(r.title)}">
<meta property="og:site_name" content="방파제일보"></head><body><div class="header"><h1 class="logo"><a>방파제일보</a></h1><ul class="menu"><li>정치</li><li>사회</li><li>바다</li></ul></div>
<div class="article-head"><h2 class="headline">{escape(r.title)}</h2>{f"<h3 class='sub'>{escape(r.subtitle)}</h3>" if r.subtitle else ""}
<div class="info"><span>노등대 기자</span> <span>입력 {r.date:%Y.%m.%d} 09:30</span> <span>수정 {shifted(r.date, 5):%Y.%m.%d} 11:02</span> <span>댓글 0</span></div>
<div class="util"><button>글자크기</button><button>공유하기</button><button>인쇄</button></div></div>
<div class="article-body" itemprop="articleBody">{r.html(p="div", h="strong")}<div class="copyright">ⓒ 방파제일보, 무단 전재 및 재배포 금지</div></div>
<div class="rel"><strong>관련기사</strong><ul>{items}</ul></div><div class="rank"><strong>많이 본 기사</strong><ol>{items}</ol></div>
<div class="foot"><a>회사소개</a><a>개인정보처리방침</a><p>등록번호 은포 아00001 | 등록일 2005.08.01 | 발행인 노등대 | 편집인 문바다</p></div></body></html>"""
    return Made(f"portal/{r.id}", page.encode(), r, r.date)


MANNERS: tuple[Callable[[Release], Made], ...] = (
    board,
    wire,
    paper,
    department,
    dateless,
    modified_only,
    template_date,
    meetings,
    old_table,
    portal,
)


def pages(releases: list[Release], *, each: int = 5) -> Iterator[Made]:
    """`each` documents in every manner, the releases dealt out in turn."""
    for n, manner in enumerate(MANNERS):
        for k in range(each):
            yield manner(releases[(n * each + k) % len(releases)])
