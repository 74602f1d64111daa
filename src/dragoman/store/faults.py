"""What the database says went wrong, told to the user in one line: what, where, what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from dragoman.record import RecordBusyError, RecordError

# By the beginning of SQLite's own name for the fault, so that finer codes (SQLITE_BUSY_SNAPSHOT …) fall under theirs.
_TOLD = {
    "SQLITE_CORRUPT": "the record {path} is damaged ({fault}); see what is wrong with `dragoman doctor`, "
    "and restore a copy",
    "SQLITE_NOTADB": "{path} is not a Dragoman record; name another file",
    "SQLITE_READONLY": "the record {path} cannot be written: the file or its folder is read-only; "
    "change its permissions or name another file",
    "SQLITE_FULL": "the disk is full: nothing more fits into the record {path}; free some space and run it again",
    "SQLITE_CANTOPEN": "the record {path} cannot be opened ({fault}); check that it and its folder can be read "
    "and written",
    "SQLITE_IOERR": "the disk failed under the record {path} ({fault}); check the space left and the disk itself",
    "SQLITE_PERM": "no permission to use the record {path}; change its permissions or name another file",
    "SQLITE_AUTH": "no permission to use the record {path}; change its permissions or name another file",
}
_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn the database's faults into a RecordError that names `path`. A fault in our own SQL passes as it is."""
    try:
        yield
    except DBAPIError as fault:
        mended = record_error(path, fault)
        if mended is None:
            raise
        raise mended from fault


def record_error(path: Path, fault: DBAPIError) -> RecordError | None:
    """The RecordError to raise in place of `fault`, or None where the fault is ours."""
    name = getattr(fault.orig, "sqlite_errorname", "") or ""
    if name.startswith(_BUSY):
        return RecordBusyError(
            f"another program is writing to the record {path} and did not finish in time; "
            "wait until it is done and run it again"
        )
    for begins, line in _TOLD.items():
        if name.startswith(begins):
            return RecordError(line.format(path=path, fault=fault.orig))
    return None


def damaged(path: Path, what: str) -> RecordError:
    """What to raise where the database is whole but what it holds is not what was put in."""
    return RecordError(
        f"the record {path} is damaged: {what}; see what else is wrong with `dragoman doctor`, and restore a copy"
    )
