"""By whom and how a page is looked at: the address, who asks, in which language and colours."""

import re
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any, Literal, get_args
from urllib.parse import parse_qsl

from fastapi import Request
from fastapi.datastructures import URL
from fastapi.responses import Response

from dragoman.record import Verdict
from dragoman.web.preferences import COOKIES, YEAR_S, Preferences, preferences_of
from dragoman.web.visitors import Visitor, visitor_of

DONE = "done"
"""The cookie that names what somebody just did, so that the page they are led to offers to take it back."""
_DEED = re.compile(r"(?P<what>judgement|document)\.(?P<id>[0-9A-Za-z_-]{1,80})\.(?P<deed>[a-z]{4,12})")
DEEDS = frozenset({*get_args(Verdict), "restored"})
"""What can be done to a thing: a judgement's verdict; of a document, that it was withdrawn or restored."""


@dataclass(frozen=True, slots=True)
class Done:
    """What somebody just did: that they made this judgement, of a verdict, or withdrew or restored this document."""

    what: Literal["judgement", "document"]
    id: str
    deed: str

    @classmethod
    def of(cls, cookie: str) -> "Done | None":
        """What a cookie tells; None where it tells nothing that can be."""
        found = _DEED.fullmatch(cookie)
        if found is None or found["deed"] not in DEEDS:
            return None
        return cls("judgement" if found["what"] == "judgement" else "document", found["id"], found["deed"])

    @property
    def cookie(self) -> str:
        """As the cookie tells it."""
        return f"{self.what}.{self.id}.{self.deed}"

    @property
    def undo(self) -> str:
        """Where to send what takes it back."""
        if self.what == "judgement":
            return f"/judgement/{self.id}/withdraw"
        return f"/document/{self.id}/{'restore' if self.deed == 'withdrawn' else 'withdraw'}"


@dataclass(frozen=True, slots=True)
class View:
    """What a page needs to know of who looks at it.

    `chosen` is what the address itself chose, to be remembered; `done` what they just did; `uploads` whether
    files can be uploaded here.
    """

    url: URL
    visitor: Visitor
    preferences: Preferences
    chosen: Mapping[str, str]
    done: Done | None = None
    uploads: bool = False

    @classmethod
    def of(cls, scope: MutableMapping[str, Any]) -> "View":
        """That of a request, by its ASGI scope."""
        request = Request(scope)
        asked = request.query_params
        preferences = preferences_of(asked, request.cookies, accepted=request.headers.get("accept-language"))
        held = {"lang": preferences.language, "theme": preferences.theme}
        chosen = {name: held[name] for name in COOKIES if asked.get(name) == held[name]}
        done = Done.of(request.cookies.get(DONE, ""))
        uploads = "app" in scope and getattr(scope["app"].state, "uploads", None) is not None
        return cls(request.url, visitor_of(request), preferences, chosen, done, uploads)

    @property
    def asked(self) -> list[tuple[str, str]]:
        """What the address asks, without how it is to look. Empty fields, as a form sends them, only make it long."""
        return [pair for pair in parse_qsl(self.url.query, keep_blank_values=False) if pair[0] not in COOKIES]

    def remembered(self, response: Response) -> Response:
        """A page for people hangs on what they chose, and what they choose by its address is remembered."""
        if not response.headers["content-type"].startswith("text/html"):
            return response
        response.headers["vary"] = "Accept-Language, Cookie"
        if self.done:
            response.delete_cookie(DONE, httponly=True, samesite="strict", path="/")
        for name, value in self.chosen.items():
            response.set_cookie(name, value, max_age=YEAR_S, httponly=True, samesite="lax")
        return response
