"""Documents that hold the same matter, and what they are compared by."""

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, LargeBinary, Table

from dragoman.store.schema.columns import Key, Moment, Text, tables

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
