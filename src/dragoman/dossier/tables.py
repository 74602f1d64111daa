"""Dossier files as tables that know their lines.

The files are TOML of one plain shape: keys at the top of the file, then entries `[[actor]]`, each a list of
`key = value` lines. tomllib tells no lines and reads about half a megabyte a second, too slow for a command-line start,
so the plain shape is scanned here; a value written in a rarer way (escapes, multi-line strings) goes to tomllib.
"""

import datetime
import re
import tomllib
from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn, cast

from dragoman.dossier.faults import Place, fault, near
from dragoman.record import DossierError

Value = str | int | float | bool | datetime.date | datetime.time | list["Value"] | dict[str, "Value"]

# One statement in its plain shape, from the start of a line to its end: an entry's head, or a key with a text, a list
# of texts (over several lines, with comments, if need be) or a day.
PLAIN_CHARS = r'[^"\\\x00-\x08\x0a-\x1f\x7f]*'
PLAIN_TEXT = f'"{PLAIN_CHARS}"'
GAP = r"(?:[ \t\n]|\#[^\n]*\n)*"
PLAIN = re.compile(
    rf"""[ \t]*(?:
      \[\[[ ]*(?P<head>[A-Za-z0-9_-]+)[ ]*\]\]
    | (?P<key>[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)[ \t]*=[ \t]*(?:
        "(?P<text>{PLAIN_CHARS})"
      | (?P<list>\[{GAP}(?:{PLAIN_TEXT}{GAP},{GAP})*(?:{PLAIN_TEXT}{GAP})?\])
      | (?P<day>\d\d\d\d-\d\d-\d\d))
    )?[ \t]*(?:\#[^\n]*)?(?:\n[ \t\n]*|\Z)""",
    re.VERBOSE,
)
ITEM = re.compile(r'"([^"]*)"')
COMMENT = re.compile(r'("[^"]*")|#[^\n]*')
# A statement whose value is written in a rarer way: what stands before the value.
KEY = re.compile(r"[ \t]*([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)[ \t]*=[ \t]*")
HEAD = re.compile(r"[ \t]*\[\[[^\n\]]+\]\][ \t]*(?:#[^\n]*)?")
ERROR_LINE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")


@dataclass(slots=True)
class Table:
    """One entry of a file, or the keys at its top (kind ""). Dotted keys stay flat: `names.en`."""

    path: Path
    kind: str
    line: int
    source: str
    values: dict[str, Value] = field(default_factory=dict)
    offsets: dict[str, int] = field(default_factory=dict)

    def place(self, key: str | None = None) -> Place:
        """Where the key stands, or the entry's head where it has no such key."""
        # Lines of keys are counted only when somebody asks: nearly nobody does, and there are thousands.
        at = self.offsets.get(key) if key else None
        return Place(self.path, self.line if at is None else line_at(self.source, at))

    def fail(self, message: str, *, key: str | None = None) -> NoReturn:
        """Raise DossierError for this entry, at the line of `key`."""
        raise fault(self.place(key), message)

    def allow(self, keys: Set[str]) -> None:
        """Raise DossierError at the first key that is not among `keys`."""
        if self.values.keys() <= keys:
            return
        key = next(k for k in self.values if k not in keys)
        where = f"[[{self.kind}]]" if self.kind else "the top of this file"
        hint = near(key, keys) or f"; the keys here are {', '.join(sorted(keys))}"
        self.fail(f'unknown key "{key}" in {where}{hint}', key=key)

    def text(self, key: str) -> str:
        """A string that must be there and not be empty."""
        value = self.optional_text(key)
        if value is None:
            self.fail(f'[[{self.kind}]] lacks the key "{key}": add {key} = "…"')
        return value

    def optional_text(self, key: str) -> str | None:
        """A string that may be absent but not empty."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, str):
            self.fail(f'"{key}" must be a text in quotes, not {spoken(value)}', key=key)
        if value == value.strip() != "":
            return value
        return self._stray_space(key, value)

    def reference(self, key: str, what: str, known: Collection[str]) -> str:
        """The id of something among `known`, which must be there."""
        value = self.text(key)
        if value not in known:
            self.fail(f'there is no {what} "{value}"{near(value, known) or ": add it, or mend the id"}', key=key)
        return value

    def choice(self, key: str, options: Sequence[str]) -> str:
        """One of `options`, which must be there."""
        value = self.text(key)
        if value not in options:
            hint = near(value, options) or f"; it is one of {', '.join(options)}"
            self.fail(f'"{value}" is no {key}{hint}', key=key)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings, none empty, none twice; () where absent."""
        value = self.values.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or [v for v in value if v.__class__ is not str]:
            self.fail(f'"{key}" must be a list of texts, ["…", "…"], not {spoken(value)}', key=key)
        found = cast(tuple[str, ...], tuple(value))
        if len(found) > 1 and len(set(found)) < len(found):
            twice = next(v for n, v in enumerate(found) if v in found[:n])
            self.fail(f'"{key}" lists "{twice}" twice: take one out', key=key)
        for each in found:
            if each != each.strip() or not each:
                self._stray_space(key, each)
        return found

    def day(self, key: str) -> datetime.date | None:
        """A date, or None where absent: not known."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
            self.fail(f'"{key}" must be a date without quotes, such as 2017-05-10, not {spoken(value)}', key=key)
        return value

    def count(self, key: str) -> int | None:
        """A whole number above nought, or None where absent."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            self.fail(f'"{key}" must be a whole number above nought, not {spoken(value)}', key=key)
        return value

    def flag(self, key: str) -> bool:
        """true or false; false where absent."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            self.fail(f'"{key}" must be true or false, not {spoken(value)}', key=key)
        return value

    def _stray_space(self, key: str, value: str) -> NoReturn:
        if not value.strip():
            self.fail(f'"{key}" holds an empty text: fill it or take it out', key=key)
        self.fail(f'"{key}" holds "{value}" with white space at its edge: take it out', key=key)


def spoken(value: Value | None) -> str:
    """A value as an error names it: the text "x", the number 3, a list …"""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'the text "{value[:40]}"'
        case int() | float():
            return f"the number {value}"
        case list():
            return "a list" if all(isinstance(v, str) for v in value) else "a list of other things"
        case dict():
            return "a table"
        case _:
            return f"the date or time {value}"


def read_text(path: Path) -> str:
    """The file's text. Raises DossierError where it is missing, unreadable, not UTF-8, or empty."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise fault(
            Place(path, 0), "there is no such file: every dossier has one, if only with a comment in it"
        ) from None
    except OSError as why:
        raise fault(Place(path, 0), f"cannot be read: {why.strerror}") from why
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as why:
        line = raw.count(b"\n", 0, why.start) + 1
        raise fault(Place(path, line), "is not UTF-8: save the file again with that encoding") from why
    if not text.strip():
        raise fault(Place(path, 0), "is empty: write at least a comment (# none) if nothing is meant to be here")
    return text


