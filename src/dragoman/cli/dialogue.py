"""What can be typed to the dialogue desk: commitments, forecasts, positions, relations, answers."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import options
from dragoman.cli.faults import guarded
from dragoman.record.claim import ClaimKind

if TYPE_CHECKING:
    from dragoman.cli.asking import Asked
    from dragoman.store.query import Role

Today = Annotated[
    str | None,
    typer.Option("--today", metavar="DAY", help="Due and overdue as seen on this day; by default today, or --as-of."),
]
ListFormat = Annotated[options.ListFormat, typer.Option("--format", help="jsonl: one a line, with all that is known.")]


def commitments(
    actor: options.Actor = None,
    track: options.Tracks = None,
    text: options.Text = None,
    state: Annotated[
        list[str] | None,
        typer.Option(
            "--state",
            metavar="STATE",
            help="Only open, due, overdue, kept, broken, superseded or 'not checkable'; repeatable.",
        ),
    ] = None,
    due_before: Annotated[
        str | None, typer.Option("--due-before", metavar="DATE", help="Only those due on or before this day.")
    ] = None,
    due_after: Annotated[
        str | None, typer.Option("--due-after", metavar="DATE", help="Only those due on or after this day.")
    ] = None,
    since: options.Since = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    today: Today = None,
    output: Annotated[
        options.LedgerFormat, typer.Option("--format", help="ics: the due dates, for a calendar.")
    ] = "table",
    dossier: options.Dossier = None,
    record: options.Record = options.RECORD,
) -> int:
    """The ledger of promises: who, to whom, by when, on which condition, and what became of them.

    Later claims that seem to fulfil, fail, cancel, renew or contradict a promise are proposed with it; whether it was
    kept is for a person to say: dragoman judge kept ID.

    \b
    dragoman commitments --actor "South Korea" --due-before 2018-06
    dragoman commitments --state overdue
    dragoman commitments --format ics > promises.ics
    """
    from dragoman.cli import commitments as command
    from dragoman.cli.dates import span

    after, before = span(due_after, due_before)
    asked = _asked(record, actor, track, since, until, text, as_of, dossier, today, kinds=("commitment",))
    wanted = command.Wanted(asked, options.ledger_states(state), before, after, output)
    return guarded(lambda: command.run(wanted))


def forecasts(
    actor: options.Actor = None,
    track: options.Tracks = None,
    text: options.Text = None,
    since: options.Since = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    today: Today = None,
    output: ListFormat = "table",
    dossier: options.Dossier = None,
    record: options.Record = options.RECORD,
) -> int:
    """Who expected what by when, how likely they called it, and how well they did.

    Whether one came true is for a person to say: dragoman judge kept ID, or broken. Judged ones are scored (Brier).

    \b
    dragoman forecasts --track deter
    dragoman forecasts --actor "Ministry of Foreign Affairs" --today 2017-07-01
    """
    from dragoman.cli import forecasts as command

    asked = _asked(record, actor, track, since, until, text, as_of, dossier, today, kinds=("forecast",))
    return guarded(lambda: command.run(asked, output))


def positions(
    actor: options.Actor = None,
    track: options.Tracks = None,
    since: options.Since = None,
    until: options.Until = None,
    by: Annotated[options.Step, typer.Option("--by", help="The periods to count by.")] = "quarter",
    each: Annotated[bool, typer.Option("--each", help="Every speaker apart, not all of a state as one voice.")] = False,
    voices: Annotated[int, typer.Option("--voices", metavar="N", min=1, help="So many voices, the most heard.")] = 5,
    as_of: options.AsOf = None,
    output: ListFormat = "table",
    dossier: options.Dossier = None,
    record: options.Record = options.RECORD,
) -> int:
    """On which tracks a voice takes a stand over time, in which words, and whether that moved.

    Counted are acts (positions, commitments, calls, assessments, forecasts), each once. A shift is told with how often
    chance alone does as much; with few documents there is too little to tell.

    \b
    dragoman positions --actor "South Korea" --by year
    dragoman positions --track dissuade --format jsonl
    """
    from dragoman.cli import positions as command

    asked = _asked(record, actor, track, since, until, None, as_of, dossier, None, role="speaker")
    return guarded(lambda: command.run(command.Wanted(asked, by, each, voices, output)))


def relations(
    actor: options.Actor = None,
    track: options.Tracks = None,
    since: options.Since = None,
    until: options.Until = None,
    changed_since: Annotated[
        str | None, typer.Option("--changed-since", metavar="DAY", help="Also what changed on this day.")
    ] = None,
    each: Annotated[bool, typer.Option("--each", help="Ministries and people apart from their states.")] = False,
    as_of: options.AsOf = None,
    output: ListFormat = "table",
    dossier: options.Dossier = None,
    record: options.Record = options.RECORD,
) -> int:
    """Who met, praised, blamed, asked, helped or threatened whom, signed and dated.

    Acts are counted by quad class; Goldstein is the mean weight, from -10 (conflict) to 10.

    \b
    dragoman relations --actor "North Korea"
    dragoman relations --changed-since 2018-01-01
    """
    from dragoman.cli import relations as command
    from dragoman.cli.dates import one_day

    asked = _asked(record, actor, track, since, until, None, as_of, dossier, None)
    wanted = command.Wanted(asked, one_day(changed_since, "--changed-since"), each, output)
    return guarded(lambda: command.run(wanted))


def answers(
    actor: options.Actor = None,
    track: options.Tracks = None,
    since: options.Since = None,
    until: options.Until = None,
    unanswered: Annotated[bool, typer.Option("--unanswered", help="Only calls that nobody answered.")] = False,
    as_of: options.AsOf = None,
    today: Today = None,
    output: ListFormat = "table",
    dossier: options.Dossier = None,
    record: options.Record = options.RECORD,
) -> int:
    """Who called on whom, and what those called upon said or did about it within sixty days.

    \b
    dragoman answers --unanswered
    dragoman answers --actor "North Korea" --track dialogue
    """
    from dragoman.cli import relations as command

    asked = _asked(record, actor, track, since, until, None, as_of, dossier, today, kinds=("call",))
    return guarded(lambda: command.run_answers(asked, unanswered=unanswered, form=output))


def _asked(
    record: str,
    actor: str | None,
    track: list[str] | None,
    since: str | None,
    until: str | None,
    text: str | None,
    as_of: str | None,
    dossier: str | None,
    today: str | None,
    *,
    kinds: tuple[ClaimKind, ...] = (),
    role: "Role | None" = None,
) -> "Asked":
    """The options that all of these share, as one question."""
    from dragoman.cli.asking import Asked
    from dragoman.cli.dates import moment, one_day, span
    from dragoman.store.query import ClaimQuery

    first, last = span(since, until)
    query = ClaimQuery(
        kinds=kinds,
        actor=actor,
        role=role,
        tracks=tuple(track or ()),
        since=first,
        until=last,
        text=text,
        as_of=moment(as_of, "--as-of"),
    )
    return Asked(record, query, dossier, one_day(today, "--today"))


COMMANDS: tuple[Callable[..., int], ...] = (commitments, forecasts, positions, relations, answers)
"""In the order in which --help lists them."""
