"""What was published: its text, where it stands, whose it is, and when it came out, as far as that is known."""

from dataclasses import dataclass
from typing import Literal

from dragoman.record.period import Period

LineRole = Literal["title", "subtitle", "dateline", "byline", "body", "item", "caption", "metadata", "chrome"]
DocumentKind = Literal["press-release", "news", "speech", "joint-statement", "transcript", "report", "other"]
PublishedSource = Literal["meta", "line", "url", "caption", "event", "given"]

SPEAKING_ROLES: frozenset[LineRole] = frozenset({"body", "item", "dateline"})
"""Lines that can carry a claim. Headlines, captions and site furniture repeat or advertise: they never do."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, heading, caption or piece of site furniture: `text[start:end]`, stripped, never empty.

    A hard-wrapped paragraph is one line, with its line breaks inside.
    """

    start: int
    end: int
    role: LineRole


@dataclass(frozen=True, slots=True)
class Published:
    """When the document came out, what told us so, and how sure that is (0 to 1)."""

    period: Period
    source: PublishedSource
    confidence: float


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who put the document out: the dossier's actor, where it is known, and the name as printed."""

    actor: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """One published text.

    `text` is canonical: NFC, line breaks as `\\n`, every other white space one-for-one a space, nothing dropped. All
    offsets anywhere are code points into it. `sha256` is that of the original bytes, which the record keeps; `id` is
    made from it, so the same bytes are the same document wherever they were found. `source` is the path or URL as
    given, or the row's id in a corpus. `language` is an ISO 639-1 code or "und".
    """

    id: str
    source: str
    sha256: str
    title: str | None
    kind: DocumentKind
    publisher: Publisher
    language: str
    published: Published | None
    text: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Evidence: the words `text[start:end]` of one document. Never fuzzy; on other text it does not hold."""

    document: str
    start: int
    end: int
