"""Persons named in a text -> persons of the dossier, by name, office and day; or to nobody.

Readings are made by hand, so that what is tested is the linking and nothing before it. The facts are public.
"""

import datetime
from collections.abc import Sequence
from dataclasses import replace

import pytest

from dragoman.dossier import Actor, Dossier, Name, Tenure, load_dossier
from dragoman.identity.persons import Linker, days_told, proposed_id, title_of
from dragoman.record import Document, Line, Mention, Period, Published, Publisher, Reading, Time

Person = tuple[str, str, str | None]
"""As printed, the fullest name the document gives, and whom the reader took it for."""


@pytest.fixture(scope="module")
def korea() -> Dossier:
    return load_dossier()


@pytest.fixture(scope="module")
def linker(korea: Dossier) -> Linker:
    return Linker(korea)


def reading_of(people: Sequence[Person], day: str | None, *, publisher: str | None = None) -> Reading:
    text = ". ".join(printed for printed, _, _ in people)
    mentions, at = [], 0
    for n, (printed, name, actor) in enumerate(people):
        how = "title" if printed != name else "name"
        mentions.append(Mention(f"m{n}", at, at + len(printed), "person", actor, name, how))
        at += len(printed) + 2
    published = Published(Period.day(datetime.date.fromisoformat(day)), "given", 1.0) if day else None
    document = Document(
        id="d1",
        source="made.txt",
        sha256="0" * 64,
        title=None,
        kind="news",
        publisher=Publisher(publisher, None),
        language="en",
        published=published,
        text=text,
        lines=(Line(0, len(text), "body"),),
    )
    return Reading(document, tuple(mentions), (), (), ())


def link(
    linker: Linker, people: Sequence[Person], day: str | None, *, publisher: str | None = None
) -> list[str | None]:
    return [m.actor for m in linker.link(reading_of(people, day, publisher=publisher)).mentions]


@pytest.mark.parametrize(
    ("printed", "name", "day", "publisher", "actor"),
    [
        # a surname behind a title, by the day
        ("President Lee", "Lee", "2010-08-01", None, "lee-myung-bak"),
        ("President Lee", "Lee", "2025-08-01", None, "lee-jae-myung"),
        ("President Roh", "Roh", "2006-02-01", None, "roh-moo-hyun"),
        ("President No", "No", "2006-02-01", None, "roh-moo-hyun"),
        ("Secretary of State Rice", "Rice", "2007-05-01", None, "condoleezza-rice"),
        ("Secretary Rice", "Rice", "2007-05-01", "us.state", "condoleezza-rice"),
        ("Chinese Premier Li", "Li", "2016-02-01", None, "li-keqiang"),
        ("Chinese Premier Li", "Li", "2024-02-01", None, "li-qiang"),
        ("Foreign Minister Okada", "Okada", "2010-02-01", None, "katsuya-okada"),
        ("Special Representative for North Korea Kim", "Kim", "2022-02-01", None, "sung-kim"),
        # of the publisher's state where the title tells none
        ("Vice Minister Cho", "Cho", "2020-01-15", "rok.mofa", "cho-sei-young"),
        ("Minister Suh", "Suh", "2021-01-15", "rok.mnd", "suh-wook"),
        # another romanisation, behind the office then held
        ("Vice Foreign Minister Lim Seong-nam", "Lim Seong-nam", "2016-05-01", None, "lim-sung-nam"),
        ("Unification Minister Cho Myung Kyun", "Cho Myung Kyun", "2018-01-09", None, "cho-myoung-gyon"),
        ("South Korean President No Mu-hyŏn", "No Mu-hyŏn", "2006-02-01", None, "roh-moo-hyun"),
        # an office held before
        ("former Unification Minister Hong Yongpyo", "Hong Yongpyo", "2023-01-01", None, "hong-yong-pyo"),
    ],
)
def test_somebody(linker: Linker, printed: str, name: str, day: str, publisher: str | None, actor: str) -> None:
    assert link(linker, [(printed, name, None)], day, publisher=publisher) == [actor]


