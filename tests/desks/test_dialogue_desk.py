"""From claims to findings by speaker and track."""

import datetime
from collections.abc import Callable

import pytest

from dragoman.desks.dialogue import ask_about, find
from dragoman.dossier import Actor, Dossier, Name, Track
from dragoman.store import ClaimQuery, ClaimRow

MakeRow = Callable[..., ClaimRow]


def test_voices_are_counted_the_most_heard_first(row: MakeRow) -> None:
    found = find([row("a", who=["Ahn"]), row("b", who=["Lim"]), row("c", who=["Lim"], document="d2")])
    assert [(voice.name, voice.claims, voice.documents) for voice in found.voices] == [("Lim", 2, 2), ("Ahn", 1, 1)]
    assert (found.claims, found.documents) == (3, 2)


def test_one_actor_by_two_names_is_one_voice_by_the_dossiers_name(row: MakeRow) -> None:
    rows = [row("a", who=[("the Sea Republic", "sea")]), row("b", who=[("Marport", "sea")])]
    (voice,) = find(rows, names={"sea": "Republic of the Sea"}).voices
    assert (voice.name, voice.claims) == ("Republic of the Sea", 2)


def test_documents_that_speak_for_nobody_known_are_not_one_voice(row: MakeRow) -> None:
    found = find([row("a", document="d1"), row("b", document="d2")])
    assert sorted(voice.name for voice in found.voices) == [
        "“Title of d1” (publisher unknown)",
        "“Title of d2” (publisher unknown)",
    ]


def test_a_claim_on_two_tracks_counts_on_both_and_is_told_once(row: MakeRow) -> None:
    rows = [row("a", who=["Lim"], tracks=("dissuade.finance", "dissuade.cyber", "dialogue"))]
    (voice,) = find(rows, order=["dialogue", "dissuade"]).voices
    assert [(cell.track, cell.claims, len(cell.telling)) for cell in voice.tracks] == [
        ("dialogue", 1, 0),
        ("dissuade", 1, 1),
    ]
    assert voice.claims == 1


def test_tracks_come_in_the_dossiers_order_and_none_last(row: MakeRow) -> None:
    rows = [row(track or "none", who=["Lim"], tracks=(track,) if track else ()) for track in ("a", None, "c", "b")]
    assert find(rows, order=["c", "b"]).tracks == ("c", "b", "a", None)


def test_the_most_telling_are_told_by_date(row: MakeRow) -> None:
    rows = [
        row("spoke", who=["Lim"], kind="statement", on="2031-01-01"),
        row("will", who=["Lim"], kind="commitment", on="2031-01-02", confidence=0.5),
        row("must", who=["Lim"], kind="call", on="2031-01-03"),
        row("shall", who=["Lim"], kind="commitment", on="2031-01-04", confidence=0.9),
    ]
    (voice,) = find(rows, telling=2).voices
    assert [told.words for told in voice.tracks[0].telling] == ["will", "shall"]
    assert voice.tracks[0].claims == 4


def test_the_same_words_are_told_once(row: MakeRow) -> None:
    rows = [row("We will.", who=["Lim"], kind="commitment", document=f"d{n}") for n in range(3)]
    (voice,) = find(rows, telling=3).voices
    assert len(voice.tracks[0].telling) == 1
    assert voice.tracks[0].claims == 3


def test_each_tracks_best_comes_before_any_tracks_second(row: MakeRow) -> None:
    rows = [row(f"{track}{n}", who=["Lim"], tracks=(track,)) for track in ("a", "b", "c") for n in range(3)]
    (voice,) = find(rows, telling=2, most=4).voices
    assert [len(cell.telling) for cell in voice.tracks] == [2, 1, 1]


def test_a_reprint_is_one_act_and_two_claims(row: MakeRow) -> None:
    rows = [row("open an office by May", who=["Lim"]), row("Open an office\nby May.", who=["Lim"], document="d2")]
    found = find([*rows, row("open an office by May", who=["Ahn"])])
    assert (found.claims, found.acts) == (3, 2)


def test_nothing_found() -> None:
    found = find([])
    assert (found.voices, found.claims, found.tracks) == ((), 0, ())


@pytest.fixture
def dossier() -> Dossier:
    names = (Name("Sea Republic", "en", "name"), Name("Marport", "en", "metonym"))
    sea = Actor("sea", "state", "Sea Republic", names, None, None, None, "test", datetime.date(2031, 1, 1))
    ships = Track("ships", {"en": "Ships and harbours", "ko": "배와 항구"}, {})
    return Dossier("t", "Test", {"sea": sea}, {}, (), {"ships": ships}, (), (), "0")


@pytest.mark.parametrize(
    ("words", "query", "taken_for"),
    [
        ("ships", ClaimQuery(tracks=("ships",)), "the track Ships and harbours"),
        ("배와 항구", ClaimQuery(tracks=("ships",)), "the track Ships and harbours"),
        ("MARPORT", ClaimQuery(actor="sea"), "Sea Republic"),
        ("fog", ClaimQuery(text="fog"), "claims with the words “fog”"),
    ],
)
def test_what_a_question_is_about(dossier: Dossier, words: str, query: ClaimQuery, taken_for: str) -> None:
    assert ask_about(ClaimQuery(), words, dossier) == (query, taken_for)


def test_a_question_does_not_undo_what_was_asked_before(dossier: Dossier) -> None:
    asked, _ = ask_about(ClaimQuery(actor="lake"), "Marport", dossier)
    assert (asked.actor, asked.text) == ("lake", "Marport")
