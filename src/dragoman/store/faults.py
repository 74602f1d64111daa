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
# The same by PostgreSQL's codes, and what only a server has.
_SERVER_TOLD = {
    "53100": "the server's disk is full: nothing more fits into the record {path}; free some space and run it again",
    "42501": "no permission to use the record {path}; ask whoever runs the server",
    "25006": "the record {path} cannot be written: the database is read-only",
    "28": "the server does not let you in to the record {path} ({fault}); check the name and the password",
    "3D000": "there is no such database: {path}; make it first: createdb",
    "53300": "the server has too many connections for the record {path}; try again later",
    "57P": "the server is shutting down or starting, under the record {path}; try again later",
}
_SERVER_BUSY = "55P03"
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
    name, words, known = _named(fault)
    if name.startswith((*_BUSY, _SERVER_BUSY)):
        return RecordBusyError(
            f"another program is writing to the record {path} and did not finish in time; "
            "wait until it is done and run it again"
        )
    for begins, line in known.items():
        if name.startswith(begins):
            return RecordError(line.format(path=path, fault=words))
    if known is _SERVER_TOLD and not name:
        return RecordError(f"the server of the record {path} cannot be reached ({words}); check the address")
    return None


def _named(fault: DBAPIError) -> tuple[str, str, dict[str, str]]:
    """The database's name for the fault, its words, and what is told of such names. No name: no server answered."""
    if name := getattr(fault.orig, "sqlite_errorname", ""):
        return name, str(fault.orig), _TOLD
    if not type(fault.orig).__module__.startswith("pg8000"):
        return "", str(fault.orig), _TOLD
    said = fault.orig.args[0] if fault.orig and fault.orig.args else ""
    if isinstance(said, dict):  # PostgreSQL's fields: C the code, M the message
        return str(said.get("C", "")), str(said.get("M", "")), _SERVER_TOLD
    return "", str(said), _SERVER_TOLD


def damaged(path: Path, what: str) -> RecordError:
    """What to raise where the database is whole but what it holds is not what was put in."""
    return RecordError(
        f"the record {path} is damaged: {what}; see what else is wrong with `dragoman doctor`, and restore a copy"
    )
