"""The page's passages -> the writer's sentences, checked: what is kept with its citations, what is struck and why."""

from functools import partial

from dragoman.brief.labels import Labels
from dragoman.brief.notes import Notes, who_says
from dragoman.brief.nouns import Remark, Struck, Written
from dragoman.brief.words import one_line
from dragoman.brief.writer.asking import Endpoint, propose
from dragoman.brief.writer.checking import Checker, Entry, speaks_to_machines
from dragoman.brief.writer.names import NameBook
from dragoman.dossier import Dossier

ENTRIES = 60
LETTERS = 700
"""Of one entry's words: what is longer is not given."""


def write(endpoint: Endpoint, notes: Notes, dossier: Dossier) -> Written:
    """Have the passages noted so far phrased. Raises WriterError where the writer cannot be asked or read."""
    entries = {entry.id: entry for entry in _entries(notes)}
    proposed = propose(endpoint, [_given(entry) for entry in entries.values()]) if entries else []
    checker = Checker(entries, NameBook.of(dossier), partial(_reason, notes.labels))
    kept: list[Remark] = []
    struck: list[Struck] = []
    for sentence in proposed:
        fault = checker.fault(sentence)
        if fault is None:
            kept.append(Remark(sentence.text, tuple(dict.fromkeys(sentence.cites))))
        else:
            struck.append(Struck(sentence.text, fault))
    return Written(endpoint.model, tuple(kept), tuple(struck))


def _reason(labels: Labels, key: str, **facts: str) -> str:
    return labels.say(f"struck.{key}", **facts)


def _entries(notes: Notes) -> list[Entry]:
    """What the page has cited so far, by the numbers of its passages."""
    labels, found = notes.labels, []
    for number, row in notes.passages():
        if len(row.words) <= LETTERS and not speaks_to_machines(row.words):
            when = labels.period(row.published.period) if row.published else labels.say("note.undated")
            found.append(Entry(number, row, f"{who_says(row, labels)}, {when}"))
    return found[:ENTRIES]


def _given(entry: Entry) -> dict[str, str]:
    """An entry as the model gets it: its id, who and when, what kind of act, and its words; nothing else."""
    claim = entry.row.claim
    kind = f"{claim.kind}, negative" if claim.polarity == "negative" else claim.kind
    return {"id": entry.id, "who": entry.said, "kind": kind, "words": one_line(entry.row.words)}
