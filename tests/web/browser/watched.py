"""A page of a real browser that is watched: whatever goes wrong on it, or leaves it, is told."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Watched:
    """What a browser's context told of its pages: each line says what, and where.

    A console's errors and warnings hold what the Content-Security-Policy refused, and scripts that fail to load.
    `asked` are the addresses asked for, files of ours left out.
    """

    home: str
    faults: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def listen(self, context: Any) -> None:
        """Hear of all that happens in a context from now on."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"script failed: {error.error}"))
        context.on("requestfailed", self._failed)
        context.on("request", self._asked)
        context.on("response", self._answered)
        context.on("dialog", self._dialog)

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"{message.page and message.page.url}: console: {message.text}")

    def _failed(self, request: Any) -> None:
        # A page that is left before all of it came, and a file that is saved in place of shown, are no faults.
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"{request.url}: {request.failure}")

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.home, "data:image/")):
            self.faults.append(f"{request.frame.url}: asks {request.url[:200]}")
        self.asked.append(request.url)

    def _answered(self, response: Any) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.url}: {response.status}")

    def _dialog(self, dialog: Any) -> None:
        self.faults.append(f"{dialog.page.url}: dialog: {dialog.message[:200]}")
        dialog.dismiss()


Opened = Callable[..., AbstractContextManager[tuple[Any, Watched]]]
"""Opens a page: `opened(home, width=1280, scheme="light", language="en", scripts=True)`, with what is told of it."""
