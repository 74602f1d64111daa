"""The queue of what waits, by the keyboard, by the mouse without scripts, and words corrected by selecting them."""

import re
from pathlib import Path
from typing import Any

from started import read_into, started
from watched import Opened

KOREAN = """\
외교부, 항만 협정 발표

2031-11-03

외교부 대변인은 3일 정부가 내년 상반기까지 남북 직통전화를 복원하겠다고 밝혔다.

대변인은 북한이 조건 없이 대화에 복귀해야 한다고 강조했다.
"""


def at(page: Any) -> str:
    """The id of the item that somebody is at."""
    return str(page.evaluate("document.activeElement.closest('article.review')?.id || ''"))


def first_words(page: Any) -> str:
    return str(page.locator("article.review .words").first.inner_text())


def test_the_queue_is_walked_by_the_keyboard_alone(record: str, opened: Opened) -> None:
    with started(record) as (_, home), opened(home) as (page, watched):
        page.goto("/review?kind=claim")
        for key, there in (("j", "waits-1"), ("j", "waits-2"), ("k", "waits-1"), ("s", "waits-2"), ("s", "waits-3")):
            page.keyboard.press(key)
            assert at(page) == there, key
        page.keyboard.press("?")
        assert page.locator("details.keys[open] kbd").count() > 6
        page.reload()
        first = first_words(page)
        _decide(page, "a")
        assert first_words(page) != first
        assert at(page) == "waits-1", "what took its place is next"
        assert "right" in page.locator("form.done").inner_text()
        _decide(page, "r")
        assert "wrong" in page.locator("form.done").inner_text()
        _decide(page, "u")
        second = first_words(page)
        page.keyboard.press("e")
        page.wait_for_url("**/claim/*")
        assert page.locator("details#correct").get_attribute("open") is not None
        page.get_by_label("Kind").select_option("statement")
        page.get_by_role("button", name="Put the correction").click()
        page.wait_for_url("**/review?*")
        assert "corrected" in page.locator("form.done").inner_text()
        assert first_words(page) != second
        assert watched.faults == []


def _decide(page: Any, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def test_the_queue_needs_no_script(record: str, opened: Opened) -> None:
    with started(record) as (_, home), opened(home, scripts=False) as (page, watched):
        page.goto("/review?kind=claim")
        waits = page.locator("article.review").nth(2)
        words = waits.locator(".words").inner_text()
        waits.get_by_label("Why").fill("as the minutes have it")
        waits.get_by_role("button", name="wrong", exact=True).click()
        assert page.url.endswith("#waits-3")
        assert words not in page.locator("#page").inner_text()
        page.locator("form.done button").click()
        assert words in page.locator("#page").inner_text()
        page.locator("details.keys summary").click()
        assert page.locator("details.keys[open]").count() == 1
        assert watched.faults == []


def test_korean_words_are_selected_over_two_paragraphs(tmp_path: Path, opened: Opened) -> None:
    (tmp_path / "port.txt").write_text(KOREAN, encoding="utf-8")
    record = tmp_path / "dragoman.db"
    read_into(record, tmp_path / "port.txt")
    with started(str(record)) as (_, home), opened(home, language="ko-KR", width=390) as (page, watched):
        page.goto("/claims?kind=commitment")
        page.locator("article.commitment .words a").first.click()
        page.wait_for_url("**/claim/*")
        page.keyboard.press("e")
        _select(page, "복원하겠다", "대화에 복귀해야 한다")
        page.locator("[data-take]").click()
        taken = page.locator("textarea[name=passages]").input_value()
        assert taken.startswith("복원하겠다고 밝혔다.") and taken.endswith("대화에 복귀해야 한다")
        page.get_by_role("button", name="고친 내용 기록하기").click()
        page.locator("form.done").wait_for()
        said = page.locator("#judged + ul").inner_text()
        assert re.search(r"복원하겠다고 밝혔다\.\s+대변인은 북한이 조건 없이 대화에 복귀해야 한다", said)
        assert watched.faults == []


def _select(page: Any, first: str, last: str) -> None:
    """Select in the text from some words to others, as dragging over them does."""
    page.evaluate(
        """([first, last]) => {
          const paper = document.querySelector("div.paper");
          const walk = document.createTreeWalker(paper, NodeFilter.SHOW_TEXT);
          const range = document.createRange();
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const begins = node.data.indexOf(first), ends = node.data.indexOf(last);
            if (begins >= 0) range.setStart(node, begins);
            if (ends >= 0) range.setEnd(node, ends + last.length);
          }
          const selection = getSelection();
          selection.removeAllRanges();
          selection.addRange(range);
        }""",
        [first, last],
    )
