"""What a good dossier gives, and what each fault in one is told as: file, line, what is wrong, what to do."""

import pickle
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.dossier import load_dossier
from dragoman.record import DossierError

Write = Callable[..., Path]
Spoil = Callable[[str, str, str], Path]


# file, what is replaced by what, the line the fault is told on, and words of the message (a regular expression)
FAULTS = [
    ("actors", 'name = "Belmar"', 'name = "Belmar', 17, "cannot read the value"),
    ("actors", 'names.en = ["Republic of Arda"]', 'names.en = ["Republic of Arda"', 10, "cannot read"),
    ("actors", 'names.ko = ["아르다"]', "names.ko [아르다]", 10, "cannot read"),
    ("actors", "as_of = 2024-01-01", "as_of = 2024-02-30", 3, "no day 2024-02-30"),
    ("actors", "[[actor]]", "[actor]", 5, r"cannot read '\[actor\]'"),
    ("actors", "[[actor]]", "[[actr]]", 5, 'did you mean "actor"'),
    ("people", "[[person]]", "[[site]]", 9, r"it holds \[\[person\]\] and \[\[office\]\]"),
    ("actors", "names.ko", "name.ko", 10, 'unknown key "name.ko".*did you mean "names.ko"'),
    ("actors", "metonyms.en", "capital", 11, 'unknown key "capital".*the keys here are'),
    ("actors", "source =", "sources =", 2, 'unknown key "sources".*did you mean "source"'),
    ("actors", 'kind = "forum"\n', "", 32, 'lacks the key "kind"'),
    ("actors", '"forum"', '"forun"', 34, '"forun" is no kind.*did you mean "forum"'),
    ("actors", '"forum"', '"person"', 34, "people.toml"),
    ("actors", '"Belmar"', "7", 17, '"name" must be a text in quotes, not the number 7'),
    ("actors", '["Republic of Arda"]', '"Republic"', 9, '"names.en" must be a list of texts'),
    ("actors", '["Republic of Arda"]', '["Republic", 3]', 9, '"names.en" must be a list of texts'),
    ("actors", '"Republic of Arda"', '" Republic"', 9, "white space at its edge"),
    ("actors", '"Republic of Arda"', '""', 9, "empty text"),
    ("actors", '"Republic of Arda"', '"A of A", "A of A"', 9, 'lists "A of A" twice'),
    ("actors", '"Republic of Arda"', '"Ardan"', 12, '"Ardan" stands here as demonym and as name'),
    ("actors", '"Republic of Arda"', '"Arda’s Republic"', 5, "curly quote"),
    ("actors", 'id = "belmar"\n', 'id = "arda"\n', 14, 'the id "arda" is taken.*:5'),
    ("actors", 'id = "league"', 'id = "The League"', 32, "is no id"),
    ("actors", 'name = "Belmar"', 'name = "Arda"', 14, '"Arda".*"belmar".*already of "arda"'),
    ("actors", 'state = "belmar"', 'state = "arda"', 25, '"belmar.mfa" and already of "arda.mfa"'),
    ("actors", 'state = "belmar"', 'state = "belma"', 25, 'no state "belma" .did you mean "belmar"'),
    ("actors", 'state = "belmar"', 'state = "league"', 25, '"league" is no state but a forum'),
    ("actors", 'part_of = "league"', 'part_of = "leage"', 25, 'no actor "leage" .did you mean "league"'),
    ("actors", 'kind = "forum"', 'kind = "forum"\npart_of = "belmar.mfa"', 25, "belmar.mfa > league > belmar.mfa"),
    ("actors", 'kind = "forum"', 'kind = "forum"\npart_of = "league"', 32, "circle: league > league"),
    ("actors", 'source = "invented for the tests"\n', "", 4, "has no source"),
    ("actors", "as_of = 2024-01-01", "", 5, "has no as_of"),
    ("people", 'office = "arda.foreign-minister"', 'office = "arda.foreign-minster"', 22, "no office.*did you mean"),
    ("people", 'person = "ona-vell"', 'person = "ona-bell"', 23, 'no person "ona-bell".*did you mean "ona-vell"'),
    ("people", 'person = "ona-vell"', 'person = "arda"', 23, '"arda" is a state, not a person'),
    ("people", 'body = "arda.mfa"', 'body = "arda.mof"', 7, 'no actor "arda.mof".*did you mean "arda.mfa"'),
    ("people", "since = 2021-06-30", "since = 2021-06-29", 27, r"2021-06-29: tam-vell beside ona-vell \(line 21\)"),
    ("people", "until = 2021-06-30", "until = 2018-06-30", 25, "ends .2018-06-30. before it begins"),
    ("people", "since = 2019-03-01", 'since = "2019-03-01"', 24, "must be a date without quotes"),
    ("people", 'gender = "f"', 'gender = "x"', 14, '"x" is no gender'),
    ("people", 'body = "arda.mfa"', 'body = "arda.mfa"\nseats = 0', 8, "whole number above nought"),
    ("people", 'name = "Tam Vell"', 'name = "Ona Vell"', 16, "homonym = true"),
    ("people", 'state = "arda"', "homonym = 1", 13, "must be true or false"),
    ("people", 'id = "arda.foreign-minister"', 'id = "arda"', 4, 'the id "arda" is taken'),
    ("people", 'id = "tam-vell"', 'id = "tam-vell"\nid = "tam"', 18, "given twice, first on line 17"),
    ("tracks", '"passage.tolls"', '"pasage.tolls"', 7, 'no track for "pasage.tolls".*did you mean "passage"'),
    ("tracks", 'label.en = "Tolls"\n', "", 7, "lacks a label"),
    ("tracks", '"toll*"', '"t*ll"', 10, "does not end a word"),
    ("tracks", '"toll*"', '"to*"', 10, "match too much"),
    ("tracks", '"toll*"', '"toll  dues"', 10, "more than one space"),
    ("tracks", '"자유 통항"', '"통항*"', 5, "Korean phrases match with any ending"),
    ("tracks", 'label.en = "Tolls"', 'label.en = "Tolls"\nactors = ["arda", "ardo"]', 10, 'no actor "ardo"'),
    ("sites", '"arda.mfa"', '"arda.mfo"', 2, 'no actor "arda.mfo"'),
    ("sites", '"mfa.example"', '"https://mfa.example/"', 4, "is no domain"),
    ("sites", '"Ministry of Arda"', '"mfa.example"', 5, '"mfa.example" belongs to the site on line 1'),
    ("sites", '"press-release"', '"blog"', 3, '"blog" is no kind; it is one of press-release'),
    ("cues", '"clause"', '"claus"', 3, 'did you mean "clause"'),
    ("cues", '"en"', '"fr"', 2, '"fr" is no language'),
    ("cues", 'words = ["say", "opine"]', "words = []", 1, 'lacks the key "words"'),
    ("dossier", 'id = "straits"', "", 1, 'lacks the key "id"'),
    ("dossier", 'id = "straits"', 'id = "straits"\n[[actor]]', 2, "it holds no entries"),
]  # fmt: skip


