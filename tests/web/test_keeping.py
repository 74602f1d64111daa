"""A page is kept as long as the record is what it was, and no longer; it is sent to many, and each gets their own."""

import datetime
import random
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dragoman.dossier import load_dossier
from dragoman.store import Record
from dragoman.web.accounts import people, tokens
from dragoman.web.accounts.database import Database
from dragoman.web.accounts.reception import Accounts, Manner
from dragoman.web.app import make_app
from dragoman.web.house import House
from dragoman.web.keeping import OWN, Body, Kept
from invented_readings import Clock, day, promise

BY = {"reader": "reader-1", "dossier": "dossier-1"}
TODAY = datetime.datetime(2024, 5, 1, tzinfo=datetime.UTC)
HOME = "http://127.0.0.1:8765"
TEMPLATES = Path(__file__).parent.parent.parent / "src" / "dragoman" / "web" / "templates"
PASSWORD = "eleven herons over the strait"


def body(words: str) -> Body:
    return Body.of(words.encode(), "text/plain")


def test_a_page_is_made_once_for_a_state_and_anew_for_the_next() -> None:
    kept, made = Kept[Body](), list[int]()

    def make() -> Body:
        made.append(1)
        return body("words")

    first = kept.made("relations", 7, make)
    assert kept.made("relations", 7, make) is first and kept.get("relations", 7) is first
    assert kept.made("relations", 8, make) is not first and kept.get("relations", 7) is None
    assert kept.made("positions", 8, make) is not first
    assert len(made) == 3


def test_no_more_bytes_are_kept_than_memory_is_meant_for() -> None:
    size = body("x" * 100).size
    kept = Kept[Body](most=3 * size, largest=2 * size)
    for n in range(3):
        kept.made(n, 1, lambda: body("x" * 100))
    assert kept.get(0, 1), "asked for last of the three"
    kept.made(3, 1, lambda: body("x" * 100))
    assert [n in kept for n in range(4)] == [True, False, True, True]
    kept.made("large", 1, lambda: Body.of(random.Random(7).randbytes(3 * size), "text/plain"))
    assert "large" not in kept and 3 in kept
    for _ in range(9):
        kept.made(3, object(), lambda: body("x" * 100))
    assert [n in kept for n in range(4)] == [True, False, True, True], "one made anew takes the place of the old one"


def test_what_many_ask_for_at_once_is_made_once() -> None:
    kept, made, begun, go_on = Kept[Body](), list[int](), threading.Event(), threading.Event()

    def make() -> Body:
        made.append(1)
        begun.set()
        assert go_on.wait(10)
        return body("words")

    asking = [threading.Thread(target=kept.made, args=("relations", 1, make)) for _ in range(4)]
    for one in asking:
        one.start()
    assert begun.wait(10)
    go_on.set()
    for one in asking:
        one.join(10)
    assert made == [1] and kept._making == {}


def test_a_page_that_cannot_be_made_is_made_by_the_next_who_asks() -> None:
    kept = Kept[Body]()

    def fail() -> Body:
        raise LookupError

    with pytest.raises(LookupError):
        kept.made("relations", 1, fail)
    assert kept.made("relations", 1, lambda: body("words")).content == b"words"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    where = tmp_path / "dragoman.db"
    with Record.open(where, clock=Clock()) as record:
        for n in range(1, 5):
            record.add(*promise(n, day(f"2024-03-0{n}")), **BY)
    with Record.open(where, read_only=True) as record:
        yield House.of(record, load_dossier(), clock=lambda: TODAY)


def visitor(house: House, name: str, role: str) -> TestClient:
    """Somebody who has logged in."""
    database = house.accounts()
    people.add(database, name, role, password=PASSWORD)
    client = TestClient(app_of(house), base_url=HOME, follow_redirects=False)
    login = client.get("/login")
    sent = {"name": name, "password": PASSWORD, "next": "/", "form-token": token_in(login.text)}
    assert client.post("/login", data=sent).status_code == 303
    return client


_apps: dict[int, object] = {}


def app_of(house: House) -> object:
    return _apps.setdefault(id(house), make_app(house, Accounts(house.accounts(), Manner())))


def token_in(page: str) -> str:
    found = re.search(r'name="form-token" value="([^"]+)"', page)
    assert found, "the page has a form"
    return found[1]


