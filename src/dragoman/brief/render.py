"""A page as HTML that stands alone and prints on A4, or as Markdown."""

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from dragoman.brief.catalogue import catalogue
from dragoman.brief.charts import SCRIPTS, asset, spec_json
from dragoman.brief.nouns import Page

if TYPE_CHECKING:
    from jinja2 import Environment

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")


def render_html(page: Page, *, charts: bool = True) -> str:
    """One HTML file with its style and, where there are charts, what draws them inside.

    Nothing is fetched, all that comes from documents is escaped, and the page itself names the digests of the one style
    and the few scripts that may run: whatever else got in would not.
    """
    style = files("dragoman.brief").joinpath("page.css").read_text(encoding="utf-8")
    scripts = [asset(name).decode() for name in SCRIPTS] if charts and page.drawn else []
    template = _environment(html=True).get_template("page.html.j2")
    say = catalogue(page.language).say
    policy = _policy(style, scripts)
    return template.render(page=page, say=say, style=style, scripts=scripts, policy=policy, spec_json=spec_json)


def render_markdown(page: Page) -> str:
    """The same page as Markdown, charts as their tables; what comes from documents cannot become markup."""
    say = catalogue(page.language).say
    return _environment(html=False).get_template("page.md.j2").render(page=page, say=say)


def escape_markdown(text: str) -> str:
    """The text as Markdown that shows just these characters."""
    return _MARKDOWN.sub(r"\\\1", text)


def _policy(style: str, scripts: list[str]) -> str:
    """The page's Content-Security-Policy: nothing but this style and these scripts, by their digests."""
    allowed = " ".join(map(_digest, scripts)) or "'none'"
    return f"default-src 'none'; script-src {allowed}; style-src {_digest(style)}; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


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
