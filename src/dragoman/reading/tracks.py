"""Where a text speaks of which tracks of policy, by the dossier's phrases.

Phrases and text are compared word by word, without regard to case, hyphens or the kind of apostrophe; a word of a
phrase that ends in `*` stands for any ending. One dictionary look-up a word: the number of phrases costs nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.dossier import Dossier

_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[\s.\-‐‑–/'’·&]{1,3}")
_COMMA = re.compile(r",\s{1,2}")
_STEM = 4
"""Letters by which a first word that ends in `*` is found."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    tracks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase at `text[start:end]` and the tracks it speaks of."""

    start: int
    end: int
    tracks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrackFinder:
    """The phrases of one dossier in one language, longest first under each first word."""

    by_word: Mapping[str, tuple[_Phrase, ...]]
    by_stem: Mapping[str, tuple[_Phrase, ...]]
    by_actor: Mapping[str, tuple[str, ...]]

    def of_actors(self, actors: Iterable[str | None]) -> tuple[str, ...]:
        """The tracks that these actors' part in something puts it on."""
        return tuple(dict.fromkeys(t for a in actors if a for t in self.by_actor.get(a, ())))

    def find(self, text: str, start: int, end: int, *, masked: Sequence[tuple[int, int]] = ()) -> tuple[Hit, ...]:
        """The phrases in `text[start:end]`, in text order; of two that overlap the longer.

        Words in the spans `masked` are passed over: a Unification Ministry does not speak of unification by its name.
        """
        hidden = sorted(masked)
        words: list[tuple[str, int, int]] = []
        behind = passed = 0  # masked spans already begun, and where the farthest of them ends
        for m in _WORD.finditer(text, start, end):
            while behind < len(hidden) and hidden[behind][0] <= m.start():
                passed = max(passed, hidden[behind][1])
                behind += 1
            if m.start() >= passed:
                words.append((m.group().lower(), m.start(), m.end()))
        hits: list[Hit] = []
        at = 0
        while at < len(words):
            phrase = next((p for p in self._candidates(words[at][0]) if _stands(p, words, at, text)), None)
            if phrase is None:
                at += 1
                continue
            last = at + len(phrase.words) - 1
            hits.append(Hit(words[at][1], words[last][2], phrase.tracks))
            at = last + 1
        return tuple(hits)

    def _candidates(self, word: str) -> Iterator[_Phrase]:
        yield from self.by_word.get(word, ())
        yield from self.by_stem.get(word[:_STEM], ())


def track_finder(dossier: Dossier, language: str) -> TrackFinder:
    """The finder of a dossier's phrases in a language that writes spaces between words ("en")."""
    tracks_of: dict[tuple[str, ...], list[str]] = {}
    by_actor: dict[str, list[str]] = {}
    for track in dossier.tracks.values():
        for actor in track.actors:
            by_actor.setdefault(actor, []).append(track.id)
        for phrase in track.phrases.get(language, ()):
            words = tuple(re.findall(r"[^\W_]+\*?,?", phrase.lower()))
            if words:
                tracks_of.setdefault(words, []).append(track.id)
    by_word: dict[str, list[_Phrase]] = {}
    by_stem: dict[str, list[_Phrase]] = {}
    for words in sorted(tracks_of, key=_longest_first):
        first = words[0].removesuffix(",")
        found = _Phrase(words, tuple(dict.fromkeys(tracks_of[words])))
        if first.endswith("*"):
            by_stem.setdefault(first[:-1][:_STEM], []).append(found)
        else:
            by_word.setdefault(first, []).append(found)
    return TrackFinder(
        {k: tuple(v) for k, v in by_word.items()},
        {k: tuple(v) for k, v in by_stem.items()},
        {k: tuple(v) for k, v in by_actor.items()},
    )


def _longest_first(words: tuple[str, ...]) -> tuple[int, int, tuple[str, ...]]:
    return -len(words), -sum(len(w) for w in words), words


def _stands(phrase: _Phrase, words: list[tuple[str, int, int]], at: int, text: str) -> bool:
    """Whether the phrase stands at the word `at`, with nothing but a gap between its words."""
    if at + len(phrase.words) > len(words):
        return False
    for n, wanted in enumerate(phrase.words):
        word, start, _ = words[at + n]
        comma = n > 0 and phrase.words[n - 1].endswith(",")
        wanted = wanted.removesuffix(",")
        fits = word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted
        if not fits or (n and not (_COMMA if comma else _GAP).fullmatch(text, words[at + n - 1][2], start)):
            return False
    return True
