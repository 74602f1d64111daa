"""Blocks to roles: what is the matter of a page, and what only stands around it.

A page has three zones: the head before its first running text, the middle, and the tail after its last. Each zone has
its rules, tried in the order written; the first that knows a block gives its role. A doubt is settled for the matter:
a button read as body costs little, a paragraph lost costs a claim.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from dragoman.record import LineRole
from dragoman.sources import shapes
from dragoman.sources.dates import find_dates, leftover, only_date
from dragoman.sources.furniture import SHORT, is_furniture, is_notice, is_section
from dragoman.sources.headline import Head, choose_headline
from dragoman.sources.labels import Labels, is_label_line, read_labels
from dragoman.sources.nouns import Content, Hint
from dragoman.sources.paragraphs import is_item
from dragoman.sources.words import furniture_words, plain

TEASER = 160
"""Characters; the running text of a teaser box is not longer."""


@dataclass(frozen=True, slots=True)
class Roled:
    """The role of each block, in order; the title; and the labels read on the way."""

    roles: tuple[LineRole, ...]
    title: str | None
    labels: Labels


@dataclass(slots=True)
class _Page:
    """A page while its roles are being found. `roles` fills up; the middle is `head <= n < tail`.

    Everything asked of the whole page is counted once, so that a page of a million lines takes a million steps.
    """

    texts: list[str]
    hints: list[Hint | None]
    rows: list[int | None]
    title: str | None
    lines: list[str] = field(init=False)
    title_line: str = field(init=False)
    counts: Counter[str] = field(init=False)
    first: dict[str, int] = field(init=False)
    owners: str = field(init=False)
    head: int = 0
    tail: int = 0
    labels: Labels = field(default_factory=lambda: Labels((), {}))
    roles: dict[int, LineRole] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lines = [plain(text) for text in self.texts]
        self.title_line = plain(self.title or "")
        self.counts = Counter(self.lines)
        self.first = {line: n for n, line in reversed(list(enumerate(self.lines)))}
        self.owners = "\n".join(plain(text) for text in self.texts if shapes.is_copyright(text))

    def middle(self, n: int) -> bool:
        return self.head <= n < self.tail

    def edges(self) -> list[int]:
        return [n for n in range(len(self.texts)) if not self.middle(n)]


Rule = Callable[[_Page, int], LineRole | None]


def line_roles(content: Content) -> Roled:
    """The roles of a content's blocks."""
    texts = [content.text[b.start : b.end] for b in content.blocks]
    page = _Page(texts, [b.hint for b in content.blocks], [b.row for b in content.blocks], content.facts.title)
    page.head, page.tail = _zones(page)
    page.labels = read_labels(texts, page.edges())
    for n in range(len(texts)):
        role = _first(_MIDDLE_RULES if page.middle(n) else _EDGE_RULES, page, n)
        if role:
            page.roles[n] = role
    title = _head(page)
    _middle(page)
    _tail(page)
    if not any(role in ("body", "item") for role in page.roles.values()):
        _speak_up(page)
    return Roled(tuple(page.roles[n] for n in range(len(texts))), title, page.labels)


# -- the zones


def _zones(page: _Page) -> tuple[int, int]:
    """Where the matter begins and ends: the first running text, and after the last that is surely its own."""
    above = _heading(page)
    matter = [n for n in range(len(page.texts)) if _matter(page, n)]
    below = [n for n in matter if n > above]
    # Where most of the text runs above it, the heading is that of a list which names this page too.
    if 2 * sum(len(page.texts[n]) for n in below) >= sum(len(page.texts[n]) for n in matter):
        matter = below
    if not matter:
        return len(page.texts), len(page.texts)
    opener = next((n for n in range(matter[0], len(page.texts)) if _ends_matter(page, n)), len(page.texts))
    rows = {page.rows[n] for n in matter if n < opener} - {None}
    own = [n for n in matter if n < opener or page.rows[n] in rows or _no_teaser(page, n)]
    return matter[0], own[-1] + 1


def _heading(page: _Page) -> int:
    """Where the page's own heading stands, -1 where none is known: what runs above it is a notice, not the matter."""
    titles = [n for n in range(len(page.texts)) if page.hints[n] == "heading" and _is_title(page, n)]
    return titles[0] if titles else -1


def _matter(page: _Page, n: int) -> bool:
    text = page.texts[n]
    if page.hints[n] in ("furniture", "caption", "heading", "quiet", "link") or _is_title(page, n):
        return False
    if _first(_SURE_RULES, page, n):
        return False
    if shapes.is_prose(text):
        return True
    # A speech may open with a short sentence or a salutation; after it all is matter.
    salutation = page.lines[n].startswith(furniture_words().salutations) and text.endswith((",", "!", ".", ":"))
    return salutation or (text.endswith(".") and not _short_edge(page, n))


