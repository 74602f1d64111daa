"""What one sentence says, and in whose voices.

A range of tokens is read under the voices it stands in. Reports in it are read first, each content again under one
voice more; what no report holds is told by the range's own voice. So nesting has no depth of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dragoman.reading.en.clauses import OCCASIONS, left_edge, predicates
from dragoman.reading.en.contents import Content, clause_start, contents_of, top_of
from dragoman.reading.en.cues import LONGEST, Cue
from dragoman.reading.en.quotations import QuotedPiece
from dragoman.reading.en.quotes import Quote
from dragoman.reading.en.said import Said, Voice
from dragoman.reading.en.tree import Tree
from dragoman.reading.en.voices import Floor
from dragoman.record import AttributionForm

_DEEPEST = 6
"""How many voices may stand inside one another; deeper nesting is a fault of the parse, not of the text."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "VB"})
# Marks that stay with a content although they stand at its edge.
_OPENING = frozenset({"(", "[", "“", '"', "‘", "'", "$", "#", "£", "€"})
_CLOSING = frozenset({")", "]", "”", '"', "’", "'", "…", "%"})
# How much of a text is searched for a quoted phrase that comes again: then it is a name, not somebody's wording.
_SEARCHED = 200_000

_Chain = tuple[Voice, ...]
"""Voices from the outermost to the one that speaks."""


@dataclass(slots=True)
class _Held:
    """What the reports of a range hold: their verbs, and the tokens of their cues and contents."""

    verbs: set[int]
    spans: list[tuple[int, int]]

    def holds(self, token: int) -> bool:
        """Whether a report holds the token."""
        return token in self.verbs or any(low <= token < high for low, high in self.spans)


