"""From what was said to claims: kind, parties, time, tracks, wording, condition, confidence and a stable id."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.reading.en.case import Verdict
from dragoman.reading.en.chains import Discourse
from dragoman.reading.en.claimless import is_courtesy, is_figure, is_remnant
from dragoman.reading.en.clauses import condition_by_words, condition_of, subject_of
from dragoman.reading.en.coding import event_code
from dragoman.reading.en.kinds import judge_kind
from dragoman.reading.en.lexicon import Lexicon
from dragoman.reading.en.measures import measure_of
from dragoman.reading.en.mentions import Found, MentionBook
from dragoman.reading.en.parties import Parties, is_party
from dragoman.reading.en.quotes import find_quotes
from dragoman.reading.en.said import Said, Voice
from dragoman.reading.en.support import support_of, sureness_of
from dragoman.reading.en.timing import DocumentTimes
from dragoman.reading.en.topics import Topics
from dragoman.reading.tracks import TrackFinder
from dragoman.record import SPEAKING_ROLES, Attribution, Claim, Document, Modality, Span, Time

# Predicates of procedure: "the following is attributable to", "let there be no misunderstanding".
_PROCEDURE = frozenset({"attributable", "let"})
# A speech, a joint statement or a commentary in the first person is its speakers' word from end to end: what it
# asserts, they assert. Elsewhere a first person outside quotations must come this often to show such a text.
_FIRST_PERSON = re.compile(r"\b(?:we|our|us|I|my|We|Our|My)\b")
_FIRST_PERSON_OFTEN = 4
_SPEAKERS_OWN = frozenset({"speech", "joint-statement"})
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
    _parties: Parties = field(init=False)
    _own_word: bool = field(init=False)
    """The document is its speakers' word from end to end."""
    _topics: Topics = field(init=False)

    def __post_init__(self) -> None:
        self._parties = Parties(self.discourse, self.book)
        self._topics = Topics(self.document, self.book, self.tracks)
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
            actors, recipients = _ids(d.actors, ids), _ids(d.recipients, ids)
            made.append(replace(c, id=name, attribution=attribution, actors=actors, recipients=recipients))
        return tuple(made)

    def _draft(self, s: Said) -> _Draft | None:
        passages = self._passages(s)
        if not passages:
            return None
        passage = passages[0][0], passages[-1][1]
        subject = s.agent if s.agent is not None else (subject_of(s.tree, s.head) if s.frame != "nominal" else None)
        doers = self._parties.doers(s, subject)
        who = self._parties.standing(s, subject, doers)
        verdict = judge_kind(
            s,
            self.lexicon,
            side=who.side,
            first_person=who.first_person,
            agentive=who.agentive,
            question=self._is_question(passage),
        )
        if not self._carries_claim(s, verdict, passage, party=who.first_person or any(map(is_party, doers))):
            return None
        actors, recipients = self._parties.of(s, verdict, doers)
        claim = self._claim(s, verdict, passages, actors, recipients)
        if s.family is None:
            self._note(actors if verdict.kind == "event" else doers, doers)
        return _Draft(claim, s.voices, actors, recipients)

    def _claim(
        self,
        s: Said,
        verdict: Verdict,
        passages: tuple[Span, ...],
        actors: Sequence[Found],
        recipients: Sequence[Found],
    ) -> Claim:
        """The claim without its id and its parties: those are known when every mention has its number."""
        passage = passages[0][0], passages[-1][1]
        condition = self._condition(s, passage, promised=verdict.kind == "commitment")
        time = self._time(s, passage)
        topic = self._topics.of(s, passage, (*s.voices[-1].speakers, *actors, *recipients))
        return Claim(
            id="",
            kind=verdict.kind,
            passages=passages,
            attribution=(),
            actors=(),
            recipients=(),
            polarity=verdict.polarity,
            modality=_modality(verdict, condition),
            condition=condition,
            time=time.id if time else None,
            tracks=topic.tracks,
            wording=topic.wording,
            event=event_code(s, verdict, self.lexicon.blaming, parties=len(actors)),
            measure=measure_of(s, self.document.text, self._named(s), self._owner(s, actors)),
            confidence=_confidence(s, verdict),
            by=(*s.rules, support_of(s), verdict.rule, *topic.by),
        )

    def _named(self, s: Said) -> Sequence[Found]:
        return self.book.over(s.tree.start, s.tree.end)

    def _owner(self, s: Said, actors: Sequence[Found]) -> str | None:
        """Whose measure it would be: the state of who does it, else of who speaks."""
        parties = (*actors, *s.voices[-1].speakers)
        return next((state for f in parties if (state := self.discourse.state_of(f))), None)

    def _note(self, together: tuple[Found, ...], doers: Sequence[Found]) -> None:
        """Tell the discourse who acted: the next "they" or "it" may mean them."""
        self.discourse.stood_together(together)
        for f in doers[:1]:
            if f.name:
                self.discourse.acted(f)

    def _is_question(self, passage: Span) -> bool:
        """Whether a question mark ends the passage or stands right behind it."""
        start, end = passage
        return "?" in self.document.text[end : end + 2] or self.document.text[start:end].endswith("?")

    def _passages(self, s: Said) -> tuple[Span, ...]:
        """The words of it, in more than one piece where a report interrupts them."""
        found = (self._passage(s.tree.starts[low], s.tree.ends[high - 1]) for low, high in s.pieces())
        return tuple(span for span in found if span is not None)

    def _passage(self, start: int, end: int) -> Span | None:
        """The words without marks at their edges; None where they are hardly any."""
        text = self.document.text
        while start < end and (text[start] in _EDGES or text[start] in "”’)"):
            start += 1
        while end > start and (text[end - 1] in _EDGES or (text[end - 1] in "“‘(")):
            end -= 1
        start, end = _unquoted(text, start, end)
        letters = sum(ch.isalnum() for ch in text[start:end])
        return (start, end) if letters >= 3 else None

    def _carries_claim(self, s: Said, verdict: Verdict, passage: Span, *, party: bool) -> bool:
        """Whether it says enough. In its own voice a document must tell of a party's act, or judge.

        `party` tells whether a party, or the first person, does it.
        """
        voice = s.voices[-1]
        if is_remnant(s, verdict) or is_courtesy(s, self.document.text, *passage):
            return False
        if voice.form != "document" or voice.cue is not None:
            return True
        if verdict.rule == "question" and self._own_word:
            return True
        if s.tree.pos[s.head] not in ("VERB", "AUX") and not s.tree.kids(s.head, "cop"):
            return False
        if s.tree.lemmas[s.head] in _PROCEDURE and verdict.rule != "should":
            return False
        if self._own_word and is_figure(s, verdict):
            return False
        if party or self._own_word:
            return True
        named = self._parties.names_party(passage)
        match verdict.kind:
            case "commitment" | "call":
                return verdict.rule != "imperative"
            case "forecast":
                return named
            case "event" | "position":
                return named and (subject_of(s.tree, s.head) is not None or verdict.rule == "cleft")
            case _:
                return verdict.kind == "assessment"

    def _condition(self, s: Said, passage: Span, *, promised: bool) -> Span | None:
        """What it stands under, by the parse, else by its words; a promise under its "until" and "before" too."""
        if s.frame == "nominal":
            return None
        marks = self.lexicon.words["condition.marks"]
        marks = marks | self.lexicon.words["condition.of_promises"] if promised else marks
        tokens = condition_of(s.tree, s.head, marks, 0, len(s.tree))
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

    def _time(self, s: Said, passage: Span) -> Time | None:
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


def _confidence(s: Said, verdict: Verdict) -> float:
    """How sure the claim is of its voices, and of its kind."""
    return round(sureness_of(s) * (0.5 + 0.5 * verdict.sure), 3)


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
