"""Saved searches: questions that are asked again, each with a feed; saving one and forgetting one."""

from typing import Annotated
from urllib.parse import parse_qsl, urlencode, urlsplit

from fastapi import Form, Query, Request
from fastapi.responses import Response
from pydantic import Field

from dragoman.store import SavedSearch
from dragoman.web.answering import give, house_of, see_other
from dragoman.web.answers import Answer, Wrong
from dragoman.web.asked import Asked, Sent
from dragoman.web.house import House
from dragoman.web.preferences import COOKIES
from dragoman.web.routing import Route
from dragoman.web.shapes import Saved
from dragoman.web.visitors import visitor_of

COLUMNS = ("id", "title", "address", "by", "at")
SAVABLE = (
    *("/claims", "/search", "/commitments", "/calls", "/forecasts", "/positions", "/relations", "/disagreements"),
    *("/documents", "/log"),
)
"""Pages whose questions may be saved."""


class SearchSent(Sent):
    """A question to be saved: the address of the page that asks it."""

    title: Annotated[str, Field(min_length=1, max_length=200)]
    address: Annotated[str, Field(max_length=4000)]


def saved_page(house: House) -> Answer:
    """All of them, by title."""
    found = house.record.saved.all()
    told = [_to_json(one) for one in found]
    return Answer(
        page="saved",
        shown={"rows": [(one, feed_of(one.path, one.question)) for one in found]},
        data={"saved": told},
        columns=COLUMNS,
        rows=[tuple(str(row[name]) for name in COLUMNS) for row in told],
    )


def feed_of(path: str, question: str) -> str | None:
    """Where news of a question are given; None where a page has no feed."""
    if path != "/claims":
        return None
    return f"/claims.atom?{question}" if question else "/claims.atom"


def _saved(request: Request, asked: Annotated[Asked, Query()]) -> Response:
    """The saved searches."""
    return give(request, saved_page)


def _save(request: Request, sent: Annotated[SearchSent, Form()]) -> Response:
    """Keep a question under a title."""
    path, question = _question(sent.address)
    house = house_of(request)
    with house.writing() as record:
        record.saved.save(sent.title, path, question, by=visitor_of(request).name or "")
    return see_other("/saved")


def _forget(request: Request, id: str, sent: Annotated[Sent, Form()]) -> Response:  # noqa: A002
    """Keep a question no longer."""
    with house_of(request).writing() as record:
        if not record.saved.forget(id):
            raise Wrong(404, "no-such-search", f"no search {id} is saved; load the list again")
    return see_other("/saved")


def _question(address: str) -> tuple[str, str]:
    """The path and the question of one of our own addresses, without where a list began or how it looked."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or parts.path not in SAVABLE:
        raise Wrong(422, "wrong-parameter", f"address: a search is one of {', '.join(SAVABLE)} with its question")
    asked = parse_qsl(parts.query, keep_blank_values=False)
    return parts.path, urlencode([pair for pair in asked if pair[0] not in (*COOKIES, "after", "form-token")])


def _to_json(one: SavedSearch) -> dict[str, str]:
    return {"id": one.id, "title": one.title, "address": one.address, "by": one.by, "at": one.at.isoformat()}


ROUTES: tuple[Route, ...] = (
    Route("/saved", _saved, shape=Saved),
    Route("/saved", _save, least="analyst", scope="judge", method="POST", forms=("html",)),
    Route("/saved/{id}/forget", _forget, least="analyst", scope="judge", method="POST", forms=("html",)),
)
