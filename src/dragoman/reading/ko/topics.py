"""Which tracks a Korean content speaks of: the dossier's phrases wherever they stand, for particles join to them."""

import re
from collections.abc import Iterable

from dragoman.dossier import Dossier
from dragoman.dossier.phrases import phrases_pattern
from dragoman.reading.per_dossier import per_dossier

_GAPS = re.compile(r"[\s·]")
_WORDINGS = 3


def tracks_of(dossier: Dossier, text: str, actors: Iterable[str | None]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The tracks of a content and of those who have a part in it, and its first phrases as they are worded."""
    pattern, tracks, by_actor = _phrases(dossier)
    found: dict[str, None] = {}
    wording: dict[str, None] = {}
    for match in pattern.finditer(text):
        wording.setdefault(match.group())
        found.update(dict.fromkeys(tracks[_key(match.group())]))
    found.update(dict.fromkeys(t for a in actors if a for t in by_actor.get(a, ())))
    return tuple(found), tuple(wording)[:_WORDINGS]


def _key(words: str) -> str:
    return _GAPS.sub("", words).lower()


@per_dossier
def _phrases(dossier: Dossier) -> tuple[re.Pattern[str], dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    tracks: dict[str, tuple[str, ...]] = {}
    by_actor: dict[str, tuple[str, ...]] = {}
    phrases: list[str] = []
    for track in dossier.tracks.values():
        for actor in track.actors:
            by_actor[actor] = (*by_actor.get(actor, ()), track.id)
        for phrase in track.phrases.get("ko", ()):
            phrases.append(phrase)
            tracks[_key(phrase)] = (*tracks.get(_key(phrase), ()), track.id)
    return phrases_pattern(phrases, "ko"), tracks, by_actor
