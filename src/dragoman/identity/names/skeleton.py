"""A coarse key of a name by its sounds: what may be the same name has the same key, save where a query tries several.

Words are worked out once each, and what all names need is done on one long text: 200,000 names are a matter of a
second.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import product

from dragoman.identity.names.hangul import at_head, is_hangul
from dragoman.identity.names.printed import clean
from dragoman.identity.names.sounds import sound_tables

_NOT_PLAIN = re.compile(
    r"[\n\r\v\f\u00ad\u0370-\u052f\u1100-\u11ff\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\uff00-\uffef\t]"
)
_INSIDE_NG = re.compile("ng(?=[aeiouwy])")

# Consonants fall into k t p j s h m n (r and l are n: both stand where ㄹ does), vowels into A I O. In this order.
_SPELLED = (
    *(("park ", "pak "), ("back ", "baek "), ("syng", "sung"), ("lew ", "lu "), ("joe ", "jo "), ("june ", "jun ")),
    *(("hur ", "hu "), ("sur ", "su "), ("rk ", "k "), ("yy ", "y ")),
    *((" kh", " k"), (" th", " t"), (" ph", " p"), (" jh", " j"), (" dh", " d"), (" gh", " k"), (" wh", " h")),
    *(("wh", "h"), ("rh", "r"), ("lh", "r"), ("tch", "j"), ("ch", "j"), ("sh", "s"), ("ck", "k"), ("x", "ks")),
    *(("ough ", "o "), ("eigh ", "i "), ("h ", " "), ("ay ", "I "), ("oy ", "I "), ("ey ", "I "), ("y ", "i ")),
    *(("ng", "n"), ("l", "n"), ("r", "n"), ("d", "t"), ("b", "p"), ("f", "p"), ("v", "p"), ("z", "j")),
    *(("g", "k"), ("q", "k"), ("c", "k")),
    *((f"h{c}", c) for c in "ktpjsmn"),
    *(("eui", "I"), ("ui", "I"), ("oi", "I"), ("oe", "I"), ("ae", "I"), ("ai", "I"), ("ea", "I"), ("ee", "I")),
    *(("ie", "I"), ("eou", "O"), ("eo", "O"), ("eu", "O"), ("ue", "O"), ("w", ""), ("y", "")),
    *(("a", "A"), ("e", "I"), ("i", "I"), ("o", "O"), ("u", "O"), (" ", "")),
)
_DOUBLED = tuple((c + c, c) for c in "AIOktpjsmnh") * 2


def _jamo() -> dict[int, str]:
    """The parts of Hangul, as Unicode takes syllables apart, and their classes."""
    onsets = dict(zip(range(0x1100, 0x1113), "kknttnmppss_jjjktph", strict=True))
    vowels = dict(zip(range(0x1161, 0x1176), "AIAIOIOIOAIIOOOIIOOII", strict=True))
    codas = dict.fromkeys(range(0x11A8, 0x11C3), "")
    codas |= dict.fromkeys((0x11A8, 0x11A9, 0x11BF), "k") | dict.fromkeys((0x11AB, 0x11AF, 0x11BC), "n")
    codas |= dict.fromkeys((0x11B7,), "m") | dict.fromkeys((0x11B8, 0x11C1), "p")
    codas |= dict.fromkeys((0x11AE, 0x11BA, 0x11BD, 0x11BE, 0x11C0), "t")
    return {**onsets, 0x110B: "", **vowels, **codas}


_JAMO = _jamo()
_PUNCTUATION = {ord(c): None for c in ".'’‘`\"()_*"} | {ord(c): " " for c in "-‐‑–,/"}


class _WordKeys(dict[str, str]):
    """The classes of a word in small letters, worked out when first asked for: long lists of names have few words."""

    def __missing__(self, word: str) -> str:
        if is_hangul(word):
            key = "".join(_SYLLABLES[c] for c in word)
        else:
            loose = unicodedata.normalize("NFD", word)
            key = _spelled("".join(c for c in loose if not "\u0300" <= c <= "\u036f"))
        if len(self) < MOST_WORDS:
            self[word] = key
        return key


class _SyllableKeys(dict[str, str]):
    """The classes of a Hangul syllable."""

    def __missing__(self, syllable: str) -> str:
        key = self[syllable] = unicodedata.normalize("NFD", syllable).translate(_JAMO)
        return key


MOST_WORDS = 200_000
"""So many words are remembered, and no more: a list that has more gains nothing by it."""
_WORDS = _WordKeys()
_SYLLABLES = _SyllableKeys()


def skeletons(names: Sequence[str]) -> tuple[list[str], list[str]]:
    """Of each name the key of all of it, and the key of its first and last word where it has more ("" where not).

    A name may hold anything but line breaks, which count as spaces.
    """
    text = "\n".join(names)
    if text.count("\n") >= len(names) or _NOT_PLAIN.search(text):
        text = "\n".join(clean(n) if _NOT_PLAIN.search(n) else n for n in names)
    whole: list[str] = []
    ends: list[str] = []
    for line in _lowered(text).split("\n"):
        words = line.split()
        whole.append("".join([_WORDS[w] for w in words]))
        ends.append(_WORDS[words[0]] + _WORDS[words[-1]] if len(words) > 2 else "")
    return _undouble("\n".join(whole)).split("\n"), _undouble("\n".join(ends)).split("\n")


def _lowered(text: str) -> str:
    """Small letters, without points and apostrophes; hyphens are spaces."""
    return text.casefold().translate(_PUNCTUATION)


def _spelled(word: str) -> str:
    word = f" {word} "
    for letters, plain in _SPELLED:
        word = word.replace(letters, plain)
    return word


def keys_to_try(name: str) -> Iterator[str]:
    """The keys under which a name that may be the same can stand: other orders, other heads of its words."""
    words = _words(clean(name))
    if not words:
        return
    orders = [words]
    if len(words) > 1:
        orders += [[words[-1], *words[:-1]], [*words[1:], words[0]]]
    if len(words) > 2:
        orders += [[words[0], words[-1]]]
    seen: set[str] = set()
    for order in orders:
        heads = [_heads(word, bound=n < 2) for n, word in enumerate(order)]
        for choice in product(*heads):
            key = _undouble("".join(choice))
            if key not in seen:
                seen.add(key)
                yield key


def _words(name: str) -> list[str]:
    joined = name.replace(" ", "")
    if is_hangul(joined) and 2 <= len(joined) <= 5:
        size = 2 if at_head(joined[0]) + joined[1] in sound_tables().double_surnames and len(joined) > 2 else 1
        return [joined[:size], joined[size:]]
    return name.split()[:5]


def _heads(word: str, *, bound: bool) -> list[str]:
    """The classes of a word; at the head of a surname or given name n may have fallen: 리, 이; 노, 로."""
    low = _lowered(word)
    found = [_key(low)]
    if _INSIDE_NG.search(low):
        found.append(_key(_INSIDE_NG.sub("n g", low)))
    if bound:
        found += [key[1:] if key[:1] == "n" else f"n{key}" for key in found if key[:1] in tuple("nAIO")]
    return found


def _key(lowered: str) -> str:
    return "".join(_WORDS[w] for w in lowered.split())


def _undouble(key: str) -> str:
    for twice, once in _DOUBLED:
        key = key.replace(twice, once)
    return key
