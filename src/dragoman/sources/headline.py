"""Which line of a page's head is its headline, where the page itself does not name it."""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.sources import shapes
from dragoman.sources.labels import Labels
from dragoman.sources.nouns import Hint
from dragoman.sources.paragraphs import is_item
from dragoman.sources.words import furniture_words


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a page before its headline is: its lines as printed and `plain`, the format's hints, the labels.

    `owners` are its copyright lines.
    """

    texts: Sequence[str]
    lines: Sequence[str]
    hints: Sequence[Hint | None]
    labels: Labels
    owners: str


def choose_headline(head: Head, unknown: Sequence[int]) -> int | None:
    """The number of the headline among the lines that nothing else is known of.

    The first line long enough, a marked heading before any other; but on a board the one right above the labels, and
    in a release the one below "For immediate release": what stands above those is the site's or the office's name.
    """
    fit = [n for n in unknown if not _stands_beside(head, n)]
    fit = [n for n in fit if head.hints[n] != "link"] or fit
    long = [n for n in fit if shapes.is_long(head.texts[n], 4, 8)]
    headings = [n for n in long if head.hints[n] == "heading"]
    short = [n for n in fit if shapes.is_long(head.texts[n], 2, 3)]
    return next(iter([*headings, *_released(head, long), *_above_labels(head, unknown, long), *long, *short]), None)


def _above_labels(head: Head, unknown: Sequence[int], long: Sequence[int]) -> list[int]:
    """The long lines that stand right above the first label of a board, with nothing known between."""
    first = next((n for n, kind in sorted(head.labels.blocks.items()) if kind in ("date", "count", "author")), None)
    if first is None:
        return []
    top = first
    while top - 1 in unknown and head.hints[top - 1] != "link":
        top -= 1
    return [n for n in long if top <= n < first]


def _released(head: Head, long: Sequence[int]) -> list[int]:
    """The long lines below one that says for whom the release is free."""
    phrases = furniture_words().release_phrases
    at = next((n for n, line in enumerate(head.lines[: max(long, default=0)]) if line.startswith(phrases)), None)
    return [] if at is None else [n for n in long if n > at]


def _stands_beside(head: Head, n: int) -> bool:
    text = head.texts[n]
    if head.lines[n] in head.owners:
        return True  # the site's own name
    return head.hints[n] == "quiet" or shapes.is_office_line(text) or shapes.is_dateline(text) or is_item(text)