@pytest.mark.parametrize(
    ("printed", "name", "day"),
    [
        ("President Lee", "Lee", "2019-08-01"),  # there was none of that name
        ("President Lee", "Lee", None),  # nobody knows when
        ("Minister Kim", "Kim", "2019-07-01"),  # a state has more ministers than a dossier
        ("Kim Yung Ho", "Kim Yung Ho", "2015-03-01"),  # a name alone, and he held no office then
        ("baker Kim Young Ho", "Kim Young Ho ", "2015-03-01"),
        ("Unification Minister Kwon Jong-pil", "Kwon Jong-pil", "2022-09-01"),  # held by another Kwon
        ("Lee", "Lee", "2010-08-01"),  # no title
        ("Chairman Kim", "Kim", "2018-01-01"),  # the dossier knows no such office
    ],
)
def test_nobody(linker: Linker, printed: str, name: str, day: str | None) -> None:
    assert link(linker, [(printed, name.strip(), None)], day) == [None]


def test_the_titles_of_all_mentions_of_a_name_count(linker: Linker) -> None:
    people = [
        ("Kim Hong Kyun", "Kim Hong Kyun", None),
        ("First Vice Foreign Minister Kim Hong Kyun", "Kim Hong Kyun", None),
        ("Kim", "Kim Hong Kyun", None),
    ]
    assert link(linker, people, "2024-03-01") == ["kim-hong-kyun"] * 3


def test_what_the_reader_found_stays_where_nothing_speaks_against_it(linker: Linker) -> None:
    reading = reading_of([("Kim Song", "Kim Song", "kim-song"), ("Lavrov", "Sergey Lavrov", "sergey-lavrov")], None)
    assert linker.link(reading) is reading


def test_only_persons_are_linked(linker: Linker) -> None:
    reading = reading_of([("President Lee", "Lee", None)], "2010-08-01")
    office = replace(reading, mentions=(replace(reading.mentions[0], kind="office"),))
    assert linker.link(office) is office


@pytest.fixture(scope="module")
def homonyms(korea: Dossier) -> Linker:
    """The dossier with two persons of one name: a Unification Minister and a Defence Minister, both invented."""
    source, as_of = "invented", datetime.date(2024, 1, 1)

    def person(id_: str) -> Actor:
        names = (Name("Han Min-jun", "en", "name"), Name("한민준", "ko", "name"), Name("Minjun", "en", "alias"))
        return Actor(id_, "person", "Han Min-jun", names, "rok", None, None, source, as_of)

    def tenure(office: str, who: str, since: str, until: str) -> Tenure:
        return Tenure(office, who, datetime.date.fromisoformat(since), datetime.date.fromisoformat(until), source)

    two = {"han-one": person("han-one"), "han-two": person("han-two")}
    held = (
        tenure("rok.unification-minister", "han-one", "1991-01-01", "1992-12-31"),
        tenure("rok.defense-minister", "han-two", "1992-01-01", "1995-12-31"),
    )
    return Linker(replace(korea, actors={**korea.actors, **two}, tenures=(*korea.tenures, *held)))


@pytest.mark.parametrize(
    ("printed", "day", "actor"),
    [
        ("Unification Minister Han Min-jun", "1992-06-01", "han-one"),
        ("Defense Minister Han Min Jun", "1992-06-01", "han-two"),
        ("Han Min-jun", "1991-06-01", "han-one"),  # only one of them was in office
        ("Han Min-jun", "1994-06-01", "han-two"),
        ("Han Min-jun", "1992-06-01", None),  # both were
        ("Han Min-jun", "2010-06-01", None),  # neither was
        ("Han Min-jun", None, None),
    ],
)
def test_two_of_one_name_are_told_by_office_and_day(
    homonyms: Linker, printed: str, day: str | None, actor: str | None
) -> None:
    name = " ".join(printed.split()[-2:]) if "-" in printed else "Han Min Jun"
    # The reader knows the name and takes the first who bears it.
    assert link(homonyms, [(printed, name, "han-one")], day) == [actor]


@pytest.mark.parametrize(
    ("people", "actor"),
    [
        ([("Minjun", "Han Min-jun", "han-one")], None),  # the alias is two people's, and both held office then
        ([("Defense Minister Minjun", "Han Min-jun", "han-one")], "han-two"),
        ([("Unification Minister Minjun", "Han Min-jun", "han-one")], "han-one"),
    ],
)
def test_an_alias_of_two_is_told_by_office(homonyms: Linker, people: list[Person], actor: str | None) -> None:
    assert link(homonyms, people, "1992-06-01") == [actor]


