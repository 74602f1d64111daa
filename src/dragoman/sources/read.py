"""One source to its documents: what holds others is split into its parts, and each of them is read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman.dossier import Dossier
from dragoman.record import SourceError
from dragoman.sources.apart import read_document
from dragoman.sources.document import Task
from dragoman.sources.find import Fetch, find_raws
from dragoman.sources.formats import container_of
from dragoman.sources.limits import Limits, OverspentError, Spent
from dragoman.sources.nouns import Facts, Given, Inner, Item, Part, Raw, Sourced, SourceFault, Whole
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
    document, problems = read_document(data, Task(source, text=text, given=given or Given()), dossier, Limits())
    return Sourced(document, data, problems)


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
        yield _read(part.data, Task(part.source, part.facts, given=way.given), way)
    else:
        try:
            yield _read_item(part, way)
        except SourceError as fault:
            called = "" if part.source == part.place else f"{part.source}: "
            yield SourceFault(part.place, f"{called}{fault}")


def _read_document(opened: Inner, way: _Way) -> Sourced:
    data = opened.stream.read(way.spent.limits.max_bytes + 1)
    return _read(data, Task(opened.source, opened.facts, opened.charset, given=way.given), way)


def _read_item(item: Item, way: _Way) -> Sourced:
    sourced = _read(item.data, Task(item.source, item.facts, text=item.text, given=way.given), way)
    return replace(sourced, problems=(*item.problems, *sourced.problems))


def _read(data: bytes, task: Task, way: _Way) -> Sourced:
    limits = way.spent.limits
    if len(data) > limits.max_bytes:
        raise SourceError(f"larger than {limits.max_bytes} bytes, the most one document may have; split it")
    document, problems = read_document(data, task, way.dossier, limits)
    return Sourced(document, data, problems)
