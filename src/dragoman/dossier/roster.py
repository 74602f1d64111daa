"""roster.csv: persons by the thousand, such as a parliament or a diplomatic list, one a row.

tomllib-like files read some ten thousand entries a second; the csv module takes a roster of 200,000 in its stride.
"""

import csv
import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass
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
        columns = _Columns.of(header)
        for row in rows:
            if not row:
                continue
            place = Place(path, rows.line_num)
            if len(row) != columns.many:
                raise fault(place, "this row has more or fewer fields than the header: check its commas and quotes")
            row.append("")  # what an absent column holds
            # A long roster has homonyms as the world has them; the reader tells them apart by office, state and day.
            book.add(columns.person(row, place), place, homonym=True)
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


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where in a row each field stands; an absent column stands behind the last, where every row has nothing.

    `shared` keeps one copy of the few texts that thousands of rows repeat, `days` the days they stand for.
    """

    many: int
    id: int
    name: int
    state: int
    gender: int
    source: int
    as_of: int
    forms: tuple[tuple[int, str, NameUse], ...]
    shared: dict[str, str]
    days: dict[str, datetime.date]

    @classmethod
    def of(cls, header: Sequence[str]) -> "_Columns":
        """The places that a header gives."""
        at = {column: header.index(column) if column in header else len(header) for column in ROSTER_COLUMNS}
        forms = tuple((at[column], language, use) for column, language, use in ROSTER_NAMES if column in header)
        id_, name, state, gender = at["id"], at["name"], at["state"], at["gender"]
        return cls(len(header), id_, name, state, gender, at["source"], at["as_of"], forms, {}, {})

    def person(self, row: list[str], place: Place) -> Actor:
        """The person of a row."""
        id_, name, source = row[self.id].strip(), row[self.name].strip(), row[self.source].strip()
        gender, state, as_of = row[self.gender], row[self.state], row[self.as_of]
        if not name or not source or not id_:
            empty = next(c for c, field in (("id", id_), ("name", name), ("source", source)) if not field)
            raise fault(place, f'the field "{empty}" is empty: fill it')
        if gender not in GENDERS:
            raise fault(place, f'"{gender}" is no gender; it is f, m, or left empty')
        day = self.days.get(as_of) or self._day(as_of, place)
        share = self.shared.setdefault
        return Actor(
            id_,
            "person",
            name,
            self._names(row, name),
            share(state, state) or None,
            None,
            GENDERS[gender],
            share(source, source),
            day,
        )

    def _names(self, row: list[str], label: str) -> tuple[Name, ...]:
        found: tuple[Name, ...] = (Name(label, language_of(label), "name"),)
        for at, language, use in self.forms:
            field = row[at]
            if not field:
                continue
            for form in field.split("|") if "|" in field else (field,):
                text = form.strip()
                # Few have more than three names: looking through them is quicker than a set of each.
                for known in found:
                    if not text or (known.text == text and known.language == language):
                        break
                else:
                    found += (Name(text, language, use),)
        return found

    def _day(self, text: str, place: Place) -> datetime.date:
        try:
            self.days[text] = datetime.date.fromisoformat(text)
        except ValueError:
            raise fault(place, f'"{text}" is no day: write year-month-day') from None
        return self.days[text]
