"""Who stands behind a word: pronouns, "the ministry", "both sides", and noun phrases nobody has listed.

A deterministic sieve over what has been named and has spoken so far; unresolved stays a value.
"""

from dataclasses import replace

from dragoman.dossier import Dossier
from dragoman.reading.en.lexicon import Lexicon
from dragoman.reading.en.mentions import Found, Gender, MentionBook
from dragoman.reading.en.tree import Tree
from dragoman.record import MentionHow, MentionKind, Publisher

_GENDERS: dict[str, Gender] = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_FIRST = frozenset({"we", "us", "our", "ours", "i", "me", "my", "mine"})
_NEUTER = frozenset({"it", "its", "itself"})
_COUNTED = frozenset({"two", "three", "four", "five", "both"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "both", "themselves"})


class Discourse:
    """What the text has named so far, asked for by words that only point."""

    def __init__(self, text: str, book: MentionBook, dossier: Dossier, publisher: Publisher, lexicon: Lexicon) -> None:
        self._text = text
        self._book = book
        self._dossier = dossier
        self._lexicon = lexicon
        self._publisher = publisher
        self._speakers: list[Found] = []
        self._subjects: list[Found] = []
        self._together: list[tuple[Found, ...]] = []
        actor = dossier.actors.get(publisher.actor or "")
        self.home = (actor.id if actor.kind == "state" else actor.state) if actor else None
        """The state the publisher speaks from, or None."""

    def spoke(self, found: Found) -> None:
        """Note a speaker: the first to be meant by the next pronoun."""
        self._speakers.append(found)

    def state_of(self, found: Found) -> str | None:
        """The name of the state that a mention is, or belongs to; None where the dossier has none."""
        state = self._dossier.actors.get(found.state or found.actor or "")
        return state.name if state is not None and state.kind == "state" else None

    def stood_together(self, found: tuple[Found, ...]) -> None:
        """Note several subjects or speakers of one verb: "they" are these."""
        if len(found) > 1 and all(f.name for f in found):
            self._together.append(found)

    def acted(self, found: Found) -> None:
        """Note a subject of a main clause."""
        self._subjects.append(found)

    def can_speak(self, tree: Tree, i: int) -> bool:
        """Whether what the token names can be the source of speech."""
        word = tree.words[i].lower()
        if word in _GENDERS or word in _FIRST or word in _PLURAL or word in _NEUTER:
            return True
        found = self._book.at(tree.starts[i], tree.ends[i])
        if found is not None and found.kind in ("person", "office", "organisation", "state", "group"):
            return True
        if found is not None and found.kind in ("place", "instrument", "vessel"):
            return found.how == "metonym"
        return tree.pos[i] == "PROPN" or tree.lemmas[i] in self._lexicon.words["speakers.nouns"]

    def who(self, tree: Tree, i: int, speakers: tuple[Found, ...] = ()) -> tuple[Found, ...]:
        """The mentions that the noun phrase headed by `i` stands for; each conjunct is one.

        `speakers` are whom "we" means.
        """
        heads = [i, *(k for k in tree.kids(i, "conj") if tree.pos[k] in ("NOUN", "PROPN", "PRON", "ADJ", "NUM"))]
        found = [f for h in heads if (f := self._one(tree, h, speakers)) is not None]
        if found and len(heads) == 1:
            found = [*self._joined_before(tree, found[0]), *found]
        return tuple(dict.fromkeys(found))

    def _joined_before(self, tree: Tree, found: Found) -> list[Found]:
        """ "Japan and South Korea said": names joined to the head whatever the parse makes of them."""
        joined: list[Found] = []
        at = found
        while (before := self._ending_before(at, tree.start)) is not None and len(joined) < 8:
            joined.insert(0, before)
            at = before
        return joined

    def _ending_before(self, found: Found, floor: int) -> Found | None:
        gap_start = max(floor, found.start - 8)
        for f in self._book.over(gap_start, found.start):
            between = self._text[f.end : found.start]
            listed = between in (" and ", ", and ", " & ") or (between == ", " and f.kind == found.kind)
            if listed and f.start >= floor and f.kind == found.kind and f.kind in ("state", "person", "organisation"):
                return f
        return None

    def _one(self, tree: Tree, i: int, speakers: tuple[Found, ...]) -> Found | None:
        word = tree.words[i].lower()
        if word in _GENDERS or word in _FIRST or word in _NEUTER or word in _PLURAL:
            return self._book.add(self._pronoun(tree, i, word, speakers))
        found = self._book.at(tree.starts[i], tree.ends[i])
        if found is not None:
            return found
        if tree.pos[i] == "NUM" and word in _COUNTED and (several := self._several(tree.starts[i])) is not None:
            return self._book.add(replace(several, start=tree.starts[i], end=tree.ends[i], how="group", title=""))
        return self._noun(tree, i)

    def _pronoun(self, tree: Tree, i: int, word: str, speakers: tuple[Found, ...]) -> Found:
        start, end = tree.starts[i], tree.ends[i]
        antecedent = self._antecedent(word, start, speakers)
        if antecedent is None and word in _FIRST:  # a joint statement's "we": nobody else's name for it is known
            return Found(start, end, "group", "pronoun", tree.words[i], head=word)
        if antecedent is None:
            return Found(start, end, "group" if word in _PLURAL else "other", "pronoun", "", head=word)
        return replace(antecedent, start=start, end=end, how="pronoun", title="")

    def _antecedent(self, word: str, offset: int, speakers: tuple[Found, ...]) -> Found | None:
        if word in _FIRST:
            return speakers[0] if speakers else self._house()
        if word in _GENDERS:
            return self._nearest(offset, ("person",), _GENDERS[word])
        if word in _PLURAL:
            return self._several(offset) or self._nearest(offset, ("organisation", "state"), None)
        return self._nearest(offset, ("organisation", "state"), None)

    def _several(self, offset: int) -> Found | None:
        """The group, or the people joined by "and", that came last before `offset`."""
        group = self._nearest(offset, ("group",), None)
        joint = next((t for t in reversed(self._together) if t[-1].start < offset), None)
        if joint is None or (group is not None and group.start > joint[-1].end):
            return group
        name = ", ".join(f.name for f in joint[:-1]) + f" and {joint[-1].name}"
        state = joint[0].state if len({f.state for f in joint}) == 1 else None
        return replace(joint[0], kind="group", name=name, actor=None, state=state, gender=None, plural=True)

    def _house(self) -> Found | None:
        """The publisher, as "we" in its own voice means it."""
        if not (self._publisher.name or self._publisher.actor):
            return None
        actor = self._dossier.actors.get(self._publisher.actor or "")
        name = actor.name if actor else self._publisher.name or ""
        return Found(0, 0, "organisation", "pronoun", name, actor=self._publisher.actor, state=self.home)

    def _nearest(self, offset: int, kinds: tuple[MentionKind, ...], gender: Gender) -> Found | None:
        """The last speaker that fits, then the last subject, then the last name before `offset`."""

        def fits(f: Found) -> bool:
            return (
                f.kind in kinds
                and f.start < offset
                and not (gender and f.gender and f.gender != gender)
                and bool(f.name)
            )

        for recent in (self._speakers[-3:], self._subjects[-3:]):
            for f in reversed(recent):
                if fits(f):
                    return f
        for n, f in enumerate(self._book.before(offset)):
            if n > 60:
                break
            if fits(f) and f.how != "pronoun":
                return f
        return None

    def _noun(self, tree: Tree, i: int) -> Found | None:
        """A mention made of the noun phrase itself, where its noun names people, a body or a gathering."""
        if tree.pos[i] not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM"):
            return None
        low = i
        for k in tree.kids(i, "det", "amod", "compound", "nmod:poss", "nummod", "flat"):
            if k < i:
                low = min(low, *tree.subtree(k), k)
        high = i
        for k in tree.kids(i, "flat"):
            high = max(high, k)
        start, end = tree.starts[low], tree.ends[high]
        plural = tree.tags[i] in ("NNS", "NNPS")
        kind = self._kind_of_noun(tree, i, plural)
        how: MentionHow = "group" if kind == "group" else "name"
        words = " ".join(tree.words[low : high + 1])
        return self._book.add(Found(start, end, kind, how, words, head=tree.lemmas[i], plural=plural))

    def _kind_of_noun(self, tree: Tree, i: int, plural: bool) -> MentionKind:
        """What the noun names, by the lists: several people or bodies are a group."""
        lemma, words = tree.lemmas[i], self._lexicon.words
        if tree.pos[i] == "PROPN":
            return "person" if not tree.kids(i, "det") else "organisation"
        if lemma in words["nouns.people"]:
            return "group" if plural else "office"
        if lemma in words["nouns.bodies"]:
            return "group" if plural else "organisation"
        if lemma in words["nouns.countries"]:
            return "group" if plural else "state"
        if lemma in words["nouns.gatherings"]:
            return "forum"
        if lemma in words["parties.nouns"]:
            return "group"
        if lemma in words["speakers.nouns"]:
            return "group" if plural or tree.pos[i] in ("PRON", "NUM") else "office"
        return "other"
