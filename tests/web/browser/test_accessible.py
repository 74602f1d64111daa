"""No page shuts anybody out: axe-core finds nothing serious on any of them, wide and narrow, light and dark."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from lived_in import addresses, live_in
from started import started
from watched import Opened

from dragoman.web.accounts import people
from dragoman.web.accounts.database import Database

RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CONTRAST = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
LOOKS = ((1280, "light", RULES), (1280, "dark", CONTRAST), (390, "dark", CONTRAST), (390, "light", RULES))
"""How a page is looked at, and by which rules: colours are all that differs by scheme."""
GRAVE = ("serious", "critical")


@pytest.fixture(scope="module")
def lived_in(read_examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    record = Path(shutil.copy(read_examples, tmp_path_factory.mktemp("lived-in") / "dragoman.db"))
    live_in(record, saying="The spokesman said so twice", at="https://harbour.example/feed")
    return record


@pytest.fixture(scope="module")
def pages(lived_in: Path) -> Mapping[str, Sequence[str]]:
    return addresses(lived_in, words="hotline")


@pytest.fixture(scope="module")
def home(lived_in: Path) -> Iterator[str]:
    with started(str(lived_in)) as (_, address):
        yield address


def test_there_is_an_address_of_every_page(pages: Mapping[str, Sequence[str]]) -> None:
    assert [path for path, found in pages.items() if not found] == []


def test_every_page_in_every_look(home: str, pages: Mapping[str, Sequence[str]], opened: Opened) -> None:
    found: dict[str, set[str]] = {}
    with opened(home) as (page, watched):
        for address in (one for of_route in pages.values() for one in of_route):
            page.goto(address, wait_until="load")
            for width, scheme, rules in LOOKS:
                page.set_viewport_size({"width": width, "height": 900})
                page.emulate_media(color_scheme=scheme)
                for fault in grave(page, rules):
                    found.setdefault(fault, set()).add(f"{address} {width} {scheme}")
        assert watched.faults == []
    assert found == {}


def test_the_page_before_all_others(home: str, tmp_path: Path, read_examples: Path, opened: Opened) -> None:
    """Logging in, and being refused."""
    record = str(shutil.copy(read_examples, tmp_path / "dragoman.db"))
    with Database.beside(record) as database:
        people.add(database, "Ada", "admin", password="eleven herons over the strait")
    with started(record, "--accounts") as (_, address), opened(address, scheme="dark") as (page, watched):
        page.goto("/")
        assert grave(page) == []
        page.get_by_label("Name").fill("Ada")
        page.get_by_label("Password").fill("eleven herons over the strait")
        page.keyboard.press("Enter")
        page.wait_for_url(address)
        assert watched.faults == []
        page.goto("/claim/none")
        assert grave(page) == []


def grave(page: Any, rules: Mapping[str, Any] = RULES) -> list[str]:
    """What axe-core finds on a page as it is laid out now: the rule, and the first elements that break it."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    found = axe.run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
    return [
        f"{fault['id']}: {', '.join(node['target'][0] for node in fault['nodes'][:3])}"
        for fault in found.response["violations"]
        if fault["impact"] in GRAVE
    ]
