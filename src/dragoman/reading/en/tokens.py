"""Words and punctuation of a sentence, cut as Universal Dependencies cuts English, so that parse and training agree.

Clitics stand alone (do n't, Korea 's), compounds are cut at their hyphens (Seoul - based) unless the first part is a
prefix (non-nuclear), abbreviations keep their stop, and a hyphenated given name (Ki-hwan) is one word.
"""

import re

from dragoman.reading.en.abbreviations import ABBREVIATIONS, AMBIGUOUS

LONGEST = 200
"""Code points: a longer run without a space is still one token, and the parser sees only this much of it."""

_PREFIXES = (
    "anti|arch|bi|bio|co|counter|cross|de|e|eco|electro|ex|extra|geo|hyper|infra|inter|intra|macro|mega|meta|micro|mid"
    "|mini|mis|mono|multi|nano|neo|non|pan|para|poly|post|pre|pro|proto|pseudo|psycho|quasi|re|semi|socio|sub|super"
    "|supra|tele|trans|tri|ultra|un|uni|vice"
)

# A romanised syllable of a Korean (or Chinese, or Vietnamese) given name; loose on purpose: a match only keeps together
# what a hyphen already joins.
_SYLLABLE = (
    r"(?:kk|gg|tt|dd|pp|bb|ss|jj|ch|sh|wh|ts|hs|zh|[bcdfghjklmnprstwxyz])?[wy]?"
    r"(?:yeo|eui|ae|eo|oe|eu|ui|oo|ou|ee|ai|ao|ei|uo|ia|ie|ua|[aeiou])"
    r"(?:ngs?|hn|ck|ll|[nmkglpbthrs])?"
)
_STARTS = "Jean|Marie|Anne|Anna|Hans|Karl|Carl|Juan|José|Jose|Luis|Pierre|Abdul|Abdel|Ibn|Bin|Mary|Lee|John|Paul|Ann"
_HYPHENS = "‐‑-"

_korean_name = re.compile(rf"{_SYLLABLE}[{_HYPHENS}]{_SYLLABLE}\Z", re.IGNORECASE)

_CLITIC = r"['’](?:s|re|ve|ll|d|m)\b"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)*"

_token = re.compile(
    rf"""
    (?P<plain>(?!(?:[Cc]annot|[Gg]onna|[Ww]anna|[Gg]otta)\b)[A-Za-z]+(?=[ \n]))  # most words: asked first
  | (?P<net>(?:https?://|www\.)[^\s<>"”]*[^\s<>"”.,;:!?)\]'’] | @\w+
    | [\w.+\-]{{1,64}}@[\w\-]{{1,64}}(?:\.[\w\-]{{1,64}})+)
  | (?P<initials>(?:[^\W\d_]\.){{2,12}}(?:[^\W\d_]\b(?!['’]))?)
  | (?P<stop>[^\W\d_]{{1,6}}\.(?![^\W_]))
  | (?P<degree>(?:Ph|Gov|Litt)\.(?:D|[a-z])\b\.?)
  | (?P<unit>\d+(?=(?:km|kg|k|m|mm|cm|ft|pm|am|bn|mn|tn|kt|Mt|MW|GW|kW|hrs?|mins?|sq|lbs?)\b))
  | (?P<ordinal>\d+(?:st|nd|rd|th|s)\b)
  | (?P<clock>\d{{1,2}}:\d{{2}}(?::\d{{2}})?)
  | (?P<date>\d{{1,4}}/\d{{1,2}}(?:/\d{{1,4}})?\b)
  | (?P<number>{_NUMBER}(?![^\W\d_]))
  | (?P<negative>[^\W\d_]+?(?=n['’]t\b)) | (?P<nt>n['’]t\b)
  | (?P<cannot>(?:[Cc]an(?=not\b)|[Gg]on(?=na\b)|[Ww]an(?=na\b)|[Gg]ot(?=ta\b)))
  | (?P<prefixed>\b(?i:{_PREFIXES})[{_HYPHENS}][^\W_]+)
  | (?P<hyphened>[A-Z][^\W\d_]{{1,9}}[{_HYPHENS}][^\W\d_]{{1,9}}(?![\w{_HYPHENS}]))
  | (?P<inner>[^\W\d_]+['’](?!(?:s|re|ve|ll|d|m|t)\b)[^\W\d_]{{2,}}(?<!['’]s))
  | (?P<word>\w+(?:&(?=[A-Z])\w+)?)
  | (?P<clitic>{_CLITIC})
  | (?P<dots>\.{{2,}}|-{{2,}}|…+|—+|–|[*_=~]{{2,}}|[!?]{{2,}})
  | (?P<other>\S)
    """,
    re.VERBOSE,
)


_PLAIN = {
    **dict.fromkeys(map(ord, "“”„‟«»″"), '"'),
    **dict.fromkeys(map(ord, "‘’‚‛′`´"), "'"),
    **dict.fromkeys(map(ord, "‐‑–"), "-"),
    **dict.fromkeys(map(ord, "—―"), "--"),
    **dict.fromkeys(map(ord, "•°◦▪■□○●ㅇ※·∙"), "*"),
    ord("…"): "...",
}


def split_tokens(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Token spans (offsets into text) of text[start:end], covering all that is not white space. Linear time."""
    found: list[tuple[int, int]] = []
    at = start
    match = _token.match
    while at < end:
        if text[at].isspace():
            at += 1
            continue
        hit = match(text, at, end)
        if hit is None:
            at += 1
            continue
        stop = hit.end()
        kind = hit.lastgroup
        if kind == "stop" and not _keeps_stop(hit.group(), text, stop, end):
            stop -= 1
        elif kind == "hyphened" and not is_hyphened_name(hit.group()):
            stop = at + re.match(r"[^\W_]+", hit.group()).end()  # type: ignore[union-attr]
        found.append((at, stop))
        at = stop
    return found


def plain_form(word: str) -> str:
    """The word as the parser is shown it: one kind of quote mark, hyphen and dash, and no more than it can use."""
    if word.isascii():
        return word[:LONGEST]
    return word[:LONGEST].translate(_PLAIN).encode("utf-8", "replace").decode("utf-8")


def is_hyphened_name(word: str) -> bool:
    """Whether a hyphenated word is a given name that must stay whole: Ki-hwan, Jae-In, Jean-Claude."""
    first, _, second = re.sub(f"[{_HYPHENS}]", "-", word).partition("-")
    if first in _STARTS.split("|") and second[:1].isupper():
        return True
    return bool(_korean_name.match(word)) and len(first) > 1 and len(second) > 1


def _keeps_stop(word: str, text: str, stop: int, end: int) -> bool:
    """Whether the full stop belongs to the word before it (Mr., No. 5, J. Smith) and does not end the sentence."""
    bare = word[:-1]
    rest = text[stop : min(end, stop + 40)].lstrip()
    if not rest:
        return bare.lower() in ABBREVIATIONS and bare.lower() not in AMBIGUOUS and len(bare) > 1
    if len(bare) == 1:
        return bare.isupper() and (rest[0].isupper() or rest[0] in ",'’")
    if bare.lower() not in ABBREVIATIONS:
        return False
    return bare.lower() not in AMBIGUOUS or (bare[0].isupper() and rest[0].isalnum())
