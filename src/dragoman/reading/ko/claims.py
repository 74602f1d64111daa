"""From what a Korean document says to its claims: parts, kind, parties, time, condition, tracks, confidence, id."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from dragoman.dossier import Dossier
from dragoman.reading.ko.cues import cue_finder
from dragoman.reading.ko.kinds import Judged, Sided, condition_of, judge, judge_noun
from dragoman.reading.ko.narration import told
from dragoman.reading.ko.people import EOJEOL, Party, People
from dragoman.reading.ko.sentences import Sentence, sentences
from dragoman.reading.ko.speech import Said, Speech
from dragoman.reading.ko.topics import tracks_of
from dragoman.reading.per_dossier import per_dossier
from dragoman.record import Attribution, Claim, ClaimKind, Document, EventCode, Mention, Modality, Span, Time

_SPLIT: Final = re.compile(
    r"[가-힣]*(?:하|되|시키|[았었였했됐렸졌])(?:고|며|으며)(?P<comma>,)?\s(?!있|싶|나서|보|말|는|자\s)"
)
_ADNOMINAL: Final = re.compile(r"[가-힣](?:하는|되는|시키는|했던|할)\s(?!것|수|예정|계획|방침|필요|가능성)")
_RECIPIENT: Final = re.compile(r"(?P<who>[^\s,]+?)(?:에게|에게도|측에|께)(?=[\s,])")
_WITH: Final = re.compile(r"(?P<who>[가-힣A-Za-z·]+)(?P<mark>과|와|,)(?=\s)")


@dataclass(frozen=True, slots=True)
class _Draft:
    """A claim whose parties are not mentions with ids yet."""

    claim: Claim
    form: str
    speaker: Party | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]


@dataclass(slots=True)
class _Maker:
    """Makes the claims of one document."""

    document: Document
    dossier: Dossier
    people: People
    named: Sequence[Mention]
    times: Sequence[Time]
    drafts: dict[tuple[object, ...], _Draft] = field(default_factory=dict)

    def add(self, said: Said) -> None:
        """Take one content, its parts each for itself where each has its own predicate."""
        if said.frame == "agreed":
            self._agreement(said)
        for start, end in self._parts(said):
            self._make(said, (start, end))

    def _agreement(self, said: Said) -> None:
        """What parties agreed to is an event of theirs, beside what each of them will do."""
        at = said.sentence
        whole = replace(said, start=at.start, end=said.cue[1] if said.cue else said.end)
        judged = Judged("event", "actual", "positive", "ko-agreed")
        actors = (said.speaker,) if said.speaker else ()
        self._put(
            whole, (whole.start, whole.end), judged, actors, (), document=True, event=EventCode("AGREE", None, None)
        )

    def _parts(self, said: Said) -> Iterator[Span]:
        start = said.start
        if said.frame in ("clause", "agreed"):
            base = said.sentence.start
            masked = said.sentence.masked
            for match in _SPLIT.finditer(masked, said.start - base, said.end - base):
                rest = masked[match.end() : said.end - base]
                mine = masked[start - base : match.end()]
                if len(EOJEOL.findall(mine)) < 2 or len(EOJEOL.findall(rest)) < 2 or _ADNOMINAL.search(rest):
                    continue
                cut = base + match.end() - 1 - (1 if match["comma"] else 0)
                yield start, cut
                start = base + match.end()
        yield start, said.end

    def _make(self, said: Said, span: Span) -> None:
        base, masked = said.sentence.start, said.sentence.masked
        self.people.base = base
        content = masked[span[0] - base : span[1] - base]
        if said.form == "direct":
            content = self.document.text[span[0] : span[1]]
        whole = (
            self.document.text[said.start : said.end]
            if said.form == "direct"
            else masked[said.start - base : said.end - base]
        )
        condition = condition_of(content, span[0]) if said.frame != "noun" else None
        subject = self._subject(said, span, content, condition)
        if said.frame == "noun":
            judged = judge_noun(content, said.families)
        else:
            # A part that hangs on another by 고 or 며 shares its mood: only the last predicate shows it.
            mood = content if span[1] == said.end or re.search(r"[았었였했됐렸졌](?:고|으며)$", content) else whole
            mood = re.sub(r"(?<=[았었였했됐렸졌])(?:고|으며)$", "다", mood)
            judged = judge(mood, said.families, sided=self._sided(said, subject), conditional=condition is not None)
            judged = self._part_polarity(judged, content, said, span)
            if said.frame == "agreed" or (said.word is not None and whole.endswith("기")):
                judged = replace(judged, kind="commitment", modality="intended", rule="ko-agreed-to")
            if judged.kind == "position" and re.search(r"[가-힣]다$", content) and self._lies_ahead(span):
                other = self._sided(said, subject).other
                kind: ClaimKind = "forecast" if other else "commitment"
                mood_of: Modality = "predicted" if other else "intended"
                judged = replace(judged, kind=kind, modality=mood_of, rule="ko-present-ahead")
        actors, recipients = self._parties(said, span, judged, subject)
        self._put(said, span, judged, actors, recipients, condition=condition)

    def _lies_ahead(self, span: Span) -> bool:
        """Whether a day or month told in it begins after the document appeared: 오는 8월 실시한다."""
        published = self.document.published.period.last if self.document.published else None
        firsts = [t.period.first for t in self.times if span[0] <= t.start and t.end <= span[1]]
        return published is not None and any(f is not None and f > published for f in firsts)

    def _part_polarity(self, judged: Judged, content: str, said: Said, span: Span) -> Judged:
        if span[1] == said.end:
            return judged
        stem = re.sub(r"(?:고|며|으며)$", "다", content)
        alone = judge(stem, said.families, sided=Sided(), conditional=False)
        stopped = judged.kind in ("call", "commitment") and re.search(
            r"(?:중단|자제|포기|철회|중지)하(?:고|며)$", content
        )
        return replace(judged, polarity="negative" if stopped else alone.polarity)

    def _subject(self, said: Said, span: Span, content: str, condition: Span | None) -> Party | None:
        """Who does what the content tells, and not what its condition tells."""
        base = said.sentence.start
        if condition and condition[0] - span[0] < 3:
            content, span = content[condition[1] - span[0] :], (condition[1], span[1])
        text = content if said.form == "direct" else said.sentence.masked
        offset = 0 if said.form == "direct" else span[0] - base
        self.people.base = span[0] if said.form == "direct" else base
        for n, match in enumerate(EOJEOL.finditer(text, offset, offset + len(content))):
            party = self.people.subject(text, offset, match.end())
            if party is not None:
                return party
            if n > 8:
                return None
        return None

    def _sided(self, said: Said, subject: Party | None) -> Sided:
        """Whose future it is: the speaker's own side's, another party's, or that of no party at all."""
        if subject is None:
            return Sided(own=said.speaker is None and said.form == "document" and said.frame == "clause")
        if subject.first or subject.name in ("정부", "양국", "양측", "양국 정부"):
            return Sided(own=True, party=True)
        mine = self._state(said.speaker) if said.speaker else self._own_state()
        theirs = self._state(subject)
        if said.frame == "voice" and mine is None and self.document.kind in ("press-release", "joint-statement"):
            return Sided(own=theirs in (None, "rok"), other=theirs not in (None, "rok"), party=True)
        same = theirs is not None and theirs == mine
        return Sided(own=same, other=theirs is not None and mine is not None and not same, party=True)

    def _state(self, party: Party | None) -> str | None:
        if party is None:
            return None
        actor = self.dossier.actors.get(party.actor or "")
        if actor is not None:
            return actor.id if actor.kind == "state" else actor.state
        inside = [m for m in self.named if party.start <= m.start and m.end <= party.end and m.actor]
        for m in inside:
            held = self.dossier.actors[m.actor or ""]
            return held.id if held.kind == "state" else held.state
        return None

    def _own_state(self) -> str | None:
        actor = self.dossier.actors.get(self.document.publisher.actor or "")
        return None if actor is None else actor.id if actor.kind == "state" else actor.state

    def _parties(
        self, said: Said, span: Span, judged: Judged, subject: Party | None
    ) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
        speaker = (said.speaker,) if said.speaker else ()
        own = (subject,) if subject else ()
        to = tuple(self._recipients(said, span))
        if judged.kind == "call":
            return speaker, own if subject and not subject.first else to
        if judged.kind == "commitment":
            return own or speaker, to
        if judged.kind == "assessment":
            judged_ones = own or tuple(self._inside(span))[:1]
            return speaker, tuple(p for p in judged_ones if not p.first)
        if judged.kind == "event":
            return (own or (() if said.frame == "clause" else speaker)) + tuple(self._partners(said, span)), to
        return (own or (speaker if judged.kind == "statement" else ())), to

    def _inside(self, span: Span) -> Iterator[Party]:
        for m in self.named:
            if span[0] <= m.start and m.end <= span[1]:
                yield Party(m.start, m.end, m.kind, m.name, m.how, m.actor)

    def _recipients(self, said: Said, span: Span) -> Iterator[Party]:
        yield from self._matching(_RECIPIENT, said, span)

    def _partners(self, said: Said, span: Span) -> Iterator[Party]:
        """Those with whom a doer met: “…, 후나이 국장과 회담을 가졌다”."""
        if said.frame == "voice":
            yield from (p for p in self._matching(_WITH, said, span) if p.person or p.kind in ("state", "organisation"))

    def _matching(self, pattern: re.Pattern[str], said: Said, span: Span) -> Iterator[Party]:
        base, masked = said.sentence.start, said.sentence.masked
        self.people.base = base
        for match in pattern.finditer(masked, span[0] - base, span[1] - base):
            words = [(m.start(), m.end()) for m in EOJEOL.finditer(masked, span[0] - base, match.end("who"))]
            if words and (party := self.people.resolve(masked, words, match.end("who"))):
                yield party

    def _put(
        self,
        said: Said,
        span: Span,
        judged: Judged,
        actors: tuple[Party, ...],
        recipients: tuple[Party, ...],
        *,
        condition: Span | None = None,
        document: bool = False,
        event: EventCode | None = None,
    ) -> None:
        text = self.document.text
        start, end = _trimmed(text, *span)
        if end - start < 2:
            return
        form = "document" if document else said.form
        time = next((t.id for t in self.times if start <= t.start and t.end <= end), None)
        if time is None and judged.kind == "event" and said.frame == "voice":
            time = next(
                (t.id for t in self.times if said.sentence.start <= t.start and t.end <= said.sentence.end), None
            )
        tracks, wording = tracks_of(self.dossier, text[start:end], (p.actor for p in (*actors, *recipients)))
        claim = Claim(
            id="",
            kind=judged.kind,
            passages=((start, end),),
            attribution=(Attribution(form, (), None if document else said.cue, _act(said, document)),),
            actors=(),
            recipients=(),
            polarity=judged.polarity,
            modality=judged.modality,
            condition=condition,
            time=time,
            tracks=tracks,
            wording=wording,
            event=event,
            measure=None,
            confidence=round(said.sure, 2),
            by=(*said.rules, judged.rule),
        )
        key = (claim.passages, claim.kind)
        self.drafts.setdefault(key, _Draft(claim, form, None if document else said.speaker, actors, recipients))


