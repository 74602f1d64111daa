"""A real Chromium, and a record that was really read.

The browser is the system's: nothing is downloaded. Where there is none, these tests are skipped and say so.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from started import read_into
from watched import Opened, Watched

EXAMPLES = Path(__file__).parents[3] / "examples" / "documents"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
PATIENCE_MS = 30_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One for the tests of a file: while Playwright runs, no other test could have an event loop of its own."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install '.[dev]'")
    where = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if where is None:
        pytest.skip("no Chromium on this machine: apt install chromium")
    with playwright.sync_playwright() as running:
        made = running.chromium.launch(executable_path=where, args=["--disable-gpu"])
        yield made
        made.close()


@pytest.fixture(scope="module")
def opened(browser: Any) -> Opened:
    @contextmanager
    def open_page(
        home: str, *, width: int = 1280, scheme: str = "light", language: str = "en", scripts: bool = True
    ) -> Iterator[tuple[Any, Watched]]:
        context = browser.new_context(
            base_url=home,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            locale=language,
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE_MS)
        watched = Watched(home)
        watched.listen(context)
        try:
            yield context.new_page(), watched
        finally:
            context.close()

    return open_page


@pytest.fixture(scope="session")
def read_examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples, read as people read them. Whoever writes to it takes a copy."""
    record = tmp_path_factory.mktemp("browser") / "dragoman.db"
    read_into(record, EXAMPLES)
    return record


@pytest.fixture
def record(read_examples: Path, tmp_path: Path) -> str:
    """A record of the examples of one's own."""
    return str(shutil.copy(read_examples, tmp_path / "dragoman.db"))