def read_tables(path: Path, text: str, kinds: Collection[str]) -> list[Table]:
    """The file's tables in order, the first being the keys at its top.

    Raises DossierError at the line of anything that is not TOML of the plain shape, or a table not among `kinds`.
    """
    text = text.replace("\r\n", "\n")
    table = Table(path, "", 1, text)
    tables = [table]
    at, line, counted = 0, 1, 0
    while at < len(text):
        found = PLAIN.match(text, at)
        if not found:
            at = _rare_statement(table, text, at)
            continue
        head, key, plain, items, day = found.groups()
        if key:
            if key in table.values:
                raise _twice(table, key, at)
            table.offsets[key] = at
            if plain is not None:
                table.values[key] = plain
            else:
                table.values[key] = _items(items) if items else _day(table, day, at)
        elif head:
            line, counted = line + text.count("\n", counted, at), at
            if head not in kinds:
                raise fault(Place(path, line), f"[[{head}]] does not belong in this file{_hint(head, kinds)}")
            table = Table(path, head, line, text)
            tables.append(table)
        at = found.end()
    return tables


def line_at(text: str, offset: int) -> int:
    """The number, from 1, of the line on which a character stands."""
    return text.count("\n", 0, offset) + 1


def _items(raw: str) -> list[Value]:
    return cast(list[Value], ITEM.findall(COMMENT.sub(r"\1", raw) if "#" in raw else raw))


def _day(table: Table, text: str, at: int) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        place = Place(table.path, line_at(table.source, at))
        raise fault(place, f"there is no day {text}: write year-month-day") from None


def _twice(table: Table, key: str, at: int) -> DossierError:
    first = line_at(table.source, table.offsets[key])
    place = Place(table.path, line_at(table.source, at))
    return fault(place, f'the key "{key}" is given twice, first on line {first}')


def _hint(kind: str, kinds: Collection[str]) -> str:
    return near(kind, kinds) or f"; it holds {' and '.join(f'[[{k}]]' for k in kinds) or 'no entries'}"


def _rare_statement(table: Table, text: str, at: int) -> int:
    """Read a key whose value has any other TOML form, by tomllib; the offset after it."""
    key = KEY.match(text, at)
    if not key:
        line = text[at:].partition("\n")[0].strip()
        place = Place(table.path, line_at(text, at))
        raise fault(place, f"cannot read {line[:60]!r}: write a head [[name]], or key = value")
    end = key.end()
    while True:
        end = text.find("\n", end) + 1 or len(text)
        try:
            value = tomllib.loads(f"value = {text[key.end() : end]}")["value"]
        except tomllib.TOMLDecodeError:
            # A value may run on over lines, but never over the next entry's head in a file that is not broken;
            # without this bound a missing bracket would be tried again and again to the file's end.
            if end == len(text) or text[key.end()] not in "[{\"'" or HEAD.match(text, end):
                raise _syntax(table.path, text, at, f'cannot read the value of "{key[1]}"') from None
        else:
            if key[1] in table.values:
                raise _twice(table, key[1], at)
            table.values[key[1]], table.offsets[key[1]] = value, at
            return end


def _syntax(path: Path, text: str, at: int, message: str) -> DossierError:
    """The error for a statement that broke at the offset `at`; tomllib often knows why, and on which of its lines."""
    here = line_at(text, at)
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as why:
        found = ERROR_LINE.search(str(why))
        line = int(found[1]) if found and found[1] else 0
        reason = ERROR_LINE.sub("", str(why)).strip()
        return fault(Place(path, max(line, here)), f"{message}: {reason}")
    return fault(Place(path, here), message)
