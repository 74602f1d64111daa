"""A policy matter as data: its actors, the offices they held and when, and the words its tracks are spoken of in."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

ActorKind = Literal["state", "organisation", "forum", "person", "group", "place", "instrument", "vessel"]
NameUse = Literal["name", "alias", "metonym", "demonym"]


class Name(NamedTuple):
    """A printed form of an actor.

    `use`: a full `name`, a short form or abbreviation (`alias`), a word that stands for it by custom (`metonym`: a
    capital for its government, an epithet), or the adjective of a state (`demonym`). `language` is "en" or "ko".
    """

    # No frozen dataclass as its neighbours are: a roster has names by the hundred thousand, and this is made thrice as
    # fast.

    text: str
    language: str
    use: NameUse


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that texts name.

    `state` is the id of the state it belongs to or is (None for international bodies); `part_of` the id of the body
    above it. `source` and `as_of` say where the facts come from and when they were looked up.
    """

    id: str
    kind: ActorKind
    name: str
    names: tuple[Name, ...]
    state: str | None
    part_of: str | None
    gender: Literal["f", "m"] | None
    source: str
    as_of: datetime.date


@dataclass(frozen=True, slots=True)
class Office:
    """A post that people hold one after the other, or `seats` of them at a time.

    `body` is the organisation or state it belongs to.
    """

    id: str
    name: str
    names: tuple[Name, ...]
    body: str
    seats: int = 1


@dataclass(frozen=True, slots=True)
class Tenure:
    """Who held an office from when to when, both days inclusive; None where the end is open or not known."""

    office: str
    person: str
    since: datetime.date | None
    until: datetime.date | None
    source: str


@dataclass(frozen=True, slots=True)
class Track:
    """A line of policy and the phrases that speak of it, by language. `dissuade.finance` is a part of `dissuade`.

    `actors` are those whose part in a deed or word puts it on this track: the United States on `partners.us`.
    """

    id: str
    label: Mapping[str, str]
    phrases: Mapping[str, tuple[str, ...]]
    actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """How a publisher is told: its web domains, and the names it prints in credits, copyright and source lines."""

    actor: str
    kind: Literal["press-release", "news", "speech", "joint-statement", "transcript", "report", "other"]
    domains: tuple[str, ...]
    credits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word of this matter's register, beside those every reader of the language knows.

    `frame` is what follows it: a that-clause, a noun phrase, an infinitive, a need, or a quotation.
    """

    text: str
    language: str
    frame: Literal["clause", "topic", "infinitive", "need", "quotation"]


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything above, validated and looked up by id. `digest` changes whenever any of it does."""

    id: str
    name: str
    actors: Mapping[str, Actor]
    offices: Mapping[str, Office]
    tenures: tuple[Tenure, ...]
    tracks: Mapping[str, Track]
    sites: tuple[Site, ...]
    cues: tuple[Cue, ...]
    digest: str
