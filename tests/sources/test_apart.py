"""What is read in a process of its own comes out as if it had been read here, and what misbehaves is stopped."""

import dataclasses
import datetime

import pytest

from dragoman.dossier import Dossier
from dragoman.record import SourceError
from dragoman.sources import Given, Limits, apart
from dragoman.sources.apart import Child
from dragoman.sources.document import Task, read_here
from dragoman.sources.nouns import Facts

LEAD = "The ministry will keep every lamp along the coast burning until spring, its minister said on Tuesday."
HEAD = "Lamps to burn until spring"
PAGE = f"<html><head><title>{HEAD}</title></head><body><h1>{HEAD}</h1><p>{LEAD}</p>"
MEMORY = 1024 * 1024 * 1024


@pytest.fixture(scope="module")
def child() -> Child:
    return Child(memory=MEMORY)


@pytest.mark.parametrize(
    ("data", "task"),
    [
        (PAGE.encode(), Task("p", Facts(url="https://www.lanterns.example/2021/03/04/lamps"))),
        ("등불부 장관은 모든 등불을 켜 두겠다고 밝혔다.".encode("cp949"), Task("k", charset="euc-kr")),
        (b"{}", Task("row", Facts(title="Lamps", date="2021-03"), text=f"**Lamps**\n\n{LEAD} \ud83d\n")),
        (PAGE.encode(), Task("g", given=Given(datetime.date(2021, 3, 4), "Tidings", "fr"))),
    ],
)
def test_a_document_is_the_same_wherever_it_is_read(data: bytes, task: Task, child: Child, dossier: Dossier) -> None:
    assert child.read(data, task, dossier, Limits()) == read_here(data, task, dossier, Limits())


def test_another_dossier_is_heeded(child: Child, dossier: Dossier) -> None:
    task = Task("p", Facts(url="https://www.lanterns.example/1"))
    nobody = dataclasses.replace(dossier, sites=(), actors={})
    known = [child.read(PAGE.encode(), task, one, Limits())[0].publisher.actor for one in (dossier, nobody, dossier)]
    assert known == ["norland.lanterns", None, "norland.lanterns"]


def test_a_fault_is_a_fault_and_the_next_is_read(child: Child, dossier: Dossier) -> None:
    with pytest.raises(SourceError, match="no words"):
        child.read(b" ", Task("e"), dossier, Limits())
    assert child.read(PAGE.encode(), Task("p"), dossier, Limits())[0].title == "Lamps to burn until spring"


def test_a_child_that_was_killed_is_started_again(child: Child, dossier: Dossier) -> None:
    child.read(PAGE.encode(), Task("p"), dossier, Limits())
    child.stop()
    assert child.read(PAGE.encode(), Task("p"), dossier, Limits())[0].source == "p"


def test_after_an_interruption_the_next_answer_is_to_the_next_question(
    child: Child, dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(pipe: object) -> tuple[bytes, bytes]:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(apart, "_receive", interrupted)
        with pytest.raises(KeyboardInterrupt):
            child.read(PAGE.encode(), Task("first"), dossier, Limits())
    assert child.read(PAGE.encode(), Task("second"), dossier, Limits())[0].source == "second"


def test_what_takes_too_long_is_given_up(child: Child, dossier: Dossier) -> None:
    with pytest.raises(SourceError, match="given up after 1 seconds"):
        child.read(b"ab\n" * 600_000, Task("long"), dossier, Limits(max_seconds=1))
    assert child.read(PAGE.encode(), Task("p"), dossier, Limits())[0].source == "p"


def test_what_takes_too_much_memory_is_stopped(dossier: Dossier) -> None:
    small = Child(memory=200 * 1024 * 1024)
    with pytest.raises(SourceError, match="memory"):
        small.read(b"<p>" * 20_000_000, Task("large"), dossier, Limits(max_characters=10**9))
    small.stop()
