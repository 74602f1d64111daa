"""The record's tables: one commented text, with a version. `python -m dragoman.store.schema` prints docs/schema.md.

Nothing is ever changed or deleted in these tables but two columns: `superseded_at` of readings and links, set once when
a newer one takes the place of one or it holds no longer, and `sightings.reading`, which follows what a source last
gave. So whoever has read a key can come back for the row later without holding a transaction open. The exception is
where fetching and watching stand (fetches, watches, watch_items): that is no knowledge of the matter, and is
overwritten as it moves on.

Plain types only, so that the same text serves SQLite and PostgreSQL.

Indices stand where they were measured to matter on 100,000 claims in 5,000 documents (CPU, without and with):
claims_said took a question for three months from 59 to 4 ms and the first 50 claims from 63 to 5; claims_reading the
claims of a document from 30 to 0.4; claims_id an id's prefix from 34 to 0.8; claim_tracks_track a rare track from 23 to
0.7; readings_document a history from 3 to 0.4 among 2,000 documents. One on claim_actors.actor did nothing, as names
are always looked through too.
"""

import datetime
from typing import Any

import sqlalchemy
from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    TypeDecorator,
    event,
)
from sqlalchemy.engine import Dialect

# Compared and sorted by code points in both: prefixes are looked for as ranges.
Text = sqlalchemy.Text().with_variant(sqlalchemy.Text(collation="C"), "postgresql")

FORMAT = "dragoman.record"
VERSION = 3
LATER = (
    *("fetches", "watches", "watch_items"),
    *("judgements", "judged", "sketches", "fingerprints", "links", "translated"),
    *("forms", "lines"),
)
"""Tables that version 1 lacked. An older record is given them, empty, when it is opened for writing."""

CLAIMS_PER_READING = 1 << 20
"""A claim's key is its reading's number times this, plus its place in the reading: keys sort by position, and a
reading's claims lie side by side on disk."""


