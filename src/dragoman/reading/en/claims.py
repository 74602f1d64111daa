"""From what was said to claims: kind, parties, time, tracks, wording, condition, confidence and a stable id."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.reading.en.chains import Discourse
from dragoman.reading.en.clauses import clause_of, condition_by_words, condition_of, subject_of
from dragoman.reading.en.kinds import Side, Verdict, judge_kind
from dragoman.reading.en.lexicon import Lexicon
from dragoman.reading.en.mentions import Found, MentionBook
from dragoman.reading.en.quotes import find_quotes
from dragoman.reading.en.said import Said, Voice
from dragoman.reading.en.timing import DocumentTimes
from dragoman.reading.tracks import TrackFinder
from dragoman.record import SPEAKING_ROLES, Attribution, Claim, Document, Modality, Span, Time

_PARTY_KINDS = frozenset({"person", "office", "organisation", "state", "group"})
_FIRST = frozenset({"we", "i", "us", "our", "my"})
_TOWARDS = frozenset({"to", "with", "for", "against", "on", "toward", "towards", "between", "from", "upon"})
# How sure the voice is of itself, by form. Not yet calibrated against a gold set.
_VOICE_SURE = {"direct": 0.95, "mixed": 0.88, "indirect": 0.88, "document": 0.8}
_COURTESY = 3
"""Words up to which an uncued remark is taken for a courtesy."""
# Predicates of procedure: "the following is attributable to".
_PROCEDURE = frozenset({"attributable"})
# A speech, a joint statement or a commentary in the first person is its speakers' word from end to end: what it asserts,
# they assert. Elsewhere a first person outside quotations must come this often to show such a text.
_FIRST_PERSON = re.compile(r"\b(?:we|our|us|I|my|We|Our|My)\b")
_FIRST_PERSON_OFTEN = 4
_SPEAKERS_OWN = frozenset({"speech", "joint-statement"})
# Deeds that those "with" whom they are done do too.
_MEETING = frozenset({"meet", "hold", "talk", "agree", "confer", "discuss", "sign", "sit", "speak", "consult", "have"})
_EDGES = " \n\t,;:.…-–—"


@dataclass(frozen=True, slots=True)
class _Draft:
    """A claim whose parties are still mentions without ids."""

    claim: Claim
    voices: tuple[Voice, ...]
    actors: tuple[Found, ...]
    recipients: tuple[Found, ...]


@dataclass(slots=True)
class ClaimMaker:
    """Makes the claims of one document."""

    document: Document
    lexicon: Lexicon
    discourse: Discourse
    book: MentionBook
    tracks: TrackFinder
    times: DocumentTimes
    _drafts: dict[tuple[object, ...], _Draft] = field(default_factory=dict)
    _own_word: bool = field(init=False)
    _sentence_tracks: tuple[Span, tuple[str, ...]] = ((-1, -1), ())

    def __post_init__(self) -> None:
        self._own_word = self.document.kind in _SPEAKERS_OWN or _in_first_person(self.document)

    def add(self, said: Sequence[Said]) -> None:
        """Take what a paragraph says; what carries no claim is left out."""
        for s in said:
            draft = self._draft(s)
            if draft is not None:
                key = (draft.claim.passages, draft.claim.kind, draft.voices[-1].cue)
                self._drafts.setdefault(key, draft)

    def claims(self, ids: Mapping[tuple[int, int], str]) -> tuple[Claim, ...]:
        """All claims in text order, with the mention ids of their parties and speakers and ids of their own."""
        drafts = sorted(self._drafts.values(), key=_order)
        made: list[Claim] = []
        seen: set[str] = set()
        for d in drafts:
            c = d.claim
            attribution = tuple(Attribution(v.form, _ids(v.speakers, ids), v.cue, v.act) for v in d.voices)
            name = _claim_id(self.document.id, c, attribution)
            if name in seen:
                continue
            seen.add(name)
            made.append(
                Claim(
                    name,
                    c.kind,
                    c.passages,
                    attribution,
                    _ids(d.actors, ids),
                    _ids(d.recipients, ids),
                    c.polarity,
                    c.modality,
                    c.condition,
                    c.time,
                    c.tracks,
                    c.wording,
                    c.event,
                    c.measure,
                    c.confidence,
                    c.by,
                )  # fmt: skip
            )
        return tuple(made)

    def _draft(self, s: Said) -> _Draft | None:
        passage = self._passage(s)
        if passage is None:
            return None
        subject = s.agent if s.agent is not None else (subject_of(s.tree, s.head) if s.frame != "nominal" else None)
        doers = self._doers(s, subject)
        side, first, agentive = self._side(s, subject, doers)
        question = "?" in self.document.text[passage[1] : passage[1] + 2] or self.document.text[
            passage[0] : passage[1]
        ].endswith("?")
        verdict = judge_kind(s, self.lexicon, side=side, first_person=first, agentive=agentive, question=question)
        if not self._carries_claim(s, verdict, passage, doers, first):
            return None
        condition = self._condition(s, passage)
        actors, recipients = self._parties(s, verdict, doers, passage)
        tracks, wording = self._tracks(passage)
        if not tracks:
            tracks = self._tracks_of_sentence((s.tree.start, s.tree.end))
        parties = (*s.voices[-1].speakers, *actors, *recipients)
        tracks = tuple(dict.fromkeys((*tracks, *self.tracks.of_actors(x for f in parties for x in (f.actor, f.state)))))
        time = self._time(s, verdict, passage)
        claim = Claim(
            id="",
            kind=verdict.kind,
            passages=(passage,),
            attribution=(),
            actors=(),
            recipients=(),
            polarity=verdict.polarity,
            modality=_modality(verdict, condition),
            condition=condition,
            time=time.id if time else None,
            tracks=tracks,
            wording=tuple(dict.fromkeys((*wording, *self._fragments(passage)))),
            event=None,
            measure=None,
            confidence=self._confidence(s, verdict),
            by=(*s.rules, verdict.rule),
        )
        if s.family is None:
            self.discourse.stood_together(actors if verdict.kind == "event" else doers)
        for f in doers[:1]:
            if s.family is None and f.name:
                self.discourse.acted(f)
        return _Draft(claim, s.voices, actors, recipients)

    def _passage(self, s: Said) -> Span | None:
        text = self.document.text
        start, end = s.tree.starts[s.low], s.tree.ends[s.high - 1]
        while start < end and (text[start] in _EDGES or text[start] in "”’)"):
            start += 1
        while end > start and (text[end - 1] in _EDGES or (text[end - 1] in "“‘(")):
            end -= 1
        start, end = _unquoted(text, start, end)
        letters = sum(ch.isalnum() for ch in text[start:end])
        return (start, end) if letters >= 3 else None

    def _doers(self, s: Said, subject: int | None) -> tuple[Found, ...]:
        by = next(
            (k for k in s.tree.kids(s.head, "obl") if any(s.tree.lemmas[c] == "by" for c in s.tree.kids(k, "case"))),
            None,
        )
        if by is not None and s.frame != "nominal" and s.tree.kids(s.head, "aux:pass", "nsubj:pass"):
            agents = self._party(self.discourse.who(s.tree, by, s.voices[-1].speakers))
            if agents:
                return agents
        if subject is None:
            return ()
        return self.discourse.who(s.tree, subject, s.voices[-1].speakers)

    def _side(self, s: Said, subject: int | None, doers: Sequence[Found]) -> tuple[Side, bool, bool]:
        """Whose side the subject is on, whether it is the first person, and whether it can bind itself."""
        first = subject is not None and (
            s.tree.lemmas[subject] in _FIRST
            or any(s.tree.words[k].lower() in ("our", "my") for k in s.tree.kids(subject, "nmod"))
        )
        party = [f for f in doers if f.kind in _PARTY_KINDS]
        agentive = bool(party) or first
        speakers = s.voices[-1].speakers
        ours = {f.name for f in speakers if f.name} | {f.state for f in speakers if f.state}
        if not ours and self.discourse.home:
            ours = {self.discourse.home}
        for f in party:
            if f.name in ours or (f.state and f.state in ours):
                return "own", first, agentive
        states = {f.state for f in party if f.state}
        known = {f.state for f in speakers if f.state} or (
            {self.discourse.home} if self.discourse.home and not speakers else set()
        )
        return ("other" if states and known and not states & known else "unknown"), first, agentive

    def _carries_claim(self, s: Said, verdict: Verdict, passage: Span, doers: Sequence[Found], first: bool) -> bool:
        """In its own voice a document makes a claim only where a party acts or something is judged."""
        voice = s.voices[-1]
        if s.tree.words[s.low].lower() == "should" and verdict.kind != "commitment" and s.tree.pos[s.low] == "AUX":
            return False  # a condition that the parse cut off from what it is a condition of
        if s.high - s.low <= _COURTESY and s.family is None and verdict.kind in ("position", "assessment"):
            return False  # "Thank you.", "Next question."
        if s.family is None and s.high - s.low <= 2 * _COURTESY and not _has_verb(s):
            return False  # "Good afternoon, everyone."
        if voice.form != "document" or voice.cue is not None:
            return True
        if s.tree.pos[s.head] not in ("VERB", "AUX") and not s.tree.kids(s.head, "cop"):
            return False
        if s.tree.lemmas[s.head] in _PROCEDURE:
            return False
        party = first or any(f.kind in _PARTY_KINDS for f in doers)
        named = any(f.kind in _PARTY_KINDS for f in self.book.over(*passage))
        if party or self._own_word:
            return True
        if verdict.kind in ("commitment", "call"):
            return verdict.rule != "imperative"
        if verdict.kind == "forecast":
            return named
        return verdict.kind == "assessment" or (
            named and verdict.kind in ("event", "position") and subject_of(s.tree, s.head) is not None
        )

    def _condition(self, s: Said, passage: Span) -> Span | None:
        if s.frame == "nominal":
            return None
        tokens = condition_of(s.tree, s.head, self.lexicon, 0, len(s.tree))
        if tokens is not None:
            start, end = s.tree.starts[tokens[0]], s.tree.ends[tokens[1] - 1]
        else:
            found = condition_by_words(self.document.text, *passage)
            if found is None:
                return None
            start, end = found
        while end > start and self.document.text[end - 1] in _EDGES:
            end -= 1
        return (start, end) if start < end else None

    def _parties(
        self, s: Said, verdict: Verdict, doers: tuple[Found, ...], passage: Span
    ) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
        """Actors and recipients, by kind."""
        tree, speakers = s.tree, s.voices[-1].speakers
        objects = self._objects(s)
        if not speakers and s.performer is not None:
            speakers = self.discourse.who(tree, s.performer)
        addressed = self.discourse.who(tree, s.addressee, speakers) if s.addressee is not None else ()
        match verdict.kind:
            case "call":
                asked = addressed or (doers if s.frame != "nominal" else ())
                return self._party(speakers), self._party(asked or objects)
            case "assessment" | "position" | "statement":
                judged = doers if s.family is None and verdict.kind == "assessment" and not s.quoted else ()
                return self._party(speakers or (() if judged else doers)), self._party(
                    tuple(o for o in (*judged, *objects) if o not in speakers) or addressed
                )
            case "commitment":
                bound = doers or speakers
                return self._party(bound), self._party(tuple(o for o in (*objects, *addressed) if o not in bound))
            case "forecast":
                return self._party(doers), self._party(objects)
            case "event":
                with_ = (
                    self._companions(s)
                    if clause_of(tree, s.head).verb in ("meet", "hold", "talk", "agree", "confer", "discuss", "sign")
                    else ()
                )
                return self._party((*doers, *with_)), self._party(tuple(o for o in objects if o not in with_))

    def _party(self, found: Sequence[Found]) -> tuple[Found, ...]:
        return tuple(
            dict.fromkeys(f for f in found if f.name and (f.kind in _PARTY_KINDS or (f.kind == "forum" and f.actor)))
        )

    def _objects(self, s: Said) -> tuple[Found, ...]:
        tree = s.tree
        found: list[Found] = []
        if s.frame == "nominal":  # "thanked Qatar for its help"
            own = self.book.at(tree.starts[s.head], tree.ends[s.head])
            found += (
                self.discourse.who(tree, s.head, s.voices[-1].speakers)
                if own is not None and own.kind in _PARTY_KINDS
                else ()
            )
        for k in tree.kids(s.head, "obj", "iobj", "obl", "nmod"):
            if tree.relations[k] == "obl" and not any(tree.lemmas[c] in _TOWARDS for c in tree.kids(k, "case")):
                continue
            own = self.book.at(tree.starts[k], tree.ends[k])
            if own is not None:
                found += self.discourse.who(tree, k, s.voices[-1].speakers)
            else:  # "tests by the North", "Ukraine's progress": the party inside the phrase
                found += [
                    f
                    for j in tree.subtree(k)
                    for f in [self.book.at(tree.starts[j], tree.ends[j])]
                    if f is not None and f.kind in _PARTY_KINDS
                ][:3]
        return tuple(dict.fromkeys(found))

    def _companions(self, s: Said) -> tuple[Found, ...]:
        tree = s.tree
        found: list[Found] = []
        objects = tree.kids(s.head, "obj")
        for k in (*objects, *tree.kids(s.head, "obl"), *(n for o in objects for n in tree.kids(o, "nmod"))):
            if k in objects or any(tree.lemmas[c] == "with" for c in tree.kids(k, "case")):
                found += self.discourse.who(tree, k)  # "met X", "met with X", "held talks with X"
        return tuple(f for f in found if f.kind in _PARTY_KINDS)

    def _tracks(self, span: Span) -> tuple[tuple[str, ...], tuple[str, ...]]:
        names = [(f.start, f.end) for f in self.book.over(*span) if f.kind in ("organisation", "person", "office")]
        return self.tracks.find(self.document.text, *span, masked=names)

    def _tracks_of_sentence(self, span: Span) -> tuple[str, ...]:
        if self._sentence_tracks[0] != span:
            self._sentence_tracks = (span, self._tracks(span)[0])
        return self._sentence_tracks[1]

    def _time(self, s: Said, verdict: Verdict, passage: Span) -> Time | None:
        """The time inside the words; for deeds of speech also one that stands beside their cue."""
        inside = self.times.within(*passage)
        best = max(inside, key=_tellingness, default=None)
        if best is not None and (best.period.first or best.period.last):
            return best
        if s.frame == "nominal" and s.voices[-1].cue is not None:
            beside = [t for t in self.times.within(s.tree.start, s.tree.end) if t.period.first or t.period.last]
            if beside:
                return beside[0]
        return best

    def _fragments(self, passage: Span) -> list[str]:
        """The speaker's own words in quotation marks inside the passage."""
        text = self.document.text
        quotes = find_quotes(text, max(0, passage[0] - 1), min(len(text), passage[1] + 1))
        return [
            " ".join(text[q.start : q.end].rstrip(",.").lower().replace("’", "'").split())
            for q in quotes
            if q.end - q.start < 120
        ]

    def _confidence(self, s: Said, verdict: Verdict) -> float:
        voice = s.voices[-1]
        sure = _VOICE_SURE[voice.form]
        if voice.form != "document" and not any(f.name for f in voice.speakers):
            sure *= 0.7
        if any(f.how == "pronoun" for f in voice.speakers):
            sure *= 0.95
        return round(sure * (0.5 + 0.5 * verdict.sure) * (0.97 ** (len(s.voices) - 1)), 3)


