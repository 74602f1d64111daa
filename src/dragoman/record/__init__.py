"""The nouns. Frozen, slotted, standard library only; everything else in Dragoman is a way from one to another."""

from dragoman.record.claim import (
    Attribution,
    AttributionForm,
    Claim,
    ClaimKind,
    EventCode,
    Measure,
    Modality,
    Polarity,
    Span,
)
from dragoman.record.document import (
    SPEAKING_ROLES,
    Document,
    DocumentKind,
    Line,
    LineRole,
    Passage,
    Published,
    PublishedSource,
    Publisher,
)
from dragoman.record.entry import Entry
from dragoman.record.errors import (
    DossierError,
    DragomanError,
    LanguagePackError,
    RecordBehindError,
    RecordBusyError,
    RecordError,
    RecordPlaceError,
    RecordSizeError,
    RecordVersionError,
    SourceError,
)
from dragoman.record.judgement import Judgement, Verdict
from dragoman.record.mention import Mention, MentionHow, MentionKind
from dragoman.record.period import Anchor, Grain, Period, Time
from dragoman.record.problem import Problem
from dragoman.record.reading import Reading

__all__ = [
    "SPEAKING_ROLES",
    "Anchor",
    "Attribution",
    "AttributionForm",
    "Claim",
    "ClaimKind",
    "Document",
    "DocumentKind",
    "DossierError",
    "DragomanError",
    "Entry",
    "EventCode",
    "Grain",
    "Judgement",
    "LanguagePackError",
    "Line",
    "LineRole",
    "Measure",
    "Mention",
    "MentionHow",
    "MentionKind",
    "Modality",
    "Passage",
    "Period",
    "Polarity",
    "Problem",
    "Published",
    "PublishedSource",
    "Publisher",
    "Reading",
    "RecordBehindError",
    "RecordBusyError",
    "RecordError",
    "RecordPlaceError",
    "RecordSizeError",
    "RecordVersionError",
    "SourceError",
    "Span",
    "Time",
    "Verdict",
]
