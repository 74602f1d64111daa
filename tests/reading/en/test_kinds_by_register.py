"""Which kinds the claims of a sentence are, in every register: kinds_by_register.txt, one sentence a document."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from told import claims_of

from dragoman.record import Reading

HEADS = {
    "ministry": "Publisher: rok.mofa\nKind: press-release",
    "wire": "Kind: news",
    "joint": "Kind: joint-statement",
    "speech": "Kind: speech",
    "polemic": "Publisher: dprk\nKind: other",
}
MARK = re.compile(r"\{(-?)([a-z+]+)\|(.*?)\}")


def marked() -> Iterator[tuple[str, str]]:
    """(register, marked sentence) of every line."""
    register = ""
    for line in Path(__file__).with_name("kinds_by_register.txt").read_text(encoding="utf-8").split("\n"):
        if heading := re.match(r"# \[(\w+)\]", line):
            register = heading[1]
        elif line.strip() and not line.startswith("#"):
            yield register, line


def expected(sentence: str) -> list[tuple[str, bool, str]]:
    """(kind, whether negative, words) of every claim that is marked."""
    return [(kind, minus == "-", words) for minus, kinds, words in MARK.findall(sentence) for kind in kinds.split("+")]


def test_there_are_sentences_of_every_kind_in_every_register() -> None:
    sentences = list(marked())
    assert len(sentences) >= 120
    assert {register for register, _ in sentences} == set(HEADS)
    kinds = {kind for _, sentence in sentences for kind, _, _ in expected(sentence)}
    assert kinds == {"commitment", "call", "forecast", "event", "assessment", "position", "statement"}


@pytest.mark.parametrize(("register", "sentence"), list(marked()))
def test_kinds(register: str, sentence: str, read: Callable[[str], Reading]) -> None:
    words = MARK.sub(r"\3", sentence)
    told = claims_of(read(f"Published: 2031-05-14\n{HEADS[register]}\n\n{words}"))
    wanted = expected(sentence)
    assert [(c.kind, c.polarity == "negative") for c in told] == [(kind, minus) for kind, minus, _ in wanted], told
    for claim, (_, _, marked_words) in zip(told, wanted, strict=True):
        bare = marked_words.rstrip(".,")
        assert bare in claim.words or claim.words in bare
