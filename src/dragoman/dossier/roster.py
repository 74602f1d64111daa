"""roster.csv: persons by the thousand, such as a parliament or a diplomatic list, one a row.

tomllib-like files read some ten thousand entries a second; the csv module takes a roster of 200,000 in its stride.
"""

import csv
import datetime
import io
from collections.abc import Mapping
from pathlib import Path

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
        for row in rows:
            if row:
                _read_row(
                    book, dict(zip(header, row, strict=False)), len(row) == len(header), Place(path, rows.line_num)
                )
    except csv.Error as why:
        raise fault(Place(path, rows.line_num), f"cannot read this row: {why}") from why


def _check_header(header: list[str], place: Place) -> None:
    for column in header:
        if column not in ROSTER_COLUMNS:
            hint = near(column, ROSTER_COLUMNS) or f"; the columns are {', '.join(ROSTER_COLUMNS)}"
            raise fault(place, f'unknown column "{column}"{hint}')
        if header.count(column) > 1:
            raise fault(place, f'the column "{column}" stands twice: take one out')
    for column in ("id", "name", "source", "as_of"):
        if column not in header:
            raise fault(place, f'the column "{column}" is missing: add it')


def _read_row(book: ActorBook, row: Mapping[str, str], whole: bool, place: Place) -> None:
    if not whole:
        raise fault(place, "this row has more or fewer fields than the header: check its commas and quotes")
    for column in ("id", "name", "source", "as_of"):
        if not row[column].strip():
            raise fault(place, f'the field "{column}" is empty: fill it')
    gender = row.get("gender") or None
    if gender not in (None, "f", "m"):
        raise fault(place, f'"{gender}" is no gender; it is f, m, or left empty')
    try:
        as_of = datetime.date.fromisoformat(row["as_of"])
    except ValueError:
        raise fault(place, f'"{row["as_of"]}" is no day: write year-month-day') from None
    label = row["name"].strip()
    names = {(label, language_of(label)): Name(label, language_of(label), "name")}
    for column, language, use in ROSTER_NAMES:
        for form in row.get(column, "").split("|"):
            if form.strip():
                names.setdefault((form.strip(), language), Name(form.strip(), language, use))
    actor = Actor(
        id=row["id"].strip(),
        kind="person",
        name=label,
        names=tuple(names.values()),
        state=row.get("state") or None,
        part_of=None,
        gender="f" if gender == "f" else "m" if gender else None,
        source=row["source"],
        as_of=as_of,
    )
    # A long roster has homonyms as the world has them; the reader tells them apart by office, state and day.
    book.add(actor, place, homonym=True)
