"""An answer: typed rows to go through, to count and pick from, and to take to a data frame."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from typing import Any, Generic, Literal, TypeVar, overload

from dragoman.api.columns import Column, columns_of
from dragoman.record import DragomanError

T = TypeVar("T")
Library = Literal["polars", "pandas"]
SHOWN = 10
"""Rows named where an answer is printed."""


class Rows(Sequence[T], Generic[T]):
    """The rows of one answer, in order.

    Going through them once streams them from the record and keeps none. Counting or picking (`len`, `rows[3]`) has them
    all fetched and kept; so does `frame`. The record must stay open for that.
    """

    def __init__(self, of: type[T], ask: Callable[[], Iterable[T]]) -> None:
        """`of` is the type of a row; `ask` asks the record anew each time it is called."""
        self._of = of
        self._ask = ask
        self._all: list[T] | None = None

    def __iter__(self) -> Iterator[T]:
        return iter(self._ask() if self._all is None else self._all)

    def __len__(self) -> int:
        return len(self._kept())

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> list[T]: ...
    def __getitem__(self, place: int | slice) -> T | list[T]:
        return self._kept()[place]

    def __repr__(self) -> str:
        return f"<{len(self):,} rows of {self._of.__name__}>"

    def records(self) -> list[dict[str, Any]]:
        """The rows as flat dictionaries, as a frame has them: plain values and lists of text."""
        columns = columns_of(self._of)
        return [{c.name: c.value(cell) for c in columns} for row in self for cell in _cells(row)]

    def frame(self, library: Library | None = None) -> Any:
        """The rows as a data frame of polars where that is installed, else of pandas; or of the one named.

        Days are dates, times are in UTC, and lists stay lists. Raises DragomanError where there is no such library.
        """
        chosen = library or next((name for name in ("polars", "pandas") if find_spec(name)), None)
        if chosen is None or not find_spec(chosen):
            wanted = library or "polars"
            raise DragomanError(f"a data frame needs {library or 'polars or pandas'}: pip install {wanted}")
        columns = columns_of(self._of)
        return _polars(columns, self.records()) if chosen == "polars" else _pandas(columns, self.records())

    def _kept(self) -> list[T]:
        if self._all is None:
            self._all = list(self._ask())
        return self._all


def _cells(row: Any) -> Iterable[Any]:
    """A voice's stand is a line for each period and track; everything else is one line."""
    from dragoman.desks.dialogue.positions import Stand

    return [(row, cell) for cell in row.cells] if isinstance(row, Stand) else [row]


def _polars(columns: Sequence[Column], records: Sequence[Mapping[str, Any]]) -> Any:
    import polars

    types: Mapping[str, Any] = {
        "text": polars.String,
        "texts": polars.List(polars.String),
        "whole": polars.Int64,
        "number": polars.Float64,
        "day": polars.Date,
        "moment": polars.Datetime("us", "UTC"),
        "truth": polars.Boolean,
    }
    return polars.DataFrame(records, schema={column.name: types[column.type] for column in columns})


def _pandas(columns: Sequence[Column], records: Sequence[Mapping[str, Any]]) -> Any:
    import pandas

    types = {"text": "string", "whole": "Int64", "number": "Float64", "truth": "boolean"}
    found = {}
    for column in columns:
        values = [record[column.name] for record in records]
        match column.type:
            case "day":
                found[column.name] = pandas.Series(pandas.to_datetime(values, errors="coerce")).astype("datetime64[s]")
            case "moment":
                found[column.name] = pandas.Series(pandas.to_datetime(values, utc=True)).astype("datetime64[us, UTC]")
            case "texts":
                found[column.name] = pandas.Series(values, dtype="object")
            case type_:
                found[column.name] = pandas.Series(values, dtype=types[type_])
    return pandas.DataFrame(found, columns=[column.name for column in columns])
