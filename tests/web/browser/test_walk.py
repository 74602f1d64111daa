"""What a person does at the workbench from the first file to the printed brief, in a real browser."""

import io
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pypdfium2
import pytest
from started import started
from watched import Opened

READING_MS = 180_000
"""A parser is loaded and a file read, on a machine that may be busy."""
UPLOADED = """\
Marsovia to reopen its northern consulate

2031-11-03

Foreign Minister Ada Quill said that Marsovia will reopen its consulate in North Korea by the end of March 2032.
She urged Pyongyang to return the seized trawlers before the winter.
"""


def marked(page: Any) -> list[str]:
    return [words.strip() for words in page.locator("mark").all_inner_texts()]


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    file = tmp_path / "consulate.txt"
    file.write_text(UPLOADED)
    return file


def test_from_an_upload_to_the_ledger_and_the_log(record: str, sent: Path, opened: Opened) -> None:
    with started(record) as (_, home), opened(home) as (page, watched):
        _upload(page, sent)
        claim = _open_the_promise(page)
        _correct(page)
        page.goto("/commitments")
        page.get_by_label("Due before").fill("2032-06")
        page.get_by_role("button", name="Show").click()
        line = page.locator(f"article.commitment:has(a[href='{claim}'])").inner_text()
        assert "corrected, by" in line and "2032-05" in line
        page.goto("/log?kind=judged")
        row = page.locator("tbody tr").first
        assert "corrected" in row.inner_text() and "the spokesman put it right" in row.inner_text()
        row.locator(f"a[href^='{claim}']").click()
        page.get_by_role("button", name="Take it back").first.click()
        assert not page.locator("#judged + ul").count()
        assert watched.faults == []


def _upload(page: Any, file: Path) -> None:
    """Send a file and watch it being read, without loading the page again."""
    page.goto("/")
    page.get_by_text("More", exact=True).click()
    page.get_by_role("link", name="Upload").click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/upload/*")
    page.evaluate("window.stayed = true")
    page.locator("#progress .state.done").wait_for(timeout=READING_MS)
    assert page.evaluate("window.stayed"), "progress is shown without loading the page again"
    page.get_by_role("link", name="Marsovia to reopen").click()


def _open_the_promise(page: Any) -> str:
    """From the document to the claim and back again by its words; the claim's address."""
    words = [one for one in marked(page) if "will reopen its consulate" in one]
    assert len(words) == 1
    page.locator("mark.commitment a").click()
    beside = page.locator(".beside li:target")
    assert beside.inner_text().startswith("commitment")
    beside.get_by_role("link").first.click()
    page.wait_for_url("**/claim/*")
    assert "will reopen its consulate in North Korea by the end of March 2032" in " ".join(marked(page))
    return "/" + page.url.split("/", 3)[3]


def _correct(page: Any) -> None:
    page.keyboard.press("e")
    form = page.locator("form[action$='/correct']")
    form.get_by_label("About").fill("2032-05")
    form.get_by_label("Why").fill("the spokesman put it right")
    form.get_by_role("button", name="Put the correction").click()
    page.locator("form.done").wait_for()
    assert "2032-05" in page.locator("#judged + ul").inner_text()


def test_a_search_in_korean(read_examples: Path, opened: Opened) -> None:
    with started(str(read_examples), "--read-only") as (_, home), opened(home, language="ko-KR") as (page, watched):
        page.goto("/")
        assert page.locator("html").get_attribute("lang") == "ko"
        field = page.locator("header").get_by_role("searchbox")
        field.fill("직통전화")
        field.press("Enter")
        page.wait_for_url(f"**/search?words={quote('직통전화')}")
        hits = page.locator("article.hit")
        assert hits.count() > 0
        assert all("직통" in words for words in marked(page)), marked(page)
        hits.first.locator(".words a").click()
        assert "직통" in page.locator("#here").inner_text()
        assert watched.faults == []


def test_a_brief_is_printed(read_examples: Path, opened: Opened) -> None:
    with started(str(read_examples), "--read-only") as (_, home), opened(home) as (page, watched):
        page.goto("/brief")
        page.get_by_label("In whose words").fill("South Korea")
        page.get_by_role("button", name="Read and print").click()
        page.wait_for_url("**/brief/page?*")
        page.locator("svg").first.wait_for()
        printed = page.pdf(format="A4", print_background=True)
        assert watched.faults == []
    words = printed_words(printed)
    assert "inter-Korean hotline" in words
    assert len(words.split()) > 300


def printed_words(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_the_walk_needs_no_script(record: str, opened: Opened) -> None:
    """All but charts and the graph: pages, folds, forms."""
    with started(record) as (_, home), opened(home, scripts=False) as (page, watched):
        page.goto("/claims?kind=commitment")
        page.locator("article.commitment .words a").first.click()
        page.get_by_role("button", name="right", exact=True).click()
        assert page.locator("form.done").count() == 1
        page.get_by_role("button", name="Take it back").first.click()
        page.goto("/relations")
        assert page.locator("table.relations tbody tr").count() > 1
        assert watched.faults == []
