"""Imports run one way. Every import in the package, wherever it stands, is held against the one written order."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "dragoman"

ORDER = (
    "record",
    "dossier",
    "sources",
    "reading",
    "identity",
    "store",
    "desks",
    "exports",
    "brief",
    "review",
    "fleet",
    "api",
    "web",
    "cli",
)
"""A room imports itself and what stands left of it. The web knows nothing of the command line, which starts it."""

PLACE = {room: n for n, room in enumerate(ORDER)}

STANDARD = sys.stdlib_module_names | {"_typeshed"}
"""With the names that type checkers alone know the standard library's protocols by."""

ALLOWED: dict[str, set[str]] = {
    # Third-party packages by room; what is not named here a room does without.
    "record": set(),
    "dossier": set(),
    "sources": {"cssselect", "httpcore", "httpx", "lxml", "protego", "pypdfium2", "trafilatura"},
    "reading": {"spacy", "thinc", "numpy"},
    "identity": {"snowballstemmer"},
    "store": {"alembic", "numpy", "snowballstemmer", "sqlalchemy"},
    "desks": {"numpy"},
    "exports": {"duckdb"},
    "brief": {"httpx", "jinja2"},
    "review": {"openpyxl"},
    "fleet": set(),
    "api": {"pandas", "polars"},
    "cli": {"icalendar", "typer", "rich"},
    "web": {
        "anyio",
        "argon2",
        "authlib",
        "fastapi",
        "h11",
        "httpx",
        "jinja2",
        "joserfc",
        "pydantic",
        "python_multipart",
        "sqlalchemy",
        "starlette",
        "uvicorn",
    },
}


class Import(NamedTuple):
    """One imported module and the file and line it is imported at."""

    path: Path
    line: int
    module: str


def imports_of(path: Path, root: Path = SOURCE) -> Iterator[Import]:
    """Every module a file imports, at its top, in a function or for type checking only; relative ones made whole."""
    package = ["dragoman", *path.relative_to(root).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (Import(path, node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, node.module or ""]).strip(".")
            # `from dragoman import store` imports a room by its bare name.
            names = [f"{module}.{alias.name}" for alias in node.names] if module == "dragoman" else [module]
            yield from (Import(path, node.lineno, name) for name in names)


def room_of(path: Path, root: Path = SOURCE) -> str | None:
    """The room a file stands in; None for the package's own `__init__`."""
    parts = path.relative_to(root).parts
    return parts[0] if len(parts) > 1 else None


def fault_of(found: Import, root: Path = SOURCE) -> str | None:
    """What is wrong with an import, or None."""
    room = room_of(found.path, root)
    where = f"{found.path.relative_to(root.parent)}:{found.line} imports {found.module}"
    top, _, rest = found.module.partition(".")
    if top == "dragoman":
        other = rest.partition(".")[0]
        if room is None:
            # `dragoman.open` is the one way in from Python; what is behind it is imported once it is called.
            return f"{where}: dragoman/__init__ imports no room" if other in PLACE and other != "api" else None
        if other not in PLACE or other == room or PLACE[other] < PLACE[room]:
            return None
        return f"{where}: {other} does not stand left of {room}"
    if top in STANDARD or top in ALLOWED.get(room or "", set()):
        return None
    return f"{where}: {room or 'dragoman/__init__'} does without {top}"


ALL = sorted(SOURCE.rglob("*.py"))


def test_every_folder_is_a_room_in_the_order() -> None:
    rooms = {path.name for path in SOURCE.iterdir() if path.is_dir() and any(path.rglob("*.py"))}
    assert rooms <= set(PLACE), "a room must have its place in the order"
    assert set(ALLOWED) == set(PLACE)


@pytest.mark.parametrize("path", ALL, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_run_one_way(path: Path) -> None:
    assert [fault for found in imports_of(path) if (fault := fault_of(found))] == []


COMMON_GROUND = {"acts"}
"""What every desk stands on; it is no desk itself."""


def test_a_desk_never_imports_another_desk() -> None:
    desks = SOURCE / "desks"
    for path in desks.rglob("*.py"):
        own = path.relative_to(desks).parts[0].removesuffix(".py")
        for found in imports_of(path):
            if found.module.startswith("dragoman.desks."):
                allowed = {own, *COMMON_GROUND}
                assert found.module.split(".")[2] in allowed, f"{path.name}:{found.line} imports {found.module}"


@pytest.mark.parametrize(
    ("path", "code", "wrong"),
    [
        ("store/x.py", "from dragoman.brief import render", True),
        ("store/x.py", "def f():\n    import dragoman.cli.app", True),
        ("store/x.py", "if TYPE_CHECKING:\n    from dragoman.desks.dialogue import find", True),
        ("store/x.py", "from ..brief import render", True),
        ("store/x.py", "from dragoman import cli", True),
        ("store/x.py", "from dragoman import __version__", False),
        ("store/x.py", "from dragoman.record import Claim", False),
        ("store/x.py", "from . import query", False),
        ("store/x.py", "import sqlalchemy.engine", False),
        ("record/x.py", "import sqlalchemy", True),
        ("web/x.py", "import dragoman.cli.app", True),
        ("cli/x.py", "import dragoman.web.serve", False),
        ("__init__.py", "from dragoman.store import Record", True),
        ("__init__.py", "def f():\n    from dragoman.api import open_record", False),
        ("web/x.py", "import dragoman.api", False),
        ("fleet/x.py", "import dragoman.api", True),
    ],
)
def test_the_rule_itself(tmp_path: Path, path: str, code: str, wrong: bool) -> None:
    file = tmp_path / "dragoman" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(code)
    root = tmp_path / "dragoman"
    assert any(fault_of(found, root) for found in imports_of(file, root)) is wrong


def test_no_two_test_files_share_a_name() -> None:
    """Outside packages pytest knows a file by its name alone, and refuses the second one."""
    tests = Path(__file__).parent
    names = [p.name for p in tests.rglob("test_*.py") if not (p.parent / "__init__.py").exists()]
    assert sorted({name for name in names if names.count(name) > 1}) == []
