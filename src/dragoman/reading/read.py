"""The whole way from a document to its reading, top to bottom.

English: line roles (sources) → sentences → names → parse → times → speech → kinds → claims. Korean: names and dates;
its claims wait for a reader over morphemes, which will take the place of `_READERS["ko"]` and give the same `Findings`.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from dragoman.dossier import Dossier
from dragoman.reading.findings import Findings
from dragoman.reading.version import reader_version
from dragoman.record import Document, Problem, Reading

_BATCH: Final = 64
"""Documents handed to a language's reader at a time: enough to fill the parser, few enough to keep memory small."""

_Reader = Callable[[Iterable[Document], Dossier, str | None], Iterator[Findings]]


def read_document(
    document: Document, dossier: Dossier, *, problems: tuple[Problem, ...] = (), pack: str | None = None
) -> Reading:
    """The reading of one document. `problems` are what its source already told; they come first.

    Pure: the same document, dossier and pack always give the same reading. Raises `LanguagePackError` where the pack
    named cannot be loaded; never for anything in the text.
    """
    return next(read_documents([(document, problems)], dossier, pack=pack))


def read_documents(
    items: Iterable[tuple[Document, tuple[Problem, ...]]], dossier: Dossier, *, pack: str | None = None
) -> Iterator[Reading]:
    """The readings of many documents, in their order. Documents of one language are parsed together."""
    source = iter(items)
    while batch := list(itertools.islice(source, _BATCH)):
        found: dict[int, Findings] = {}
        by_language: dict[str, list[int]] = {}
        for n, (document, _) in enumerate(batch):
            by_language.setdefault(document.language, []).append(n)
        for language, places in by_language.items():
            reader = _READERS.get(language, _read_unknown)
            documents = [batch[n][0] for n in places]
            found.update(zip(places, reader(documents, dossier, pack), strict=True))
        for n, (document, problems) in enumerate(batch):
            yield _reading(document, problems, found[n])


def _reading(document: Document, problems: tuple[Problem, ...], findings: Findings) -> Reading:
    return Reading(document, findings.mentions, findings.times, findings.claims, problems + findings.problems)


def _read_english(documents: Iterable[Document], dossier: Dossier, pack: str | None) -> Iterator[Findings]:
    from dragoman.reading.en.english import read_english
    from dragoman.reading.en.language_pack import load_pack

    return read_english(documents, dossier, load_pack(pack))


def _read_korean(documents: Iterable[Document], dossier: Dossier, pack: str | None) -> Iterator[Findings]:
    from dragoman.reading.ko.korean import read_korean

    return read_korean(documents, dossier)


def _read_unknown(documents: Iterable[Document], dossier: Dossier, pack: str | None) -> Iterator[Findings]:
    """A language nobody here reads: kept, and said so."""
    for document in documents:
        message = f"Dragoman does not read the language {document.language!r}; the document is kept without claims"
        yield Findings(problems=(Problem("language-unread", 0, 0, message),))


_READERS: Mapping[str, _Reader] = {"en": _read_english, "ko": _read_korean}

__all__ = ["read_document", "read_documents", "reader_version"]
