"""What can be typed to say who may use the workbench: account, with its own commands."""

from typing import Annotated

import typer

from dragoman.cli import options
from dragoman.cli.faults import guarded

app = typer.Typer(
    rich_markup_mode=None, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="Whose account: upper and lower case are one.")]
Stdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input, a line.")]


@app.callback(invoke_without_command=True)
def account(context: typer.Context) -> None:
    """Say who may use the workbench.

    Needed where it can be reached from elsewhere. Accounts stand beside the record (dragoman.db.accounts) and not in
    it, so that a copy of the record holds no secret. A reader reads; an analyst judges and uploads besides; an admin
    sees the audit log besides.
    """
    if context.invoked_subcommand is None:
        print(context.get_help())


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As it is to stand under what the person decides.")],
    role: Annotated[options.Role, typer.Option("--role", help="What the person may do.")] = "reader",
    password_stdin: Stdin = False,
    no_password: Annotated[bool, typer.Option("--no-password", help="For whom a proxy says who they are.")] = False,
    subject: Annotated[
        str | None,
        typer.Option("--oidc-subject", metavar="ISSUER SUB", help="Whom an OpenID provider calls so; no password."),
    ] = None,
    record: options.Record = options.RECORD,
) -> int:
    """Make an account.

    The password is asked for on the terminal.
    """
    from dragoman.cli import account

    return guarded(
        lambda: account.add(
            record, name, role, without_password=no_password, from_stdin=password_stdin, subject=subject
        )
    )


@app.command("list")
def list_(
    output: Annotated[options.ListFormat, typer.Option("--format")] = "table", record: options.Record = options.RECORD
) -> int:
    """List who has an account."""
    from dragoman.cli import account

    return guarded(lambda: account.show(record, form=output))


@app.command("role")
def role(
    name: Name,
    role: Annotated[options.Role, typer.Argument(metavar="ROLE", help="reader, analyst or admin.")],
    record: options.Record = options.RECORD,
) -> int:
    """Give an account another role, at once."""
    from dragoman.cli import account

    return guarded(lambda: account.set_role(record, name, role))


@app.command("password")
def password(name: Name, password_stdin: Stdin = False, record: options.Record = options.RECORD) -> int:
    """Give an account another password, and end its sessions."""
    from dragoman.cli import account

    return guarded(lambda: account.set_password(record, name, from_stdin=password_stdin))


@app.command("disable")
def disable(name: Name, record: options.Record = options.RECORD) -> int:
    """Let an account and its tokens be used no longer.

    What was decided with it stays on record.
    """
    from dragoman.cli import account

    return guarded(lambda: account.set_usable(record, name, usable=False))


@app.command("enable")
def enable(name: Name, record: options.Record = options.RECORD) -> int:
    """Let a disabled account be used again."""
    from dragoman.cli import account

    return guarded(lambda: account.set_usable(record, name, usable=True))


@app.command("token")
def token(
    name: Name,
    scopes: Annotated[
        list[str] | None,
        typer.Option("--scope", metavar="SCOPE", help="read, judge, upload or admin; repeatable. [default: read]"),
    ] = None,
    days: Annotated[int, typer.Option("--days", min=1, max=366, help="How long it is good.")] = 90,
    purpose: Annotated[str, typer.Option("--for", metavar="WORDS", help="What it is for.")] = "",
    record: options.Record = options.RECORD,
) -> int:
    """Make an API token and print it, this once."""
    from dragoman.cli import account

    return guarded(lambda: account.make_token(record, name, scopes or ["read"], days=days, purpose=purpose))


@app.command("tokens")
def tokens(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Only this account's.")] = None,
    output: Annotated[options.ListFormat, typer.Option("--format")] = "table",
    record: options.Record = options.RECORD,
) -> int:
    """List the API tokens there are or were."""
    from dragoman.cli import account

    return guarded(lambda: account.show_tokens(record, name, form=output))


@app.command("revoke")
def revoke(
    token: Annotated[str, typer.Argument(metavar="TOKEN-ID", help="As `dragoman account tokens` lists it.")],
    record: options.Record = options.RECORD,
) -> int:
    """Let an API token be good no longer."""
    from dragoman.cli import account

    return guarded(lambda: account.revoke(record, token))


@app.command("audit")
def audit(
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Only what this person did.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=100_000)] = 100,
    output: Annotated[options.ListFormat, typer.Option("--format")] = "table",
    record: options.Record = options.RECORD,
) -> int:
    """List what was done in the workbench and what was refused."""
    from dragoman.cli import account

    return guarded(lambda: account.show_audit(record, limit=limit, by=by, form=output))
