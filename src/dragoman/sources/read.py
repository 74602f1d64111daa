"""One source to its documents, top to bottom: bytes, format, text, roles, and then what the document says of itself."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from io import BufferedReader
from pathlib import Path

from dragoman.dossier import Dossier
from dragoman.record import SPEAKING_ROLES, Document, Line, Problem, SourceError
from dragoman.sources.encoding import decode
from dragoman.sources.find import find_raws
from dragoman.sources.formats import NOT_TEXT, format_of, is_corpus
from dragoman.sources.jsonlines import Row, read_rows
from dragoman.sources.kind import kind_of
from dragoman.sources.language import language_of
from dragoman.sources.nouns import SNIFFED, Content, Facts, Given, Limits, Raw, Sourced, SourceFault
from dragoman.sources.printed import layout_of
from dragoman.sources.published import published_of
from dragoman.sources.publisher import publisher_of
from dragoman.sources.roles import line_roles


def read_sources(
    paths: Sequence[str | Path], dossier: Dossier, *, given: Given | None = None, limits: Limits | None = None
) -> Iterator[Sourced | SourceFault]:
    """All documents of some files, folders and "-" (standard input), one after the other; a fault stops nothing."""
    for raw in find_raws(paths):
        if isinstance(raw, SourceFault):
            yield raw
        else:
            yield from read_raw(raw, dossier, given=given, limits=limits)


def read_raw(
    raw: Raw, dossier: Dossier, *, given: Given | None = None, limits: Limits | None = None
) -> Iterator[Sourced | SourceFault]:
    """The one document of a file, or the many of a corpus in the order of its rows.

    Never raises for bad material: what cannot be read is a fault.
    """
    given, limits = given or Given(), limits or Limits()
    try:
        with raw.open() as stream:
            if is_corpus(stream.peek(SNIFFED)[:SNIFFED]):
                yield from _read_corpus(raw.source, stream, dossier, given, limits)
                return
            data = stream.read(limits.max_bytes + 1)
        if len(data) > limits.max_bytes:
            raise SourceError(f"larger than {limits.max_bytes} bytes, the most one document may have; split it")
        yield _read_bytes(data, raw.source, dossier, given, limits)
    except SourceError as fault:
        yield SourceFault(raw.source, str(fault))
    except OSError as fault:
        yield SourceFault(raw.source, f"cannot be read: {fault.strerror or fault}")


def read_text(text: str, dossier: Dossier, *, source: str = "text", given: Given | None = None) -> Sourced:
    """A document from text already in hand, as if it had been a file in UTF-8. Raises SourceError where it is none."""
    data = text.encode("utf-8", errors="replace")
    return _read_bytes(data, source, dossier, given or Given(), Limits())


def _read_bytes(data: bytes, source: str, dossier: Dossier, given: Given, limits: Limits) -> Sourced:
    try:
        text, problems = decode(data)
    except UnicodeError as fault:
        raise SourceError(f"{NOT_TEXT}: {fault}") from fault
    text, cut = _cut(text, limits)
    content = format_of(text).read(text)
    return _sourced(content, data, source, dossier, given, (*problems, *cut))


def _read_corpus(
    source: str, stream: BufferedReader, dossier: Dossier, given: Given, limits: Limits
) -> Iterator[Sourced | SourceFault]:
    for row in read_rows(stream, max_bytes=limits.max_bytes):
        place = f"{source}:{row.number}"
        if row.fault:
            yield SourceFault(place, f"{row.fault}; the other rows are read")
            continue
        try:
            yield _read_row(row, row.facts.id or place, dossier, given, limits)
        except SourceError as fault:
            yield SourceFault(place, f"row {row.facts.id or row.number}: {fault}")


def _read_row(row: Row, source: str, dossier: Dossier, given: Given, limits: Limits) -> Sourced:
    text, cut = _cut(row.text, limits)
    content = format_of(text).read(text)
    # What the row says of its document beats what the text's own format says.
    said = {f.name: getattr(row.facts, f.name) for f in fields(Facts) if getattr(row.facts, f.name)}
    return _sourced(replace(content, facts=replace(content.facts, **said)), row.data, source, dossier, given, cut)


def _cut(text: str, limits: Limits) -> tuple[str, tuple[Problem, ...]]:
    if len(text) <= limits.max_characters:
        return text, ()
    message = f"the text has {len(text)} characters; only the first {limits.max_characters} are read"
    return text[: limits.max_characters], (Problem("text-truncated", 0, 0, message),)


def _sourced(
    content: Content, data: bytes, source: str, dossier: Dossier, given: Given, problems: tuple[Problem, ...]
) -> Sourced:
    """The document that a content is: roles first, for all else is read off them."""
    if not any(ch.isalnum() for ch in content.text):
        raise SourceError("is empty" if not data else "holds no words")
    texts = [content.text[b.start : b.end] for b in content.blocks]
    roled = line_roles(content)
    layout = layout_of(content, texts, roled.roles, roled.labels)
    published, dating = published_of(layout, given=given)
    publisher, site = publisher_of(texts, roled.roles, roled.labels, content.facts, dossier, given=given)
    spoken = [text for text, role in zip(texts, roled.roles, strict=True) if role in SPEAKING_ROLES]
    digest = hashlib.sha256(data).hexdigest()
    document = Document(
        id=f"d{digest[:16]}",
        source=source,
        sha256=digest,
        title=roled.title,
        kind=kind_of(texts, roled.roles, roled.labels, content.facts, roled.title, site),
        publisher=publisher,
        language=given.language or _stated(content.facts.language) or language_of(spoken or texts),
        published=published,
        text=content.text,
        lines=tuple(Line(b.start, b.end, role) for b, role in zip(content.blocks, roled.roles, strict=True)),
    )
    return Sourced(document, data, (*problems, *content.problems, *dating))


def _stated(language: str | None) -> str | None:
    """The two letters of "en", "EN" or "en-GB"; None for anything else, so that the text itself is asked."""
    code = (language or "").replace("_", "-").partition("-")[0].casefold()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None
