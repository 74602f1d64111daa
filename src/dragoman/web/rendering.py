"""An Answer as HTML, JSON or CSV. All that comes from documents is escaped, and made unable to turn a line around."""

import csv
import datetime
import functools
import io
import json
from importlib.resources import files
from typing import get_args
from urllib.parse import quote, urlencode

from fastapi.responses import Response
from jinja2 import Environment, FunctionLoader, StrictUndefined

from dragoman.brief.charts import SCRIPTS
from dragoman.brief.labels import Labels
from dragoman.brief.rows import harmless
from dragoman.record import ClaimKind
from dragoman.record.tame import tame
from dragoman.review.cells import say_correction
from dragoman.web.answers import Answer, Form, Wrong
from dragoman.web.assets import address_of
from dragoman.web.keeping import Page
from dragoman.web.labels import say, word
from dragoman.web.menu import menu_of
from dragoman.web.phrases import say_link, say_parties, say_period, say_published
from dragoman.web.preferences import LANGUAGES, THEMES, Language
from dragoman.web.view import View

SHORT = 90
"""Characters of a title in the browser's tab and in lists."""


def render(answer: Answer, form: Form, view: View, names: Labels) -> Page:
    """The answer in the form asked for; where its list goes on stands in the Link header too.

    `names` are those of tracks and actors in the reader's language.
    """
    following = _next(view, answer.next)
    headers = (("link", f'<{following}>; rel="next"'),) if following else ()
    match form:
        case "json":
            body = json.dumps({**answer.data, "next": following}, ensure_ascii=True)
            return Page(body.encode(), "application/json", headers)
        case "csv":
            name = view.url.path.rsplit("/", 1)[-1]
            place = ("content-disposition", f"attachment; filename*=UTF-8''{quote(name, safe='')}")
            return Page(_csv(answer).encode(), "text/csv; charset=utf-8", (*headers, place))
        case "html":
            return Page(_html(answer, following, view, names).encode(), "text/html; charset=utf-8", headers)


def render_fault(wrong: Wrong, form: Form, view: View) -> Response:
    """What went wrong, as a page for people and in one shape for programs."""
    if form == "html":
        template = environment(view.preferences.language).get_template("fault.html.j2")
        text = template.render(wrong=wrong, title=wrong.message, twins={}, here="", feed=None, **_around(view))
        return view.remembered(Response(text, wrong.status, media_type="text/html; charset=utf-8"))
    told = {"status": wrong.status, "code": wrong.code, "message": wrong.message}
    return Response(json.dumps({"error": told}), wrong.status, media_type="application/json")


def _html(answer: Answer, following: str | None, view: View, names: Labels) -> str:
    url, language = view.url, view.preferences.language
    title = answer.title if answer.title is not None else say(answer.page, language=language)
    twins = {form: _address(_twin(url.path, form), view.asked) for form in ("json", "csv") if answer.columns}
    template = environment(language).get_template(f"{answer.page}.html.j2")
    return template.render(
        **answer.shown,
        **_around(view),
        title=_short(title),
        twins=twins,
        feed=answer.feed,
        following=following,
        here=answer.page,
        names=names,
        tracks=names.tracks,
        continued=any(name == "after" for name, _ in view.asked),
        beginning=_address(quote(url.path), [pair for pair in view.asked if pair[0] != "after"]),
    )


def _around(view: View) -> dict[str, object]:
    """What every page has around it."""
    url = view.url

    def choosing(name: str, value: str) -> str:
        kept = [pair for pair in view.asked if pair[0] != name]
        return _address(quote(url.path), [*kept, (name, value)])

    here = _address(quote(url.path), view.asked)
    around = {"theme": view.preferences.theme, "choosing": choosing, "visitor": view.visitor}
    return around | {"done": view.done, "at_address": here, "menu": menu_of(view)}


def _csv(answer: Answer) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows([harmless(cell) for cell in row] for row in answer.rows)
    return written.getvalue()


def _next(view: View, after: str | None) -> str | None:
    """The address at which the list goes on, in the form asked for."""
    if after is None:
        return None
    return _address(quote(view.url.path), [*(pair for pair in view.asked if pair[0] != "after"), ("after", after)])


def _twin(path: str, form: str) -> str:
    return f"{'/index' if path == '/' else quote(path)}.{form}"


def _address(path: str, asked: list[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(asked)}" if asked else path


def compile_all(language: Language) -> None:
    """Have every template ready in one language."""
    for template in files("dragoman.web").joinpath("templates").iterdir():
        environment(language).get_template(template.name)


@functools.cache
def environment(language: Language) -> Environment:
    """The templates in one language."""
    folder = files("dragoman.web").joinpath("templates")
    made = Environment(
        loader=FunctionLoader(lambda name: folder.joinpath(name).read_text(encoding="utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    said = functools.partial
    made.globals |= {
        "chart_scripts": SCRIPTS,
        "t": said(say, language=language),
        "w": said(word, language=language),
        "kinds": get_args(ClaimKind),
        "language": language,
        "languages": LANGUAGES,
        "static": address_of,
        "themes": THEMES,
    }
    made.filters |= {
        "correction": say_correction,
        "link": said(say_link, language=language),
        "parties": say_parties,
        "number": lambda n: f"{n:,}",
        "path": lambda text: quote(str(text), safe=""),
        "period": said(say_period, language=language),
        "published": said(say_published, language=language),
        "query": lambda text: quote(str(text), safe=""),
        "json": _json,
        "moment": _moment,
        "short": _short,
    }
    return made


def _json(value: object) -> str:
    """For a script element that holds data: nothing in it can end the element."""
    text = json.dumps(_tamed(value), ensure_ascii=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _tamed(value: object) -> object:
    """Every text within it, as pages show texts: what a script puts on a canvas is escaped by nobody."""
    match value:
        case str():
            return _tame(value)
        case dict():
            return {key: _tamed(one) for key, one in value.items()}
        case list() | tuple():
            return [_tamed(one) for one in value]
        case _:
            return value


def _shown(value: object) -> object:
    """Every value that a template puts on a page passes here, before it is escaped."""
    if value is None:
        return ""
    # What is marked as HTML is a macro's, whose own values passed here already.
    return value if hasattr(value, "__html__") or not isinstance(value, str) else _tame(value)


def _tame(text: str) -> str:
    return text if text.isprintable() else "\n".join(tame(line) for line in text.split("\n"))


def _moment(when: datetime.datetime | None) -> str:
    """A time to the minute, in UTC; nothing where it is not known."""
    return f"{when.astimezone(datetime.UTC):%Y-%m-%d %H:%M}" if when else ""


def _short(text: str, to: int = SHORT) -> str:
    line = " ".join(text.split())
    return line if len(line) <= to else f"{line[: to - 1].rstrip()}…"
