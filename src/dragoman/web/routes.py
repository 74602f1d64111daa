"""Every address there is, once: what answers there, and who may ask it."""

import json
from collections.abc import Callable
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Query, Request
from fastapi.responses import Response

from dragoman.web import shapes
from dragoman.web.accounts import pages as accounts
from dragoman.web.answering import give, give_asset, house_of, local, names_of
from dragoman.web.asked import (
    Asked,
    BriefAsked,
    CallsAsked,
    ClaimAsked,
    ClaimListAsked,
    CommitmentsAsked,
    CompareAsked,
    DeskAsked,
    DocumentAsked,
    DocumentsAsked,
    ForecastsAsked,
    LogAsked,
    PageAsked,
    PositionsAsked,
    ProblemsAsked,
    ReadingsAsked,
    RelationsAsked,
    SearchAsked,
)
from dragoman.web.facets import address
from dragoman.web.feeds import atom, json_feed
from dragoman.web.pages import saved
from dragoman.web.pages.actors import actor_page, actors_page
from dragoman.web.pages.briefs import brief_as_markdown, brief_page, brief_to_read
from dragoman.web.pages.calls import calls_page
from dragoman.web.pages.claims import claim_page, claims_page, newest_of
from dragoman.web.pages.commitments import commitments_page
from dragoman.web.pages.comparing import compare_page
from dragoman.web.pages.disagreements import disagreements_page
from dragoman.web.pages.documents import document_page, documents_page, original_of
from dragoman.web.pages.forecasts import forecasts_page
from dragoman.web.pages.help import help_page
from dragoman.web.pages.home import home_page
from dragoman.web.pages.log import log_page
from dragoman.web.pages.positions import positions_page
from dragoman.web.pages.readings import readings_page
from dragoman.web.pages.relations import relations_page
from dragoman.web.pages.search import search_page
from dragoman.web.pages.sources import problems_page, sources_page
from dragoman.web.routing import Route
from dragoman.web.uploads import pages as uploads
from dragoman.web.writing import judging, reviewing, withdrawing


def _home(request: Request, asked: Annotated[Asked, Query()]) -> Response:
    """What is new and what is due."""
    return give(request, home_page, asked=asked)


def _claims(request: Request, asked: Annotated[ClaimListAsked, Query()]) -> Response:
    """The claims that match."""
    return give(request, lambda house: claims_page(house, asked), asked=asked)


def _claims_atom(request: Request, asked: Annotated[ClaimListAsked, Query()]) -> Response:
    """News of a question, as an Atom feed."""
    return _feed(request, asked, atom, "application/atom+xml")


def _claims_feed(request: Request, asked: Annotated[ClaimListAsked, Query()]) -> Response:
    """News of a question, as a JSON feed."""
    return _feed(request, asked, json_feed, "application/feed+json")


def _feed(request: Request, asked: ClaimListAsked, write: Callable[..., bytes], kind: str) -> Response:
    house = house_of(request)
    with house.turns:
        rows = newest_of(house, asked)
    base = str(request.base_url).rstrip("/")
    here = f"{request.url.path}{f'?{request.url.query}' if request.url.query else ''}"
    question = address("", asked)
    title = f"Dragoman: {' '.join(value for _, value in parse_qsl(question.removeprefix('?'))) or 'claims'}"
    body = write(rows, title=title, base=base, here=here, page=f"/claims{question}")
    return Response(body, media_type=kind)


def _brief(request: Request, asked: Annotated[BriefAsked, Query()]) -> Response:
    """The brief builder."""
    return give(request, lambda house: brief_page(house, asked))


def _brief_to_read(request: Request, asked: Annotated[BriefAsked, Query()]) -> Response:
    """The brief as a page that stands alone and prints."""
    house = house_of(request)
    with house.turns:
        return brief_to_read(house, asked)


def _brief_as_markdown(request: Request, asked: Annotated[BriefAsked, Query()]) -> Response:
    """The brief as Markdown."""
    house = house_of(request)
    with house.turns:
        return brief_as_markdown(house, asked)


def _claim(request: Request, id: str, asked: Annotated[ClaimAsked, Query()]) -> Response:  # noqa: A002
    """One claim in its words, and why it was read so."""
    there = local(asked.next) if asked.next else None
    return give(request, lambda house: claim_page(house, id, there), asked=asked)


def _positions(request: Request, asked: Annotated[PositionsAsked, Query()]) -> Response:
    """On which tracks voices take a stand over time, in which words, and whether that moved."""
    return give(request, lambda house: positions_page(house, asked, names_of(request)), asked=asked)


def _relations(request: Request, asked: Annotated[RelationsAsked, Query()]) -> Response:
    """Who did what to whom."""
    return give(request, lambda house: relations_page(house, asked, names_of(request)), asked=asked)


def _calls(request: Request, asked: Annotated[CallsAsked, Query()]) -> Response:
    """Who called on whom, and was answered."""
    return give(request, lambda house: calls_page(house, asked), asked=asked)


def _forecasts(request: Request, asked: Annotated[ForecastsAsked, Query()]) -> Response:
    """Who expected what by when."""
    return give(request, lambda house: forecasts_page(house, asked), asked=asked)


def _disagreements(request: Request, asked: Annotated[DeskAsked, Query()]) -> Response:
    """Where one says that it is so, and another that it is not."""
    return give(request, lambda house: disagreements_page(house, asked), asked=asked)


