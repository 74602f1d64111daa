"""feeds.toml: the feeds and index pages to watch. Strict as a dossier is: a typo is an error with its line."""

import datetime
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from dragoman.dossier.tables import Table, read_tables, read_text
from dragoman.record import DragomanError
from dragoman.sources.fetch import FetchError
from dragoman.sources.fetch.addresses import web_url
from dragoman.sources.nouns import Given

Kind = Literal["feed", "page"]

KEYS = {"name", "url", "every", "again", "newest", "links", "skip", "publisher", "language"}
FEED_KEYS = KEYS | {"read"}
PAGE_KEYS = KEYS | {"within"}
HEAD_KEYS = {"every", "contact"}

EVERY = datetime.timedelta(hours=1)
SOONEST = datetime.timedelta(minutes=5)
NEWEST = 100

_UNITS = {"minute": 1, "hour": 60, "day": 24 * 60}
_SPAN_OF_TIME = re.compile(r"(\d{1,4}) (minute|hour|day)s?")
_LANGUAGE = re.compile(r"[a-z]{2}")


@dataclass(frozen=True, slots=True)
class Watched:
    """One feed or index page, and which of its links to read.

    every: how often it is asked. again: after how long a page that is still listed is asked for again, in case it was
    revised. newest: how many links are looked at, from the first. links, skip: patterns with `*`
    for anything, of which a link must match one and none; without links, all do. within: a CSS selector of the part of
    a page in which links count. entries: the entries of a feed are the documents, and none of its links is followed.
    publisher, language: what is given of every document.
    """

    kind: Kind
    name: str
    url: str
    every: datetime.timedelta = EVERY
    newest: int = NEWEST
    links: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    within: str | None = None
    entries: bool = False
    again: datetime.timedelta | None = None
    publisher: str | None = None
    language: str | None = None

    @property
    def given(self) -> Given:
        """What is said of its documents beforehand."""
        return Given(publisher=self.publisher, language=self.language)

    @property
    def choice(self) -> str:
        """A digest of what decides which links are read; where it changes, an unchanged page is looked at anew."""
        said = repr((self.kind, self.newest, self.links, self.skip, self.within, self.entries))
        return hashlib.sha256(said.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is watched, and where a webmaster reaches whoever watches."""

    watched: tuple[Watched, ...]
    contact: str | None = None


def load_plan(path: Path) -> Plan:
    """The plan in a file. Raises DossierError with file and line, or DragomanError where there is no such file."""
    if not path.is_file():
        raise DragomanError(f"there is no file {path}; write one that says what to watch: see docs/watch.md")
    head, *tables = read_tables(path, read_text(path), ("feed", "page"))
    head.allow(HEAD_KEYS)
    every = _span(head, "every") or EVERY
    if not tables:
        raise DragomanError(f"{path} names nothing to watch; add a [[feed]] or a [[page]]: see docs/watch.md")
    names: dict[str, int] = {}
    urls: dict[str, int] = {}
    return Plan(tuple(_watched(table, every, names, urls) for table in tables), head.optional_text("contact"))


def _watched(table: Table, every: datetime.timedelta, names: dict[str, int], urls: dict[str, int]) -> Watched:
    table.allow(PAGE_KEYS if table.kind == "page" else FEED_KEYS)
    name, url, language = table.text("name"), _url(table), table.optional_text("language")
    for key, said, taken in (("name", name, names), ("url", url, urls)):
        if said in taken:
            table.fail(f'the {key} "{said}" is taken by the entry on line {taken[said]}', key=key)
        taken[said] = table.line
    if language is not None and not _LANGUAGE.fullmatch(language):
        table.fail(f'"{language}" is no language: write two small letters, such as ko or en', key="language")
    within = table.optional_text("within")
    _check_selector(table, within)
    if table.kind == "page" and not (within or table.values.get("links")):
        table.fail('[[page]] does not say which links to read: add within = "…" or links = ["…"]')
    return Watched(
        kind=cast(Kind, table.kind),
        name=name,
        url=url,
        every=_span(table, "every") or every,
        newest=table.count("newest") or NEWEST,
        links=_patterns(table, "links"),
        skip=_patterns(table, "skip"),
        within=within,
        entries=_entries(table),
        again=_span(table, "again"),
        publisher=table.optional_text("publisher"),
        language=language,
    )


def _url(table: Table) -> str:
    try:
        return str(web_url(table.text("url")))
    except FetchError as fault:
        table.fail(f'"url": {fault}', key="url")


def _span(table: Table, key: str) -> datetime.timedelta | None:
    said = table.optional_text(key)
    if said is None:
        return None
    found = _SPAN_OF_TIME.fullmatch(said)
    if not found:
        table.fail(f'"{said}" is no span of time: write "30 minutes", "2 hours" or "1 day"', key=key)
    span = datetime.timedelta(minutes=int(found[1]) * _UNITS[found[2]])
    if span < SOONEST:
        table.fail(f'"{said}" is too often: five minutes is the least that a site is asked after', key=key)
    return span


def _patterns(table: Table, key: str) -> tuple[str, ...]:
    patterns = table.texts(key)
    for pattern in patterns:
        if not pattern.startswith(("http://", "https://", "/", "*")):
            table.fail(f'"{pattern}" matches no address: begin it with https://, with / or with *', key=key)
    return patterns


def _entries(table: Table) -> bool:
    if "read" not in table.values or table.choice("read", ("pages", "entries")) == "pages":
        return False
    for key in ("links", "skip", "newest", "again"):
        if key in table.values:
            table.fail(f'"{key}" is for pages, and with read = "entries" none is read: take it out', key=key)
    return True


def _check_selector(table: Table, within: str | None) -> None:
    if within is None:
        return
    from cssselect import HTMLTranslator, SelectorError

    try:
        HTMLTranslator().css_to_xpath(within)
    except SelectorError as fault:
        table.fail(f'"{within}" is no CSS selector ({fault}): write it such as "ul.board-list"', key="within")
