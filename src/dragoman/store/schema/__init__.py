"""The record's tables: one commented text, with a version. `python -m dragoman.store.schema` prints docs/schema.md.

Nothing is ever changed or deleted in these tables but two columns: `superseded_at` of readings and links, set once when
a newer one takes the place of one or it holds no longer, and `sightings.reading`, which follows what a source last
gave. So whoever has read a key can come back for the row later without holding a transaction open. The exception is
where fetching and watching stand (fetches, watches, watch_items), and the searches that people saved: that is no
knowledge of the matter, and is overwritten as it moves on. So is what is computed from all the rest (acts.py).

Plain types only, so that the same text serves SQLite and PostgreSQL.

Indices stand where they were measured to matter on 100,000 claims in 5,000 documents (CPU, without and with):
claims_said took a question for three months from 59 to 4 ms and the first 50 claims from 63 to 5; claims_reading the
claims of a document from 30 to 0.4; claims_id an id's prefix from 34 to 0.8; claim_tracks_track a rare track from 23 to
0.7; readings_document a history from 3 to 0.4 among 2,000 documents. One on claim_actors.actor did nothing, as names
are always looked through too.
"""

from dragoman.store.schema.columnar import claim_columns, column_values, mentioned, parties, reading_columns
from dragoman.store.schema.columns import CLAIMS_PER_READING, Key, Moment, Text, tables
from dragoman.store.schema.computed import (
    NEVER,
    act_claims,
    act_columns,
    act_links,
    act_news,
    act_readings,
    act_stems,
    act_ties,
    acts,
    follow_ups,
    followed,
    followed_stems,
    marks,
    stems,
)
from dragoman.store.schema.findings import (
    claim_actors,
    claim_passages,
    claim_tracks,
    claims,
    days,
    forms,
    names,
    problems,
)
from dragoman.store.schema.history import changes, withdrawals
from dragoman.store.schema.judging import judged, judgements
from dragoman.store.schema.linking import fingerprints, links, sketches, translated
from dragoman.store.schema.material import documents, meta, originals, readings, sightings, texts
from dragoman.store.schema.proposing import proposal_outcomes, proposals
from dragoman.store.schema.search import lines
from dragoman.store.schema.watching import fetches, watch_items, watches
from dragoman.store.schema.workbench import saved_searches

__all__ = [
    "CLAIMS_PER_READING",
    "FORMAT",
    "LATER",
    "NEVER",
    "VERSION",
    "Key",
    "Moment",
    "Text",
    "act_claims",
    "act_columns",
    "act_links",
    "act_news",
    "act_readings",
    "act_stems",
    "act_ties",
    "acts",
    "changes",
    "claim_actors",
    "claim_columns",
    "claim_passages",
    "claim_tracks",
    "claims",
    "column_values",
    "days",
    "documents",
    "fetches",
    "fingerprints",
    "follow_ups",
    "followed",
    "followed_stems",
    "forms",
    "judged",
    "judgements",
    "lines",
    "links",
    "marks",
    "mentioned",
    "meta",
    "names",
    "originals",
    "parties",
    "problems",
    "proposal_outcomes",
    "proposals",
    "reading_columns",
    "readings",
    "saved_searches",
    "sightings",
    "sketches",
    "stems",
    "tables",
    "texts",
    "translated",
    "watch_items",
    "watches",
    "withdrawals",
]

FORMAT = "dragoman.record"
VERSION = 4
LATER = (
    *("fetches", "watches", "watch_items"),
    *("judgements", "judged", "sketches", "fingerprints", "links", "translated"),
    *("forms", "lines"),
    *("acts", "act_claims", "act_columns", "act_readings", "act_links", "act_ties", "act_stems", "stems", "marks"),
    *("act_news", "followed", "followed_stems", "follow_ups"),
    *("changes", "withdrawals"),
    "saved_searches",
    *("column_values", "parties", "claim_columns", "mentioned", "reading_columns"),
    *("proposals", "proposal_outcomes"),
)
"""Tables that version 1 lacked. An older record is given them, empty, when it is opened for writing."""
