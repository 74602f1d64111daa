"""Forms that say something of what was read: right, kept, the same; a claim corrected; a judgement taken back."""

import json
from typing import Annotated, Literal

from fastapi import Depends, Form, Request
from fastapi.responses import Response
from pydantic import Field, field_validator

from dragoman.record import DragomanError, Judgement
from dragoman.review import Queue
from dragoman.review.cells import FIELDS, Typing, cells
from dragoman.store import ClaimRow, Record
from dragoman.web.answering import house_of, mended
from dragoman.web.answers import Wrong
from dragoman.web.asked import Sent, Words
from dragoman.web.house import House
from dragoman.web.routing import Route
from dragoman.web.writing.deeds import judge, leave

Why = Annotated[str, Field(max_length=2_000)]
There = Annotated[str, Field(max_length=2_000)]
Typed = Annotated[str | None, Field(max_length=4_000)]


class JudgementSent(Sent):
    """What somebody says of one thing, or of several."""

    verdict: Literal["right", "wrong", "kept", "broken", "same", "different"]
    about: list[Words] = Field(min_length=1, max_length=20)
    other: Words | None = Field(None, description="with same and different: an id, or an actor's name")
    why: Why = ""
    next: There | None = None


class CorrectionSent(Sent):
    """A claim's fields as they should have been read, typed as `dragoman review` takes them; what is left out stays."""

    kind: Typed = None
    polarity: Typed = None
    modality: Typed = None
    speakers: Typed = None
    actors: Typed = None
    recipients: Typed = None
    time: Typed = None
    tracks: Typed = None
    passages: Annotated[str | None, Field(max_length=20_000)] = None
    condition: Typed = None
    why: Why = ""
    next: There | None = None

    @field_validator("*", mode="before")
    @classmethod
    def _one_line_each(cls, value: object) -> object:
        return value.replace("\r\n", "\n") if isinstance(value, str) else value


class WithdrawalSent(Sent):
    """Why a judgement is taken back."""

    why: Why = ""
    next: There | None = None


class SettlementSent(Sent):
    """What becomes of a judgement that somebody proposed."""

    answer: Literal["accept", "decline"]
    why: Why = ""
    next: There | None = None


async def _typed(request: Request) -> dict[str, str]:
    """The form's fields as they were sent: a field that was emptied says that there is nothing of it."""
    form = await request.form()
    return {name: value for name, value in form.items() if isinstance(value, str)}


def _judge(request: Request, sent: Annotated[JudgementSent, Form()]) -> Response:
    """Say something of claims, documents or actors; nothing that was read is changed by it."""
    house = house_of(request)
    about = [_known(house, thing) for thing in sent.about]
    if typed := sent.other:
        about.append(mended(lambda: _other(house, about[0], typed)))
    there = sent.next or _page_of(house, about[0])

    def work(record: Record, by: str) -> Judgement:
        return record.judge(sent.verdict, about, by=by, why=sent.why)

    return judge(request, work, there=there)


def _correct(
    request: Request,
    id: str,  # noqa: A002
    sent: Annotated[CorrectionSent, Form()],
    typed: Annotated[dict[str, str], Depends(_typed)],
) -> Response:
    """Say how a claim should have been read, field by field."""
    house = house_of(request)
    fields = mended(lambda: corrected(house, id, typed))
    if not fields:
        raise Wrong(422, "wrong-parameter", "every field is as it was; change one, or say that the claim is right")

    def work(record: Record, by: str) -> Judgement:
        return record.judge("corrected", [id], by=by, why=sent.why, fields=tuple(fields.items()))

    return judge(request, work, there=sent.next or f"/claim/{id}#judged")


def _withdraw(request: Request, id: str, sent: Annotated[WithdrawalSent, Form()]) -> Response:  # noqa: A002
    """Take a judgement back: what it superseded stands again."""

    def work(record: Record, by: str) -> Judgement:
        return record.withdraw(id, by=by, why=sent.why)

    return judge(request, work, there=sent.next or "/review")


def _settle(request: Request, id: str, sent: Annotated[SettlementSent, Form()]) -> Response:  # noqa: A002
    """Judge as was proposed, in one's own name, or leave it at that."""
    there = sent.next or "/review"
    if sent.answer == "accept":
        return judge(request, lambda record, by: record.review.accept(id, by=by, why=sent.why), there=there)
    return leave(request, id, why=sent.why, there=there)


def claim_row(house: House, claim: str) -> ClaimRow:
    """A claim that stands. Raises Wrong where none does."""
    keys = house.record.review.keys([claim])
    if claim not in keys:
        raise Wrong(404, "no-such-claim", f"no claim {claim[:60]} stands in the record; look for it among the claims")
    return house.record.review.rows([keys[claim]])[0]


def corrected(house: House, claim: str, typed: dict[str, str]) -> dict[str, str]:
    """The fields of a claim that are typed otherwise than they are, as JSON texts; DragomanError for nonsense."""
    row = claim_row(house, claim)
    document = house.record.document(row.document)
    if document is None:
        raise DragomanError("the claim's document is no longer on record; there is nothing to correct")
    now = cells(row, document.text)
    typing = Typing(house.dossier, lambda actor: house.record.actor(actor) is not None)
    changed = [name for name in FIELDS if name in typed and typed[name].split() != now[name].split()]
    values = {name: typing.value(name, typed[name], row, document.text) for name in changed}
    return {name: json.dumps(value, ensure_ascii=False) for name, value in values.items()}


def _known(house: House, thing: str) -> str:
    """The id, once it is known to be one."""
    if any(one.id == thing for one in house.record.find(thing)) or thing in house.dossier.actors:
        return thing
    if house.record.actor(thing) is not None:
        return thing
    raise Wrong(422, "wrong-parameter", f"nothing on record has the id {thing[:60]!r}; send a whole id")


def _other(house: House, about: str, typed: str) -> str:
    """The other one of two: an id on record, or whom an actor's name means."""
    if any(one.id == about for one in house.record.find(about)):
        return _known(house, typed.strip())
    return Queue(house.record, house.dossier).who(typed.strip())


def _page_of(house: House, thing: str) -> str:
    found = next((one.what for one in house.record.find(thing) if one.id == thing), "actor")
    return f"/{found}/{thing}#judged"


ROUTES: tuple[Route, ...] = (
    Route("/proposal/{id}", _settle, least="analyst", scope="judge", method="POST", forms=("json", "html")),
    Route("/judge", _judge, least="analyst", scope="judge", method="POST", forms=("json", "html")),
    Route("/claim/{id}/correct", _correct, least="analyst", scope="judge", method="POST", forms=("json", "html")),
    Route("/judgement/{id}/withdraw", _withdraw, least="analyst", scope="judge", method="POST", forms=("json", "html")),
)