def _short_edge(page: _Page, n: int) -> bool:
    """Whether a short line with a full stop is yet no sentence: a place, an abbreviation, a button."""
    text = page.texts[n]
    words = shapes.words_of(text)
    return (
        len(words) < 2
        or _dated(page, n) is not None
        or is_label_line(text)
        or shapes.is_dateline(text)
        or shapes.is_office_line(text.rstrip("."))
        or _button(page, n) is not None
    )


def _no_teaser(page: _Page, n: int) -> bool:
    """Whether text below a heading like "Most read" is yet the page's own: long, and not under another's headline."""
    text = page.texts[n]
    return len(text) >= TEASER and shapes.is_long_prose(text) and page.hints[n - 1] != "link"


def _ends_matter(page: _Page, n: int) -> bool:
    words = furniture_words()
    return (
        page.lines[n] in words.openers
        or page.lines[n].startswith(words.neighbours)
        or (shapes.is_copyright(page.texts[n]))
    )


# -- rules for one block: a role, or None where the rule does not know it


def _hinted(page: _Page, n: int) -> LineRole | None:
    return {"furniture": "chrome", "caption": "caption"}.get(page.hints[n] or "")  # type: ignore[return-value]


def _end_mark(page: _Page, n: int) -> LineRole | None:
    return "chrome" if shapes.is_end_mark(page.texts[n]) else None


def _copyright(page: _Page, n: int) -> LineRole | None:
    return "chrome" if shapes.is_copyright(page.texts[n]) else None


def _notice(page: _Page, n: int) -> LineRole | None:
    return "chrome" if is_notice(page.texts[n]) else None


def _address(page: _Page, n: int) -> LineRole | None:
    return "chrome" if shapes.is_address(page.texts[n]) else None


def _byline(page: _Page, n: int) -> LineRole | None:
    return "byline" if shapes.is_byline(page.texts[n]) else None


def _caption(page: _Page, n: int) -> LineRole | None:
    text = page.texts[n]
    repeated = page.counts[page.lines[n]] > 1 and len(text) >= 40
    return "caption" if shapes.caption_points(text, repeated=repeated) >= 3 else None


def _known_title(page: _Page, n: int) -> LineRole | None:
    if not _is_title(page, n):
        return None
    return "chrome" if "title" in page.roles.values() else "title"


def _labelled(page: _Page, n: int) -> LineRole | None:
    kind = page.labels.blocks.get(n)
    if kind is None:
        return None
    return "chrome" if kind in ("contact", "other") else "metadata"


def _dated(page: _Page, n: int) -> LineRole | None:
    """A line that is only a date or a time, perhaps with the section's name before it."""
    text = page.texts[n]
    if len(text) > SHORT:
        return None
    dates = find_dates(text)
    if not dates:
        clock = any(ch.isdigit() for ch in text) and ":" in text and not leftover(text)
        return "metadata" if clock else None
    if only_date(text):
        return "metadata"
    if len(dates) == 1:
        rest = leftover(text[: dates[0].start] + " " + text[dates[0].end :])
        return "metadata" if is_section(rest) else None
    return None


def _button(page: _Page, n: int) -> LineRole | None:
    return "chrome" if is_furniture(page.texts[n], page.lines[n], before=n < page.head) else None


def _link(page: _Page, n: int) -> LineRole | None:
    text = page.texts[n]
    return "chrome" if page.hints[n] == "link" and len(text) <= SHORT and not shapes.ends_sentence(text) else None


def _page_number(page: _Page, n: int) -> LineRole | None:
    text = page.texts[n]
    return "chrome" if len(text) <= 4 and text.strip("-–— ").isdigit() and page.hints[n] != "cell" else None


def _sure_phrase(page: _Page, n: int) -> LineRole | None:
    """Furniture that no text says in so many words, wherever it stands."""
    text, words = page.lines[n], furniture_words()
    if len(text) > SHORT or is_item(page.texts[n]) or shapes.ends_sentence(page.texts[n]):
        return None
    sure = text in words.openers or (text in words.lines and (" " in text or shapes.hangul(text) > 1))
    return "chrome" if sure or text in ("advertisement", "subscribe") else None


def _repeat(page: _Page, n: int) -> LineRole | None:
    """A long paragraph printed a second time, word for word."""
    text = page.lines[n]
    if len(text) < 100 or page.counts[text] < 2:
        return None
    return "chrome" if page.first[text] < n else None


def _dateline(page: _Page, n: int) -> LineRole | None:
    return "dateline" if only_date(page.texts[n]) else None


_SURE_RULES: tuple[Rule, ...] = (_hinted, _end_mark, _copyright, _notice, _address, _byline, _caption)
_MIDDLE_RULES: tuple[Rule, ...] = (
    *_SURE_RULES,
    _known_title,
    _labelled,
    _sure_phrase,
    _repeat,
    _dateline,
    _link,
    _page_number,
)
_EDGE_RULES: tuple[Rule, ...] = (*_SURE_RULES, _known_title, _labelled, _dated, _button)


