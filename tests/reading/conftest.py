"""A test's docstring is the document it reads.

Lines such as `Published: 2031-05-02` at its head tell of the document; its paragraphs stand apart by blank lines and
may be wrapped. `reading` is the whole reading, `claims` its claims in words.
"""

import datetime
import hashlib
import inspect
import re
from collections.abc import Callable
from typing import Any, cast

import pytest
from told import Claims, claims_of

from dragoman.dossier import Dossier, load_dossier
from dragoman.reading import read_document
from dragoman.record import Document, Line, LineRole, Period, Published, Publisher, Reading

_HEADER = re.compile(r"(Published|Publisher|Title|Caption|Language|Kind): (.+)")


@pytest.fixture(scope="session")
def dossier() -> Dossier:
    return load_dossier()


def _document(given: str, dossier: Dossier) -> Document:
    told: dict[str, str] = {}
    rows = inspect.cleandoc(given).split("\n")
    while rows and (header := _HEADER.fullmatch(rows[0].strip())):
        told[header[1]] = header[2]
        rows.pop(0)
    paragraphs = [" ".join(p.split()) for p in "\n".join(rows).split("\n\n")]
    silent = [(told[k], cast(LineRole, k.lower())) for k in ("Title", "Caption") if k in told]
    parts: list[tuple[str, LineRole]] = [*silent, *((p, cast(LineRole, "body")) for p in paragraphs if p)]
    text = "\n\n".join(p for p, _ in parts)
    lines, at = [], 0
    for part, role in parts:
        lines.append(Line(at, at + len(part), role))
        at += len(part) + 2
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    day = told.get("Published")
    actor = dossier.actors.get(told.get("Publisher", ""))
    return Document(
        id="d" + digest[:16],
        source="a test",
        sha256=digest,
        title=told.get("Title"),
        kind=cast(Any, told.get("Kind", "other")),
        publisher=Publisher(actor.id if actor else None, actor.name if actor else told.get("Publisher")),
        language=told.get("Language", "en"),
        published=Published(Period.day(datetime.date.fromisoformat(day)), "given", 1.0) if day else None,
        text=text,
        lines=tuple(lines),
    )


@pytest.fixture(scope="session")
def document_of(dossier: Dossier) -> Callable[[str], Document]:
    """The document that such a docstring tells of."""
    return lambda given: _document(given, dossier)


@pytest.fixture(scope="session")
def read(dossier: Dossier) -> Callable[[str], Reading]:
    """Read any text written like such a docstring."""
    return lambda given: read_document(_document(given, dossier), dossier)


@pytest.fixture
def reading(request: pytest.FixtureRequest, dossier: Dossier) -> Reading:
    """The reading of the test's own docstring."""
    given = request.function.__doc__
    assert given, "a test of reading needs its document in its docstring"
    return read_document(_document(given, dossier), dossier)


@pytest.fixture
def claims(reading: Reading) -> Claims:
    """The claims of the test's own docstring."""
    return claims_of(reading)
