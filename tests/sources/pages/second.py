"""The second half's manners: written after the rules, which had not been tried on them."""

# ruff: noqa: E501 - a page is easier read as its site writes it
import datetime
import json
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape
from xml.sax.saxutils import escape as xml

from built import KOREAN_TEXT, KOREAN_TITLE, TEXT, TITLE, pdf

from .releases import Made, Release, day_month_year, dotted_day, korean_day, month_day_year, shifted

OTHERS = {
    "en": (
        "Breakwater to be mended before autumn",
        "Fishing season ends early on the west coast",
        "New stamps show old lamps",
    ),
    "ko": ("방파제 보수 가을 전에 끝내기로", "서해 조업 예년보다 일찍 마감", "옛 등불 담은 새 우표 발행"),
}
SEOUL = datetime.timezone(datetime.timedelta(hours=9))


def register(r: Release) -> Made:
    """A Korean register: a table of headings and cells, the year in two figures, files before the text."""
    ko = r.language == "ko"
    page = f"""<!DOCTYPE html><html lang="ko"><head><title>보도자료 상세 | {escape(r.publisher)}</title></head><body>
<ul class="skip"><li><a href="#b">본문 바로가기</a></li><li><a href="#m">주메뉴 바로가기</a></li></ul>
<h1><a href="/">{escape(r.publisher)}</a></h1><ul id="gnb"><li><a>소식·자료</a><ul><li><a>보도자료</a></li><li><a>공지사항</a></li></ul></li><li><a>민원</a></li></ul>
<div class="container"><h2>보도자료</h2><table class="view"><caption>보도자료 상세보기</caption>
<tr><th colspan="4">{escape(r.title)}</th></tr>
<tr><th>작성자</th><td>{"관리자" if ko else "admin"}</td><th>등록일</th><td>{r.date:%y-%m-%d}</td></tr><tr><th>조회</th><td>3,412</td><th>첨부</th><td><a>{r.id}.hwpx</a> <a>{r.id}.pdf</a></td></tr>
<tr><td colspan="4" class="content"><div>{r.html(p="div", h="h4")}</div></td></tr></table>
<div class="btns"><a>이전</a><a>목록</a><a>다음</a></div></div>
<footer><p>본 누리집에 게시된 이메일 주소의 무단 수집을 거부합니다.</p><address>은포시 등대로 8 (우 03171)</address><p>COPYRIGHT 2020 BY LANTERNS. ALL RIGHTS RESERVED.</p></footer></body></html>"""
    return Made(f"register/{r.id}", page.encode("cp949", "xmlcharrefreplace"), r, r.date)


