import textwrap
from collections.abc import Callable

import pytest

from dragoman.record import Document, LineRole
from dragoman.sources import Sourced
from dragoman.sources.markdown import is_markdown, read_markdown

Says = Callable[[Document, LineRole], list[str]]
PROSE = (
    "The harbour council will keep the [lamps of the northern\npier](https://example.org/pier_(north)/lamps?x=1) "
    "burning through the whole of the winter, it said on Monday."
)


def rendered(text: str) -> str:
    return read_markdown(text).text


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("**1.** We will", "1. We will"),
        ("**<u>Lamps and Oil</u>**", "Lamps and Oil"),
        ("the *whole* pier, ***all*** of it", "the whole pier, all of it"),
        (r"an <s>action</s> \[accident\]", "an action [accident]"),
        (r"1\. On Monday", "1. On Monday"),
        (r"\###", "###"),
        ("see <https://example.org/x>", "see https://example.org/x"),
        ("![a lamp](lamp.png) burns", "a lamp burns"),
        ("[![lamp](l.png)](https://example.org) burns", "lamp burns"),
        ("oil &amp; lamps&nbsp;too", "oil & lamps too"),
        ("> We will not\n> save on lamps", "We will not\nsave on lamps"),
        ("a `word` and snake_case_name and _this_", "a word and snake_case_name and this"),
        ("2 * 3 is six, 2*3 too", "2 * 3 is six, 2*3 too"),
        ("five stars: *****", "five stars: "),
    ],
)
def test_marks_go_and_words_stay(marked: str, plain: str) -> None:
    assert rendered(marked) == plain.strip()


def test_a_link_over_two_lines_and_with_brackets_in_it() -> None:
    assert "http" not in rendered(PROSE)
    assert "lamps of the northern\npier burning" in rendered(PROSE)


def test_headings_of_every_kind() -> None:
    text = "Lamps\n=====\n\n## Oil\n\n**Boats and piers**\n\nPlain."
    content = read_markdown(text)
    said = [(content.text[b.start : b.end], b.hint) for b in content.blocks]
    assert said == [("Lamps", "heading"), ("Oil", "heading"), ("Boats and piers", "heading"), ("Plain.", None)]


def test_front_matter_tells(page: Sourced) -> None:
    """---
    title: "Lamps along the northern pier"
    date: 2020-02-03
    ---
    The harbour council will keep all of the lamps of the northern pier burning, it said on Monday.
    """
    assert page.document.title == "Lamps along the northern pier"
    assert page.document.published is not None
    assert (str(page.document.published.period.first), page.document.published.source) == ("2020-02-03", "meta")
    assert "title" not in page.document.text


def test_wrapped_markdown_is_joined_by_the_width_of_its_source(page: Sourced, says: Says) -> None:
    """**Lamps for All Harbours**

    Today both councils announce that they will follow the [terms of the
    lamps accord](https://example.org/lamps/accord/of/both/straits/2020/02/terms-of-the-accord.html),
    which were agreed last autumn and will be followed by all harbours of
    both straits until the end of the year after next.

    -   The northern council will send four hundred lamps to the islands
        before the first of June.
    -   The southern council will pay for them.

    \\###
    """
    document = page.document
    assert says(document, "title") == ["Lamps for All Harbours"]
    assert len(says(document, "body")) == 1
    assert len(says(document, "item")) == 2
    assert says(document, "chrome") == ["###"]


@pytest.mark.parametrize(
    "text",
    [
        "It rose 5% *in the north*.",
        "Prices * quantities",
        "#1 in lamps",
        "The cost is $5 [see note].",
        "C:\\lamps\\new",
        "** Note",
    ],
)
def test_plain_text_is_not_taken_for_markdown(text: str) -> None:
    assert not is_markdown(textwrap.dedent(text))
