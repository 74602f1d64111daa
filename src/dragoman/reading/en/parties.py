"""The parties of a claim: who does it or is bound by it, to whom it is done, on whose side they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.reading.en.case import Side, Verdict
from dragoman.reading.en.chains import Discourse
from dragoman.reading.en.clauses import subject_of
from dragoman.reading.en.lexicon import general_lexicon
from dragoman.reading.en.mentions import Found, MentionBook
from dragoman.reading.en.said import Said
from dragoman.record import Span

_PARTY_KINDS = frozenset({"person", "office", "organisation", "state", "group"})
_FIRST = frozenset({"we", "i", "us", "our", "my"})
_PEOPLE = ("nouns.people", "nouns.bodies", "nouns.countries", "parties.nouns")
_POSSESSIVES = frozenset({"its", "their", "his", "her", "our", "my"})
# Relations by which a phrase grows without a clause.
_WITHIN = frozenset({"nmod", "amod", "compound", "conj", "flat", "obl", "obj"})
_DONE_TO = frozenset({"will-be-done", "will-be", "pledge-that", "threat"})
# What is an object of one of these is made, and nobody it is done to: "set up a committee".
_MAKING = frozenset({"establish", "create", "form", "found", "launch", "set", "build", "hold", "host", "convene"})
_DEEP = 3
_BEHIND = frozenset({"by", "between", "among"})
_OF = frozenset({"of", "in", "from", "for"})
_TOWARDS = frozenset({"to", "with", "for", "against", "on", "toward", "towards", "between", "from", "upon"})
# Deeds that those "with" whom they are done do too.
_MEETING = frozenset({"meet", "hold", "talk", "agree", "confer", "discuss", "sign"})
_AIMED = frozenset({"to", "with", "against", "on", "toward", "towards"})
_FIRST_WORDS = 3
_INSIDE = 6
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
        if _is_passive(s):
            by = next((k for k in s.tree.kids(s.head, "obl") if _has_case(s, k, {"by"})), None)
            agents = _parties(self.discourse.who(s.tree, by, speakers)) if by is not None else ()
            if agents:
                return agents
        return self.discourse.who(s.tree, subject, speakers) if subject is not None else ()

    def _undergoers(self, s: Said, doers: Sequence[Found]) -> tuple[Found, ...]:
        """Of a passive its subject, where `doers` are not behind a "by": what is done is done to it."""
        if not _is_passive(s):
            return ()
        by = any(
            _has_case(s, k, {"by"}) and _parties(self.discourse.who(s.tree, k)) for k in s.tree.kids(s.head, "obl")
        )
        if not by:
            return tuple(doers)
        subject = subject_of(s.tree, s.head)
        return self.discourse.who(s.tree, subject, s.voices[-1].speakers) if subject is not None else ()

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
        """(actors, recipients), with the states that people and bodies nobody has listed belong to."""
        actors, recipients = self._by_kind(s, verdict, doers)
        owners = self._owners(s, actors)
        of_others = _but((*recipients, *owners), self._owners(s, recipients))
        return (*actors, *_but(actors, owners)), (*recipients, *of_others)

    def _owners(self, s: Said, found: Sequence[Found]) -> tuple[Found, ...]:
        """ "The ambassadors of Peru and Chile", "White House officials": whose they are, each by itself."""
        tree = s.tree
        owners: list[Found] = []
        for f in found:
            at = tree.at(f.end - 1) if f.actor is None and f.state is None and f.how != "pronoun" else None
            for k in tree.kids(at, "nmod", "compound", "amod") if at is not None else ():
                if tree.relations[k] == "nmod" and not _has_case(s, k, _OF):
                    continue
                owners += [o for o in self.discourse.who(tree, k) if o.kind == "state" and o.actor]
        return tuple(dict.fromkeys(owners))

    def _by_kind(
        self, s: Said, verdict: Verdict, doers: tuple[Found, ...]
    ) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
        """Who acts and who is acted on, which kind decides: see the reading format, "Parties"."""
        speakers = s.voices[-1].speakers
        if not speakers and s.performer is not None:
            speakers = self.discourse.who(s.tree, s.performer)
        undergoers = self._undergoers(s, doers) if _tells_a_passive(verdict) else ()
        doers = _but(undergoers, doers)
        if verdict.kind in ("event", "forecast", "assessment") and not undergoers and not _parties(doers):
            doers = self._behind(s)
        objects = self._objects(s)
        match verdict.kind:
            case "call":
                return _parties(speakers), _parties(self._asked(s, verdict, doers, speakers) or (*undergoers, *objects))
            case "assessment" | "position" | "statement":
                judged = (*doers, *undergoers) if verdict.kind == "assessment" and s.frame != "nominal" else ()
                holders = speakers or (() if judged else doers)
                addressed = _parties(self._addressed(s, speakers))
                blamed = addressed if s.addressee is not None and verdict.kind == "assessment" else ()
                told = blamed or _but(holders, (*judged, *objects)) or addressed
                return _parties(holders), _parties(told)
            case "commitment":
                bound = doers or speakers
                told = (*undergoers, *objects, *self._addressed(s, speakers)) or self._towards(s, bound)
                return _parties(bound), _parties(_but(bound, told))
            case "forecast":
                return _parties(doers), _parties((*undergoers, *objects))
            case "event":
                together = self._companions(s) if s.tree.lemmas[s.head] in _MEETING else ()
                done_to = _but((*doers, *together), (*undergoers, *objects))
                done_to = done_to or (() if together else self._towards(s, doers))
                return _parties((*doers, *together)), _parties(done_to)

    def _behind(self, s: Said) -> tuple[Found, ...]:
        """Whose doing the subject is: "the North's launch", "ties between Peru and Chile", "a raid by the navy"."""
        subject = subject_of(s.tree, s.head) if s.frame != "nominal" else None
        queue = [subject] if subject is not None else []
        owners: list[Found] = []
        for at in queue:
            for k in s.tree.kids(at, "nmod", "compound", "amod"):
                whose = s.tree.relations[k] != "nmod" or _has_case(s, k, _BEHIND)
                owners += [f for f in self.discourse.who(s.tree, k) if whose and is_party(f) and f.kind != "group"]
                if not whose and _has_case(s, k, {"of"}) and len(queue) < _DEEP:
                    queue.append(k)
        return tuple(dict.fromkeys(owners))

    def _asked(self, s: Said, verdict: Verdict, doers: Sequence[Found], speakers: Sequence[Found]) -> Sequence[Found]:
        """Who is to act: "X should" before whoever was told so, else whom the cue addresses."""
        addressed = self._addressed(s, tuple(speakers))
        if s.frame == "nominal":
            return addressed
        if s.tree.words[s.low].lower() == "let" and s.high - s.low > 1:
            return self.discourse.who(s.tree, s.low + 1, tuple(speakers))
        if s.frame != "clause":
            return addressed or doers
        return _parties(doers) or addressed or self._opening(s)

    def _opening(self, s: Said) -> tuple[Found, ...]:
        """Who stands first in what is asked, where the parse shows no subject: "that Peru cancel plans"."""
        at = next((i for i in range(s.low, min(s.low + _FIRST_WORDS, s.head)) if s.tree.pos[i] != "DET"), None)
        found = self.book.at(s.tree.starts[at], s.tree.ends[at]) if at is not None else None
        return (found,) if found is not None and is_party(found) and found.kind != "person" else ()

    def _towards(self, s: Said, doers: Sequence[Found]) -> tuple[Found, ...]:
        """The first party behind "to", "with", "against" or "on" after the predicate, wherever the parse hangs it."""
        tree = s.tree
        own = {f.state for f in doers if f.state} | {f.actor for f in doers if f.actor}
        for i in range(s.head + 1, s.high):
            if tree.lemmas[i] not in _AIMED or tree.pos[i] != "ADP":
                continue
            at = i + 1 + (i + 1 < s.high and tree.pos[i + 1] == "DET")
            found = self.book.at(tree.starts[at], tree.ends[at]) if at < s.high else None
            if found is not None and is_party(found) and not {found.actor, found.state} & own:
                return (found,)
        return ()

    def _addressed(self, s: Said, speakers: tuple[Found, ...]) -> tuple[Found, ...]:
        """Whom the cue speaks to."""
        addressed = self.discourse.who(s.tree, s.addressee, speakers) if s.addressee is not None else ()
        return addressed or (s.voices[-1].hearers if s.voices[-1].form == "direct" else ())

    def _objects(self, s: Said) -> tuple[Found, ...]:
        """What the predicate's objects and obliques name, or the parties inside them; of a noun, all inside it."""
        tree, speakers = s.tree, s.voices[-1].speakers
        if s.frame == "nominal":  # "thanked Qatar for its help", "condemned the North's launch"
            return tuple(dict.fromkeys(self._named(s, s.head, speakers) or self._inside(s, s.head)))
        found: list[Found] = []
        below = [s.head, *(k for k in tree.kids(s.head, "xcomp", "acl") if tree.has_to(k))]  # "plans to ask Oslo"
        made = {k for at in below if tree.lemmas[at] in _MAKING for k in tree.kids(at, "obj")}
        for k in (k for at in below for k in tree.kids(at, "obj", "iobj", "obl", "nmod") if k not in made):
            if tree.relations[k] in ("obl", "nmod") and not _has_case(s, k, _TOWARDS):
                continue
            if any(tree.words[p].lower() in _POSSESSIVES for p in tree.kids(k, "nmod")):
                continue  # "reopened its embassy in Tripoli": the doer's own
            found += self._named(s, k, speakers) or self._inside(s, k)
        return tuple(dict.fromkeys(found))

    def _named(self, s: Said, k: int, speakers: tuple[Found, ...]) -> list[Found]:
        """The parties that the word itself names: by a name, a pronoun, or as people and bodies ("the crew")."""
        tree, words = s.tree, general_lexicon().words
        known = self.book.at(tree.starts[k], tree.ends[k]) is not None or tree.pos[k] == "PRON"
        if not known and not any(tree.lemmas[k] in words[group] for group in _PEOPLE):
            return []
        return [f for f in self.discourse.who(tree, k, speakers) if is_party(f)]

    def _inside(self, s: Said, k: int) -> list[Found]:
        """ "Tests by the North", "Ukraine's progress": the parties inside a phrase, its clauses left out."""
        tree = s.tree
        queue, seen = [k], {k}
        for at in queue:
            for c in tree.children[at]:
                if c not in seen and c < s.high and tree.relations[c].split(":")[0] in _WITHIN:
                    seen.add(c)
                    queue.append(c)
        places = [f for j in sorted(seen) if (f := self.book.at(tree.starts[j], tree.ends[j])) is not None]
        return [f for f in dict.fromkeys(places) if is_party(f)][:_INSIDE]

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


def _tells_a_passive(verdict: Verdict) -> bool:
    """Whether a passive is a deed: "will be freed", not "is prepared to", whose subject holds what is said."""
    if verdict.kind in ("event", "call", "assessment"):
        return verdict.rule != "are-asked-to"
    return verdict.rule in _DONE_TO


def _is_passive(s: Said) -> bool:
    """Whether the subject undergoes what the words say."""
    return s.frame != "nominal" and bool(s.tree.kids(s.head, "aux:pass", "nsubj:pass"))


def _has_case(s: Said, k: int, prepositions: set[str] | frozenset[str]) -> bool:
    return any(s.tree.lemmas[c] in prepositions for c in s.tree.kids(k, "case"))
