"""A document's bytes or text to the document itself, top to bottom: format, text, roles, and what it says of itself."""

import hashlib
from dataclasses import dataclass, field, fields, replace

from dragoman.dossier import Dossier
from dragoman.record import SPEAKING_ROLES, Document, Line, Problem, SourceError
from dragoman.sources.formats import content_of, text_content
from dragoman.sources.kind import kind_of, without_label
from dragoman.sources.language import language_of
from dragoman.sources.limits import Limits
from dragoman.sources.nouns import Content, Facts, Given
from dragoman.sources.printed import layout_of
from dragoman.sources.published import published_of
from dragoman.sources.publisher import publisher_of
from dragoman.sources.roles import line_roles


@dataclass(frozen=True, slots=True)
class Task:
    """What is known of a document before it is read, and what the user says of it.

    `text` is what its container says it holds; else its bytes are read in the format they are in, by `charset` where
    that was named. `facts` are what the container says beside it.
    """

    source: str
    facts: Facts = field(default_factory=Facts)
    charset: str | None = None
    text: str | None = None
    given: Given = field(default_factory=Given)


def read_here(data: bytes, task: Task, dossier: Dossier, limits: Limits) -> tuple[Document, tuple[Problem, ...]]:
    """The document, and what is wrong with it. Raises SourceError where it is none."""
    if task.text is None:
        content = content_of(data, charset=task.charset, limits=limits)
    else:
        content = text_content(task.text, limits=limits)
    return _document(_told(content, task.facts), data, task, dossier)


def _told(content: Content, facts: Facts) -> Content:
    """The content with what its container says of it, which beats what its own format says."""
    said = {f.name: getattr(facts, f.name) for f in fields(Facts) if getattr(facts, f.name)}
    return replace(content, facts=replace(content.facts, **said)) if said else content


def _document(content: Content, data: bytes, task: Task, dossier: Dossier) -> tuple[Document, tuple[Problem, ...]]:
    """The document that a content is: roles first, for all else is read off them."""
    if not any(ch.isalnum() for ch in content.text):
        raise SourceError("is empty" if not data else "holds no words")
    texts = [content.text[b.start : b.end] for b in content.blocks]
    roled = line_roles(content)
    layout = layout_of(content, texts, roled.roles, roled.labels)
    published, dating = published_of(layout, given=task.given)
    publisher, site = publisher_of(texts, roled.roles, roled.labels, content.facts, dossier, given=task.given)
    spoken = [text for text, role in zip(texts, roled.roles, strict=True) if role in SPEAKING_ROLES]
    digest = hashlib.sha256(data).hexdigest()
    document = Document(
        id=f"d{digest[:16]}",
        source=task.source,
        sha256=digest,
        title=without_label(roled.title),
        kind=kind_of(texts, roled.roles, roled.labels, content.facts, roled.title, site),
        publisher=publisher,
        language=task.given.language or _stated(content.facts.language) or language_of(spoken or texts),
        published=published,
        text=content.text,
        lines=tuple(Line(b.start, b.end, role) for b, role in zip(content.blocks, roled.roles, strict=True)),
    )
    return document, (*content.problems, *dating)


def _stated(language: str | None) -> str | None:
    """The two letters of "en", "EN" or "en-GB"; None for anything else, so that the text itself is asked."""
    code = (language or "").replace("_", "-").partition("-")[0].casefold()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None
