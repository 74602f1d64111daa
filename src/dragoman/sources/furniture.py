"""What only stands around a page's matter, told by its own words: buttons, sections, breadcrumbs, notices."""

from collections.abc import Sequence

from dragoman.sources import shapes
from dragoman.sources.words import furniture_words, plain

SHORT = 120
"""Characters; a button, a section or a related headline is not longer."""
_LONGEST_NOTICE = 400


def is_furniture(text: str, line: str, *, before: bool) -> bool:
    """Whether a line is a button, a section, a breadcrumb or a site's name. `line` is it `plain`; `before` the matter.

    Above the matter a line of section names alone is a menu or a breadcrumb; below it, it may be the last item of a
    list.
    """
    words = furniture_words()
    if len(line) > SHORT:
        return False
    if not line or line in words.lines or line in words.openers or shapes.is_breadcrumb(text):
        return True
    if text.casefold().lstrip("<[(").startswith(words.starts):
        return True
    if before and is_section(line):
        return True
    parts = line.split()
    if len(parts) <= 5 and line.endswith(words.site_ends) and shapes.is_title_case(text):
        return True
    # Two or three buttons on one line: "Go to Contents Go to Navigation", "Share Print".
    return len(parts) <= 8 and _all_buttons([plain(part) for part in parts if plain(part)])


def is_notice(text: str) -> bool:
    """A sentence that a site says on every page: about cookies, a survey, a viewer to install, an official site."""
    if len(text) > _LONGEST_NOTICE:
        return False
    words = furniture_words()
    return bool(words.notice_starts.match(text) or words.notices.search(text))


def is_section(text: str) -> bool:
    """Whether a line is made of the names of sections and nothing else."""
    parts = plain(text).replace("/", " ").replace("|", " ").replace("&", " ").split()
    return 0 < len(parts) <= 6 and all(part.strip(",.·") in furniture_words().words for part in parts)


def _all_buttons(parts: Sequence[str]) -> bool:
    """Whether the words fall wholly into known buttons, greedily from the left."""
    known, at = furniture_words().lines, 0
    while at < len(parts):
        size = next((k for k in range(min(4, len(parts) - at), 0, -1) if " ".join(parts[at : at + k]) in known), 0)
        if not size:
            return False
        at += size
    return True
