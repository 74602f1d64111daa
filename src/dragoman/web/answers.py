"""What a page says, before it is HTML, JSON or CSV: the same address gives all three."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Form = Literal["html", "json", "csv"]
FORMS: tuple[Form, ...] = ("json", "csv", "html")
"""In the order in which addresses are matched: /claim/c1.json is no claim of the id "c1.json"."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One page.

    `page` names its template and the label of its title, where `title` does not give one out of the record. `shown` is
    for the template, `data` for JSON, `rows` under `columns` for CSV; what has no columns is a page alone. `next` is
    the id after which the list goes on, None where it ends. `feed` is the address at which news of the same question
    are given, where they are.
    """

    page: str
    shown: Mapping[str, Any]
    data: Mapping[str, Any]
    columns: Sequence[str]
    rows: Sequence[Sequence[str]] = field(default_factory=tuple)
    title: str | None = None
    next: str | None = None
    feed: str | None = None


class Wrong(Exception):
    """What was asked cannot be answered: an HTTP status, a stable code and a line that says what to do."""

    def __init__(self, status: int, code: str, message: str, *, wait: float = 0, about: str | None = None) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message
        self.wait = wait
        """Seconds after which it may be tried again; 0 where waiting helps nothing."""
        self.about = about
        """The id of the document that counts no longer, so that its page can offer to let it count again."""
