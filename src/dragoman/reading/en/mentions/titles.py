"""The title grammar: posts with their holders ("Deputy Minister for X Kweon Ki-hwan"), and names that need no post.

A title is modifiers, a head, and a complement ("of Foreign Affairs", "to Belgium and the EU"); a name follows it. Where
complement and name run together, words known to belong to posts or to the dossier's states end where the name begins,
and a Korean family name with its given name begins one. Words: titles.toml.
"""

import functools
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from dragoman.reading.en.mentions.found import Found, Gender
from dragoman.reading.en.mentions.given import gender_of, given_name_size, is_given_name, names_a_thing
from dragoman.reading.en.mentions.tokens import Token, tokens_of

_PARTICLES = frozenset(
    {"de", "van", "von", "der", "den", "bin", "al", "da", "del", "della", "dos", "el", "la", "le", "ibn", "ter"}
)
_JOINING = frozenset({"and", "the", "The", ",", "’", "'", "s", "&"})
_GIVEN = re.compile(r"[A-Z][a-zé]+[-‐‑][A-Za-z][a-z]+$")
# One syllable as Korean given names print it: "Ji", "Hwan", "Hyun". Two of them behind a family name are a name.
_SYLLABLE = re.compile(r"[A-Z][^aeiouy\W\d]{0,2}[aeiouyw]{1,3}(?:ng|[bdgkmnlprst]|ck)?h?$")


@dataclass(frozen=True, slots=True)
class TitleWords:
    """titles.toml, as sets."""

    heads: frozenset[str]
    modifiers: frozenset[str]
    links: frozenset[str]
    complements: frozenset[str]
    common: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    surnames: frozenset[str]
    not_names: frozenset[str]
    ranks: frozenset[str]
    lower: frozenset[str]
    """Words of a title in lower case: modifiers, complements, and those listed beside them."""


@functools.cache
def title_words() -> TitleWords:
    """The word lists of titles.toml."""
    text = resources.files("dragoman.reading.en.mentions").joinpath("titles.toml").read_text(encoding="utf-8")
    data = {key: frozenset(words) for key, words in tomllib.loads(text).items()}
    data["lower"] |= {w.lower() for w in data["modifiers"] | data["complements"]}
    return TitleWords(**data)


def is_title_word(word: str) -> bool:
    """Whether the word belongs to posts, or opens sentences, and so is nobody's name."""
    words = title_words()
    return word in words.heads or word in words.modifiers or word in words.complements or word in words.not_names


def find_people(text: str, start: int, end: int, known: Sequence[Found]) -> list[Found]:
    """People named in `text[start:end]`: with a title, or by a Korean name alone.

    `known` are the dossier's names there, in order.
    """
    tokens = tokens_of(text, start, end)
    covered = _covered(tokens, known)
    people: list[Found] = []
    at = 0
    while at < len(tokens):
        person, after = _person_at(tokens, at, covered)
        if person is not None:
            people.append(person)
        at = max(after, at + 1)
    return people


def _covered(tokens: Sequence[Token], known: Sequence[Found]) -> dict[int, Found]:
    """Token index -> the dossier's name that covers it (persons left out: they are what we look for)."""
    covered: dict[int, Found] = {}
    spans = [f for f in known if f.kind != "person"]
    i = 0
    for n, token in enumerate(tokens):
        while i < len(spans) and spans[i].end <= token.start:
            i += 1
        if i < len(spans) and spans[i].start <= token.start:
            covered[n] = spans[i]
    return covered


def _person_at(tokens: Sequence[Token], at: int, covered: dict[int, Found]) -> tuple[Found | None, int]:
    """The person whose title or name begins at `at`, or None; and where to look on."""
    words = title_words()
    token = tokens[at]
    if token.word in words.heads or token.word in words.modifiers:
        head = _head(tokens, at)
        if head is not None:
            name_at, size = _name_behind(tokens, head, covered)
            return (_titled(tokens, at, name_at, size, covered), name_at + size) if size else (None, head + 1)
    elif token.word in words.common:
        size = _name_size(tokens, at + 1, covered, titled=True)
        if size >= 2 or (size == 1 and at > 0):
            return _titled(tokens, at, at + 1, size, covered), at + 1 + size
    if token.word in words.surnames:
        size = _name_size(tokens, at, covered, titled=False)
        if size:
            return _person(tokens, at, at, size, title="", covered=covered), at + size
    size = given_name_size(tokens, at, covered, words.not_names)
    if size:
        return _person(tokens, at, at, size, title="", covered=covered), at + size
    return None, at + 1


