"""An Answer as HTML, JSON or CSV. All that comes from documents is escaped, and made unable to turn a line around."""

import csv
import functools
import io
import json
from importlib.resources import files
from urllib.parse import parse_qsl, quote, urlencode

from fastapi.datastructures import URL
from fastapi.responses import Response
from jinja2 import Environment, FunctionLoader, StrictUndefined

from dragoman.brief.rows import harmless
from dragoman.brief.words import VERBS, say_parties, say_period
from dragoman.record.tame import tame
from dragoman.web.answers import Answer, Form, Wrong
from dragoman.web.labels import say
from dragoman.web.visitors import NOBODY, Visitor

SHORT = 90
"""Characters of a title in the browser's tab and in lists."""


def render(answer: Answer, form: Form, url: URL, visitor: Visitor = NOBODY) -> Response:
    """The answer in the form asked for; where its list goes on stands in the Link header too."""
    following = _next(url, answer.next)
    headers = {"link": f'<{following}>; rel="next"'} if following else {}
    match form:
        case "json":
            body = json.dumps({**answer.data, "next": following}, ensure_ascii=True)
            return Response(body, media_type="application/json", headers=headers)
        case "csv":
            name = url.path.rsplit("/", 1)[-1]
            headers["content-disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
            return Response(_csv(answer), media_type="text/csv; charset=utf-8", headers=headers)
        case "html":
            return Response(
                _html(answer, url, following, visitor), media_type="text/html; charset=utf-8", headers=headers
            )


def render_fault(wrong: Wrong, form: Form, visitor: Visitor = NOBODY) -> Response:
    """What went wrong, as a page for people and in one shape for programs."""
    if form == "html":
        template = _environment().get_template("fault.html.j2")
        text = template.render(wrong=wrong, title=wrong.message, twins={}, here="", visitor=visitor)
        return Response(text, wrong.status, media_type="text/html; charset=utf-8")
    told = {"status": wrong.status, "code": wrong.code, "message": wrong.message}
    return Response(json.dumps({"error": told}), wrong.status, media_type="application/json")


def asset(name: str) -> bytes:
    """A file that pages ask for."""
    return files("dragoman.web").joinpath("templates", name).read_bytes()


def _html(answer: Answer, url: URL, following: str | None, visitor: Visitor) -> str:
    title = _short(answer.title)
    twins = {form: _address(_twin(url.path, form), url.query) for form in ("json", "csv")}
    template = _environment().get_template(f"{answer.page}.html.j2")
    return template.render(
        **answer.shown,
        title=title,
        twins=twins,
        following=following,
        here=answer.page,
        continued=_is_continued(url),
        visitor=visitor,
    )


def _csv(answer: Answer) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows([harmless(cell) for cell in row] for row in answer.rows)
    return written.getvalue()


def _next(url: URL, after: str | None) -> str | None:
    """The address at which the list goes on, in the form asked for."""
    if after is None:
        return None
    asked = [(name, value) for name, value in _asked(url) if name != "after"]
    return _address(quote(url.path), urlencode([*asked, ("after", after)]))


def _asked(url: URL) -> list[tuple[str, str]]:
    # Empty fields, as a form sends them, ask for nothing and only make the address long.
    return parse_qsl(url.query, keep_blank_values=False)


def _is_continued(url: URL) -> bool:
    return any(name == "after" for name, _ in _asked(url))


def _twin(path: str, form: str) -> str:
    return f"{'/index' if path == '/' else quote(path)}.{form}"


def _address(path: str, query: str) -> str:
    query = urlencode(parse_qsl(query, keep_blank_values=False))
    return f"{path}?{query}" if query else path


@functools.cache
def _environment() -> Environment:
    folder = files("dragoman.web").joinpath("templates")
    made = Environment(
        loader=FunctionLoader(lambda name: folder.joinpath(name).read_text(encoding="utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"t": say, "verbs": VERBS}
    made.filters |= {
        "label": say,
        "short": _short,
        "period": say_period,
        "parties": say_parties,
        "path": lambda text: quote(str(text), safe=""),
        "query": lambda text: quote(str(text), safe=""),
    }
    return made


def _shown(value: object) -> object:
    """Every value that a template puts on a page passes here, before it is escaped."""
    if value is None:
        return ""
    # What is marked as HTML is a macro's, whose own values passed here already.
    return value if hasattr(value, "__html__") or not isinstance(value, str) else _tame(value)


def _tame(text: str) -> str:
    return "\n".join(tame(line) for line in text.split("\n"))


def _short(text: str, to: int = SHORT) -> str:
    line = " ".join(text.split())
    return line if len(line) <= to else f"{line[: to - 1].rstrip()}…"
