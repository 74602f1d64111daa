"""What can be typed to see what became of the record, and to take documents out of it: log, withdraw."""

from collections.abc import Callable
from typing import Annotated

import typer

from dragoman.cli import options
from dragoman.cli.faults import guarded


def log(
    kind: options.ChangeKinds = None,
    document: Annotated[
        str | None, typer.Option("--document", metavar="ID", help="Only what happened to this document.")
    ] = None,
    actor: Annotated[
        str | None, typer.Option("--actor", metavar="NAME", help="Only of documents that name this actor: id or name.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Only what changed on or after this day (UTC).")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Only what changed on or before this day (UTC).")
    ] = None,
    as_of: options.AsOf = None,
    after: Annotated[
        int | None,
        typer.Option("--after", metavar="CURSOR", min=0, help="Only what followed this change, the first first."),
    ] = None,
    follow: Annotated[
        bool, typer.Option("--follow", help="Go on printing changes as they come, until Ctrl-C.")
    ] = False,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="At most so many.")] = None,
    output: Annotated[
        options.LogFormat, typer.Option("--format", help="jsonl: one change a line; csv: for a spreadsheet.")
    ] = "table",
    record: options.Record = options.RECORD,
) -> int:
    """Tell what changed in the record and why, the newest first.

    Documents learned, read anew (and which claims that added, took away or changed), linked, corrected by their
    publisher, withdrawn; judgements made and taken back. Another program asks with --after for what followed the last
    cursor it was given: it gets each change once, in order.

    \b
    dragoman log --since 2024-03-01
    dragoman log --document d41e
    dragoman log --after 1200 --format jsonl
    """
    from dragoman.cli import log as command
    from dragoman.cli.dates import moment, moments

    first, last = moments(since, until)
    wanted = command.Wanted(
        record=record,
        kinds=options.change_kinds(kind),
        document=document,
        actor=actor,
        since=first,
        until=last,
        as_of=moment(as_of, "--as-of"),
        after=after,
        follow=follow,
        limit=limit,
        form=output,
    )
    return guarded(lambda: command.run(wanted))


def withdraw(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Its id, or how it begins.")],
    because: Annotated[str, typer.Option("--because", metavar="WORDS", help="Why: its page will say so.")],
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="NAME", envvar="DRAGOMAN_BY", help="Who decides; by default who is logged in."),
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Let it count again.")] = False,
    erase: Annotated[
        bool, typer.Option("--erase", help="Leave nothing of it but its id, and refuse the same bytes from now on.")
    ] = False,
    record: options.Record = options.RECORD,
) -> int:
    """Let a document count no longer, as where its publisher took it back.

    No question finds it from then on; --as-of an earlier day still does. Its bytes stay, unless --erase takes them, its
    text and every word of it out of the record, which cannot be undone: it can only be read anew.

    \b
    dragoman withdraw d41e --because "taken down by the ministry"
    dragoman withdraw d41e --undo --because "published again"
    """
    from dragoman.cli import withdraw as command

    wanted = command.Wanted(record=record, document=document, because=because, by=by, undo=undo, erase=erase)
    return guarded(lambda: command.run(wanted))


COMMANDS: tuple[Callable[..., int], ...] = (
    log,
    withdraw,
)
"""In the order in which --help lists them."""
