"""The options that several commands share, written once, so that a word means the same everywhere."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal, cast, get_args

import typer

from dragoman.record.claim import ClaimKind

if TYPE_CHECKING:
    from dragoman.desks.dialogue.commitments import State

if TYPE_CHECKING:
    from dragoman.sources import limits
    from dragoman.store.history import ChangeKind

RECORD = "dragoman.db"
KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)

Record = Annotated[
    str,
    typer.Option(
        "--record", metavar="FILE", envvar="DRAGOMAN_RECORD", help="The record to use: a file, or postgresql://…"
    ),
]
Dossier = Annotated[
    str | None,
    typer.Option("--dossier", metavar="DIR", help="A dossier folder of your own, in place of the Korea dossier."),
]
LanguagePack = Annotated[
    str | None,
    typer.Option("--language-pack", metavar="NAME", help="Another spaCy pipeline for English: its name or its path."),
]
Kinds = Annotated[
    list[str] | None,
    typer.Option("--kind", metavar="KIND", help=f"Only claims of this kind: {', '.join(KINDS)}; repeatable."),
]
Actor = Annotated[
    str | None,
    typer.Option("--actor", metavar="NAME", help="Only claims with this speaker, doer or addressee: id or name."),
]
Tracks = Annotated[
    list[str] | None,
    typer.Option(
        "--track", metavar="TRACK", help="Only this track and those under it (dissuade, dissuade.finance); repeatable."
    ),
]
Since = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="Only what was said on or after this day: 2017-01-04, 2017-01, 2017."),
]
Until = Annotated[
    str | None,
    typer.Option("--until", metavar="DATE", help="Only what was said on or before this day."),
]
Text = Annotated[
    str | None,
    typer.Option("--text", metavar="WORDS", help="Only claims whose words contain this, upper or lower case."),
]
Publisher = Annotated[
    str | None, typer.Option("--publisher", metavar="NAME", help="Only documents of this publisher: id or name.")
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="The record as it stood at the end of that day (UTC), or at a time."),
]
Limits = Annotated[
    list[str] | None,
    typer.Option(
        "--limits",
        metavar="NAME=NUMBER",
        help="Read more or less of what is large: bytes=20M, pages=50, seconds=10; see docs/sources.md.",
    ),
]
Contact = Annotated[
    str | None,
    typer.Option(
        "--contact",
        metavar="WHERE",
        envvar="DRAGOMAN_CONTACT",
        help="A mail or web address at which webmasters reach you; it is sent to every site asked.",
    ),
]
AllowedHosts = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-host",
        metavar="NAME",
        help="Ask this host although its address is a private one, as on an intranet; repeatable.",
    ),
]
Out = Annotated[str | None, typer.Option("--out", metavar="FILE", help="Write here instead of printing.")]

ChangeKinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind", metavar="KIND", help="Only changes of this kind: learned, reread, judged, withdrawn …; repeatable."
    ),
]

ReadFormat = Literal["table", "jsonl"]
SourcesFormat = Literal["table", "jsonl"]
DocumentsFormat = Literal["table", "jsonl"]
ClaimsFormat = Literal["table", "jsonl", "csv", "parquet"]
ExportFormat = Literal[
    "jsonl", "csv", "parquet", "annotation", "bibtex", "csl", "ftm", "ftm-acts", "prov", "stix", "plover", "cameo"
]
"""Those of dragoman.exports.formats."""
ExportPart = Literal["readings", "claims", "documents", "actors", "entries", "judgements"]
Verdict = Literal["same", "different", "right", "wrong", "corrected", "kept", "broken", "withdraw"]
JudgedAs = Literal["right", "wrong", "corrected", "disputed", "stale", "none"]
Role = Literal["reader", "analyst", "admin"]
ListFormat = Literal["table", "jsonl"]
LogFormat = Literal["table", "jsonl", "csv"]
LedgerFormat = Literal["table", "jsonl", "ics"]
Step = Literal["year", "half", "quarter", "month"]
BriefFormat = Literal["html", "markdown"]
PageLanguage = Literal["en", "ko"]
Charts = Literal["page", "none"]


def read_limits(typed: list[str] | None) -> "limits.Limits":
    """The limits that were typed; a wrong one is told with those there are."""
    from dragoman.sources import limits

    try:
        return limits.limits_from(typed or ())
    except ValueError as fault:
        raise typer.BadParameter(f"--limits: {fault}") from fault


LEDGER_STATES = ("open", "due", "overdue", "kept", "broken", "superseded", "not checkable")


def ledger_states(typed: list[str] | None) -> "tuple[State, ...]":
    """The states of a promise that were typed; a wrong one is told with the nearest right one."""
    for word in typed or ():
        if word not in LEDGER_STATES:
            raise typer.BadParameter(
                f"--state {word!r} is none of {', '.join(LEDGER_STATES)}{_meant(word, LEDGER_STATES)}"
            )
    return cast("tuple[State, ...]", tuple(typed or ()))


def one_each(typed: list[str] | None, known: Sequence[str], option: str) -> tuple[str, ...]:
    """The words that were typed, singular or plural; a wrong one is told with the nearest right one."""
    found = []
    for word in typed or ():
        one = next((name for name in known if word.lower() in (name, f"{name}s")), None)
        if one is None:
            raise typer.BadParameter(f"{option} {word!r} is none of {', '.join(known)}{_meant(word, known)}")
        found.append(one)
    return tuple(found)


def claim_kinds(typed: list[str] | None) -> tuple[ClaimKind, ...]:
    """The kinds that were typed, singular or plural; a wrong one is told with the nearest right one."""
    return tuple(_claim_kind(word) for word in typed or ())


def _claim_kind(word: str) -> ClaimKind:
    for kind in KINDS:
        if word.lower() in (kind, f"{kind}s"):
            return kind
    raise typer.BadParameter(f"--kind {word!r} is none of {', '.join(KINDS)}{_meant(word, KINDS)}")


def change_kinds(typed: list[str] | None) -> "tuple[ChangeKind, ...]":
    """The kinds of change that were typed; a wrong one is told with the nearest right one."""
    from dragoman.store.history import CHANGE_KINDS

    for word in typed or ():
        if word not in CHANGE_KINDS:
            raise typer.BadParameter(
                f"--kind {word!r} is none of {', '.join(CHANGE_KINDS)}{_meant(word, CHANGE_KINDS)}"
            )
    return cast("tuple[ChangeKind, ...]", tuple(typed or ()))


def _meant(word: str, known: Sequence[str]) -> str:
    import difflib

    near = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean {near[0]}?" if near else ""
