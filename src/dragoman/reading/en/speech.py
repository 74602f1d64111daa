"""Who says what in a paragraph: quotations first, then cues over the parse, then what is said without a cue.

A range of tokens is read under the voices it stands in. Reports in it are read first, each content again under one
voice more; what no report holds is told by the range's own voice. So nesting has no depth of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.reading.en.chains import Discourse
from dragoman.reading.en.clauses import left_edge, predicates, subject_of
from dragoman.reading.en.contents import Content, clause_start, contents_of, top_of
from dragoman.reading.en.cues import LONGEST, Cue, find_cues
from dragoman.reading.en.lexicon import Lexicon
from dragoman.reading.en.mentions import Found
from dragoman.reading.en.quotations import QuotedPiece, speech_pieces
from dragoman.reading.en.quotes import Quote, find_quotes
from dragoman.reading.en.said import DOCUMENT, Said, Voice
from dragoman.reading.en.tree import Tree

_DEEPEST = 6
"""How many voices may stand inside one another; deeper nesting is a fault of the parse, not of the text."""


@dataclass(slots=True)
class Speech:
    """Reads the paragraphs of one document in order; carries who spoke last from one to the next."""

    text: str
    lexicon: Lexicon
    discourse: Discourse
    last: Voice | None = None
    turn: Voice | None = None
    """In a transcript, whose turn it is: everything until the next label is that speaker's own words."""

    def read_paragraph(self, start: int, end: int, trees: Sequence[Tree]) -> list[Said]:
        """Everything said in `text[start:end]`, whose sentences are `trees`."""
        quotes = find_quotes(self.text, start, end)
        cues = [find_cues(t, self.lexicon, subject_of, lambda i, t=t: self.discourse.can_speak(t, i)) for t in trees]  # type: ignore[misc]
        pieces = speech_pieces(self.text, quotes, trees, cues)
        said: list[Said] = []
        told = {(at, cue.verb) for p in pieces if p.cue_at for at, cue in [p.cue_at]}
        for at, tree in enumerate(trees):
            reader = _Sentence(self, tree, cues[at], quotes, {verb for n, verb in told if n == at})
            mine = [p for p in pieces if p.sentence == at]
            spoken: list[Said] = []
            for piece in mine:
                spoken += reader.read_piece(piece, trees)
            said += sorted((*reader.read_outside(mine), *spoken), key=lambda s: (s.low, s.high))
        return said


