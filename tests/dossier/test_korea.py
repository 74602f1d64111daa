"""The shipped dossier: what must hold of its facts, whoever adds to them."""

import datetime
import subprocess
import sys
from collections import defaultdict

import pytest

from dragoman.dossier import Dossier, load_dossier, phrases_pattern

TRACKS = """
denuclearisation deter deter.alliance deter.posture deter.provocations dissuade dissuade.un dissuade.unilateral
dissuade.finance dissuade.trade dissuade.cyber dissuade.workers dissuade.maritime dialogue dialogue.talks
dialogue.summit dialogue.inter-korean dialogue.peace-regime dialogue.unification rights rights.north-korea
rights.information rights.accountability partners partners.us partners.japan partners.china partners.russia
partners.eu partners.other multilateral multilateral.un multilateral.g7 multilateral.g20 multilateral.apec
multilateral.oecd multilateral.asean multilateral.other development economy public consular
"""


@pytest.fixture(scope="module")
def korea() -> Dossier:
    return load_dossier()


def test_it_is_read_once_a_process(korea: Dossier) -> None:
    assert load_dossier() is korea


def test_it_loads_with_the_standard_library_alone() -> None:
    code = "import sys; from dragoman.dossier import load_dossier; load_dossier(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"spacy", "pydantic", "sqlalchemy", "trafilatura", "numpy"} & set(loaded)


def test_the_tracks_are_those_of_the_reading_format(korea: Dossier) -> None:
    assert list(korea.tracks) == TRACKS.split()
    for track in korea.tracks.values():
        assert set(track.label) == set(track.phrases) == {"en", "ko"}, track.id


def test_every_tenure_is_of_a_known_person_in_a_known_office(korea: Dossier) -> None:
    for tenure in korea.tenures:
        assert tenure.office in korea.offices
        assert korea.actors[tenure.person].kind == "person"
        assert tenure.source


def test_every_office_belongs_to_somebody_and_some_are_held(korea: Dossier) -> None:
    assert all(office.body in korea.actors for office in korea.offices.values())
    held = {tenure.office for tenure in korea.tenures}
    assert {"rok.president", "rok.foreign-minister", "us.secretary-of-state", "dprk.supreme-leader"} <= held


def test_every_fact_says_where_it_comes_from_and_of_when_it_is(korea: Dossier) -> None:
    for actor in korea.actors.values():
        assert actor.source, actor.id
        assert datetime.date(2020, 1, 1) <= actor.as_of <= datetime.date.today(), actor.id


def test_names_stand_for_one_actor_save_where_bodies_are_called_alike(korea: Dossier) -> None:
    bearers = defaultdict(list)
    for actor in korea.actors.values():
        for name in actor.names:
            bearers[name.text, name.language].append((actor, name.use))
    for (text, _), found in bearers.items():
        if len(found) == 1:
            continue
        if all(actor.kind == "person" for actor, _ in found):
            homonyms = {"ri-yong-ho", "ri-yong-ho-kpa"}
            assert any(use == "alias" for _, use in found) or {actor.id for actor, _ in found} == homonyms, text
        else:
            states = [actor.state for actor, _ in found]
            assert None not in states, text
            assert len(set(states)) == len(states), text
            assert {actor.kind for actor, _ in found} == {"organisation"}, text


def test_states_and_bodies_hang_together(korea: Dossier) -> None:
    for actor in korea.actors.values():
        assert actor.state is None or korea.actors[actor.state].kind == "state", actor.id
        assert (actor.kind != "state") or actor.state == actor.id
        assert actor.part_of is None or actor.part_of in korea.actors


def test_korean_names_are_korean_and_english_ones_are_not(korea: Dossier) -> None:
    for holder in [*korea.actors.values(), *korea.offices.values()]:
        for name in holder.names:
            hangul = any("가" <= c <= "힣" for c in name.text)
            assert not (hangul and name.language == "en"), (holder.id, name.text)
            assert hangul or name.language == "en" or any(c.isascii() for c in name.text), (holder.id, name.text)


def test_everyone_has_a_korean_name_to_be_found_by(korea: Dossier) -> None:
    """Persons are named in both languages of the matter."""
    for actor in korea.actors.values():
        if actor.kind == "person":
            assert any(n.language == "ko" and n.use == "name" for n in actor.names), actor.id


def test_presidents_follow_one_another(korea: Dossier) -> None:
    def president(day: str) -> list[str]:
        at = datetime.date.fromisoformat(day)
        return [
            t.person for t in korea.tenures if t.office == "rok.president" and (t.since or at) <= at <= (t.until or at)
        ]

    assert president("2016-05-01") == ["park-geun-hye"]
    assert president("2017-04-01") == []
    assert president("2018-04-27") == ["moon-jae-in"]
    assert president("2024-10-01") == ["yoon-suk-yeol"]


