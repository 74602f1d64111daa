"""Parts of a sentence, drawn by chance: names with posts, bodies, lands, things, and clauses of what is done to them.

Posts, names and deeds are invented.
Annotation follows UD English: a title is nmod:desc of the name.
"""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

from nodes import Node, punct, word

WORDS: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
SURNAMES = WORDS["surnames"]
SYLLABLES = WORDS["syllables"]
WESTERN = WORDS["western"]
FAMILY = WORDS["family"]
RANKS = WORDS["ranks"]
FIELDS = WORDS["fields"]
LANDS = WORDS["lands"]
ADJECTIVES = WORDS["adjectives"]
THINGS = WORDS["things"]
MODIFIERS = WORDS["modifiers"]
BODIES = WORDS["bodies"]
DOINGS = WORDS["doings"]


class Phrases:
    """Draws parties, things and clauses; the same chance draws the same trees."""

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
