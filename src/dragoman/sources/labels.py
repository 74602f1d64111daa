"""Labelled lines: "Date 2024-04-25", "등록일 2024-03-28 조회수 11", a label on one line and its value on the next."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.sources.dates import find_dates, leftover, only_date
from dragoman.sources.words import LabelKind, furniture_words, plain

_NUMBER = re.compile(r"[\d,. ]{1,12}$")
_SLASHED = re.compile(r"\d{1,2}/\d{1,2}/(?:19|20)\d\d(?!\d)")
_LONGEST = 200
_DEEPEST = 25


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label's value, in block number `block`. `value` is as printed."""

    block: int
    kind: LabelKind
    value: str


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
            if kind in ("date", "updated"):
                blocks[n] = blocks[n + 1] = kind
                values.append(Labelled(n + 1, kind, texts[n + 1]))
    for n in candidates:
        if n in blocks or len(texts[n]) > _LONGEST:
            continue
        kind = furniture_words().labels.get(plain(texts[n]))
        if kind and n + 1 in allowed and _fits(kind, texts[n + 1], colon=texts[n].rstrip().endswith((":", "："))):
            blocks[n] = blocks[n + 1] = kind
            values.append(Labelled(n + 1, kind, texts[n + 1]))
            continue
        found = _inline(texts[n])
        if found:
            blocks[n] = found[0][0]
            values += [Labelled(n, kind, value) for kind, value in found]
    return Labels(tuple(values), blocks)


def is_label_line(text: str) -> bool:
    """Whether a line is a label with its value, or several."""
    return len(text) <= _LONGEST and bool(_inline(text))


def _fits(kind: LabelKind, value: str, *, colon: bool) -> bool:
    """Whether a line can be the value of the label above it."""
    if kind in ("date", "updated"):
        return only_date(value) is not None
    if kind == "count":
        return bool(_NUMBER.match(value))
    return colon and len(value) <= 80


def _inline(text: str) -> list[tuple[LabelKind, str]]:
    """The labels and values a line consists of; empty where it is not such a line."""
    marks = [m for m in _label_pattern().finditer(text) if _is_label(text, m)]
    if not marks or marks[0].start() > 2:
        return []
    labels = furniture_words().labels
    found = []
    for n, mark in enumerate(marks):
        stop = marks[n + 1].start() if n + 1 < len(marks) else len(text)
        value = text[mark.end() : stop].partition("|")[0].strip(" \t\n|·,")
        found.append((labels[plain(mark["label"])], value))
    return found


def _is_label(text: str, mark: re.Match[str]) -> bool:
    """A word is a label where a colon says so, or where a value of its kind follows at once."""
    kind = furniture_words().labels[plain(mark["label"])]
    rest = text[mark.end() :]
    if kind in ("date", "updated"):
        dates = find_dates(rest[:60])
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
