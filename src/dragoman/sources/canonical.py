"""The one form of every text: NFC, line breaks as `\\n`, other white space and controls one-for-one a space."""

import re
import unicodedata

_LINE_BREAK = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Zero-width characters are no white space to Unicode and stay: dropping them would join or alter words.
_SPACE_OR_CONTROL = re.compile("[^\\S\n]|[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def canonical(text: str) -> str:
    """The canonical form. Doing it twice changes nothing; after NFC only `\\r\\n` changes length.

    A lone surrogate, which JSON can smuggle in and no encoding can store, becomes U+FFFD.
    """
    text = _SURROGATE.sub("\ufffd", text)
    text = _LINE_BREAK.sub("\n", unicodedata.normalize("NFC", text))
    return _SPACE_OR_CONTROL.sub(" ", text)
