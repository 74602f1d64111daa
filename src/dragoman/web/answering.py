"""From what a page says to what is sent: in the form asked for, or what went wrong, in one shape."""

import asyncio
import logging
import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response

from dragoman.brief.labels import Labels
from dragoman.record import DragomanError, RecordBehindError, RecordBusyError, RecordSizeError
from dragoman.store.memory import give_back
from dragoman.web.answers import FORMS, Answer, Form, Wrong
from dragoman.web.asked import Asked
from dragoman.web.assets import assets
from dragoman.web.faults import wrong_parameters
from dragoman.web.house import House
from dragoman.web.keeping import Body, anybody_s, key_of
from dragoman.web.preferences import YEAR_S
from dragoman.web.rendering import render, render_fault
from dragoman.web.view import View

T = TypeVar("T")
COMES_AGAIN_S = 15
"""Seconds after which a page that waits for acts asks again."""
HEAVY_S = 0.03
"""A page that took so much of the processor left more behind than giving it back costs."""
log = logging.getLogger("dragoman.web")


def house_of(request: Request) -> House:
    """The record that is served."""
    house: House = request.app.state.house
    return house


def form_of(request: Request) -> Form:
    """What is asked for, by how the address ends."""
    return next((form for form in FORMS[:2] if request.url.path.endswith(f".{form}")), "html")


def give(request: Request, page: Callable[[House], Answer], *, asked: Asked | None = None) -> Response:
    """A page, in the form asked for. With what was `asked`, it is kept while the record stays what it is."""
    house, view, form = house_of(request), View.of(request.scope), form_of(request)
    names = house.names(view.preferences.language)
    if asked is None or view.done:
        with house.turns, _sparing():
            return render(page(house), form, view, names).to(view)

    def make() -> Body:
        with house.turns, _sparing():
            return render(page(house), form, anybody_s(view), names).packed()

    made = request.scope.get("dragoman.made")
    if made is not None:  # whoever asked this process for it keeps it
        state = house.state()
        made.append((state, make()))
        return Response()
    return house.bodies.made(key_of(request.scope["path"], view), house.state(), make).to(view)


@contextmanager
def _sparing() -> Iterator[None]:
    """Give memory back that a page was made in, where that was much."""
    began = time.thread_time()
    yield
    if time.thread_time() - began > HEAVY_S:
        give_back()


def names_of(request: Request) -> Labels:
    """What actors and tracks are called in the language of whoever asks."""
    return house_of(request).names(View.of(request.scope).preferences.language)


def give_asset(digest: str, name: str) -> Response:
    """A file that pages ask for, under the address that it has now."""
    asset = assets().get(name)
    if asset is None or asset.digest != digest:
        raise Wrong(404, "no-such-page", "there is no file of this address; load the page anew")
    headers = {"cache-control": f"public, max-age={YEAR_S}, immutable"}
    return Response(asset.content, media_type=asset.kind, headers=headers)


def see_other(location: str) -> Response:
    """Where to look after something was done: a form that was sent is not sent again by loading the page again."""
    return Response(status_code=303, headers={"location": local(location), "cache-control": "no-store"})


def mended(work: Callable[[], T]) -> T:
    """What `work` gives; what the person who asked can mend is told to them as their fault, not as the record's."""
    try:
        return work()
    except (RecordBusyError, RecordBehindError):
        raise
    except DragomanError as fault:
        raise Wrong(422, "wrong-parameter", str(fault)) from fault


def local(location: str) -> str:
    """The address if it is one of ours; else the first page: nobody is led elsewhere from here."""
    here = location.startswith("/") and not location.startswith(("//", "/\\"))
    return location if here and location.isascii() and location.isprintable() else "/"


async def tell(request: Request, fault: Exception) -> Response:
    """The answer to what went wrong. What is our own fault is logged, and not shown."""
    if isinstance(fault, Wrong):
        wrong = fault
    elif isinstance(fault, RequestValidationError):
        wrong = Wrong(422, "wrong-parameter", wrong_parameters(fault.errors(), _known(request)))
    elif isinstance(fault, RecordBehindError):
        wrong = await asyncio.to_thread(_counting, house_of(request), fault)
    elif isinstance(fault, RecordSizeError):
        wrong = Wrong(422, "too-many-claims", str(fault))
    elif isinstance(fault, DragomanError):
        busy = isinstance(fault, RecordBusyError)
        wrong = Wrong(503, "record-busy" if busy else "record-unusable", str(fault))
    else:
        wrong = _by_status(getattr(fault, "status_code", 500))
    if wrong.status == 500:
        log.error("%s %s failed", request.method, request.url.path, exc_info=fault)
    return refuse(wrong, form_of(request), View.of(request.scope))


def refuse(wrong: Wrong, form: Form, view: View) -> Response:
    """The answer that says no, and when to try again."""
    answer = render_fault(wrong, form, view)
    if wrong.wait:
        answer.headers["retry-after"] = str(math.ceil(wrong.wait))
        if wrong.code == "counting" and form == "html":
            answer.headers["refresh"] = str(math.ceil(wrong.wait))
    if wrong.status == 401:
        answer.headers["www-authenticate"] = 'Bearer realm="dragoman"'
    return answer


def _counting(house: House, fault: RecordBehindError) -> Wrong:
    """That acts are still to be counted, how far that is, and who does it."""
    if not house.counted:
        mend = f"dragoman doctor --rebuild-acts --record {house.record.path.name}"
        return Wrong(503, "counting", f"{fault}; whoever keeps this record counts them: {mend}")
    far = house.record.acts.progress()
    told = f"{far.documents:,} of {far.of:,} documents are counted"
    if far.documents >= far.of:
        told = f"all documents are counted, and what follows up {far.waiting:,} acts is looked for"
    return Wrong(503, "counting", f"{told}; this page comes by itself once that is done", wait=COMES_AGAIN_S)


def _by_status(status: int) -> Wrong:
    if status == 404:
        return Wrong(404, "no-such-page", "there is no page of this address; begin at the first page")
    if status == 405:
        return Wrong(405, "wrong-method", "this address is not asked so; pages are read with GET, forms sent with POST")
    if status < 500:
        return Wrong(status, "wrong-request", "this request cannot be answered; ask for a page with GET")
    return Wrong(500, "our-fault", "something went wrong here that should not; the server's log says what")


def _known(request: Request) -> list[str]:
    """The parameters that the page asked for takes."""
    endpoint = request.scope.get("endpoint")
    named = getattr(endpoint, "__annotations__", {})
    asked: Any = named.get("sent", named.get("asked"))
    model = getattr(asked, "__origin__", None)
    fields = model.model_fields if isinstance(model, type) and issubclass(model, Asked) else {}
    return [field.alias or name for name, field in fields.items()]
