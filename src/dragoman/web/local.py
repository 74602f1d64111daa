"""On this machine alone nobody needs an account: whoever can open the page is the person who started the server."""

import getpass
import secrets

from fastapi.datastructures import Headers

from dragoman.web.answers import Wrong
from dragoman.web.visitors import Visitor, local_person

_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


class Local:
    """Takes everybody for the one person at this machine."""

    has_login = False

    def __init__(self, name: str | None = None, *, read_only: bool = False) -> None:
        self._person = local_person(name or getpass.getuser(), seed=secrets.token_urlsafe(32), read_only=read_only)

    async def who(self, headers: Headers, address: str) -> Visitor:
        """The person at this machine; but nobody whom a proxy sends, who may be anybody."""
        if any(name in headers for name in _FORWARDED):
            raise Wrong(
                403,
                "behind-a-proxy",
                "this server was started for one person on its own machine; behind a proxy start it with --accounts "
                "or --trust-header",
            )
        return self._person

    async def refused(self, visitor: Visitor, asked: str, code: str, address: str) -> None:
        """Nobody to tell of it."""
