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


COMMANDS: tuple[Callable[..., int], ...] = (log,)
"""In the order in which --help lists them."""
