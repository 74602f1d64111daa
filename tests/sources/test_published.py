"""What a page says of its own date, and what it does not."""

import datetime
from collections.abc import Callable

import pytest

from dragoman.record import Period
from dragoman.sources import Given, Sourced
from dragoman.sources.dates import find_dates, only_date

Read = Callable[..., Sourced]
BODY = "The two harbours will share their lamps this winter, officials of both said after two days of long talks."


def told(sourced: Sourced) -> tuple[str, str] | None:
    published = sourced.document.published
    return published and (str(published.period.first), published.source)


@pytest.mark.parametrize(
    "head",
    [
        "Date\n2021-03-04\nhit\n1998",
        "Date: March 4, 2021",
        "Posted on 4 March 2021",
        "등록일 2021-03-04 조회수 2017",
        "작성일: 2021.03.04 | 조회: 2,017",
        "배포 2021. 3. 4.(목)",
        "보도일시 2021년 3월 4일 10:00",
        "Published : Mar 4, 2021 - 17:15",
        "All News 09:30 March 04, 2021",
        "09:30 March 04, 2021",
        "Thursday, March 4, 2021",
    ],
)
def test_a_labelled_or_lonely_date_line_tells(head: str, read: Read) -> None:
    sourced = read(f"Harbours to share lamps in winter\n\n{head}\n\n{BODY}")
    assert told(sourced) == ("2021-03-04", "line")
    assert sourced.problems == ()


@pytest.mark.parametrize("head", ["hit\n2019", "조회수 2019", "Views: 2019", "Copyright 2019 The Pier Daily"])
def test_a_counter_is_no_year(head: str, read: Read) -> None:
    sourced = read(f"Harbours to share lamps in winter\n\n{head}\n\n{BODY}")
    assert sourced.document.published is None
    assert [p.code for p in sourced.problems] == ["date-unknown"]


def test_a_date_in_running_text_is_that_of_what_it_tells(read: Read) -> None:
    assert (
        read(f"Harbours to share lamps\n\nOn March 3, 2021, both councils met in Port Ella. {BODY}").document.published
        is None
    )


def test_a_date_the_other_way_round_is_not_guessed(read: Read) -> None:
    assert told(read(f"Harbours to share lamps\n\nDate: 04/03/2021\n\n{BODY}")) is None
    assert told(read(f"Harbours to share lamps\n\nDate: 25/03/2021\n\n{BODY}")) == ("2021-03-25", "line")


def test_what_the_user_says_beats_all(read: Read) -> None:
    sourced = read(f"Date: March 4, 2021\n\n{BODY}", Given(date=datetime.date(2021, 3, 9)))
    assert told(sourced) == ("2021-03-09", "given")


def test_a_dateline_with_its_year(read: Read) -> None:
    assert told(read(f"PORT ELLA, March 4, 2021 (Tidings) -- {BODY}")) == ("2021-03-04", "line")
    assert told(read(f"Harbours to share lamps in winter\n\nPort Ella, March 4, 2021\n\n{BODY}")) == (
        "2021-03-04",
        "line",
    )


def test_a_dateline_without_its_year_needs_a_line_that_has_it(read: Read) -> None:
    body = f"PORT ELLA, March 4 (Tidings) -- {BODY}"
    assert told(read(f"Harbours to share lamps in winter\n\n{body}")) is None
    pieced = read(f"Harbours to share lamps in winter\n\nMarch 2021\n\n{body}").document.published
    assert pieced is not None
    assert (pieced.period.first, pieced.period.grain) in [
        (datetime.date(2021, 3, 4), "day"),
        (datetime.date(2021, 3, 1), "month"),
    ]


CAPTION = "Minister Ada Quill (left) shakes hands with an envoy in Port Ella on March 4, 2021. (Tidings)"


def test_a_caption_tells_where_nothing_else_does(read: Read) -> None:
    """The lead's day of the week bears the caption out or speaks against it."""
    page = f"Harbours to share lamps in winter\n\n{BODY[:-1]}, the minister said {{}}.\n\n{CAPTION}\n\n{BODY} More."
    sure, unsure = read(page.format("Thursday")).document.published, read(page.format("again")).document.published
    assert sure is not None
    assert unsure is not None
    assert sure.source == unsure.source == "caption"
    assert sure.confidence > unsure.confidence
    assert read(page.format("Monday")).document.published is None


def test_an_archive_photo_tells_nothing(read: Read) -> None:
    file_photo = CAPTION.replace("(Tidings)", "(File photo, Tidings)").replace(
        "on March", "in this file photo of March"
    )
    assert told(read(f"Harbours to share lamps in winter\n\n{BODY}\n\n{file_photo}\n\n{BODY} More.")) is None


def test_two_dates_that_contradict_one_another_are_said(read: Read) -> None:
    sourced = read(f"Harbours to share lamps in winter\n\nDate: 2021-03-04\n배포 2021. 5. 4.\n\n{BODY}")
    assert told(sourced) == ("2021-03-04", "line")
    (problem,) = sourced.problems
    assert problem.code == "date-conflict"
    assert sourced.document.text[problem.start : problem.end] == "배포 2021. 5. 4."
    assert sourced.document.published is not None
    assert sourced.document.published.confidence <= 0.6


def test_a_day_apart_is_the_time_zone(read: Read) -> None:
    assert read(f"Harbours to share lamps\n\nDate: 2021-03-04\n배포 2021. 3. 5.\n\n{BODY}").problems == ()


def test_the_date_of_a_related_headline_is_not_this_pages(read: Read) -> None:
    assert told(read(f"Harbours to share lamps\n\n{BODY}\n\nMost Read\nPier dark\n2019-02-02")) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-03-04T23:30:00+09:00", "2021-03-04"),
        ("Thu, 4 Mar 2021 09:30:00 GMT", "2021-03-04"),
        ("4th of March, 2021", "2021-03-04"),
        ("Sept. 4, 2021", "2021-09-04"),
        ("20210304", "2021-03-04"),
        ("2021. 3. 4", "2021-03-04"),
    ],
)
def test_dates_as_printed(text: str, day: str) -> None:
    assert [str(d.period.first) for d in find_dates(text)] == [day]


@pytest.mark.parametrize(
    "text", ["2021-13-01", "February 30, 2021", "2021", "12345678", "Resolution 2397 (2017)", "1998 views"]
)
def test_no_dates(text: str) -> None:
    assert find_dates(text) == []


def test_a_month_is_a_month() -> None:
    assert only_date("1991-09") == Period(datetime.date(1991, 9, 1), datetime.date(1991, 9, 30), "month")
    assert only_date("September 1991") == only_date("1991년 9월")
