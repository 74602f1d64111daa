"""What Dragoman reads may not get worse unnoticed, and the means of measuring it may not be bent."""

import pytest

from .floors import BEGIN, END, PAGE, changed_pins, fallen, load_floors, told
from .gold import REPOSITORY
from .measure import CORPORA, contract_faults, has_shared

FLOORS = load_floors()
needs_shared = pytest.mark.skipif(not has_shared(), reason="needs the shared material beside the repository")
corpora = pytest.mark.parametrize(
    "corpus", ["examples", pytest.param("seeds", marks=needs_shared), pytest.param("dev", marks=needs_shared)]
)


@corpora
def test_the_corpus_is_the_one_the_floors_were_measured_on(corpus: str) -> None:
    hint = "\nif that is meant: python -m tests.gate.floors --pin, then --update"
    assert not changed_pins(FLOORS, corpus), "\n".join(changed_pins(FLOORS, corpus)) + hint


@corpora
def test_no_figure_falls_under_its_floor(corpus: str) -> None:
    lines = fallen(FLOORS, corpus, CORPORA[corpus]())
    assert not lines, "\n".join(lines) + "\npython -m tests.gate.score --errors shows the words behind the figures"


@needs_shared
def test_every_reading_keeps_the_contract() -> None:
    assert contract_faults() == ""


def test_the_floors_were_not_changed_by_hand() -> None:
    assert FLOORS.seal == FLOORS.expected_seal(), "use python -m tests.gate.floors --update"


def test_the_page_tells_the_floors() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert f"{BEGIN}\n{told(FLOORS)}{END}" in page, "use python -m tests.gate.floors --update"


def test_every_lowered_floor_is_told_in_the_changelog() -> None:
    changelog = (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")
    untold = [x.metric for x in FLOORS.lowered if x.metric not in changelog]
    assert not untold, f"CHANGELOG.md does not name what fell: {untold}"