@dataclass(slots=True)
class _Sentence:
    """One sentence being read."""

    speech: Speech
    tree: Tree
    cues: Sequence[Cue]
    quotes: Sequence[Quote]
    told: set[int]
    """The verbs of cues whose content is a quotation."""

    def read_piece(self, piece: QuotedPiece, trees: Sequence[Tree]) -> list[Said]:
        """The part of a quotation that stands in this sentence."""
        voice = self._quoting(piece, trees)
        top = top_of(self.tree, piece.low, piece.high)
        if piece.cue_at is not None and not self._has_predicate(piece.low, piece.high):
            cue = piece.cue_at[1]  # "described the plan as “a door left ajar”": a phrase, told by its cue
            fragment = Voice("mixed", voice.speakers, voice.cue, voice.act, voice.family)
            content = Content(piece.low, piece.high, top, "nominal")
            return [self._said(content, (fragment,), cue, quoted=True, rule="quoted-phrase")]
        return self._range(piece.low, piece.high, top, (voice,), quoted=True)

    def _has_predicate(self, low: int, high: int) -> bool:
        tree = self.tree
        return any(
            tree.tags[i] in ("VBD", "VBZ", "VBP", "MD", "VB") or (tree.pos[i] == "VERB" and tree.tags[i] == "")
            for i in range(low, high)
        )

    def _quoting(self, piece: QuotedPiece, trees: Sequence[Tree]) -> Voice:
        if piece.cue_at is None:
            carried = self.speech.last
            if carried is not None and carried.form != "document":
                return Voice("direct", carried.speakers, carried.cue, carried.act, carried.family)
            return Voice("direct", (), None, None)
        at, cue = piece.cue_at
        return self._voice(trees[at], cue, "direct")

    def read_outside(self, pieces: Sequence[QuotedPiece]) -> list[Said]:
        """What stands outside the quotations that are speech."""
        said: list[Said] = []
        low = 0
        bounds = [*((p.low, p.high) for p in pieces), (len(self.tree), len(self.tree))]
        ranges = []
        for start, end in bounds:
            if any(self.tree.pos[i] not in ("PUNCT", "SYM") for i in range(low, start)):
                ranges.append((low, start))
            low = end
        for start, end in ranges:
            top = top_of(self.tree, start, end)
            if not pieces:
                top = self.tree.root if start <= self.tree.root < end else top
            said += self._range(start, end, top, (self._ground(start, end, top),), quoted=False)
        return said

    def _ground(self, low: int, high: int, top: int) -> Voice:
        """The voice a sentence starts in: the document's, or the last speaker's where the sentence goes on for it.

        "It will also …" after "the ministry said" is still the ministry's word.
        """
        if self.speech.turn is not None:
            return self.speech.turn
        last = self.speech.last
        if last is None or last.form == "document" or not last.speakers or any(low <= c.verb < high for c in self.cues):
            return DOCUMENT
        subject = subject_of(self.tree, top)
        if (
            subject is None
            or self.tree.pos[subject] != "PRON"
            or self.tree.lemmas[subject] not in ("it", "he", "she", "they")
        ):
            return DOCUMENT
        willed = any(self.tree.words[k].lower() in ("will", "would", "'ll", "’ll") for k in self.tree.kids(top, "aux"))
        who = self.speech.discourse.who(self.tree, subject)
        same = any(w.name == s.name for w in who for s in last.speakers)
        return Voice("indirect", last.speakers, last.cue, last.act, "say") if willed and same else DOCUMENT

    def _range(self, low: int, high: int, top: int, voices: tuple[Voice, ...], *, quoted: bool) -> list[Said]:
        """Everything in tokens [low, high), whose main predicate is `top`."""
        inside = [c for c in self.cues if low <= c.verb and c.last < high]
        found = {c.verb: self._contents(c, inside, low, high) for c in inside} if len(voices) < _DEEPEST else {}
        inner = {
            c.verb
            for c in inside
            for o in inside
            if o is not c and any(k.frame != "nominal" and k.low <= c.verb < k.high for k in found.get(o.verb, ()))
        }
        said: list[Said] = []
        held: list[tuple[int, int]] = []
        reporting: set[int] = set()
        before: Cue | None = None
        for cue in inside:
            if cue.verb in self.told:
                reporting.add(cue.verb)
                before = cue
                continue
            contents = found.get(cue.verb, ())
            if cue.verb in inner or not contents:
                continue
            cue = self._lent_subject(cue, before)
            before = cue
            if self._same_voice(cue, voices) and self._subordinate(cue, top):
                continue  # "Recognizing the gap, we will …": how the voice does what it says, not what it says
            embedded = self.tree.relations[cue.verb] in ("acl", "acl:relcl") and cue.verb != top
            if self._same_voice(cue, voices):
                said += self._own_act(cue, contents, voices, low, high, quoted=quoted, embedded=embedded)
            else:
                said += self._reported(cue, contents, voices, quoted=quoted)
            if not embedded:
                reporting.add(cue.verb)
                if self.tree.relations[cue.verb] == "xcomp":  # "I would like to thank": the wish is part of the thanks
                    reporting.add(self.tree.heads[cue.verb])
                held += [(clause_start(self.tree, cue, low), cue.last + 1), *((k.low, k.high) for k in contents)]
        return said + self._told_plainly(low, high, top, voices, reporting, held, quoted=quoted)

    def _contents(self, cue: Cue, cues: Sequence[Cue], low: int, high: int) -> list[Content]:
        clausal = cue.unit is None and cue.lemma in self.speech.lexicon.clausal
        return [
            c
            for c in contents_of(self.tree, cue, cues, low, high)
            if c.low < c.high and (c.high <= cue.verb or c.low > cue.verb) and not (clausal and c.frame == "nominal")
        ]

    def _lent_subject(self, cue: Cue, before: Cue | None) -> Cue:
        """ "…, adding that": the participle speaks with the voice of the report before it, however it was attached."""
        bare = self.tree.tags[cue.verb] == "VBG" and not self.tree.kids(cue.verb, "nsubj") and not cue.nominal
        if not bare or before is None or before.subject is None or self.tree.relations[cue.verb] == "acl:relcl":
            return cue
        return Cue(cue.verb, cue.last, cue.act, cue.lemma, before.subject, cue.performative, cue.unit)

    def _same_voice(self, cue: Cue, voices: tuple[Voice, ...]) -> bool:
        """Whether the cue is an act of the voice it stands in ("said it hopes", "We welcome"), not another's speech."""
        voice = voices[-1]
        if cue.performative:
            return True
        if voice.form == "document" or cue.subject is None:
            return False
        who = self.speech.discourse.who(self.tree, cue.subject, voice.speakers)
        return any(w.name and w.name == s.name for w in who for s in voice.speakers)

    def _subordinate(self, cue: Cue, top: int) -> bool:
        return (
            cue.verb != top and self.tree.tags[cue.verb] == "VBG" and self.tree.relations[cue.verb] in ("advcl", "acl")
        )

    def _own_act(
        self,
        cue: Cue,
        contents: Sequence[Content],
        voices: tuple[Voice, ...],
        low: int,
        high: int,
        *,
        quoted: bool,
        embedded: bool,
    ) -> list[Said]:
        """An act of the voice itself. In the document's voice its words are the cue; in a quotation they are content."""
        if voices[-1].form != "document" and cue.act == "say" and not cue.performative:
            # "the ministry said that …, but it said that …": the same word again, no voice more
            return [
                s
                for c in contents
                if c.frame == "clause"
                for s in self._range(c.low, c.high, c.head, voices, quoted=quoted)
            ]
        if voices[-1].form != "document":
            start = min(clause_start(self.tree, cue, low), cue.verb)
            content = contents[0]
            stop = max(content.high, cue.last + 1)
            return [
                self._said(
                    Content(start, stop, content.head, content.frame, content.agent, content.addressee),
                    voices,
                    cue,
                    quoted=quoted,
                    rule="own-act",
                )
            ]
        span = (self.tree.starts[cue.verb], self.tree.ends[cue.last])
        voice = Voice("document", (), span, cue.lemma, cue.act)
        return [s for c in contents for s in self._split(c, (voice,), cue, quoted=quoted, rule="performative")]

    def _reported(
        self, cue: Cue, contents: Sequence[Content], voices: tuple[Voice, ...], *, quoted: bool
    ) -> list[Said]:
        said: list[Said] = []
        self._note_own_report(cue, contents)
        for content in contents:
            form = "mixed" if self._mixes(content) else "indirect"
            voice = self._voice(self.tree, cue, form)
            chain = (voice,) if voices[-1].form == "document" else (*voices, voice)
            if content.frame == "clause":
                for s in self._range(content.low, content.high, content.head, chain, quoted=quoted):
                    said.append(s if s.family or s.voices != chain else self._under(s, cue, content))
            else:
                said += self._split(content, chain, cue, quoted=quoted, rule=f"report-{content.frame}")
            if cue.act == "agree" and content.frame == "infinitive" and _several(voice.speakers):
                whole = Content(clause_start(self.tree, cue), content.high, cue.verb, "clause")
                said.append(self._said(whole, voices, None, quoted=quoted, rule="agreement"))
        return said

    def _note_own_report(self, cue: Cue, contents: Sequence[Content]) -> None:
        """ "The ministry will publish it, it said": the body that the content is about speaks of itself."""
        if cue.subject is None or self.tree.lemmas[cue.subject] != "it" or contents[0].high > cue.verb:
            return
        subject = subject_of(self.tree, contents[0].head)
        for f in self.speech.discourse.who(self.tree, subject) if subject is not None else ():
            if f.kind == "organisation":
                self.speech.discourse.spoke(f)

    def _under(self, s: Said, cue: Cue, content: Content) -> Said:
        """A clause told by a cue remembers which."""
        return Said(
            s.tree,
            s.low,
            s.high,
            s.head,
            s.frame,
            s.voices,
            cue.act,
            cue.lemma,
            s.agent,
            content.addressee,
            s.quoted,
            ("report-clause",),
        )

    def _split(self, content: Content, voices: tuple[Voice, ...], cue: Cue, *, quoted: bool, rule: str) -> list[Said]:
        """One Said a predicate, where a content joins several verbs; nouns that are joined stay one."""
        if content.frame == "nominal" or self.tree.pos[content.head] not in ("VERB", "AUX"):
            return [self._said(content, voices, cue, quoted=quoted, rule=rule)]
        heads = [h for h in predicates(self.tree, content.head, content.low, content.high) if h >= content.head]
        said = []
        for n, head in enumerate(heads):
            low = content.low if n == 0 else left_edge(self.tree, head, content.low)
            high = left_edge(self.tree, heads[n + 1], content.low) if n + 1 < len(heads) else content.high
            if n and low < head and self.tree.words[low].lower() == "to":
                low += 1  # "agreed to hold … and to publish": the mark is none of the content
            part = Content(low, max(high, low + 1), head, content.frame, content.agent, content.addressee)
            said.append(self._said(part, voices, cue, quoted=quoted, rule=rule))
        return said

    def _said(self, c: Content, voices: tuple[Voice, ...], cue: Cue | None, *, quoted: bool, rule: str) -> Said:
        low, high = self._trimmed(c.low, c.high)
        family, lemma = (cue.act, cue.lemma) if cue else (None, None)
        performer = cue.subject if cue and rule in ("own-act", "performative") else None
        return Said(
            self.tree,
            low,
            high,
            c.head,
            c.frame,
            voices,
            family,
            lemma,
            c.agent,
            c.addressee,
            quoted,
            (rule,),
            performer,
        )

    def _told_plainly(
        self,
        low: int,
        high: int,
        top: int,
        voices: tuple[Voice, ...],
        reporting: set[int],
        held: Sequence[tuple[int, int]],
        *,
        quoted: bool,
    ) -> list[Said]:
        """The predicates of the range that no report holds, each from the end of what stands before it."""
        heads = [
            h
            for h in self._main_predicates(top, low, high)
            if h not in reporting and not any(a <= h < b for a, b in held)
        ]
        stops = sorted({*(a for a, _ in held), *(left_edge(self.tree, h, low) for h in heads)})
        said = []
        for n, head in enumerate(heads):
            start = self._start_of(head, low, heads[:n], held)
            later = [s for s in stops if s > head]
            stop = min(later, default=high)
            if start < stop:
                part = Content(start, stop, head, "clause")
                said.append(self._said(part, voices, None, quoted=quoted, rule="plain"))
        return said

    def _main_predicates(self, top: int, low: int, high: int) -> list[int]:
        heads = predicates(self.tree, top, low, high)
        if len(self.tree) > LONGEST:
            return heads[:1]
        for head in list(heads):
            heads += [
                k
                for k in self.tree.kids(head, "parataxis")
                if low <= k < high and self.tree.pos[k] == "VERB" and self.tree.kids(k, "nsubj")
            ]
        return sorted(set(heads))

    def _start_of(self, head: int, low: int, earlier: Sequence[int], held: Sequence[tuple[int, int]]) -> int:
        floor = max((b for _, b in held if b <= head), default=low)
        if earlier:
            floor = max(floor, left_edge(self.tree, head, earlier[-1] + 1))
        return floor

    def _trimmed(self, low: int, high: int) -> tuple[int, int]:
        """The range without joining words and marks at its edges."""
        tree = self.tree
        while low < high - 1 and (
            tree.pos[low] in ("PUNCT", "CCONJ", "SYM")
            or (tree.words[low].lower() == "that" and tree.relations[low] == "mark")
        ):
            if tree.words[low] in ("(", "[", "“", '"', "‘", "'", "$", "#", "£", "€"):
                break
            low += 1
        while high - 1 > low and (
            tree.pos[high - 1] in ("CCONJ", "SCONJ")
            or (tree.pos[high - 1] == "PUNCT" and tree.words[high - 1] not in (")", "]", "”", '"', "’", "'", "…", "%"))
        ):
            high -= 1
        return low, high

    def _mixes(self, content: Content) -> bool:
        """Whether the content keeps words of the speaker's in quotation marks."""
        start, end = self.tree.starts[content.low], self.tree.ends[content.high - 1]
        text = self.speech.text
        for quote in self.quotes:
            if start - 1 <= quote.outer_start < end and quote.double:
                words = text[quote.start : quote.end].split()
                label = bool(words) and all(w[:1].isupper() or not w[:1].isalpha() or len(w) < 4 for w in words)
                repeated = text.count(text[quote.start : quote.end].strip(" ,."), 0, 200_000) > 1
                if not label and not repeated:
                    return True
        return False

    def _voice(self, tree: Tree, cue: Cue, form: str) -> Voice:
        speakers: tuple[Found, ...] = ()
        if cue.subject is not None:
            within = self.speech.last.speakers if self.speech.last else ()
            speakers = tuple(f for f in self.speech.discourse.who(tree, cue.subject, within))
        self.speech.discourse.stood_together(speakers)
        for f in speakers:
            if f.name:
                self.speech.discourse.spoke(f)
        span = (tree.starts[cue.verb], tree.ends[cue.last])
        voice = Voice(
            "direct" if form == "direct" else "mixed" if form == "mixed" else "indirect",
            speakers,
            span,
            cue.lemma,
            cue.act,
        )
        if not cue.nominal:
            self.speech.last = voice
        return voice


def _several(speakers: Sequence[Found]) -> bool:
    """Whether more than one party speaks: then what they agree to is an agreement, not one side's resolve."""
    sides = {
        "sides",
        "side",
        "leaders",
        "countries",
        "governments",
        "parties",
        "koreas",
        "ministers",
        "allies",
        "nations",
    }
    return len({f.state or f.name for f in speakers}) > 1 or any(
        f.kind == "group" and f.name.split()[-1].lower() in sides for f in speakers
    )
