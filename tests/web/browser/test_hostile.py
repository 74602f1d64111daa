"""Hostile documents on every page: nothing executes, nobody is asked, the layout holds."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hostile import ELSEWHERE, IMAGE, SAYINGS, SCRIPT, TURNED, write_hostile
from lived_in import addresses, live_in
from started import read_into, started
from watched import Opened

NARROW = 390


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
    with opened(home, width=NARROW) as (page, watched):
        for address in (one for of_route in pages.values() for one in of_route):
            page.goto(address, wait_until="load")
            broken += [f"{address}: {fault}" for fault in faults_of(page)]
        assert watched.faults == []
        assert len(watched.asked) > 60, "pages were really asked for"
    assert broken == []


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
