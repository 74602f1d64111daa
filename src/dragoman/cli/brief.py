"""`dragoman brief`: a question to the record -> the dialogue desk -> a page."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dragoman.brief import Page, render_html, render_markdown
from dragoman.brief.making import Question, make_page
from dragoman.brief.words import say_count
from dragoman.brief.writer import Endpoint, WriterError
from dragoman.cli.faults import DONE, LOST, tell
from dragoman.dossier import load_dossier
from dragoman.record import DragomanError
from dragoman.store import Record


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed."""

    record: str
    question: Question
    form: Literal["html", "markdown"] | None = None
    out: str | None = None
    dossier: str | None = None
    charts: bool = True
    writer: Endpoint | None = None


def endpoint(url: str | None, model: str | None) -> Endpoint | None:
    """The writer that is named, with the key from the environment; None where none is."""
    return Endpoint(url, model or "default", os.environ.get("DRAGOMAN_WRITER_KEY") or None) if url else None


def run(wanted: Wanted) -> int:
    """Make the page and print it, or write it where it was asked to go."""
    page, lost = _page(wanted)
    form = wanted.form or ("html" if (wanted.out or "").endswith((".html", ".htm")) else "markdown")
    text = render_html(page, charts=wanted.charts) if form == "html" else render_markdown(page)
    if wanted.out is None:
        print(text, end="")
        return LOST if lost else DONE
    try:
        Path(wanted.out).write_text(text, encoding="utf-8")
    except OSError as fault:
        raise DragomanError(f"{wanted.out} cannot be written: {fault.strerror}; name another file") from fault
    cited = say_count(sum(len(one.passages) for one in page.cited), "passage")
    print(f"{wanted.out}: {say_count(len(page.sections), 'voice')}, {cited} cited")
    return LOST if lost else DONE


def _page(wanted: Wanted) -> tuple[Page, bool]:
    """The page, and whether its writer could not be had: then it is the plain one."""
    dossier = load_dossier(wanted.dossier)
    with Record.open(wanted.record, create=False, read_only=True) as record:
        try:
            return make_page(record, wanted.question, dossier, writer=wanted.writer), False
        except WriterError as fault:
            tell(f"{fault}; the brief is made without a writer")
            return make_page(record, wanted.question, dossier), True
