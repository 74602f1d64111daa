"""The full-text index as each database has it: SQLite's FTS5, which ranks by BM25; PostgreSQL's tsvector and ts_rank.

Both are given tokens that are ready, and only tell where they stand.
"""

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Float,
    Integer,
    TableClause,
    Text,
    cast,
    column,
    func,
    literal,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from dragoman.store import bulk
from dragoman.store.search_words import Term
from dragoman.store.words import Sought

Words = tuple[int, str, str]
"""The key of a line, its words in order, and those that stemming cut, parted by spaces."""


class FullText(Protocol):
    """What there is to do with an index. `table` has a row a line."""

    @property
    def table(self) -> TableClause:
        """It."""

    @property
    def key(self) -> ColumnElement[int]:
        """The key of a row's line."""

    def matches(self, terms: Sequence[Term]) -> ColumnElement[bool]:
        """That a line has what the terms ask."""

    def rank(self, terms: Sequence[Term]) -> ColumnElement[float]:
        """How well it does: the lower, the better."""

    def put(self, connection: Connection, rows: Sequence[Words]) -> None:
        """Index lines."""

    def forget(self, connection: Connection) -> None:
        """Empty the index."""

    def drop(self, connection: Connection, rows: Sequence[Words]) -> None:
        """Take lines out again: the very rows that were put."""

    def compact(self, connection: Connection) -> None:
        """Keep nothing of lines that were taken out."""

    def sizes(self, connection: Connection, first: int, last: int) -> dict[int, tuple[int, ...]]:
        """How much is indexed of each line between two keys."""

    def size(self, stems: str, wholes: str) -> tuple[int, ...]:
        """What `sizes` should tell of a line."""


class Fts5:
    """SQLite's. Ordered by `rank` alone, it sorts by itself, and looks nothing up beyond what is asked for."""

    def __init__(self) -> None:
        self.table = table("line_words", column("rowid", Integer), column("rank", Float), column("line_words", Text))
        self.key: ColumnElement[int] = self.table.c.rowid

    def matches(self, terms: Sequence[Term]) -> ColumnElement[bool]:
        """By FTS5's own language. Tokens are letters and figures alone, and so need no escape within quotes."""
        wanted = " AND ".join(f"({self._either(term)})" for term in terms if not term.without)
        unwanted = " OR ".join(self._either(term) for term in terms if term.without)
        asked = f"({wanted}) NOT ({unwanted})" if unwanted else wanted
        return self.table.c.line_words.op("MATCH", is_comparison=True)(asked)

    def rank(self, terms: Sequence[Term]) -> ColumnElement[float]:
        """BM25, negative."""
        return self.table.c.rank

    def put(self, connection: Connection, rows: Sequence[Words]) -> None:
        """Index lines."""
        bulk.put_into(connection, "line_words", ("rowid", "stems", "wholes"), rows)

    def drop(self, connection: Connection, rows: Sequence[Words]) -> None:
        """Take lines out again. Without content of its own, FTS5 must be told what was in them."""
        columns = ("line_words", "rowid", "stems", "wholes")
        bulk.put_into(connection, "line_words", columns, [("delete", *row) for row in rows])

    def compact(self, connection: Connection) -> None:
        """Merge all of the index into one piece: words that no line has any more are left out of it."""
        connection.exec_driver_sql("INSERT INTO line_words (line_words) VALUES ('optimize')")

    def forget(self, connection: Connection) -> None:
        """Empty the index."""
        connection.exec_driver_sql("INSERT INTO line_words (line_words) VALUES ('delete-all')")

    def sizes(self, connection: Connection, first: int, last: int) -> dict[int, tuple[int, ...]]:
        """How many tokens each column of a line has, as FTS5 keeps for ranking."""
        statement = text("SELECT id, sz FROM line_words_docsize WHERE id BETWEEN :first AND :last")
        return {row.id: _varints(row.sz) for row in connection.execute(statement, {"first": first, "last": last})}

    def size(self, stems: str, wholes: str) -> tuple[int, ...]:
        """How many tokens it has."""
        return len(stems.split()), len(wholes.split())

    def _either(self, term: Term) -> str:
        return " OR ".join(self._phrase(one) for one in term.either)

    def _phrase(self, one: Sought) -> str:
        phrase = f'"{" ".join(one.tokens)}"'
        if not one.open:
            return f"stems : {phrase}"
        return f"{phrase} *" if len(one.tokens) == 1 else f"stems : {phrase} *"


