"""The command line: what can be typed. The work of a command lies in the file of its name, imported when it runs."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from dragoman import __version__
from dragoman.cli import dialogue, options
from dragoman.cli.faults import WRONG, guarded, tell

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


@app.command()
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


@app.command()
def claims(
    kind: options.Kinds = None,
    actor: options.Actor = None,
    track: options.Tracks = None,
    since: options.Since = None,
    until: options.Until = None,
    text: options.Text = None,
    as_of: options.AsOf = None,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="At most so many.")] = None,
    output: Annotated[
        options.ClaimsFormat, typer.Option("--format", help="jsonl: one claim a line; csv: for a spreadsheet.")
    ] = "table",
    record: options.Record = options.RECORD,
) -> int:
    """List claims from the record, oldest first.

    A document without a known date of publication is left out where --since or --until is given.

    \b
    dragoman claims --kind commitment --actor "South Korea"
    dragoman claims --track dissuade --since 2017 --until 2017-06
    dragoman claims --text sanctions --format csv > sanctions.csv
    """
    from dragoman.cli import claims as command
    from dragoman.cli.dates import moment, span

    first, last = span(since, until)
    wanted = command.Wanted(
        record=record,
        kinds=options.claim_kinds(kind),
        actor=actor,
        tracks=tuple(track or ()),
        since=first,
        until=last,
        text=text,
        as_of=moment(as_of, "--as-of"),
        limit=limit,
        form=output,
    )
    return guarded(lambda: command.run(wanted))


@app.command()
def documents(
    names: Annotated[
        str | None, typer.Option("--names", metavar="NAME", help="Only those that name this actor: id or name.")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="Only those that tell of this day, or came out on it.")
    ] = None,
    since: options.Since = None,
    until: options.Until = None,
    language: Annotated[str | None, typer.Option("--language", metavar="CODE", help="Only in this: en, ko …")] = None,
    as_of: options.AsOf = None,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="At most so many.")] = None,
    output: Annotated[options.DocumentsFormat, typer.Option("--format", help="jsonl: one document a line.")] = "table",
    record: options.Record = options.RECORD,
) -> int:
    """List documents from the record by whom they name and when, oldest first.

    It finds documents that make no claim too, as those in Korean, whose claims are not read yet.

    \b
    dragoman documents --names 북한 --language ko
    dragoman documents --names "Security Council" --on 2031-05-03
    """
    from dragoman.cli import documents as command
    from dragoman.cli.dates import moment, one_day, span
    from dragoman.store.query import DocumentQuery

    first, last = span(since, until)
    query = DocumentQuery(names, one_day(on, "--on"), first, last, language, moment(as_of, "--as-of"), limit)
    return guarded(lambda: command.run(command.Wanted(record, query, output)))


@app.command()
def actors(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="An id, or a name in any script or spelling.")
    ] = None,
    proposed: Annotated[
        bool, typer.Option("--proposed", help="The persons with a title whom nobody knows: they wait in review.")
    ] = False,
    as_of: options.AsOf = None,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="At most so many.")] = None,
    output: Annotated[options.DocumentsFormat, typer.Option("--format", help="jsonl: one actor a line.")] = "table",
    dossier: options.Dossier = None,
    record: options.Record = options.RECORD,
) -> int:
    """Show who somebody is, or list who is named in the record.

    With a name: offices held and when, names, where and how often named, in which printed forms. A name is found in
    any script or romanisation. What is judged to be one (dragoman judge same) is shown as one.

    \b
    dragoman actors
    dragoman actors 김정은
    dragoman actors "Kim Jŏng-ŭn" --as-of 2024-06
    dragoman actors --proposed
    """
    from dragoman.cli import actors as command
    from dragoman.cli.dates import moment

    wanted = command.Wanted(
        record=record,
        name=name,
        proposed=proposed,
        as_of=moment(as_of, "--as-of"),
        limit=limit,
        dossier=dossier,
        form=output,
    )
    return guarded(lambda: command.run(wanted))


@app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="ID", help="The id of a claim or document, or how it begins.")],
    why: Annotated[bool, typer.Option("--why", help="Also why it was read so, in a paragraph, and the rules.")] = False,
    record: options.Record = options.RECORD,
) -> int:
    """Show a claim in its words, or a document with its claims.

    \b
    dragoman show c3f9
    dragoman show c3f9 --why
    """
    from dragoman.cli import show as command

    return guarded(lambda: command.run(name, record=record, why=why))


@app.command()
def links(
    name: Annotated[
        str | None, typer.Argument(metavar="ID", help="The id of a document, or how it begins; all links without.")
    ] = None,
    output: Annotated[options.DocumentsFormat, typer.Option("--format", help="jsonl: one link a line.")] = "table",
    record: options.Record = options.RECORD,
) -> int:
    """List documents that hold the same matter: copies, reprints, excerpts, translations, revisions of one page.

    Claims that linked documents have in common count once in entries. A link that is wrong is undone with
    dragoman judge different, and one that is missing is made with dragoman judge same.

    \b
    dragoman links
    dragoman links d41e --format jsonl
    """
    from dragoman.cli import links as command

    return guarded(lambda: command.run(command.Wanted(record, name, output)))


@app.command()
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


@app.command()
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


@app.command()
def brief(
    about: Annotated[
        str | None, typer.Option("--about", metavar="WORDS", help="A track, an actor, or words that claims contain.")
    ] = None,
    actor: options.Actor = None,
    track: options.Tracks = None,
    since: options.Since = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    output: Annotated[
        options.BriefFormat | None, typer.Option("--format", help="By default html for --out *.html, else markdown.")
    ] = None,
    out: options.Out = None,
    dossier: options.Dossier = None,
    record: options.Record = options.RECORD,
) -> int:
    """Write a page of what was said, with its sources.

    By speaker and track; every sentence carries its numbered passages, with document, date and exact words.

    \b
    dragoman brief
    dragoman brief --about sanctions --since 2017 --out sanctions.html
    """
    from dragoman.cli import brief as command
    from dragoman.cli.dates import moment, span

    first, last = span(since, until)
    wanted = command.Wanted(
        record=record,
        about=about,
        actor=actor,
        tracks=tuple(track or ()),
        since=first,
        until=last,
        as_of=moment(as_of, "--as-of"),
        form=output,
        out=out,
        dossier=dossier,
    )
    return guarded(lambda: command.run(wanted))


@app.command()
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


@app.command()
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


@app.command()
def export(
    form: Annotated[
        options.ExportFormat, typer.Option("--format", help="plover or cameo: events, a row for who did what to whom.")
    ],
    kind: options.Kinds = None,
    actor: options.Actor = None,
    track: options.Tracks = None,
    since: options.Since = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    out: options.Out = None,
    dossier: options.Dossier = None,
    record: options.Record = options.RECORD,
) -> int:
    """Write the record in another program's form.

    Events are CSV: codes by Dragoman's table (docs/codes.md), parties by name, actor id and state, and the exact words
    with their place in the document.

    \b
    dragoman export --format plover --since 2017 --out events.csv
    dragoman export --format cameo --actor "North Korea"
    """
    from dragoman.cli import export as command
    from dragoman.cli.dates import moment, span
    from dragoman.store.query import ClaimQuery

    first, last = span(since, until)
    query = ClaimQuery(
        kinds=options.claim_kinds(kind),
        actor=actor,
        tracks=tuple(track or ()),
        since=first,
        until=last,
        as_of=moment(as_of, "--as-of"),
    )
    return guarded(lambda: command.run(command.Wanted(record, form, query, out, dossier)))


@app.command()
def doctor(
    record: options.Record = options.RECORD,
    dossier: options.Dossier = None,
    language_pack: options.LanguagePack = None,
    read_aloud: Annotated[
        bool, typer.Option("--read", help="Also load the language pack and read a sentence with it.")
    ] = False,
) -> int:
    """Say what is installed and what is sound.

    Looks at Python, the packages, the language packs, the dossier and the record. Exit code 1 where something is wrong.

    \b
    dragoman doctor
    dragoman doctor --dossier my-dossier/
    """
    from dragoman.cli import doctor as command

    return guarded(lambda: command.run(record=record, dossier=dossier, pack=language_pack, read=read_aloud))


for command in dialogue.COMMANDS:
    app.command()(command)

_COMMANDS = frozenset(c.name or getattr(c.callback, "__name__", "") for c in app.registered_commands)
