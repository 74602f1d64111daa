"""What there is to find in a document: the answers that readings are scored against."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).resolve().parent / "examples"


@dataclass(frozen=True, slots=True)
class GoldTime:
    """The period the claim is about: ISO dates, None where the text does not allow one."""

    text: str
    first: str | None
    last: str | None
    grain: str


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """One claim of the answers.

    `content` is its exact words and `at` which occurrence of them, from 0. `speaker` is what is printed nearest the
    cue (None in document voice), `speaker_name` whom that means. `actors` and `recipients` are names or printed words.
    """

    kind: str
    content: str
    at: int
    speaker: str | None
    speaker_name: str | None
    cue: str | None
    form: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    polarity: str
    modality: str
    condition: str | None
    time: GoldTime | None
    tracks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldPerson:
    """A person of the document, and every form in which the name is printed there."""

    name: str
    printed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """All answers for one document. `claims` is None where nobody has annotated them, which is not the same as none.

    `published` holds the first and the last day, or None where the document does not say. `lines` gives, role by role,
    every line that is not body. `absent` is what a reader of the page never sees.
    """

    document: Path
    language: str
    published: tuple[str | None, str | None] | None
    claims: tuple[GoldClaim, ...] | None
    no_claim: tuple[str, ...]
    lines: Mapping[str, tuple[str, ...]]
    absent: tuple[str, ...]
    persons: tuple[GoldPerson, ...]


def load_gold(path: Path) -> Gold:
    """The answers in one file. Raises KeyError or TypeError where it is not of the form."""
    data = json.loads(path.read_text(encoding="utf-8"))
    published, claims = data["published"], data["claims"]
    return Gold(
        document=REPOSITORY / data["document"],
        language=data["language"],
        published=None if published is None else (published["from"], published["to"]),
        claims=None if claims is None else tuple(_claim(c) for c in claims),
        no_claim=tuple(data["no_claim"]),
        lines={role: tuple(lines) for role, lines in data["lines"].items()},
        absent=tuple(data["absent"]),
        persons=tuple(GoldPerson(p["name"], tuple(p["printed"])) for p in data["persons"]),
    )


def load_golds(folder: Path = FOLDER) -> tuple[Gold, ...]:
    """The answers of every document in the folder, in the order of the file names."""
    return tuple(load_gold(path) for path in sorted(folder.glob("*.json")))


def _claim(data: Mapping[str, Any]) -> GoldClaim:
    time = data["time"]
    return GoldClaim(
        kind=data["kind"],
        content=data["content"],
        at=data["at"],
        speaker=data["speaker"],
        speaker_name=data["speaker_name"],
        cue=data["cue"],
        form=data["form"],
        actors=tuple(data["actors"]),
        recipients=tuple(data["recipients"]),
        polarity=data["polarity"],
        modality=data["modality"],
        condition=data["condition"],
        time=None if time is None else GoldTime(time["text"], time["from"], time["to"], time["grain"]),
        tracks=tuple(data["tracks"]),
    )
