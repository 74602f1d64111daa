"""A further half hundred, in rougher manners: written after the rules of both halves, and first read with those."""

# ruff: noqa: E501 - a page is easier read as its site writes it
import json
from collections.abc import Callable, Iterator
from html import escape

from .releases import Made, Release, day_month_year, dotted_day, month_day_year, shifted

OTHERS = {
    "en": ("Keepers' choir to sing at Vell", "Whale seen off Harrow Point", "Ferry fares to rise in spring"),
    "ko": ("등대지기 합창단 벨에서 공연", "하로 앞바다에 고래 나타나", "내년 봄 뱃삯 오를 듯"),
}


def run_on(r: Release) -> Made:
    """A daily whose text is one division with breaks, a writer's line with an address at its end, stories without names."""
    text = "<br><br>".join(escape(line, quote=False) for line in r.matter())
    teasers = "".join(
        f"<div><a href='/{n}'><b>{head}</b></a><p>{head}. The council will look into the matter once more in the coming week, and the harbour masters of both sides are to be heard about it before the ice comes.</p></div>"
        for n, head in enumerate(OTHERS[r.language])
    )
    page = f"""<html><head><title>{escape(r.title)} - Straits Herald</title><meta property="og:site_name" content="Straits Herald"></head><body><div><a href="/">Straits Herald</a></div><div><a>Nation</a><a>World</a><a>Life</a></div>
<div><h1>{escape(r.title)}</h1><p>Published : {month_day_year(r.date)} - 20:11:47</p><p>Updated : {month_day_year(shifted(r.date, 1))} - 08:02:10</p><div>{text}<br><br>By Choi Ann (ann@straitsherald.example)</div></div>
<div><h3>MOST POPULAR</h3>{teasers}</div></body></html>"""
    return Made(f"run-on/{r.id}", page.encode(), r, r.date)


def unclosed(r: Release) -> Made:
    """An archive of the nineties: tags never closed, all in capitals, the day under the title in the old way."""
    text = "\n<P>".join(escape(line, quote=False) for line in r.matter())
    page = f"""<HTML><HEAD><TITLE>{r.date:%m/%d/%y}: {escape(r.title)}</TITLE></HEAD><BODY><CENTER><H2>{escape(r.title)}</H2>
<B>{escape(r.publisher)}</B><BR>{r.place}, {month_day_year(r.date)}</CENTER><HR>
<P>{text}
<P>[end of document]<HR><A HREF=index.html>Return to the index</A> | <A HREF=search.html>Search</A></BODY></HTML>"""
    return Made(f"unclosed/{r.id}", page.encode("utf-8"), r, r.date)


def beijing(r: Release) -> Made:
    """A ministry: day and hour beside the title, wide spaces before paragraphs, a friend to be told."""
    paragraphs = "".join(f"<p>\u3000\u3000{escape(line, quote=False)}</p>" for line in r.matter())
    page = f"""<html><head><meta name="ColumnName" content="Spokesperson"><meta name="PubDate" content="{r.date} 18:47"><title>{escape(r.title)}_{escape(r.publisher)}</title></head><body>
<div class="top"><a>Home</a><a>The Ministry</a><a>Policies and Activities</a></div><div class="position">Home &gt; Spokesperson &gt; Remarks</div><div class="content"><div class="title"><h1>{escape(r.title)}</h1></div><p class="time">{r.date} 18:47</p>
<div id="News_Body">{paragraphs}</div><div class="other"><a>Suggest To A Friend</a><a>Print</a></div></div><div class="links"><a>Ministry of Ice</a><a>Ministry of Oil</a></div><div>Address: No. 2, Harbour Street, Vell Tel: 00-10-65961114</div></body></html>"""
    return Made(f"beijing/{r.id}", page.encode(), r, r.date)


def yearless(r: Release) -> Made:
    """An agency that writes the day without its year, above the title and in the dateline."""
    korean = r.language == "ko"
    lead = (
        f"({r.place} {r.date.month}월 {r.date.day}일발 해협통신) "
        if korean
        else f"{r.place.upper()}, {r.date:%B} {r.date.day}. /NOVA/. "
    )
    first, *rest = r.html().split("\n")
    page = f"""<html><head><title>{escape(r.title)} - NOVA</title></head><body><header><div class="logo-row"><a>NOVA</a></div></header><section><div class="news-header"><span>{r.date.day} {r.date:%b}, 12:30</span><h1>{escape(r.title)}</h1></div>
<div class="text-block">{first.replace("<p>", "<p>" + lead, 1)}</div>{"".join(f'<div class="text-block">{x}</div>' for x in rest)}<div class="news-tags"><a>Sudland</a><a>Norland</a></div></section><footer>© NOVA {r.date.year}</footer></body></html>"""
    return Made(f"yearless/{r.id}", page.encode(), r, None, lead=lead)


