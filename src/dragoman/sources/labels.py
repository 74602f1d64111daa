"""Labelled lines: "Date 2024-04-25", "등록일 2024-03-28 조회수 11", a label on one line and its value on the next."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.record import Period
from dragoman.sources import shapes
from dragoman.sources.dates import find_dates, leftover, only_date, short_korean_day
from dragoman.sources.words import LabelKind, furniture_words, plain

_NUMBER = re.compile(r"[\d,. ]{1,12}$")
_SLASHED = re.compile(r"\d{1,2}([./-])\d{1,2}\1(?:19|20)?\d\d(?!\d)")
_DATED: tuple[LabelKind, ...] = ("date", "updated", "event")
_LONGEST_VALUE = 80
_HANGUL = re.compile("[가-힣]")
_LONGEST = 200
_DEEPEST = 25


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label's value, in block number `block`. `label` and `value` are as printed."""

    block: int
    kind: LabelKind
    value: str
    label: str = ""

    @property
    def day(self) -> Period | None:
        """The date its value is, None where it is none or may be read two ways."""
        dates = find_dates(self.value)
        if dates:
            return dates[0].period
        return short_korean_day(self.value) if _HANGUL.search(self.label) else None


@dataclass(frozen=True, slots=True)
class Labels:
    """A page's labelled values, and the blocks that are nothing but labels and values, by the kind of their first."""

    values: tuple[Labelled, ...]
    blocks: dict[int, LabelKind]


def read_labels(texts: Sequence[str], candidates: Sequence[int]) -> Labels:
    """The labels among the candidate blocks (the ones before and after the matter)."""
    values: list[Labelled] = []
    blocks: dict[int, LabelKind] = {}
    allowed = set(candidates)
    for n, text in enumerate(texts[:_DEEPEST]):
        # A label alone above a lonely date is no sentence, even where a lead stands before it.
        if n not in allowed and n + 1 < len(texts) and only_date(texts[n + 1]):
            kind = furniture_words().labels.get(plain(text))
            if kind in _DATED:
                blocks[n] = blocks[n + 1] = kind
                values.append(Labelled(n + 1, kind, texts[n + 1], text))
    for n in candidates:
        if n in blocks or len(texts[n]) > _LONGEST:
            continue
        kind = furniture_words().labels.get(plain(texts[n]))
        if kind and n + 1 in allowed and _fits(kind, texts, n):
            blocks[n] = blocks[n + 1] = kind
            values.append(Labelled(n + 1, kind, texts[n + 1], texts[n]))
            continue
        found = _inline(texts[n])
        if found:
            blocks[n] = found[0][1]
            values += [Labelled(n, kind, value, label) for label, kind, value in found]
    return Labels(tuple(values), blocks)


def is_label_line(text: str) -> bool:
    """Whether a line is a label with its value, or several."""
    return len(text) <= _LONGEST and bool(_inline(text))


def _fits(kind: LabelKind, texts: Sequence[str], n: int) -> bool:
    """Whether the line after the n-th can be the value of the label that the n-th is."""
    label, value = texts[n], texts[n + 1]
    if kind in _DATED:
        return only_date(value) is not None or bool(_HANGUL.search(label) and short_korean_day(value))
    if kind == "count":
        return bool(_NUMBER.match(value))
    if len(value) > _LONGEST_VALUE or plain(value) in furniture_words().labels:
        return False
    return label.rstrip().endswith((":", "：")) or _in_table(texts, n)


def _in_table(texts: Sequence[str], n: int) -> bool:
    """Whether a label without a colon stands among others of its like: before it or after its value comes a label."""
    before = texts[n - 2] if n >= 2 else ""
    after = texts[n + 2] if n + 2 < len(texts) else ""
    return any(plain(text) in furniture_words().labels for text in (before, after))


def _inline(text: str) -> list[tuple[str, LabelKind, str]]:
    """The labels, their kinds and values that a line consists of; empty where it is not such a line.

    A writer's name may stand before them: "홍길동 기자 입력 2024.01.04 09:30".
    """
    segments = [part.strip() for part in text.split("|")]
    if len(segments) > 1 and all(len(part) <= _LONGEST_VALUE for part in segments):
        apart = [found for part in segments for found in _segment(part)]
        # "작성자 홍보담당관실 | 등록일 2024-01-04": one sure label makes the line such a line.
        return apart if any(kind in (*_DATED, "count") for _, kind, _ in apart) else _segment(text)
    return _segment(text)


def _segment(text: str) -> list[tuple[str, LabelKind, str]]:
    marks = [m for m in _label_pattern().finditer(text) if _is_label(text, m)]
    if not marks or (marks[0].start() > 2 and not shapes.is_byline(text[: marks[0].start()].strip(" \t|·,/"))):
        return []
    labels = furniture_words().labels
    found = []
    for n, mark in enumerate(marks):
        stop = marks[n + 1].start() if n + 1 < len(marks) else len(text)
        value = text[mark.end() : stop].partition("|")[0].strip(" \t\n|·,")
        found.append((mark["label"], labels[plain(mark["label"])], value))
    return found


def _is_label(text: str, mark: re.Match[str]) -> bool:
    """A word is a label where a colon says so, or where a value of its kind follows at once."""
    kind = furniture_words().labels[plain(mark["label"])]
    rest = text[mark.end() :]
    if kind in _DATED:
        dates = find_dates(rest[:60])
        if not dates and _HANGUL.search(mark["label"]) and short_korean_day(rest):
            return True
        if not dates:  # 04/03/2021: a date, though not which
            return bool(mark["colon"]) and bool(_SLASHED.match(rest))
        return not leftover(rest[: dates[0].start])
    if kind == "count":
        return bool(re.match(r"[\d,]+(?![\d.:년월%-])(?:\s|[|·)\]]|$)", rest)) or (
            bool(mark["colon"]) and not rest.strip()
        )
    return bool(mark["colon"])


@cache
def _label_pattern() -> re.Pattern[str]:
    labels = sorted(furniture_words().labels, key=len, reverse=True)
    either = "|".join(re.escape(label).replace(r"\ ", r"\s+") for label in labels)
    return re.compile(rf"(?<![\w])(?P<label>{either})(?:\s*(?P<colon>[:：|])\s*|\s+|$|(?<=[가-힣])(?=\d))", re.I)
