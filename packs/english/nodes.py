"""Trees as a grammar grows them: a word with its dependents on either side, laid out as a gold sentence."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from treebank import Gold, Word


@dataclass
class Node:
    """A word, its relation, and its dependents before and after it."""

    form: str
    lemma: str
    pos: str
    tag: str
    relation: str = "dep"
    left: list[Node] = field(default_factory=list)
    right: list[Node] = field(default_factory=list)

    def as_(self, relation: str) -> Node:
        return replace(self, relation=relation)


def lay_out(root: Node, name: str) -> Gold:
    """The words of a tree in order, with spaces as printed."""
    order: list[tuple[Node, Node | None]] = []

    def walk(node: Node, head: Node | None) -> None:
        for kid in node.left:
            walk(kid, node)
        order.append((node, head))
        for kid in node.right:
            walk(kid, node)

    walk(root.as_("root"), None)
    index = {id(node): i for i, (node, _) in enumerate(order)}
    words = []
    for i, (node, head) in enumerate(order):
        nxt = order[i + 1][0] if i + 1 < len(order) else None
        form = node.form[:1].upper() + node.form[1:] if i == 0 else node.form
        at = i if head is None else index[id(head)]
        words.append(Word(form, node.lemma, node.pos, node.tag, at, node.relation, _space(node, nxt)))
    return Gold(name, tuple(words))


def _space(node: Node, nxt: Node | None) -> bool:
    if nxt is None:
        return False
    return not (nxt.tag in (",", ".", "''", "POS", "-RRB-", ":") or node.tag in ("``", "-LRB-", "$"))


def punct(mark: str) -> Node:
    tags = {"“": "``", "”": "''", "(": "-LRB-", ")": "-RRB-", ";": ":", "--": ":"}
    return Node(mark, mark, "PUNCT", tags.get(mark, mark), "punct")


def word(form: str, pos: str, tag: str, relation: str, lemma: str = "") -> Node:
    return Node(form, lemma or form.lower(), pos, tag, relation)
