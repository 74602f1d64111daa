"""A small record with an ordinary promise, a patrol, and a document that is hostile in every field; and its pages."""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from elements import Elements
from fastapi.testclient import TestClient

from dragoman.dossier import load_dossier
from dragoman.record import Period, Publisher
from dragoman.store import Record
from dragoman.web.app import make_app
from dragoman.web.house import House
from invented_readings import Clock, Said, day, document_of, pledge, read

BY = {"reader": "reader-1", "dossier": "dossier-1"}
TODAY = datetime.datetime(2024, 5, 1, tzinfo=datetime.UTC)
HOME = "http://127.0.0.1:8765"
SCRIPT = "<script>alert(1)</script>"
ATTRIBUTE = '"><img src=x onerror=alert(1)>'
TURNED = "\u202egnorw si siht\u2066"
HOSTILE = f"{SCRIPT} {ATTRIBUTE} {TURNED} javascript:alert(1) {{{{ 7*7 }}}} </bdi></title>"


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record.open(tmp_path_factory.mktemp("web") / "dragoman.db", clock=Clock()) as record:
        _fill(record)
        yield record


def _fill(record: Record) -> None:
    for made in (pledge(day("2024-03-01")), _patrol(), _hostile()):
        record.add(*made, **BY)


@pytest.fixture
def own_client(tmp_path: Path) -> Iterator[TestClient]:
    """The pages of a record of one's own, which a test may write to."""
    with Record.open(tmp_path / "dragoman.db", clock=Clock()) as record:
        _fill(record)
    with Record.open(tmp_path / "dragoman.db", read_only=True) as record:
        house = House.of(record, load_dossier(), clock=lambda: TODAY)
        yield TestClient(make_app(house), base_url=HOME, raise_server_exceptions=False, follow_redirects=False)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house of one's own, with one document, that is not served yet."""
    with Record.open(tmp_path / "dragoman.db") as record:
        record.add(*pledge(), **BY)
        house = House.of(record, load_dossier())
        yield house
        house.accounts.close()


def _patrol():  # type: ignore[no-untyped-def]
    text = "Patrols\nOldmark will patrol the northern strait together with Tarnia until June 2024."
    document, data = document_of(text, published=day("2024-04-02"), source="https://oldmark.example/a?b=1&c=\"'")
    whole = "will patrol the northern strait together with Tarnia until June 2024"
    due = Period(None, datetime.date(2024, 6, 30), "month")
    said = [
        Said([whole], kind="commitment", speakers=["Oldmark"], actors=["Oldmark"], about=due),
        Said(["patrol the northern strait"], kind="position", speakers=["Oldmark"]),
    ]
    return read(document, said, actors={"Oldmark": "dprk"}), data


def _hostile():  # type: ignore[no-untyped-def]
    words = f"will open {HOSTILE} offices"
    giant = "endless" * 3_000
    text = f"{HOSTILE} {giant}\n{HOSTILE} {words}."
    document, data = document_of(
        text,
        published=day("2024-04-03"),
        source=f"javascript:alert('{HOSTILE}')",
        publisher=Publisher(f"odd/{ATTRIBUTE}", HOSTILE),
    )
    said = [
        Said([words], kind="commitment", speakers=[HOSTILE], actors=[HOSTILE], recipients=[SCRIPT], tracks=[HOSTILE])
    ]
    return read(document, said, actors={HOSTILE: f"odd/{ATTRIBUTE}", SCRIPT: None}), data


@pytest.fixture(scope="session")
def client(record: Record) -> TestClient:
    house = House.of(record, load_dossier(), clock=lambda: TODAY)
    return TestClient(make_app(house), base_url=HOME, raise_server_exceptions=False)


@pytest.fixture(scope="session")
def pages(client: TestClient) -> dict[str, Any]:
    """Every page there is of the record, linked one from the other, with its answer."""
    seen: dict[str, Any] = {}
    waiting = ["/"]
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        answer = seen[page] = client.get(page)
        assert answer.status_code == 200, page
        if answer.headers["content-type"].startswith("text/html"):
            links = [link.partition("#")[0] for link in Elements(answer.text).values("href")]
            links = [link for link in links if link.startswith("/")]
            waiting += [link for link in links if not re.search(r"[?&](lang|theme)=", link)]
    return seen
