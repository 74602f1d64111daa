"""How a line moved, what a question with two parties means, and when an undated document can have come out."""

import datetime
from dataclasses import replace

import pytest

from dragoman.desks.dialogue.movement import phases
from dragoman.desks.dialogue.positions import most_heard
from dragoman.desks.dialogue.scope import concerning, family, known_actor, of_voice, owned
from dragoman.desks.placing import place
from dragoman.dossier import Actor, Dossier, Name, Office, Tenure
from dragoman.identity.offices import OfficeBook
from dragoman.record import (
    Attribution,
    Claim,
    Document,
    Mention,
    Period,
    Published,
    Publisher,
    Reading,
)
from dragoman.store import ClaimRow, Party
from made_rows import MakeRow

AS_OF = datetime.date(2030, 1, 1)
ARDEN = Party("Arden", "arden")


def actor(id_: str, name: str, kind: str = "state", state: str | None = None, **names: str) -> Actor:
    forms = (Name(name, "en", "name"), *(Name(text, lang, "alias") for lang, text in names.items()))
    return Actor(id_, kind, name, forms, state or id_, None, None, "invented", AS_OF)  # type: ignore[arg-type]


@pytest.fixture
def matter() -> Dossier:
    """Arden with its minister, and its neighbour to the north."""
    actors = (
        actor("arden", "Arden"),
        actor("arden.mfa", "Ministry of Rivers", "organisation", "arden"),
        actor("hale", "Ada Hale", "person", "arden"),
        actor("borland", "Borland", en="the North"),
    )
    office = Office("arden.minister", "Minister of Rivers", (Name("Minister", "en", "alias"),), "arden.mfa")
    day = datetime.date
    terms = (
        Tenure(office.id, "hale", day(2030, 3, 12), day(2031, 9, 1), "invented"),
        Tenure(office.id, "bell", day(2033, 1, 1), None, "invented"),
    )
    everyone = {a.id: a for a in (*actors, actor("bell", "Tom Bell", "person", "arden"))}
    return Dossier("m", "Rivers", everyone, {office.id: office}, terms, {}, (), (), "0")


def at(row: ClaimRow, start: int) -> ClaimRow:
    return replace(row, claim=replace(row.claim, passages=((start, start + len(row.words)),)))


def test_an_actor_is_known_by_any_of_its_names(matter: Dossier) -> None:
    assert known_actor("the north", matter) == matter.actors["borland"]
    assert known_actor("nobody", matter) is None
    assert set(family(matter.actors["arden"], matter)) == {"arden", "arden.mfa", "hale", "bell"}


def test_what_concerns_an_actor_names_it_or_stands_beside(matter: Dossier, row: MakeRow) -> None:
    named = at(row("Arden will meet the North on the bridge", who=[ARDEN], tracks=("talks",)), 0)
    beside = at(row("We will make peace there", who=[ARDEN], tracks=("talks.peace",)), 60)
    other_track = at(row("We will sow wheat there", who=[ARDEN], tracks=("farms",)), 90)
    other_voice = at(row("Talks are a good thing to have", who=[Party("Tarn", None)], tracks=("talks",)), 120)
    far = at(row("We will talk to everybody at the fair", who=[ARDEN], tracks=("talks",)), 2000)
    word = at(row("The northern lights were seen over Nordborland", who=[ARDEN], tracks=("sky",)), 3000)
    towards = replace(at(row("It must answer", who=[ARDEN], tracks=()), 4000), recipients=(Party("it", "borland"),))
    rows = [named, beside, other_track, other_voice, far, word, towards]
    assert concerning(rows, matter.actors["borland"], matter) == [named, beside, towards]


def test_a_voice_speaks_through_its_bodies_and_releases(matter: Dossier, row: MakeRow) -> None:
    ids = set(family(matter.actors["arden"], matter))
    own = row("The rivers must run", who=[("Hale", "hale")], document="d1")
    unknown = replace(row("Envoys will meet", who=["the envoys"], document="d2"), publisher=Publisher("arden.mfa", "M"))
    foreign = replace(
        row("Borland will sue", who=[("Borland", "borland")], document="d2"), publisher=Publisher("arden.mfa", "M")
    )
    stranger = row("Tarn is not amused", who=["Tarn"], document="d3")
    assert list(of_voice([own, unknown, foreign, stranger], ids)) == [own, unknown]
    told = list(owned([own, unknown, foreign], ids))
    assert told[0] == own
    assert told[1].speakers == (Party("M", "arden.mfa"),)
    assert told[2] == foreign


