"""What a document has named so far, each in its place, and what its pronouns mean: a sieve from sure to likely.

Sentences are entered in order, a paragraph at a time. A pronoun's antecedent is looked for among what stands before it,
and ahead of it only in "In her speech, Minister X said". Where nothing fits, or two fit alike, it stays nobody's.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.reading.en.chains.binding import may_mean
from dragoman.reading.en.chains.companies import StateOf, company_of
from dragoman.reading.en.chains.nominals import nominals_of
from dragoman.reading.en.chains.pronouns import (
    FIRST,
    GENDERED,
    NEUTER,
    is_empty,
    is_possessive,
    is_pronoun,
    is_somebody,
)
from dragoman.reading.en.chains.salience import SENTENCES, Pointer, Quoted, best_of, weigh
from dragoman.reading.en.chains.standing import Standing, joint_of, role_of, standing_of, things_of
from dragoman.reading.en.chains.words import chain_words
from dragoman.reading.en.lexicon import Lexicon
from dragoman.reading.en.mentions import Found, Gender, MentionBook
from dragoman.reading.en.tree import Tree

_NEAR = 12
"""Characters that may stand between the comma of an opening phrase and the subject behind it."""
_BODIES = frozenset({"organisation", "state", "forum"})


@dataclass(frozen=True, slots=True)
class Meant:
    """What a pronoun means, or None for nobody that can be told, and the name of the rule that says so."""

    found: Found | None
    by: str


NOBODY = Meant(None, "unresolved")


class Scene:
    """The mentions of one document in their sentences, and its pronouns with what they mean."""

    def __init__(self, text: str, book: MentionBook, state_of: StateOf, lexicon: Lexicon) -> None:
        self._text = text
        self._book = book
        self._state_of = state_of
        self._lexicon = lexicon
        self._standings: list[Standing] = []
        self._meant: dict[int, Meant] = {}
        self._genders: dict[str, Gender] = {}
        self._speaking: dict[int, Collection[int]] = {}
        self._sentences = 0
        self._speaker: str = ""

    def meant(self, start: int) -> Meant:
        """What the pronoun that begins at `start` means."""
        return self._meant.get(start, NOBODY)

    def take_turn(self, name: str) -> None:
        """In a transcript: who speaks from here on, and so is no "he" or "she"."""
        self._speaker = name

    def enter(
        self, trees: Sequence[Tree], quotes: Sequence[Quoted] = (), speaking: Sequence[Collection[int]] = ()
    ) -> None:
        """The sentences of one paragraph: what they name is noted, what they only point to is looked for.

        `speaking` are, for each sentence, the tokens that are subjects of reports. What stands outside quotations is
        looked for first: who speaks in one may be named behind it.
        """
        first = self._sentences
        self._sentences += len(trees)
        for n, tree in enumerate(trees):
            self._speaking[first + n] = speaking[n] if speaking else ()
            self._note_names(tree, first + n)
        for inside in (False, True):
            for n, tree in enumerate(trees):
                for i in _pronouns(tree):
                    quote = next((q for q in quotes if q.start <= tree.starts[i] < q.end), None)
                    if (quote is not None) is inside:
                        own = [q for q in quotes if q.speaker == (tree.starts[i], tree.ends[i])]
                        self._point(Pointer(tree, i, first + n, own), quote)

    def before(self, offset: int, sentences: int = SENTENCES) -> Iterator[Standing]:
        """What is named before `offset` in the last sentences, nearest first."""
        for s in reversed(self._standings):
            if s.found.start < offset:
                if s.sentence < self._sentences - 1 - sentences:
                    return
                yield s

    def _note_names(self, tree: Tree, sentence: int) -> None:
        named = [s for f in self._book.over(tree.start, tree.end) if f.name and f.how != "pronoun"
                 if (s := standing_of(f, tree, sentence, self._speaking[sentence])) is not None]  # fmt: skip
        for s in named:
            if s.found.gender:
                self._genders.setdefault(s.found.name, s.found.gender)
        self._name_companies(named, sentence)
        taken = {s.token for s in named}
        before = (*self._standings, *named)
        nominals = list(nominals_of(tree, sentence, taken, before, self._lexicon))
        for s in nominals:
            if s.found.how == "title":
                self._book.add(s.found)
        things = things_of(tree, sentence, taken | {s.token for s in nominals})
        self._standings += sorted((*named, *joint_of(named), *nominals, *things), key=_place)

    def _name_companies(self, named: list[Standing], sentence: int) -> None:
        """ "The two sides" take the names of those who were named before them."""
        for n, s in enumerate(named):
            words = self._text[s.found.start : s.found.end]
            company = company_of(s.found, words, sentence, (*self._standings, *named[:n]), self._state_of)
            if company is not None:
                self._book.rename(company)
                named[n] = replace(s, found=company)

    def _point(self, pointer: Pointer, quote: Quoted | None) -> None:
        tree, i = pointer.tree, pointer.at
        meant = self._look(pointer, tree.words[i].lower(), self._speaker_of(quote))
        self._meant[tree.starts[i]] = meant
        if meant.found is None:
            return
        again = replace(meant.found, start=tree.starts[i], end=tree.ends[i], how="pronoun", title="")
        standing = standing_of(again, tree, pointer.sentence, self._speaking[pointer.sentence])
        if standing is not None:  # resolved, it is a mention like others: it keeps whom it means in the foreground
            self._standings.append(standing)

    def _speaker_of(self, quote: Quoted | None) -> str:
        """The name of whoever speaks here, '' where that is the document."""
        if quote is None:
            return self._speaker
        if quote.speaker is None:
            return ""
        meant = self._meant.get(quote.speaker[0])
        found = meant.found if meant is not None else self._book.at(*quote.speaker)
        return found.name if found is not None else ""

    def _look(self, pointer: Pointer, word: str, speaker: str) -> Meant:
        if word in GENDERED:
            return self._person(pointer, GENDERED[word], speaker)
        if word in NEUTER:
            return self._body(pointer, speaker)
        return self._several(pointer, speaker)

    def _person(self, pointer: Pointer, gender: Gender, speaker: str) -> Meant:
        fitting = [
            s
            for s in self._before(pointer)
            if (s.found.kind == "person" or _is_foremost_office(s))
            and self._fits(s, gender)
            and s.found.name != speaker
        ]
        if not any(s.sentence == pointer.sentence for s in fitting):
            ahead = self._ahead(pointer, gender)
            if ahead is not None:
                return Meant(ahead.found, "subject-ahead")
        above = _subject_above(pointer, fitting)
        if above is not None:
            return Meant(above.found, "subject-above")
        ranked = weigh(pointer, fitting, _who, sure=lambda s: self._genders.get(s.found.name) == gender)
        best = best_of(ranked)
        if best is None:
            return NOBODY
        if len(ranked) == 1:
            self._genders.setdefault(best.found.name, gender)
        return Meant(best.found, "only-one" if len(ranked) == 1 else "foremost")

    def _body(self, pointer: Pointer, speaker: str) -> Meant:
        """ "It", "its": the state or body in the foreground; where a thing stands before it, nobody."""
        if is_empty(pointer.tree, pointer.at):
            return NOBODY
        candidates = [s for s in self._before(pointer) if s.found.name != speaker and not s.found.plural]
        fitting = [s for s in candidates if s.found.kind in _BODIES and (s.found.actor or s.found.kind != "forum")]
        above = _subject_above(pointer, fitting)
        if above is not None:
            return Meant(above.found, "subject-above")
        speaks = pointer.at in self._speaking[pointer.sentence]
        if not (speaks or is_possessive(pointer.tree, pointer.at) or is_somebody(pointer.tree, pointer.at)):
            fitting += [s for s in candidates if s.found.kind == "other"]
        return _foremost(pointer, fitting)

    def _several(self, pointer: Pointer, speaker: str) -> Meant:
        """ "They", "them": a group, or those joined by "and"; where things stand before it, nobody."""
        fitting = [s for s in self._before(pointer) if s.found.plural and s.found.name != speaker]
        return _foremost(pointer, fitting)

    def _fits(self, standing: Standing, gender: Gender) -> bool:
        return self._genders.get(standing.found.name) in (None, gender)

    def _before(self, pointer: Pointer) -> Iterator[Standing]:
        """The candidates that grammar allows, in text order."""
        offset = pointer.tree.starts[pointer.at]
        for s in self._standings:
            if s.sentence < pointer.sentence - SENTENCES or s.found.start >= offset:
                continue
            if s.sentence == pointer.sentence and self._interrupts(pointer):  # "the judge, she added, had gone"
                continue
            if any(q.start <= s.found.start < q.end for q in pointer.says):  # "“Kim is ill,” he said": not Kim
                continue
            if s.sentence == pointer.sentence and not may_mean(pointer.tree, pointer.at, s.token):
                continue
            yield s

    def _interrupts(self, pointer: Pointer) -> bool:
        """Whether the pronoun reports what stands around its verb: the words of it are about others."""
        tree, at = pointer.tree, pointer.at
        return at in self._speaking[pointer.sentence] and tree.relations[tree.heads[at]] == "parataxis"

    def _ahead(self, pointer: Pointer, gender: Gender) -> Standing | None:
        """ "In her speech, Minister X said": the subject behind a phrase that opens the sentence."""
        tree, at, openers = pointer.tree, pointer.at, chain_words().openers
        opening = next((i for i in range(at, -1, -1) if tree.words[i] == ","), -1) + 1
        if not any(w.lower() in openers for w in tree.words[opening : min(opening + 2, at)]):
            return None
        comma = next((i for i in range(at, len(tree)) if tree.words[i] == ","), None)
        if comma is None:
            return None
        for s in self._standings:
            if s.sentence == pointer.sentence and s.token > comma and s.found.kind == "person":
                near = tree.starts[s.token] - tree.ends[comma] <= _NEAR
                return s if near and self._fits(s, gender) and s.found.how != "pronoun" else None
        return None


def _foremost(pointer: Pointer, fitting: Sequence[Standing]) -> Meant:
    """The candidate in the foreground, unless it is a thing."""
    best = best_of(weigh(pointer, fitting, _who, sure=_always))
    return NOBODY if best is None or best.found.kind == "other" else Meant(best.found, "foremost")


def _subject_above(pointer: Pointer, fitting: Sequence[Standing]) -> Standing | None:
    """ "X said that he would", "the ministry said it will": the subject of the clause that the pronoun's completes."""
    tree = pointer.tree
    clause = tree.heads[pointer.at]
    if not tree.relations[pointer.at].startswith("nsubj") or tree.relations[clause] != "ccomp":
        return None
    subjects = tree.kids(tree.heads[clause], "nsubj")
    here = [s for s in fitting if s.sentence == pointer.sentence and role_of(tree, s.token)[1] in subjects]
    return here[0] if len({_who(s) for s in here}) == 1 else None


def _is_foremost_office(standing: Standing) -> bool:
    """A post nobody is named for ("the envoy") is meant by "he" only where it is what its sentence is about."""
    return standing.found.kind == "office" and standing.role == "subject" and standing.main


def _pronouns(tree: Tree) -> Iterator[int]:
    for i, word in enumerate(tree.words):
        if is_pronoun(low := word.lower()) and low not in FIRST:
            yield i


def _place(standing: Standing) -> tuple[int, int]:
    return standing.found.start, standing.found.end


def _who(standing: Standing) -> str:
    return standing.found.actor or standing.found.name


def _always(_: Standing) -> bool:
    return True