def test_a_good_dossier_loads(write_dossier: Write) -> None:
    dossier = load_dossier(write_dossier())
    arda = dossier.actors["arda"]
    assert (dossier.id, dossier.name) == ("straits", "The Two Straits")
    assert arda.state == "arda"
    assert {(n.text, n.language, n.use) for n in arda.names} == {
        ("Arda", "en", "name"),
        ("Republic of Arda", "en", "name"),
        ("아르다", "ko", "name"),
        ("Ardaville", "en", "metonym"),
        ("Ardan", "en", "demonym"),
        ("Ardans", "en", "demonym"),
    }
    assert dossier.actors["ona-vell"].gender == "f"
    assert dossier.actors["tam-vell"].gender is None
    assert [t.person for t in dossier.tenures] == ["ona-vell", "tam-vell"]
    assert dossier.tenures[1].until is None
    assert dossier.tracks["passage"].phrases["en"] == ("free passage", "navig*")
    assert [c.text for c in dossier.cues] == ["say", "opine"]


def test_a_dossier_travels_to_other_processes(write_dossier: Write) -> None:
    dossier = load_dossier(write_dossier())
    assert pickle.loads(pickle.dumps(dossier)) == dossier


def test_the_digest_is_of_what_the_files_say(spoil: Spoil, write_dossier: Write) -> None:
    first = load_dossier(write_dossier()).digest
    assert load_dossier(str(write_dossier())).digest == first
    assert load_dossier(spoil("cues", "opine", "aver")).digest != first


