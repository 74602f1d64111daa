"""Which kind of claim a Korean content is, by the ending of its last predicate and by the verb that reports it."""

import re
from dataclasses import dataclass
from typing import Final, cast

from dragoman.reading.ko.cues import lexicon
from dragoman.record import ClaimKind, Modality, Polarity, Span

_DATA: Final = lexicon("kinds.toml")
_L: Final = "[" + "".join(chr(0xAC00 + n * 28 + 8) for n in range(399)) + "]"
_SS: Final = "[" + "".join(chr(0xAC00 + n * 28 + 20) for n in range(399)) + "]"


def _expression(text: str) -> str:
    return text.replace("{L}", _L).replace("{S}", _SS)


_RULES: Final = tuple((r["name"], r["kind"], re.compile(rf"(?:{_expression(r['ends'])})\s*$")) for r in _DATA["rule"])
_JUDGING: Final = re.compile("|".join(map(re.escape, _DATA["judging"]["words"])))
_NEGATIVE: Final = re.compile(_DATA["negative"]["predicate"])
_STOPPED: Final = re.compile(_DATA["negative"]["stopped"])
_PASSIVE: Final = re.compile(_DATA["passive"]["verbs"])
_CONDITION: Final = re.compile(
    rf"(?:(?:다|라|으|하|되|지|시키|이|나|오|리|으시)면|(?:{_L}|[가-힣])\s?경우(?:에|에는|엔)?|않는\s한|[가-힣]+\s시(?:에|에는)?)(?=[\s,])"
)
_NO_CONDITION: Final = re.compile(
    r"(?:따르|의하|그러|반|측|국|장|전|당|화|수|표|직)면$|(?:필요|동|임|당|수|즉|다|역|또)시$|일부\s경우"
)
_MODALITY: Final[dict[ClaimKind, Modality]] = {"commitment": "intended", "call": "asked", "forecast": "predicted"}
_PREDICATE: Final = 3
"""Words at the end of a content in which its predicate and the negation of it stand."""


@dataclass(frozen=True, slots=True)
class Sided:
    """What is known of whose future a content tells: `own` side of the speaker, another's, or nobody's subject."""

    own: bool = False
    other: bool = False
    party: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A kind with all that follows from it, and the rule that gave it."""

    kind: ClaimKind
    modality: Modality
    polarity: Polarity
    rule: str


def judge(content: str, families: frozenset[str], *, sided: Sided, conditional: bool) -> Judged:
    """The kind of a clause that is told, asked or promised; its last predicate decides, then the verb that reports."""
    kind, rule = _by_ending(content, families, sided)
    modality = _MODALITY.get(kind, "actual")
    if conditional and kind in ("forecast", "commitment"):
        modality = "conditional"
    return Judged(kind, modality, _polarity(content, kind), rule)


def judge_noun(content: str, families: frozenset[str]) -> Judged:
    """The kind of what a reporting verb has as its object."""
    for family, kind, rule in (
        ("call", "call", "ko-asks-for"),
        ("judge", "assessment", "ko-judge-noun"),
        ("hold", "position", "ko-hold-noun"),
        ("agree", "event", "ko-agreed"),
        ("topic", "statement", "ko-topic"),
    ):
        if family in families:
            found = cast(ClaimKind, kind)
            return Judged(found, _MODALITY.get(found, "actual"), _polarity(content, found), rule)
    return Judged("statement", "actual", "positive", "ko-topic")


def condition_of(masked: str, offset: int, *, limit: int = 60) -> Span | None:
    """The clause of condition with which a content opens, in the offsets of the document."""
    for match in _CONDITION.finditer(masked, 0, min(len(masked), 200)):
        if _NO_CONDITION.search(masked[: match.end()]) or match.end() > len(masked) - 3:
            continue
        start = max((m.end() for m in re.finditer(r"(?:은|는),?\s|,\s|고\s", masked[: match.start()])), default=0)
        if match.end() - start <= limit:
            return offset + start, offset + match.end()
    return None


def _by_ending(content: str, families: frozenset[str], sided: Sided) -> tuple[ClaimKind, str]:
    clean = re.sub(r"[\s.,!?…”\"’'」』]+$", "", content)
    for name, kind, pattern in _RULES:
        if not pattern.search(clean):
            continue
        if kind in ("plan", "future", "commitment"):
            return _future(clean, families, sided, kind, name)
        if name == "ko-wish" and sided.party and not sided.own and re.search(r"기를?\s*(?:바라|바란|희망|기대)", clean):
            return "call", "ko-asked-for"
        if kind == "event" and ("judge" in families or _JUDGING.search(_last(clean, 3))):
            return "assessment", "ko-judging-word"
        return cast(ClaimKind, kind), name
    if families & {"call"} and not clean.endswith("다"):
        return "call", "ko-asks-for"
    if families & {"promise"}:
        return "commitment", "ko-promise"
    if families & {"foresee"}:
        return "forecast", "ko-foresees"
    if "judge" in families or _JUDGING.search(_last(clean, 3)):
        return "assessment", "ko-judging-word"
    return "position", "ko-position"


def _future(clean: str, families: frozenset[str], sided: Sided, kind: str, name: str) -> tuple[ClaimKind, str]:
    if "call" in families and kind == "future":
        return "call", "ko-asks-for"
    if families & {"foresee"} or (kind != "commitment" and sided.other):
        return "forecast", "ko-foresees" if families & {"foresee"} else name + "-other"
    if "promise" in families or kind == "commitment":
        return "commitment", name
    passive = _PASSIVE.search(_last(clean, 3)) is not None
    if kind == "plan":
        return ("forecast", name + "-other") if passive and not sided.own else ("commitment", name)
    if sided.own or (not sided.party and not passive and families):
        return ("forecast", name + "-other") if passive else ("commitment", name + "-own")
    return "forecast", name + "-other"


def _polarity(content: str, kind: ClaimKind) -> Polarity:
    if kind in ("position", "assessment", "statement"):
        return "negative" if kind == "position" and re.search(r"지\s*않", _last(content, 2)) else "positive"
    last = _last(content, _PREDICATE)
    if re.search(r"지\s*않을\s*수\s*없", last):
        return "positive"
    stopped = kind in ("call", "commitment") and _STOPPED.search(_last(content, 4)) is not None
    return "negative" if stopped or _NEGATIVE.search(last) else "positive"


def _last(text: str, words: int) -> str:
    return " ".join(text.split()[-words:])
