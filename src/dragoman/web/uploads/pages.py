"""Uploading: the form, how far an upload is, and what became of each file."""

import asyncio
import datetime
import json
from typing import Annotated, Any

from fastapi import Form, Query, Request
from fastapi.responses import Response

from dragoman.record import DragomanError
from dragoman.web.accounts.pages import told
from dragoman.web.answering import form_of, give, mended, see_other
from dragoman.web.answers import Answer, Wrong
from dragoman.web.answers import Form as FormName
from dragoman.web.asked import Asked, Sent
from dragoman.web.routing import Route
from dragoman.web.uploads.kept import Said, Upload
from dragoman.web.uploads.queue import Uploads
from dragoman.web.uploads.spool import MOST_BYTES, MOST_FILES, Spool
from dragoman.web.visitors import visitor_of

COLUMNS = ("upload", "by", "at", "place", "name", "bytes", "state", "documents", "known", "claims", "faults")


def _uploads_page(request: Request, asked: Annotated[Asked, Query()]) -> Response:
    """The form, and the last uploads."""
    uploads = _uploads(request)

    def page(_: object) -> Answer:
        found = uploads.listed()
        shown = {"uploads": found, "most_files": MOST_FILES, "most_bytes": MOST_BYTES}
        data = {"uploads": [upload_to_json(upload) for upload in found]}
        return Answer("upload", shown, data, COLUMNS, [row for upload in found for row in _rows(upload)])

    return give(request, page)


def _upload_page(request: Request, id: str, asked: Annotated[Asked, Query()]) -> Response:  # noqa: A002
    """How far one upload is, and what became of each of its files."""
    uploads = _uploads(request)

    def page(_: object) -> Answer:
        upload = _found(uploads, id)
        return Answer("uploaded", {"upload": upload}, upload_to_json(upload), COLUMNS, _rows(upload))

    answer = give(request, page)
    answer.headers["cache-control"] = "no-store"
    return answer


async def _upload(request: Request) -> Response:
    """Take files in, and put them into the queue."""
    uploads, visitor = _uploads(request), visitor_of(request)
    if wait := request.app.state.deeds.wait(visitor.name or ""):
        raise Wrong(429, "too-many-tries", f"too much at once; go on in {wait:.0f} seconds", wait=wait)
    if uploads.taking.locked():
        raise Wrong(429, "too-many-tries", "other uploads are just coming in; send it again soon", wait=10)
    async with uploads.taking:
        upload = await _taken(request, uploads, visitor.name or "")
    detail = ", ".join(file.name for file in upload.files)
    await asyncio.to_thread(told, request, "upload", about=upload.id, detail=detail)
    if form_of(request) == "json":
        return Response(json.dumps(upload_to_json(upload)), 202, media_type="application/json")
    return see_other(f"/upload/{upload.id}")


async def _taken(request: Request, uploads: Uploads, by: str) -> Upload:
    """The upload, on disk and in the queue; nothing of it stays where it does not come whole."""
    id_, spool = await asyncio.to_thread(uploads.spool)
    try:
        spool.begin(request.headers.get("content-type", ""))
        async for piece in request.stream():
            if piece:
                await asyncio.to_thread(spool.write, piece)
        spool.end()
        said = mended(lambda: _said(spool))
        return await asyncio.to_thread(uploads.add, id_, by, spool, said)
    except BaseException:
        await asyncio.to_thread(spool.discard)
        raise


def _said(spool: Spool) -> Said:
    """What the form says of the files. Raises DragomanError where it means nothing."""
    date, publisher, language = (spool.fields.get(name, "").strip() for name in ("date", "publisher", "language"))
    try:
        day = datetime.date.fromisoformat(date).isoformat() if date else None
    except ValueError as fault:
        raise DragomanError(f"date: {date[:20]!r} is no day; write it as 2017-01-04") from fault
    if language and not (len(language) == 2 and language.isascii() and language.isalpha()):
        raise DragomanError(f"language: {language[:20]!r} is no language; write en or ko")
    return Said(day, publisher[:200] or None, language.lower() or None)


def _cancel(request: Request, id: str, sent: Annotated[Sent, Form()]) -> Response:  # noqa: A002
    """Read no more of an upload."""
    return _done(request, id, "cancel")


def _again(request: Request, id: str, sent: Annotated[Sent, Form()]) -> Response:  # noqa: A002
    """Read what was interrupted once more."""
    return _done(request, id, "again")


def _done(request: Request, id_: str, what: str) -> Response:
    uploads = _uploads(request)
    _found(uploads, id_)
    (uploads.cancel if what == "cancel" else uploads.again)(id_)
    told(request, f"upload.{what}", about=id_)
    if form_of(request) == "json":
        return Response(json.dumps(upload_to_json(uploads.find(id_))), media_type="application/json")
    return see_other(f"/upload/{id_}")


def _found(uploads: Uploads, id_: str) -> Upload:
    try:
        return uploads.find(id_)
    except DragomanError as fault:
        raise Wrong(404, "no-such-upload", str(fault)) from fault


def _uploads(request: Request) -> Uploads:
    found: Uploads | None = request.app.state.uploads
    if found is None:
        raise Wrong(404, "no-uploads", "nothing is uploaded here; read files with `dragoman read`, or see --uploads")
    return found


def upload_to_json(upload: Upload) -> dict[str, Any]:
    """An upload as programs are told of it."""
    return {
        "id": upload.id,
        "by": upload.by,
        "at": upload.at.isoformat(timespec="seconds"),
        "ended": upload.ended,
        "date": upload.said.date,
        "publisher": upload.said.publisher,
        "language": upload.said.language,
        "files": [
            {
                "name": file.name,
                "bytes": file.size,
                "state": file.state,
                "documents": file.documents,
                "known": file.known,
                "claims": file.claims,
                "read": [{"id": id_, "title": title} for id_, title in file.ids],
                "faults": list(file.faults),
            }
            for file in upload.files
        ],
    }


def _rows(upload: Upload) -> list[tuple[str, ...]]:
    head = (upload.id, upload.by, upload.at.isoformat(timespec="seconds"))
    return [
        (*head, str(f.place), f.name, str(f.size), f.state, str(f.documents), str(f.known), str(f.claims),
         "; ".join(f.faults))
        for f in upload.files
    ]  # fmt: skip


_FORMS: tuple[FormName, ...] = ("json", "html")
ROUTES: tuple[Route, ...] = (
    Route("/upload", _uploads_page, least="analyst", scope="upload"),
    Route("/upload/{id}", _upload_page, least="analyst", scope="upload"),
    Route(
        "/upload", _upload, least="analyst", scope="upload", method="POST", forms=_FORMS, body=MOST_BYTES, streamed=True
    ),
    Route("/upload/{id}/cancel", _cancel, least="analyst", scope="upload", method="POST", forms=_FORMS),
    Route("/upload/{id}/again", _again, least="analyst", scope="upload", method="POST", forms=_FORMS),
)
