"""Whose date it is by where it stands, and which of two corrects the other."""

import json
from collections.abc import Callable

import pytest

from dragoman.sources import Sourced
from dragoman.sources.dates import find_dates, only_date, short_korean_day

Read = Callable[..., Sourced]
TITLE = "Harbours to share lamps in winter"
BODY = "The two harbours will share their lamps this winter, officials of both said after two days of long talks."
MORE = "The northern council has bought oil for six hundred lamps, and the southern one will pay for half of it."


def told(sourced: Sourced) -> tuple[str, str] | None:
    published = sourced.document.published
    return published and (str(published.period.first), published.source)


def codes(sourced: Sourced) -> list[str]:
    return [problem.code for problem in sourced.problems]


def page(*, head: str = "", above: str = "", under: str = "", below: str = "", lead: str = BODY) -> str:
    return f"""<!DOCTYPE html><html><head>{head}</head><body>{above}<h1>{TITLE}</h1>{under}
    <div><p>{lead}</p><p>{MORE}</p></div>{below}</body></html>"""


def linked(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(fields)}</script>'


def meta(stamp: str) -> str:
    return f'<meta property="article:published_time" content="{stamp}">'


def test_machines_and_people_agree(read: Read) -> None:
    sourced = read(page(head=meta("2021-03-04T09:00:00+09:00"), under="<p>Published: March 4, 2021</p>"))
    assert told(sourced) == ("2021-03-04", "meta")
    assert sourced.document.published and sourced.document.published.confidence == 0.99


def test_the_publishers_day_beats_world_time(read: Read) -> None:
    """A stamp of world time late on the third is the fourth where it was put out; early on the fifth, it may be too."""
    for stamp in ("2021-03-03T22:10:00Z", "2021-03-05T02:10:00+00:00"):
        sourced = read(page(head=meta(stamp), under="<p>March 4, 2021</p>"))
        assert told(sourced) == ("2021-03-04", "line")
        assert codes(sourced) == []


def test_a_lonely_day_before_that_of_publication_is_the_speechs(read: Read) -> None:
    assert told(read(page(head=meta("2021-03-05"), under="<p>March 4, 2021</p>"))) == ("2021-03-05", "meta")
    assert told(read(f"{TITLE}\n\nVia Teleconference\n\n(March 4, 2021)\n\n{BODY}\n\n{MORE}")) is None


def test_what_is_printed_as_published_beats_a_templates_date(read: Read) -> None:
    head = linked(**{"@type": "Article", "datePublished": "2012-01-01"})
    for under in ("<p>Published on March 4, 2021</p>", "<p>March 4, 2021</p>"):
        sourced = read(page(head=head, under=under))
        assert told(sourced) == ("2021-03-04", "line")
        assert codes(sourced) == ["date-conflict"]
        assert sourced.document.published and sourced.document.published.confidence <= 0.6


def test_a_vague_label_does_not_beat_the_pages_own_date(read: Read) -> None:
    """ "Date" on a page of an event is the event's."""
    sourced = read(page(head=meta("2021-03-04"), under="<p>Date: March 20, 2021</p>"))
    assert told(sourced) == ("2021-03-04", "meta")
    assert codes(sourced) == ["date-conflict"]


def test_the_address_decides_between_two(read: Read) -> None:
    address = '<link rel="canonical" href="https://tidings.example/2021/03/20/lamps">'
    sourced = read(page(head=address + meta("2021-03-04"), under="<p>Date: March 20, 2021</p>"))
    assert told(sourced) == ("2021-03-20", "line")


def test_a_date_of_another_week_than_the_datelines_is_not_believed(read: Read) -> None:
    sourced = read(page(head=meta("2012-01-01"), lead=f"PORT ELLA, March 4 (Tidings) -- {BODY}"))
    assert told(sourced) is None
    assert codes(sourced) == ["date-unknown"]
    assert told(read(page(head=meta("2021-03-05"), lead=f"PORT ELLA, March 4 (Tidings) -- {BODY}"))) is not None


@pytest.mark.parametrize(
    "node",
    [
        {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "datePublished": "2020-02-02"}]},
        {"@type": "VideoObject", "name": "Lamps", "datePublished": "2020-02-02"},
        {"@type": "WebSite", "datePublished": "2020-02-02"},
        {"@type": "Article", "name": "x", "comment": {"@type": "Comment", "datePublished": "2020-02-02"}},
        {
            "@graph": [
                {"@type": "Article", "datePublished": "2020-02-02"},
                {"@type": "Article", "datePublished": "2020-02-05"},
            ]
        },
        {"@type": "WebPage", "dateModified": "2020-02-02"},
    ],
)
def test_linked_data_of_other_things_is_not_this_pages(node: dict[str, object], read: Read) -> None:
    assert told(read(page(head=linked(**node)))) is None


