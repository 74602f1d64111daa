"""By whom and how a page is looked at: the address, who asks, in which language and colours."""

import re
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from fastapi.datastructures import URL

from dragoman.web.preferences import COOKIES, Preferences, preferences_of
from dragoman.web.visitors import Visitor, visitor_of

DONE = "done"
"""The cookie that names the judgement somebody just made, so that the page they are led to offers to take it back."""
_JUDGEMENT = re.compile(r"j[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class View:
    """What a page needs to know of who looks at it.

    `chosen` is what the address itself chose, to be remembered; `done` the judgement they just made; `uploads` whether
    files can be uploaded here.
    """

    url: URL
    visitor: Visitor
    preferences: Preferences
    chosen: Mapping[str, str]
    done: str | None = None
    uploads: bool = False

    @classmethod
    def of(cls, scope: MutableMapping[str, Any]) -> "View":
        """That of a request, by its ASGI scope."""
        request = Request(scope)
        asked = request.query_params
        preferences = preferences_of(asked, request.cookies, accepted=request.headers.get("accept-language"))
        held = {"lang": preferences.language, "theme": preferences.theme}
        chosen = {name: held[name] for name in COOKIES if asked.get(name) == held[name]}
        done = request.cookies.get(DONE, "")
        made = done if _JUDGEMENT.fullmatch(done) else None
        uploads = "app" in scope and getattr(scope["app"].state, "uploads", None) is not None
        return cls(request.url, visitor_of(request), preferences, chosen, made, uploads)
