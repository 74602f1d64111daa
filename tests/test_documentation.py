"""The docs say what the code does: pasted help, a heading for each command, kind and dependency, no dead link."""

import re
import tomllib
from itertools import chain
from pathlib import Path
from typing import get_args

import pytest
from cogapp import Cog

from dragoman.cli.app import app
from dragoman.record import ClaimKind

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [*sorted(DOCS.glob("*.md")), *sorted(ROOT.glob("*.md"))]


def headings(page: Path) -> set[str]:
    return {match[1] for match in re.finditer(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)}


def test_pasted_help_is_current() -> None:
    pages = [str(DOCS / name) for name in ("cli.md", "exports.md", "sources.md")]
    assert Cog().main(["cog", "-P", "--check", *pages]) == 0, "run: make docs-write"


def test_every_command_has_its_heading() -> None:
    commands = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    assert commands
    assert commands <= headings(DOCS / "cli.md")


def test_every_kind_has_its_heading() -> None:
    assert set(get_args(ClaimKind)) <= headings(DOCS / "reading-format.md")


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [*project["dependencies"], *chain.from_iterable(project["optional-dependencies"].values())]
    names = {re.split(r"[^\w-]", requirement, maxsplit=1)[0] for requirement in named}
    assert names <= headings(DOCS / "dependencies.md")


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = (ROOT / "requirements" / "lock.txt").read_text(encoding="utf-8").lower()
    extras = chain.from_iterable(project["optional-dependencies"].values())
    for requirement in [*project["dependencies"], *extras, "hatchling"]:
        name = re.split(r"[^\w-]", requirement, maxsplit=1)[0]
        assert re.search(rf"^{name}==[\w.]+$", lock, re.MULTILINE), f"{name} is not in requirements/lock.txt"


def test_every_page_is_in_the_index() -> None:
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    missing = [page.name for page in DOCS.glob("*.md") if page.name != "index.md" and f"({page.name})" not in index]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        file, _, anchor = target.partition("#")
        if "://" in target:
            continue
        there = page.parent / file if file else page
        assert there.exists(), f"{page.name} links to {target}"
        if anchor:
            slugs = {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings(there)}
            assert anchor in slugs, f"{page.name} links to {target}"


def test_makefile_targets_named_in_the_docs_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page in PAGES:
        named = set(re.findall(r"`make ([a-z-]+)`|^make ([a-z-]+)$", page.read_text(encoding="utf-8"), re.MULTILINE))
        assert {first or second for first, second in named} <= targets, page.name
