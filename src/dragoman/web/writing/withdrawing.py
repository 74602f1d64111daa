"""Forms that let a document count no longer, or again. What erases one is dragoman withdraw, and no form."""

import json
from collections.abc import Callable
from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import Response
from pydantic import Field

from dragoman.desks.dialogue.following import follow_up
from dragoman.store import Record
from dragoman.web.accounts.pages import told
from dragoman.web.answering import form_of, house_of, mended
from dragoman.web.asked import Sent
from dragoman.web.routing import Route
from dragoman.web.view import Done
from dragoman.web.writing.deeds import lead, turn


class ReasonSent(Sent):
    """Why a document counts no longer, or again; others will read it."""

    why: str = Field(min_length=1, max_length=2_000)
    next: Annotated[str, Field(max_length=2_000)] | None = None


def _withdraw_document(request: Request, id: str, sent: Annotated[ReasonSent, Form()]) -> Response:  # noqa: A002
    """Let a document count no longer, in any question, from now on."""

    def work(record: Record, by: str) -> None:
        record.withdraw_document(id, by=by, why=sent.why)

    return _change(request, Done("document", id, "withdrawn"), sent, work, there=sent.next or "/documents")


def _restore_document(request: Request, id: str, sent: Annotated[ReasonSent, Form()]) -> Response:  # noqa: A002
    """Let a document that was withdrawn count again."""

    def work(record: Record, by: str) -> None:
        record.restore_document(id, by=by, why=sent.why)

    return _change(request, Done("document", id, "restored"), sent, work, there=f"/document/{id}")


def _change(
    request: Request, done: Done, sent: ReasonSent, work: Callable[[Record, str], None], *, there: str
) -> Response:
    """Do it, and bring its links up to date, and what is counted, where that is not done beside the server anyhow."""
    house, by = house_of(request), turn(request)
    with house.writing() as record:
        behind = house.is_behind(record)
        mended(lambda: work(record, by))
        record.link(count=not behind)
        if not behind:
            follow_up(record, house.states)
    told(request, "withdraw" if done.deed == "withdrawn" else "restore", about=done.id, detail=sent.why)
    if form_of(request) == "json":
        body = json.dumps({"id": done.id, "state": done.deed, "by": by, "why": sent.why})
        return Response(body, media_type="application/json")
    return lead(there, done)


ROUTES: tuple[Route, ...] = tuple(
    Route(f"/document/{{id}}/{deed}", endpoint, least="analyst", scope="judge", method="POST", forms=("json", "html"))
    for deed, endpoint in (("withdraw", _withdraw_document), ("restore", _restore_document))
)
