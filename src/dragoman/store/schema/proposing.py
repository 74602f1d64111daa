"""What somebody proposes and nobody has decided yet, as a spreadsheet that came back."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table

from dragoman.store.schema.columns import Moment, Text, tables

proposals = Table(
    "proposals",
    tables,
    Column("number", Integer, primary_key=True, comment="in the order in which they were made"),
    Column("id", Text, nullable=False, unique=True, comment="made from all of it"),
    Column("verdict", Text, nullable=False, comment="as a judgement's"),
    Column("about", Text, nullable=False, comment="JSON: ids of what it is about"),
    Column("fields", Text, nullable=False, comment="JSON: the corrected values as [field, JSON text] pairs"),
    Column("digest", Text, comment="of the first of these things as it was; null where it cannot change"),
    Column("by", Text, nullable=False, comment="who proposes it"),
    Column("at", Moment, nullable=False, comment="when"),
    Column("why", Text, nullable=False, comment="in that person's words"),
    Column("source", Text, nullable=False, comment="the file it came in; empty where it came in none"),
    Column("row", Integer, comment="the row of that file"),
    comment="Judgements that somebody proposes. Nothing counts them; a person accepts or declines each in review.",
)

proposal_outcomes = Table(
    "proposal_outcomes",
    tables,
    Column("number", Integer, primary_key=True),
    Column("proposal", Integer, ForeignKey("proposals.number"), nullable=False),
    Column("outcome", Text, nullable=False, comment="accepted, declined, reopened: the last one counts"),
    Column("judgement", Text, comment="id of what was judged by accepting it: withdrawn, the proposal is open again"),
    Column("by", Text, nullable=False, comment="who decided"),
    Column("at", Moment, nullable=False, comment="when"),
    Column("why", Text, nullable=False, comment="in that person's words"),
    Index("proposal_outcomes_proposal", "proposal"),
    comment="What became of proposals.",
)
