"""Bytes to characters: by what the bytes say of themselves, else UTF-8, else the Korean code page; no guessing."""

import codecs
import contextlib
import re

from dragoman.record import Problem

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I
)
# A page mislabelled as one of these is most often in the larger set that holds it.
_WIDER = {
    **dict.fromkeys(("euc-kr", "euckr", "ks_c_5601-1987", "ks_c_5601", "ksc5601", "ks_c-5601-1987", "uhc"), "cp949"),
    **dict.fromkeys(("windows-949", "ms949", "x-windows-949", "korean"), "cp949"),
    **dict.fromkeys(("iso-8859-1", "latin1", "iso8859-1"), "cp1252"),
    **dict.fromkeys(("ascii", "us-ascii", "utf8"), "utf-8"),
    "gb2312": "gbk",
    "shift-jis": "shift_jis",
}
# What a page may declare. Others are refused: a codec that nobody here has looked at is no better than a guess.
_READ = frozenset(
    {
        "cp949",
        "cp1252",
        "iso-8859-2",
        "iso-8859-15",
        "windows-1250",
        "windows-1251",
        "windows-1252",
        "koi8-r",
        "shift_jis",
        "euc-jp",
        "gb2312",
        "gbk",
        "gb18030",
        "big5",
    }
)
# Written in seven bits, so that their bytes pass for ASCII: only what is declared tells.
_SEVEN_BIT = frozenset({"iso-2022-kr", "iso-2022-jp"})
_HANGUL = re.compile("[가-힣]")
_RARE_IN_TEXT = re.compile("[\ue000-\uf8ff\ufffd\x80-\x9f]")
# What an English typist's Windows set holds beside ASCII: quotes, dashes, and letters of western Europe in words.
_WESTERN = re.compile(
    "[\u2018\u2019\u201c\u201d\u2013\u2014\u2022\u2026\u20ac\u2122\xa0\xa7\xa9\xab\xae\xb0\xb7\xbb]|(?<=[A-Za-z])[À-ÿ]|[À-ÿ](?=[a-z])"
)


def looks_binary(data: bytes) -> bool:
    """Whether these cannot be the bytes of a text. A look at the first stretch of a file is enough."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    if data.startswith((b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\xfd7zXZ", b"\x89PNG", b"\xd0\xcf\x11\xe0")):
        return True
    head = data[:65536]
    controls = sum(head.count(bytes([c])) for c in (*range(1, 8), *range(14, 27), 28, 29, 30, 31))
    return b"\x00" in head or (controls + head.count(b"\xff")) * 50 > len(head)


def decode(data: bytes, *, declared: str | None = None) -> tuple[str, tuple[Problem, ...]]:
    """The characters, and a problem where the bytes are not wholly what they should be.

    `declared` is the encoding that whoever sent the bytes named; it is tried before what they say of themselves.
    Raises UnicodeError where no encoding we read fits; never returns mojibake without a word.
    """
    said = known_name(declared)
    if said in _SEVEN_BIT and b"\x1b" in data:
        with contextlib.suppress(UnicodeError):
            return data.decode(said), ()
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _strict_or_marked(data, name)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    for name in _candidates(data, said):
        text = _fitting(data, name)
        if text is not None:
            return text, (_problem(f"the bytes are not UTF-8; read as {name}"),)
    text, bad = _mostly_utf8(data)
    if text is None:
        raise UnicodeError("neither UTF-8, UTF-16 with a byte-order mark, nor CP949")
    return text, (_problem(f"{bad} broken UTF-8 sequences stand as U+FFFD"),)


def known_name(declared: str | None) -> str:
    """The name we know an encoding by, the larger set where one holds the other; "" where we do not read it."""
    name = (declared or "").strip().strip("\"'").casefold()
    name = _WIDER.get(name, name)
    return name if name in _READ or name in _SEVEN_BIT or name == "utf-8" else ""


def _candidates(data: bytes, sent: str) -> list[str]:
    found = _DECLARED.search(data[:4096])
    own = known_name(found.group(1).decode("ascii")) if found else ""
    return [name for name in dict.fromkeys([sent, own, "cp949", "cp1252"]) if name in _READ]


def _fitting(data: bytes, name: str) -> str | None:
    """The text, where it decodes whole and reads like text; CP949 must moreover bring forth Hangul."""
    try:
        text = data.decode(name)
    except (UnicodeError, ValueError):
        return None
    if _RARE_IN_TEXT.search(text):
        return None
    if name == "cp949":
        foreign = [ch for ch in text if ord(ch) > 127 and ch.isalpha()]
        if len(_HANGUL.findall(text)) < 0.7 * len(foreign) or not foreign:
            return None
    if name == "cp1252":
        foreign = [ch for ch in text if ord(ch) > 127]
        if len(_WESTERN.findall(text)) < len(foreign) or len(foreign) * 20 > len(text):
            return None
    return text


def _strict_or_marked(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    try:
        return data.decode(name), ()
    except UnicodeDecodeError:
        text = data.decode(name, errors="replace")
        if len(_RARE_IN_TEXT.findall(text)) * 20 > len(text):
            raise UnicodeError(f"the byte-order mark says {name.removesuffix('-sig')}, the bytes do not") from None
        return text, (_problem(f"some bytes are not {name.removesuffix('-sig')}; they stand as U+FFFD"),)


def _mostly_utf8(data: bytes) -> tuple[str | None, int]:
    """UTF-8 with a few broken places (a cut download, a pasted byte); None where it is no such thing."""
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    sound = sum(1 for ch in text if ord(ch) > 127) - bad
    return (text, bad) if bad <= 3 or (bad <= 20 and sound > 10 * bad) else (None, bad)


def _problem(message: str) -> Problem:
    return Problem("encoding", 0, 0, message)