def test_of_several_articles_the_one_named_as_the_page_tells(read: Read) -> None:
    mine = {"@type": "Article", "headline": TITLE, "datePublished": "2021-03-04"}
    other = {"@type": "Article", "headline": "Another story", "datePublished": "2020-02-02"}
    head = f"<title>{TITLE}</title>" + linked(**{"@graph": [other, mine]})
    assert told(read(page(head=head))) == ("2021-03-04", "meta")


def test_cards_of_other_stories_tell_nothing(read: Read) -> None:
    cards = "".join(
        f'<div><b>Story</b><time itemprop="datePublished" datetime="2020-02-0{n}"></time></div>' for n in (1, 2)
    )
    assert told(read(page(below=cards))) is None


def test_the_day_of_the_visit_in_a_masthead_is_not_publication(read: Read) -> None:
    above = (
        "<header><span>Sunday, May 9, 2021</span></header><nav><a>News</a><a>Sea</a></nav><ul><li>a</li><li>b</li></ul>"
    )
    assert told(read(page(above=above))) is None


@pytest.mark.parametrize(
    "line",
    [
        "일시: 2021. 3. 4.(목) 14:00",
        "Meeting date: March 4, 2021",
        "Deadline: 4 March 2021",
        "최종수정 2021.03.04",
        "This page was last updated on March 4, 2021",
        "Retrieved on 4 March 2021",
    ],
)
def test_other_days_than_that_of_publication(line: str, read: Read) -> None:
    assert told(read(f"{TITLE}\n\n{line}\n\n{BODY}\n\n{MORE}")) is None


@pytest.mark.parametrize(
    "line",
    [
        "등록일 21-03-04 조회 12",
        "배포 '21. 3. 4.(목)",
        "보도시점 2021. 3. 4.(목) 12:00",
        "홍길동 기자 입력 2021.03.04 09:30 수정 2021.03.09 10:00",
        "FOR IMMEDIATE RELEASE: March 4, 2021",
        "2021年3月4日",
        "令和3年3月4日",
        "주체110(2021)년 3월 4일",
        "4 марта 2021 г.",
    ],
)
def test_days_of_publication_as_they_are_printed(line: str, read: Read) -> None:
    assert told(read(f"{TITLE}\n\n{line}\n\n{BODY}\n\n{MORE}")) == ("2021-03-04", "line")


def test_the_imprint_of_a_paper_is_not_the_storys(read: Read) -> None:
    imprint = "<p>등록일 : 2005.08.01 | 발행인 : 노등대 | 편집인 : 문바다</p>"
    assert told(read(page(below=imprint))) is None


def test_an_entry_of_a_chronicle_is_not_publication(read: Read) -> None:
    assert told(read(f"{TITLE}\n\n{BODY}\n\nMarch 4, 2021\n\n{MORE}\n\nMarch 9, 2021\n\n{BODY} Again.")) is None


def test_the_day_a_text_was_signed(read: Read) -> None:
    assert told(read(f"{TITLE}\n\n{BODY}\n\n{MORE}\n\nPort Ella, 4 March 2021")) == ("2021-03-04", "line")


def test_running_text_that_opens_like_a_dateline_is_none(read: Read) -> None:
    for lead in ("Following the March 4, 2021 Vell Summit of the Two – ", "On March 4, 2021 – as agreed – "):
        assert told(read(f"{TITLE}\n\n{lead}{BODY}\n\n{MORE}")) is None


@pytest.mark.parametrize("text", ["04.03.2021", "3/4/2021", "04-03-2021", "24-01-04", "1.2.2021"])
def test_what_may_be_read_two_ways_is_no_date(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    "text", ["25.03.2021", "2021-03-25T23:30:00Z", "2021년 3월 25일(목) 오전 9시 30분", "25 mars 2021"]
)
def test_what_is_a_date_and_nothing_else(text: str) -> None:
    period = only_date(text)
    assert period is not None and str(period.first) == "2021-03-25"


def test_two_figures_of_a_year_after_a_korean_label() -> None:
    period = short_korean_day("24. 1. 4.(목)")
    assert period is not None and str(period.first) == "2024-01-04"
    assert short_korean_day("99-12-31") != short_korean_day("2099-12-31")
    assert short_korean_day("13.25.24") is None
