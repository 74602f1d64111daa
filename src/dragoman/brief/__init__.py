"""Answers -> pages people read. Nothing on a page that the record does not hold; every sentence with its passage."""

from dragoman.brief.first_page import Scope, first_page
from dragoman.brief.gaps import say_gaps
from dragoman.brief.labels import Labels
from dragoman.brief.nouns import Citation, Cited, Group, Page, Section, Sentence, Table, Unknown
from dragoman.brief.render import render_html, render_markdown

__all__ = [
    "Citation",
    "Cited",
    "Group",
    "Labels",
    "Page",
    "Scope",
    "Section",
    "Sentence",
    "Table",
    "Unknown",
    "first_page",
    "render_html",
    "render_markdown",
    "say_gaps",
]
