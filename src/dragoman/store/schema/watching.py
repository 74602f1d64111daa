"""Where fetching and watching stand. Overwritten as it moves on."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table

from dragoman.store.schema.columns import Moment, Text, tables

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
