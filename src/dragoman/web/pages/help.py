"""How pages are used: the keys, what can be typed into the search field, what the kinds mean."""

from typing import get_args

from dragoman.record import ClaimKind
from dragoman.web.answers import Answer
from dragoman.web.house import House
from dragoman.web.labels import word

KEYS = ("j", "k", "Enter", "n", "/", "?")
"""Keys that walk, on every page."""
DECIDING = ("a", "r", "e", "y", "b", "o", "i", "s", "u")
"""Keys that decide, where something waits or a claim is shown."""
TYPED = (
    "sanctions",
    '"complete denuclearization"',
    "denuclear*",
    "drill -exercise",
    "김정은",
    "sanctions kind:call actor:Seoul",
)


def help_page(house: House) -> Answer:
    """The page; the record plays no part in it."""
    kinds = get_args(ClaimKind)
    rows = [("kind", kind, word("kind-meanings", kind)) for kind in kinds]
    rows += [("key", key, word("key-meanings", key)) for key in (*KEYS, *DECIDING)]
    rows += [("search", typed, word("typed-meanings", typed)) for typed in TYPED]
    return Answer(
        page="help",
        shown={"keys": KEYS, "deciding": DECIDING, "typed": TYPED},
        data={"help": [{"of": of, "word": one, "meaning": meaning} for of, one, meaning in rows]},
        columns=("of", "word", "meaning"),
        rows=rows,
    )