def read_claims(
    document: Document, dossier: Dossier, named: Sequence[Mention], times: Sequence[Time]
) -> tuple[tuple[Mention, ...], tuple[Claim, ...]]:
    """The mentions of a document, those it names by title or pronoun with them, and its claims in text order."""
    ending: dict[int, list[Mention]] = {}
    for m in named:
        ending.setdefault(m.end, []).append(m)
    persons, printed = _names(dossier)
    people = People(ending, persons, printed)
    speech = Speech(cue_finder(dossier), people)
    maker = _Maker(document, dossier, people, named, times)
    for sentence in sentences(document):
        for said in _of(sentence, speech, document):
            maker.add(said)
    return _numbered(document, named, maker.drafts.values())


def _of(sentence: Sentence, speech: Speech, document: Document) -> Iterable[Said]:
    found = list(speech.read(sentence))
    if found:
        return found
    one = told(sentence, speech, document)
    return [one] if one else []


@per_dossier
def _names(dossier: Dossier) -> tuple[dict[str, str | None], frozenset[str]]:
    persons: dict[str, str | None] = {}
    printed = set()
    for actor in dossier.actors.values():
        for name in actor.names:
            if name.language != "ko":
                continue
            if actor.kind == "person":
                # Two people of one name are nobody in particular.
                persons[name.text] = None if name.text in persons else actor.id
            elif len(name.text) > 1:
                printed.add(name.text)
    return persons, frozenset(printed)


