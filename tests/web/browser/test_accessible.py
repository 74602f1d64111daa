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
from dragoman.web.routes import ROUTES
from dragoman.web.visitors import Role, Visitor

Look = tuple[int, str, Mapping[str, object]]
"""A width, a scheme of colours, and the rules that are looked at."""

RULES: Mapping[str, object] = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
CONTRAST: Mapping[str, object] = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
LOOKS = ((1280, "light", RULES), (1280, "dark", CONTRAST), (390, "dark", CONTRAST), (390, "light", RULES))
"""How a page is looked at, and by which rules: colours are all that differs by scheme."""
KOREAN = ((390, "light", RULES),)
"""Of the same pages in Korean: the words differ, the colours do not."""
GRAVE = ("serious", "critical")
NAME, PASSWORD = "Ada", "eleven herons over the strait"
ALONE = ("/audit",)
"""What admins alone may open; test_matrix.py holds who may what."""


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


@pytest.mark.parametrize(("language", "looks"), [("en", LOOKS), ("ko", KOREAN)])
def test_every_page_in_every_look(
    home: str, pages: Mapping[str, Sequence[str]], opened: Opened, language: str, looks: Sequence[Look]
) -> None:
    with opened(home, language=language) as (page, watched):
        assert faults_on(page, pages, looks) == {}
        assert watched.faults == []


def test_somebody_who_logs_in_and_may_only_read(
    lived_in: Path, tmp_path: Path, pages: Mapping[str, Sequence[str]], opened: Opened
) -> None:
    """Logging in, every page there is for them, and being refused."""
    record = copied(lived_in, tmp_path)
    with Database.beside(record) as database:
        people.add(database, NAME, "reader", password=PASSWORD)
    with started(record, "--accounts") as (_, address), opened(address, scheme="dark") as (page, watched):
        page.goto("/")
        assert grave(page) == []
        page.get_by_label("Name").fill(NAME)
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(address)
        theirs = {path: found for path, found in pages.items() if path not in ALONE and may_open(path, "reader")}
        assert len(theirs) > 20
        assert faults_on(page, theirs, ((1280, "dark", RULES),)) == {}
        assert watched.faults == []
        for refused in ("/audit", "/claim/none", "/claims?actr=x"):
            page.goto(refused)
            assert grave(page) == []


def copied(record: Path, folder: Path) -> str:
    """A record of one's own, without the accounts beside it."""
    return str(shutil.copy(record, folder / "dragoman.db"))


def may_open(path: str, role: Role) -> bool:
    """Whether the table of routes lets them."""
    least = next(route.least for route in ROUTES if route.path == path and route.method == "GET")
    return Visitor("x", role, how="session").may(least, None) and not path.startswith("/upload/")


def faults_on(page: Any, pages: Mapping[str, Sequence[str]], looks: Sequence[Look]) -> Mapping[str, set[str]]:
    """What axe-core finds on these pages, or that one is wider than the screen: by fault, where."""
    found: dict[str, set[str]] = {}
    for address in (one for of_route in pages.values() for one in of_route):
        page.goto(address, wait_until="load")
        for width, scheme, rules in looks:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            for fault in [*grave(page, rules), *(["wider than the screen"] if wide > 0 else [])]:
                found.setdefault(fault, set()).add(f"{address} {width} {scheme}")
    return found


def grave(page: Any, rules: Mapping[str, Any] = RULES) -> list[str]:
    """What axe-core finds on a page as it is laid out now: the rule, and the first elements that break it."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    found = axe.run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
    return [
        f"{fault['id']}: {', '.join(node['target'][0] for node in fault['nodes'][:3])}"
        for fault in found.response["violations"]
        if fault["impact"] in GRAVE
    ]
