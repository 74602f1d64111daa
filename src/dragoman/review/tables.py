"""Tables in files: CSV and XLSX, written so that no cell is ever a formula, and read within bounds."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dragoman.record import DragomanError

FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
"""What a spreadsheet may take for a formula's beginning, and the apostrophe that keeps it from that."""
MOST_BYTES = 64 << 20
MOST_UNPACKED = 256 << 20
MOST_PARTS = 1_000
MOST_ROWS = 100_000
MOST_COLUMNS = 60
LONGEST = 32_000
"""Characters of a cell; spreadsheets take 32,767."""
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WHOLE_DAY = re.compile(r"(\d{4}-\d\d-\d\d)T00:00:00")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row by its headings. `number` is as a spreadsheet counts: the headings are row 1."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns, rows, and what was wrong with single rows, by their numbers."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    faults: tuple[tuple[int, str], ...]


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write a table in the form that the file's name says, whole or not at all; how many rows."""
    write = _writer(path)
    part = path.with_name(f".{path.name}.part")
    try:
        count = write(part, [columns], rows)
        part.replace(path)
    except OSError as fault:
        raise DragomanError(f"cannot write {path} ({fault.strerror}); name another file") from fault
    finally:
        part.unlink(missing_ok=True)
    return count


def read_table(path: Path) -> Table:
    """The table in a CSV or XLSX file. Raises DragomanError where it cannot be read, or is larger than bounds allow."""
    form = _form(path)
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise DragomanError(f"{path} has {size >> 20} MB; {MOST_BYTES >> 20} are read at most: split it")
        return _table(path, _csv_rows(path) if form == "csv" else _xlsx_rows(path))
    except OSError as fault:
        raise DragomanError(f"cannot read {path} ({fault.strerror or fault})") from fault


def escaped(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet might take it for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def unescaped(cell: str) -> str:
    """The cell that was escaped."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def _form(path: Path) -> str:
    form = path.suffix.lower().removeprefix(".")
    if form not in ("csv", "xlsx"):
        raise DragomanError(f"{path} is neither .csv nor .xlsx; name it so")
    return form


def _writer(path: Path) -> Callable[[Path, Sequence[Sequence[str]], Iterable[Sequence[str]]], int]:
    return _write_csv if _form(path) == "csv" else _write_xlsx


def _write_csv(path: Path, head: Sequence[Sequence[str]], rows: Iterable[Sequence[str]]) -> int:
    count = 0
    # With its mark Excel takes it for UTF-8, without it for the code page of the country.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerows(head)
        for row in rows:
            writer.writerow([escaped(cell[:LONGEST]) for cell in row])
            count += 1
    return count


def _write_xlsx(path: Path, head: Sequence[Sequence[str]], rows: Iterable[Sequence[str]]) -> int:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    page = book.create_sheet("review")
    page.freeze_panes = "A2"
    for row in head:
        page.append(list(row))
    count = 0
    for row in rows:
        made = []
        for cell in row:
            one = WriteOnlyCell(page, value=escaped(cell[:LONGEST]))
            one.data_type = "s"
            one.number_format = "@"  # text stays text: 2017-01 is no first of January
            made.append(one)
        page.append(made)
        count += 1
    book.save(path)
    return count


Lines = Iterator[tuple[int, Sequence[str] | str]]
"""Rows by their numbers; text in place of cells says what is wrong with one."""


def _table(path: Path, lines: Lines) -> Table:
    first = next(lines, None)
    if first is None or isinstance(first[1], str):
        raise DragomanError(f"{path} holds no table: its first row must be the headings")
    columns = tuple(unescaped(cell).strip().casefold() for cell in first[1])
    twice = {name for name in columns if name and columns.count(name) > 1}
    if twice:
        raise DragomanError(f"{path} has the column {sorted(twice)[0]!r} twice; leave one")
    rows: list[TableRow] = []
    faults: list[tuple[int, str]] = []
    for number, found in lines:
        if number > MOST_ROWS + 1:
            faults.append((number, f"a table has {MOST_ROWS:,} rows at most; what follows is not read"))
            break
        if isinstance(found, str):
            faults.append((number, found))
        elif any(found[len(columns) :]):
            faults.append((number, "it has more cells than there are headings"))
        else:
            full = (*found, *[""] * (len(columns) - len(found)))
            rows.append(
                TableRow(number, {name: unescaped(cell) for name, cell in zip(columns, full, strict=False) if name})
            )
    return Table(columns, tuple(rows), tuple(faults))


def _csv_rows(path: Path) -> Lines:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise DragomanError(f"{path} is not UTF-8 ({fault.reason}); save it as “CSV UTF-8” or XLSX") from fault
    head = text.split("\n", 1)[0]
    # Spreadsheets put ; or tabs between cells where the country writes decimals with commas.
    between = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between)
    number = 0
    while True:
        number += 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            yield number, f"it is no row of CSV ({fault})"
            continue
        yield number, _bounded(row)


def _xlsx_rows(path: Path) -> Lines:
    _require_harmless(path)
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, SyntaxError) as fault:
        raise DragomanError(f"{path} is no XLSX workbook ({type(fault).__name__}); export it anew") from fault
    try:
        page = book.worksheets[0] if book.worksheets else None
        if page is None:
            return
        page.reset_dimensions()  # what a file says of its size is not believed
        for number, cells in enumerate(page.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 1), start=1):
            formula = next((cell for cell in cells if cell.data_type in ("f", "e")), None)
            if formula is not None:
                yield number, f"cell {formula.coordinate} is a formula or an error; write its text"
            else:
                yield number, _bounded(_without_end([_text(cell.value) for cell in cells]))
    except (KeyError, ValueError, TypeError, SyntaxError, zipfile.BadZipFile) as fault:
        raise DragomanError(f"{path} is damaged ({type(fault).__name__}: {str(fault)[:80]}); export it anew") from fault
    finally:
        book.close()


def _require_harmless(path: Path) -> None:
    """Raise DragomanError on an archive that is larger unpacked than any sheet of ours, or whose XML has entities."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise DragomanError(
                    f"{path} unpacks to more than {MOST_UNPACKED >> 20} MB or {MOST_PARTS:,} parts: split it"
                )
            for part in parts:
                with archive.open(part) as file:
                    if _ENTITY.search(file.read(4096)):
                        raise DragomanError(f"{path} holds XML with a document type, which no spreadsheet writes")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as fault:
        raise DragomanError(f"{path} is no XLSX workbook, or it has a password; export it anew") from fault


def _without_end(row: list[str]) -> list[str]:
    """The row without the empty cells at its end, which a workbook may have as many of as it likes."""
    while row and not row[-1]:
        row.pop()
    return row


def _bounded(row: Sequence[str]) -> Sequence[str] | str:
    if len(row) > MOST_COLUMNS:
        return f"it has {len(row)} cells; {MOST_COLUMNS} are read at most"
    long = next((n for n, cell in enumerate(row, start=1) if len(cell) > 2 * LONGEST), None)
    return row if long is None else f"its cell {long} has more than {2 * LONGEST:,} characters"


def _text(value: Any) -> str:
    """A cell's value as it was typed: spreadsheets make dates and numbers of what looks like them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        told = value.isoformat()
        whole = _WHOLE_DAY.fullmatch(told)
        return whole[1] if whole else told
    return str(value)
