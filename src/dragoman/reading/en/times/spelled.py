"""Years that are spelled out, as transcripts have them: two thousand and eighteen, nineteen ninety-nine, twenty ten."""

from dragoman.reading.en.times.tokens import Token

_CENTURIES = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}
_HYPHENS = frozenset("-‐‑–")


def with_years(tokens: list[Token], numbers: dict[str, int]) -> list[Token]:
    """The same tokens, each spelled year as one token of four digits over all its words."""
    if not any(token.low in _CENTURIES or token.low == "thousand" for token in tokens):
        return tokens
    made: list[Token] = []
    i = 0
    while i < len(tokens):
        year = _thousands(tokens, i, numbers) or _hundreds(tokens, i, numbers)
        if year is None:
            made.append(tokens[i])
            i += 1
            continue
        value, after = year
        first = tokens[i]
        made.append(Token(first.start, tokens[after - 1].end, str(value), first.glued, first.capital))
        i = after
    return made


def _low(tokens: list[Token], i: int) -> str:
    return tokens[i].low if i < len(tokens) else ""


def _thousands(tokens: list[Token], i: int, numbers: dict[str, int]) -> tuple[int, int] | None:
    if _low(tokens, i) != "two" or _low(tokens, i + 1) != "thousand":
        return None
    at = i + 3 if _low(tokens, i + 2) == "and" else i + 2
    rest = _small(tokens, at, numbers)
    return (2000 + rest[0], rest[1]) if rest else (2000, i + 2)


def _hundreds(tokens: list[Token], i: int, numbers: dict[str, int]) -> tuple[int, int] | None:
    century = _CENTURIES.get(_low(tokens, i))
    if century is None:
        return None
    if _low(tokens, i + 1) in ("oh", "zero"):
        ones = numbers.get(_low(tokens, i + 2), 100)
        return (century + ones, i + 3) if ones < 10 else None
    rest = _small(tokens, i + 1, numbers)
    # "twenty one" is a number, "twenty ten" a year
    return (century + rest[0], rest[1]) if rest and rest[0] >= 10 else None


def _small(tokens: list[Token], i: int, numbers: dict[str, int]) -> tuple[int, int] | None:
    """One to ninety-nine."""
    value = numbers.get(_low(tokens, i), 100)
    if value >= 100:
        return None
    if value < 20:
        return value, i + 1
    at = i + 2 if _low(tokens, i + 1) in _HYPHENS else i + 1
    ones = numbers.get(_low(tokens, at), 100)
    return (value + ones, at + 1) if ones < 10 else (value, i + 1)