def test_every_state_is_there_with_its_names(korea: Dossier) -> None:
    states = [a for a in korea.actors.values() if a.kind == "state"]
    assert len(states) >= 195, "the members of the United Nations and those it knows beside them"
    for state in states:
        assert {n.language for n in state.names} == {"en", "ko"}, state.id
    for text in ("Yemen", "Yemeni", "예멘", "Armenia", "Holy See", "Kigali", "트리니다드 토바고"):
        assert [s for s in states for n in s.names if n.text == text], text


SINCE_2000 = """
rok.president rok.prime-minister rok.foreign-minister rok.unification-minister rok.defense-minister dprk.supreme-leader
dprk.premier dprk.foreign-minister dprk.defense-minister us.president us.secretary-of-state us.secretary-of-defense
china.president china.premier china.foreign-minister japan.prime-minister japan.foreign-minister russia.president
russia.foreign-minister un.secretary-general
"""


@pytest.mark.parametrize("office", SINCE_2000.split())
def test_the_six_parties_offices_are_known_since_2000(korea: Dossier, office: str) -> None:
    """On the fifteenth of each month somebody is known to have held it, save in a month of change or a vacancy."""
    held = [t for t in korea.tenures if t.office == office]
    days = [datetime.date(year, month, 15) for year in range(2000, 2025) for month in range(1, 13)]
    bare = [d for d in days if not any(t.since and t.since <= d <= (t.until or d) for t in held)]
    assert len(bare) <= 0.12 * len(days), bare


def test_an_office_of_one_has_one_holder_a_day(korea: Dossier) -> None:
    """What the loader checks, said once more of the shipped facts: a day of handover belongs to both."""
    for office in korea.offices.values():
        dated = [t for t in korea.tenures if t.office == office.id and t.since and t.until]
        for one in dated:
            inside = [t for t in dated if t is not one and t.since and one.since and one.until and one.since < t.since]
            others = {t.person for t in inside if t.since and one.until and t.since < one.until}
            assert len(others) < office.seats, (office.id, one.person, others)


def test_nobody_who_is_held_to_office_is_missing_and_few_tenures_are_undated(korea: Dossier) -> None:
    undated = [t for t in korea.tenures if t.since is None and t.until is None]
    assert len(undated) <= 0.07 * len(korea.tenures)
    for tenure in korea.tenures:
        assert tenure.office in korea.offices
        assert korea.actors[tenure.person].kind == "person"


def test_people_are_called_alike_only_where_they_say_so(korea: Dossier) -> None:
    """No two share a form of name in either language, but for the two Ri Yong Hos, whom office and day tell apart."""
    bearers = defaultdict(set)
    for actor in korea.actors.values():
        for name in actor.names:
            if actor.kind == "person" and name.use == "name":
                bearers[name.text.casefold(), name.language].add(actor.id)
    shared = {frozenset(ids) for ids in bearers.values() if len(ids) > 1}
    assert shared == {frozenset({"ri-yong-ho", "ri-yong-ho-kpa"})}


@pytest.mark.parametrize(
    ("text", "track"),
    [
        ("Both ministers discussed ways to block the regime's sources of hard currency.", "dissuade.finance"),
        ("Tankers were seen carrying out transfers from ship to ship in international waters.", "dissuade.maritime"),
        ("Hackers stole virtual assets from an exchange.", "dissuade.cyber"),
        ("All members must repatriate workers earning income abroad; overseas labourers are many.", "dissuade.workers"),
        ("The Council adopted a further Security Council resolution.", "dissuade.un"),
        ("Tokyo added its own autonomous sanctions.", "dissuade.unilateral"),
        ("The drill shows that the alliance is strong.", "deter.alliance"),
        ("Another ballistic missile fell into the sea.", "deter.provocations"),
        ("They hoped for an early resumption of dialogue.", "dialogue.talks"),
        ("A peace treaty should replace the armistice.", "dialogue.peace-regime"),
        ("Those guilty must be held accountable.", "rights.accountability"),
        ("Leaders of the G7 met in Cornwall.", "multilateral.g7"),
        ("Resilient supply chains are vital.", "economy"),
        ("Our consular officers stand ready.", "consular"),
        ("People-to-people ties deepen.", "public"),
        ("북한의 완전한 비핵화를 위해 노력한다.", "denuclearisation"),
        ("정부는 대북 독자제재를 발표하였다.", "dissuade.unilateral"),
        ("이산가족 상봉이 열렸다.", "dialogue.inter-korean"),
        ("해외 체류 국민을 위한 여행경보를 조정한다.", "consular"),
    ],
)
def test_tracks_are_spoken_of(korea: Dossier, text: str, track: str) -> None:
    language = "ko" if any("가" <= c <= "힣" for c in text) else "en"
    assert phrases_pattern(korea.tracks[track].phrases[language], language).search(text)


@pytest.mark.parametrize("text", ["The choir sang two carols by candlelight.", "아이들이 공원에서 그림을 그렸다."])
def test_other_matters_are_on_no_track(korea: Dossier, text: str) -> None:
    language = "ko" if any("가" <= c <= "힣" for c in text) else "en"
    for track in korea.tracks.values():
        assert not phrases_pattern(track.phrases[language], language).search(text), track.id