def test_each_gets_the_page_with_their_own_secret(house: House) -> None:
    ada, ben = visitor(house, "Ada", "analyst"), visitor(house, "Ben", "analyst")
    first = ada.get("/claims")
    before = house.bodies._size
    pages = {ada: [first.text, ada.get("/claims").text], ben: [ben.get("/claims").text]}
    assert house.bodies._size == before, "it was made once"
    assert len({token_in(page) for page in pages[ada]}) == 1
    assert token_in(pages[ada][0]) != token_in(pages[ben][0])
    assert pages[ada][0].replace(token_in(pages[ada][0]), "") == pages[ben][0].replace(token_in(pages[ben][0]), "")
    sent = {"title": "mine", "address": "/claims", "form-token": token_in(pages[ben][0])}
    assert ben.post("/saved", data=sent).status_code == 303, "what was sent to them is good"
    assert ada.post("/saved", data=sent).status_code == 403, "and only to them"


def test_who_may_less_gets_less(house: House) -> None:
    ada, kim = visitor(house, "Ada", "analyst"), visitor(house, "Kim", "reader")
    assert 'name="form-token"' in ada.get("/claims").text
    assert 'name="form-token"' not in kim.get("/claims").text


def test_somebody_who_has_not_said_who_they_are_gets_nothing_that_is_kept(house: House) -> None:
    visitor(house, "Ada", "analyst").get("/claims")
    nobody = TestClient(app_of(house), base_url=HOME, follow_redirects=False)
    assert nobody.get("/claims").headers["location"].startswith("/login")
    with Database.beside(house.record.path) as database:
        _, narrow = tokens.make(database, "Ada", ["upload"], days=1)
    assert nobody.get("/claims", headers={"authorization": f"Bearer {narrow}"}).status_code == 403


def test_what_somebody_decided_is_theirs_to_take_back_and_nobody_else_s(house: House) -> None:
    ada, ben = visitor(house, "Ada", "analyst"), visitor(house, "Ben", "analyst")
    claim = ada.get("/claims.json").json()["claims"][0]["claim"]["id"]
    before = ada.get(f"/claim/{claim}").text
    sent = {"verdict": "right", "about": claim, "why": "", "form-token": token_in(before)}
    made = ada.post("/judge.json", data=sent).json()["id"]
    ada.get(f"/claim/{claim}")  # with what was just done above it
    undo = f"/judgement/{made}/withdraw"
    assert undo in ada.get(f"/claim/{claim}").text, "it is anew"
    assert undo not in ben.get(f"/claim/{claim}").text
    assert undo in ada.get(f"/claim/{claim}").text


def test_pages_on_which_people_find_what_they_decided_are_known() -> None:
    """A template that asks who somebody is must not be kept for another."""
    asking = {path.name for path in TEMPLATES.glob("*.j2") if re.search(r"visitor\.(name|how)", path.read_text())}
    assert asking == {"account.html.j2", "judging.html.j2"}
    using = {path.name.partition(".")[0] for path in TEMPLATES.glob("*.j2") if "judging.html.j2" in path.read_text()}
    own = {path.strip("/") for path in OWN}
    of_a_document = {"compare", "readings"}
    assert using - {"review", "fault"} <= {*own, *of_a_document}, "the queue and faults are never kept"


def test_languages_colours_and_forms_are_kept_apart(house: House) -> None:
    client = visitor(house, "Ada", "analyst")
    pages = [client.get(address).text for address in ("/claims?lang=en", "/claims?lang=ko", "/claims?theme=dark")]
    again = [client.get(address).text for address in ("/claims?lang=en", "/claims?lang=ko", "/claims?theme=dark")]
    assert len(set(pages)) == 3
    assert [page.split("data-theme")[0] for page in pages] == [page.split("data-theme")[0] for page in again]
    assert client.get("/claims.json").json() == client.get("/claims.json").json()
    told = [client.get("/claims?limit=1") for _ in range(2)]
    assert told[0].headers["link"] == told[1].headers["link"]
    assert told[1].headers["vary"] == "Accept-Language, Cookie"
    assert client.get("/claims?lang=ko").headers["set-cookie"].startswith("lang=ko")
