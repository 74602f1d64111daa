"""Names and dates in Korean documents."""

from dragoman.record import Reading


def test_names_and_dates(reading: Reading) -> None:
    """Language: ko
    Published: 2031-05-02

    외교부는 2031년 3월 1일 북한의 미사일 발사를 규탄하였다.
    """
    text = reading.document.text
    named = {text[m.start : m.end]: m.actor for m in reading.mentions}
    assert named["북한"] == "dprk"
    assert "rok.mofa" in named.values()
    (time,) = reading.times
    assert text[time.start : time.end] == "2031년 3월 1일"
    assert (str(time.period.first), time.period.grain, time.anchor) == ("2031-03-01", "day", "absolute")
    assert [c.kind for c in reading.claims] == ["assessment"]
    assert reading.problems == ()


def test_a_date_without_year_takes_it_from_publication(reading: Reading) -> None:
    """Language: ko
    Published: 2031-05-02

    회의는 4월 28일 열렸다.
    """
    (time,) = reading.times
    assert (str(time.period.first), time.anchor) == ("2031-04-28", "published")


def test_without_any_year_no_day_is_guessed(reading: Reading) -> None:
    """Language: ko

    회의는 4월 28일 열렸다.
    """
    (time,) = reading.times
    assert (time.period.first, time.period.last) == (None, None)


def test_december_told_in_january_is_last_years(reading: Reading) -> None:
    """Language: ko
    Published: 2031-01-03

    회의는 지난 12월 28일 열렸다.
    """
    (time,) = reading.times
    assert str(time.period.first) == "2030-12-28"


def test_a_month(reading: Reading) -> None:
    """Language: ko

    2030년 12월 회담이 열린다.
    """
    (time,) = reading.times
    assert (str(time.period.first), str(time.period.last)) == ("2030-12-01", "2030-12-31")


def test_dotted_date(reading: Reading) -> None:
    """Language: ko

    2031. 3. 28. 발표된 성명이다.
    """
    (time,) = reading.times
    assert str(time.period.first) == "2031-03-28"


def test_an_impossible_date_is_none(reading: Reading) -> None:
    """Language: ko

    2031년 2월 30일이라고 적혀 있다.
    """
    assert all(t.period.grain != "day" for t in reading.times)


def test_a_name_inside_another_word_is_no_name(reading: Reading) -> None:
    """Language: ko

    그는 일본어와 중국어를 배웠다.
    """
    assert reading.mentions == ()
