"""The bytes that were fed in, the documents they are, and what was read in them, one reading after another."""

from sqlalchemy import Column, Date, Float, ForeignKey, Index, Integer, LargeBinary, Table

from dragoman.store.schema.columns import Moment, Text, tables

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
    Column("size", Integer, nullable=False, comment="of the bytes as they came; 0 where they never came"),
    Column(
        "bytes",
        LargeBinary,
        nullable=False,
        comment="compressed with zlib; empty where only their reading was imported",
    ),
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
    # Which readings do not stand is asked by every count, and is told by few of them. Were those that stand in it too,
    # SQLite would take it for the way to a document.
    Index(
        "readings_superseded",
        "superseded_at",
        sqlite_where=Column("superseded_at").is_not(None),
        postgresql_where=Column("superseded_at").is_not(None),
    ),
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
