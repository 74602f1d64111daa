"""A page as HTML that stands alone and prints on A4, or as Markdown."""

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from dragoman.brief.nouns import Page

if TYPE_CHECKING:
    from jinja2 import Environment

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")


def render_html(page: Page) -> str:
    """One HTML file with its style inside: no script, nothing fetched, all that comes from documents escaped."""
    return _environment(html=True).get_template("page.html.j2").render(page=page)


def render_markdown(page: Page) -> str:
    """The same page as Markdown; what comes from documents cannot become markup."""
    return _environment(html=False).get_template("page.md.j2").render(page=page)


def escape_markdown(text: str) -> str:
    """The text as Markdown that shows just these characters."""
    return _MARKDOWN.sub(r"\\\1", text)


@cache
def _environment(*, html: bool) -> "Environment":
    # Jinja costs a twentieth of a second: only a command that renders pays it.
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    folder = files("dragoman.brief")
    made = Environment(
        loader=FunctionLoader(lambda name: (folder / name).read_text(encoding="utf-8")),
        autoescape=html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["md"] = escape_markdown
    return made
