"""CoNLL-U treebanks as gold sentences, cut as the pack cuts text."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman.reading.en.tokens import is_hyphened_name

_GLUED = "SpaceAfter=No"


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word of a gold tree. `head` is an index in the sentence, its own for the root."""

    form: str
    lemma: str
    pos: str
    tag: str
    head: int
    relation: str
    space: bool


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold sentence; `opens` says what opens here: 'doc', 'par' or ''."""

    name: str
    words: tuple[Word, ...]
    opens: str = ""

    @property
    def text(self) -> str:
        return "".join(w.form + " " * w.space for w in self.words).rstrip()


def read_treebank(path: Path) -> list[Gold]:
    """All sentences of a .conllu or .conllu.gz file, hyphenated given names joined."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [join_names(gold) for gold in _sentences(lines)]


def _sentences(lines: Iterator[str]) -> Iterator[Gold]:
    rows: list[list[str]] = []
    name = opens = ""
    for raw in lines:
        line = raw.rstrip("\n")
        if line.startswith("# sent_id = "):
            name = line[12:]
        elif line.startswith("# newdoc"):
            opens = "doc"
        elif line.startswith("# newpar"):
            opens = opens or "par"
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            yield Gold(name, _words(rows), opens)
            rows, opens = [], ""


def _words(rows: list[list[str]]) -> tuple[Word, ...]:
    """Words of a sentence. The parts of a multiword token stand for its letters (do n't; never a changed spelling)."""
    forms: dict[int, tuple[str, bool]] = {}
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            forms.update(_parts(row, first, last, rows))
    plain = [row for row in rows if row[0].isdigit()]
    made = []
    for row in plain:
        i = int(row[0])
        form, space = forms.get(i, (row[1], _GLUED not in row[9]))
        head = int(row[6]) - 1 if row[6] != "0" else i - 1
        made.append(Word(form.replace(" ", ""), row[2].replace(" ", ""), row[3], row[4], head, row[7], space))
    return tuple(made)


def _parts(row: list[str], first: int, last: int, rows: list[list[str]]) -> Iterator[tuple[int, tuple[str, bool]]]:
    inner = [r for r in rows if r[0].isdigit() and first <= int(r[0]) <= last]
    printed, rest = row[1], row[1]
    whole = "".join(r[1] for r in inner) == printed
    for k, r in enumerate(inner):
        is_last = k == len(inner) - 1
        form = (
            r[1] if whole else (rest if is_last else rest[: max(1, min(len(r[1]), len(rest) - (len(inner) - 1 - k)))])
        )
        rest = rest[len(form) :]
        yield int(r[0]), (form, is_last and _GLUED not in row[9])


def join_names(gold: Gold) -> Gold:
    """Ki - hwan in three gold words becomes Ki-hwan in one, as the pack's tokens have it."""
    words = gold.words
    groups: list[list[int]] = []
    i = 0
    while i < len(words):
        if _is_split_name(words, i):
            groups.append([i, i + 1, i + 2])
            i += 3
        else:
            groups.append([i])
            i += 1
    return gold if len(groups) == len(words) else replace(gold, words=merge(words, groups))


def _is_split_name(words: tuple[Word, ...], i: int) -> bool:
    if i + 2 >= len(words) or words[i + 1].form not in "‐‑-" or words[i].space or words[i + 1].space:
        return False
    before = i == 0 or words[i - 1].space or not re.search(r"\w|-", words[i - 1].form)
    after = words[i + 2].space or i + 3 == len(words) or not re.match(r"\w|-", words[i + 3].form)
    form = words[i].form + "-" + words[i + 2].form
    return (
        before
        and after
        and words[i].form[:1].isupper()
        and len(form) < 20
        and form.replace("-", "").isalpha()
        and is_hyphened_name(form)
        and _heads_outside(words, [i, i + 1, i + 2]) == 1
    )


def _heads_outside(words: tuple[Word, ...], group: list[int]) -> int:
    return sum(words[i].head == i or words[i].head not in group for i in group)


def merge(words: tuple[Word, ...], groups: list[list[int]]) -> tuple[Word, ...]:
    """Each group of neighbouring words as one word, with the tag and relation of the one whose head lies outside."""
    new_index = {old: new for new, group in enumerate(groups) for old in group}
    made = []
    for group in groups:
        top = next((i for i in group if words[i].head == i or words[i].head not in group), group[0])
        form = "".join(words[i].form for i in group)
        lemma = words[top].lemma if len(group) == 1 else form
        made.append(
            replace(words[top], form=form, lemma=lemma, head=new_index[words[top].head], space=words[group[-1]].space)
        )
    return tuple(made)
