"""What a text names."""

from dataclasses import dataclass
from typing import Literal

MentionKind = Literal[
    "person", "office", "organisation", "state", "group", "place", "forum", "instrument", "vessel", "other"
]
MentionHow = Literal["name", "title", "alias", "metonym", "pronoun", "group"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for somebody or something, and whom they stand for, where that is known.

    `actor` is the dossier's id or None; `name` the fullest name this document gives; `how` what made it a mention.
    `id` is unique in its reading.
    """

    id: str
    start: int
    end: int
    kind: MentionKind
    actor: str | None
    name: str
    how: MentionHow
