"""Gold trees for what official prose does and the treebanks seldom show, from a small grammar of ours.

Posts, names and deeds are invented. Each function builds one construction whose tree we can stand behind: titles
before names in Korean order, appositive posts, subjects with stacked prepositional phrases, a second cue after a
relative clause, "the need for X to do Y", inverted and interrupted speech, passives of "urge" and "ask".
Annotation follows UD English: a title is nmod:desc of the name, the addressee of "urge" iobj, a quotation ccomp.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from treebank import Gold, Word


@dataclass
class Node:
    """A word, its relation, and its dependents before and after it."""

    form: str
    lemma: str
    pos: str
    tag: str
    relation: str = "dep"
    left: list[Node] = field(default_factory=list)
    right: list[Node] = field(default_factory=list)

    def as_(self, relation: str) -> Node:
        return replace(self, relation=relation)


def lay_out(root: Node, name: str) -> Gold:
    """The words of a tree in order, with spaces as printed."""
    order: list[tuple[Node, Node | None]] = []

    def walk(node: Node, head: Node | None) -> None:
        for kid in node.left:
            walk(kid, node)
        order.append((node, head))
        for kid in node.right:
            walk(kid, node)

    walk(root.as_("root"), None)
    index = {id(node): i for i, (node, _) in enumerate(order)}
    words = []
    for i, (node, head) in enumerate(order):
        nxt = order[i + 1][0] if i + 1 < len(order) else None
        form = node.form[:1].upper() + node.form[1:] if i == 0 else node.form
        at = i if head is None else index[id(head)]
        words.append(Word(form, node.lemma, node.pos, node.tag, at, node.relation, _space(node, nxt)))
    return Gold(name, tuple(words))


def _space(node: Node, nxt: Node | None) -> bool:
    if nxt is None:
        return False
    return not (nxt.tag in (",", ".", "''", "POS", "-RRB-", ":") or node.tag in ("``", "-LRB-", "$"))


def punct(mark: str) -> Node:
    tags = {"“": "``", "”": "''", "(": "-LRB-", ")": "-RRB-", ";": ":", "--": ":"}
    return Node(mark, mark, "PUNCT", tags.get(mark, mark), "punct")


def word(form: str, pos: str, tag: str, relation: str, lemma: str = "") -> Node:
    return Node(form, lemma or form.lower(), pos, tag, relation)


_WORDS: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
SURNAMES = _WORDS["surnames"]
SYLLABLES = _WORDS["syllables"]
WESTERN = _WORDS["western"]
FAMILY = _WORDS["family"]
RANKS = _WORDS["ranks"]
FIELDS = _WORDS["fields"]
LANDS = _WORDS["lands"]
ADJECTIVES = _WORDS["adjectives"]
THINGS = _WORDS["things"]
MODIFIERS = _WORDS["modifiers"]
BODIES = _WORDS["bodies"]
DOINGS = _WORDS["doings"]
SAYING = _WORDS["saying"]
STRESSING = _WORDS["stressing"]
URGING = _WORDS["urging"]
INTENDING = _WORDS["intending"]
TIMES = _WORDS["times"]


class Grammar:
    """Draws trees; the same chance draws the same trees."""

    def __init__(self, chance: random.Random) -> None:
        self.pick = chance.choice
        self.chance = chance

    def some(self, share: float) -> bool:
        return self.chance.random() < share

    # names and parties

    def name(self, relation: str) -> Node:
        """Surname first (Hong Kil Dong, Hong Kil-dong), now and then a Western name; flat from its first."""
        if self.some(0.25):
            parts = [self.pick(WESTERN), self.pick(FAMILY)]
        else:
            a, b = self.pick(SYLLABLES), self.pick(SYLLABLES)
            given = self.pick([[f"{a}-{b}"], [f"{a}-{b}"], [a, b.capitalize()], [f"{a}{b}"], [f"{a}-{b.capitalize()}"]])
            parts = [self.pick(SURNAMES), given[0].capitalize() if "-" not in given[0] else "", *given[1:]]
            if "-" in given[0]:
                parts[1] = given[0][:1].upper() + given[0][1:]
        if self.some(0.25):
            parts = parts[-1:] if parts[0] in WESTERN else parts[:1]
        first, *rest = [word(p, "PROPN", "NNP", "flat", p) for p in parts]
        first.relation, first.right = relation, rest
        return first

    def person(self, relation: str) -> Node:
        """A name, with its post before it or after it in commas, or a pronoun."""
        draw = self.chance.random()
        if draw < 0.12:
            return word(
                self.pick(["he", "she"] if relation.startswith("nsubj") else ["him", "her"]), "PRON", "PRP", relation
            )
        name = self.name(relation)
        if draw < 0.70:
            name.left.insert(0, self.title())
        elif draw < 0.88:
            name.right += [punct(","), self.post(), punct(",")]
        return name

    def title(self) -> Node:
        """A post before a name: "Vice Minister for Trade", "South Korean Foreign Minister"."""
        *before, last = self.pick(RANKS).split()
        top = (
            word(last, "PROPN", "NNP", "nmod:desc", last)
            if "-" not in last
            else word(last, "PROPN", "NNP", "nmod:desc")
        )
        top.left = [word(b, *(("ADJ", "NNP", "amod") if b in ("First", "Second", "Special", "Acting", "Prime", "Chief",
                    "Deputy", "Assistant") else ("PROPN", "NNP", "compound")), b) for b in before]  # fmt: skip
        draw = self.chance.random()
        if draw < 0.3:
            top.right.append(self.field())
        elif draw < 0.45 and not before:
            top.left.insert(
                0,
                word(self.pick(["Foreign", "Defense", "Trade", "Finance", "Unification"]), "PROPN", "NNP", "compound"),
            )
        if self.some(0.25):
            top.left.insert(
                0, word(self.pick(["Korean", "Japanese", "Chinese", "U.S.", "Russian", "German"]), "ADJ", "JJ", "amod")
            )
        return top

    def field(self) -> Node:
        *before, last = self.pick(FIELDS).split()
        top = word(last, "PROPN", "NNPS" if last.endswith("s") and last != "Rights" else "NNP", "nmod", last)
        adjectives = ("Foreign", "National", "Political", "Economic", "Public", "Human", "Nuclear", "European", "North",
                      "Korean", "International")  # fmt: skip
        kinds = [("ADJ", "NNP", "amod") if b in adjectives else ("PROPN", "NNP", "compound") for b in before]
        top.left = [word(b, *kind, b) for b, kind in zip(before, kinds, strict=True)]
        if before[:2] == ["North", "Korean"]:
            top.left = [word("Korean", "ADJ", "JJ", "amod", "Korean")]
            top.left[0].left = [word("North", "ADJ", "JJ", "amod", "North")]
        top.left.insert(0, word(self.pick(["of", "for"]), "ADP", "IN", "case"))
        return top

    def post(self) -> Node:
        """An appositive post: "minister of trade", "the head of the delegation"."""
        top = word(
            self.pick(["minister", "spokesman", "spokesperson", "head", "director", "chief", "chair"]),
            "NOUN",
            "NN",
            "appos",
        )
        if self.some(0.6):
            top.left.append(word("the", "DET", "DT", "det"))
        if self.some(0.4):
            top.left.append(word(self.pick(["foreign", "deputy", "former", "acting", "senior"]), "ADJ", "JJ", "amod"))
        inside = self.field() if self.some(0.4) else self.body("nmod", case=self.pick(["of", "for", "at"]))
        top.right.append(inside)
        return top

    def body(self, relation: str, *, case: str = "") -> Node:
        """An institution: "the ministry", "South Korea's trade committee"."""
        form, tag = self.pick(BODIES).split("|")
        top = word(form, "NOUN", tag, relation)
        if case:
            top.left.append(word(case, "ADP", "IN", "case"))
        top.left.append(self.land("nmod:poss") if self.some(0.25) else word("the", "DET", "DT", "det"))
        if self.some(0.4):
            top.left.append(word(self.pick(MODIFIERS), "NOUN", "NN", "compound"))
        if self.some(0.15):
            top.right.append(self.land("nmod", case=self.pick(["of", "in", "from"])))
        return top

    def land(self, relation: str, *, case: str = "") -> Node:
        draw = self.pick(
            [*LANDS, "South Korea", "North Korea", "the North", "the United States", "the ROK", "the DPRK"]
        )
        *before, last = draw.split()
        top = word(last, "PROPN", "NNPS" if last == "States" else "NNP", relation, last)
        for b in before:
            top.left.append(word("the", "DET", "DT", "det") if b == "the" else word(b, "ADJ", "NNP", "amod", b))
        if case:
            top.left.insert(0, word(case, "ADP", "IN", "case"))
        if relation == "nmod:poss":
            top.right.append(word("'s", "PART", "POS", "case"))
        return top

    def party(self, relation: str) -> Node:
        return self.pick([self.person, self.person, self.body, self.land])(relation)

    def speaker(self) -> Node:
        """A subject; some are heavy: a post with phrases stacked behind it, or a relative clause."""
        draw = self.chance.random()
        if draw < 0.55:
            return self.person("nsubj")
        if draw < 0.75:
            return self.body("nsubj") if self.some(0.7) else self.land("nsubj")
        if draw < 0.9:
            return self.stacked()
        top = self.body("nsubj")
        relative = self.relative()
        if self.some(0.5):
            relative.left[0] = word("that", "PRON", "WDT", "nsubj")
            top.right.append(relative)
        else:
            top.right += [punct(","), relative, punct(",")]
        return top

    def stacked(self) -> Node:
        """ "The head of the delegation from Japan at the talks on trade"."""
        top = word(
            self.pick(["head", "chief", "members", "leaders", "representatives", "envoy", "participants", "officials"]),
            "NOUN",
            "NN",
            "nsubj",
        )
        if top.form.endswith("s"):
            top.tag, top.lemma = "NNS", top.form[:-1]
        top.left.append(word("the", "DET", "DT", "det"))
        inner = self.body("nmod", case="of")
        if self.some(0.6):
            inner.right = [self.land("nmod", case="from")]
        top.right.append(inner)
        if self.some(0.5):
            event = word(self.pick(["talks", "meeting", "summit", "session", "forum"]), "NOUN", "NN", "nmod")
            event.left += [word("at", "ADP", "IN", "case"), word("the", "DET", "DT", "det")]
            event.right += [self.thing("nmod", case="on")]
            top.right.append(event)
        return top

    def relative(self) -> Node:
        """ "which chaired the talks", "which oversees exports"."""
        base, past, _ = self.pick(DOINGS).split("|")
        verb = word(past, "VERB", "VBD", "acl:relcl", base)
        verb.left = [word("which", "PRON", "WDT", "nsubj")]
        verb.right = [self.thing("obj")]
        if self.some(0.5):
            verb.right.append(self.land("obl", case="in"))
        return verb

    # things and deeds

    def thing(self, relation: str, *, case: str = "") -> Node:
        form, tag = self.pick(THINGS).split("|")
        lemma = form[:-1] if tag == "NNS" and form != "talks" else form
        top = word(form, "NOUN", tag, relation, {"activitie": "activity"}.get(lemma[:-1], lemma))
        top.lemma = {"activitie": "activity", "talks": "talk"}.get(top.lemma, top.lemma)
        if case:
            top.left.append(word(case, "ADP", "IN", "case"))
        if self.some(0.2):
            top.left.append(word("the", "DET", "DT", "det"))
        if self.some(0.5):
            form, tag = self.pick(ADJECTIVES[2:]).split("|")
            top.left.append(word(form, "ADJ", tag, "amod"))
        elif self.some(0.3):
            top.left.append(word(self.pick(MODIFIERS), "NOUN", "NN", "compound"))
        if self.some(0.2):
            other, tag = self.pick(THINGS).split("|")
            second = word(other, "NOUN", tag, "conj")
            second.lemma = other[:-1] if tag == "NNS" else other
            second.lemma = "activity" if other == "activities" else second.lemma
            second.left = [word("and", "CCONJ", "CC", "cc")]
            top.right.append(second)
        return top

    def deed(self, relation: str, form: str = "base", *, left: list[Node] | None = None) -> Node:
        """A verb with its object, perhaps a place or a second deed: "expand trade and ease tensions"."""
        base, past, ing = self.pick(DOINGS).split("|")
        shown, tag = {"base": (base, "VB"), "past": (past, "VBD"), "ing": (ing, "VBG")}[form]
        verb = word(shown, "VERB", tag, relation, base)
        verb.left = left or []
        verb.right = [self.thing("obj")]
        if self.some(0.2):
            verb.right.append(self.land("obl", case=self.pick(["in", "with"])))
        if self.some(0.2) and relation != "conj":
            second = self.deed("conj", form)
            second.left = [word("and", "CCONJ", "CC", "cc")]
            verb.right.append(second)
        return verb

    def clause(self, relation: str, *, that: bool = False) -> Node:
        """ "Seoul will expand trade", "the talks had been suspended", "the agency is ready"."""
        draw = self.chance.random()
        if draw < 0.15:
            top = self.state(relation)
        elif draw < 0.35:
            top = self.undergoing(relation)
        else:
            top = self.doing(relation)
        if that:
            top.left.insert(0, word("that", "SCONJ", "IN", "mark"))
        return top

    def doing(self, relation: str) -> Node:
        """An active clause: will expand, had expanded, expanded."""
        subject = self.party("nsubj")
        if self.some(0.2):
            return self.deed(relation, "past", left=[subject])
        if self.some(0.25):
            have = word(self.pick(["had", "has"]), "AUX", "VBD", "aux", "have")
            have.tag = "VBD" if have.form == "had" else "VBZ"
            top = self.deed(relation, "past", left=[subject, have])
            top.tag = "VBN"
            for second in top.right:
                second.tag = "VBN" if second.relation == "conj" else second.tag
            return top
        left = [subject, self.modal()]
        if self.some(0.15):
            left.append(word("not", "PART", "RB", "advmod"))
        return self.deed(relation, left=left)

    def modal(self) -> Node:
        return word(self.pick(["will", "would", "should", "must", "can", "may", "could"]), "AUX", "MD", "aux")

    def undergoing(self, relation: str) -> Node:
        """A passive clause: talks will be resumed, had been suspended, be halted."""
        _, past, _ = (forms := self.pick(DOINGS).split("|"))
        top = word(past, "VERB", "VBN", relation, forms[0])
        subject = self.thing("nsubj:pass")
        draw = self.chance.random()
        if draw < 0.4:
            chain = [self.modal(), word("be", "AUX", "VB", "aux:pass")]
        elif draw < 0.7:
            chain = [word("had", "AUX", "VBD", "aux", "have"), word("been", "AUX", "VBN", "aux:pass", "be")]
        elif draw < 0.9:
            plural = subject.tag == "NNS" or any(k.relation == "conj" for k in subject.right)
            chain = [word("were" if plural else "was", "AUX", "VBD", "aux:pass", "be")]
        else:
            chain = [word("be", "AUX", "VB", "aux:pass")]
        top.left = [subject, *chain]
        if self.some(0.25):
            agent = self.party("obl:agent")
            agent.left.insert(0, word("by", "ADP", "IN", "case"))
            top.right.append(agent)
        elif self.some(0.25):
            top.right.append(self.land("obl", case="in"))
        return top

    def state(self, relation: str) -> Node:
        """ "the fund is ready", "talks would be useful"."""
        top = word(self.pick(ADJECTIVES).split("|")[0], "ADJ", "JJ", relation)
        if top.form[:1].isupper() or top.form == "further":
            top = word(self.pick(["ready", "important", "useful", "possible", "necessary"]), "ADJ", "JJ", relation)
        subject = self.pick([self.thing, self.body])("nsubj")
        plural = subject.tag == "NNS" or any(k.relation == "conj" for k in subject.right)
        if self.some(0.4):
            top.left = [subject, self.modal(), word("be", "AUX", "VB", "cop")]
        else:
            form, tag = self.pick([("were", "VBD"), ("are", "VBP")] if plural else [("was", "VBD"), ("is", "VBZ")])
            top.left = [subject, word(form, "AUX", tag, "cop", "be")]
        return top

    def to_do(self, relation: str) -> Node:
        return self.deed(relation, left=[word("to", "PART", "TO", "mark")])

    def for_to(self, relation: str) -> Node:
        """ "for Seoul to act", "for the sanctions to be eased"."""
        lead, to = word("for", "SCONJ", "IN", "mark"), word("to", "PART", "TO", "mark")
        if self.some(0.7):
            return self.deed(relation, left=[lead, self.party("nsubj"), to])
        top = self.undergoing(relation)
        top.left = [lead, top.left[0], to, word("be", "AUX", "VB", "aux:pass")]
        return top

    def need(self, relation: str) -> Node:
        """ "the need for Seoul to act", "the need to act", "the importance of acting"."""
        draw = self.chance.random()
        noun = word("need", "NOUN", "NN", relation)
        if draw < 0.45:
            noun.right = [self.for_to("acl")]
        elif draw < 0.7:
            noun.right = [self.to_do("acl")]
        elif draw < 0.85:
            noun = word(self.pick(["importance", "necessity", "significance"]), "NOUN", "NN", relation)
            noun.right = [self.deed("acl", "ing", left=[word("of", "SCONJ", "IN", "mark")])]
        else:
            noun.right = [self.thing("nmod", case="for")]
        noun.left.append(word("the", "DET", "DT", "det"))
        return noun

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

    def fragment(self) -> Node:
        """A heading: a name with its post, or a thing."""
        return self.pick([self.person, lambda r: self.thing(r)])("root")

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