def _has_verb(s: Said) -> bool:
    return any(s.tree.pos[i] in ("VERB", "AUX") for i in range(s.low, s.high))


def _in_first_person(document: Document) -> bool:
    """Whether the document's own voice, outside quotation marks, says "we" and "our" throughout."""
    count = 0
    for line in document.lines:
        if line.role not in SPEAKING_ROLES:
            continue
        quoted = [(q.outer_start, q.outer_end) for q in find_quotes(document.text, line.start, line.end) if q.double]
        for match in _FIRST_PERSON.finditer(document.text, line.start, line.end):
            if not any(a <= match.start() < b for a, b in quoted):
                count += 1
                if count >= _FIRST_PERSON_OFTEN:
                    return True
    return False


def _order(d: _Draft) -> tuple[int, int, str]:
    return d.claim.passages[0][0], -d.claim.passages[0][1], d.claim.kind


def _ids(found: Sequence[Found], ids: Mapping[tuple[int, int], str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids[f.start, f.end] for f in found if (f.start, f.end) in ids))


def _modality(verdict: Verdict, condition: Span | None) -> Modality:
    conditional = condition is not None and verdict.kind in ("commitment", "forecast")
    return "conditional" if conditional else verdict.modality


def _tellingness(time: Time) -> tuple[bool, bool, float, int]:
    return bool(time.period.last), time.period.grain != "vague", time.confidence, -time.start


def _claim_id(document: str, claim: Claim, attribution: Sequence[Attribution]) -> str:
    """Made of what the claim says and where, not of its place in a list: a re-reading that finds it again keeps it."""
    told = "|".join(f"{a.form}:{a.cue}" for a in attribution)
    key = f"{document}|{claim.kind}|{claim.passages}|{told}"
    return "c" + hashlib.sha256(key.encode()).hexdigest()[:16]


def _unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without quotation marks that stand at its edges and belong to nothing inside."""
    opening, closing = "“\"‘'„«", "”\"’'»"
    changed = True
    while changed and end - start > 2:
        changed = False
        if text[start] in opening and not any(ch in closing for ch in text[start + 1 : end - 1]):
            start, changed = start + 1, True
        if (
            end - start > 2
            and text[end - 1] in closing
            and text[end - 2] != "s"
            and not any(ch in opening for ch in text[start + 1 : end - 1])
        ):
            end, changed = end - 1, True
        while start < end and text[start].isspace():
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",;"):
            end -= 1
    return start, end
