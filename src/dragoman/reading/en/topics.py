"""What a claim is about: its policy tracks, and the key phrases it is worded in.

Tracks come from the claim's own words, else its sentence's, else the states it names, else what the paragraph spoke of
last, else the title: a remark on "the ports" in a story about coal is about coal. `how` says which it was.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from dragoman.reading.en.mentions import Found, MentionBook
from dragoman.reading.en.quotes import find_quotes
from dragoman.reading.en.said import Said
from dragoman.reading.en.tree import Tree
from dragoman.reading.tracks import Hit, TrackFinder
from dragoman.record import Document, Span

# Names of bodies and people speak of no policy: a Unification Ministry is not about unification.
_MASKED = frozenset({"organisation", "person", "office"})
_PLACES = frozenset({"state", "place"})
_JOINTS = frozenset({"of", "in", "on", "between"})
_FRAGMENT = 120
"""Characters up to which a quotation inside a claim is a phrase worth keeping."""
_MODIFIERS = 4
"""Words before a key phrase that may belong to it: "complete, verifiable and irreversible"."""
# British "-isation" and "defence" in the American form, so that one phrase is counted once.
_BRITISH = re.compile(
    r"\b((?:de)?(?:nuclear|neutral|normal|stabil|mobil|militar|moder|organ|author|final|harmon)\w*?)is(ation|e|es|ed|ing)\b"
)
_DEFENCE = re.compile(r"\bdefence\b")
_STOPS = frozenset(';:—–-"“”()')


@dataclass(frozen=True, slots=True)
class Topic:
    """The tracks of a claim, its wording, and the names of what told them (for the claim's `by`)."""

    tracks: tuple[str, ...]
    wording: tuple[str, ...]
    by: tuple[str, ...]


@dataclass(slots=True)
class Topics:
    """Tells the topic of each claim of one document, in text order."""

    document: Document
    book: MentionBook
    finder: TrackFinder
    _sentence: tuple[Span, tuple[str, ...]] = ((-1, -1), ())
    """The sentence looked at last and its tracks: several claims share one sentence."""
    _last: tuple[int, tuple[str, ...]] = (-1, ())
    """The line that spoke of something last, by its start, and of what."""
    _titled: tuple[str, ...] | None = field(default=None)
    _starts: tuple[int, ...] = field(init=False)
    """Where the lines begin."""

    def __post_init__(self) -> None:
        self._starts = tuple(line.start for line in self.document.lines)

    def of(self, said: Said, passage: Span, parties: Sequence[Found]) -> Topic:
        """The topic of the words `passage`, which `said` is; `parties` are whom the claim involves."""
        hits = self._hits(passage)
        tracks, how = self._tracks(said.tree, passage, hits)
        involved = self.finder.of_actors(x for f in parties for x in (f.actor, f.state))
        wording = (*(self._worded(said.tree, hit) for hit in hits), *self._fragments(passage))
        marks = tuple(self._marks(said.tree, hits))
        return Topic(
            tuple(dict.fromkeys((*tracks, *involved))),
            tuple(dict.fromkeys(wording)),
            (*((how,) if how else ()), *marks),
        )

    def _tracks(self, tree: Tree, passage: Span, hits: Sequence[Hit]) -> tuple[tuple[str, ...], str | None]:
        """(tracks, what told them where it is not the claim's own words)."""
        line = self._line(passage[0])
        found, how = _tracks_of(hits), None
        if not found:
            found, how = self._of_sentence((tree.start, tree.end)), "track-of-sentence"
        if not found:
            found, how = self._of_states(passage), "track-of-state"
        if found:
            self._last = (line, found)
            return found, how
        if self._last[0] == line:
            return self._last[1], "track-of-paragraph"
        return self._of_title(), "track-of-title"

    def _hits(self, span: Span) -> tuple[Hit, ...]:
        names = [(f.start, f.end) for f in self.book.over(*span) if f.kind in _MASKED]
        return self.finder.find(self.document.text, *span, masked=names)

    def _of_sentence(self, span: Span) -> tuple[str, ...]:
        if self._sentence[0] != span:
            self._sentence = (span, _tracks_of(self._hits(span)))
        return self._sentence[1]

    def _of_states(self, span: Span) -> tuple[str, ...]:
        """The tracks of relations with the states that the words name."""
        return self.finder.of_actors(f.actor for f in self.book.over(*span) if f.kind == "state")

    def _of_title(self) -> tuple[str, ...]:
        if self._titled is None:
            heads = [x for x in self.document.lines if x.role in ("title", "subtitle")]
            self._titled = tuple(dict.fromkeys(t for x in heads for t in _tracks_of(self._hits((x.start, x.end)))))
        return self._titled

    def _line(self, offset: int) -> int:
        at = bisect_right(self._starts, offset) - 1
        return self._starts[at] if at >= 0 and offset < self.document.lines[at].end else -1

    def _worded(self, tree: Tree, hit: Hit) -> str:
        """The key phrase in one form: with what qualifies it, and of which country or place it is said."""
        low, high = tree.at(hit.start), tree.at(hit.end - 1)
        if low is None or high is None or tree.pos[high] not in ("NOUN", "PROPN"):
            return self._printed(hit.start, hit.end)
        start = _qualified(tree, low, high)
        end = self._located(tree, high)
        return self._printed(tree.starts[start], max(hit.end, end))

    def _located(self, tree: Tree, noun: int) -> int:
        """Where "of the Korean Peninsula" behind the phrase ends; 0 where nothing such follows."""
        for k in tree.kids(noun, "nmod"):
            if k <= noun or not any(tree.words[c].lower() in _JOINTS for c in tree.kids(k, "case")):
                continue
            place = self.book.at(tree.starts[k], tree.ends[k])
            if place is not None and place.kind in _PLACES:
                return max(place.end, tree.ends[k])
        return 0

    def _printed(self, start: int, end: int) -> str:
        """The words in small letters, but for names; one space, one apostrophe, American spelling."""
        text = self.document.text
        kept = [(f.start, f.end) for f in self.book.over(start, end) if f.kind in _PLACES]
        small = text[start:end].lower()
        if len(small) != end - start:
            return _american(" ".join(small.split()))
        cased = [text[at] if any(a <= at < b for a, b in kept) else small[at - start] for at in range(start, end)]
        return _american(" ".join("".join(cased).replace("’", "'").replace(" The ", " the ").split()))

    def _fragments(self, passage: Span) -> list[str]:
        """The speaker's own words in quotation marks inside the passage."""
        text = self.document.text
        quotes = find_quotes(text, max(0, passage[0] - 1), min(len(text), passage[1] + 1))
        return [
            " ".join(text[q.start : q.end].rstrip(",.").lower().replace("’", "'").split())
            for q in quotes
            if q.end - q.start < _FRAGMENT
        ]

    def _marks(self, tree: Tree, hits: Sequence[Hit]) -> Iterator[str]:
        """Which tracks stand under a "no", or in quotation marks of their own: spoken of, but not meant so."""
        text = self.document.text
        for hit in hits:
            at = tree.at(hit.end - 1)
            if at is not None and any(tree.words[d].lower() in ("no", "without", "never") for d in tree.children[at]):
                yield from (f"track-negated-{t}" for t in hit.tracks)
            before, after = text[max(0, hit.start - 1) : hit.start], text[hit.end : hit.end + 1]
            if before and before in "“\"‘'" and after and after in "”\"’'":
                yield from (f"track-quoted-{t}" for t in hit.tracks)


def _tracks_of(hits: Sequence[Hit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(t for hit in hits for t in hit.tracks))


def _qualified(tree: Tree, low: int, high: int) -> int:
    """The first of the adjectives before the phrase that qualify it, joined ones included."""
    before = range(low - 1, max(-1, low - 1 - 2 * _MODIFIERS), -1)
    run = takewhile(lambda i: tree.pos[i] in ("ADJ", "ADV", "CCONJ", "PUNCT") and tree.words[i] not in _STOPS, before)
    return min((i for i in run if tree.pos[i] == "ADJ"), default=low)


def _american(phrase: str) -> str:
    return _DEFENCE.sub("defense", _BRITISH.sub(r"\1iz\2", phrase))
