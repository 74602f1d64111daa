"""What can be typed to look at the record in a browser: serve."""

from collections.abc import Callable
from typing import Annotated

import typer

from dragoman.cli import options
from dragoman.cli.faults import DONE, guarded


def serve(
    host: Annotated[
        str,
        typer.Option("--host", metavar="ADDRESS", help="One of this machine only: 127.0.0.1, ::1, localhost."),
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0: any that is free.")] = 8765,
    dossier: options.Dossier = None,
    record: options.Record = options.RECORD,
) -> int:
    """Show the record in a browser.

    What is new, what is due, claims, documents with their passages marked, actors, promises. Nothing can be changed
    there. Every page is JSON and CSV too, by the same address with .json and .csv.

    \b
    dragoman serve
    dragoman serve --record korea.db --port 9000
    """
    return guarded(lambda: _serve(record, host, port, dossier))


def _serve(record: str, host: str, port: int, dossier: str | None) -> int:
    import sys

    from dragoman.web import serve as web

    try:
        web.serve(record, host=host, port=port, dossier=dossier, told=lambda a: print(f"{record}: {a}", flush=True))
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
    return DONE


COMMANDS: tuple[Callable[..., int], ...] = (serve,)
"""In the order in which --help lists them."""