def apart(r: Release) -> Made:
    """A modern page: every paragraph in divisions of its own, advertisements and related stories between them."""
    parts = r.html().split("\n")
    boxes = [f'<div class="c-block"><div class="inner">{part}</div></div>' for part in parts]
    boxes.insert(1, '<div class="c-block ad-slot"><span>ADVERTISEMENT</span></div>')
    boxes.insert(
        3,
        f'<div class="c-block"><div class="rel-box"><h4>READ MORE</h4><ul><li><a href="/a">{OTHERS[r.language][0]}</a></li><li><a href="/b">{OTHERS[r.language][1]}</a></li></ul></div></div>',
    )
    linked = {
        "@type": ["NewsArticle"],
        "headline": r.title,
        "datePublished": f"{r.date}T06:30:00.000+09:00",
        "dateModified": f"{shifted(r.date, 2)}T06:30:00.000+09:00",
    }
    page = f"""<!doctype html><html><head><title>The Straits Wire | {escape(r.title)}</title><script type="application/ld+json">{json.dumps(linked, ensure_ascii=False)}</script></head><body><div id="app"><div class="global-header"><button>Menu</button><button>Search</button><a>Sign in</a></div>
<main><h1 class="headline">{escape(r.title)}</h1><div class="dek">{escape(r.subtitle or "")}</div><div class="meta-row"><span>By Ada Moor and Ben Holt</span><span>·</span><span>4 min read</span></div><div class="listen"><button>Listen</button><span>5:12</span></div>
{"".join(boxes)}<div class="c-block"><p><em>Additional reporting by Cy Dray; editing by Fay Orme.</em></p></div></main><div class="paywall"><h3>Keep reading with a free account</h3><p>Register today for unlimited access to our coverage of the straits.</p></div></div></body></html>"""
    return Made(f"apart/{r.id}", page.encode(), r, r.date)


def gallery(r: Release) -> Made:
    """A ministry's board with pictures: captions without marks, a summary above, contacts and a licence below."""
    ko = r.language == "ko"
    caption = (
        f"▲ 회의에 참석한 관계자들이 기념촬영을 하고 있다. ({r.publisher} 제공)"
        if ko
        else f"Officials pose for a photo after the meeting. ({r.publisher})"
    )
    first, *rest = r.html(h="h4").split("\n")
    page = f"""<html lang="ko"><head><title>{escape(r.title)} | {escape(r.publisher)}</title></head><body><div class="wrap"><p class="skip_nav"><a>본문바로가기</a></p><div class="head_util"><a>로그인</a><a>사이트맵</a><a>ENGLISH</a></div>
<div class="sub_visual"><p>{"국민과 함께하는 등불 행정" if ko else "Lights for all who sail"}</p></div><div class="board_view"><div class="view_top"><strong>{escape(r.title)}</strong><dl><dt>{"담당부서" if ko else "Department"}</dt><dd>{"항만과" if ko else "Harbours"}</dd><dt>{"등록일" if ko else "Date"}</dt><dd>{dotted_day(r.date)}</dd><dt>{"조회수" if ko else "Views"}</dt><dd>1,204</dd></dl></div>
<div class="view_body">{first}<p style="text-align:center"><img src="1.jpg"><br>{caption}</p>{"".join(rest)}</div><div class="view_bottom"><a>{"목록으로" if ko else "Back to list"}</a></div>
<ul class="page_move"><li><span>{"이전글" if ko else "Previous"}</span><a>{OTHERS[r.language][0]}</a><em>{shifted(r.date, -1)}</em></li><li><span>{"다음글" if ko else "Next"}</span><a>{OTHERS[r.language][1]}</a><em>{shifted(r.date, 1)}</em></li></ul></div>
<div class="charge"><p>{"담당자 : 노등대 연락처 : 02-000-0000" if ko else "Contact: R. Lamp Tel: 02-000-0000"}</p></div><div class="foot_info"><span>대표전화 02-000-0000</span><span>Copyright 등불부 All rights reserved.</span></div></div></body></html>"""
    return Made(f"gallery/{r.id}", page.encode(), r, r.date)