def test_phases_tell_what_sets_them_apart(row: MakeRow) -> None:
    def say(words: str, track: str, on: str, document: str, kind: str = "commitment") -> ClaimRow:
        return row(words, who=[ARDEN], tracks=(track,), on=on, document=document, kind=kind)  # type: ignore[call-arg]

    rows = [
        say("Arden will keep its price of barley where it was before", "trade", "2031-01-03", "d1"),
        say("Arden will cut off the barges that carry arms to Borland", "pressure", "2031-01-03", "d1"),
        say("talks", "talks", "2031-01-03", "d1"),
        say("Arden will keep the price of barley as long as it may be", "trade", "2031-05-03", "d2"),
        say("Arden will sit down with Borland wherever it may like to", "talks", "2031-05-03", "d2"),
        say("Arden holds that everybody knows Borland wants to talk", "talks", "2031-05-03", "d2", "position"),
        say("Arden will meet Borland in a neutral inn upon the river", "inn", "2031-03-01", "u1"),
    ]
    (heard,) = most_heard(rows)
    found = phases(heard, step="month", undated={"u1"})
    assert [(phase.period, phase.document, phase.acts) for phase in found] == [
        ("2031-01", None, 3),
        (None, "u1", 1),
        ("2031-05", None, 3),
    ]
    assert found[0].telling[0].lead.words.startswith("Arden will cut off")
    assert found[2].telling[0].lead.words.startswith("Arden will sit down")
    assert all(act.lead.words != "talks" for phase in found for act in phase.telling)
    aside = phases(heard, step="month", undated={"u1"}, aside={"trade"})
    assert not any("barley" in act.lead.words for phase in aside for act in phase.telling)


def reading(*names: tuple[str, str], text: str, published: Published | None = None) -> Reading:
    """An undated document in which persons (printed with their titles, actor id) speak."""
    mentions = tuple(
        Mention(f"m{n}", text.index(printed), text.index(printed) + len(printed), "person", id_, name, "title")
        for n, (printed, id_) in enumerate(names)
        for name in [" ".join(printed.split()[-2:])]
    )
    document = Document(
        id="d", source="d.txt", sha256="0", title=None, kind="news", publisher=Publisher(None, None), language="en",
        published=published, text=text, lines=(),
    )  # fmt: skip
    claims = tuple(
        Claim(
            f"c{m.id}", "position", ((m.end, m.end + 5),), (Attribution("indirect", (m.id,), None, "say"),), (), (),
            "positive", "actual", None, None, (), (), None, None, 0.9, (),
        )
        for m in mentions
    )  # fmt: skip
    return Reading(document, mentions, (), claims, ())


def test_offices_place_an_undated_document(matter: Dossier) -> None:
    offices = OfficeBook.of(matter)
    found = place(
        reading(("Minister of Rivers Ada Hale", "hale"), text="Minister of Rivers Ada Hale said no."), offices
    )
    assert found is not None
    # Whole months: of those in which the office changed hands nothing is ruled out.
    assert (found.first, found.last) == (datetime.date(2030, 3, 1), datetime.date(2031, 9, 30))
    assert [holding.office for holding in found.by] == ["arden.minister"]


def test_what_offices_do_not_tell_stays_unknown(matter: Dossier) -> None:
    offices = OfficeBook.of(matter)
    dated = Published(Period.day(datetime.date(2031, 1, 1)), "line", 0.9)
    hale, bell = ("Minister of Rivers Ada Hale", "hale"), ("Minister of Rivers Tom Bell", "bell")
    assert place(reading(hale, text=f"{hale[0]} said no.", published=dated), offices) is None
    assert place(reading(hale, bell, text=f"{hale[0]} said no. {bell[0]} too."), offices) is None  # never both at once
    former = ("Former Minister of Rivers Ada Hale", "hale")
    assert place(reading(former, text=f"{former[0]} said no."), offices) is None
    assert place(reading(("Ada Hale", "hale"), text="Ada Hale said no."), offices) is None
    still = place(reading(bell, text=f"{bell[0]} said no."), offices)
    assert still is not None
    assert still.last is None
