"""What people decided."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table

from dragoman.store.schema.columns import Moment, Text, tables

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
