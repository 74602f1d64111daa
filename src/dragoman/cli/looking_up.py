"""What can be typed to look things up in the record: claims, documents, actors, show, links."""

from collections.abc import Callable
from typing import Annotated

import typer

from dragoman.cli import options
from dragoman.cli.faults import guarded


def claims(
    kind: options.Kinds = None,
    actor: options.Actor = None,
    track: options.Tracks = None,
    since: options.Since = None,
    until: options.Until = None,
    text: options.Text = None,
    publisher: options.Publisher = None,
    judged: Annotated[
        options.JudgedAs | None,
        typer.Option("--judged", metavar="HOW", help="Only claims that people judged so; none: that nobody judged."),
    ] = None,
    as_of: options.AsOf = None,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="At most so many.")] = None,
    newest: Annotated[bool, typer.Option("--newest", help="What was said last comes first.")] = False,
    facets: Annotated[
        bool, typer.Option("--facets", help="Count what matches by kind, actor, track, publisher and month instead.")
    ] = False,
    output: Annotated[
        options.ClaimsFormat,
        typer.Option("--format", help="jsonl: one claim a line; csv: for a spreadsheet; parquet: see docs/exports.md."),
    ] = "table",
    record: options.Record = options.RECORD,
) -> int:
    """List claims from the record, oldest first or with --newest the newest.

    A document without a known date of publication is left out where --since or --until is given.

    \b
    dragoman claims --kind commitment --actor "South Korea"
    dragoman claims --track dissuade --since 2017 --until 2017-06
    dragoman claims --text sanctions --format csv > sanctions.csv
    dragoman claims --publisher kr.mofa --newest --limit 20
    dragoman claims --kind commitment --facets
    dragoman claims --judged wrong
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
        publisher=publisher,
        judged=judged,
        as_of=moment(as_of, "--as-of"),
        limit=limit,
        newest=newest,
        facets=facets,
        form=output,
    )
    return guarded(lambda: command.run(wanted))


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

    It finds documents that make no claim too, as those in a language that is not read.

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


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="What to look for.")],
    kind: options.Kinds = None,
    actor: options.Actor = None,
    track: options.Tracks = None,
    publisher: options.Publisher = None,
    language: Annotated[str | None, typer.Option("--language", metavar="CODE", help="Only in this: en, ko …")] = None,
    since: options.Since = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="At most so many.")] = 20,
    facets: Annotated[
        bool, typer.Option("--facets", help="Count what is found by kind, actor, track, publisher and month instead.")
    ] = False,
    output: Annotated[options.DocumentsFormat, typer.Option("--format", help="jsonl: one paragraph a line.")] = "table",
    dossier: options.Dossier = None,
    record: options.Record = options.RECORD,
) -> int:
    """Find paragraphs by their words, Korean and English, the best first.

    All words must stand in one paragraph, in any inflection; "…" are words in a row, word* the beginning of one, and
    -word must not stand there. A name finds who bears it in either language. kind:, actor:, track:, publisher: and
    language: can be typed among the words.

    \b
    dragoman search sanctions coal
    dragoman search '"complete denuclearization" kind:commitment'
    dragoman search 김정은 --since 2018 --facets
    """
    from dragoman.cli import search as command
    from dragoman.cli.dates import moment, span
    from dragoman.store.search_query import SearchQuery

    first, last = span(since, until)
    query = SearchQuery(
        words=" ".join(words),
        kinds=options.claim_kinds(kind),
        actor=actor,
        tracks=tuple(track or ()),
        publisher=publisher,
        language=language,
        since=first,
        until=last,
        as_of=moment(as_of, "--as-of"),
        limit=limit,
    )
    return guarded(lambda: command.run(command.Wanted(record, query, dossier, facets, output)))


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


def show(
    name: Annotated[str, typer.Argument(metavar="ID", help="The id of a claim or document, or how it begins.")],
    why: Annotated[bool, typer.Option("--why", help="Also why it was read so, in a paragraph, and the rules.")] = False,
    as_of: options.AsOf = None,
    record: options.Record = options.RECORD,
) -> int:
    """Show a claim in its words, or a document with its claims.

    \b
    dragoman show c3f9
    dragoman show c3f9 --why
    dragoman show d41e --as-of 2024-06
    """
    from dragoman.cli import show as command
    from dragoman.cli.dates import moment

    then = moment(as_of, "--as-of")
    return guarded(lambda: command.run(name, record=record, why=why, as_of=then))


def links(
    name: Annotated[
        str | None, typer.Argument(metavar="ID", help="The id of a document, or how it begins; all links without.")
    ] = None,
    as_of: options.AsOf = None,
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
    from dragoman.cli.dates import moment

    wanted = command.Wanted(record, name, output, moment(as_of, "--as-of"))
    return guarded(lambda: command.run(wanted))


COMMANDS: tuple[Callable[..., int], ...] = (
    claims,
    documents,
    search,
    actors,
    show,
    links,
)
"""In the order in which --help lists them."""
