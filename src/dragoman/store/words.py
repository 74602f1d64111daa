"""A text as the words it is searched by, the same for what is indexed and for what is asked.

Words in letters are folded (case, marks over letters, apostrophes) and stemmed as English. Scripts without dependable
spaces between words (Hangul, Han, kana) are indexed by pairs of letters: 대북제재 is 대북, 북제, 제재 and the last
letter, 재. So a noun is found wherever it stands, with any particle and inside any compound, without a dictionary;
docs/search.md has the figures and what was tried instead.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

_PAIRED = "가-힣一-鿿㐀-䶿぀-ヿ"
_LETTERS = rf"[^\W_{_PAIRED}]+"
_RUN = re.compile(rf"(?P<pairs>[{_PAIRED}]+)|(?P<word>{_LETTERS}(?:['’]{_LETTERS})*)")
_IN_PAIRS = re.compile(f"[{_PAIRED}]")
LONGEST = 60
"""Letters of a word that count: what is longer is no word, and is told apart by as many."""
_stemming = threading.Lock()


class Word(NamedTuple):
    """What is indexed, where it stands in the text, and the folded word where stemming cut it (else "")."""

    start: int
    end: int
    token: str
    whole: str = ""


def words(text: str) -> Iterator[Word]:
    """The words of a text in order; each has the next position, and so phrases are words in a row."""
    for match in _RUN.finditer(text):
        start, end = match.span()
        if match["word"] is None:
            yield from (Word(n, n + 2, text[n : n + 2]) for n in range(start, end - 1))
            yield Word(end - 1, end, text[end - 1])
        else:
            token, whole = _known(match["word"])
            if token:
                yield Word(start, end, token, whole)


def indexed(text: str) -> tuple[str, str, int]:
    """What a text is found by: its tokens; the words that stemming cut, each once; and how many tokens there are."""
    found = list(filter(None, map(_indexed_in, text.split())))
    if not found:
        return "", "", 0
    tokens, cut, many = zip(*found, strict=True)
    return " ".join(tokens), " ".join(dict.fromkeys(chain.from_iterable(cut))), sum(many)


@lru_cache(maxsize=1 << 17)
def _indexed_in(stretch: str) -> tuple[str, tuple[str, ...], int] | None:
    """The same of some letters between two spaces; None where there is no word.

    No word goes over a space, and the same stretches come again and again: looking them up takes a third.
    """
    tokens: list[str] = []
    wholes: list[str] = []
    for pairs, word in _RUN.findall(stretch):
        if pairs:
            tokens += [pairs[n : n + 2] for n in range(len(pairs) - 1)]
            tokens.append(pairs[-1])
            continue
        token, whole = _known(word)
        if token:
            tokens.append(token)
        if whole:
            wholes.append(whole)
    return (" ".join(tokens), tuple(wholes), len(tokens)) if tokens else None


class Sought(NamedTuple):
    """Tokens in a row; `open` where the last one may go on. Of one token that may, `whole` words count too."""

    tokens: tuple[str, ...]
    open: bool = False


def sought(typed: str, *, begins: bool = False) -> Sought | None:
    """What to look for where these words stand in a row, the last one perhaps only begun; None where none is one."""
    typed = unicodedata.normalize("NFC", typed)
    runs = list(_RUN.finditer(typed))
    if not runs:
        return None
    found = list(words(typed))
    last = runs[-1]
    if last["word"] is None and len(last.group()) > 1:
        # The last letter of a text is a token of its own so that it can be found; here it is in the last pair.
        return Sought(tuple(word.token for word in found[:-1]))
    if not found:
        return None
    tokens = [word.token for word in found]
    if begins and found[-1].whole:
        tokens[-1] = found[-1].whole
    return Sought(tuple(tokens), begins or last["word"] is None)


def places(text: str, asked: list[Sought]) -> list[tuple[int, int]]:
    """Where in the text what was looked for stands, in order; what touches or overlaps is one."""
    found = list(words(text))
    spans: list[tuple[int, int]] = []
    for one in asked:
        size = len(one.tokens)
        for n in range(len(found) - size + 1):
            if _stands(found[n : n + size], one):
                last = found[n + size - 1]
                spans.append((found[n].start, last.start + 1 if _IN_PAIRS.fullmatch(one.tokens[-1]) else last.end))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(set(spans)):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _stands(here: list[Word], one: Sought) -> bool:
    *before, last = one.tokens
    if any(word.token != token for word, token in zip(here, before, strict=False)):
        return False
    word = here[-1]
    if not one.open:
        return word.token == last
    return word.token.startswith(last) or (not before and word.whole.startswith(last))


def _folded(word: str) -> str:
    word = word.casefold()
    if not word.isascii():
        word = unicodedata.normalize("NFD", word)
        word = unicodedata.normalize("NFC", "".join(c for c in word if not unicodedata.combining(c)))
    word = word.replace("’", "'").removesuffix("'s").replace("'", "")
    return "".join(c for c in word if c.isalnum())[:LONGEST]


@lru_cache(maxsize=1 << 16)
def _known(word: str) -> tuple[str, str]:
    """The token of a printed word, and the folded word where that is another."""
    folded = _folded(word)
    if len(folded) < 4 or not folded.isascii() or not folded.isalpha():
        return folded, ""
    with _stemming:  # the stemmer keeps its state in itself
        stem = str(_stemmer().stemWord(folded))
    return stem, folded if stem != folded else ""


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    """The bare stemmer, without identity's irregular forms: what is in an index must not change as lists grow."""
    import snowballstemmer

    return snowballstemmer.stemmer("english")
