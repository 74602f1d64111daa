"""Gold trees for what official prose does and the treebanks seldom show, from a small grammar of ours.

Posts, names and deeds are invented. Each function builds one construction whose tree we can stand behind: titles
before names in Korean order, appositive posts, subjects with stacked prepositional phrases, a second cue after a
relative clause, "the need for X to do Y", inverted and interrupted speech, passives of "urge" and "ask".
Annotation follows UD English: a title is nmod:desc of the name, the addressee of "urge" iobj, a quotation ccomp.
"""

from __future__ import annotations

import random
from itertools import pairwise

from nodes import Node, lay_out, punct, word
from phrases import WORDS, Phrases
from treebank import Gold

SAYING = WORDS["saying"]
STRESSING = WORDS["stressing"]
URGING = WORDS["urging"]
INTENDING = WORDS["intending"]
TIMES = WORDS["times"]


class Grammar(Phrases):
    """Draws cues with what they bring, and whole sentences of them."""

    # speech

    def cue(self, subject: Node | None, *, relation: str = "root") -> Node:
        """A cue with what it brings, without its place in the sentence."""
        kinds = (
            [self.says] * 5 + [self.stresses, self.urges, self.calls, self.intends] * 2 + [self.tells] * 2 + [self.asks]
        )
        make = self.pick(kinds)
        verb = make(relation)
        if subject is not None:
            verb.left.insert(0, subject)
            if self.some(0.12):
                verb.left.append(
                    word(self.pick(["also", "later", "further", "repeatedly", "strongly"]), "ADV", "RB", "advmod")
                )
        return verb

    def says(self, relation: str) -> Node:
        form, lemma, tag = self.pick(SAYING).split("|")
        verb = word(form, "VERB", tag, relation, lemma)
        if self.some(0.15):
            verb.right.append(word(self.pick(TIMES), "PROPN", "NNP", "obl:unmarked"))
        if self.some(0.15):
            verb.right.append(self.talks_phrase("obl"))
        quoted = self.some(0.15)
        content = self.clause("ccomp", that=not quoted and self.some(0.75))
        if quoted:
            verb.right.append(punct(","))
            content.left.insert(0, punct("“"))
            content.right.append(punct("”"))
        verb.right.append(content)
        return verb

    def tells(self, relation: str) -> Node:
        """ "told the envoys that …"."""
        form, lemma = self.pick(["told|tell", "told|tell", "informed|inform", "warned|warn", "assured|assure"]).split(
            "|"
        )
        verb = word(form, "VERB", "VBD", relation, lemma)
        hearer = word(self.pick(["reporters", "lawmakers", "officials", "envoys"]), "NOUN", "NNS", "iobj")
        hearer.lemma = hearer.form[:-1]
        verb.right = [hearer if self.some(0.4) else self.party("iobj"), self.clause("ccomp", that=self.some(0.9))]
        return verb

    def asks(self, relation: str) -> Node:
        """ "asked whether …", "explained why …", "did not say when …"."""
        form, lemma = self.pick(["asked|ask", "explained|explain", "discussed|discuss", "described|describe"]).split(
            "|"
        )
        verb = word(form, "VERB", "VBD", relation, lemma)
        content = self.clause("ccomp")
        lead = self.pick(["whether", "why", "when", "how"])
        mark = ("SCONJ", "IN", "mark") if lead == "whether" else ("ADV", "WRB", "advmod")
        content.left.insert(0, word(lead, *mark))
        verb.right = [content]
        return verb

    def stresses(self, relation: str) -> Node:
        form, lemma = self.pick(STRESSING).split("|")
        verb = word(form, "VERB", "VBD", relation, lemma)
        verb.right.append(self.need("obj"))
        return verb

    def urges(self, relation: str) -> Node:
        form, lemma = self.pick(URGING).split("|")
        verb = word(form, "VERB", "VBD", relation, lemma)
        verb.right += [self.party("iobj"), self.to_do("xcomp")]
        return verb

    def calls(self, relation: str) -> Node:
        verb = word("called", "VERB", "VBD", relation, "call")
        draw = self.chance.random()
        if draw < 0.4:
            whom = self.party("obl")
            whom.left.insert(0, word("on", "ADP", "IN", "case"))
            verb.right += [whom, self.to_do("xcomp")]
        elif draw < 0.7:
            verb.right.append(self.thing("obl", case="for"))
        else:
            verb.right.append(self.for_to("advcl"))
        return verb

    def intends(self, relation: str) -> Node:
        form, lemma = self.pick(INTENDING).split("|")
        verb = word(form, "VERB", "VBZ" if form.endswith("s") else "VBD", relation, lemma)
        verb.right.append(self.to_do("xcomp"))
        return verb

    def talks_phrase(self, relation: str) -> Node:
        """ "in a meeting with Japan", "at the talks in Seoul"."""
        noun = word(self.pick(["meeting", "speech", "statement", "briefing", "conference"]), "NOUN", "NN", relation)
        noun.left = [
            word(self.pick(["in", "at", "during"]), "ADP", "IN", "case"),
            word(self.pick(["a", "the"]), "DET", "DT", "det"),
        ]
        if noun.form == "meeting":
            who = self.party("nmod")
            who.left.insert(0, word("with", "ADP", "IN", "case"))
            noun.right = [who]
        elif self.some(0.5):
            noun.right = [self.land("nmod", case="in")]
        return noun

    # whole sentences

    def plain(self) -> Node:
        verb = self.cue(self.speaker())
        if self.some(0.2):
            verb.left[:0] = [self.talks_phrase("obl"), punct(",")]
        return _stopped(verb)

    def two_cues(self) -> Node:
        """One speaker, two cues: "said that … and urged …"; often past a relative clause."""
        verb = self.cue(self.speaker())
        second = self.cue(None, relation="conj")
        if self.some(0.4):
            second.left.append(word("also", "ADV", "RB", "advmod"))
        if self.some(0.3):
            second.left[:0] = [punct(",")]
        second.left.insert(1 if second.left[:1] and second.left[0].form == "," else 0, word("and", "CCONJ", "CC", "cc"))
        verb.right.append(second)
        return _stopped(verb)

    def met(self) -> Node:
        """ "met with X in Seoul and stressed …"."""
        verb = word(self.pick(["met", "talked", "spoke"]), "VERB", "VBD", "root")
        verb.lemma = {"met": "meet", "talked": "talk", "spoke": "speak"}[verb.form]
        whom = self.party("obl")
        whom.left.insert(0, word("with", "ADP", "IN", "case"))
        verb.left = [self.speaker()]
        verb.right = [whom]
        if self.some(0.3):
            verb.right.append(self.land("obl", case="in"))
        second = self.cue(None, relation="conj")
        second.left.insert(0, word("and", "CCONJ", "CC", "cc"))
        verb.right.append(second)
        return _stopped(verb)

    def quote_first(self) -> Node:
        """“…,” said X. / “…,” X said."""
        form, lemma, tag = self.pick(
            [s for s in SAYING if s.startswith(("said", "added", "warned", "explained", "noted", "stressed"))]
        ).split("|")
        verb = word(form, "VERB", tag, "root", lemma)
        content = self.clause("ccomp")
        marks = self.some(0.8)
        if marks:
            content.left.insert(0, punct("“"))
        content.right.append(punct(","))
        if marks:
            content.right.append(punct("”"))
        who = self.speaker()
        if self.some(0.5) and who.pos != "PRON":
            verb.left, verb.right = [content], [who]
        else:
            verb.left = [content, who]
        return _stopped(verb)

    def interrupted(self) -> Node:
        """ "The talks, she said, will resume in May."."""
        top = self.clause("root")
        cue = word(self.pick(["said", "added", "noted"]), "VERB", "VBD", "parataxis")
        cue.lemma = {"said": "say", "added": "add", "noted": "note"}[cue.form]
        who = self.pick([self.person, self.body])("nsubj")
        if who.pos == "PRON" or self.some(0.5):
            cue.left = [punct(","), who]
        else:
            cue.left, cue.right = [punct(",")], [who]
        cue.right.append(punct(","))
        top.left.insert(1, cue)
        return _stopped(top)

    def two_speakers(self) -> Node:
        """ "The council adopted the policy and its chief warned that …"."""
        verb = self.deed("root", "past", left=[self.body("nsubj")])
        who = word(self.pick(["chief", "head", "spokesman", "chair", "director"]), "NOUN", "NN", "nsubj")
        who.left = [word("its", "PRON", "PRP$", "nmod:poss")]
        second = self.cue(who if self.some(0.7) else self.person("nsubj"), relation="conj")
        second.left[:0] = [punct(",")] * self.some(0.4) + [word(self.pick(["and", "but"]), "CCONJ", "CC", "cc")]
        verb.right = [k for k in verb.right if k.relation != "conj"] + [second]
        return _stopped(verb)

    def passive(self) -> Node:
        """ "X was urged to … by Y", "talks were called for"."""
        form, lemma = self.pick(URGING).split("|")
        verb = word(form, "VERB", "VBN", "root", lemma)
        be = word("was", "AUX", "VBD", "aux:pass", "be")
        verb.left = [self.party("nsubj:pass"), be]
        verb.right = [self.to_do("xcomp")]
        if self.some(0.5):
            agent = self.party("obl:agent")
            agent.left.insert(0, word("by", "ADP", "IN", "case"))
            verb.right.insert(0, agent)
        return _stopped(verb)

    def sentence(self) -> Node:
        kinds = [self.plain] * 6 + [self.two_cues] * 3 + [self.met] * 2 + [self.quote_first] * 2
        kinds += [self.passive, self.interrupted, self.two_speakers]
        return self.pick(kinds)()


def _stopped(root: Node) -> Node:
    root.right.append(punct("."))
    return root


def generated(count: int, chance: random.Random) -> list[Gold]:
    """So many sentences of the grammar, no two marks of an appositive running into a full stop."""
    grammar = Grammar(chance)
    made: list[Gold] = []
    while len(made) < count:
        gold = lay_out(grammar.sentence(), f"template-{len(made)}")
        forms = [w.form for w in gold.words]
        pairs = pairwise(forms)
        if len(forms) < 60 and not any((a in ",“" and b in ",.”") or (a == "”" and b == "”") for a, b in pairs):
            made.append(gold)
    return made