def printed(r: Release) -> Made:
    """The version for printing: where from, when printed, the address at the foot."""
    page = f"""<html><head><title>Print | {escape(r.publisher)}</title></head><body onload="print()"><p>{escape(r.publisher)} (https://www.lanterns.example)</p><h2>{escape(r.title)}</h2><p>Date of issue: {day_month_year(r.date)}</p><hr>{r.html(h="h3")}<hr>
<p>Source: https://www.lanterns.example/en/news/{r.id}</p><p>Printed on: {day_month_year(shifted(r.date, 800))}</p></body></html>"""
    return Made(f"printed/{r.id}", page.encode(), r, r.date)


def wiki(r: Release) -> Made:
    """A repository of documents: a table of what each is, when signed and when entered; the text; notes."""
    rows = (
        ("Document type", r.kind),
        ("Issued by", r.publisher),
        ("Date", month_day_year(r.date)),
        ("Entered", month_day_year(shifted(r.date, 2000))),
        ("Language", "English"),
    )
    table = "".join(f"<tr><td><b>{a}</b></td><td>{b}</td></tr>" for a, b in rows)
    page = f"""<html><head><title>{escape(r.title)} - Straits Document Archive</title></head><body><div id="sidebar"><ul><li>Main page</li><li>Random document</li></ul></div><div id="content"><h1 id="firstHeading">{escape(r.title)}</h1><div id="siteSub">From the Straits Document Archive</div><table class="infobox">{table}</table>
{r.html(h="h2")}<div class="catlinks"><a>Category: Documents</a></div></div><div id="footer"><ul><li>This page was last edited on {day_month_year(shifted(r.date, 2500))}, at 10:02.</li><li>Text is available under a free licence; additional terms may apply.</li></ul></div></body></html>"""
    return Made(f"wiki/{r.id}", page.encode(), r, r.date)


def blog(r: Release) -> Made:
    """An embassy's news list opened at one entry: other entries' days and first lines above and below, no marks of any."""
    above = f"<div class='entry'><p><b>{OTHERS[r.language][0]}</b></p><p>{month_day_year(shifted(r.date, 14))}</p><p><a href='#'>Continue reading</a></p></div>"
    below = f"<div class='entry'><p><b>{OTHERS[r.language][1]}</b></p><p>{month_day_year(shifted(r.date, -14))}</p><p><a href='#'>Continue reading</a></p></div>"
    page = f"""<html><head><title>{escape(r.title)}</title></head><body><div class="page">{above}<div class='entry open'><h2>{escape(r.title)}</h2><p>{month_day_year(r.date)}</p>{r.html(h="h3")}</div>{below}</div></body></html>"""
    return Made(f"blog/{r.id}", page.encode(), r, r.date)


def undated(r: Release) -> Made:
    """A page of position papers: no day of its own, but others' on every side."""
    side = "".join(
        f"<li><a>{head}</a> <span>{shifted(r.date, 30 * n):%d.%m.%Y}</span></li>"
        for n, head in enumerate(OTHERS[r.language], start=1)
    )
    page = f"""<html><head><title>{escape(r.title)}</title><meta name="generator" content="Lamp 2.1 (2019-04-04)"></head><body><div class="left-col"><h3>Upcoming events</h3><ul>{side}</ul></div><div class="center-col"><h1>{escape(r.title)}</h1>{r.html()}</div>
<div class="right-col"><h3>Archive</h3><ul><li><a>March 2021 (4)</a></li><li><a>February 2021 (7)</a></li></ul></div><div class="end">Since 1998</div></body></html>"""
    return Made(f"undated/{r.id}", page.encode(), r, None)


MANNERS: tuple[Callable[[Release], Made], ...] = (
    run_on,
    unclosed,
    beijing,
    yearless,
    apart,
    gallery,
    printed,
    wiki,
    blog,
    undated,
)


def pages(releases: list[Release]) -> Iterator[Made]:
    """Fifty documents, the releases dealt out in turn."""
    for n, manner in enumerate(MANNERS):
        for k in range(5):
            yield manner(releases[(n * 5 + k + 13) % len(releases)])