class Moment(TypeDecorator[datetime.datetime]):
    """An aware time, kept in UTC. SQLite has no zones: there it is text that sorts as time does."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime.datetime | None, dialect: Dialect) -> datetime.datetime | None:
        """To UTC, without the zone where the database has none."""
        if value is None:
            return None
        moment = value.astimezone(datetime.UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime.datetime | None:
        """Back to an aware time in UTC."""
        if value is None:
            return None
        moment: datetime.datetime = value
        return moment.replace(tzinfo=datetime.UTC) if moment.tzinfo is None else moment.astimezone(datetime.UTC)


# SQLite's own row number is an INTEGER of 64 bits; elsewhere that is a BIGINT.
Key = BigInteger().with_variant(Integer(), "sqlite")
tables = MetaData()

meta = Table(
    "meta",
    tables,
    Column("name", Text, primary_key=True, comment="`format`, `version`, `created_at`"),
    Column("value", Text, nullable=False),
    comment="What this file is: the format `dragoman.record` and the version of this schema.",
)

originals = Table(
    "originals",
    tables,
    Column("sha256", Text, primary_key=True, comment="of the bytes as they came, in hexadecimal"),
    Column("size", Integer, nullable=False, comment="of the bytes as they came"),
    Column("bytes", LargeBinary, nullable=False, comment="compressed with zlib"),
    comment="The bytes that were fed in, once each. They are evidence, and what a later reader reads anew.",
)

documents = Table(
    "documents",
    tables,
    Column("id", Text, primary_key=True, comment="made from sha256: the same bytes are the same document"),
    Column("sha256", Text, ForeignKey("originals.sha256"), nullable=False),
    Column("source", Text, nullable=False, comment="where it was first found: path or URL as given"),
    Column("learned_at", Moment, nullable=False, comment="when the record first had it"),
    comment=(
        "What never changes about a document. Its title, date, publisher and text depend on how it was read and on "
        "what the user said about it, so they stand with each reading."
    ),
)

texts = Table(
    "texts",
    tables,
    Column("digest", Text, primary_key=True, comment="sha256 of the text in UTF-8"),
    Column("text", Text, nullable=False, comment="canonical text; all offsets are code points into it"),
    comment="Canonical texts, once each: a re-reading mostly finds the same text.",
)

readings = Table(
    "readings",
    tables,
    Column("id", Integer, primary_key=True),
    Column("document", Text, ForeignKey("documents.id"), nullable=False),
    Column("reader", Text, nullable=False, comment="version of what read it"),
    Column("dossier", Text, nullable=False, comment="digest of the dossier it was read with"),
    Column("digest", Text, nullable=False, comment="tells one reading from another, wherever it was found"),
    Column(
        "facts", Text, nullable=False, comment="sha256 of the document as the reader was given it, the source left out"
    ),
    Column("learned_at", Moment, nullable=False, comment="from when it stood"),
    Column(
        "superseded_at",
        Moment,
        comment="until when it stood; null while it does; equal to `learned_at` where it never stood",
    ),
    Column("source", Text, nullable=False, comment="where these bytes were found"),
    Column("title", Text),
    Column("kind", Text, nullable=False, comment="press-release, news, speech …"),
    Column("publisher_actor", Text, comment="actor id, where known"),
    Column("publisher_name", Text, comment="as printed"),
    Column("language", Text, nullable=False, comment="ISO 639-1, or und"),
    Column("published_first", Date, comment="first day it can have come out; null where open or unknown"),
    Column("published_last", Date, comment="last such day"),
    Column("published_grain", Text, comment="day, month …; null where the date is unknown"),
    Column("published_source", Text, comment="meta, line, url, caption, event, given"),
    Column("published_confidence", Float, comment="0 to 1"),
    Column("text", Text, ForeignKey("texts.digest"), nullable=False),
    Column(
        "body",
        LargeBinary,
        nullable=False,
        comment="the reading's JSON, its text and source left out, compressed with zlib",
    ),
    # Also what makes "the current reading of a document" a single row by law and a quick one to find.
    Index(
        "readings_one_current",
        "document",
        unique=True,
        sqlite_where=Column("superseded_at").is_(None),
        postgresql_where=Column("superseded_at").is_(None),
    ),
    Index("readings_document", "document"),
    comment="What was found in a document by one reader with one dossier. A newer one supersedes; none is overwritten.",
)

sightings = Table(
    "sightings",
    tables,
    Column("document", Text, ForeignKey("documents.id"), primary_key=True),
    Column("source", Text, primary_key=True, comment="path or URL as given"),
    Column("seen_at", Moment, nullable=False, comment="when it was first found there"),
    Column("reading", Integer, ForeignKey("readings.id"), nullable=False, comment="what it gave when last read there"),
    # What one address gave, its snapshots one after the other, is asked by source.
    Index("sightings_source", "source"),
    comment="Where the same bytes were found. Reading the same place again adds nothing.",
)

claims = Table(
    "claims",
    tables,
    Column("key", Key, primary_key=True, comment=f"reading × {CLAIMS_PER_READING} + place in the reading"),
    Column("reading", Integer, ForeignKey("readings.id"), nullable=False),
    Column("id", Text, nullable=False, comment="the claim's own id, by which it is shown and cited"),
    Column("kind", Text, nullable=False, comment="commitment, call, forecast, event, assessment, position, statement"),
    Column("polarity", Text, nullable=False, comment="positive, negative"),
    Column("modality", Text, nullable=False, comment="actual, intended, asked …"),
    Column("form", Text, nullable=False, comment="of the innermost voice: direct, indirect, mixed, document"),
    Column("said_first", Date, comment="when it was said, which is when the document was published: first day"),
    Column("said_last", Date, comment="last day"),
    Column("about_first", Date, comment="first day of the period it is about; null where open or unknown"),
    Column("about_last", Date, comment="last day of it"),
    Column("about_grain", Text, comment="how finely the words speak; null where no time is told"),
    Column("confidence", Float, nullable=False, comment="0 to 1"),
    Column("folded", Text, nullable=False, comment="its words made ready for comparing: case, spaces, quote marks"),
    Column("body", Text, nullable=False, comment="the claim's JSON"),
    Index("claims_reading", "reading"),
    Index("claims_id", "id"),
    Index("claims_said", "said_first"),
    comment="One thing said, promised, asked, expected, judged or done, by the reading that found it.",
)

claim_passages = Table(
    "claim_passages",
    tables,
    Column("claim", Key, ForeignKey("claims.key"), primary_key=True),
    Column("place", Integer, primary_key=True, comment="0 for the first"),
    Column("start", Integer, nullable=False, comment="code points into the text, inclusive"),
    Column("end", Integer, nullable=False, comment="exclusive"),
    Column("words", Text, nullable=False, comment="text[start:end]"),
    comment="The exact words a claim rests on.",
    sqlite_with_rowid=False,
)

claim_actors = Table(
    "claim_actors",
    tables,
    Column("claim", Key, ForeignKey("claims.key"), primary_key=True),
    Column("role", Text, primary_key=True, comment="speaker (innermost voice), via (who reports it), actor, recipient"),
    Column("place", Integer, primary_key=True, comment="0 for the first in its role"),
    Column("mention", Text, comment="mention id in the reading; null for the publisher, as the document's own voice"),
    Column("actor", Text, comment="actor id, where known"),
    Column("name", Text, nullable=False, comment="the fullest name the document gives"),
    Column("folded", Text, nullable=False, comment="the name's words made ready for comparing"),
    comment="Who stands in a claim, and how.",
    sqlite_with_rowid=False,
)

claim_tracks = Table(
    "claim_tracks",
    tables,
    Column("claim", Key, ForeignKey("claims.key"), primary_key=True),
    Column("track", Text, primary_key=True, comment="as the dossier names it: dissuade.finance"),
    Index("claim_tracks_track", "track"),
    comment="The policy tracks a claim is on.",
    sqlite_with_rowid=False,
)

names = Table(
    "names",
    tables,
    Column("reading", Integer, ForeignKey("readings.id"), primary_key=True),
    Column("place", Integer, primary_key=True, comment="0 for the first named"),
    Column("actor", Text, comment="actor id, where known"),
    Column("name", Text, nullable=False, comment="the fullest name the document gives"),
    Column("folded", Text, nullable=False, comment="that name and the printed one, made ready for comparing"),
    comment="Whom and what a document names, each printed form once: how it is found where it makes no claim.",
    sqlite_with_rowid=False,
)

forms = Table(
    "forms",
    tables,
    Column("reading", Integer, ForeignKey("readings.id"), primary_key=True),
    Column("place", Integer, primary_key=True, comment="0 for the first"),
    Column("kind", Text, nullable=False, comment="person, state, organisation …"),
    Column("actor", Text, comment="actor id, where known"),
    Column("proposed", Text, comment="id under which an unknown person with a title waits in review"),
    Column("name", Text, nullable=False, comment="the fullest name the document gives"),
    Column("printed", Text, nullable=False, comment="as it stands in the text; empty for pronouns"),
    Column("title", Text, nullable=False, comment="of a person, the printed words that are not the name"),
    Column("times", Integer, nullable=False, comment="how often it stands so"),
    Index("forms_actor", "actor"),
    Index("forms_proposed", "proposed"),
    comment="Who and what a document names, in which printed forms, under which titles, how often.",
    sqlite_with_rowid=False,
)

days = Table(
    "days",
    tables,
    Column("reading", Integer, ForeignKey("readings.id"), primary_key=True),
    Column("place", Integer, primary_key=True, comment="0 for the first told"),
    Column("first", Date, comment="first day of the period; null where open"),
    Column("last", Date, comment="last day of it; null where open"),
    comment="The periods a document tells of, each once; those with no known end at all are left out.",
    sqlite_with_rowid=False,
)

problems = Table(
    "problems",
    tables,
    Column("reading", Integer, ForeignKey("readings.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("code", Text, nullable=False),
    Column("start", Integer, nullable=False, comment="code points into the text; 0 and 0 for the whole"),
    Column("end", Integer, nullable=False),
    Column("message", Text, nullable=False),
    comment="Faults in the material, by the reading that met them.",
    sqlite_with_rowid=False,
)

lines = Table(
    "lines",
    tables,
    Column("key", Key, primary_key=True, comment=f"reading × {CLAIMS_PER_READING} + place in the reading"),
    Column("start", Integer, nullable=False, comment="code points into the text, inclusive"),
    Column("end", Integer, nullable=False, comment="exclusive"),
    Column("first_claim", Key, comment="key of the first claim that begins in it; null where none does"),
    Column("last_claim", Key, comment="key of the last one: what lies between begins in it too"),
    comment=(
        "The paragraphs that are searched. Their words are in `line_words`, a full-text index (SQLite: FTS5 without "
        "content; `rowid` is the line's key, `stems` its words in order, `wholes` those that stemming cut; PostgreSQL: "
        "a table of `line` and `words`, a tsvector of both, with an index)."
    ),
)
_FULL_TEXT = {
    "sqlite": (
        "CREATE VIRTUAL TABLE IF NOT EXISTS line_words USING fts5(stems, wholes, content='', tokenize='ascii')",
    ),
    "postgresql": (
        "CREATE TABLE IF NOT EXISTS line_words (line BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
        "CREATE INDEX IF NOT EXISTS line_words_words ON line_words USING gin (words)",
    ),
}


@event.listens_for(lines, "after_create")
def _make_index(_: Table, connection: Connection, **__: Any) -> None:
    """The full-text index, which is no table as SQLAlchemy knows them."""
    for statement in _FULL_TEXT[connection.dialect.name]:
        connection.exec_driver_sql(statement)


fetches = Table(
    "fetches",
    tables,
    Column("url", Text, primary_key=True, comment="the address asked for, without a fragment"),
    Column("final_url", Text, nullable=False, comment="the address that answered, after redirects"),
    Column("fetched_at", Moment, nullable=False, comment="when it last answered; no date of publication"),
    Column("etag", Text, comment="as the server gave it, to ask whether anything is new"),
    Column("modified", Text, comment="its Last-Modified, as given, for the same"),
    Column("charset", Text, comment="the encoding the server stated"),
    Column("sha256", Text, comment="of the bytes it gave; they are in `originals` where they are one document"),
    comment="What an address last answered, so that it need not send again what is on record. Overwritten.",
)

watches = Table(
    "watches",
    tables,
    Column("url", Text, primary_key=True, comment="the feed or index page"),
    Column("name", Text, nullable=False, comment="what its user calls it"),
    Column("polled_at", Moment, comment="when it was last asked"),
    Column("succeeded_at", Moment, comment="when it last answered with what can be read"),
    Column("due_at", Moment, comment="when it is to be asked next"),
    Column("failures", Integer, nullable=False, comment="in a row, up to now"),
    Column("fault", Text, comment="why the last one failed"),
    Column("etag", Text, comment="as the server gave it"),
    Column("modified", Text, comment="its Last-Modified, as given"),
    Column("choice", Text, comment="digest of which links were asked for: another one has the page looked at anew"),
    comment="Where watching stands with each feed and index page. Overwritten.",
)

watch_items = Table(
    "watch_items",
    tables,
    Column("watch", Text, ForeignKey("watches.url"), primary_key=True),
    Column("url", Text, primary_key=True, comment="the page it leads to"),
    Column("stamp", Text, comment="the version the feed states, as printed; another one has it read again"),
    Column("listed_at", Moment, nullable=False, comment="when it, or this version of it, was first seen listed"),
    Column("place", Integer, nullable=False, comment="among what was listed then; 0 for the first"),
    Column("done_at", Moment, comment="when it was read, or given up; null while it waits"),
    Column("due_at", Moment, comment="not to be asked for before, after a failure"),
    Column("failures", Integer, nullable=False, comment="in a row, up to now"),
    Column("fault", Text, comment="why the last one failed"),
    Index("watch_items_waiting", "watch", "done_at"),
    comment="What the watched pages have listed, and whether it has been read. Overwritten.",
)

judgements = Table(
    "judgements",
    tables,
    Column("number", Integer, primary_key=True, comment="in the order in which they were made"),
    Column("id", Text, nullable=False, unique=True, comment="made from all of it"),
    Column(
        "verdict", Text, nullable=False, comment="right, wrong, corrected, same, different, kept, broken, withdrawn"
    ),
    Column("by", Text, nullable=False, comment="who decided"),
    Column("at", Moment, nullable=False, comment="when"),
    Column("why", Text, nullable=False, comment="in that person's words; empty where none were given"),
    Column("fields", Text, nullable=False, comment="JSON: the corrected values as [field, JSON text] pairs"),
    comment=(
        "What people decided, each decision for ever: one is taken back by another, `withdrawn`, about it. Which stand "
        "and what they make one is computed."
    ),
)

judged = Table(
    "judged",
    tables,
    Column("judgement", Integer, ForeignKey("judgements.number"), primary_key=True),
    Column("place", Integer, primary_key=True, comment="0 for the first"),
    Column("thing", Text, nullable=False, comment="id of a document, claim, actor, entry or judgement"),
    Column("digest", Text, comment="of what it was when it was judged; null where it cannot change"),
    Index("judged_thing", "thing"),
    comment="What a judgement is about. A thing that has another digest now, or is gone, leaves the judgement stale.",
    sqlite_with_rowid=False,
)

sketches = Table(
    "sketches",
    tables,
    Column("reading", Integer, ForeignKey("readings.id"), primary_key=True),
    Column("digest", Text, nullable=False, comment="sha256 of the words; the same for the same words"),
    Column("words", LargeBinary, nullable=False, comment="the body's words as 32-bit hashes, one after another"),
    Column("prints", Integer, nullable=False, comment="how many fingerprints it has"),
    Index("sketches_digest", "digest"),
    comment="What of a reading's body is compared with others. A reading that has none is still to be linked.",
)

fingerprints = Table(
    "fingerprints",
    tables,
    Column("hash", Key, primary_key=True, comment="of five words in a row"),
    Column("reading", Integer, ForeignKey("readings.id"), primary_key=True),
    comment="Where candidates for a link are found. One that many documents share is a standing phrase: no more of it.",
    sqlite_with_rowid=False,
)

links = Table(
    "links",
    tables,
    Column("number", Integer, primary_key=True),
    Column("document", Text, ForeignKey("documents.id"), nullable=False, comment="the copy or part, where one is"),
    Column("other", Text, ForeignKey("documents.id"), nullable=False, comment="the whole, where one is"),
    Column("kind", Text, nullable=False, comment="exact, near, reprint, excerpt, translation, revision"),
    Column("within", Float, nullable=False, comment="the share of the document's words that stand in the other"),
    Column("holds", Float, nullable=False, comment="the share of the other's words that stand in the document"),
    Column("how", Text, nullable=False, comment="how it is known, in words"),
    Column("learned_at", Moment, nullable=False, comment="from when it stood"),
    Column("superseded_at", Moment, comment="until when it stood; null while it does"),
    Index("links_document", "document"),
    Index("links_other", "other"),
    comment="Documents that hold the same matter, as the machine finds them. What people say of it is in `judgements`.",
)

translated = Table(
    "translated",
    tables,
    Column("reading", Integer, ForeignKey("readings.id"), primary_key=True),
    comment="The readings whose translations have been looked for; those of others still are to be.",
)


def describe() -> str:
    """This schema as Markdown: docs/schema.md, whole."""
    head = [
        "# The record on disk",
        "",
        f"Schema version {VERSION}.",
        "This page is printed from `src/dragoman/store/schema.py` by `python -m dragoman.store.schema`.",
        "",
        "A record is one SQLite file in WAL mode; beside it stand `-wal` and `-shm` while it is open or after a crash.",
        "Copy it with its `-wal` file, or after every program has closed it.",
        "It belongs on a local disk: the locks that let two programs write by turns do not hold on network drives.",
        "",
        "For a team the same tables stand in a PostgreSQL database (15 or newer, UTF-8):",
        "`--record postgresql://user@host/database`.",
        "The database must be there; the tables are made in it. Writers take turns there too.",
        "",
        "A record of an older schema is led to this one when it is opened for writing, whole or not at all;",
        "one of a newer schema is refused.",
        "",
        "Three times are kept apart: when a thing was said (`said_…`), what period it is about (`about_…`), and when",
        "the record learned it (`learned_at`, in UTC).",
        "A reading stood at time *t* where `learned_at <= t` and (`superseded_at` is null or `superseded_at > t`).",
        "Nothing is deleted or overwritten, but for where fetching and watching stand.",
    ]
    return "\n".join([*head, *(line for table in tables.tables.values() for line in _describe(table)), ""])


def _describe(table: Table) -> list[str]:
    lines = ["", f"## {table.name}", "", table.comment or "", "", "| column | type | |", "|---|---|---|"]
    for column in table.columns:
        notes = [f"→ `{key.target_fullname}`" for key in column.foreign_keys]
        notes = ["key" if column.primary_key else "", *notes, column.comment or ""]
        optional = " or null" if column.nullable else ""
        lines.append(f"| `{column.name}` | {_kind(column)}{optional} | {'; '.join(n for n in notes if n)} |")
    indices = sorted(table.indexes, key=lambda index: str(index.name))
    if indices:
        named = (
            f"`{i.name}` ({', '.join(c.name for c in i.columns)}{', unique' if i.unique else ''})" for i in indices
        )
        lines += ["", f"Indices: {', '.join(named)}."]
    return lines


def _kind(column: Column[Any]) -> str:
    names = {
        sqlalchemy.Text: "text",
        Integer: "integer",
        BigInteger: "integer",
        Float: "number",
        Date: "day",
        LargeBinary: "bytes",
        Moment: "time",
    }
    return names[type(column.type)]


if __name__ == "__main__":
    print(describe(), end="")