def live(r: Release) -> Made:
    """A news site that tells people "3 hours ago" and machines the minute; the headline broken, its title cut short."""
    words = r.title.split(" ")
    half = len(words) // 2
    broken = escape(" ".join(words[:half])) + "<br>" + escape(" ".join(words[half:]))
    short = r.title[: max(14, len(r.title) * 2 // 3)].rstrip() + "..."
    first, *rest = r.html().split("\n")
    page = f"""<html><head><title>{escape(short)} | The Quay</title></head><body><header class="site-header"><a class="logo">The Quay</a><form role="search"><input></form></header>
<article><header><div class="eyebrow"><a>World</a><a>Straits</a></div><h1>{broken}</h1><div class="byline"><a>Mara Venn</a><time class="published" datetime="{r.date.isoformat()}T21:40:00+09:00">3 hours ago</time></div></header>
<figure><img src="a.jpg"><figcaption>File photo of the pier, {month_day_year(shifted(r.date, -900))}. (The Quay)</figcaption></figure>
{first}<div class="inline-promo related"><p>Read more: {OTHERS[r.language][0]}</p></div>{"".join(rest)}
<div class="author-bio"><p>Follow us on X, Instagram and Telegram.</p></div></article>
<section class="more-stories"><h2>More stories</h2><ul><li><a>{OTHERS[r.language][1]}</a> <time>{month_day_year(shifted(r.date, -2))}</time></li><li><a>{OTHERS[r.language][2]}</a> <time>{month_day_year(shifted(r.date, -3))}</time></li></ul></section></body></html>"""
    return Made(f"live/{r.id}", page.encode(), r, r.date)


def word(r: Release) -> Made:
    """A page saved from a word processor: paragraphs cut into spans, no marks but styles, the day at the end."""

    def cut(text: str) -> str:
        words = text.split(" ")
        return "".join(f"<span>{escape(' '.join(words[n : n + 7]))} </span>" for n in range(0, len(words), 7))

    paragraphs = "".join(f'<p class="MsoNormal">{cut(line)}</p>' for line in r.matter())
    day = dotted_day(r.date) if r.language == "ko" else f"{r.place}, {day_month_year(r.date)}"
    page = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name="Generator" content="Word 15"><title></title></head><body lang="KO"><div class="WordSection1">
<p class="MsoTitle" align="center"><b><span>{escape(r.title)}</span></b></p>{paragraphs}<p class="MsoNormal" align="right"><span>{day}</span></p></div></body></html>"""
    return Made(f"word/{r.id}", page.encode(), r, r.date)


def tokyo(r: Release) -> Made:
    """A foreign ministry: a path, the title, a lonely date at the right, related pages, a way back."""
    day = korean_day(r.date) if r.language == "ko" else month_day_year(r.date)
    page = f"""<html><head><title>{escape(r.title)} | {escape(r.publisher)}</title></head><body><p id="to-main"><a>Skip to main content</a></p>
<div id="topbar"><ul><li><a>Japanese</a></li><li><a>Chinese</a></li><li><a>Korean</a></li></ul></div><p class="path"><a>Home</a> &gt; <a>News</a> &gt; <a>Press Releases</a> &gt; {escape(r.title)}</p>
<div id="maincontents"><h2>Press Releases</h2><h1 class="title1">{escape(r.title)}</h1><div class="rightalign">{day}</div>{r.html(h="h3")}
<div class="any-area"><h3>Related Information</h3><ul><li><a>{OTHERS[r.language][0]} ({month_day_year(shifted(r.date, -40))})</a></li><li><a>{OTHERS[r.language][1]}</a></li></ul></div>
<p class="back"><a>Back to Press Releases</a></p></div><div id="footer"><address>Harbour Street 2, Port Ella. TEL: +00(0)3-5550-3311</address><small>Copyright © 2014 {escape(r.publisher)}</small></div></body></html>"""
    return Made(f"tokyo/{r.id}", page.encode(), r, r.date)


def brussels(r: Release) -> Made:
    """A union's council: kind, day and hour on one line; all its languages; print and share; topics."""
    languages = "".join(f"<option>{name}</option>" for name in ("English", "français", "Deutsch", "español"))
    links = "".join(f"<a>{name}</a> " for name in ("EN", "FR", "DE", "ES", "IT"))
    page = f"""<html lang="en"><head><meta property="og:title" content="{escape(r.title)}"><title>{escape(r.title)} - Council</title></head><body><div class="lang"><select>{languages}</select>{links}</div>
<div class="notice-bar" role="dialog"><p>This site uses cookies to offer you a better browsing experience.</p><button>I accept cookies</button><button>I refuse cookies</button></div>
<main><ul class="metadata"><li>Press release</li><li>{day_month_year(r.date)}</li><li>11:15</li></ul><h1>{escape(r.title)}</h1><div class="sharing-tools"><a>Print</a><a>Email</a><a>WhatsApp</a></div>
<div class="textblock">{r.html(h="h2", ul="ol")}</div><div class="press-contacts"><h2>Press contacts</h2><p>Jonas Reef</p><p>Press officer</p><p>+32 2 555 01 02</p></div>
<div class="topics"><h2>Topics</h2><a>Lights at sea</a> <a>Harbours</a></div><p>Last review: {day_month_year(shifted(r.date, 12))}</p></main></body></html>"""
    return Made(f"brussels/{r.id}", page.encode(), r, r.date)


def masthead(r: Release) -> Made:
    """A newspaper whose head bears the day of the visit, and whose address alone tells the story's day."""
    visit = shifted(r.date, 1234)
    today = korean_day(visit) if r.language == "ko" else f"{visit:%A}, {month_day_year(visit)}"
    page = f"""<html><head><title>{escape(r.title)} :: Harbour Mail</title><link rel="canonical" href="https://www.harbourmail.example/{r.date:%Y/%m/%d}/{r.id}.html"></head><body>
<div id="masthead"><span class="today">{today}</span> <span class="weather">Port Ella 12°C</span><h1 class="brand">Harbour Mail</h1></div><div id="menu"><a>News</a><a>Opinion</a><a>Weather</a><a>Classifieds</a></div>
<div id="story"><h2>{escape(r.title)}</h2><p class="credit">By TESS ORLEY</p>{r.html(h="h4")}</div>
<div id="rail"><h3>Most read</h3><ol><li>{OTHERS[r.language][0]}</li><li>{OTHERS[r.language][1]}</li><li>{OTHERS[r.language][2]}</li></ol></div>
<div id="colophon">© {visit.year} Harbour Mail Ltd. All rights reserved. No part of this site may be reproduced without permission.</div></body></html>"""
    return Made(f"masthead/{r.id}", page.encode(), r, r.date)


def stream(r: Release) -> Made:
    """A page that tells machines of all stories beneath it, and people of its own day only."""
    items = [
        {
            "@type": "ListItem",
            "position": n,
            "item": {"@type": "NewsArticle", "headline": head, "datePublished": str(shifted(r.date, n))},
        }
        for n, head in enumerate(OTHERS[r.language], start=2)
    ]
    linked = {
        "@context": "https://schema.org",
        "@graph": [{"@type": "ItemList", "itemListElement": items}, {"@type": "WebSite", "name": "Straits Today"}],
    }
    cards = "".join(
        f'<div class="card" itemscope><span itemprop="headline">{head}</span><time itemprop="datePublished" datetime="{shifted(r.date, n)}">{shifted(r.date, n)}</time></div>'
        for n, head in enumerate(OTHERS[r.language], start=2)
    )
    line = (
        f"기사입력 {r.date:%Y-%m-%d} 오전 8:00:00 | 최종수정 {shifted(r.date, 2):%Y-%m-%d} 오후 1:12:44"
        if r.language == "ko"
        else f"Posted: {r.date:%b. %d, %Y} | Modified: {shifted(r.date, 2):%b. %d, %Y}"
    )
    page = f"""<html><head><title>{escape(r.title)}</title><script type="application/ld+json">{json.dumps(linked, ensure_ascii=False)}</script></head><body>
<nav class="lnb"><a>Front</a><a>World</a></nav><div class="view"><h3 class="headline">{escape(r.title)}</h3><p class="stamp">{line}</p><div class="font"><button>가+</button><button>가-</button></div><div id="articleBody">{r.html(p="p", h="b")}</div></div>
<div class="next-stories">{cards}</div><p class="policy">Comments are closed.</p></body></html>"""
    return Made(f"stream/{r.id}", page.encode(), r, r.date)


def notice(r: Release) -> Made:
    """A page about what was held when and where, which never says when it was put out."""
    when = shifted(r.date, -1)
    rows = (
        (("일시", f"{dotted_day(when)} 14:00"), ("장소", "은포 국제회의장"), ("문의", "등불부 항만과 02-000-0000"))
        if r.language == "ko"
        else (
            ("Date and time", f"{day_month_year(when)}, 14:00"),
            ("Venue", "Harbour Hall, Vell"),
            ("Enquiries", "Press desk, +00 2 555 0100"),
        )
    )
    table = "".join(f"<tr><th>{a}</th><td>{b}</td></tr>" for a, b in rows)
    page = f"""<html><head><title>{escape(r.title)} - {escape(r.publisher)}</title></head><body><header>{escape(r.publisher)}</header><div class="breadcrumb">Home / Events / Past events</div>
<main><h1>{escape(r.title)}</h1><table class="facts">{table}</table><div class="body">{r.html()}</div><a class="more">View all events</a></main><footer>© 2007–2024 {escape(r.publisher)}</footer></body></html>"""
    return Made(f"notice/{r.id}", page.encode(), r, None)


def american(r: Release) -> Made:
    """A fund's blog: the month first in figures, categories, a subscription box, comments with days of their own."""
    known = r.date.day > 12 or r.date.day == r.date.month
    page = f"""<html><head><title>{escape(r.title)} &#8211; {escape(r.publisher)}</title></head><body class="post-template"><div class="announcement-bar"><p>Subscribe to our newsletter and get updates in your inbox every Friday.</p></div>
<header><nav><ul><li><a>Home</a></li><li><a>Blog</a></li></ul></nav></header><article><h1>{escape(r.title)}</h1><p class="post-meta">Posted on {r.date:%m/%d/%Y} in <a>Updates</a></p>{r.html(h="h2")}</article>
<div id="comments"><h3>2 comments</h3><ol><li><cite>Oda</cite> <span>{shifted(r.date, 1):%m/%d/%Y}</span><p>Thank you for this. I have waited for such news for many years.</p></li><li><cite>Pim</cite> <span>{shifted(r.date, 3):%m/%d/%Y}</span><p>When will the second cable come?</p></li></ol></div>
<footer><p>Powered by Lampwright</p></footer></body></html>"""
    return Made(f"american/{r.id}", page.encode(), r, r.date if known else None)


def juche(r: Release) -> Made:
    """An organ that counts years its own way, in lines of divisions, with its name above and below."""
    era = r.date.year - 1911
    day = (
        f"주체{era}({r.date.year})년 {r.date.month}월 {r.date.day}일"
        if r.language == "ko"
        else f"Juche {era}.{r.date.month}.{r.date.day}"
    )
    page = f"""<html><head><title>{escape(r.publisher)}</title></head><body><div class="top_logo">{escape(r.publisher)}</div><div class="menu_bar"><span><a>{"정치" if r.language == "ko" else "Politics"}</a></span><span><a>{"문화" if r.language == "ko" else "Culture"}</a></span></div>
<div class="ArticleMain"><div class="ArticleTitle">{escape(r.title)}</div><div class="ArticleDate">{day}</div><div class="ArticleText">{r.html(p="div", h="div")}</div></div><div class="bottom"><a>{"처음으로" if r.language == "ko" else "Home"}</a></div></body></html>"""
    return Made(f"juche/{r.id}", page.encode(), r, r.date)


def ministry(r: Release) -> Made:
    """A ministry with its release's own table: when to be printed, who answers; a licence; a survey."""
    ko = r.language == "ko"
    head = (
        f"<tr><th>보도시점</th><td>{dotted_day(r.date)} 12:00</td><th>배포</th><td>{dotted_day(r.date)} 09:00</td></tr><tr><th>담당 부서</th><td>항만협력과</td><th>책임자</th><td>과장 노등대 (044-000-0000)</td></tr>"
        if ko
        else f"<tr><th>For release</th><td>{day_month_year(r.date)}</td><th>Contact</th><td>Harbour Division, +00 44 000 0000</td></tr>"
    )
    page = f"""<html lang="ko"><head><title>{escape(r.title)} &lt; 보도자료 &lt; {escape(r.publisher)}</title></head><body><div id="accessibility"><a>본문 바로가기</a></div><div class="head"><a>{escape(r.publisher)}</a></div>
<div class="cont_wrap"><h4 class="view_title">{escape(r.title)}</h4><div class="view_info"><span>{korean_day(r.date)}</span><span>조회수 : 512</span></div><table class="release_head">{head}</table><div class="view_cont">{r.html()}</div>
<div class="kogl"><p>본 저작물은 공공누리 제1유형(출처표시)에 따라 이용할 수 있습니다.</p></div><div class="view_file"><b>첨부파일</b><ul><li><a>{r.id}.hwp (120KB)</a></li></ul></div>
<div class="research"><p>현재 페이지의 내용과 사용 편의성에 대하여 만족하십니까?</p><ul><li>매우만족</li><li>만족</li><li>보통</li></ul></div></div></body></html>"""
    return Made(f"ministry/{r.id}", page.encode(), r, r.date)


def mail(r: Release) -> Made:
    """A press list's mail, as text or as a page, with what lists write below."""
    message = EmailMessage()
    message["From"] = f"{r.publisher} <press@lanterns.example>"
    message["To"] = "press-list@lanterns.example"
    message["Subject"] = f"[보도자료] {r.title}" if r.language == "ko" and len(r.body) % 2 else r.title
    message["Date"] = format_datetime(datetime.datetime.combine(r.date, datetime.time(10, 30), SEOUL))
    message["Message-ID"] = f"<{r.id}@lanterns.example>"
    if len(r.body) % 2:
        foot = "<p>---</p><p>You receive this mail because you are on our press list. <a>Unsubscribe</a></p>"
        message.set_content(f"<html><body>{r.html()}{foot}</body></html>", subtype="html")
    else:
        message.set_content("\n\n".join(r.matter()) + "\n\n-- \nPress Office\nunsubscribe@lanterns.example\n")
    return Made(f"mail/{r.id}", message.as_bytes(), r, r.date)


def feed(r: Release) -> Made:
    """A feed of one entry: as RSS with the whole text, or as Atom with a later change."""
    body = xml(r.html())
    if len(r.body) % 2:
        stamp = format_datetime(datetime.datetime.combine(r.date, datetime.time(10, 30), SEOUL))
        text = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>{xml(r.publisher)}</title><link>https://www.lanterns.example/</link>
<item><title>{xml(r.title)}</title><link>https://www.lanterns.example/{r.id}</link><pubDate>{stamp}</pubDate><content:encoded>{body}</content:encoded></item></channel></rss>"""
    else:
        text = f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{xml(r.publisher)}</title><id>urn:x</id><updated>2025-05-05T00:00:00Z</updated>
<entry><title>{xml(r.title)}</title><id>https://www.lanterns.example/{r.id}</id><published>{r.date}T08:00:00+09:00</published><updated>{shifted(r.date, 30)}T08:00:00+09:00</updated><content type="html">{body}</content></entry></feed>"""
    return Made(f"feed/{r.id}", text.encode(), r, r.date)


def _with_bullets(r: Release) -> list[str]:
    marked = [f"• {line[2:]}" if line.startswith("- ") else line for line in r.body if line[0] not in "#|"]
    return marked + [cell for line in r.body if line[0] == "|" for cell in line.strip("|").split("|")]


def paper(r: Release) -> Made:
    """A typeset release; every other one without any day, though its file has one of making."""
    text, title = (KOREAN_TEXT, KOREAN_TITLE) if r.language == "ko" else (TEXT, TITLE)
    dated = len(r.body) % 2 == 1
    line = f"배포일 {dotted_day(r.date)}" if r.language == "ko" else f"Release date: {month_day_year(r.date)}"
    lines = [(r.title, title), *([(line, text)] if dated else []), *((said, text) for said in _with_bullets(r))]
    return Made(
        f"pdf/{r.id}", pdf([(escape(said, quote=False), style) for said, style in lines]), r, r.date if dated else None
    )


MANNERS: tuple[tuple[Callable[[Release], Made], int], ...] = (
    *(
        (manner, 3)
        for manner in (register, live, word, tokyo, brussels, masthead, stream, notice, american, juche, ministry)
    ),
    (mail, 6),
    (feed, 6),
    (paper, 5),
)


def pages(releases: list[Release]) -> Iterator[Made]:
    """Fifty documents, the releases dealt out in turn."""
    n = 7
    for manner, count in MANNERS:
        for _ in range(count):
            yield manner(releases[n % len(releases)])
            n += 1
