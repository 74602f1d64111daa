"""The dossier's actors by what somebody types: an id, a name in any script or romanisation, a part of one."""

import difflib
from collections import defaultdict

from dragoman.dossier import Actor, Dossier
from dragoman.identity.names import NameIndex, bare

NEAR = 5
"""Near misses that are told."""
COMPARED = 5_000
"""Names that a near miss is sought among: difflib compares with every one."""


class ActorFinder:
    """Finds actors of one dossier. Made once a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self._actors = dossier.actors
        self._bearers: dict[str, dict[str, None]] = defaultdict(dict)
        self._own: dict[str, dict[str, None]] = defaultdict(dict)
        full = []
        for actor in dossier.actors.values():
            for name in actor.names:
                self._bearers[_bare(name.text)][actor.id] = None
                if name.use in ("name", "alias"):
                    self._own[_bare(name.text)][actor.id] = None
                if actor.kind == "person" and name.use == "name":
                    full.append((actor.id, name.text))
        self._index = NameIndex(full)

    def find(self, typed: str) -> list[Actor]:
        """The actors meant, the likest first; none where nobody is.

        An id or a printed form is its bearer's, and who merely contains it is left aside; a name spelled in another way
        is found by its sound; words that are part of names find all that have them.
        """
        return [self._actors[id_] for id_ in self.named(typed) or self._with_words(_bare(typed))]

    def named(self, typed: str) -> tuple[str, ...]:
        """The ids of those whose id or whole name it is, in any script or spelling."""
        if typed in self._actors:
            return (typed,)
        bearers = self._bearers.get(_bare(typed))
        return tuple(bearers) if bearers else tuple(match.id for match in self._index.find(typed))

    def names(self, typed: str) -> tuple[str, ...]:
        """Every name, in any language, of those of whom it is a whole one, for searching a text.

        A capital that stands for its government is no name of it; a name of one or two letters in Latin, or of one
        syllable, is in too many words.
        """
        bearers = tuple(self._own.get(_bare(typed), ()))
        if not bearers and _bare(typed) not in self._bearers and " " in typed.strip():
            bearers = tuple(match.id for match in self._index.find(typed))
        held = (name for id_ in bearers for name in self._actors[id_].names)
        names = (name.text for name in held if name.use in ("name", "alias"))
        return tuple(dict.fromkeys(name for name in names if len(name) > (2 if name.isascii() else 1)))

    def near(self, typed: str) -> list[str]:
        """Names that are spelled somewhat like it."""
        forms = [form for form in self._bearers if abs(len(form) - len(typed)) <= 4][:COMPARED]
        close = difflib.get_close_matches(_bare(typed), forms, n=NEAR * 2, cutoff=0.7)
        bearers = dict.fromkeys(id_ for form in close for id_ in self._bearers[form])
        return [self._actors[id_].name for id_ in bearers][:NEAR]

    def _with_words(self, asked: str) -> list[str]:
        if not asked:
            return []
        # Korean words join: 외교 is looked for anywhere, "kim" as a word of its own.
        asked = asked.replace("-", " ")
        wanted = f" {asked} " if asked.isascii() else asked
        found = (ids for form, ids in self._bearers.items() if wanted in f" {form.replace('-', ' ')} ")
        return list(dict.fromkeys(id_ for ids in found for id_ in ids))


def _bare(text: str) -> str:
    return bare(text).removeprefix("the ")
