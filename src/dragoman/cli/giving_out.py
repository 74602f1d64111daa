"""What can be typed to take something out of the record, or to look after it: brief, export, doctor."""

from collections.abc import Callable
from typing import Annotated

import typer

from dragoman.cli import options
from dragoman.cli.faults import guarded


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
    language: Annotated[
        options.PageLanguage, typer.Option("--language", help="The language of the page; quotations keep their own.")
    ] = "en",
    charts: Annotated[
        options.Charts, typer.Option("--charts", help="none leaves an HTML page without script; its tables stay.")
    ] = "page",
    writer: Annotated[
        str | None,
        typer.Option(
            "--writer",
            metavar="URL",
            envvar="DRAGOMAN_WRITER",
            help="A language model to phrase the opening: an OpenAI-compatible server. Its key: DRAGOMAN_WRITER_KEY.",
        ),
    ] = None,
    writer_model: Annotated[
        str | None,
        typer.Option("--writer-model", metavar="NAME", envvar="DRAGOMAN_WRITER_MODEL", help="Its model's name."),
    ] = None,
    dossier: options.Dossier = None,
    record: options.Record = options.RECORD,
) -> int:
    """Write a page of what was said, with its sources.

    What is new, how the line moved, what is due, and every voice by track; every sentence carries its numbered
    passages, with document, date and exact words. With both --about and --actor: what the one says of the other.
    A writer, where one is named, is given passages only; what they do not bear out is struck and shown as struck.

    \b
    dragoman brief
    dragoman brief --about sanctions --since 2017 --out sanctions.html
    dragoman brief --about "North Korea" --actor "South Korea" --language ko --out brief.html
    """
    from dragoman.brief.making import Question
    from dragoman.cli import brief as command
    from dragoman.cli.dates import moment, span

    first, last = span(since, until)
    question = Question(
        named=record,
        about=about,
        actor=actor,
        tracks=tuple(track or ()),
        since=first,
        until=last,
        as_of=moment(as_of, "--as-of"),
        language=language,
    )
    wanted = command.Wanted(
        record=record,
        question=question,
        form=output,
        out=out,
        dossier=dossier,
        charts=charts == "page",
        writer=command.endpoint(writer, writer_model),
    )
    return guarded(lambda: command.run(wanted))


def export(
    form: Annotated[
        options.ExportFormat, typer.Option("--to", "--format", help="The format; docs/exports.md tells each.")
    ],
    what: Annotated[
        options.ExportPart | None,
        typer.Option("--what", help="What of the record, where a format can hold several things."),
    ] = None,
    kind: options.Kinds = None,
    actor: options.Actor = None,
    track: options.Tracks = None,
    since: options.Since = None,
    until: options.Until = None,
    text: options.Text = None,
    as_of: options.AsOf = None,
    wrong: Annotated[
        bool, typer.Option("--include-wrong", help="Also claims that people judged wrong, marked as such.")
    ] = False,
    originals: Annotated[
        bool, typer.Option("--with-originals", help="With readings: the bytes they were read from, in Base64.")
    ] = False,
    out: options.Out = None,
    dossier: options.Dossier = None,
    record: options.Record = options.RECORD,
) -> int:
    """Write the record in another program's form.

    Readings are as they were read, and go into another record with `dragoman import`. Everything else is as people
    left it: claims judged wrong are left out, corrected ones are as corrected. A file is there whole or not at all.

    \b
    dragoman export --to jsonl --with-originals --out record.jsonl
    dragoman export --to jsonl --what judgements --out judgements.jsonl
    dragoman export --to plover --since 2017 --out events.csv
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
        text=text,
        as_of=moment(as_of, "--as-of"),
    )
    wanted = command.Wanted(record, form, query, out, dossier, what, wrong=wrong, originals=originals)
    return guarded(lambda: command.run(wanted))


def doctor(
    record: options.Record = options.RECORD,
    dossier: options.Dossier = None,
    language_pack: options.LanguagePack = None,
    read_aloud: Annotated[
        bool, typer.Option("--read", help="Also load the language pack and read a sentence with it.")
    ] = False,
    rebuild_acts: Annotated[
        bool, typer.Option("--rebuild-acts", help="First count anew what the desks answer from: acts and follow-ups.")
    ] = False,
    rebuild_search: Annotated[
        bool, typer.Option("--rebuild-search", help="First make the record's search index anew from what was read.")
    ] = False,
) -> int:
    """Say what is installed and what is sound.

    Looks at Python, the packages, the language packs, the dossier and the record. Exit code 1 where something is wrong.

    \b
    dragoman doctor
    dragoman doctor --dossier my-dossier/
    """
    from dragoman.cli import doctor as command

    return guarded(
        lambda: command.run(
            record=record,
            dossier=dossier,
            pack=language_pack,
            read=read_aloud,
            rebuild_search=rebuild_search,
            rebuild_acts=rebuild_acts,
        )
    )


COMMANDS: tuple[Callable[..., int], ...] = (
    brief,
    export,
    doctor,
)
"""In the order in which --help lists them."""
