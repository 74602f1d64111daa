"""While acts are being counted, pages that count them say so and come again; all others are there."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from elements import Elements
from fastapi.testclient import TestClient

from dragoman.desks.dialogue.following import follow_up
from dragoman.dossier import load_dossier
from dragoman.store import Record
from dragoman.web.app import make_app
from dragoman.web.house import House
from invented_readings import Clock, day, promise

COUNTING = ("/commitments", "/calls", "/positions", "/relations", "/forecasts", "/disagreements")
OTHERS = (
    "/claims",
    "/documents",
    "/actors",
    "/actor/dprk",
    "/log",
    "/problems",
    "/sources",
    "/help",
    "/brief",
    "/saved",
)
BY = {"reader": "reader-1", "dossier": "dossier-1"}
TODAY = datetime.datetime(2024, 5, 1, tzinfo=datetime.UTC)
HOME = "http://127.0.0.1:8765"
Served = Callable[..., TestClient]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A record larger than anybody computes acts of, whose acts were never counted."""
    where = tmp_path / "dragoman.db"
    with Record.open(where, clock=Clock()) as record:
        for n in range(1, 5):
            record.add(*promise(n, day(f"2024-03-0{n}")), **BY)
    with Record.open(where, read_only=True, compute_at_most=3) as record:

        def client(*, counted: bool) -> TestClient:
            house = House.of(record, load_dossier(), clock=lambda: TODAY, counted=counted)
            return TestClient(make_app(house), base_url=HOME, raise_server_exceptions=False, follow_redirects=False)

        yield client


def test_pages_that_count_say_how_far_it_is_and_come_again(served: Served) -> None:
    client = served(counted=True)
    for page in COUNTING:
        answer = client.get(page)
        assert (answer.status_code, answer.headers["retry-after"], answer.headers["refresh"]) == (503, "15", "15"), page
        assert "0 of 4 documents are counted" in Elements(answer.text).text, page
    told = client.get("/calls.json")
    assert told.status_code == 503 and "refresh" not in told.headers
    assert told.json()["error"]["code"] == "counting"


def test_all_other_pages_are_there(served: Served) -> None:
    client = served(counted=True)
    assert {page: client.get(page).status_code for page in OTHERS} == dict.fromkeys(OTHERS, 200)


def test_the_first_page_tells_all_but_what_is_due(served: Served, tmp_path: Path) -> None:
    client = served(counted=True)
    assert "Promises are being counted" in Elements(client.get("/").text).text
    told = client.get("/index.json").json()
    assert (told["claims"], len(told["new"]), told["due"]) == (8, 8, None)
    with Record.open(tmp_path / "dragoman.db") as record:
        record.count_acts()
        follow_up(record, House.of(record, load_dossier()).states)
    assert "Promises are being counted" not in Elements(client.get("/").text).text
    assert client.get("/index.json").json()["due"] == []


def test_where_nobody_counts_the_command_that_does_is_told(served: Served) -> None:
    answer = served(counted=False).get("/commitments.json")
    assert answer.status_code == 503 and "retry-after" not in answer.headers
    assert "dragoman doctor --rebuild-acts --record dragoman.db" in answer.json()["error"]["message"]


def test_once_all_is_counted_the_same_server_answers(served: Served, tmp_path: Path) -> None:
    client = served(counted=True)
    assert client.get("/commitments").status_code == 503
    before = client.get("/actor/dprk.json").json()
    with Record.open(tmp_path / "dragoman.db") as record:
        record.count_acts()
        told = client.get("/commitments.json").json()["error"]["message"]
        assert told.startswith("all documents are counted, and what follows up ")
        follow_up(record, House.of(record, load_dossier()).states)
    assert {page: client.get(page).status_code for page in COUNTING} == dict.fromkeys(COUNTING, 200)
    assert client.get("/commitments.json").json()["count"] == 4
    assert client.get("/actor/dprk.json").json()["count"] == before["count"]


def test_an_earlier_time_is_not_computed_for_a_page(served: Served) -> None:
    told = served(counted=True).get("/calls.json?as-of=2030-01-01")
    assert told.status_code == 422 and told.json()["error"]["code"] == "too-many-claims"
    assert "as-of" in told.json()["error"]["message"]


def test_a_brief_is_of_so_many_claims_and_no_more(served: Served) -> None:
    told = served(counted=True).get("/brief.json?actor=dprk")
    assert told.status_code == 422 and told.json()["error"]["code"] == "too-many-claims"


def test_what_is_decided_meanwhile_does_not_wait_for_it(served: Served, tmp_path: Path) -> None:
    client = served(counted=True)
    claim = client.get("/claims.json").json()["claims"][0]["claim"]["id"]
    page = client.get(f"/claim/{claim}")
    token = page.text.partition('name="form-token" value="')[2].partition('"')[0]
    sent = {"verdict": "right", "about": claim, "why": "", "form-token": token}
    answer = client.post("/judge.json", data=sent, headers={"origin": HOME, "sec-fetch-site": "same-origin"})
    assert answer.status_code == 201, answer.text
    with Record.open(tmp_path / "dragoman.db", read_only=True) as record:
        assert not record.acts.current() and record.acts.size() == 0