def _name_behind(tokens: Sequence[Token], head: int, covered: dict[int, Found]) -> tuple[int, int]:
    """Where the name behind a title's head begins and how many tokens it has; 0 for no name."""
    name_at = _after_complement(tokens, head + 1, covered)
    # "Representative for X Ambassador Y": one title opens another
    while name_at < len(tokens) and (second := _head(tokens, name_at)) is not None:
        name_at = _after_complement(tokens, second + 1, covered)
    size = _name_size(tokens, name_at, covered, titled=True)
    if not size and name_at != head + 1:  # the complement swallowed the name: "Minister for Song"
        name_at = head + 1
        size = _name_size(tokens, name_at, covered, titled=True)
    return name_at, size


def _head(tokens: Sequence[Token], at: int) -> int | None:
    """The index of a title's head, `at` standing on its first word; None where no title is there."""
    words = title_words()
    limit = min(len(tokens), at + 7)
    head = None
    for i in range(at, limit):
        word = tokens[i].word
        if word in words.heads:
            head = i
        elif word not in words.modifiers:
            break
    return head


def _after_complement(tokens: Sequence[Token], at: int, covered: dict[int, Found]) -> int:
    """Where a title's complement ends; `at` itself where none begins there."""
    words = title_words()
    if at < len(tokens) and tokens[at].word == ")":
        return at + 1
    if at >= len(tokens) or tokens[at].word not in words.links:
        return at
    i, last = at + 1, at
    while i < len(tokens):
        word = tokens[i].word
        if i in covered or word in words.complements or _before_name(tokens, i) or _before_complement(tokens, i):
            last = i
        elif word not in _JOINING and word not in words.links and word not in words.lower:
            break
        i += 1
    return last + 1 if last > at else at


def _before_name(tokens: Sequence[Token], i: int) -> bool:
    """A capitalised word nobody listed ("Arctic") is the post's where a name begins behind it in the same run."""
    if not tokens[i].capital or _opens_name(tokens, i):
        return False
    for j in range(i + 1, min(i + 5, len(tokens))):
        if not tokens[j].capital or tokens[j].start - tokens[j - 1].end > 1:
            return False
        if _opens_name(tokens, j) and j + 1 < len(tokens) and tokens[j + 1].capital:
            return True
    return False


def _opens_name(tokens: Sequence[Token], i: int) -> bool:
    word = tokens[i].word
    return is_given_name(word) or (word in title_words().surnames and _korean_size(tokens, i) > 0)


def _before_complement(tokens: Sequence[Token], i: int) -> bool:
    """A capitalised word nobody listed ("Oceanian") is the post's where a word of posts closes its run."""
    words = title_words()
    if not tokens[i].capital or is_given_name(tokens[i].word) or tokens[i].word in words.surnames:
        return False
    j = i + 2 if i + 1 < len(tokens) and tokens[i + 1].word in ("and", ",", "&") else i + 1
    return j < len(tokens) and tokens[j].word in words.complements


def _name_size(tokens: Sequence[Token], at: int, covered: dict[int, Found], *, titled: bool) -> int:
    """How many tokens from `at` are a person's name. Without a title only a full Korean name is one."""
    words = title_words()
    if at >= len(tokens) or not tokens[at].capital or at in covered or tokens[at].word in words.not_names:
        return 0
    if tokens[at].word in words.surnames:
        korean = _korean_size(tokens, at)
        if korean:
            return korean
    if not titled:
        return 0
    size = 0
    while at + size < len(tokens) and size < 5:
        token = tokens[at + size]
        near = size == 0 or token.start - tokens[at + size - 1].end <= 1
        part = token.capital or (token.word in _PARTICLES and size > 0)
        other = token.word in words.not_names or token.word in words.heads
        if not part or not near or other or at + size in covered:
            break
        size += 1
    while size and not tokens[at + size - 1].capital:
        size -= 1
    return 0 if _is_no_name([t.word for t in tokens[at : at + size]]) else size