@pytest.mark.parametrize(("name", "old", "new", "line", "words"), FAULTS)
def test_each_fault_names_file_line_and_cure(
    spoil: Spoil, name: str, old: str, new: str, line: int, words: str
) -> None:
    folder = spoil(name, old, new)
    with pytest.raises(DossierError) as told:
        load_dossier(folder)
    message = str(told.value)
    assert "\n" not in message
    assert message.startswith(f"{folder / name}.toml:{line}: "), message
    assert re.search(words, message), message


def test_a_missing_file_is_named(write_dossier: Write) -> None:
    folder = write_dossier()
    (folder / "cues.toml").unlink()
    with pytest.raises(DossierError, match=r"cues\.toml: there is no such file"):
        load_dossier(folder)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match="nowhere: there is no such folder"):
        load_dossier(tmp_path / "nowhere")


def test_a_folder_in_the_place_of_a_file_is_told(write_dossier: Write) -> None:
    folder = write_dossier()
    (folder / "cues.toml").unlink()
    (folder / "cues.toml").mkdir()
    with pytest.raises(DossierError, match=r"cues\.toml: cannot be read"):
        load_dossier(folder)


def test_an_empty_file_is_a_fault_and_a_comment_is_not(write_dossier: Write) -> None:
    with pytest.raises(DossierError, match=r"sites\.toml: is empty"):
        load_dossier(write_dossier(sites=" \n"))
    assert load_dossier(write_dossier(sites="# none\n")).sites == ()


def test_a_file_in_another_encoding_is_told_with_its_line(write_dossier: Write) -> None:
    folder = write_dossier()
    (folder / "actors.toml").write_bytes(b'# one\nsource = "caf\xe9"\n')
    with pytest.raises(DossierError, match=r"actors\.toml:2: is not UTF-8"):
        load_dossier(folder)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(write_dossier: Write) -> None:
    folder = write_dossier()
    plain = load_dossier(folder)
    text = (folder / "actors.toml").read_text(encoding="utf-8")
    (folder / "actors.toml").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert load_dossier(folder) == plain


def test_a_shared_office_holds_as_many_as_it_has_seats(spoil: Spoil) -> None:
    folder = spoil("people", "since = 2021-06-30", "since = 2020-01-01")
    people = folder / "people.toml"
    people.write_text(people.read_text().replace('body = "arda.mfa"', 'body = "arda.mfa"\nseats = 2'))
    assert len(load_dossier(folder).tenures) == 2


def test_nobody_holds_a_shared_office_twice_at_a_time(spoil: Spoil) -> None:
    folder = spoil("people", "since = 2021-06-30", "since = 2020-01-01")
    people = folder / "people.toml"
    text = people.read_text().replace('body = "arda.mfa"', 'body = "arda.mfa"\nseats = 2')
    people.write_text(text.replace('person = "tam-vell"', 'person = "ona-vell"'))
    with pytest.raises(DossierError, match=r"holds .* twice at a time"):
        load_dossier(folder)


def test_unknown_dates_are_no_overlap(spoil: Spoil) -> None:
    """An end that is not known cannot be said to clash."""
    dossier = load_dossier(spoil("people", "until = 2021-06-30\n", ""))
    assert [(t.since is None, t.until is None) for t in dossier.tenures] == [(False, True), (False, True)]


def test_homonyms_are_let_through_where_they_say_so(spoil: Spoil) -> None:
    dossier = load_dossier(spoil("people", 'name = "Tam Vell"', 'name = "Ona Vell"\nhomonym = true'))
    assert dossier.actors["tam-vell"].name == dossier.actors["ona-vell"].name


def test_a_person_is_not_called_like_a_state(spoil: Spoil) -> None:
    folder = spoil("people", 'aliases.en = ["Vell"]', 'aliases.en = ["Belmar"]')
    with pytest.raises(DossierError, match='a name of "ona-vell" and already of "belmar"'):
        load_dossier(folder)
