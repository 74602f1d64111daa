"""A small invented dossier, and pages written as the docstrings of the tests that read them."""

import datetime
import inspect
from collections.abc import Callable

import pytest

from dragoman.dossier import Actor, Dossier, Name, Site
from dragoman.record import Document, LineRole
from dragoman.sources import Given, Limits, Raw, Sourced, SourceFault, read_raw, read_text

Says = Callable[[Document, LineRole], list[str]]


def an_actor(ident: str, name: str, *, kind: str = "organisation", state: str | None = None) -> Actor:
    names = (Name(name, "en", "name"),)
    return Actor(ident, kind, name, names, state, state, None, "invented", datetime.date(2024, 1, 1))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def dossier() -> Dossier:
    actors = [
        an_actor("norland", "Norland", kind="state"),
        an_actor("norland.lanterns", "Ministry of Lanterns", state="norland"),
        an_actor("sudland", "Sudland", kind="state"),
        an_actor("media.tidings", "Tidings"),
    ]
    sites = (
        Site("norland.lanterns", "press-release", ("lanterns.example",), ("Ministry of Lanterns", "등불부")),
        Site("media.tidings", "news", ("tidings.example",), ("Tidings", "Tidings News Agency")),
    )
    return Dossier("straits", "The Straits", {a.id: a for a in actors}, {}, (), {}, sites, (), "0")


@pytest.fixture
def page(request: pytest.FixtureRequest, dossier: Dossier) -> Sourced:
    """The test's docstring, read as a document."""
    text = inspect.getdoc(request.function)
    assert text, "the test has no docstring to read"
    return read_text(text, dossier)


@pytest.fixture
def read(dossier: Dossier) -> Callable[..., Sourced]:
    def reader(text: str, given: Given | None = None) -> Sourced:
        return read_text(inspect.cleandoc(text), dossier, given=given)

    return reader


@pytest.fixture
def says() -> Says:
    """The texts of a document's lines of one role."""
    return lambda document, role: [document.text[x.start : x.end] for x in document.lines if x.role == role]


@pytest.fixture
def found(dossier: Dossier) -> Callable[..., list[Sourced | SourceFault]]:
    """Whatever the bytes of a file hold, documents and faults."""

    def find(data: bytes, *, name: str = "file", limits: Limits | None = None) -> list[Sourced | SourceFault]:
        return list(read_raw(Raw(name, data=data), dossier, limits=limits))

    return find
