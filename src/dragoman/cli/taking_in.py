"""What can be typed to take documents in: read, watch, sources."""

from collections.abc import Callable
from typing import Annotated

import typer

from dragoman.cli import options
from dragoman.cli.faults import guarded


def read(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH|URL", help="Files, folders, web addresses, or - for standard input.")
    ],
    record: options.Record = options.RECORD,
    no_record: Annotated[bool, typer.Option("--no-record", help="Read and print, and keep nothing.")] = False,
    output: Annotated[options.ReadFormat, typer.Option("--format", help="jsonl prints whole readings.")] = "table",
    date: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="The day these documents were published.")
    ] = None,
    publisher: Annotated[
        str | None, typer.Option("--publisher", metavar="NAME", help="Who published these documents.")
    ] = None,
    language: Annotated[
        str | None, typer.Option("--language", metavar="CODE", help="Their language, as en or ko.")
    ] = None,
    dossier: options.Dossier = None,
    language_pack: options.LanguagePack = None,
    processes: Annotated[
        int,
        typer.Option(
            "--processes",
            metavar="N",
            min=1,
            help="Read with so many processes at once; worth it from a few hundred documents on.",
        ),
    ] = 1,
    limits: options.Limits = None,
    contact: options.Contact = None,
    allow_host: options.AllowedHosts = None,
) -> int:
    """Read documents into the record and print what was found.

    Reads plain text, Markdown, HTML, PDF, DOCX, mail and mailboxes, RSS, Atom and JSON feeds, JSON-lines corpora,
    WARC, and what lies in ZIP, tar and gzip, told apart by their content and not by their names. What cannot be read
    is named on stderr and the rest is read all the same. Reading the same documents again adds nothing.

    \b
    dragoman read releases/
    dragoman read statement.txt --date 2024-04-25 --publisher "Ministry of Foreign Affairs"
    dragoman read corpus.jsonl --format jsonl > readings.jsonl
    dragoman read https://www.example.org/statements/17
    """
    from dragoman.cli import read as command
    from dragoman.cli.dates import one_day
    from dragoman.sources.fetch import FetchSettings

    bounds = options.read_limits(limits)
    hosts = frozenset(allow_host or ())
    wanted = command.Wanted(
        paths=tuple(paths),
        record=None if no_record else record,
        jsonl=output == "jsonl",
        date=one_day(date, "--date"),
        publisher=publisher,
        language=language,
        dossier=dossier,
        pack=language_pack,
        processes=processes,
        limits=bounds,
        fetching=FetchSettings(contact=contact, allowed_hosts=hosts, max_bytes=bounds.max_bytes),
    )
    return guarded(lambda: command.run(wanted))


def import_(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE", help="Readings or judgements, a line each; gzip too; - for stdin.")
    ],
    record: options.Record = options.RECORD,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Leave out the lines that are wrong and take in the rest of the file.")
    ] = False,
    reader: Annotated[
        str,
        typer.Option("--reader", metavar="NAME", help="Who read what does not say who read it: program and version."),
    ] = "import",
) -> int:
    """Take readings and judgements into the record: of another record, of another program.

    Readings are JSON lines as docs/reading-format.md has them, as `dragoman export --to jsonl` and `dragoman read
    --format jsonl` write them. Each file is looked at whole first: every offset, id and reference. Where a line is
    wrong, it is named, and nothing of its file is taken in. Importing again adds nothing.

    \b
    dragoman import readings.jsonl.gz
    dragoman import theirs.jsonl --reader "parser 2.1" --keep-going
    """
    from dragoman.cli import import_ as command

    wanted = command.Wanted(files=tuple(files), record=record, reader=reader, keep_going=keep_going)
    return guarded(lambda: command.run(wanted))


def watch(
    plan: Annotated[str, typer.Argument(metavar="FEEDS.TOML", help="The file that says what to watch.")],
    once: Annotated[
        bool, typer.Option("--once", help="Ask what is due, read what is new, and stop: for cron.")
    ] = False,
    now: Annotated[bool, typer.Option("--now", help="Ask every source at once, due or not, to begin with.")] = False,
    record: options.Record = options.RECORD,
    dossier: options.Dossier = None,
    language_pack: options.LanguagePack = None,
    contact: options.Contact = None,
    allow_host: options.AllowedHosts = None,
) -> int:
    """Watch feeds and index pages, and read what is new into the record.

    Each source is asked as often as the file says; what it lists is read once, and again where a feed says that it
    changed. Where watching stands is in the record: stop it with Ctrl-C or a kill, and it goes on from there.

    \b
    A source in the file, one such entry for each:
      [[feed]]
      name = "Foreign ministry"
      url = "https://www.example.org/rss.xml"
      every = "1 hour"
    docs/watch.md tells all that can be said there.

    \b
    dragoman watch feeds.toml --contact desk@example.org
    dragoman watch feeds.toml --once
    dragoman sources
    """
    from pathlib import Path

    from dragoman.cli import watch as command

    wanted = command.Wanted(
        plan=Path(plan),
        record=record,
        once=once,
        now=now,
        dossier=dossier,
        pack=language_pack,
        contact=contact,
        allowed_hosts=frozenset(allow_host or ()),
    )
    return guarded(lambda: command.run(wanted))


def sources(
    failed: Annotated[
        bool, typer.Option("--failed", help="List the pages that could not be had or read, and why.")
    ] = False,
    output: Annotated[options.SourcesFormat, typer.Option("--format", help="jsonl: one source a line.")] = "table",
    record: options.Record = options.RECORD,
) -> int:
    """Show what is watched: when each source was last asked, what failed and why, and when it is due.

    \b
    dragoman sources
    dragoman sources --failed
    dragoman sources --format jsonl
    """
    from dragoman.cli import sources as command

    return guarded(lambda: command.run(record=record, failed=failed, form=output))


COMMANDS: tuple[Callable[..., int], ...] = (
    read,
    import_,
    watch,
    sources,
)
"""In the order in which --help lists them."""
