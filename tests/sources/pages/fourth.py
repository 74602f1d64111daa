"""The last half hundred: pages, copies of pages and texts, written after all rules, and first read with those."""

# ruff: noqa: E501 - a page is easier read as its site writes it
import json
import textwrap
from collections.abc import Callable, Iterator
from html import escape

from .releases import Made, Release, day_month_year, dotted_day, month_day_year, shifted

OTHERS = {
    "en": ("Island school wins lamp prize", "Council to vote on berth fees", "Old keeper's diary found in attic"),
    "ko": ("섬 학교 등불상 수상", "평의회 정박료 표결 예정", "옛 등대지기 일기장 발견"),
}


def copied(r: Release) -> Made:
    """What a hand copies from a Korean board: no markup, all that stood there, in lines."""
    lines = [
        "본문 바로가기",
        "주메뉴 바로가기",
        r.publisher,
        "알림·자료",
        "보도자료",
        r.title,
        f"작성자 홍보담당관실 | 등록일 {r.date} | 조회수 4021",
        *r.matter(),
        "첨부파일",
        f"{r.id}.hwp",
        "이전글",
        OTHERS[r.language][0],
        "다음글",
        OTHERS[r.language][1],
        "목록",
        "개인정보처리방침",
        f"Copyright (C) 2016 {r.publisher}. All Rights Reserved.",
    ]
    return Made(f"copied/{r.id}", "\n\n".join(lines).encode(), r, r.date)


def telex(r: Release) -> Made:
    """A wire's text as it is sent: a slug, a headline, the dateline with its day but no year, lines of one width, an end."""
    korean = r.language == "ko"
    lead = (
        f"({r.place}=연합등대) 문바다 기자 = "
        if korean
        else f"{r.place.upper()}, {r.date:%b}. {r.date.day} (Tidings) -- "
    )
    matter = r.matter()
    paragraphs = [lead + matter[0], *matter[1:]]
    body = "\n\n".join(paragraphs if korean else (textwrap.fill(x, 72, break_on_hyphens=False) for x in paragraphs))
    return Made(f"telex/{r.id}", f"{r.title}\n\n{body}\n\n(END)\n".encode(), r, None, lead=lead)


def issued(r: Release) -> Made:
    """A department's release as text: for whom it is free, which office, the day, its number; sharps at the end."""
    head = f"{r.publisher}\nOffice of the Spokesperson\nFor Immediate Release\n{month_day_year(r.date)}\n{r.date.year}/{r.date.timetuple().tm_yday}"
    body = "\n\n".join(r.matter())
    return Made(f"issued/{r.id}", f"{head}\n\n{r.title}\n\n{body}\n\n# # #\n".encode(), r, r.date)


def reader(r: Release) -> Made:
    """A page turned into Markdown by some tool: menus as lists of links, the title as a heading, a date in italics."""
    menu = "\n".join(f"* [{name}](/x)" for name in ("Home", "News", "Speeches", "Contact"))
    body = "\n\n".join(r.matter())
    text = f"{menu}\n\n# {r.title}\n\n*Published {day_month_year(r.date)}*\n\n[Share](/s) [Print](/p)\n\n{body}\n\n## Related\n\n* [{OTHERS[r.language][0]}](/a)\n* [{OTHERS[r.language][1]}](/b)\n"
    return Made(f"reader/{r.id}", text.encode(), r, r.date)


def assembly(r: Release) -> Made:
    """A council's coverage: its body, session and meeting, the symbol beside the day, a summary line, notes."""
    page = f"""<!DOCTYPE html><html lang="en" dir="ltr"><head><title>{escape(r.title)} | Meetings Coverage | Council of the Straits</title><link rel="canonical" href="https://press.straits.example/en/{r.date.year}/cs{r.date.year % 100}2.doc.htm"></head><body>
<div id="block-languageswitcher"><ul><li>العربية</li><li>中文</li><li>English</li><li>Français</li><li>Русский</li><li>Español</li></ul></div><div id="block-branding"><a href="/">Council of the Straits</a></div><nav><ul><li><a>Secretary</a></li><li><a>Council</a></li><li><a>Meetings Coverage</a></li></ul></nav>
<article><div class="node__meta">CS/{r.date.year % 100}{r.date.month:02}<br>{day_month_year(r.date).upper()}</div><h1 class="page-header"><span>{escape(r.title)}</span></h1><div class="body-field">{r.html(h="h2")}<p>* *** *</p></div><div class="field-tags"><div>Lights</div><div>Harbours</div></div></article>
<div class="region-sidebar"><h2>Also on this day</h2><div class="views-row"><a>{OTHERS[r.language][0]}</a></div><div class="views-row"><a>{OTHERS[r.language][1]}</a></div></div><div class="footer-bottom"><a>A-Z Site Index</a><a>Fraud Alert</a><a>Terms of Use</a></div></body></html>"""
    return Made(f"assembly/{r.id}", page.encode(), r, r.date)


