"""What sort of document it is: by its own label, by its title, by its section, by its publisher's habit."""

import re
from collections.abc import Iterator, Sequence
from typing import get_args

from dragoman.dossier import Site
from dragoman.record import SPEAKING_ROLES, DocumentKind, LineRole
from dragoman.sources import shapes
from dragoman.sources.labels import Labels
from dragoman.sources.nouns import Facts
from dragoman.sources.words import kind_forms

_LABEL = re.compile(r"\s*[\[(<【「](?P<label>[^\])>】」]{2,24})[\])>】」]\s*(?=\S)")


def kind_of(
    texts: Sequence[str], roles: Sequence[LineRole], labels: Labels, facts: Facts, title: str | None, site: Site | None
) -> DocumentKind:
    """The kind; "other" where nothing says."""
    if facts.kind in get_args(DocumentKind):
        return facts.kind  # type: ignore[return-value]
    bracketed = _LABEL.match(title or "")
    by_title = (bracketed and labelled_kind(bracketed["label"])) or _said((title or "").strip(), "titles")
    for label in (*(x.value for x in labels.values if x.kind == "kind"), facts.kind or ""):
        if found := labelled_kind(label):
            # "Press release" is also what a ministry calls the folder its joint statements lie in.
            return by_title if by_title and found == "press-release" else found
    spoken = [text for text, role in zip(texts, roles, strict=True) if role in SPEAKING_ROLES]
    if (site and site.kind == "news") or (spoken and (shapes.agency(spoken[0]) or shapes.credit(spoken[-1]))):
        return "news"
    if by_title:
        return by_title
    sections = [kind for kind in map(labelled_kind, _sections(texts, roles)) if kind]
    # "News" is also the menu that a ministry's press releases hang under.
    telling = next((kind for kind in sections if kind != "news"), site.kind if site else None)
    if telling or sections:
        return telling or sections[0]
    signed = any(role == "byline" and shapes.is_byline(text) for text, role in zip(texts, roles, strict=True))
    return "news" if signed else "other"


def without_label(title: str | None) -> str | None:
    """A title without the kind in brackets before it: "[Press Release] …", "[보도자료] …"."""
    found = _LABEL.match(title or "")
    return title[found.end() :] if title and found and labelled_kind(found["label"]) else title


def labelled_kind(label: str) -> DocumentKind | None:
    """The kind that a label or a section's name says."""
    return _said(label, "labels")


def _said(words: str, place: str) -> DocumentKind | None:
    return next((kind for kind, form in kind_forms()[place] if form.search(words)), None)


def _sections(texts: Sequence[str], roles: Sequence[LineRole]) -> Iterator[str]:
    """The furniture and labels above the matter."""
    for text, role in zip(texts, roles, strict=True):
        if role in SPEAKING_ROLES:
            return
        if role in ("chrome", "metadata") and len(text) <= 80:
            yield text
