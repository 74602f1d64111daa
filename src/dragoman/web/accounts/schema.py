"""The tables beside the record: who may use the workbench, who is logged in, what was done there, what is uploaded.

They stand in a database of their own, so that a record can be copied, sent and published without a secret in it. What
people decide about the record stands in the record, under their names. Nothing here is worth stealing as it stands:
passwords are kept as argon2id hashes; session ids and API tokens, 256 random bits each, as their SHA-256.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, MetaData, Table

from dragoman.store.schema import Moment, Text

FORMAT = "dragoman.accounts"
VERSION = 1

tables = MetaData()

meta = Table(
    "meta",
    tables,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    comment="What this database is: `format` and `version`.",
)

accounts = Table(
    "accounts",
    tables,
    Column("key", Text, primary_key=True, comment="the name without regard to case"),
    Column("name", Text, nullable=False, comment="as it stands under what the person decides"),
    Column("role", Text, nullable=False, comment="reader, analyst, admin"),
    Column("password", Text, comment="argon2id; null where the person logs in elsewhere"),
    Column("subject", Text, unique=True, comment="who an OpenID provider says it is: its issuer, a space, its `sub`"),
    Column("made_at", Moment, nullable=False),
    Column("disabled_at", Moment, comment="null where the account may be used"),
)

sessions = Table(
    "sessions",
    tables,
    Column("hash", Text, primary_key=True, comment="SHA-256 of the id in the person's cookie"),
    Column("account", Text, ForeignKey("accounts.key"), nullable=False, index=True),
    Column("made_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False, comment="to the minute"),
)

tokens = Table(
    "tokens",
    tables,
    Column("id", Text, primary_key=True, comment="what it is called; no secret"),
    Column("hash", Text, nullable=False, comment="SHA-256 of the secret"),
    Column("account", Text, ForeignKey("accounts.key"), nullable=False, index=True),
    Column("purpose", Text, nullable=False),
    Column("scopes", Text, nullable=False, comment="read, judge, upload, admin, separated by spaces"),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment, comment="to the minute"),
    Column("revoked_at", Moment),
)

audit = Table(
    "audit",
    tables,
    Column("number", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False, comment="the account's name; empty for somebody unknown"),
    Column("how", Text, nullable=False, comment="local, session, proxy, token, command, nobody"),
    Column("address", Text, nullable=False, comment="where from"),
    Column("action", Text, nullable=False, comment="judge, upload, login, account.add … or the request"),
    Column("about", Text, nullable=False, comment="ids, separated by spaces"),
    Column("outcome", Text, nullable=False, comment="done, or why not"),
    Column("detail", Text, nullable=False),
    Index("audit_at", "at"),
    comment="What was done and what was refused. It is only added to: the database itself refuses anything else.",
)

uploads = Table(
    "uploads",
    tables,
    Column("id", Text, primary_key=True),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("ended_at", Moment, comment="null while something of it waits or is read"),
    Column("date", Text, comment="what the uploader says of all its files; null where nothing"),
    Column("publisher", Text),
    Column("language", Text),
)

upload_files = Table(
    "upload_files",
    tables,
    Column("upload", Text, ForeignKey("uploads.id"), primary_key=True),
    Column("place", Integer, primary_key=True, comment="from 0, in the order in which they came"),
    Column("name", Text, nullable=False, comment="as the uploader's browser named it"),
    Column("size", Integer, nullable=False, comment="bytes"),
    Column("state", Text, nullable=False, comment="waiting, reading, done, failed, cancelled, interrupted"),
    Column("documents", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("known", Integer, nullable=False, comment="documents that the record had already, just so"),
    Column("ids", Text, nullable=False, comment="JSON: [id, title] of the first documents read from it"),
    Column("faults", Text, nullable=False, comment="JSON: lines that say what could not be read, and why"),
    Column("cancelled", Boolean, nullable=False, comment="somebody wants no more of it"),
)

TRIGGERS = {
    "sqlite": tuple(
        f"CREATE TRIGGER IF NOT EXISTS audit_no_{verb.lower()} BEFORE {verb} ON audit "
        "BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END"
        for verb in ("UPDATE", "DELETE")
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION {schema}.refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit log is only added to'; END $$",
        "CREATE OR REPLACE TRIGGER audit_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {schema}.audit "
        "FOR EACH STATEMENT EXECUTE FUNCTION {schema}.refuse()",
    ),
}
"""What makes the audit log a thing that is only added to, by database."""
