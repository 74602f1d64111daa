"""What a Korean document says in its own voice: deeds with a doer, promises, demands, judgements of a first person."""

import re
from typing import Final

from dragoman.reading.ko.people import Party
from dragoman.reading.ko.sentences import Sentence
from dragoman.reading.ko.speech import CITED, QUOTED, Said, Speech
from dragoman.record import Document

_SS: Final = "[" + "".join(chr(0xAC00 + n * 28 + 20) for n in range(399)) + "]"
_L: Final = "[" + "".join(chr(0xAC00 + n * 28 + 8) for n in range(399)) + "]"
_PAST: Final = re.compile(rf"(?!있|겠|없)[가-힣]*(?!있|겠){_SS}(?:다|습니다)$")
_GOING_ON: Final = re.compile(r"고\s*있(?:다|습니다)$")
_AHEAD: Final = re.compile(
    rf"{_L}\s*(?:예정|계획|방침)(?:이다|입니다)$|기로\s*(?:했다|하였다|결정했다|하였습니다|했습니다)$|겠(?:다|습니다)$|{_L}\s*것(?:이다|입니다)$"
)
_NEEDED: Final = re.compile(
    r"야\s*(?:만\s*)?(?:한다|할\s*것이다|합니다|할\s*것입니다|하겠습니다|하겠다)$|(?:합|읍)시다$|(?<=하)자$"
)
_SAYS_SO: Final = re.compile(r"(?:[ㄴ는한된린진]다|이다|니다|없다|있다)$")
_OWN_WORD: Final = frozenset({"speech", "joint-statement"})
_OUTRAGE: Final = re.compile(
    r"(?:용납|용서|묵과|좌시|허용)(?:할|될)\s수\s없다$|(?:망동|궤변|망언|도발|범죄|죄악|위선|모독)(?:이다|일\s뿐이다|에\s불과하다)$"
)
"""Predicates that judge a deed or word of somebody named, whoever the grammatical subject is."""
_UNTOLD: Final = re.compile(r"(?:되었다|됐다|보인다|전해졌다|알려졌다|밝혀졌다|나타났다)$")


def told(sentence: Sentence, speech: Speech, document: Document) -> Said | None:
    """The whole sentence as the document's own claim, where a party does, promises or is asked something in it."""
    first = speech.subject_first(sentence)
    party = first[0] if first else None
    masked = sentence.masked
    if party is not None and not party.first and party.kind != "other":
        speech.people.spoke(party)
    if (
        CITED.search(masked)
        or QUOTED.search(masked)
        or not _carries(masked, party, document, named=_names_somebody(sentence, speech))
    ):
        return None  # words that are cited and could not be read are no deed of the document's own telling
    if party is not None and party.how == "pronoun" and party.name in ("그", "그녀", "그이"):
        return None  # he or she, and nobody knows who
    own = party is not None and party.first
    sure = 0.7 if own or document.kind in _OWN_WORD or document.kind == "press-release" else 0.6
    return Said(sentence, sentence.start, sentence.end, "voice", "document", None, None, None, ("ko-plain",), sure)


def _carries(masked: str, party: Party | None, document: Document, *, named: bool) -> bool:
    own = document.kind in _OWN_WORD
    if named and _OUTRAGE.search(masked):
        return True
    if _NEEDED.search(masked):
        return party is not None or own
    if _AHEAD.search(masked):
        return party is not None
    if party is None or party.kind in ("place", "instrument", "vessel"):
        return False
    if _PAST.search(masked) or _GOING_ON.search(masked):
        return not _UNTOLD.search(masked)
    return (party.first or own) and _SAYS_SO.search(masked) is not None


def _names_somebody(sentence: Sentence, speech: Speech) -> bool:
    return any(at in speech.people.ending for at in range(sentence.start, sentence.end + 1))
