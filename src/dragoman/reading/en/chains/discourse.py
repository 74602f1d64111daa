"""Who a noun phrase stands for: names, pronouns, "the two sides", and noun phrases nobody has listed.

What has been named is kept in a scene (scene.py), where pronouns are resolved; here the other stages ask for it.
Unresolved is a value.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from dragoman.dossier import Dossier
from dragoman.reading.en.chains.joined import joined_heads
from dragoman.reading.en.chains.nouns import kind_of_noun, phrase_of
from dragoman.reading.en.chains.pronouns import COUNTED, FIRST, GENDERED, NEUTER, PLURAL, is_pronoun
from dragoman.reading.en.chains.salience import Quoted
from dragoman.reading.en.chains.scene import Scene
from dragoman.reading.en.chains.standing import together
from dragoman.reading.en.lexicon import Lexicon
from dragoman.reading.en.mentions import Found, MentionBook
from dragoman.reading.en.tree import Tree
from dragoman.record import MentionHow, Publisher

_SPEAKING = frozenset({"person", "office", "organisation", "state", "group"})
_LISTED = frozenset({"state", "person", "organisation"})
_MOST_JOINED = 8


class Discourse:
    """What the text has named so far, asked for by words that only point."""

    def __init__(self, text: str, book: MentionBook, dossier: Dossier, publisher: Publisher, lexicon: Lexicon) -> None:
        self._text = text
        self._book = book
        self._dossier = dossier
        self._lexicon = lexicon
        self._publisher = publisher
        self._scene = Scene(text, book, self._state_found, lexicon)
        self._together: list[tuple[Found, ...]] = []
        self._speakers: list[Found] = []
        self._turn: tuple[Found, ...] = ()
        actor = dossier.actors.get(publisher.actor or "")
        self.home = (actor.id if actor.kind == "state" else actor.state) if actor else None
        """The state the publisher speaks from, or None."""

    def enter(
        self, trees: Sequence[Tree], quotes: Sequence[Quoted] = (), speaking: Sequence[Collection[int]] = ()
    ) -> None:
        """The sentences of a paragraph, before anything is asked of them; `speaking`: their subjects of reports."""
        self._scene.enter(trees, quotes, speaking)

    def take_turn(self, speakers: tuple[Found, ...]) -> None:
        """In a transcript: whose turn it is from here on."""
        self._turn = speakers
        self._scene.take_turn(speakers[0].name if speakers else "")

    def spoke(self, found: Found) -> None:
        """Note a speaker."""
        self._speakers.append(found)

    def state_of(self, found: Found) -> str | None:
        """The name of the state that a mention is, or belongs to; None where the dossier has none."""
        state = self._dossier.actors.get(found.state or found.actor or "")
        return state.name if state is not None and state.kind == "state" else None

    def _state_found(self, found: Found) -> Found | None:
        """The state that a party is or belongs to, as if named in its place."""
        actor = self._dossier.actors.get(found.state or found.actor or "")
        if actor is None or actor.kind != "state" or found.kind not in ("state", "organisation", "person", "office"):
            return None
        return replace(found, kind="state", name=actor.name, actor=actor.id, state=actor.id, title="")

    def stood_together(self, found: tuple[Found, ...]) -> None:
        """Note several subjects or speakers of one verb: "the two" are these."""
        if len(found) > 1 and all(f.name for f in found):
            self._together.append(found)

    def acted(self, found: Found) -> None:
        """Note a subject of a main clause."""

    def can_speak(self, tree: Tree, i: int) -> bool:
        """Whether what the token names can be the source of speech."""
        if is_pronoun(tree.words[i].lower()):
            return True
        found = self._book.at(tree.starts[i], tree.ends[i])
        if found is not None and found.kind in _SPEAKING:
            return True
        if found is not None and found.kind in ("place", "instrument", "vessel"):
            return found.how == "metonym"
        return tree.pos[i] == "PROPN" or tree.lemmas[i] in self._lexicon.words["speakers.nouns"]

    def who(self, tree: Tree, i: int, speakers: tuple[Found, ...] = ()) -> tuple[Found, ...]:
        """The mentions that the noun phrase headed by `i` stands for; each conjunct is one.

        `speakers` are whom "we" means.
        """
        heads = joined_heads(tree, i)
        found = [f for h in heads if (f := self._one(tree, h, speakers)) is not None]
        if found and len(heads) == 1:
            found = [*self._joined_before(tree, found[0]), *found]
        return tuple(dict.fromkeys(found))

    def _joined_before(self, tree: Tree, found: Found) -> list[Found]:
        """ "Japan and South Korea said": names joined to the head whatever the parse makes of them."""
        joined: list[Found] = []
        at = found
        while (before := self._ending_before(at, tree.start)) is not None and len(joined) < _MOST_JOINED:
            joined.insert(0, before)
            at = before
        return joined

    def _ending_before(self, found: Found, floor: int) -> Found | None:
        gap_start = max(floor, found.start - 8)
        for f in self._book.over(gap_start, found.start):
            between = self._text[f.end : found.start]
            listed = between in (" and ", ", and ", " & ") or (between == ", " and f.kind == found.kind)
            if listed and f.start >= floor and f.kind == found.kind and f.kind in _LISTED:
                return f
        return None

    def _one(self, tree: Tree, i: int, speakers: tuple[Found, ...]) -> Found | None:
        word = tree.words[i].lower()
        if is_pronoun(word):
            return self._book.add(self._pronoun(tree, i, word, speakers))
        found = self._book.at(tree.starts[i], tree.ends[i])
        if found is not None:
            return found
        if tree.pos[i] == "NUM" and word in COUNTED and (several := self._several(tree.starts[i])) is not None:
            return self._book.add(replace(several, start=tree.starts[i], end=tree.ends[i], how="group", title=""))
        return self._noun(tree, i)

    def _pronoun(self, tree: Tree, i: int, word: str, speakers: tuple[Found, ...]) -> Found:
        start, end = tree.starts[i], tree.ends[i]
        if word in FIRST:
            antecedent = speakers[0] if speakers else self._house()
            if antecedent is None:  # a joint statement's "we": nobody else's name for it is known
                return Found(start, end, "group", "pronoun", tree.words[i], head=word)
        else:
            antecedent = self._scene.meant(start).found
        if antecedent is None:
            return Found(start, end, "group" if word in PLURAL else "other", "pronoun", "", head=word)
        return replace(antecedent, start=start, end=end, how="pronoun", title="")

    def _several(self, offset: int) -> Found | None:
        """The group, or the parties joined by "and", that came last before `offset`."""
        joint = next((t for t in reversed(self._together) if t[-1].start < offset), None)
        group = next((s.found for s in self._scene.before(offset) if s.found.kind == "group"), None)
        if joint is None or (group is not None and group.start > joint[-1].end):
            return group
        return together(joint)

    def _house(self) -> Found | None:
        """The publisher, as "we" in its own voice means it."""
        if not (self._publisher.name or self._publisher.actor):
            return None
        actor = self._dossier.actors.get(self._publisher.actor or "")
        name = actor.name if actor else self._publisher.name or ""
        return Found(0, 0, "organisation", "pronoun", name, actor=self._publisher.actor, state=self.home)

    def _noun(self, tree: Tree, i: int) -> Found | None:
        """A mention made of the noun phrase itself, where its noun names people, a body or a gathering."""
        counted = tree.pos[i] == "DET" and tree.relations[i].startswith("nsubj")  # "Some questioned the plan"
        if not counted and tree.pos[i] not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM"):
            return None
        low, high = phrase_of(tree, i)
        plural = tree.tags[i] in ("NNS", "NNPS")
        kind = kind_of_noun(tree, i, self._lexicon, plural=plural)
        how: MentionHow = "group" if kind == "group" else "name"
        words = " ".join(tree.words[low : high + 1])
        return self._book.add(
            Found(tree.starts[low], tree.ends[high], kind, how, words, head=tree.lemmas[i], plural=plural)
        )

    def settle(self, trees: Sequence[Tree]) -> None:
        """The paragraph has been read: pronouns nobody asked for become mentions too, where their sense is known."""
        for tree in trees:
            for i, word in enumerate(tree.words):
                low = word.lower()
                if (low in GENDERED or low in PLURAL or low in NEUTER) and self._scene.meant(tree.starts[i]).found:
                    self._book.add(self._pronoun(tree, i, low, ()))
