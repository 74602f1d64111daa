"""What can be typed to decide and to see what was decided: judge, judgements."""

from collections.abc import Callable
from typing import Annotated

import typer

from dragoman.cli import options
from dragoman.cli.faults import guarded


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

    return guarded(lambda: command.show(name, record=record, form=output))


COMMANDS: tuple[Callable[..., int], ...] = (
    judge,
    judgements,
)
"""In the order in which --help lists them."""
