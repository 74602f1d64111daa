"""What a reading found, made ready to be asked for: claims, whom they name, days, faults."""

from sqlalchemy import Column, Date, Float, ForeignKey, Index, Integer, Table

from dragoman.store.schema.columns import CLAIMS_PER_READING, Key, Text, tables

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
