"""Dossier files as tables that know their lines.

The files are TOML of one plain shape: keys at the top of the file, then entries `[[actor]]`, each a list of
`key = value` lines. tomllib tells no lines and reads about half a megabyte a second, too slow for a command-line start,
so the plain shape is scanned here; a value written in a rarer way (escapes, multi-line strings) goes to tomllib.
"""

import datetime
import re
import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from dragoman.dossier.faults import Place, fault, near
from dragoman.record import DossierError

Value = str | int | float | bool | datetime.date | datetime.time | list["Value"] | dict[str, "Value"]

HEADER = re.compile(r"\[\[\s*([A-Za-z0-9_-]+)\s*\]\]\s*(?:#.*)?")
KEY = re.compile(r"([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)[ \t]*=[ \t]*")
TEXT = re.compile(r'"([^"\\\x00-\x08\x0a-\x1f\x7f]*)"[ \t]*(?:#.*)?')
DAY = re.compile(r"(\d{4}-\d\d-\d\d)[ \t]*(?:#.*)?")
# One line of an array of plain strings: all but the array's last line must end in a comma.
ITEMS = re.compile(r'[ \t]*(?:"[^"\\\x00-\x08\x0a-\x1f\x7f]*"[ \t]*,[ \t]*)*(?:#.*)?')
LAST_ITEMS = re.compile(
    r'[ \t]*(?:"[^"\\\x00-\x08\x0a-\x1f\x7f]*"[ \t]*,[ \t]*)*(?:"[^"\\\x00-\x08\x0a-\x1f\x7f]*"[ \t]*)?\][ \t]*(?:#.*)?'
)
ITEM = re.compile(r'"([^"]*)"|(#)')
ERROR_LINE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")


@dataclass(slots=True)
class Table:
    """One entry of a file, or the keys at its top (kind ""). Dotted keys stay flat: `names.en`."""

    path: Path
    kind: str
    line: int
    values: dict[str, Value] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def place(self, key: str | None = None) -> Place:
        """Where the key stands, or the entry's head where it has no such key."""
        return Place(self.path, self.lines.get(key, self.line) if key else self.line)

    def fail(self, message: str, *, key: str | None = None) -> NoReturn:
        """Raise DossierError for this entry, at the line of `key`."""
        raise fault(self.place(key), message)

    def allow(self, keys: Collection[str]) -> None:
        """Raise DossierError at the first key that is not among `keys`."""
        if self.values.keys() <= set(keys):
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
        self._no_stray_space(key, value)
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
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            self.fail(f'"{key}" must be a list of texts, ["…", "…"], not {spoken(value)}', key=key)
        found = tuple(str(v) for v in value)
        if len(set(found)) < len(found):
            twice = next(v for n, v in enumerate(found) if v in found[:n])
            self.fail(f'"{key}" lists "{twice}" twice: take one out', key=key)
        for each in found:
            self._no_stray_space(key, each)
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

    def _no_stray_space(self, key: str, value: str) -> None:
        if not value.strip():
            self.fail(f'"{key}" holds an empty text: fill it or take it out', key=key)
        if value != value.strip():
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
    table = Table(path, "", 1)
    tables = [table]
    lines = text.replace("\r\n", "\n").split("\n")
    number = 0
    while number < len(lines):
        line = lines[number].strip(" \t")
        if not line or line[0] == "#":
            number += 1
            continue
        if line[0] == "[":
            table = Table(path, _head(path, line, number + 1, kinds), number + 1)
            tables.append(table)
            number += 1
            continue
        number = _take_key(table, lines, number)
    return tables


def _head(path: Path, line: str, number: int, kinds: Collection[str]) -> str:
    found = HEADER.fullmatch(line)
    if not found:
        wanted = " or ".join(f"[[{k}]]" for k in kinds) or "no entries at all"
        raise fault(Place(path, number), f"cannot read {line[:60]!r}: this file holds {wanted}")
    kind = found[1]
    if kind not in kinds:
        hint = near(kind, kinds) or (f"; it holds {', '.join(f'[[{k}]]' for k in kinds)}" if kinds else "")
        raise fault(Place(path, number), f"[[{kind}]] does not belong in this file{hint}")
    return kind


def _take_key(table: Table, lines: list[str], number: int) -> int:
    """Read the key that starts on line `number` (from 0) into the table; the number of the line after its value."""
    line = lines[number].strip(" \t")
    found = KEY.match(line)
    if not found:
        raise _syntax(table.path, lines, number, f"cannot read {line[:60]!r}: write key = value")
    key, rest = found[1], line[found.end() :]
    if key in table.values:
        raise fault(Place(table.path, number + 1), f'the key "{key}" is given twice, first on line {table.lines[key]}')
    value, after = _value(table.path, lines, number, rest)
    table.values[key] = value
    table.lines[key] = number + 1
    return after


def _value(path: Path, lines: list[str], number: int, rest: str) -> tuple[Value, int]:
    if found := TEXT.fullmatch(rest):
        return found[1], number + 1
    if rest.startswith("["):
        items = _plain_list(lines, number, rest[1:])
        if items:
            return items
    elif found := DAY.fullmatch(rest):
        try:
            return datetime.date.fromisoformat(found[1]), number + 1
        except ValueError:
            raise fault(Place(path, number + 1), f"there is no day {found[1]}: write year-month-day") from None
    return _rare_value(path, lines, number, rest)


def _plain_list(lines: list[str], number: int, rest: str) -> tuple[Value, int] | None:
    """A list of plain strings and the line after it; None where it is anything else, or broken."""
    items: list[Value] = []
    line = rest
    while True:
        last = LAST_ITEMS.fullmatch(line)
        if not last and not ITEMS.fullmatch(line):
            return None
        for item in ITEM.finditer(line):
            if item[2]:
                break
            items.append(item[1])
        number += 1
        if last:
            return items, number
        if number == len(lines):
            return None
        line = lines[number]


def _rare_value(path: Path, lines: list[str], number: int, rest: str) -> tuple[Value, int]:
    """A value in any other TOML form, read by tomllib, with the line after it."""
    raw, last = rest, number
    while True:
        try:
            return tomllib.loads(f"value = {raw}\n")["value"], last + 1
        except tomllib.TOMLDecodeError:
            last += 1
            # Only a value that opens something can go on; and it ends before the next entry's head or the next key
            # in any file that is not broken. Without this bound a missing bracket would be tried to the file's end.
            if last == len(lines) or rest[:1] not in "[{\"'" or HEADER.fullmatch(lines[last].strip(" \t")):
                raise _syntax(path, lines, number, "cannot read this value") from None
            raw = f"{raw}\n{lines[last]}"


def _syntax(path: Path, lines: list[str], number: int, message: str) -> DossierError:
    """The error for a value or line that broke at `number` (from 0); tomllib often knows why."""
    try:
        tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError as why:
        found = ERROR_LINE.search(str(why))
        line = int(found[1]) if found and found[1] else 0
        reason = ERROR_LINE.sub("", str(why)).strip()
        return fault(Place(path, max(line, number + 1)), f"{message}: {reason}")
    return fault(Place(path, number + 1), message)
