"""What people keep at the workbench for themselves."""

from sqlalchemy import Column, Table

from dragoman.store.schema.columns import Moment, Text, tables

saved_searches = Table(
    "saved_searches",
    tables,
    Column("id", Text, primary_key=True, comment="given at random: it is the address of the search"),
    Column("title", Text, nullable=False, comment="in that person's words"),
    Column("path", Text, nullable=False, comment="the page that was asked, such as /claims"),
    Column("question", Text, nullable=False, comment="what it was asked, as it stands after ? in the address"),
    Column("by", Text, nullable=False, comment="who saved it"),
    Column("at", Moment, nullable=False, comment="when"),
    comment="Questions that somebody means to ask again. No knowledge of the matter: a forgotten one is deleted.",
)