LAST_PLACE = 16_383
"""The last position that a tsvector knows: what is further on counts as there."""


class TextSearch:
    """PostgreSQL's. A word that stemming cut stands in the vector with = before it, and without a place."""

    def __init__(self) -> None:
        self.table = table("line_words", column("line", BigInteger), column("words", TSVECTOR))
        self.key: ColumnElement[int] = self.table.c.line

    def matches(self, terms: Sequence[Term]) -> ColumnElement[bool]:
        """By a tsquery. Tokens are letters and figures alone, and so need no escape within quotes."""
        return self.table.c.words.op("@@", is_comparison=True)(self._asked(terms))

    def rank(self, terms: Sequence[Term]) -> ColumnElement[float]:
        """How often the words stand there for its length; PostgreSQL knows no rarity."""
        return -func.ts_rank(self.table.c.words, self._asked(terms), 1)

    def put(self, connection: Connection, rows: Sequence[Words]) -> None:
        """Index lines."""
        vectors = [(key, _vector(stems, wholes)) for key, stems, wholes in rows]
        bulk.put_into(connection, "line_words", ("line", "words"), vectors)

    def drop(self, connection: Connection, rows: Sequence[Words]) -> None:
        """Take lines out again."""
        connection.execute(text("DELETE FROM line_words WHERE line = :key"), [{"key": row[0]} for row in rows])

    def compact(self, connection: Connection) -> None:
        """Nothing: what was deleted is no longer there, and its room is freed by VACUUM."""

    def forget(self, connection: Connection) -> None:
        """Empty the index."""
        connection.exec_driver_sql("DELETE FROM line_words")

    def sizes(self, connection: Connection, first: int, last: int) -> dict[int, tuple[int, ...]]:
        """How many different words each line has."""
        statement = text("SELECT line, length(words) AS n FROM line_words WHERE line BETWEEN :first AND :last")
        return {row.line: (row.n,) for row in connection.execute(statement, {"first": first, "last": last})}

    def size(self, stems: str, wholes: str) -> tuple[int, ...]:
        """How many different words it has."""
        return (len(set(stems.split())) + len(set(wholes.split())),)

    def _asked(self, terms: Sequence[Term]) -> ColumnElement[Any]:
        parts = (f"{'!' if term.without else ''}({' | '.join(map(self._phrase, term.either))})" for term in terms)
        return cast(literal(" & ".join(parts)), TSQUERY)

    def _phrase(self, one: Sought) -> str:
        *before, last = one.tokens
        final = f"'{last}':*" if one.open else f"'{last}'"
        if one.open and not before:
            return f"({final} | '={last}':*)"
        quoted = [f"'{token}'" for token in before]
        return f"({' <-> '.join([*quoted, final])})"


def _vector(stems: str, wholes: str) -> str:
    places = (f"'{token}':{min(n, LAST_PLACE)}" for n, token in enumerate(stems.split(), start=1))
    return " ".join([*places, *(f"'={whole}'" for whole in wholes.split())])


def _varints(packed: bytes) -> tuple[int, ...]:
    """SQLite's numbers of varying length, the bits in sevens."""
    numbers, value = [], 0
    for byte in packed:
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            numbers.append(value)
            value = 0
    return tuple(numbers)


_KINDS: dict[str, FullText] = {"sqlite": Fts5(), "postgresql": TextSearch()}


def full_text(connection: Connection) -> FullText:
    """The index of the database that is connected to."""
    return _KINDS[connection.dialect.name]
