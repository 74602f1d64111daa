"""The command line: what can be typed. The work of a command lies in the file of its name, imported when it runs."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from dragoman import __version__
from dragoman.cli import accounts, dialogue, giving_out, judging, keeping, looking_up, serving, taking_in
from dragoman.cli.faults import WRONG, tell

app = typer.Typer(
    # Rich help would cost a tenth of a second before anything is done.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def run(argv: Sequence[str]) -> int:
    """Run one command line and give its exit code: 0 done, 1 something asked for was lost, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        # File names need not be Unicode; what cannot be encoded is escaped rather than fatal.
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8", errors="backslashreplace")
    try:
        code = app(list(argv), prog_name="dragoman", standalone_mode=False)
    except typer.TyperException as fault:
        command = f"{argv[0]} " if argv and argv[0] in _COMMANDS else ""
        tell(f"{fault.format_message()} (see dragoman {command}--help)")
        return WRONG
    return code if isinstance(code, int) else 0


@app.callback(invoke_without_command=True)
def _dragoman(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    """The record of what governments say, promise and do, every line bound to the exact words it rests on.

    \b
    dragoman read releases/              read a folder into the record (dragoman.db)
    dragoman claims --kind commitment    list what was promised
    dragoman show c3f9                   one claim in its words
    dragoman brief --out brief.html      a page with its sources
    """
    if version:
        print(f"dragoman {__version__}")
    elif context.invoked_subcommand is None:
        print(context.get_help())


# Registered by listing: here, once, in the order in which --help tells them.
for room in (taking_in, looking_up, dialogue, judging, keeping, giving_out, serving):
    for command in room.COMMANDS:
        app.command(command.__name__.rstrip("_"))(command)  # `import` is a word of Python
app.add_typer(accounts.app, name="account")

_COMMANDS = frozenset(c.name or getattr(c.callback, "__name__", "") for c in app.registered_commands) | {"account"}
