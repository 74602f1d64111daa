"""One source to its documents, top to bottom: bytes, format, text, roles, and then what the document says of itself."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from dragoman.dossier import Dossier
from dragoman.record import SPEAKING_ROLES, Document, Line, SourceError
from dragoman.sources.apart import read_bytes, read_characters
from dragoman.sources.find import Fetch, find_raws
from dragoman.sources.formats import container_of
from dragoman.sources.kind import kind_of, without_label
from dragoman.sources.language import language_of
from dragoman.sources.limits import Limits, OverspentError, Spent
from dragoman.sources.nouns import Content, Facts, Given, Inner, Item, Part, Raw, Sourced, SourceFault, Whole
from dragoman.sources.printed import layout_of
from dragoman.sources.published import published_of
from dragoman.sources.publisher import publisher_of
from dragoman.sources.roles import line_roles
from dragoman.sources.streams import SNIFFED, size_of


def read_sources(
    paths: Sequence[str | Path],
    dossier: Dossier,
    *,
    given: Given | None = None,
    limits: Limits | None = None,
    fetch: Fetch | None = None,
) -> Iterator[Sourced | SourceFault]:
    """All documents of some files, folders, "-" (standard input) and, with `fetch`, web addresses, in that order.

    A fault stops nothing.
    """
    for raw in find_raws(paths, fetch=fetch):
        if isinstance(raw, SourceFault):
            yield raw
        else:
            yield from read_raw(raw, dossier, given=given, limits=limits)


def read_raw(
    raw: Raw, dossier: Dossier, *, given: Given | None = None, limits: Limits | None = None
) -> Iterator[Sourced | SourceFault]:
    """The one document of a file, or the many of whatever holds others, in the order they lie in it.

    Never raises for bad material: what cannot be read is a fault.
    """
    try:
        with raw.open() as stream:
            way = _Way(dossier, given or Given(), Spent(limits or Limits(), size_of(stream)))
            yield from _read_inner(Inner(raw.source, stream, raw.facts or Facts(), raw.charset), way, depth=0)
    except OSError as fault:
        yield SourceFault(raw.source, f"cannot be read: {fault.strerror or fault}")


def read_text(text: str, dossier: Dossier, *, source: str = "text", given: Given | None = None) -> Sourced:
    """A document from text already in hand, as if it had been a file in UTF-8. Raises SourceError where it is none."""
    data = text.encode("utf-8", errors="replace")
    return _sourced(read_bytes(data, charset=None, limits=Limits()), data, source, dossier, given or Given())


@dataclass(frozen=True, slots=True)
class _Way:
    """What stays the same all the way through one source."""

    dossier: Dossier
    given: Given
    spent: Spent


def _read_inner(opened: Inner, way: _Way, *, depth: int) -> Iterator[Sourced | SourceFault]:
    """A file, wherever it lies: one document, or split into its parts and each of them read."""
    try:
        container = container_of(opened.stream.peek(SNIFFED)[:SNIFFED])
        if container is None:
            yield _read_document(opened, way)
            return
        if depth > way.spent.limits.max_nesting:
            raise SourceError(f"lies within more than {way.spent.limits.max_nesting} others; unpack it first")
        for part in container.parts(opened, way.spent):
            yield from _read_part(part, way, depth=depth + 1)
    except OverspentError as fault:
        fault.place = fault.place or opened.source
        if depth:
            raise
        yield SourceFault(fault.place, str(fault))
    except SourceError as fault:
        yield SourceFault(opened.source, str(fault))


def _read_part(part: Part, way: _Way, *, depth: int) -> Iterator[Sourced | SourceFault]:
    if isinstance(part, SourceFault):
        yield part
    elif isinstance(part, Inner):
        yield from _read_inner(part, way, depth=depth)
    elif isinstance(part, Whole):
        yield _read_bytes(part.data, part.source, part.facts, None, way)
    else:
        try:
            yield _read_item(part, way)
        except SourceError as fault:
            called = "" if part.source == part.place else f"{part.source}: "
            yield SourceFault(part.place, f"{called}{fault}")


def _read_document(opened: Inner, way: _Way) -> Sourced:
    data = opened.stream.read(way.spent.limits.max_bytes + 1)
    return _read_bytes(data, opened.source, opened.facts, opened.charset, way)


def _read_bytes(data: bytes, source: str, facts: Facts, charset: str | None, way: _Way) -> Sourced:
    limits = way.spent.limits
    if len(data) > limits.max_bytes:
        raise SourceError(f"larger than {limits.max_bytes} bytes, the most one document may have; split it")
    content = read_bytes(data, charset=charset, limits=limits)
    return _sourced(_told(content, facts), data, source, way.dossier, way.given)


def _read_item(item: Item, way: _Way) -> Sourced:
    content = read_characters(item.text, limits=way.spent.limits)
    content = replace(_told(content, item.facts), problems=(*item.problems, *content.problems))
    return _sourced(content, item.data, item.source, way.dossier, way.given)


def _told(content: Content, facts: Facts) -> Content:
    """The content with what its container says of it, which beats what its own format says."""
    said = {f.name: getattr(facts, f.name) for f in fields(Facts) if getattr(facts, f.name)}
    return replace(content, facts=replace(content.facts, **said)) if said else content


def _sourced(content: Content, data: bytes, source: str, dossier: Dossier, given: Given) -> Sourced:
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
        title=without_label(roled.title),
        kind=kind_of(texts, roled.roles, roled.labels, content.facts, roled.title, site),
        publisher=publisher,
        language=given.language or _stated(content.facts.language) or language_of(spoken or texts),
        published=published,
        text=content.text,
        lines=tuple(Line(b.start, b.end, role) for b, role in zip(content.blocks, roled.roles, strict=True)),
    )
    return Sourced(document, data, (*content.problems, *dating))


def _stated(language: str | None) -> str | None:
    """The two letters of "en", "EN" or "en-GB"; None for anything else, so that the text itself is asked."""
    code = (language or "").replace("_", "-").partition("-")[0].casefold()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None