def _search(request: Request, asked: Annotated[SearchAsked, Query()]) -> Response:
    """The paragraphs in which words stand."""
    return give(request, lambda house: search_page(house, asked), asked=asked)


def _help(request: Request, asked: Annotated[Asked, Query()]) -> Response:
    """How pages are used: keys, what can be typed, what the words mean."""
    return give(request, help_page, asked=asked)


def _documents(request: Request, asked: Annotated[DocumentsAsked, Query()]) -> Response:
    """The documents that match."""
    return give(request, lambda house: documents_page(house, asked), asked=asked)


def _document(request: Request, id: str, asked: Annotated[DocumentAsked, Query()]) -> Response:  # noqa: A002
    """One document with its claims."""
    return give(request, lambda house: document_page(house, id, asked), asked=asked)


def _compare(request: Request, id: str, asked: Annotated[CompareAsked, Query()]) -> Response:  # noqa: A002
    """Two documents side by side, with what differs marked."""
    return give(request, lambda house: compare_page(house, id, asked), asked=asked)


def _readings(request: Request, id: str, asked: Annotated[ReadingsAsked, Query()]) -> Response:  # noqa: A002
    """Two readings of a document, with what differs marked."""
    return give(request, lambda house: readings_page(house, id, asked))


def _original(request: Request, id: str) -> Response:  # noqa: A002
    """The bytes that a document was read from, as a file to keep: never shown, whatever they are."""
    house = house_of(request)
    with house.turns:
        data, name = original_of(house, id)
    headers = {
        "content-disposition": f'attachment; filename="{name}"',
        "content-security-policy": "sandbox; default-src 'none'",
    }
    return Response(data, media_type="application/octet-stream", headers=headers)


def _sources(request: Request, asked: Annotated[Asked, Query()]) -> Response:
    """What is watched, and where that stands."""
    return give(request, lambda house: sources_page(house, asked))


def _problems(request: Request, asked: Annotated[ProblemsAsked, Query()]) -> Response:
    """The faults of what was read."""
    return give(request, lambda house: problems_page(house, asked), asked=asked)


def _log(request: Request, asked: Annotated[LogAsked, Query()]) -> Response:
    """What changed in the record, and why."""
    return give(request, lambda house: log_page(house, asked), asked=asked)


def _actors(request: Request, asked: Annotated[PageAsked, Query()]) -> Response:
    """Who is named."""
    return give(request, lambda house: actors_page(house, asked), asked=asked)


def _actor(request: Request, id: str, asked: Annotated[PageAsked, Query()]) -> Response:  # noqa: A002
    """One actor: offices, names, claims."""
    return give(request, lambda house: actor_page(house, id, asked, names_of(request)), asked=asked)


def _commitments(request: Request, asked: Annotated[CommitmentsAsked, Query()]) -> Response:
    """The ledger of promises."""
    return give(request, lambda house: commitments_page(house, asked), asked=asked)


def _openapi(request: Request) -> Response:
    """What can be asked here, for programs."""
    return Response(json.dumps(request.app.openapi()), media_type="application/json")


PAGES: tuple[Route, ...] = (
    Route("/", _home, shape=shapes.Home),
    Route("/claims", _claims, shape=shapes.Claims),
    Route("/claims.atom", _claims_atom, forms=("html",)),
    Route("/claims.feed", _claims_feed, forms=("html",)),
    Route("/brief", _brief, shape=shapes.Brief),
    Route("/brief/page", _brief_to_read, forms=("html",)),
    Route("/brief/markdown", _brief_as_markdown, forms=("html",)),
    Route("/claim/{id}", _claim, shape=shapes.OneClaim),
    Route("/documents", _documents, shape=shapes.Documents),
    Route("/document/{id}", _document, shape=shapes.OneDocument),
    Route("/document/{id}/compare", _compare, shape=shapes.Compared),
    Route("/document/{id}/readings", _readings, shape=shapes.Readings),
    Route("/document/{id}/original", _original, forms=("html",)),
    Route("/actors", _actors, shape=shapes.Actors),
    Route("/actor/{id:path}", _actor, shape=shapes.Actor),
    Route("/commitments", _commitments, shape=shapes.Promises),
    Route("/forecasts", _forecasts, shape=shapes.Forecasts),
    Route("/calls", _calls, shape=shapes.Calls),
    Route("/positions", _positions, shape=shapes.Positions),
    Route("/relations", _relations, shape=shapes.Relations),
    Route("/disagreements", _disagreements, shape=shapes.Disagreements),
    Route("/search", _search, shape=shapes.Search),
    Route("/sources", _sources, shape=shapes.Sources),
    Route("/problems", _problems, shape=shapes.Problems),
    Route("/log", _log, shape=shapes.Log),
    Route("/help", _help, shape=shapes.Help),
)
"""What people look at; each is JSON and CSV too, at the same address with .json and .csv."""

ASSETS: tuple[Route, ...] = (
    Route("/static/{digest}/{name:path}", give_asset, least=None, forms=("html",), described=False),
    Route("/openapi.json", _openapi, forms=("html",), described=False),
)
"""What pages ask for, and what programs do."""

ROUTES: tuple[Route, ...] = (
    *PAGES,
    *ASSETS,
    *saved.ROUTES,
    *accounts.ROUTES,
    *judging.ROUTES,
    *reviewing.ROUTES,
    *withdrawing.ROUTES,
    *uploads.ROUTES,
)
"""All of them, in the order in which addresses are matched."""
