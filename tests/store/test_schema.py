import subprocess
import sys
from pathlib import Path

from dragoman.store import schema
from dragoman.store.schema.page import describe

ROOT = Path(__file__).parents[2]


def test_the_page_on_the_schema_is_current() -> None:
    page = (ROOT / "docs" / "schema.md").read_text("utf-8")
    assert page == describe(schema.VERSION), "run: python -m dragoman.store.schema > docs/schema.md"


def test_the_page_tells_of_every_table() -> None:
    page = describe(schema.VERSION)
    assert [name for name in schema.tables.tables if f"\n## {name}\n" not in page] == []


def test_every_table_says_what_it_is_for() -> None:
    assert all(table.comment for table in schema.tables.tables.values())


def test_importing_the_store_imports_nothing_heavy() -> None:
    code = "import sys, dragoman.store; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    roots = {name.split(".")[0] for name in done.stdout.split()}
    assert not roots & {"sqlalchemy", "spacy", "trafilatura", "sqlite3", "jinja2", "rich"}
