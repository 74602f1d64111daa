"""What can be typed to look at the record in a browser: serve."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import options
from dragoman.cli.faults import DONE, guarded, tell

if TYPE_CHECKING:
    from dragoman.web.serve import Way


def serve(
    host: Annotated[
        str,
        typer.Option(
            "--host", metavar="ADDRESS", help="Where to listen; any but this machine's own takes accounts or a proxy."
        ),
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0: any that is free.")] = 8765,
    read_only: Annotated[bool, typer.Option("--read-only", help="Nobody judges, uploads or saves anything.")] = False,
    accounts: Annotated[
        bool, typer.Option("--accounts", help="Let people log in on this machine's own address too, as behind a proxy.")
    ] = False,
    public_url: Annotated[
        str | None,
        typer.Option("--public-url", metavar="URL", help="The address people type: https://record.example"),
    ] = None,
    trust_header: Annotated[
        str | None,
        typer.Option("--trust-header", metavar="NAME", help="The header in which a proxy says who is asking."),
    ] = None,
    trusted_proxy: Annotated[
        list[str] | None,
        typer.Option(
            "--trusted-proxy",
            metavar="ADDRESS",
            help="The proxy's address or network; it alone is believed. Repeatable.",
        ),
    ] = None,
    newcomers: Annotated[
        options.Role | None,
        typer.Option("--newcomers", help="What people become whom the proxy names and who have no account."),
    ] = None,
    certificate: Annotated[
        str | None, typer.Option("--certificate", metavar="FILE", help="Serve over TLS with this certificate (PEM).")
    ] = None,
    key: Annotated[str | None, typer.Option("--key", metavar="FILE", help="The certificate's key (PEM).")] = None,
    uploads: Annotated[
        str | None,
        typer.Option(
            "--uploads",
            metavar="DIR",
            help="Where files that people send wait to be read. [default: beside the record]",
        ),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers",
            min=1,
            max=64,
            metavar="N",
            help="Processes that make pages, of a large record.  [default: 1, or 2 of more than 20,000 claims]",
        ),
    ] = None,
    oidc_issuer: Annotated[
        str | None,
        typer.Option("--oidc-issuer", metavar="URL", help="Let people log in through this OpenID provider."),
    ] = None,
    oidc_client: Annotated[
        str | None,
        typer.Option(
            "--oidc-client", metavar="ID", help="What it calls this server; its secret stands in DRAGOMAN_OIDC_SECRET."
        ),
    ] = None,
    dossier: options.Dossier = None,
    record: options.Record = options.RECORD,
) -> int:
    """Show the record in a browser.

    On this machine's own address it needs no account, and what you decide there is put on record under your login name.
    On any other it starts only where people have accounts (dragoman account add) or where a proxy says who they are.
    Every page is JSON and CSV too, by the same address with .json and .csv.

    \b
    dragoman serve
    dragoman serve --record korea.db --port 9000
    dragoman serve --host 10.0.0.7 --certificate record.pem --key record.key
    dragoman serve --trust-header X-Remote-User --trusted-proxy 127.0.0.1 --public-url https://record.example
    """
    import os

    from dragoman.web.serve import Way

    way = Way(
        host=host,
        port=port,
        read_only=read_only,
        accounts=accounts,
        trust_header=trust_header,
        trusted_proxies=tuple(trusted_proxy or ()),
        newcomers=newcomers,
        public_url=public_url,
        certificate=certificate,
        key=key,
        uploads=uploads,
        workers=workers,
        oidc_issuer=oidc_issuer,
        oidc_client=oidc_client,
        oidc_secret=os.environ.get("DRAGOMAN_OIDC_SECRET", ""),
    )
    return guarded(lambda: _serve(record, way, dossier))


def _serve(record: str, way: "Way", dossier: str | None) -> int:
    import sys

    from dragoman.web import serve as web

    try:
        web.serve(record, way, dossier=dossier, told=lambda a: print(f"{record}: {a}", flush=True), warned=tell)
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
    return DONE


COMMANDS: tuple[Callable[..., int], ...] = (serve,)
"""In the order in which --help lists them."""