def _first(rules: Sequence[Rule], page: _Page, n: int) -> LineRole | None:
    for rule in rules:
        role = rule(page, n)
        if role:
            return role
    return None


def _is_title(page: _Page, n: int) -> bool:
    if not page.title:
        return False
    title, line = page.title_line, page.lines[n]
    return bool(line) and (
        line == title or (len(line) > 30 and title.startswith(line) and title[len(line) :].lstrip()[:1] in "|-–—<:·")
    )


# -- what no rule for one block knows


def _head(page: _Page) -> str | None:
    """Title, sub-headlines, datelines and bylines among the head's unknown lines; returns the title."""
    unknown = [n for n in range(page.head) if n not in page.roles]
    at = next((n for n, role in sorted(page.roles.items()) if role == "title"), None)
    if at is None and page.title is None:
        at = choose_headline(Head(page.texts, page.lines, page.hints, page.labels, page.owners), unknown)
    for n in unknown:
        if n == at:
            page.roles[n] = "title"
        elif at is not None and n < at:
            page.roles[n] = "byline" if shapes.is_office_line(page.texts[n]) else "chrome"
        else:
            page.roles[n] = _under_title(page, n, at)
    return page.title or (page.texts[at] if at is not None else None)


def _under_title(page: _Page, n: int, at: int | None) -> LineRole:
    text = page.texts[n]
    line = page.lines[n]
    if page.hints[n] == "cell":
        return "metadata"  # a table of what the page says of itself, whatever its labels
    if at is not None and len(line) >= 20 and page.lines[at].startswith(line):
        return "chrome"
    if page.hints[n] in ("quiet", "link") and (len(text) < SHORT or shapes.is_prose(text)):
        return "chrome"
    if shapes.credit(text) and shapes.caption_points(text, repeated=False) >= 2:
        return "caption"
    if shapes.is_office_line(text) or shapes.is_titled_name(text):
        return "byline"
    if shapes.is_dateline(text):
        return "dateline"
    if text.endswith((",", ":", ";")):
        return "body"
    if at is not None and shapes.is_dashed(text):
        return "subtitle"
    if at is None and page.title is None:
        return "item" if is_item(text) else "body"
    return "subtitle"


def _middle(page: _Page) -> None:
    for n in range(page.head, page.tail):
        page.roles.setdefault(n, _in_body(page, n))


def _in_body(page: _Page, n: int) -> LineRole:
    text = page.texts[n]
    if page.hints[n] == "quiet" and len(text) < SHORT and not shapes.ends_sentence(text):
        return "chrome"
    if page.hints[n] == "item" or is_item(text):
        return "item"
    if page.hints[n] == "heading" and not shapes.is_prose(text):
        return "subtitle"
    return "subtitle" if _is_heading(page, n) else "body"


def _is_heading(page: _Page, n: int) -> bool:
    """A short line in capitals between running texts, with no mark at its end."""
    text = page.texts[n]
    words = shapes.words_of(text)
    if not words or len(words) > 12 or len(text) > SHORT or text[-1] in ",;:—" or shapes.ends_sentence(text):
        return False
    if page.hints[n] == "cell" or n + 1 >= page.tail or not shapes.is_prose(page.texts[n + 1]) or n == page.head:
        return False
    bracketed = text[0] in "([<" and text[-1] in ")]>"
    return shapes.is_prose(page.texts[n - 1]) and (shapes.is_title_case(text) or bracketed) and ":" not in text


def _tail(page: _Page) -> None:
    """After the matter: once furniture has begun, short lines are its own; before that they are still body."""
    furniture = False
    for n in range(page.tail, len(page.texts)):
        role = page.roles.get(n)
        if role in ("chrome", "metadata"):
            furniture = furniture or n in page.labels.blocks or _begins_furniture(page, n)
            continue
        if role is None:
            page.roles[n] = "chrome" if furniture or page.hints[n] in ("quiet", "link") else _below(page, n)


def _below(page: _Page, n: int) -> LineRole:
    """A short line right after the matter: where and when it was signed, or more of it."""
    text = page.texts[n]
    return "dateline" if find_dates(text) and shapes.is_dateline(text) else _in_body(page, n)


def _begins_furniture(page: _Page, n: int) -> bool:
    """Whether a line of the tail shows that the document is over: not an end mark, not the clock of a transcript."""
    return page.roles[n] == "chrome" and not shapes.is_end_mark(page.texts[n]) and not page.texts[n].isdigit()


def _speak_up(page: _Page) -> None:
    """A page without running text still says something: what was taken for head and tail, title apart, is its body."""
    for n, role in page.roles.items():
        if role in ("subtitle", "dateline"):
            page.roles[n] = "item" if is_item(page.texts[n]) else "body"
    if not any(role in ("body", "item") for role in page.roles.values()) and list(page.roles.values()) == ["title"]:
        page.roles[0] = "body"
