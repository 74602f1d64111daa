"""Whose voice words are said in: whom a cue names, who spoke last, whose turn it is, or the document's own."""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.reading.en.chains import Discourse
from dragoman.reading.en.clauses import subject_of
from dragoman.reading.en.contents import Content, addressee_of
from dragoman.reading.en.cues import Cue
from dragoman.reading.en.lexicon import Lexicon
from dragoman.reading.en.mentions import Found
from dragoman.reading.en.said import DOCUMENT, Voice
from dragoman.reading.en.tree import Tree
from dragoman.record import AttributionForm

_NEAR = 300
"""Code points behind a cue within which a pronoun can still mean who spoke there: a sentence or two."""
_FITTING = {
    "it": frozenset({"organisation", "state"}),
    "he": frozenset({"person", "office"}),
    "she": frozenset({"person", "office"}),
    "they": frozenset({"group"}),
}


@dataclass(slots=True)
class Floor:
    """Who has the floor in a document, carried from sentence to sentence."""

    lexicon: Lexicon
    discourse: Discourse
    last: Voice | None = None
    """The last voice that a cue gave."""
    turn: Voice | None = None
    """In a transcript, whose turn it is: everything until the next label is that speaker's own words."""

    def voice(self, tree: Tree, cue: Cue, form: AttributionForm) -> Voice:
        """The voice that a cue gives; who speaks in it is noted for the pronouns that follow."""
        within = self.last.speakers if self.last else ()
        speakers = self.discourse.who(tree, cue.subject, within) if cue.subject is not None else ()
        if cue.subject is not None and not any(f.name for f in speakers):
            speakers = self._goes_on(tree, cue.subject) or speakers
        self.discourse.stood_together(speakers)
        for f in speakers:
            if f.name:
                self.discourse.spoke(f)
        heard = addressee_of(tree, cue, len(tree)) if cue.act == "say" and not cue.nominal else None
        hearers = self.discourse.who(tree, heard, speakers) if heard is not None else ()
        voice = Voice(form, speakers, (tree.starts[cue.verb], tree.ends[cue.last]), cue.lemma, cue.act, hearers=hearers)
        if not cue.nominal:
            self.last = voice
        return voice

    def _goes_on(self, tree: Tree, subject: int) -> tuple[Found, ...]:
        """ "The union said …. It also said …": a pronoun nobody could resolve, right behind a voice that fits it."""
        fits = _FITTING.get(tree.words[subject].lower())
        last = self.last
        if fits is None or last is None or last.cue is None or len(last.speakers) != 1:
            return ()
        near = 0 < tree.starts[subject] - last.cue[1] < _NEAR
        return last.speakers if near and last.speakers[0].kind in fits and last.speakers[0].name else ()

    def carried(self) -> Voice:
        """The voice of a quotation that no cue introduces: the last speaker's, or somebody's nobody names."""
        if self.turn is not None:
            return self.turn
        if self.last is None or self.last.form == "document":
            return Voice("direct", (), None, None)
        return Voice("direct", self.last.speakers, self.last.cue, self.last.act, self.last.family)

    def ground(self, tree: Tree, top: int, *, reports: bool) -> Voice:
        """The voice a sentence starts in: the document's, or the last speaker's where the sentence goes on for it.

        "It will also …" after "the ministry said" is still the ministry's word. `reports`: it has a cue of its own.
        """
        if self.turn is not None:
            return self.turn
        last = self.last
        if last is None or last.form == "document" or not last.speakers or reports:
            return DOCUMENT
        subject = subject_of(tree, top)
        if subject is None or tree.pos[subject] != "PRON" or tree.lemmas[subject] not in ("it", "he", "she", "they"):
            return DOCUMENT
        willed = any(tree.words[k].lower() in ("will", "would", "'ll", "’ll") for k in tree.kids(top, "aux"))
        who = self.discourse.who(tree, subject)
        same = any(w.name == s.name for w in who for s in last.speakers)
        return Voice("indirect", last.speakers, last.cue, last.act, "say") if willed and same else DOCUMENT

    def is_act_of(self, voice: Voice, tree: Tree, cue: Cue) -> bool:
        """Whether the cue is an act of this voice itself ("said it hopes", "We welcome"), not another's speech."""
        if cue.performative:
            return True
        if voice.form == "document" or cue.subject is None:
            return False
        who = self.discourse.who(tree, cue.subject, voice.speakers)
        return any(w.name and w.name == s.name for w in who for s in voice.speakers)

    def note_own_report(self, tree: Tree, cue: Cue, contents: Sequence[Content]) -> None:
        """ "The ministry will publish it, it said": the body that the content is about speaks of itself."""
        if cue.subject is None or tree.lemmas[cue.subject] != "it" or contents[0].high > cue.verb:
            return
        subject = subject_of(tree, contents[0].head)
        for f in self.discourse.who(tree, subject) if subject is not None else ():
            if f.kind == "organisation":
                self.discourse.spoke(f)

    def several(self, voice: Voice) -> bool:
        """Whether more than one party speaks: what they agree to is an agreement, not one side's resolve."""
        if len({f.state or f.name for f in voice.speakers}) > 1:
            return True
        nouns = self.lexicon.words["nouns.several"]
        return any(f.kind == "group" and {f.head, *f.name.lower().split()[-1:]} & nouns for f in voice.speakers)
