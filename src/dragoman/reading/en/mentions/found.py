"""What the mention stage passes on inside English reading: a mention before it has an id or an antecedent."""

from dataclasses import dataclass
from typing import Literal

from dragoman.record import MentionHow, MentionKind

Gender = Literal["f", "m"] | None


@dataclass(frozen=True, slots=True)
class Found:
    """Words that name something: `text[start:end]`.

    `name` is the fullest name known for it; for a person without its title. `head` is the word it is known by again
    (a surname, "ministry"); `title` the printed title, if any. `state` is the dossier's state it belongs to.
    """

    start: int
    end: int
    kind: MentionKind
    how: MentionHow
    name: str
    actor: str | None = None
    state: str | None = None
    head: str = ""
    title: str = ""
    gender: Gender = None
    plural: bool = False
