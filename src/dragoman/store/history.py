"""What happened to the record, as it is asked and told: changes, withdrawals, corrections. Standard library only."""

import datetime
from dataclasses import dataclass
from typing import Literal, get_args

from dragoman.record import Verdict
from dragoman.store.query import LinkKind, require_aware

ChangeKind = Literal[
    "learned",
    "reread",
    "found",
    "linked",
    "corrected",
    "unlinked",
    "judged",
    "retracted",
    "withdrawn",
    "restored",
    "erased",
]
"""What a change did.

learned: a document not known before.
reread: a newer reading took the place of one.
found: the bytes of a known document at another place.
linked, unlinked: two documents were found to hold the same matter, or are found so no longer.
corrected: the address of a document gave another version of it.
judged, retracted: a person decided something, or took it back.
withdrawn, restored, erased: a document no longer counts, counts again, or is gone but for its name.
"""

CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)

Because = Literal["reader", "dossier", "facts", "text"]
"""Why a re-reading can differ: another version of the reader, another dossier, what is known of the document (its date,
its publisher, its title), or its text as it was taken from the same bytes."""


@dataclass(frozen=True, slots=True)
class ChangeQuery:
    """Which changes to give; what is left out does not restrict. All that is given must hold.

    kinds: any of them.
    document: a document id; with its links, and with what was judged of it and of its claims.
    actor, also: an actor id, or words of a name in any case: changes of documents that name it, and what was judged of
        it.
    since, until: aware times, both inclusive, of when the record changed.
    after, before: cursors; only what changed later, or earlier. as_of: as `until`.
    limit: at most so many, the first in order.
    newest: the last change comes first.
    """

    kinds: tuple[ChangeKind, ...] = ()
    document: str | None = None
    actor: str | None = None
    also: tuple[str, ...] = ()
    since: datetime.datetime | None = None
    until: datetime.datetime | None = None
    as_of: datetime.datetime | None = None
    after: int = 0
    before: int | None = None
    limit: int | None = None
    newest: bool = False

    def __post_init__(self) -> None:
        for moment in (self.since, self.until, self.as_of):
            require_aware(moment)
        if self.limit is not None and self.limit < 0:
            raise ValueError(f"limit is {self.limit}; it cannot be less than 0")
        if self.after < 0:
            raise ValueError(f"after is {self.after}; a cursor cannot be less than 0")


@dataclass(frozen=True, slots=True)
class Difference:
    """What a re-reading made of a document: ids of claims that are new, gone, or told otherwise; and why it can be."""

    because: tuple[Because, ...]
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the record. `cursor` grows by one from change to change, in the order in which they can be seen.

    at: when (aware, UTC). document: what it is about, None for a judgement of something else; `title` as it was read
    then. other: the other document of a link; the newer version of a corrected one. source: where bytes were found, or
    the address that gave another version. claims: how many the reading found.
    link: the kind of the link. verdict, about, id: of a judgement. by, why: who did it and in what words; for a link,
    how it is known.
    """

    cursor: int
    at: datetime.datetime
    kind: ChangeKind
    document: str | None
    title: str | None = None
    other: str | None = None
    source: str | None = None
    reader: str | None = None
    dossier: str | None = None
    claims: int | None = None
    differs: Difference | None = None
    link: LinkKind | None = None
    verdict: Verdict | None = None
    about: tuple[str, ...] = ()
    id: str | None = None
    by: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A document that no longer counts, since when (aware, UTC), by whose word and why.

    Where it was `erased`, nothing is left of it but its id, the sha256 of its bytes and where it was found.
    """

    document: str
    sha256: str
    at: datetime.datetime
    by: str
    why: str
    erased: bool


@dataclass(frozen=True, slots=True)
class Correction:
    """A newer version of a document's page: which document it is, since when, by whom published, found where."""

    document: str
    newer: str
    at: datetime.datetime
    publisher: str | None
    source: str
