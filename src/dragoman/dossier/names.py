"""The printed forms of an actor or office: how a file gives them, and when two of them clash."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.dossier.faults import Place, fault
from dragoman.dossier.nouns import Name, NameUse
from dragoman.dossier.tables import Table

LANGUAGES = ("en", "ko")
USES: dict[str, NameUse] = {"names": "name", "aliases": "alias", "metonyms": "metonym", "demonyms": "demonym"}
NAME_KEYS = {f"{words}.{language}": (use, language) for words, use in USES.items() for language in LANGUAGES}

# Readers meet curly and straight apostrophes alike; a dossier writes straight ones, so that a form has one spelling.
CURLY = "‘’“”"


def read_names(table: Table) -> tuple[Name, ...]:
    """Every printed form an entry gives, its display `name` first. Raises DossierError where a form stands twice."""
    label = table.text("name")
    names = {(label, language_of(label)): Name(label, language_of(label), "name")}
    for key in table.values:
        if key not in NAME_KEYS:
            continue
        use, language = NAME_KEYS[key]
        for text in table.texts(key):
            known = names.get((text, language))
            if known and (text != label or use != "name"):
                table.fail(f'"{text}" stands here as {use} and as {known.use}: keep one', key=key)
            if any(c in CURLY for c in text):
                table.fail(f'"{text}" has a curly quote mark: write a straight one, it matches both', key=key)
            names[text, language] = Name(text, language, use)
    return tuple(names.values())


def language_of(text: str) -> str:
    """ "ko" where a display name is written in Hangul, else "en"."""
    return "ko" if any("가" <= c <= "힣" for c in text) else "en"


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who bears a name, as far as clashes go: `group` is "person", "office" or "actor"."""

    id: str
    group: str
    state: str | None
    homonym: bool
    place: Place


@dataclass(slots=True)
class Register:
    """Which names are taken. A name may not stand for two, save where that is how the world is:

    bodies and offices of different states are called alike ("Foreign Ministry"), and persons share short forms
    ("Kim"); two persons of the same full name must say so with `homonym = true`.
    """

    taken: dict[tuple[str, str], list[tuple[Bearer, NameUse]]] = field(default_factory=dict)

    def take(self, bearer: Bearer, names: Iterable[Name]) -> None:
        """Enter the names of one bearer. Raises DossierError at the first that belongs to another."""
        for name in names:
            holders = self.taken.setdefault((name.text, name.language), [])
            # A surname may have thousands of bearers, all persons: they are let through without comparing each.
            free = bearer.group == "person" and (bearer.homonym or name.use == "alias")
            for other, use in holders[:1] if free else holders:
                if not may_share(bearer, name.use, other, use):
                    raise fault(bearer.place, self._clash(name, bearer, other))
            if not (free and holders):
                holders.append((bearer, name.use))

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
