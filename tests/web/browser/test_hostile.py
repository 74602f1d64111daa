"""Hostile documents on every page: nothing executes, nobody is asked, the layout holds."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest
from hostile import ELSEWHERE, IMAGE, SAYINGS, SCRIPT, TURNED, write_hostile
from lived_in import addresses, live_in
from started import read_into, started
from watched import Opened

from dragoman.web.routes import ROUTES

WIDTHS = (1280, 390)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, in full width too."""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "documents").mkdir()
    write_hostile(folder / "documents")
    read_into(folder / "dragoman.db", folder / "documents")
    live_in(folder / "dragoman.db", saying=f"{SCRIPT}{IMAGE}{TURNED}", at=ELSEWHERE, by=(SCRIPT, IMAGE))
    return folder / "dragoman.db"


@pytest.fixture(scope="module")
def home(record: Path) -> Iterator[str]:
    with started(str(record)) as (_, address):
        yield address


def test_nothing_of_theirs_happens_on_any_page(record: Path, home: str, opened: Opened) -> None:
    pages = addresses(record, words=SCRIPT, most=60)
    assert len(pages["/document/{id}"]) >= len(SAYINGS)
    assert all(pages.values())
    broken: list[str] = []
    with opened(home) as (page, watched):
        for address in (one for of_route in pages.values() for one in of_route):
            page.goto(address, wait_until="load")
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                broken += [f"{address} at {width}: {fault}" for fault in faults_of(page)]
        assert watched.faults == []
        assert len(watched.asked) > 60, "pages were really asked for"
    assert broken == []


def test_as_data_they_are_nothing_but_data(record: Path, home: str) -> None:
    """Of every page the JSON and the CSV, and what is for programs alone: none of it can be opened as a page."""
    by_route = {route.path: route for route in ROUTES if route.method == "GET"}
    with httpx.Client(base_url=home, timeout=60) as client:
        for path, addresses_ in addresses(record, words=SCRIPT, most=60).items():
            for form in by_route[path].forms:
                for address in addresses_ if form != "html" else ():
                    here, _, question = ("/index" if address == "/" else address).partition("?")
                    answer = client.get(f"{here}.{form}{'?' if question else ''}{question}")
                    assert answer.status_code == 200, answer.url
                    assert faults_of_data(answer, form) == [], answer.url
        for document in addresses(record, words="x", most=60)["/document/{id}"]:
            original = client.get(f"{document}/original")
            assert original.headers["content-type"] == "application/octet-stream"
            assert original.headers["content-disposition"].startswith("attachment; filename=")
            assert original.headers["x-content-type-options"] == "nosniff"
            assert "sandbox" in original.headers["content-security-policy"]
        for feed in ("/claims.atom", "/claims.feed"):
            answer = client.get(feed, params={"text": SCRIPT, "publisher": IMAGE})
            assert answer.status_code == 200 and "html" not in answer.headers["content-type"]
        assert ElementTree.fromstring(client.get("/claims.atom").content).tag.endswith("feed")


def faults_of_data(answer: httpx.Response, form: str) -> list[str]:
    """What is wrong with an answer for programs."""
    found = [] if answer.headers["x-content-type-options"] == "nosniff" else ["may be taken for something else"]
    if form == "json":
        assert answer.json() is not None
        return found if answer.headers["content-type"] == "application/json" else [*found, "is not said to be JSON"]
    if not answer.headers["content-disposition"].startswith("attachment"):
        found.append("is shown in place of saved")
    cells = [cell for row in csv.reader(io.StringIO(answer.text)) for cell in row]
    return found + [f"a formula: {cell[:40]!r}" for cell in cells if cell.startswith(FORMULA)]


def faults_of(page: Any) -> list[str]:
    """What a hostile document did to a page."""
    told = page.evaluate(
        """() => ({
          ran: window.canary !== undefined,
          here: location.origin,
          base: document.baseURI !== location.href.split('#')[0],
          wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          lost: document.querySelectorAll('main').length !== 1 && !document.querySelector('header, h1'),
          hidden: getComputedStyle(document.body).display === 'none',
          links: [...document.querySelectorAll('[href]')].map(a => a.href).filter(h => !/^https?:/.test(h)),
        })"""
    )
    found = [name for name in ("ran", "base", "lost", "hidden") if told[name]]
    if told["wide"] > 0:
        found.append(f"{told['wide']} px too wide")
    return [*found, *(f"a link to {link[:80]}" for link in told["links"])]
