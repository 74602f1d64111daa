"""The application: every address there is, once; and what is said where one cannot be answered."""

import logging
from collections.abc import Callable, Sequence
from typing import Annotated, Any, cast

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel

from dragoman import __version__
from dragoman.record import DragomanError, RecordBusyError
from dragoman.web.answers import FORMS, Answer, Form, Wrong
from dragoman.web.asked import Asked, ClaimsAsked, CommitmentsAsked, DocumentAsked, DocumentsAsked, PageAsked
from dragoman.web.faults import wrong_parameters
from dragoman.web.house import House
from dragoman.web.pages.actors import actor_page, actors_page
from dragoman.web.pages.claims import claim_page, claims_page
from dragoman.web.pages.commitments import commitments_page
from dragoman.web.pages.documents import document_page, documents_page
from dragoman.web.pages.home import home_page
from dragoman.web.rendering import asset, render, render_fault
from dragoman.web.safety import App, Guarded

log = logging.getLogger("dragoman.web")


class FaultTold(BaseModel):
    """What went wrong: the HTTP status, a stable code, and a line that says what to do."""

    status: int
    code: str
    message: str


class Fault(BaseModel):
    """The one shape of every error."""

    error: FaultTold


def make_app(house: House) -> App:
    """The pages of one record, behind the rules of safety.py."""
    app = FastAPI(
        title="Dragoman",
        version=__version__,
        description="What governments say, promise and do, every line bound to the exact words it rests on.",
        docs_url=None,  # they would fetch scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
        telemetry={"auto_configure": False, "tracing": False},  # nothing leaves this machine, whatever is set
        responses={status: {"model": Fault} for status in (400, 404, 422, 503)},
    )
    app.state.house = house
    for path, endpoint in PAGES:
        _add(app, path, endpoint)
    for name, kind in (("style.css", "text/css"), ("icon.svg", "image/svg+xml")):
        app.add_api_route(f"/{name}", _asset(name, kind), include_in_schema=False)
    app.add_exception_handler(Wrong, _told)
    app.add_exception_handler(RequestValidationError, _told)
    app.add_exception_handler(DragomanError, _told)
    app.add_exception_handler(404, _told)
    app.add_exception_handler(405, _told)
    app.add_exception_handler(Exception, _told)
    return Guarded(cast(App, app))


def _home(request: Request, asked: Annotated[Asked, Query()]) -> Response:
    """What is new and what is due."""
    return _give(request, home_page)


def _claims(request: Request, asked: Annotated[ClaimsAsked, Query()]) -> Response:
    """The claims that match."""
    return _give(request, lambda house: claims_page(house, asked))


def _claim(request: Request, id: str, asked: Annotated[Asked, Query()]) -> Response:  # noqa: A002
    """One claim in its words, and why it was read so."""
    return _give(request, lambda house: claim_page(house, id))


def _documents(request: Request, asked: Annotated[DocumentsAsked, Query()]) -> Response:
    """The documents that match."""
    return _give(request, lambda house: documents_page(house, asked))


def _document(request: Request, id: str, asked: Annotated[DocumentAsked, Query()]) -> Response:  # noqa: A002
    """One document with its claims."""
    return _give(request, lambda house: document_page(house, id, asked))


def _actors(request: Request, asked: Annotated[PageAsked, Query()]) -> Response:
    """Who is named."""
    return _give(request, lambda house: actors_page(house, asked))


def _actor(request: Request, id: str, asked: Annotated[PageAsked, Query()]) -> Response:  # noqa: A002
    """One actor: offices, names, claims."""
    return _give(request, lambda house: actor_page(house, id, asked))


def _commitments(request: Request, asked: Annotated[CommitmentsAsked, Query()]) -> Response:
    """The ledger of promises."""
    return _give(request, lambda house: commitments_page(house, asked))


PAGES: Sequence[tuple[str, Callable[..., Response]]] = (
    ("/", _home),
    ("/claims", _claims),
    ("/claim/{id}", _claim),
    ("/documents", _documents),
    ("/document/{id}", _document),
    ("/actors", _actors),
    ("/actor/{id:path}", _actor),
    ("/commitments", _commitments),
)
"""Every page; its twins have the same address with .json and .csv, the first page's as /index."""


def _add(app: FastAPI, path: str, endpoint: Callable[..., Response]) -> None:
    for form in FORMS:
        twin = path if form == "html" else f"{'/index' if path == '/' else path}.{form}"
        name = f"{endpoint.__name__.removeprefix('_')}_{form}"
        app.add_api_route(
            twin, endpoint, name=name, operation_id=name, response_class=Response, include_in_schema=form != "html"
        )


def _form(request: Request) -> Form:
    """What is asked for, by how the address ends."""
    return next((form for form in FORMS[:2] if request.url.path.endswith(f".{form}")), "html")


def _give(request: Request, page: Callable[[House], Answer]) -> Response:
    house: House = request.app.state.house
    with house.turns:
        return render(page(house), _form(request), request.url)


def _asset(name: str, kind: str) -> Callable[[], Response]:
    def give() -> Response:
        return Response(asset(name), media_type=kind, headers={"cache-control": "no-cache"})

    return give


async def _told(request: Request, fault: Exception) -> Response:
    """The answer to what went wrong. What is our own fault is logged, and not shown."""
    if isinstance(fault, Wrong):
        wrong = fault
    elif isinstance(fault, RequestValidationError):
        wrong = Wrong(422, "wrong-parameter", wrong_parameters(fault.errors(), _known(request)))
    elif isinstance(fault, DragomanError):
        busy = isinstance(fault, RecordBusyError)
        wrong = Wrong(503, "record-busy" if busy else "record-unusable", str(fault))
    else:
        wrong = _by_status(getattr(fault, "status_code", 500))
    if wrong.status == 500:
        log.error("%s %s failed", request.method, request.url.path, exc_info=fault)
    return render_fault(wrong, _form(request))


def _by_status(status: int) -> Wrong:
    if status == 404:
        return Wrong(404, "no-such-page", "there is no page of this address; begin at the first page")
    if status == 405:
        return Wrong(405, "only-get", "pages are only read here; ask with GET")
    if status < 500:
        return Wrong(status, "wrong-request", "this request cannot be answered; ask for a page with GET")
    return Wrong(500, "our-fault", "something went wrong here that should not; the server's log says what")


def _known(request: Request) -> list[str]:
    """The parameters that the page asked for takes."""
    endpoint = request.scope.get("endpoint")
    asked: Any = getattr(endpoint, "__annotations__", {}).get("asked")
    model = getattr(asked, "__origin__", None)
    fields = model.model_fields if isinstance(model, type) and issubclass(model, Asked) else {}
    return [field.alias or name for name, field in fields.items()]