def test_an_alias_of_two_is_its_bearers_where_the_text_names_one_in_full(korea: Dossier) -> None:
    def person(id_: str, name: str) -> Actor:
        names = (Name(name, "en", "name"), Name("Brandlin", "en", "alias"))
        return Actor(id_, "person", name, names, "us", None, None, "invented", datetime.date(2024, 1, 1))

    two = {"one": person("one", "Ada Brandlin"), "two": person("two", "Bea Brandlin")}
    linker = Linker(replace(korea, actors={**korea.actors, **two}))
    assert link(linker, [("Brandlin", "Ada Brandlin", "one")], "2020-01-01") == [None]
    people = [("Ada Brandlin", "Ada Brandlin", "one"), ("Brandlin", "Ada Brandlin", "one")]
    assert link(linker, people, "2020-01-01") == ["one", "one"]


@pytest.mark.parametrize(
    ("printed", "name", "actor"),
    [
        ("Unification Minister Gwon", "Gwon", None),  # nobody knows when: a surname is not enough
        ("Unification Minister Gwon Sa-hyŏk", "Gwon Sa-hyŏk", "undated"),  # the whole name and the office are
    ],
)
def test_a_tenure_without_dates_says_nothing_of_a_day(
    korea: Dossier, printed: str, name: str, actor: str | None
) -> None:
    names = (Name("Kwon Sa-hyuk", "en", "name"), Name("권사혁", "ko", "name"))
    person = Actor("undated", "person", "Kwon Sa-hyuk", names, "rok", None, None, "invented", datetime.date(2024, 1, 1))
    held = Tenure("rok.unification-minister", "undated", None, None, "invented")
    linker = Linker(replace(korea, actors={**korea.actors, "undated": person}, tenures=(*korea.tenures, held)))
    assert link(linker, [(printed, name, None)], "1990-06-01") == [actor]


@pytest.mark.parametrize(
    ("printed", "day", "actor"),
    [
        ("Foreign Minister Ri Yong Ho", "2018-09-29", "ri-yong-ho"),
        ("Chief of the General Staff Ri Yong Ho", "2011-02-01", "ri-yong-ho-kpa"),
        ("Ri Yong Ho", "2018-09-29", "ri-yong-ho"),
        ("Ri Yong Ho", None, None),
    ],
)
def test_the_two_ri_yong_hos(linker: Linker, printed: str, day: str | None, actor: str | None) -> None:
    assert link(linker, [(printed, "Ri Yong Ho", "ri-yong-ho")], day) == [actor]


def test_a_text_without_a_date_is_about_the_days_it_tells_of(linker: Linker) -> None:
    reading = reading_of([("President Lee", "Lee", None)], None)
    told = Time("t1", 0, 1, Period.day(datetime.date(2010, 8, 1)), "absolute", 0.9)
    dated = replace(reading, times=(told,))
    assert days_told(dated) == (datetime.date(2010, 8, 1), datetime.date(2010, 8, 1))
    assert linker.link(dated).mentions[0].actor == "lee-myung-bak"
    far = Time("t2", 0, 1, Period.day(datetime.date(1990, 1, 1)), "absolute", 0.9)
    assert days_told(replace(reading, times=(told, far))) is None


@pytest.mark.parametrize(
    ("printed", "name", "title"),
    [
        ("Vice Minister Lim", "Lim Sung-nam", "Vice Minister"),
        ("Lim Sung-nam, vice minister", "Lim Sung-nam", "vice minister"),
        ("Lim", "Lim Sung-nam", ""),
        ("Kim Jong Un", "Kim Jong-un", ""),
        ("leader Kim Jongun", "Kim Jong-un", "leader"),
        ("he", "Lim Sung-nam", ""),
        ("his deputy", "Lim Sung-nam", ""),
    ],
)
def test_a_title_is_what_is_not_the_name(printed: str, name: str, title: str) -> None:
    assert title_of(printed, name) == title


def test_an_unknown_person_is_proposed_under_the_name() -> None:
    assert proposed_id("Kwon Jong-pil") == "new.kwon-jong-pil"
    assert proposed_id("권종필") == "new.권종필"
    assert proposed_id("Kwon") is None
    assert proposed_id("K​won  Jong-Pil") == "new.kwon-jong-pil"