def aggregator(r: Release) -> Made:
    """A Korean portal that carries others' stories: entered and changed, writers to follow, feelings counted."""
    page = f"""<!doctype html><html lang="ko"><head><title>{escape(r.title)}</title><meta property="og:title" content="{escape(r.title)}"><meta property="og:article:author" content="연합등대 | 포털"></head><body><div class="u_skip"><a>본문 바로가기</a></div><div class="Nlnb"><ul><li><a>정치</a></li><li><a>경제</a></li><li><a>랭킹</a></li></ul></div>
<div class="media_end_head"><a class="media_logo"><img alt="연합등대"></a><h2 id="title_area"><span>{escape(r.title)}</span></h2><div class="datestamp"><div><span>입력</span><span data-date-time="{r.date} 09:30:12">{r.date:%Y.%m.%d}. 오전 9:30</span></div><div><span>수정</span><span>{shifted(r.date, 1):%Y.%m.%d}. 오후 2:11</span></div><a>기사원문</a></div><div class="journalist"><em>노등대 기자</em><button>구독</button></div></div>
<div id="newsct_article"><article id="dic_area">{"<br><br>".join(escape(x, quote=False) for x in r.matter())}</article></div><p class="byline">노등대 기자 lamp@tungdae.example</p><p class="c_text">Copyright ⓒ 연합등대. All rights reserved. 무단 전재 및 재배포, AI학습 이용 금지.</p>
<div class="reaction"><ul><li><span>좋아요</span><span>12</span></li><li><span>훈훈해요</span><span>3</span></li><li><span>슬퍼요</span><span>1</span></li></ul></div><div class="media_info"><p>이 기사는 언론사에서 정치 섹션으로 분류했습니다.</p></div><div class="other"><h3>연합등대 주요뉴스</h3><ul><li><a>{OTHERS["ko"][0]}</a></li><li><a>{OTHERS["ko"][1]}</a></li></ul></div></body></html>"""
    return Made(f"aggregator/{r.id}", page.encode(), r, r.date)


def contents(r: Release) -> Made:
    """An institute's page: a list of its own headings, notes, how to cite it, an author's box; a day in linked data."""
    headings = [line[2:] for line in r.body if line.startswith("# ")] or ["Overview"]
    linked = {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "WebPage",
                "name": r.title,
                "datePublished": f"{r.date}T00:00:00+00:00",
                "dateModified": f"{shifted(r.date, 500)}T00:00:00+00:00",
            },
            {"@type": "Organization", "name": "Straits Institute", "foundingDate": "1961-04-02"},
        ],
    }
    page = f"""<html><head><title>{escape(r.title)} | Straits Institute</title><script type="application/ld+json">{json.dumps(linked, ensure_ascii=False)}</script></head><body><header class="site"><a href="https://institute.example/">Straits Institute</a><a>Research</a><a>Experts</a><a>Events</a></header>
<article><p class="type">Commentary</p><h1>{escape(r.title)}</h1><div class="author-line"><a>Ines Caro</a></div><nav class="toc"><h2>Contents</h2><ol>{"".join(f"<li><a>{escape(x)}</a></li>" for x in headings)}</ol></nav>{r.html(h="h2")}
<div class="cite"><h3>Cite this paper</h3><p>Caro, I. ({r.date.year}). {escape(r.title)}. Straits Institute.</p></div><div class="author-box"><h3>About the author</h3><p>Ines Caro is a senior fellow at the Straits Institute and writes on lights at sea.</p></div></article>
<div class="signup"><p>Get our weekly newsletter in your inbox.</p></div><footer><p>Straits Institute, 1 Quay Road, Vell. The Institute takes no positions of its own.</p><p>© 1961-{r.date.year + 3}</p></footer></body></html>"""
    return Made(f"contents/{r.id}", page.encode(), r, r.date)


