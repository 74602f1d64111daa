"""The whole way of a Korean document: names → times → sentences → speech → kinds → claims.

Read by particles, endings and word lists, without a morphological analyser: what no rule knows is left out.
"""

import re
from collections.abc import Iterable, Iterator

from dragoman.dossier import Actor, Dossier
from dragoman.reading.findings import Findings
from dragoman.reading.ko.claims import read_claims
from dragoman.reading.ko.times import find_times
from dragoman.reading.per_dossier import per_dossier
from dragoman.record import SPEAKING_ROLES, Document, Mention, MentionHow, MentionKind

_NAMED_ROLES = SPEAKING_ROLES | {"title", "subtitle", "caption"}
# A particle or the end of the word: what may follow a name. A one-syllable name must stand alone, or it is a syllable
# of another word.
_PARTICLES = "은는이가을를의에와과도로만측내간및등·ㆍ,.()“”‘’\"' \n-–~"
_KINDS: dict[str, MentionKind] = {
    k: k for k in ("state", "organisation", "forum", "person", "group", "place", "instrument", "vessel")
}
_HOW: dict[str, MentionHow] = {"name": "name", "alias": "alias", "metonym": "metonym", "demonym": "alias"}


def read_korean(documents: Iterable[Document], dossier: Dossier) -> Iterator[Findings]:
    """The names, dates and claims of each document, in order."""
    pattern, names = _names(dossier)
    for document in documents:
        named = tuple(_mentions(document, pattern, names)) if pattern else ()
        times = tuple(find_times(document))
        mentions, claims = read_claims(document, dossier, named, times)
        yield Findings(mentions, times, claims)


@per_dossier
def _names(dossier: Dossier) -> tuple[re.Pattern[str] | None, dict[str, tuple[Actor, MentionHow]]]:
    """All Korean names as one pattern, the longest first, and whose they are."""
    names = {
        n.text: (a, _HOW[n.use])
        for a in dossier.actors.values()
        for n in a.names
        if n.language == "ko" and len(n.text) > 1
    }
    return re.compile("|".join(re.escape(t) for t in sorted(names, key=_longest_first))) if names else None, names


def _longest_first(text: str) -> tuple[int, str]:
    return -len(text), text


def _mentions(
    document: Document, pattern: re.Pattern[str], names: dict[str, tuple[Actor, MentionHow]]
) -> Iterator[Mention]:
    n = 0
    for line in document.lines:
        if line.role not in _NAMED_ROLES:
            continue
        for match in pattern.finditer(document.text, line.start, line.end):
            actor, how = names[match.group()]
            before = document.text[match.start() - 1] if match.start() > line.start else " "
            after = document.text[match.end()] if match.end() < line.end else " "
            if before.isalnum() or (len(match.group()) == 2 and after.isalnum() and after not in _PARTICLES):
                continue
            n += 1
            yield Mention(f"m{n}", match.start(), match.end(), _KINDS[actor.kind], actor.id, actor.name, how)
