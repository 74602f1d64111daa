"""`dragoman export`: the record in another program's form."""

from dataclasses import dataclass, replace

from dragoman.brief.words import say_count
from dragoman.cli.faults import DONE
from dragoman.dossier import load_dossier
from dragoman.exports.formats import FORMATS, part_of
from dragoman.exports.output import written_whole
from dragoman.exports.selection import Selection
from dragoman.identity.finding import ActorFinder
from dragoman.record import DragomanError
from dragoman.store import ClaimQuery, Record


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed."""

    record: str
    form: str
    query: ClaimQuery
    out: str | None = None
    dossier: str | None = None
    what: str | None = None
    wrong: bool = False
    originals: bool = False


def run(wanted: Wanted) -> int:
    """Write to standard output, or to the file that was asked for."""
    form, what = FORMATS[wanted.form], part_of(wanted.form, wanted.what)
    if wanted.originals and (wanted.form, what) != ("jsonl", "readings"):
        raise DragomanError("--with-originals goes with --to jsonl --what readings")
    dossier = load_dossier(wanted.dossier)
    query = wanted.query
    if query.actor:
        query = replace(query, also=ActorFinder(dossier).named(query.actor))
    with Record.open(wanted.record, create=False, read_only=True) as record:
        selection = Selection(record, query, what, dossier, wrong=wanted.wrong, originals=wanted.originals)
        with written_whole(wanted.out) as stream:
            written = form.write(selection, stream)
    if wanted.out is not None:
        print(f"{wanted.out}: {_say(written, form.counted or what)}")
    return DONE


def _say(count: int, things: str) -> str:
    if things.endswith("ies"):
        return f"{count:,} {things if count != 1 else things.removesuffix('ies') + 'y'}"
    return say_count(count, things.removesuffix("s"))
