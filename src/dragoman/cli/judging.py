"""What can be typed to decide and to see what was decided: review, judge, judgements."""

from collections.abc import Callable
from typing import Annotated

import typer

from dragoman.cli import options
from dragoman.cli.faults import guarded

KINDS = ("proposal", "dispute", "stale", "promise", "person", "link", "claim")
"""As review.items has them, which costs an import of everything a desk knows."""


def judge(
    verdict: Annotated[
        options.Verdict, typer.Argument(metavar="VERDICT", help="same, different, right, wrong, corrected, kept, …")
    ],
    about: Annotated[list[str], typer.Argument(metavar="ID", help="What it is about: ids, or how they begin.")],
    why: Annotated[str, typer.Option("--why", metavar="WORDS", help="Why: others will read it.")] = "",
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="NAME", envvar="DRAGOMAN_BY", help="Who decides; by default who is logged in."),
    ] = None,
    corrections: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="With corrected: a field of the claim; repeatable."),
    ] = None,
    dossier: options.Dossier = None,
    record: options.Record = options.RECORD,
) -> int:
    """Put on record what a person decides; nothing that was read is changed by it.

    same and different are said of two or more documents, claims or actors; right, wrong, corrected, kept and broken of
    one; withdraw takes a judgement back. What you say of the same things again takes the place of what you said before.

    \b
    dragoman judge different d41e d77a --why "another year's letter"
    dragoman judge wrong c3f9 --why "that was the spokesman of the other side"
    dragoman judge withdraw j5b1
    """
    from dragoman.cli import judge as command

    wanted = command.Wanted(
        record=record,
        verdict=verdict,
        about=tuple(about),
        by=by,
        why=why,
        corrections=tuple(corrections or ()),
        dossier=dossier,
    )
    return guarded(lambda: command.run(wanted))


def judgements(
    name: Annotated[
        str | None, typer.Argument(metavar="ID", help="Only those about this document, claim or actor.")
    ] = None,
    as_of: options.AsOf = None,
    output: Annotated[options.DocumentsFormat, typer.Option("--format", help="jsonl: one judgement a line.")] = "table",
    record: options.Record = options.RECORD,
) -> int:
    """List what people decided, and what became of it.

    A judgement stands until its author says otherwise or somebody withdraws it. It is stale where what it is about is
    no longer what it was, or is gone.

    \b
    dragoman judgements
    dragoman judgements d41e
    """
    from dragoman.cli import judge as command
    from dragoman.cli.dates import moment

    then = moment(as_of, "--as-of")
    return guarded(lambda: command.show(name, record=record, form=output, as_of=then))


def review(
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", metavar="KIND", help=f"Only these: {', '.join(KINDS)}; repeatable."),
    ] = None,
    actor: options.Actor = None,
    track: options.Tracks = None,
    document: Annotated[
        str | None, typer.Option("--document", metavar="ID", help="Only what stands in this document.")
    ] = None,
    below: Annotated[
        float | None,
        typer.Option(
            "--below", metavar="CONFIDENCE", min=0, max=1, help="Only what is less certain than this, 0 to 1."
        ),
    ] = None,
    judged_by: Annotated[
        str | None,
        typer.Option("--judged-by", metavar="NAME", help="What this person judged and you did not: a second opinion."),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="NAME", envvar="DRAGOMAN_BY", help="Who decides; by default who is logged in."),
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="At most so many.")] = None,
    output: Annotated[
        options.ListFormat | None, typer.Option("--format", help="List what waits instead of going through it.")
    ] = None,
    export: Annotated[
        str | None, typer.Option("--export", metavar="FILE", help="Write what waits as a spreadsheet: .csv or .xlsx.")
    ] = None,
    import_: Annotated[
        str | None,
        typer.Option("--import", metavar="FILE", help="Take such a spreadsheet back: what was changed is proposed."),
    ] = None,
    dossier: options.Dossier = None,
    record: options.Record = options.RECORD,
) -> int:
    """Go through what waits for a person, one key a decision: the least certain and most used first.

    Claims as they were read, persons nobody knows, links between documents, promises that may have been kept; and
    before these what people left open: where two disagree, and what changed after it was judged. Each decision is on
    record at once; u takes the last one back. ? lists the keys.

    \b
    dragoman review --by Ada
    dragoman review --kind claim --below 0.6 --track dissuade
    dragoman review --format jsonl --limit 20
    dragoman review --export review.xlsx --limit 200
    """
    from dragoman.cli import review as command

    if export and import_:
        raise typer.BadParameter("--export writes a spreadsheet and --import takes one back; do one after the other")

    wanted = command.Wanted(
        record=record,
        kinds=options.one_each(kind, KINDS, "--kind"),
        actor=actor,
        tracks=tuple(track or ()),
        document=document,
        below=below,
        judged_by=judged_by,
        by=by,
        limit=limit,
        form=output,
        dossier=dossier,
        export=export,
        taken=import_,
    )
    return guarded(lambda: command.run(wanted))


COMMANDS: tuple[Callable[..., int], ...] = (
    review,
    judge,
    judgements,
)
"""In the order in which --help lists them."""
