"""Sentence boundaries by rule: parsers split inside long titles before Korean names, rules do not.

A candidate is a run of closing punctuation. What stands before it (an abbreviation, an initial, a list number) and what
comes after it (a capital, a quotation mark, a lower-case word) decide. Every decision looks at a bounded stretch of
text, so the whole is linear on any input.
"""

import re

from dragoman.reading.en.abbreviations import AMBIGUOUS, BEFORE_NUMBER, DAYS, FINAL, INNER, MONTHS, TITLES

_BULLETS = "°•◦▪■□○●※·∙‣⁃❖➢►▶★☆◆◇ㅇ"
_OPENING = "\"'“‘«„([{¿¡"
_CLOSING = "\"'”’»)]}"

# Stops, then what closes with them: marks, brackets, footnote numbers. A blank may part a stop and its quote mark.
_stop = re.compile(
    r"\.(?:[ \u00a0]\.){2,3}|[.!?…。]+(?:[\"'”’»)\]}*_]{1,4})?(?:[ ]?\[\d{1,3}\]){0,3}"
    r"|[;:—–-](?=\s{0,4}\n\s{0,4}[°•◦▪■□○●※ㅇ])"
)
_last_word = re.compile(r"(?:[^\s(\[{\"“‘'—–/]|(?<=\w)'){1,30}\Z")
_blank = re.compile(r"\s{1,200}")
_abbreviated = re.compile(r"\b[A-Z][a-z]{0,4}\.\s\Z")  # "Pub. L. 114-122", "H. R. 1644"
_list_number = re.compile(r"(?:\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]|(?:\d{1,2}\.){1,4})\Z")
_label = re.compile(r"\(?(?:[a-h]|[ivx]{1,4})[.)]\s[A-Z]")
_bullet = re.compile(rf"(?:^|(?<=\s))[{_BULLETS}](?=\s)|(?<=\n)[ \t]{{0,8}}[*+-](?=[ \t])")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that seldom follow an abbreviation within a sentence, and often open one.
_OPENERS = _words(
    """
    the a an this that these those he she it they we i you his her its their our my in on at for from with by after
    before during since as if when while where although though but and or so however moreover furthermore meanwhile
    also there here what who why how both each many some most all no not nor now then thus yet still such under
    through to according among asked earlier later today yesterday last next first second finally instead despite
    given
    """
)
_NUMBERED = BEFORE_NUMBER | MONTHS
# Lower-case or not, these carry a sentence on after a closed quotation.
_CARRIES_ON = re.compile(
    r"(?:he|she|they|it|we|I|who|the\s+\w{1,20})?\s{0,3}(?:said|says|asked|added|told|wrote|replied|answered|continued)\b"
)
# “Will they come?” Ms. Tran asked the council. A named speaker, a verb of speech, and soon a stop.
_NAMED_CUE = re.compile(
    r"(?:the\s)?(?:[A-Z][\w.'’-]{0,20}\s){1,4}(?:said|asked|added|wrote|replied|answered|recalled|wondered|inquired|cried)"
    r"(?:\s[\w'’-]{1,20}){0,4}[.,:]"
)
_CLOCKS = _words(
    """
    EST EDT ET GMT KST UTC CET PT Eastern Pacific Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    """
)
# QUESTION: or MR. QUINN: or Q: opens a turn of a transcript, 2) the next line of a list.
_TURN = re.compile(r"\d{1,2}\)\s|(?:[A-Z]|[A-Z][A-Z.'’-]{1,30}(?:\s[A-Z][A-Z.'’-]{1,30}){0,4}):\s")
# A document's number: S/2017/150, A/RES/72/1.
_SYMBOL = re.compile(r"[A-Z]{1,10}/(?:[A-Z]{1,10}/)?\d")
_CLOCK = re.compile(r"(?:[A-Z][a-z]{1,20}\s){1,2}(?:[Ss]tandard\s|[Dd]aylight\s)?[Tt]ime\b")


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Sentence spans (offsets into text, stripped, non-empty, in order, covering all non-space text) of a paragraph.

    The paragraph is text[start:end]; single newlines in it count as spaces, a bullet sign opens a sentence.
    """
    cuts = [m.start() for m in _bullet.finditer(text, start, end)]
    cuts += [m.end() for m in _stop.finditer(text, start, end) if _ends_here(text, m.start(), m.end(), start, end)]
    cuts = sorted({c for c in cuts if start < c < end})
    spans = []
    for left, right in zip([start, *cuts], [*cuts, end], strict=True):
        piece = text[left:right]
        if piece and not piece.isspace():
            spans.append((left + len(piece) - len(piece.lstrip()), left + len(piece.rstrip())))
    return _joined(text, spans)


def _ends_here(text: str, at: int, after: int, start: int, end: int) -> bool:
    """Whether the stop text[at:after] ends a sentence of text[start:end]."""
    gap = _blank.match(text, after, end)
    if gap is None:
        return after < end and _glued_sentence(text, at, after, start, end)
    following = text[gap.end() : gap.end() + 60].rstrip("\n") if gap.end() < end else ""
    following = following[: max(0, end - gap.end())]
    if not following:
        return True
    return _opens(text, at, after, start, following)


def _glued_sentence(text: str, at: int, after: int, start: int, end: int) -> bool:
    """A boundary that lost its blank: `keeping.'"He`, `talks.”The`. Not `U.S.-led`, `a.b.com`."""
    nxt = text[after]
    if nxt in "“«" and after - at == 1 and text[at] in ".!?" and after + 1 < end:
        return text[after + 1].isupper() and _before(text, at, start).islower()
    marked = any(c in "\"”'’»" for c in text[at:after])
    return marked and nxt.isupper() and after + 1 < end and text[after + 1 : after + 2].islower()


def _before(text: str, at: int, start: int) -> str:
    found = _last_word.search(text, max(start, at - 32), at)
    return found.group() if found else ""


def _opens(text: str, at: int, after: int, start: int, following: str) -> bool:
    """Whether what follows a blank can open a sentence, given the stop and the word before it."""
    stop = text[at:after].replace(" ", "")
    bare = following.lstrip(_OPENING + " ")
    if stop[0] in ";:—–-":
        return True
    if bare[:1].islower():
        return _odd_lower(stop, following, bare)
    if stop[0] == "…" or stop.startswith(".."):
        return _after_dots(stop, text, at, start, following)
    if stop[0] in "!?" or (len(stop) > 1 and stop[0] == "." and stop[1] not in ")]}"):
        return not (_closes_quote(stop) and (_CARRIES_ON.match(following) or _named_cue(stop, following)))
    if stop[0] == ".":
        return _after_full_stop(_before(text, at, start), text, at, start, following, bare)
    return True


def _named_cue(stop: str, following: str) -> bool:
    """Whether "Ms. Tran asked." follows a question or a cry; after a full stop it is a sentence of its own."""
    if stop[0] not in "!?" or following.split(maxsplit=1)[0].lower() in _OPENERS:
        return False
    return _NAMED_CUE.match(following) is not None


def _closes_quote(stop: str) -> bool:
    return stop[-1] in "\"”'’»"


def _odd_lower(stop: str, following: str, bare: str) -> bool:
    """A lower-case word opens a sentence only where it is no English word in use: "iPhone", "al-Assad"."""
    if stop[-1] in ".;" and _label.match(following):
        return True
    if stop[-1] in ".!?" and stop[0] not in "…" and not stop.startswith(".."):
        word = re.match(r"\w+", bare)
        return bool(word and (re.search(r"[A-Z]", word.group()) or bare.startswith(("al-", "el-"))))
    return False


def _after_dots(stop: str, text: str, at: int, start: int, following: str) -> bool:
    """Three dots and a capital: a boundary, unless blanks on both sides mark an omission before a name."""
    if len(stop) > 3 or _closes_quote(stop):
        return True
    return not (at > start and text[at - 1].isspace()) or following.split(maxsplit=1)[0].lower() in _OPENERS


def _after_full_stop(word: str, text: str, at: int, start: int, following: str, bare: str) -> bool:
    """Whether a single full stop after `word` ends the sentence; a capital, digit or mark follows."""
    low = word.lower().rstrip(".").replace("’", "'")
    nxt = re.match(r"[\w'’]+", bare)
    next_word = nxt.group() if nxt else ""
    if not word:
        return at > start
    if _is_list_number(word, text, at, start):
        return False
    if len(word) == 1 and word.isalpha():
        return _after_initial(word, text[max(start, at - 9) : at - 1], next_word)
    if low in TITLES and (low not in AMBIGUOUS or word[:1].isupper()):
        return not next_word
    if low in MONTHS or low in DAYS:
        return (
            not (next_word[:1].isdigit() or (low not in AMBIGUOUS and next_word.lower() not in _OPENERS))
            if word[:1].isupper()
            else True
        )
    if low in BEFORE_NUMBER:
        return not (next_word[:1].isdigit() or re.fullmatch(r"[IVXL]+", next_word) or _SYMBOL.match(bare))
    if low in INNER:
        return low in {"al", "dept", "univ", "ext", "fax", "est", "trans", "v"} and next_word.lower() in _OPENERS
    last = re.split(r"[-–—/]", word)[-1]  # "Morocco-U.S. Strategic Dialogue"
    if last.lower() in FINAL or re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", last):
        return _after_final(word, last.lower(), following, next_word)
    return True


def _is_list_number(word: str, text: str, at: int, start: int) -> bool:
    """ "1." and "a." at the head of the paragraph or of a line are labels, not sentences."""
    if not re.fullmatch(r"\(?(?:\d{1,3}(?:\.\d{1,2}){0,3}|[A-Za-z]|[ivxIVX]{1,5})", word):
        return False
    head = at - len(word)
    lead = text[max(start, head - 12) : head]
    if not lead.strip(" \t*_#" + _BULLETS) or lead.rstrip(" \t*_#").endswith("\n"):
        return True
    if not (word.isdigit() and len(word) < 3) and not _label.match(text, head):
        return False
    # "… of the plan. 2. In her remarks …": a number between two sentences opens the second; "Oct. 2. The" ends one.
    stopped = re.search(r"([A-Za-z]{0,5})[.!?;:][\"'”’)]?\s+\Z", lead)
    return stopped is not None and stopped.group(1).lower() not in _NUMBERED


def _after_initial(word: str, lead: str, next_word: str) -> bool:
    """ "George W. Bush" goes on; "Plan B. The ministry" does not; "Hepatitis C." neither. lead: what stands before."""
    if word.islower():
        return word != "v" and not next_word[:1].isdigit()
    if next_word[:1].isdigit() and _abbreviated.search(lead):
        return False
    if word == "I" and next_word.lower() in _OPENERS:
        return True
    if next_word.lower() in _OPENERS and len(next_word) > 1:
        return True
    return not next_word[:1].isupper()


def _after_final(word: str, low: str, following: str, next_word: str) -> bool:
    """After "U.S.", "Inc.", "p.m.": a sentence word, or a quotation, opens a new sentence; a name carries on."""
    if following[0] in '“"‘«' or _TURN.match(following):
        return True
    if following[0] in "([" or not next_word:
        return False
    if next_word.lower() in _OPENERS and next_word[:1].isupper():
        return True
    if next_word[:1].isdigit():
        return False
    if low in {"a.m", "p.m", "etc", "ph.d", "hrs", "mins", "yrs", "llc", "plc", "ltd", "gmbh", "b.c", "a.d"}:
        return not (next_word in _CLOCKS or _CLOCK.match(following))
    return False


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A piece without a letter or digit (a lone mark, a row of stars, a list number) goes with a neighbour."""
    joined: list[tuple[int, int]] = []
    waiting: int | None = None
    for left, right in spans:
        piece = text[left : min(right, left + 200)]
        start = left if waiting is None else waiting
        bare = piece.strip(_BULLETS + " \t\n")
        if right - left < 200 and (not bare or _list_number.fullmatch(bare)) and (bare or piece):
            waiting = start
            continue
        if not any(c.isalnum() for c in piece) and joined and waiting is None:
            joined[-1] = (joined[-1][0], right)
            continue
        waiting = None
        joined.append((start, right))
    if waiting is not None:
        last = spans[-1][1]
        if joined:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((waiting, last))
    return joined
