"""Many processes give what one gives, in the same order."""

import pytest

from dragoman.dossier import load_dossier
from dragoman.fleet import read_in_processes
from dragoman.record import Document, Line, Publisher
from dragoman.record.wire import dump_reading

SENTENCES = (
    "The ministry said it will reopen the liaison office in May.",
    "Minister Hong Kil-dong urged Pyongyang to return to talks.",
    "“We will not lift sanctions first,” she said.",
)


def document(n: int) -> Document:
    text = f"{SENTENCES[n % 3]} It was meeting number {n} of the two sides."
    lines = (Line(0, len(text), "body"),)
    publisher = Publisher(None, None)
    return Document(f"d{n}", f"{n}.txt", "0" * 64, None, "news", publisher, "en", None, text, lines)


def test_two_processes_read_what_one_reads() -> None:
    items = [(document(n), ()) for n in range(40)]
    dossier = load_dossier()
    alone = [dump_reading(r) for r in read_in_processes(items, dossier, processes=1)]
    together = [dump_reading(r) for r in read_in_processes(items, dossier, processes=2)]
    assert together == alone
    assert sum('"claims": [{' in line for line in alone) > 20


def test_fewer_than_one_process_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one process"):
        list(read_in_processes([], load_dossier(), processes=0))
