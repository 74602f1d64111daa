"""The brief builder: a form, and the brief that it asks for as a page to read and print, as Markdown, as data."""

from typing import Any

from fastapi.responses import Response

from dragoman.brief import Page, render_html, render_markdown
from dragoman.brief.making import Question, make_page
from dragoman.web.answers import Answer
from dragoman.web.asked import BriefAsked
from dragoman.web.house import House
from dragoman.web.preferences import LANGUAGES

COLUMNS = ("number", "claim", "document", "title", "publisher", "published", "words")


def brief_page(house: House, asked: BriefAsked) -> Answer:
    """The form; as data, what the brief would say of the question and the passages that it cites."""
    page = _made(house, asked) if asked.asks else None
    cited = _cited(page) if page else []
    return Answer(
        page="brief",
        shown={"asked": asked, "brief_languages": LANGUAGES, "page": page, "cited": len(cited)},
        data={
            "title": page.title if page else None,
            "scope": [list(pair) for pair in page.scope] if page else [],
            "panels": [_panel_to_json(panel) for panel in page.panels] if page else [],
            "cited": cited,
        },
        columns=COLUMNS,
        rows=[tuple(str(row[name]) for name in COLUMNS) for row in cited],
    )


def brief_to_read(house: House, asked: BriefAsked) -> Response:
    """The brief alone, as it would be sent to somebody: it brings its own style, and the policy that allows just that.

    Both policies hold in a browser, so the server's own, which allows nothing within a page, must not be there too.
    """
    text = render_html(_made(house, asked))
    headers = {"content-security-policy": f"{policy_of(text)}; frame-ancestors 'none'"}
    return Response(text, media_type="text/html; charset=utf-8", headers=headers)


def brief_as_markdown(house: House, asked: BriefAsked) -> Response:
    """The brief as Markdown, to keep."""
    headers = {"content-disposition": 'attachment; filename="brief.md"'}
    return Response(render_markdown(_made(house, asked)), media_type="text/markdown; charset=utf-8", headers=headers)


def policy_of(text: str) -> str:
    """The Content-Security-Policy that the brief's head names: nothing but its one style and few scripts, by digest."""
    before = 'http-equiv="Content-Security-Policy" content="'
    start = text.index(before) + len(before)
    return text[start : text.index('"', start)].replace("&#39;", "'")


def _made(house: House, asked: BriefAsked) -> Page:
    since, until = asked.span()
    question = Question(
        named=house.record.path.name,
        about=asked.about,
        actor=asked.actor,
        tracks=tuple(asked.track),
        since=since,
        until=until,
        as_of=asked.moment(),
        language=asked.language,
    )
    return make_page(house.record, question, house.dossier)


def _cited(page: Page) -> list[dict[str, Any]]:
    return [
        {
            "number": passage.number,
            "claim": passage.claim,
            "document": cited.document,
            "title": cited.title,
            "publisher": cited.publisher,
            "published": cited.published,
            "words": passage.words,
        }
        for cited in page.cited
        for passage in cited.passages
    ]


def _panel_to_json(panel: Any) -> dict[str, Any]:
    return {
        "heading": panel.heading,
        "about": panel.about,
        "sentences": [
            {"when": s.when, "who": s.who, "verb": s.verb, "words": s.words, "note": s.note, "cites": list(s.cites)}
            for s in panel.sentences
        ],
    }
