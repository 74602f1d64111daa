"""What is counted: acts, computed from claims, links and judgements, and kept so that nobody waits for it.

Nothing here is knowledge of its own. All of it can be thrown away and is made anew from the other tables:
`dragoman doctor --rebuild-acts`. It is brought up to date after reading and after a judgement; where it is behind,
`marks` tells, and questions are answered from the claims themselves.
"""

import datetime

from sqlalchemy import Column, Date, Float, Index, Integer, LargeBinary, Table

from dragoman.store.schema.columnar import CHUNK
from dragoman.store.schema.columns import Key, Text, tables

NEVER = datetime.date.max
"""In place of a day that is unknown: it sorts last in both engines."""

acts = Table(
    "acts",
    tables,
    Column("lead", Key, primary_key=True, comment="key of its best evidence, whose words and day it is told by"),
    Column("id", Text, nullable=False, comment="made from its first evidence: it does not depend on the others"),
    Column("claim", Text, nullable=False, comment="the lead's id"),
    Column("kind", Text, nullable=False, comment="the lead's, as all that follows"),
    Column("polarity", Text, nullable=False),
    Column("modality", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("document", Text, nullable=False),
    Column("said_first", Date, nullable=False, comment="9999-12-31 where it is not known, so that it sorts last"),
    Column("said_last", Date),
    Column("about_first", Date),
    Column("due", Date, nullable=False, comment="last day of the period it is about; 9999-12-31 where there is none"),
    Column("about_grain", Text, comment="null where no time is told"),
    Column("speakers", Text, nullable=False, comment="JSON: [name, actor id or null] pairs"),
    Column("doers", Text, nullable=False, comment="likewise: the claim's actors"),
    Column("recipients", Text, nullable=False, comment="likewise"),
    Column("publisher", Text, nullable=False, comment="JSON: [name, actor id], either may be null"),
    Column("tracks", Text, nullable=False, comment="in the claim's order, with spaces between"),
    Column("wording", Text, nullable=False, comment="JSON: its key phrases; empty where there are none"),
    Column("cameo", Text),
    Column("plover", Text),
    Column("content", Text, nullable=False, comment="stems of the words that say what it is about; empty: statements"),
    Column("why_not", Text, comment="of a promise, why nobody can check it; null where somebody can"),
    Column("turns", Text, nullable=False, comment="c: its words tell of a cancelling; f: of a failing"),
    Column("evidences", Integer, nullable=False, comment="claims that report it"),
    Column("documents", Integer, nullable=False, comment="documents that these stand in"),
    # A ledger is read on by when its promises are due.
    Index("acts_due", "kind", "due", "said_first", "id"),
    Index("acts_said", "said_first"),
    Index("acts_document", "document"),
    comment="What one or more claims report: one thing done or said, however many documents tell of it. Computed.",
)

act_claims = Table(
    "act_claims",
    tables,
    Column("claim", Key, primary_key=True, comment="claims.key"),
    Column("act", Key, nullable=False, comment="acts.lead"),
    Column("place", Integer, nullable=False, comment="0 for the lead"),
    Column("sameness", Key, nullable=False, comment="hash of kind, polarity, voice and words: the same for the same"),
    Column("said_first", Integer, comment="the day it was said, 1 for 0001-01-01; null where it is not known"),
    Column("said_last", Integer, comment="likewise"),
    Index("act_claims_act", "act"),
    Index("act_claims_sameness", "sameness", "said_first", "said_last"),
    comment="Which act a claim reports. Computed.",
)

act_columns = Table(
    "act_columns",
    tables,
    Column(
        "chunk",
        Integer,
        primary_key=True,
        autoincrement=False,
        comment=f"of leads: their reading's number divided by {CHUNK}",
    ),
    Column(
        "version", Integer, nullable=False, comment="counted up with each packing; nought or less: to be packed anew"
    ),
    Column("acts", Integer, nullable=False, comment="how many are in it"),
    Column("packed", LargeBinary, nullable=False, comment="columns of numbers, as `store/act_packing.py` has them"),
    comment="What acts are counted by, in columns, of up to so many readings each: a copy of `acts`. Computed.",
)

act_readings = Table(
    "act_readings",
    tables,
    Column("reading", Integer, primary_key=True),
    comment="The readings whose claims are in `act_claims`. Computed.",
)

act_links = Table(
    "act_links",
    tables,
    Column("document", Text, primary_key=True),
    Column("other", Text, primary_key=True),
    comment="The links, as they counted when acts were last computed; the lesser id first. Computed.",
    sqlite_with_rowid=False,
)

act_ties = Table(
    "act_ties",
    tables,
    Column("one", Key, primary_key=True, comment="claims.key, in the document of the lesser id"),
    Column("other", Key, primary_key=True),
    Column("likeness", Float, nullable=False, comment="the lesser of the shares of words of each in the other"),
    Index("act_ties_other", "other"),
    comment="Claims of linked documents in nearly the same words. Computed.",
    sqlite_with_rowid=False,
)

act_stems = Table(
    "act_stems",
    tables,
    Column("stem", Text, primary_key=True),
    Column("act", Key, primary_key=True, comment="acts.lead"),
    comment="In which acts a word stands, of those with a day that can follow a promise up. Computed.",
    sqlite_with_rowid=False,
)

stems = Table(
    "stems",
    tables,
    Column("stem", Text, primary_key=True),
    Column("acts", Integer, nullable=False, comment="how many have it in `act_stems`"),
    comment="How rare a word is. Computed.",
    sqlite_with_rowid=False,
)

act_news = Table(
    "act_news",
    tables,
    Column("lead", Key, primary_key=True, comment="acts.lead, or of an act that is gone"),
    Column("arrived", Integer, nullable=False, comment="1: still to be held against promises; 0: a promise"),
    comment="Acts that were made or fell since follow-ups were last looked for. Computed.",
)

followed = Table(
    "followed",
    tables,
    Column("act", Key, primary_key=True, comment="acts.lead of a promise or forecast"),
    Column("among", Integer, nullable=False, comment="acts among which follow-ups were looked for"),
    Column("superseded", Integer, nullable=False, comment="1 where it was made again with another time"),
    comment="Promises and forecasts whose follow-ups have been looked for. Computed.",
)

followed_stems = Table(
    "followed_stems",
    tables,
    Column("stem", Text, primary_key=True),
    Column("act", Key, primary_key=True, comment="followed.act"),
    Index("followed_stems_act", "act"),
    comment="The rarest words of each promise and forecast: an act with one of them may follow it up. Computed.",
    sqlite_with_rowid=False,
)

follow_ups = Table(
    "follow_ups",
    tables,
    Column("act", Key, primary_key=True, comment="followed.act"),
    Column("place", Integer, primary_key=True, comment="0 for the best"),
    Column("other", Key, nullable=False, comment="acts.lead of the follow-up"),
    Column("relation", Text, nullable=False, comment="fulfils, fails, cancels, renews, contradicts"),
    Column("score", Float, nullable=False),
    Column("because", Text, nullable=False, comment="JSON: the reasons in words"),
    Index("follow_ups_other", "other"),
    comment="Later acts that seem to tell what became of a promise: proposals, no judgements. Computed.",
    sqlite_with_rowid=False,
)

marks = Table(
    "marks",
    tables,
    Column("name", Text, primary_key=True, comment="what is computed"),
    Column("value", Text, nullable=False, comment="JSON: up to which readings, links and judgements it stands"),
    comment="How far what is computed goes. Where the record has gone on, it is not used.",
)
