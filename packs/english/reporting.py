"""Subject and complement of reporting verbs: what the tree says against what a person marked.

A marked sentence reads: [S:Minister Hong] [V:said] that talks will [C:resume]. S is a head word or a whole name with
its title, V the verb, C the head word of what is said, asked or done.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from dragoman.reading.en.language_pack import LanguagePack
from dragoman.reading.en.tree import Tree

_mark = re.compile(r"\[([SVC]):([^\]]*)\]")


class Marked(NamedTuple):
    """A sentence and the spans marked in it, by letter."""

    text: str
    spans: dict[str, tuple[int, int]]


def read_marked(path: Path) -> list[Marked]:
    """The marked sentences of a file, one a line, # for comments."""
    return list(_marked(path.read_text(encoding="utf-8").splitlines()))


def _marked(lines: Iterable[str]) -> Iterator[Marked]:
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        text, at, spans = "", 0, {}
        for m in _mark.finditer(line):
            text += line[at : m.start()]
            spans[m.group(1)] = (len(text), len(text) + len(m.group(2)))
            text += m.group(2)
            at = m.end()
        yield Marked(text + line[at:], spans)


def subject_of(tree: Tree, verb: int) -> int | None:
    """The verb's own subject, or the one it shares as a conjunct or an open complement, or the noun it modifies."""
    seen = set()
    while verb not in seen:
        seen.add(verb)
        own = tree.kid(verb, "nsubj", "csubj")
        if own is not None and tree.tags[own] not in ("WDT", "WP"):
            return own
        if tree.relations[verb].startswith("acl"):
            return tree.heads[verb]
        if tree.relations[verb].split(":")[0] not in ("conj", "xcomp", "advcl"):
            return None
        verb = tree.heads[verb]
    return None


def complement_of(tree: Tree, verb: int) -> int | None:
    """The head of what is said or asked: a clause first, then the clause the verb comments on, an object, a PP."""
    clause = tree.kid(verb, "ccomp", "xcomp")
    if clause is not None:
        return clause
    if tree.relations[verb] == "parataxis":
        return tree.heads[verb]
    for k in tree.kids(verb, "parataxis", "obj", "obl", "advcl"):
        relation = tree.relations[k].split(":")[0]
        before = {tree.lemmas[c] for c in tree.kids(k, "case", "mark")}
        if relation in ("parataxis", "obj") or (relation == "obl" and before & {"for", "of", "about", "with"}):
            return k
        if relation == "advcl" and before & {"for", "of", "to"}:
            return k
    return None


def judge(pack: LanguagePack, sentences: list[Marked]) -> list[tuple[bool, bool]]:
    """For each sentence, whether the subject is right and whether the complement is."""
    jobs = [(m.text, [(0, len(m.text))], ()) for m in sentences]
    judged = []
    for marked, (tree,) in zip(sentences, pack.parse_many(jobs), strict=True):
        verb = tree.at(marked.spans["V"][0])
        subject = None if verb is None else subject_of(tree, verb)
        complement = None if verb is None else complement_of(tree, verb)
        right = _within(tree, complement, marked.spans["C"]) or _is_oblique(tree, verb, tree.at(marked.spans["C"][0]))
        judged.append((_within(tree, subject, marked.spans["S"]), right))
    return judged


def _is_oblique(tree: Tree, verb: int | None, token: int | None) -> bool:
    """Whether the word is brought in by a preposition right under the verb: thank X *for* Y, brief X *on* Y."""
    if verb is None or token is None or tree.heads[token] != verb or tree.relations[token] not in ("obl", "advcl"):
        return False
    return bool({tree.lemmas[c] for c in tree.kids(token, "case", "mark")} & {"for", "of", "on", "about", "to"})


def _within(tree: Tree, token: int | None, span: tuple[int, int]) -> bool:
    return token is not None and span[0] <= tree.starts[token] < span[1]
