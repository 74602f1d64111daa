"""What is found in a Korean document today: the dossier's names and written dates. Its claims are not read yet."""

import datetime
import re
from collections.abc import Iterable, Iterator

from dragoman.dossier import Actor, Dossier
from dragoman.reading.findings import Findings
from dragoman.reading.per_dossier import per_dossier
from dragoman.record import SPEAKING_ROLES, Document, Mention, MentionHow, MentionKind, Period, Problem, Time

_UNREAD = "claims in Korean documents are not read yet; the document can be found by its names and dates"
_NAMED_ROLES = SPEAKING_ROLES | {"title", "subtitle", "caption"}
# 2024년 3월 28일 · 2024. 3. 28. · 3월 27일 (the year from the day of publication)
_DATE = re.compile(
    r"(?:(?P<y>(?:19|20)\d{2})\s?년\s?)?(?P<m>\d{1,2})\s?월(?:\s?(?P<d>\d{1,2})\s?일)?"
    r"|(?P<y2>(?:19|20)\d{2})\.\s?(?P<m2>\d{1,2})\.\s?(?P<d2>\d{1,2})\.?"
)
# A particle or the end of the word: what may follow a name. A one-syllable name must stand alone, or it is a syllable
# of another word.
_PARTICLES = "은는이가을를의에와과도로만측내간및등·ㆍ,.()“”‘’\"' \n-–~"
_KINDS: dict[str, MentionKind] = {
    k: k for k in ("state", "organisation", "forum", "person", "group", "place", "instrument", "vessel")
}
_HOW: dict[str, MentionHow] = {"name": "name", "alias": "alias", "metonym": "metonym", "demonym": "alias"}


def read_korean(documents: Iterable[Document], dossier: Dossier) -> Iterator[Findings]:
    """The names and dates of each document, in order, and a Problem that says that no more was read."""
    pattern, names = _names(dossier)
    for document in documents:
        mentions = tuple(_mentions(document, pattern, names)) if pattern else ()
        yield Findings(mentions, tuple(_times(document)), (), (Problem("language-unread", 0, 0, _UNREAD),))


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


def _times(document: Document) -> Iterator[Time]:
    published = document.published.period.first if document.published else None
    n = 0
    for line in document.lines:
        if line.role == "chrome":
            continue
        for match in _DATE.finditer(document.text, line.start, line.end):
            period = _period(match, published)
            if period is None:
                continue
            n += 1
            dated = match["y"] or match["y2"]
            yield Time(
                f"t{n}",
                match.start(),
                match.end(),
                period,
                "absolute" if dated else "published",
                0.95 if dated else 0.7,
            )


def _period(match: re.Match[str], published: datetime.date | None) -> Period | None:
    """The day or month meant; without any year in the text or of publication the ends stay open."""
    month, day = match["m"] or match["m2"], match["d"] or match["d2"]
    year = match["y"] or match["y2"] or (_nearest_year(int(month), published) if published else None)
    try:
        first = datetime.date(int(year or 2000), int(month), int(day or 1))
    except ValueError:
        return None
    if year is None:
        return Period(None, None, "day" if day else "month")
    if day:
        return Period.day(first)
    following = datetime.date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return Period(first, following - datetime.timedelta(days=1), "month")


def _nearest_year(month: int, published: datetime.date) -> int:
    """The year in which the month lies nearest to the day of publication: December, in January, is last year's."""
    distance = month - published.month
    return published.year - (distance > 6) + (distance < -6)