def embassy(r: Release) -> Made:
    """An embassy: topics and the day under a picture, one line of both; by whom; share bar with counts; policies below."""
    page = f"""<html><head><title>{escape(r.title)} - Embassy of Norland in Sudland</title><meta property="article:published_time" content="{r.date}T23:30:00+00:00"><meta property="og:site_name" content="Embassy of Norland in Sudland"></head><body><div class="mo-banner" role="banner"><a>Embassy of Norland in Sudland</a></div>
<div class="mo-breadcrumbs"><a>Home</a> | <a>News &amp; Events</a> | {escape(r.title)}</div><div class="mo-post"><h1>{escape(r.title)}</h1><div class="mo-share"><span>12</span><span>Shares</span><a>Share</a><a>Tweet</a></div>{r.html(h="h3")}
<p class="mo-post-info">By <a>Norland Embassy Sudport</a> | {day_month_year(r.date)} | Topics: <a>News</a>, <a>Press Releases</a></p></div><div class="mo-footer"><ul><li>Privacy</li><li>Sitemap</li></ul><p>This is the official website of the Embassy of Norland in Sudport. External links to other sites should not be construed as an endorsement of the views contained therein.</p></div></body></html>"""
    return Made(f"embassy/{r.id}", page.encode(), r, r.date)


def ambiguous(r: Release) -> Made:
    """Two printed days, both labelled alike: that of issue and, a line below, that of the site's move; figures both ways."""
    page = f"""<html><head><title>{escape(r.title)}</title></head><body><div class="bar">Ministry portal</div><h1>{escape(r.title)}</h1><table><tr><td>Reference</td><td>NL/{r.date.year}/44</td></tr><tr><td>Issued</td><td>{r.date:%d/%m/%Y}</td></tr><tr><td>Last updated</td><td>{shifted(r.date, 900):%d/%m/%Y}</td></tr></table>
{r.html()}<p>ENDS</p><h3>Notes to editors</h3><p>Pictures are free for use.</p></body></html>"""
    known = r.date.day > 12 or r.date.day == r.date.month
    return Made(f"ambiguous/{r.id}", page.encode(), r, r.date if known else None)


def office(r: Release) -> Made:
    """A Korean office's page: the words of the release in a frame of tables, the day beside a ruler, sayings around."""
    page = f"""<html lang="ko"><head><meta http-equiv="Content-Type" content="text/html; charset=euc-kr"><title>:: {escape(r.publisher)} ::</title></head><body><table width="900"><tr><td><img src="logo.gif" alt=""></td><td align="right"><a>홈</a> | <a>로그인</a> | <a>English</a></td></tr><tr><td colspan="2">밝은 바다, 안전한 뱃길</td></tr></table>
<table width="900"><tr><td width="180"><table><tr><td><a>공지사항</a></td></tr><tr><td><a>보도자료</a></td></tr><tr><td><a>사진자료</a></td></tr></table></td><td><table width="700"><tr><td bgcolor="#eee"><b>{escape(r.title)}</b></td></tr><tr><td align="right">작성일 : {dotted_day(r.date)} &nbsp; 조회 : 331</td></tr><tr><td>{"<br>".join(escape(x, quote=False) for x in r.matter())}</td></tr><tr><td>파일 : <a>{r.id}.hwp</a></td></tr></table><a>[목록]</a> <a>[인쇄]</a></td></tr></table>
<table width="900"><tr><td>우)03171 은포시 등대로 8 TEL 02)000-0000 FAX 02)000-0001<br>홈페이지 이용 문의 : webmaster@lanterns.example</td></tr></table></body></html>"""
    return Made(f"office/{r.id}", page.encode("cp949", "xmlcharrefreplace"), r, r.date)


MANNERS: tuple[Callable[[Release], Made], ...] = (
    copied,
    telex,
    issued,
    reader,
    assembly,
    aggregator,
    contents,
    embassy,
    ambiguous,
    office,
)


def pages(releases: list[Release]) -> Iterator[Made]:
    """Fifty documents, the releases dealt out in turn."""
    for n, manner in enumerate(MANNERS):
        for k in range(5):
            yield manner(releases[(n * 5 + k + 3) % len(releases)])