def _is_no_name(name: Sequence[str]) -> bool:
    """ "Development Assistance", "President Hotel": words of posts alone, or a thing."""
    words = title_words()
    if name and names_a_thing(name[-1]):
        return True
    return len(name) > 1 and all(w in words.complements or w in words.modifiers for w in name)


def _korean_size(tokens: Sequence[Token], at: int) -> int:
    """2 or 3 where a Korean family name and its given name stand at `at`, else 0."""
    if at + 1 >= len(tokens) or tokens[at + 1].start - tokens[at].end != 1:
        return 0
    if _GIVEN.match(tokens[at + 1].word):
        return 2
    pair = tokens[at + 1 : at + 3]
    if len(pair) < 2 or pair[1].start - pair[0].end != 1:
        return 0
    not_names = title_words().not_names
    return 3 if all(_SYLLABLE.match(t.word) and t.word not in not_names for t in pair) else 0


def _titled(tokens: Sequence[Token], at: int, name_at: int, size: int, covered: dict[int, Found]) -> Found:
    """A title with its name; where a run hides a Korean name at its end, what stands before it is the title's."""
    hidden = _hidden_name(tokens, name_at, size)
    name_at, size = name_at + hidden, size - hidden
    start = _title_start(tokens, at, covered)
    title = " ".join(t.word for t in tokens[start:name_at])
    return _person(tokens, start, name_at, size, title=title, covered=covered)


def _hidden_name(tokens: Sequence[Token], name_at: int, size: int) -> int:
    """How many tokens stand before a Korean name that ends a longer run of capitals; 0 where none does."""
    words = title_words()
    if tokens[name_at].word in words.surnames:
        return 0
    for skip in range(1, size - 1):
        if tokens[name_at + skip].word not in words.surnames or name_at + skip + 1 >= len(tokens):
            continue
        rest = size - skip
        if rest == 3 or (rest == 2 and _GIVEN.match(tokens[name_at + skip + 1].word)):
            return skip
    return 0


def _title_start(tokens: Sequence[Token], at: int, covered: dict[int, Found]) -> int:
    """Where a title begins whose first listed word is at `at`: lower-case modifiers and a state belong to it."""
    words = title_words()
    start = at
    while (
        start > 0
        and tokens[start - 1].word.lower() in words.lower
        and (tokens[start - 1].word.islower() or start == 1)
        and tokens[at].word.islower()
    ):
        start -= 1
    start = _before_brackets(tokens, start, covered)
    while (
        start - 1 in covered
        and covered[start - 1].kind in ("state", "organisation")
        and tokens[start].start - tokens[start - 1].end <= 1
    ):
        span = covered[start - 1]
        start -= 1
        while start - 1 in covered and covered[start - 1] is span:
            start -= 1
    return start


def _before_brackets(tokens: Sequence[Token], start: int, covered: dict[int, Found]) -> int:
    """ "Republic of Korea (ROK) Foreign Minister": the title goes on before a state's abbreviation in brackets."""
    bracketed = start >= 4 and tokens[start - 1].word == ")" and tokens[start - 3].word == "("
    if not bracketed or start - 2 not in covered or start - 4 not in covered:
        return start
    return start - 3 if covered[start - 2].state == covered[start - 4].state else start


def _person(
    tokens: Sequence[Token], start: int, name_at: int, size: int, *, title: str, covered: dict[int, Found]
) -> Found:
    words = title_words()
    name = [t.word for t in tokens[name_at : name_at + size]]
    korean = name[0] in words.surnames and (size == 3 or (size == 2 and len(name[1]) > 2))
    state = next((covered[i].state for i in range(start, name_at) if i in covered and covered[i].state), None)
    return Found(
        tokens[start].start,
        tokens[name_at + size - 1].end,
        kind="person",
        how="title" if title else "name",
        name=" ".join(name),
        state=state,
        head=name[0] if korean or size == 1 else name[-1],
        title=title,
        gender=_gender(title.split(), words) or (None if korean else gender_of(" ".join(name))),
    )


def _gender(title: Sequence[str], words: TitleWords) -> Gender:
    if any(w in words.female for w in title):
        return "f"
    return "m" if any(w in words.male for w in title) else None
