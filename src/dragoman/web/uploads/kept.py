"""Uploads as they stand in the database beside the record, so that a restart knows what was done and what was not."""

import datetime
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, cast

from sqlalchemy import insert, select, update

from dragoman.web.accounts.database import Database
from dragoman.web.accounts.schema import upload_files, uploads

FileState = Literal["waiting", "reading", "done", "failed", "cancelled", "interrupted"]
ENDED = ("done", "failed", "cancelled", "interrupted")
TOLD = 50
"""Documents and faults of one file that are kept by name; all are counted."""


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """One file: what became of it, what was found in it (documents as id and title), and what could not be read."""

    place: int
    name: str
    size: int
    state: FileState = "waiting"
    documents: int = 0
    claims: int = 0
    known: int = 0
    ids: tuple[tuple[str, str], ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen to it by itself."""
        return self.state in ENDED

    def found(self, said: dict[str, Any]) -> "UploadedFile":
        """With one more line of what its reader says."""
        if "fault" in said:
            return replace(self, faults=(*self.faults, str(said["fault"]))[:TOLD])
        document = (str(said["document"]), str(said["title"] or ""))
        problems = tuple(f"{document[1] or document[0]}: {problem}" for problem in said["problems"])
        return replace(
            self,
            documents=self.documents + 1,
            claims=self.claims + int(said["claims"]),
            known=self.known + (said["state"] == "unchanged"),
            ids=(*self.ids, document)[:TOLD],
            faults=(*self.faults, *problems)[:TOLD],
        )


@dataclass(frozen=True, slots=True)
class Said:
    """What the uploader says of all files of an upload (ISO date)."""

    date: str | None = None
    publisher: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Upload:
    """Files that somebody sent together."""

    id: str
    by: str
    at: datetime.datetime
    said: Said
    files: tuple[UploadedFile, ...]

    @property
    def ended(self) -> bool:
        """Whether nothing of it waits or is read."""
        return all(file.ended for file in self.files)


def new_id() -> str:
    """A name that nobody guesses."""
    return f"u{secrets.token_hex(8)}"


def add(database: Database, id_: str, by: str, said: Said, files: Sequence[UploadedFile]) -> None:
    """Keep an upload whose files are on disk."""
    with database.writing() as (connection, now):
        row = {"id": id_, "by": by, "at": now, "ended_at": None}
        told = {"date": said.date, "publisher": said.publisher, "language": said.language}
        connection.execute(insert(uploads), row | told)
        connection.execute(insert(upload_files), [{"upload": id_, "cancelled": False, **_row(file)} for file in files])


def listed(database: Database, *, by: str | None = None, limit: int = 20) -> list[Upload]:
    """The last uploads, of all or of one person, the newest first."""
    asked = select(uploads.c.id).order_by(uploads.c.at.desc(), uploads.c.id).limit(limit)
    if by is not None:
        asked = asked.where(uploads.c.by == by)
    with database.reading() as connection:
        ids = list(connection.scalars(asked))
    found = (find(database, id_) for id_ in ids)
    return [upload for upload in found if upload is not None]


def find(database: Database, id_: str) -> Upload | None:
    """One upload, as it stands now."""
    with database.reading() as connection:
        row = connection.execute(select(uploads).where(uploads.c.id == id_)).first()
        asked = select(upload_files).where(upload_files.c.upload == id_).order_by(upload_files.c.place)
        files = tuple(_file(each) for each in connection.execute(asked))
    if row is None:
        return None
    return Upload(row.id, row.by, row.at, Said(row.date, row.publisher, row.language), files)


def next_waiting(database: Database) -> tuple[Upload, UploadedFile] | None:
    """The file whose turn it is, the oldest upload's first."""
    asked = select(upload_files.c.upload, upload_files.c.place)
    asked = asked.join(uploads, uploads.c.id == upload_files.c.upload).where(upload_files.c.state == "waiting")
    with database.reading() as connection:
        row = connection.execute(asked.order_by(uploads.c.at, uploads.c.id, upload_files.c.place).limit(1)).first()
    upload = find(database, row.upload) if row else None
    return (upload, next(file for file in upload.files if file.place == row.place)) if upload and row else None


def keep(database: Database, upload: str, file: UploadedFile, *, only_from: Sequence[FileState] = ()) -> bool:
    """Keep how far a file is; with `only_from`, only where it is in one of these states. Whether it was kept."""
    which = (upload_files.c.upload == upload) & (upload_files.c.place == file.place)
    if only_from:
        which = which & upload_files.c.state.in_(only_from)
    with database.writing() as (connection, now):
        kept = connection.execute(update(upload_files).where(which).values(**_row(file))).rowcount > 0
        left = select(upload_files.c.place).where(upload_files.c.upload == upload, upload_files.c.state.not_in(ENDED))
        ended = None if connection.execute(left.limit(1)).first() else now
        connection.execute(update(uploads).where(uploads.c.id == upload).values(ended_at=ended))
    return kept


def interrupt(database: Database) -> int:
    """Mark what was being read when a server ended as interrupted; how many files that were."""
    with database.writing() as (connection, _):
        reading = upload_files.c.state == "reading"
        return connection.execute(update(upload_files).where(reading).values(state="interrupted")).rowcount


def _row(file: UploadedFile) -> dict[str, Any]:
    return {
        "place": file.place,
        "name": file.name,
        "size": file.size,
        "state": file.state,
        "documents": file.documents,
        "claims": file.claims,
        "known": file.known,
        "ids": json.dumps(file.ids, ensure_ascii=False),
        "faults": json.dumps(file.faults, ensure_ascii=False),
    }


def _file(row: Any) -> UploadedFile:
    return UploadedFile(
        row.place,
        row.name,
        row.size,
        cast(FileState, row.state),
        row.documents,
        row.claims,
        row.known,
        tuple((id_, title) for id_, title in json.loads(row.ids)),
        tuple(json.loads(row.faults)),
    )
