"""Which tracks of policy a stretch of text speaks of, by the dossier's phrases, and in what wording.

One regular expression a language, all phrases in it: a phrase is matched without regard to case, between word
boundaries; a trailing `*` stands for any ending.
"""

import functools
import re
from dataclasses import dataclass

from dragoman.dossier import Dossier


@dataclass(frozen=True, slots=True)
class TrackFinder:
    """The phrases of one dossier in one language."""

    pattern: re.Pattern[str] | None
    tracks: dict[str, tuple[str, ...]]
    stems: tuple[tuple[str, tuple[str, ...]], ...]

    def find(self, text: str, start: int, end: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The track ids and the phrases as printed (lower case, single spaces) in `text[start:end]`, each once, in order."""
        if self.pattern is None:
            return (), ()
        tracks: dict[str, None] = {}
        wording: dict[str, None] = {}
        for match in self.pattern.finditer(text, start, end):
            phrase = " ".join(match.group().lower().replace("’", "'").split())
            for track in self._tracks_of(phrase):
                tracks.setdefault(track)
            wording.setdefault(phrase)
        return tuple(tracks), tuple(wording)

    def _tracks_of(self, phrase: str) -> tuple[str, ...]:
        exact = self.tracks.get(phrase)
        if exact is not None:
            return exact
        return next((tracks for stem, tracks in self.stems if _fits(stem, phrase)), ())


def track_finder(dossier: Dossier, language: str) -> TrackFinder:
    """The finder of a dossier's phrases in a language ("en", "ko")."""
    return _finder(tuple((t.id, t.phrases.get(language, ())) for t in dossier.tracks.values()), language)


@functools.lru_cache(maxsize=16)
def _finder(phrases: tuple[tuple[str, tuple[str, ...]], ...], language: str) -> TrackFinder:
    by_phrase: dict[str, list[str]] = {}
    for track, listed in phrases:
        for phrase in listed:
            by_phrase.setdefault(phrase.lower().replace("’", "'"), []).append(track)
    if not by_phrase:
        return TrackFinder(None, {}, ())
    # The longest alternative first: "denuclearization of North Korea" before "denuclearization".
    ordered = sorted(by_phrase, key=_longest_first)
    edge = "" if language == "ko" else r"\b"
    pattern = re.compile(
        edge + "(?:" + "|".join(_pattern(p) for p in ordered) + ")" + (r"" if language == "ko" else r"(?!\w)"),
        re.IGNORECASE,
    )
    exact = {p: tuple(t) for p, t in by_phrase.items() if "*" not in p}
    stems = tuple((p, tuple(by_phrase[p])) for p in ordered if "*" in p)
    return TrackFinder(pattern, exact, stems)


def _longest_first(phrase: str) -> tuple[int, str]:
    return -len(phrase), phrase


def _pattern(phrase: str) -> str:
    return r"\s+".join(re.escape(word).replace(r"\*", r"\w*").replace("'", "['’]") for word in phrase.split())


@functools.lru_cache(maxsize=65536)
def _fits(stem: str, phrase: str) -> bool:
    return re.fullmatch(_pattern(stem), phrase) is not None
