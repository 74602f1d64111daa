"""The application: the table of routes, what is said where one cannot be answered, and the door before it all."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from typing import cast

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel

from dragoman import __version__
from dragoman.record import DragomanError
from dragoman.web.accounts.limiting import Limit
from dragoman.web.accounts.pages import Tries
from dragoman.web.answering import tell
from dragoman.web.answers import Wrong
from dragoman.web.door import Door, Reception
from dragoman.web.house import AT_ONCE, House
from dragoman.web.local import Local
from dragoman.web.makers import Makers
from dragoman.web.ready import Ready
from dragoman.web.routes import ROUTES
from dragoman.web.routing import Table
from dragoman.web.safety import App, Guarded
from dragoman.web.uploads.queue import Uploads


class FaultTold(BaseModel):
    """What went wrong: the HTTP status, a stable code, and a line that says what to do."""

    status: int
    code: str
    message: str


class Fault(BaseModel):
    """The one shape of every error."""

    error: FaultTold


@asynccontextmanager
async def _few_threads(_: FastAPI) -> AsyncIterator[None]:
    """Threads keep memory for themselves, and more than pages are made at once would only wait in them."""
    current_default_thread_limiter().total_tokens = 2 * AT_ONCE
    yield


def make_app(
    house: House,
    reception: Reception | None = None,
    *,
    hosts: Collection[str] = (),
    uploads: Uploads | None = None,
    makers: Makers | None = None,
) -> App:
    """The pages of one record, behind the door and the rules of safety.py.

    Without a reception it is for the one person at this machine; without `uploads` nothing is uploaded. `hosts` are the
    names it has besides this machine's; `makers` make what only reads.
    """
    reception = reception or Local()
    app, table = pages(house, reception, uploads=uploads)
    return Guarded(Door(Ready(app, cast(App, app), house, makers), table, reception), hosts)


def pages(house: House, reception: Reception, *, uploads: Uploads | None) -> tuple[FastAPI, Table]:
    """The application itself, without what stands before it."""
    app = FastAPI(
        title="Dragoman",
        version=__version__,
        description="What governments say, promise and do, every line bound to the exact words it rests on.",
        openapi_url=None,  # it is in the table, as all else
        docs_url=None,  # they would fetch scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_few_threads,
        telemetry={"auto_configure": False, "tracing": False},  # nothing leaves this machine, whatever is set
        responses={status: {"model": Fault} for status in (400, 401, 403, 404, 422, 503)},
    )
    app.state.house, app.state.reception, app.state.tries = house, reception, Tries()
    app.state.uploads, app.state.deeds = uploads, Limit(burst=120, every=0.5)
    table = Table(app, ROUTES)
    for fault in (Wrong, RequestValidationError, DragomanError, 404, 405, Exception):
        app.add_exception_handler(fault, tell)
    return app, table
