"""The parties of a claim: who does it or is bound by it, to whom it is done, on whose side they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.reading.en.case import Side, Verdict
from dragoman.reading.en.chains import Discourse
from dragoman.reading.en.mentions import Found, MentionBook
from dragoman.reading.en.said import Said
from dragoman.record import Span

_PARTY_KINDS = frozenset({"person", "office", "organisation", "state", "group"})
_FIRST = frozenset({"we", "i", "us", "our", "my"})
_TOWARDS = frozenset({"to", "with", "for", "against", "on", "toward", "towards", "between", "from", "upon"})
# Deeds that those "with" whom they are done do too.
_MEETING = frozenset({"meet", "hold", "talk", "agree", "confer", "discuss", "sign"})
_INSIDE = 3
"""Parties taken from inside a phrase whose own head is none: "tests by the North"."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a predicate's subject: its side, whether it says "we", whether it can bind itself."""

    side: Side
    first_person: bool
    agentive: bool


@dataclass(frozen=True, slots=True)
class Parties:
    """Finds the parties of what is said in one document."""

    discourse: Discourse
    book: MentionBook

    def doers(self, s: Said, subject: int | None) -> tuple[Found, ...]:
        """Who does what the words say: of a passive whoever stands behind "by", else the subject."""
        speakers = s.voices[-1].speakers
        if s.frame != "nominal" and s.tree.kids(s.head, "aux:pass", "nsubj:pass"):
            by = next((k for k in s.tree.kids(s.head, "obl") if _has_case(s, k, {"by"})), None)
            agents = _parties(self.discourse.who(s.tree, by, speakers)) if by is not None else ()
            if agents:
                return agents
        return self.discourse.who(s.tree, subject, speakers) if subject is not None else ()

    def standing(self, s: Said, subject: int | None, doers: Sequence[Found]) -> Standing:
        """On whose side the subject is, as the speaker sees it; where nobody speaks, as the publisher does."""
        first = subject is not None and (
            s.tree.lemmas[subject] in _FIRST
            or any(s.tree.words[k].lower() in ("our", "my") for k in s.tree.kids(subject, "nmod"))
        )
        party = [f for f in doers if is_party(f)]
        return Standing(self._side(party, s.voices[-1].speakers), first, bool(party) or first)

    def _side(self, party: Sequence[Found], speakers: Sequence[Found]) -> Side:
        home = {self.discourse.home} if self.discourse.home else set()
        ours = {f.name for f in speakers if f.name} | {f.state for f in speakers if f.state} or home
        if any(f.name in ours or (f.state and f.state in ours) for f in party):
            return "own"
        states = {f.state for f in party if f.state}
        known = {f.state for f in speakers if f.state} or (home if not speakers else set())
        return "other" if states and known and not states & known else "unknown"

    def names_party(self, span: Span) -> bool:
        """Whether any party is named in the span."""
        return any(is_party(f) for f in self.book.over(*span))

    def of(self, s: Said, verdict: Verdict, doers: tuple[Found, ...]) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
        """(actors, recipients), which kind decides: see the reading format, "Parties"."""
        speakers = s.voices[-1].speakers
        objects = self._objects(s)
        if not speakers and s.performer is not None:
            speakers = self.discourse.who(s.tree, s.performer)
        addressed = self.discourse.who(s.tree, s.addressee, speakers) if s.addressee is not None else ()
        addressed = addressed or (s.voices[-1].hearers if s.voices[-1].form == "direct" else ())
        match verdict.kind:
            case "call":
                asked = addressed or (doers if s.frame != "nominal" else ())
                return _parties(speakers), _parties(asked or objects)
            case "assessment" | "position" | "statement":
                judged = doers if s.family is None and verdict.kind == "assessment" and not s.quoted else ()
                holders = speakers or (() if judged else doers)
                return _parties(holders), _parties(_but(speakers, (*judged, *objects)) or addressed)
            case "commitment":
                bound = doers or speakers
                return _parties(bound), _parties(_but(bound, (*objects, *addressed)))
            case "forecast":
                return _parties(doers), _parties(objects)
            case "event":
                together = self._companions(s) if s.tree.lemmas[s.head] in _MEETING else ()
                return _parties((*doers, *together)), _parties(_but(together, objects))

    def _objects(self, s: Said) -> tuple[Found, ...]:
        """What the predicate's objects and obliques name; or the parties inside them."""
        tree, speakers = s.tree, s.voices[-1].speakers
        found: list[Found] = []
        if s.frame == "nominal":  # "thanked Qatar for its help"
            own = self.book.at(tree.starts[s.head], tree.ends[s.head])
            if own is not None and is_party(own):
                found += self.discourse.who(tree, s.head, speakers)
        for k in tree.kids(s.head, "obj", "iobj", "obl", "nmod"):
            if tree.relations[k] == "obl" and not _has_case(s, k, _TOWARDS):
                continue
            if self.book.at(tree.starts[k], tree.ends[k]) is not None:
                found += self.discourse.who(tree, k, speakers)
            else:
                found += self._inside(s, k)
        return tuple(dict.fromkeys(found))

    def _inside(self, s: Said, k: int) -> list[Found]:
        """ "Tests by the North", "Ukraine's progress": the parties inside a phrase."""
        named = (self.book.at(s.tree.starts[j], s.tree.ends[j]) for j in s.tree.subtree(k))
        return [f for f in named if f is not None and is_party(f)][:_INSIDE]

    def _companions(self, s: Said) -> tuple[Found, ...]:
        """ "Met X", "met with X", "held talks with X": those who did it too."""
        tree = s.tree
        objects = tree.kids(s.head, "obj")
        with_whom = (*tree.kids(s.head, "obl"), *(n for o in objects for n in tree.kids(o, "nmod")))
        places = (*objects, *(k for k in with_whom if k in objects or _has_case(s, k, {"with"})))
        return tuple(f for k in places for f in self.discourse.who(tree, k) if is_party(f))


def is_party(found: Found) -> bool:
    """Whether what is named can act, be bound, asked or wronged."""
    return found.kind in _PARTY_KINDS


def _parties(found: Iterable[Found]) -> tuple[Found, ...]:
    """Those that can be parties of a claim, each once: named, and no place or thing; a forum where it is known."""
    return tuple(dict.fromkeys(f for f in found if f.name and (is_party(f) or (f.kind == "forum" and f.actor))))


def _but(taken: Sequence[Found], found: Iterable[Found]) -> tuple[Found, ...]:
    return tuple(f for f in found if f not in taken)


def _has_case(s: Said, k: int, prepositions: set[str] | frozenset[str]) -> bool:
    return any(s.tree.lemmas[c] in prepositions for c in s.tree.kids(k, "case"))
