"""One deed: its turn at the record, its place in the audit log, and where to look afterwards."""

import json
from collections.abc import Callable

from fastapi import Request
from fastapi.responses import Response

from dragoman.brief.rows import judgement_to_json
from dragoman.desks.dialogue.following import follow_up
from dragoman.record import Judgement
from dragoman.store import Record
from dragoman.web.accounts.pages import told
from dragoman.web.answering import form_of, house_of, mended, see_other
from dragoman.web.answers import Wrong
from dragoman.web.view import DONE, Done
from dragoman.web.visitors import visitor_of

SHOWN_S = 60
"""So long after it, the next page still says what was done."""


def judge(request: Request, work: Callable[[Record, str], Judgement], *, there: str) -> Response:
    """Put on record what somebody decided: `work` is given the record open for writing and their name.

    A form is led `there`, where the undo of it is offered; a program is told what was put on record.
    """
    name = turn(request)
    house = house_of(request)
    with house.writing() as record:
        behind = house.is_behind(record)
        made = mended(lambda: work(record, name))
        if not behind:
            follow_up(record, house.states)
    told(request, "judge", about=" ".join((made.id, *made.about)), detail=made.verdict)
    if form_of(request) == "json":
        return Response(json.dumps(judgement_to_json(made)), 201, media_type="application/json")
    return lead(there, Done("judgement", made.id, made.verdict))


def lead(there: str, done: Done) -> Response:
    """Lead somebody on, to a page that says what they did and offers to take it back."""
    answer = see_other(there)
    answer.set_cookie(DONE, done.cookie, max_age=SHOWN_S, httponly=True, samesite="strict", path="/")
    return answer


def leave(request: Request, proposal: str, *, why: str, there: str) -> Response:
    """Decline what somebody proposed."""
    name = turn(request)
    with house_of(request).writing() as record:
        mended(lambda: record.review.decline(proposal, by=name, why=why))
    told(request, "decline", about=proposal)
    if form_of(request) == "json":
        return Response(json.dumps({"id": proposal, "state": "declined"}), media_type="application/json")
    return see_other(there)


def turn(request: Request) -> str:
    """The name of who does it. Raises Wrong where they do too much at once."""
    name = visitor_of(request).name or ""
    if wait := request.app.state.deeds.wait(name):
        raise Wrong(429, "too-many-tries", f"too much at once; go on in {wait:.0f} seconds", wait=wait)
    return name
