"""Whom a sentence names: the dossier's actors by all their printed forms, and other capitalised words."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from dragoman.dossier import Dossier
from dragoman.store import Party

_CAPITALISED = re.compile(r"(?<![\w’'])[A-Z][\w’'.-]*")
_WORDS = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Named:
    """One place where a sentence names somebody: the actors that the form may be, and what stands before it."""

    start: int
    end: int
    actors: frozenset[str]
    before: str


@dataclass(frozen=True, slots=True)
class NameBook:
    """The dossier's actors by their printed forms, and whom each belongs to."""

    forms: Mapping[str, frozenset[str]]
    pattern: re.Pattern[str]
    above: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, dossier: Dossier) -> "NameBook":
        """The book of a dossier. Forms of one letter are left out."""
        forms: defaultdict[str, set[str]] = defaultdict(set)
        for actor in dossier.actors.values():
            for name in actor.names:
                if len(name.text) > 1:
                    forms[name.text].add(actor.id)
                if name.text.startswith("the "):
                    forms["T" + name.text[1:]].add(actor.id)
        ordered = sorted(forms, key=len, reverse=True)
        latin = "|".join(re.escape(form) for form in ordered if form[0].isascii())
        other = "|".join(re.escape(form) for form in ordered if not form[0].isascii())
        parts = [rf"(?<![\w’'])(?P<latin>{latin})(?:['’]s)?(?!\w)"] if latin else []
        parts += [rf"(?<!\w)(?P<other>{other})[가-힣]*"] if other else []  # with its particles
        press = {site.actor for site in dossier.sites if site.kind == "news"}  # which speaks for no state
        above = {
            a.id: frozenset(id_ for id_ in (a.id, a.state, a.part_of) if id_ and (a.id not in press or id_ == a.id))
            for a in dossier.actors.values()
        }
        return cls({form: frozenset(ids) for form, ids in forms.items()}, re.compile("|".join(parts) or "(?!)"), above)

    def find(self, text: str) -> Iterator[Named]:
        """The actors named, each place by its longest form."""
        for match in self.pattern.finditer(text):
            before = text[: match.start()].rstrip()
            yield Named(match.start(), match.end(), self.forms[match[match.lastgroup or 0]], before)

    def with_above(self, actors: Collection[str]) -> frozenset[str]:
        """The actors, the bodies and the states they belong to: a minister's words are the state's."""
        return frozenset(id_ for actor in actors for id_ in self.above.get(actor, frozenset({actor})))

    def of_parties(self, parties: Collection[Party]) -> frozenset[str]:
        """The same for the parties of a claim."""
        return self.with_above([party.actor for party in parties if party.actor])


def other_names(text: str, small: Collection[str]) -> Iterator[str]:
    """Capitalised words, but for a small word at the beginning of the sentence."""
    for match in _CAPITALISED.finditer(text):
        word = match[0].rstrip(".'’")
        begins = not text[: match.start()].strip(" “”\"'‘’(")
        if not (begins and word.casefold() in small):
            yield word


def tokens(text: str) -> frozenset[str]:
    """The words of a text without case, and without a possessive."""
    found = (word.casefold().replace("’", "'").removesuffix("'s") for word in _WORDS.findall(text))
    return frozenset(part for word in found for part in (word, *word.split("-")))
