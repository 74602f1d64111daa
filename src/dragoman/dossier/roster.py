"""roster.csv: persons by the thousand, such as a parliament or a diplomatic list, one a row.

tomllib-like files read some ten thousand entries a second; the csv module takes a roster of 200,000 in its stride.
"""

import csv
import datetime
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from dragoman.dossier.actors import ActorBook
from dragoman.dossier.faults import Place, fault, near
from dragoman.dossier.names import language_of
from dragoman.dossier.nouns import Actor, Name, NameUse

ROSTER_COLUMNS = (
    "id",
    "name",
    "names_en",
    "names_ko",
    "aliases_en",
    "aliases_ko",
    "state",
    "gender",
    "source",
    "as_of",
)
GENDERS: dict[str, Literal["f", "m"] | None] = {"": None, "f": "f", "m": "m"}
NEEDED = ("id", "name", "source", "as_of")
ROSTER_NAMES: tuple[tuple[str, str, NameUse], ...] = (
    ("names_en", "en", "name"),
    ("names_ko", "ko", "name"),
    ("aliases_en", "en", "alias"),
    ("aliases_ko", "ko", "alias"),
)


def read_roster(book: ActorBook, path: Path, text: str) -> None:
    """Enter the persons of roster.csv: a header of ROSTER_COLUMNS, then one a row, several names split by `|`."""
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(rows)
        _check_header(header, Place(path, 1))
        at = {column: header.index(column) if column in header else len(header) for column in ROSTER_COLUMNS}
        days: dict[str, datetime.date] = {}
        for row in rows:
            if not row:
                continue
            place = Place(path, rows.line_num)
            if len(row) != len(header):
                raise fault(place, "this row has more or fewer fields than the header: check its commas and quotes")
            row.append("")  # what an absent column holds
            # A long roster has homonyms as the world has them; the reader tells them apart by office, state and day.
            book.add(_person(row, at, days, place), place, homonym=True)
    except csv.Error as why:
        raise fault(Place(path, rows.line_num), f"cannot read this row: {why}") from why


def _check_header(header: list[str], place: Place) -> None:
    for column in header:
        if column not in ROSTER_COLUMNS:
            hint = near(column, ROSTER_COLUMNS) or f"; the columns are {', '.join(ROSTER_COLUMNS)}"
            raise fault(place, f'unknown column "{column}"{hint}')
        if header.count(column) > 1:
            raise fault(place, f'the column "{column}" stands twice: take one out')
    for column in NEEDED:
        if column not in header:
            raise fault(place, f'the column "{column}" is missing: add it')


def _person(row: list[str], at: Mapping[str, int], days: dict[str, datetime.date], place: Place) -> Actor:
    name, source, gender = row[at["name"]].strip(), row[at["source"]].strip(), row[at["gender"]]
    if not name or not source or not row[at["id"]]:
        empty = next(column for column in NEEDED if not row[at[column]].strip())
        raise fault(place, f'the field "{empty}" is empty: fill it')
    if gender not in GENDERS:
        raise fault(place, f'"{gender}" is no gender; it is f, m, or left empty')
    as_of = row[at["as_of"]]
    return Actor(
        row[at["id"]].strip(),
        "person",
        name,
        _names(row, at, name),
        row[at["state"]] or None,
        None,
        GENDERS[gender],
        source,
        days[as_of] if as_of in days else _day(as_of, days, place),
    )


def _names(row: list[str], at: Mapping[str, int], label: str) -> tuple[Name, ...]:
    first = Name(label, language_of(label), "name")
    found = [first]
    for column, language, use in ROSTER_NAMES:
        field = row[at[column]]
        if field:
            for form in field.split("|") if "|" in field else (field,):
                name = Name(form.strip(), language, use)
                # Few have more than three names: looking through them is quicker than a set of each.
                if name.text and all((n.text, n.language) != (name.text, language) for n in found):
                    found.append(name)
    return tuple(found)


def _day(text: str, days: dict[str, datetime.date], place: Place) -> datetime.date:
    """The day; `days` remembers those seen, for a roster has few."""
    if text not in days:
        try:
            days[text] = datetime.date.fromisoformat(text)
        except ValueError:
            raise fault(place, f'"{text}" is no day: write year-month-day') from None
    return days[text]
