"""Which language a document's matter is in: by script, and by the small words of a few European languages."""

import re
from collections.abc import Iterable

from dragoman.sources.words import small_words

_ENOUGH = 20
"""Letters; less than that says nothing."""
_HANGUL = re.compile("[가-힣ㄱ-ㅎㅏ-ㅣ]")
_KANA = re.compile("[ぁ-ヿ]")
_HAN = re.compile("[一-鿿]")
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_RUSSIAN = re.compile("[ыэё]", re.I)
"""Letters no Bulgarian text has; what has one of the next is another of the languages that write Cyrillic."""
_NOT_RUSSIAN = re.compile("[іїєґўјљњћђќѓѕқғүұһөәңӣӯҳҷ]", re.I)
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000


def language_of(paragraphs: Iterable[str]) -> str:
    """The ISO 639-1 code, or "und". Give it the matter only: a Korean site's buttons stand on its English pages too."""
    text = "\n".join(paragraphs)[:_SAMPLE]
    hangul, kana, han, latin = (len(p.findall(text)) for p in (_HANGUL, _KANA, _HAN, _LATIN))
    letters = sum(1 for ch in text if ch.isalpha())
    if letters < _ENOUGH and hangul < 5:
        return "und"
    # A syllable says as much as two or three letters; English names in a Korean text must not outweigh it.
    if hangul and hangul * 3 >= latin and hangul >= max(kana, han):
        return "ko"
    if kana * 5 >= letters:
        return "ja"
    if han * 2 >= letters:
        return "zh"
    if len(_CYRILLIC.findall(text)) * 2 >= letters:
        return "ru" if _RUSSIAN.search(text) and not _NOT_RUSSIAN.search(text) else "und"
    if latin * 2 >= letters:
        return _latin_language(text)
    return "und"


def _latin_language(text: str) -> str:
    """The language whose small words are a fair share of the text's words, and clearly more than any other's."""
    words = [word.casefold() for word in _WORD.findall(text)]
    if not words:
        return "und"
    shares = sorted(
        ((sum(word in small for word in words) / len(words), code) for code, small in small_words().items()),
        reverse=True,
    )
    (best, code), (second, _) = shares[0], shares[1]
    if best < 0.08 or best < 1.3 * second:
        return "und"
    return code
