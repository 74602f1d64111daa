"""Correcting a claim field by field: each is shown as it is, and typed anew."""

import json
from collections.abc import Callable, Mapping
from itertools import count

from dragoman.cli.faults import tell
from dragoman.cli.pages import print_facts
from dragoman.dossier import Dossier
from dragoman.record import DragomanError
from dragoman.review import Item
from dragoman.review.cells import FIELDS, Typing, called, cells, field_called, say_correction
from dragoman.store import Record

HELP = "Type a field's number or name, then its new value; nothing when you are done, q to leave all as it was."


def edit(item: Item, record: Record, dossier: Dossier, ask: Callable[[str], str | None]) -> Mapping[str, str]:
    """The corrected fields as JSON texts, by name; none where nothing was changed or the person left."""
    document = record.document(item.row.document) if item.row else None
    if item.row is None or document is None:
        raise DragomanError("the claim is no longer on record; there is nothing to correct")
    typing = Typing(dossier, lambda actor: record.actor(actor) is not None)
    now = cells(item.row, document.text)
    changed: dict[str, str] = {}
    print_facts([(f"{n} {called(f)}", now[f] or "–") for n, f in zip(count(1), FIELDS, strict=False)])
    print(HELP)
    while True:
        answer = ask("Field: ")
        if answer is None or answer == "q":
            return {}
        if not answer:
            return changed
        try:
            field = _field(answer)
            typed = ask(f"{called(field)} ({_hint(field)}): ")
            if typed is None:
                continue
            value = typing.value(field, typed, item.row, document.text)
        except DragomanError as fault:
            tell(str(fault))
            continue
        changed[field] = json.dumps(value, ensure_ascii=False)
        print(say_correction([(field, changed[field])]))


def _field(answer: str) -> str:
    if answer.isdecimal() and 1 <= int(answer) <= len(FIELDS):
        return FIELDS[int(answer) - 1]
    return field_called(answer)


def _hint(field: str) -> str:
    match field:
        case "speakers" | "actors" | "recipients":
            return "names, with ; between; Name [id] says who it is"
        case "time":
            return "2017-01-04, 2017-01, 2017-01-01/2017-03-31, until 2017; nothing for none"
        case "tracks":
            return "with commas between"
        case "passages":
            return "exact words of the document, with … between pieces"
        case "condition":
            return "exact words of the document; nothing for none"
        case "kind":
            return "commitment, call, forecast, event, assessment, position, statement"
        case "polarity":
            return "positive, negative"
        case _:
            return "actual, intended, asked, predicted, conditional, hypothetical"