@dataclass(frozen=True, slots=True)
class SentenceReader:
    """One sentence being read. `quoting` are the verbs of cues whose content is a quotation."""

    text: str
    tree: Tree
    cues: Sequence[Cue]
    quotes: Sequence[Quote]
    quoting: frozenset[int]
    floor: Floor
    cut: tuple[int, int] | None = None
    """Tokens of a cue inside what it reports ("is said to"): no part of any content."""

    def read_piece(self, piece: QuotedPiece, trees: Sequence[Tree]) -> list[Said]:
        """The part of a quotation that stands in this sentence; its cue may stand in another of `trees`."""
        at, cue = piece.cue_at or (None, None)
        voice = self.floor.carried() if at is None or cue is None else self.floor.voice(trees[at], cue, "direct")
        above = () if cue is None else self._voices_above(trees[at or 0], cue, own=trees[at or 0] is self.tree)
        top = top_of(self.tree, piece.low, piece.high)
        if cue is not None and not self._has_predicate(piece.low, piece.high):
            # "described the plan as “a door left ajar”": a phrase, told by its cue; "“Never again,” she said" is whole
            content = Content(piece.low, piece.high, top, "nominal")
            span = self.tree.starts[piece.low], self.tree.ends[piece.high - 1]
            form: AttributionForm = "direct" if piece.whole else "indirect" if self._names_something(*span) else "mixed"
            chain = (*above, replace(voice, form=form))
            return [self._said(content, chain, cue, quoted=True, rule="quoted-phrase")]
        return self._range(piece.low, piece.high, top, (*above, voice), quoted=True)

    def _voices_above(self, tree: Tree, cue: Cue, *, own: bool) -> _Chain:
        """Who reports the cue of a quotation: whose turn it is, and a report around it in the same sentence."""
        turn = () if self.floor.turn is None else (self.floor.turn,)
        if not own:
            return turn
        for below, verb in pairwise((cue.verb, *tree.ancestors(cue.verb))):
            outer = next((c for c in self.cues if c.verb == verb and not c.nominal), None)
            inside = any(q.start <= tree.starts[verb] < q.end for q in self.quotes)
            another = outer is not None and outer.subject != cue.subject and not inside
            held = ("obj", "nmod", "obl") if cue.nominal else ("ccomp",)
            if outer is not None and another and tree.relations[below] in held and verb < cue.verb:
                return (*turn, self.floor.voice(tree, outer, "indirect"))
        return turn

    def read_outside(self, pieces: Sequence[QuotedPiece]) -> list[Said]:
        """What stands outside the quotations that are speech."""
        said: list[Said] = []
        for low, high in self._between(pieces):
            top = top_of(self.tree, low, high)
            if not pieces and low <= self.tree.root < high:
                top = self.tree.root
            reports = any(low <= c.verb < high for c in self.cues)
            ground = self.floor.ground(self.tree, top, reports=reports)
            said += self._range(low, high, top, (ground,), quoted=False)
        return said

    def _between(self, pieces: Sequence[QuotedPiece]) -> list[tuple[int, int]]:
        """The ranges of words that no piece takes."""
        ranges = []
        low = 0
        for start, end in (*((p.low, p.high) for p in pieces), (len(self.tree), len(self.tree))):
            if any(self.tree.pos[i] not in ("PUNCT", "SYM") for i in range(low, start)):
                ranges.append((low, start))
            low = end
        return ranges

    def _has_predicate(self, low: int, high: int) -> bool:
        tags, pos = self.tree.tags, self.tree.pos
        return any(tags[i] in _FINITE or (pos[i] == "VERB" and tags[i] == "") for i in range(low, high))

    def _range(self, low: int, high: int, top: int, voices: _Chain, *, quoted: bool) -> list[Said]:
        """Everything in tokens [low, high), whose main predicate is `top`."""
        aside = self._report_aside(low, high)
        if aside is not None:
            return self._around(aside, low, high, top, voices, quoted=quoted)
        inside = [c for c in self.cues if low <= c.verb and c.last < high]
        found = {c.verb: self._contents(c, inside, low, high) for c in inside} if len(voices) < _DEEPEST else {}
        inner = _inner(inside, found)
        said: list[Said] = []
        held = _Held(set(), [])
        before: Cue | None = None
        for cue in inside:
            if cue.verb in self.quoting:
                held.verbs.add(cue.verb)
                before = cue
                continue
            contents = found.get(cue.verb, ())
            if cue.verb in inner or not contents:
                silent = cue.unit is not None and self.tree.pos[cue.last] == "NOUN" and not contents
                if silent or self._brings_in_a_quotation(cue):
                    held.verbs.add(cue.verb)  # "gave a guarded reply": an act of speech that tells nothing
                continue
            cue = before = self._lent_subject(cue, before)
            own = self.floor.is_act_of(voices[-1], self.tree, cue)
            if own and self._subordinate(cue, top):
                continue  # "Recognizing the gap, we will …": how the voice does what it says, not what it says
            embedded = self.tree.relations[cue.verb] in ("acl", "acl:relcl") and cue.verb != top
            embedded = embedded and not self._leads_to(cue.verb)
            said += (
                self._own_act(cue, contents, voices, low, quoted=quoted)
                if own
                else self._reported(cue, contents, voices, quoted=quoted)
            )
            if not embedded:
                self._hold(held, cue, contents, low)
        return said + self._told_plainly(low, high, top, voices, held, quoted=quoted)

    def _report_aside(self, low: int, high: int) -> Cue | None:
        """The cue of a report that stands between commas in the middle of the range."""
        reports = [a for a in self.tree.asides if a.report and low < a.low and a.high < high]
        return next((c for a in reports for c in self.cues if a.low <= c.verb < a.high), None)

    def _around(self, cue: Cue, low: int, high: int, top: int, voices: _Chain, *, quoted: bool) -> list[Said]:
        """ "The plan, Kim said, would fail": the whole range but the report itself is what it reports."""
        rest = replace(self, cues=[c for c in self.cues if c is not cue])
        if cue.verb in self.quoting or self.floor.is_act_of(voices[-1], self.tree, cue):
            return rest._range(low, high, top, voices, quoted=quoted)
        content = Content(low, high, top, "clause")
        self.floor.note_own_report(self.tree, cue, [content])
        voice = self.floor.voice(self.tree, cue, "mixed" if self._mixes(content) else "indirect")
        chain = (voice,) if voices[-1].form == "document" else (*voices, voice)
        said = rest._range(low, high, top, chain, quoted=quoted)
        return [s if s.family or s.voices != chain else _under(s, cue, content) for s in said]

    def _hold(self, held: _Held, cue: Cue, contents: Sequence[Content], low: int) -> None:
        held.verbs.add(cue.verb)
        at = cue.verb
        while self.tree.relations[at] in ("xcomp", "acl", "advcl", "obj") and self._leads_to(at):
            at = self.tree.heads[at]  # "I would like to (take this opportunity to) thank": the wish is part of it
            held.verbs.add(at)
        held.spans += [(clause_start(self.tree, cue, low), cue.last + 1), *((k.low, k.high) for k in contents)]

    def _leads_to(self, at: int) -> bool:
        """Whether the word above `at` only leads to the act of speech below: a wish, or an occasion that is taken."""
        tree, up = self.tree, self.tree.heads[at]
        if tree.relations[at] in ("acl", "advcl"):
            return any(tree.lemmas[k] in OCCASIONS for k in (up, *tree.kids(up, "obj")))
        return tree.relations[at] == "xcomp" or tree.lemmas[at] in OCCASIONS

    def _contents(self, cue: Cue, cues: Sequence[Cue], low: int, high: int) -> list[Content]:
        aside = self.tree.aside_of(cue.verb)
        if aside is not None:
            low, high = max(low, aside.low + 1), min(high, aside.high - 1)
        lexicon = self.floor.lexicon
        clausal = (
            (cue.lemma in lexicon.clausal) if cue.unit is None else cue.unit.verb in lexicon.frames["clause_units"]
        )
        return [
            c
            for c in contents_of(self.tree, cue, cues, low, high)
            if c.low < c.high
            and not self._is_no_matter_of_speech(cue, c)
            and not (c.frame == "nominal" and self._brings_in_a_quotation(cue))
            and (c.high <= cue.verb or c.low > cue.verb or c.cut)
            and not (clausal and c.frame == "nominal")
        ]

    def _brings_in_a_quotation(self, cue: Cue) -> bool:
        """ "Recalling X's message that “…”": its object is the cue of a quotation."""
        objects = self.tree.kids(cue.verb, "obj") if self.quoting else ()
        return any(not self.quoting.isdisjoint(self.tree.subtree(k)) for k in objects)

    def _is_no_matter_of_speech(self, cue: Cue, c: Content) -> bool:
        """ "Spoke on condition of anonymity" tells how somebody spoke; "shared ten million doses" is a deed."""
        if c.frame == "clause":
            return False
        if cue.lemma == "share" and c.frame == "nominal" and self.tree.kids(c.head, "nummod"):
            return True
        return "anonymity" in self.tree.lemmas[c.low : min(c.high, c.low + 4)]

    def _lent_subject(self, cue: Cue, before: Cue | None) -> Cue:
        """ "…, adding that": the participle speaks with the voice of the report before it, however it was attached."""
        bare = self.tree.tags[cue.verb] == "VBG" and not self.tree.kids(cue.verb, "nsubj") and not cue.nominal
        if not bare or before is None or before.subject is None or self.tree.relations[cue.verb] == "acl:relcl":
            return cue
        return replace(cue, subject=before.subject)

    def _subordinate(self, cue: Cue, top: int) -> bool:
        participle = self.tree.tags[cue.verb] == "VBG" and self.tree.relations[cue.verb] in ("advcl", "acl")
        return participle and cue.verb != top

    def _own_act(self, cue: Cue, contents: Sequence[Content], voices: _Chain, low: int, *, quoted: bool) -> list[Said]:
        """An act of the voice itself. In the document's voice its words are the cue, in a quotation content."""
        if voices[-1].form == "document":
            span = (self.tree.starts[cue.verb], self.tree.ends[cue.last])
            chain = (Voice("document", (), span, cue.lemma, cue.act),)
            return [s for c in contents for s in self._split(c, chain, cue, quoted=quoted, rule="performative")]
        if cue.act == "say" and not cue.performative:
            # "the ministry said that …, but it said that …": the same word again, no voice more
            clauses = [c for c in contents if c.frame == "clause"]
            return [s for c in clauses for s in self._range(c.low, c.high, c.head, voices, quoted=quoted)]
        start = min(clause_start(self.tree, cue, low), cue.verb)
        act = replace(contents[0], low=start, high=max(contents[0].high, cue.last + 1))
        return [self._said(act, voices, cue, quoted=quoted, rule="own-act")]

    def _reported(self, cue: Cue, contents: Sequence[Content], voices: _Chain, *, quoted: bool) -> list[Said]:
        """What another voice says: clauses are read again under it, everything else is told as it stands."""
        said: list[Said] = []
        self.floor.note_own_report(self.tree, cue, contents)
        above = () if voices[-1].form == "document" else voices
        if cue.quoter is not None:
            above = (*above, self.floor.voice(self.tree, replace(cue, last=cue.verb, subject=cue.quoter), "indirect"))
        spoken = self.floor.voice(self.tree, cue, "indirect")
        for content in contents:
            voice = replace(spoken, form="mixed" if self._mixes(content) else "indirect")
            chain = (*above, voice)
            if content.frame == "clause":
                inner = replace(self, cut=content.cut, cues=[c for c in self.cues if c is not cue])
                for s in inner._range(content.low, content.high, content.head, chain, quoted=quoted):
                    said.append(s if s.family or s.voices != chain else _under(s, cue, content))
            else:
                said += self._split(content, chain, cue, quoted=quoted, rule=f"report-{content.frame}")
            if cue.act == "agree" and content.frame != "nominal" and self.floor.several(voice):
                if content.frame == "clause":  # "agreed that sanctions stay": agreed, and promised where they "will"
                    said = [s for s in said if s.voices != chain or _is_willed(s)]
                whole = Content(clause_start(self.tree, cue), content.high, cue.verb, "clause")
                said.append(self._said(whole, voices, None, quoted=quoted, rule="agreement"))
        return said

    def _split(self, content: Content, voices: _Chain, cue: Cue, *, quoted: bool, rule: str) -> list[Said]:
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
            part = replace(content, low=low, high=max(high, low + 1), head=head)
            said.append(self._said(part, voices, cue, quoted=quoted, rule=rule))
        return said

    def _said(self, c: Content, voices: _Chain, cue: Cue | None, *, quoted: bool, rule: str) -> Said:
        low, high = self._outside_report(c.head, *self._trimmed(c.low, c.high))
        low, high = self._trimmed(low, high)
        return Said(
            tree=self.tree,
            low=low,
            high=high,
            head=c.head,
            frame=c.frame,
            voices=voices,
            family=cue.act if cue else None,
            lemma=cue.lemma if cue else None,
            agent=c.agent,
            addressee=c.addressee,
            quoted=quoted,
            rules=(rule,),
            performer=cue.subject if cue and rule in ("own-act", "performative") else None,
            cuts=self._cuts(c.head, low, high),
        )

    def _told_plainly(self, low: int, high: int, top: int, voices: _Chain, held: _Held, *, quoted: bool) -> list[Said]:
        """The predicates of the range that no report holds, each from the end of what stands before it."""
        heads = [h for h in self._main_predicates(top, low, high) if not held.holds(h)]
        stops = sorted({*(start for start, _ in held.spans), *(left_edge(self.tree, h, low) for h in heads)})
        said = []
        for n, head in enumerate(heads):
            start = max((end for _, end in held.spans if end <= head), default=low)
            if n:
                start = max(start, left_edge(self.tree, head, heads[n - 1] + 1))
            stop = min((s for s in stops if s > head), default=high)
            if start < stop:
                part = Content(start, stop, head, "clause")
                said.append(self._said(part, voices, None, quoted=quoted, rule="plain"))
        return said

    def _main_predicates(self, top: int, low: int, high: int) -> list[int]:
        """`top`, the verbs joined to it, and those set beside it with subjects of their own."""
        heads = predicates(self.tree, top, low, high)
        if len(self.tree) > LONGEST:
            return heads[:1]
        reports = [a for a in self.tree.asides if a.report and not a.low <= top < a.high]
        apart = {k for a in reports for k in range(a.low, a.high)}
        beside = [k for head in heads for k in self.tree.kids(head, "parataxis") if low <= k < high and k not in apart]
        beside += [k for k in range(top + 1, high) if self._is_second_that(k, low)]
        return sorted({*heads, *(k for k in beside if self.tree.pos[k] == "VERB" and self.tree.kids(k, "nsubj"))})

    def _is_second_that(self, k: int, low: int) -> bool:
        """ "(Said) that …, and that …": the second clause, joined by the parse to the verb that reports both."""
        tree = self.tree
        that = any(tree.words[m].lower() == "that" for m in tree.kids(k, "mark"))
        return that and tree.relations[k] == "conj" and tree.heads[k] < low

    def _trimmed(self, low: int, high: int) -> tuple[int, int]:
        """The range without joining words and marks at its edges."""
        tree = self.tree
        while low < high - 1 and tree.words[low] not in _OPENING and self._joins(low):
            low += 1
        while high - 1 > low and (
            tree.pos[high - 1] in ("CCONJ", "SCONJ")
            or (tree.pos[high - 1] == "PUNCT" and tree.words[high - 1] not in _CLOSING)
        ):
            high -= 1
        return low, high

    def _cuts(self, head: int, low: int, high: int) -> tuple[tuple[int, int], ...]:
        """The cues that interrupt tokens [low, high)."""
        reports = (a for a in self.tree.asides if a.report and not a.low <= head < a.high)
        cuts = [(a.low, a.high) for a in reports] + ([self.cut] if self.cut else [])
        return tuple(sorted((start, end) for start, end in cuts if low < start and end < high))

    def _outside_report(self, head: int, low: int, high: int) -> tuple[int, int]:
        """The range of a content without a report at its edge that its head does not stand in."""
        for a in self.tree.asides:
            if a.report and not a.low <= head < a.high:
                low = a.high if a.low <= low < a.high < high else low
                high = a.low if low < a.low < high <= a.high else high
        return low, high

    def _joins(self, i: int) -> bool:
        """Whether the token at the head of a content only joins it to what stands before."""
        that = self.tree.words[i].lower() == "that" and self.tree.relations[i] == "mark"
        paired = self.tree.words[i].lower() in ("both", "either", "neither")  # "both armies"
        return that or (self.tree.pos[i] in ("PUNCT", "CCONJ", "SYM") and not paired)

    def _mixes(self, content: Content) -> bool:
        """Whether the content keeps words of the speaker's in quotation marks."""
        start, end = self.tree.starts[content.low], self.tree.ends[content.high - 1]
        inside = (q for q in self.quotes if q.double and start - 1 <= q.outer_start < end)
        return any(not self._names_something(q.start, q.end) for q in inside)

    def _names_something(self, start: int, end: int) -> bool:
        """Whether what is quoted is a name in capitals, or a phrase that the text uses again."""
        quoted = self.text[start:end]
        words = quoted.split()
        if words and all(w[:1].isupper() or not w[:1].isalpha() or len(w) < 4 for w in words):
            return True
        return self.text.count(quoted.strip(" ,."), 0, _SEARCHED) > 1


def _inner(cues: Sequence[Cue], contents: Mapping[int, Sequence[Content]]) -> set[int]:
    """The verbs of cues that stand in the content of another: they are read when that content is."""
    return {
        c.verb
        for c in cues
        for o in cues
        if o is not c and any(k.frame != "nominal" and k.low <= c.verb < k.high for k in contents.get(o.verb, ()))
    }


def _is_willed(s: Said) -> bool:
    """ "(Agreed that they) will meet again": what several promise one another."""
    return any(s.tree.words[k].lower() in ("will", "would", "shall") for k in s.tree.kids(s.head, "aux"))


def _under(s: Said, cue: Cue, content: Content) -> Said:
    """A clause told by a cue remembers which."""
    return replace(s, family=cue.act, lemma=cue.lemma, addressee=content.addressee, rules=("report-clause",))
