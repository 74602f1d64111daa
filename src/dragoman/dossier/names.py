"""The printed forms of an actor or office: how a file gives them, and when two of them clash."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.dossier.faults import Place, fault
from dragoman.dossier.nouns import Name, NameUse
from dragoman.dossier.tables import Table

LANGUAGES = ("en", "ko")
USES: dict[str, NameUse] = {"names": "name", "aliases": "alias", "metonyms": "metonym", "demonyms": "demonym"}
NAME_KEYS = {f"{words}.{language}": (use, language) for words, use in USES.items() for language in LANGUAGES}

# Readers meet curly and straight apostrophes alike; a dossier writes straight ones, so that a form has one spelling.
CURLY = frozenset("‘’“”")


def read_names(table: Table) -> tuple[Name, ...]:
    """Every printed form an entry gives, its display `name` first. Raises DossierError where a form stands twice."""
    label = table.text("name")
    language = language_of(label)
    names = {(label, language): Name(label, language, "name")}
    for key in table.values:
        if key not in NAME_KEYS:
            continue
        use, language = NAME_KEYS[key]
        for text in table.texts(key):
            known = names.get((text, language))
            if known and (text != label or use != "name"):
                table.fail(f'"{text}" stands here as {use} and as {known.use}: keep one', key=key)
            names[text, language] = Name(text, language, use)
    if not CURLY.isdisjoint("".join(text for text, _ in names)):
        curly = next(text for text, _ in names if not CURLY.isdisjoint(text))
        table.fail(f'"{curly}" has a curly quote mark: write a straight one, it matches both')
    return tuple(names.values())


def language_of(text: str) -> str:
    """ "ko" where a display name is written in Hangul, else "en"."""
    return "en" if text.isascii() or not HANGUL.search(text) else "ko"


HANGUL = re.compile("[가-힣]")


@dataclass(slots=True, eq=False)
class Bearer:
    """Who bears a name, as far as clashes go: `group` is "person", "office" or "actor"."""

    id: str
    group: str
    state: str | None
    homonym: bool
    place: Place


Holding = tuple[Bearer, NameUse]


@dataclass(slots=True)
class Register:
    """Which names are taken. A name may not stand for two, save where that is how the world is:

    bodies and offices of different states are called alike ("Foreign Ministry"), and persons share short forms
    ("Kim"); two persons of the same full name must say so with `homonym = true`.
    """

    taken: dict[str, dict[str, Holding | list[Holding]]] = field(default_factory=dict)
    """By language, then by name."""

    def take(self, bearer: Bearer, names: Iterable[Name]) -> None:
        """Enter the names of one bearer. Raises DossierError at the first that belongs to another."""
        for name in names:
            taken = self.taken.setdefault(name.language, {})
            held = taken.get(name.text)
            if held is None:
                taken[name.text] = (bearer, name.use)
                continue
            holders = held if isinstance(held, list) else (held,)
            first = holders[0][0]
            # A surname may have thousands of bearers, all persons: they are let through without comparing each.
            free = bearer.group == "person" and (bearer.homonym or name.use == "alias")
            if first is bearer or (free and first.group == "person"):
                continue
            for other, use in holders:
                if not may_share(bearer, name.use, other, use):
                    raise fault(bearer.place, self._clash(name, bearer, other))
            taken[name.text] = [*holders, (bearer, name.use)]

    def _clash(self, name: Name, bearer: Bearer, other: Bearer) -> str:
        cure = "set homonym = true if both are right" if bearer.group == other.group == "person" else "keep it with one"
        return (
            f'"{name.text}" ({name.language}) is a name of "{bearer.id}" and already of "{other.id}" '
            f"({other.place.path.name}:{other.place.line}): {cure}"
        )


def may_share(one: Bearer, one_use: NameUse, other: Bearer, other_use: NameUse) -> bool:
    """Whether both may bear the same name."""
    if one.group == other.group == "person":
        return one.homonym or other.homonym or "alias" in (one_use, other_use)
    if "person" in (one.group, other.group):
        return False
    return one.state != other.state and None not in (one.state, other.state) and "demonym" not in (one_use, other_use)
