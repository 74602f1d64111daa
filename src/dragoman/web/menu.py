"""The menu: every page that leads on, once. A new page is added here, and its label to both languages."""

from dataclasses import dataclass

from dragoman.web.view import View
from dragoman.web.visitors import Role


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in the menu. `label` is its key, `pages` the templates that stand under it; `more`: in the fold.

    `least` is the role of those who see it; `uploads`: only where files can be uploaded.
    """

    label: str
    path: str
    pages: tuple[str, ...]
    more: bool = False
    least: Role = "reader"
    uploads: bool = False


MENU: tuple[Entry, ...] = (
    Entry("claims", "/claims", ("claims", "claim")),
    Entry("commitments", "/commitments", ("commitments",)),
    Entry("calls", "/calls", ("calls",)),
    Entry("positions", "/positions", ("positions",)),
    Entry("relations", "/relations", ("relations",)),
    Entry("actors", "/actors", ("actors", "actor")),
    Entry("documents", "/documents", ("documents", "document", "compare", "readings")),
    Entry("review", "/review", ("review",)),
    Entry("forecasts", "/forecasts", ("forecasts",), more=True),
    Entry("disagreements", "/disagreements", ("disagreements",), more=True),
    Entry("brief", "/brief", ("brief",), more=True),
    Entry("saved", "/saved", ("saved",), more=True),
    Entry("sources", "/sources", ("sources",), more=True),
    Entry("problems", "/problems", ("problems",), more=True),
    Entry("log", "/log", ("log",), more=True),
    Entry("upload", "/upload", ("upload", "uploaded"), more=True, least="analyst", uploads=True),
    Entry("account", "/account", ("account",), more=True),
    Entry("audit", "/audit", ("audit",), more=True, least="admin"),
)


def menu_of(view: View) -> tuple[Entry, ...]:
    """The entries for whoever looks."""
    return tuple(entry for entry in MENU if view.visitor.may(entry.least, None) and (view.uploads or not entry.uploads))
