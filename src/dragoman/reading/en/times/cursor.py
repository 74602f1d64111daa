"""The tokens of a sentence and the small readings every rule is made of."""

from dragoman.reading.en.times.calendar import Unit
from dragoman.reading.en.times.nodes import Node
from dragoman.reading.en.times.tokens import Token
from dragoman.reading.en.times.words import Lexicon

Found = tuple[Node, int]  # what was read, and the index of the token after it

HYPHENS = frozenset("-‐‑–—")
DASHES = frozenset("-‐‑–—~")
APOSTROPHES = frozenset("'’")
_VAGUE_COUNTS = frozenset({"several", "few", "many", "some", "recent", "numerous"})


class Cursor:
    """Tokens by index. Outside the sentence every token is empty, so that rules need not look where it ends."""

    def __init__(self, tokens: list[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.size = len(tokens)
        self.lows = [token.low for token in tokens]
        self.points: dict[tuple[int, bool, bool], Found | None] = {}  # what point() has read already

    def low(self, i: int) -> str:
        """The word in lower case."""
        return self.lows[i] if 0 <= i < self.size else ""

    def glued(self, i: int) -> bool:
        """Nothing stands between this token and the one before."""
        return 0 <= i < self.size and self.tokens[i].glued

    def capital(self, i: int) -> bool:
        """It begins with a capital letter."""
        return 0 <= i < self.size and self.tokens[i].capital

    def is_word(self, i: int) -> bool:
        """It is made of letters."""
        return self.low(i).isalpha()

    def integer(self, i: int, *, digits: int = 4) -> int | None:
        """The value of a run of at most so many digits. A longer run is no number that time is told with."""
        low = self.low(i)
        return int(low) if low[:1].isdecimal() and len(low) <= digits and low.isascii() else None

    def is_number(self, i: int) -> bool:
        """It is a run of digits of any length."""
        return self.low(i)[:1].isdecimal()

    def may_begin(self, i: int) -> bool:
        """An expression may begin here: a quick look, so that most words cost nothing more."""
        low = self.low(i)
        if low not in self.lexicon.starts:
            return low[:1].isdecimal()
        if low in ("the", "a", "an", "its", "their", "his", "her", "our"):
            return self.low(i + 1) in self.lexicon.inside or self.is_number(i + 1)
        return True

    def match(self, i: int, words: tuple[str, ...]) -> bool:
        """The words stand here, one after another."""
        return self.low(i) == words[0] and tuple(self.lows[i : i + len(words)]) == words

    def hyphen(self, i: int) -> bool:
        """A hyphen glued to the word before it and the word after it."""
        return self.low(i) in HYPHENS and self.glued(i) and self.glued(i + 1)

    def possessive(self, i: int) -> bool:
        """An apostrophe that makes the word before it possessive."""
        return self.low(i) in APOSTROPHES and self.glued(i)

    def count(self, i: int) -> tuple[int | None, int] | None:
        """A number of things: "24", "twenty-four", "a couple of", "a"; None as the number for "several"."""
        low = self.low(i)
        if low in ("a", "an"):
            return self._counted_article(i)
        if low == "couple":
            return 2, i + 2 if self.low(i + 1) == "of" else i + 1
        if low in _VAGUE_COUNTS:
            return None, i + 1
        value = self.integer(i)
        if value is not None:
            # 1,998 and 3.5 are no counts of years
            broken = self.low(i + 1) in (",", ".") and self.glued(i + 1) and self.is_number(i + 2) and self.glued(i + 2)
            return None if broken else (value, i + 1)
        return self._spelled(i)

    def _counted_article(self, i: int) -> tuple[int | None, int]:
        following = self.low(i + 1)
        if following == "couple":
            return 2, i + 3 if self.low(i + 2) == "of" else i + 2
        if following in _VAGUE_COUNTS:
            return None, i + 2
        if following == "dozen":
            return 12, i + 2
        return 1, i + 1

    def _spelled(self, i: int) -> tuple[int, int] | None:
        value = self.lexicon.numbers.get(self.low(i))
        if value is None:
            return None
        if value < 20 or value == 100:
            if value < 10 and self.low(i + 1) == "hundred":
                return value * 100, i + 2
            return value, i + 1
        at = i + 2 if self.hyphen(i + 1) else i + 1
        rest = self.lexicon.numbers.get(self.low(at), 100)
        return (value + rest, at + 1) if rest < 10 else (value, i + 1)

    def ordinal(self, i: int) -> tuple[int, int] | None:
        """The 23rd, the twenty-third, the third; the last is -1."""
        if self.low(i) in ("last", "final"):
            return -1, i + 1
        value = self.integer(i, digits=3)
        if value is not None:
            return (value, i + 2) if self.low(i + 1) in ("st", "nd", "rd", "th") and self.glued(i + 1) else None
        value = self.lexicon.ordinals.get(self.low(i))
        if value is not None:
            return value, i + 1
        tens = self.lexicon.numbers.get(self.low(i), 0)
        # "twenty- first" as a hard-wrapped text has it
        at = i + 2 if self.low(i + 1) in HYPHENS and self.glued(i + 1) else i + 1
        ones = self.lexicon.ordinals.get(self.low(at), 100)
        return (tens + ones, at + 1) if 20 <= tens < 100 and ones < 10 else None

    def unit(self, i: int) -> Unit | None:
        """A unit of time."""
        return self.lexicon.units.get(self.low(i))

    def plural(self, i: int) -> bool:
        """The unit stands in the plural."""
        return self.low(i).endswith("s")
