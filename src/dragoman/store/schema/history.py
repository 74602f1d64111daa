"""What happened to the record, and which documents no longer count."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table

from dragoman.store.schema.columns import Key, Moment, Text, tables

changes = Table(
    "changes",
    tables,
    Column("number", Key, primary_key=True, autoincrement=False, comment="the cursor: one more for every change"),
    Column("at", Moment, nullable=False, comment="when"),
    Column(
        "kind",
        Text,
        nullable=False,
        comment="learned, reread, found, linked, corrected, unlinked, judged, retracted, withdrawn, restored, erased",
    ),
    Column("document", Text, comment="what it is about; of a corrected one the older version"),
    Column("other", Text, comment="the other document of a link; the newer version"),
    Column("row", Key, comment="the number of what came of it: of a reading, link, judgement or withdrawal"),
    Column("before", Key, comment="the number of the reading that a re-reading took the place of"),
    Column("source", Text, comment="where bytes were found again; the address that gave another version"),
    Index("changes_document", "document"),
    comment=(
        "What happened to the record, each change once, written with the change itself and never touched again. "
        "Numbers are given under the write lock: who sees one sees every lower one."
    ),
)

withdrawals = Table(
    "withdrawals",
    tables,
    Column("number", Integer, primary_key=True, comment="in the order in which they were made"),
    Column("document", Text, ForeignKey("documents.id"), nullable=False),
    Column("what", Text, nullable=False, comment="withdrawn, restored, erased"),
    Column("at", Moment, nullable=False, comment="when"),
    Column("by", Text, nullable=False, comment="who decided"),
    Column("why", Text, nullable=False, comment="in that person's words"),
    Index("withdrawals_document", "document"),
    comment=(
        "Documents that no longer count. The last row of a document says how it stands: a withdrawn one has no reading "
        "that stands, of an erased one no words and no bytes are left."
    ),
)
