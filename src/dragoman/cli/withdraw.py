"""`dragoman withdraw`: a document that no longer counts, one that counts again, and one of which no word is left."""

import getpass
from dataclasses import dataclass

from dragoman.cli.faults import DONE
from dragoman.cli.identify import identify
from dragoman.cli.pages import Fact
from dragoman.cli.tables import on_terminal
from dragoman.desks.dialogue.following import follow_up
from dragoman.desks.states import states_of
from dragoman.dossier import load_dossier
from dragoman.record import DragomanError
from dragoman.store import Record, Withdrawal


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed."""

    record: str
    document: str
    because: str
    by: str | None = None
    undo: bool = False
    erase: bool = False


def run(wanted: Wanted) -> int:
    """Do it, and say what it comes to and how it is undone."""
    if wanted.undo and wanted.erase:
        raise DragomanError("--undo and --erase do not go together; choose one")
    by = wanted.by or getpass.getuser()
    with Record.open(wanted.record, create=False) as record:
        named = identify(record, wanted.document)
        if named.what != "document":
            raise DragomanError(f"{named.id} is a {named.what}; a whole document is withdrawn: name one")
        if wanted.undo:
            _undo(record, named.id, by, wanted.because)
            return DONE
        done = record.withdraw_document(named.id, by=by, why=wanted.because, erase=wanted.erase)
        record.link()  # with it, what is counted is brought up to date
        follow_up(record, states_of(load_dossier(None)))
    print(f"{named.id}\t{'erased' if done.erased else 'withdrawn'} by {by}: {wanted.because}")
    if on_terminal() and done.erased:
        print("Nothing is left of it but its id; the same bytes are refused. Backups of the record still have it.")
    elif on_terminal():
        print(f"It counts no longer. It counts again with: dragoman withdraw {named.id[:9]} --undo --because WORDS")
    return DONE


def _undo(record: Record, document: str, by: str, because: str) -> None:
    if record.restore_document(document, by=by, why=because):
        record.link()
        follow_up(record, states_of(load_dossier(None)))
        print(f"{document}\trestored by {by}: {because}")
        return
    print(f"{document}\tmay be read again, by {by}: {because}")
    if on_terminal():
        print("It was erased: read it again from where it was found, with dragoman read.")


def withdrawal_facts(done: Withdrawal) -> list[Fact]:
    """What the page of a withdrawn document says."""
    how = "erased" if done.erased else "withdrawn"
    facts = [(how, f"on {done.at:%Y-%m-%d %H:%M} by {done.by}: {done.why}"), ("sha256", done.sha256)]
    if not done.erased:
        before = f"{done.at:%Y-%m-%dT%H:%M:%S}"
        facts.append(("as it stood", f"dragoman show {done.document[:9]} --as-of DATE, with a time before {before}"))
    return facts