def _numbered(
    document: Document, named: Sequence[Mention], drafts: Iterable[_Draft]
) -> tuple[tuple[Mention, ...], tuple[Claim, ...]]:
    spans: dict[tuple[int, int], Mention] = {(m.start, m.end): m for m in named}
    ordered = sorted(drafts, key=lambda d: (d.claim.passages[0], d.claim.kind))
    for draft in ordered:
        for p in (*((draft.speaker,) if draft.speaker else ()), *draft.actors, *draft.recipients):
            spans.setdefault((p.start, p.end), Mention("", p.start, p.end, p.kind, p.actor, p.name, p.how))
    mentions = tuple(replace(spans[s], id=f"m{n}") for n, s in enumerate(sorted(spans), 1))
    ids = {(m.start, m.end): m.id for m in mentions}
    claims = []
    for draft in ordered:
        voice = draft.claim.attribution[0]
        spoken = replace(voice, speakers=_ids((draft.speaker,) if draft.speaker else (), ids))
        claims.append(
            replace(
                draft.claim,
                id=_claim_id(document.id, draft.claim, spoken),
                attribution=(spoken,),
                actors=_ids(draft.actors, ids),
                recipients=_ids(draft.recipients, ids),
            )
        )
    return mentions, tuple(claims)


def _ids(parties: Iterable[Party], ids: dict[tuple[int, int], str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids[p.start, p.end] for p in parties))


def _claim_id(document: str, claim: Claim, voice: Attribution) -> str:
    """Made of what the claim says and where, so that a re-reading that finds it again keeps it."""
    key = f"{document}|{claim.kind}|{claim.passages}|{voice.form}:{voice.cue}"
    return "c" + hashlib.sha256(key.encode()).hexdigest()[:16]


def _act(said: Said, document: bool) -> str | None:
    return said.word.word.lemma if said.word and not document else None


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " ,;:·\n":
        start += 1
    while start < end and text[end - 1] in " ,;:·.…\n":
        end -= 1
    return start, end
