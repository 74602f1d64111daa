"""Relations, answers and disagreements of the acts on record are those that the claims themselves make."""

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from dragoman.desks.acts import Same
from dragoman.desks.dialogue.answers import Call, calls, calls_of
from dragoman.desks.dialogue.disagreements import Disagreement, disagreements, disagreements_of
from dragoman.desks.dialogue.relations import Relation, relations, relations_of
from dragoman.record import EventCode, Period, Published
from dragoman.store import ClaimQuery, Party, Record
from invented_readings import Clock, Said, document_of, read

TODAY = datetime.date(2031, 12, 1)
STATES = {"marsovia.mfa": "marsovia", "marsovia": "marsovia", "tarnia": "tarnia", "oldmark": "oldmark"}
ACTORS: dict[str, str | None] = {name: name.lower() for name in ("Marsovia", "Tarnia", "Oldmark")}
PRAISE, ACCUSE, MEET = (EventCode(p, None, c) for p, c in (("SUPPORT", "051"), ("ACCUSE", "112"), ("CONSULT", "040")))


def said(words: str, kind: str, who: str, *, to: Sequence[str] = (), with_: str = "", **more: Any) -> Said:
    doers = [who, with_] if with_ else [who]
    return Said([words], kind=kind, speakers=[who], actors=doers, recipients=to, **more)


SAID: tuple[tuple[str | None, Said], ...] = (
    ("2031-02-01", said("praised the harvest of its neighbour", "event", "Marsovia", to=["Tarnia"], event=PRAISE)),
    ("2031-02-03", said("praised the harvest of its neighbour", "event", "Marsovia", to=["Tarnia"], event=PRAISE)),
    ("2031-03-01", said("blamed the toll on the river barges", "event", "Marsovia", to=["Tarnia"], event=ACCUSE)),
    (None, said("blamed the dredging of the strait", "event", "Marsovia", to=["Tarnia"], event=ACCUSE)),
    ("2031-03-05", said("met for talks about the strait", "event", "Tarnia", with_="Oldmark", event=MEET)),
    ("2031-04-01", said("urged a return to the grain talks", "call", "Marsovia", to=["Tarnia"], tracks=["a.b"])),
    ("2031-04-20", said("will come to the grain talks", "position", "Tarnia", tracks=["a.b"])),
    ("2031-04-21", said("keeps the coal for itself", "position", "Tarnia", tracks=["a.c"])),
    ("2031-05-01", said("urged an end to the blockade", "call", "Tarnia", to=["Oldmark", "Tarnia"], tracks=["c"])),
    ("2031-05-02", said("two patrol boats crossed the border at Dorn", "event", "Tarnia", tracks=["d"])),
    (
        "2031-05-04",
        said(
            "two patrol boats did not cross the border at Dorn", "event", "Oldmark", tracks=["d"], polarity="negative"
        ),
    ),
    ("2031-11-20", said("urged a new treaty", "call", "Oldmark", to=["Marsovia"], tracks=["a", "c"])),
)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "dragoman.db", clock=Clock()) as opened:
        for number, (day, one) in enumerate(SAID):
            published = Published(Period.day(datetime.date.fromisoformat(day)), "meta", 0.9) if day else None
            document, data = document_of(
                f"Release {number}\n{one.words[0]}. {' '.join(ACTORS)}", source=f"{number}.txt", published=published
            )
            opened.add(read(document, [one], actors=ACTORS), data, reader="r", dossier="d")
        yield opened


def _relation(one: Relation) -> tuple[object, ...]:
    latest = [(dyad.row.claim.id, dyad.code.cameo) for dyad in one.latest]
    return one.source, one.target, one.whole, one.first, one.last, one.before, one.since, latest


def _call(one: Call) -> tuple[object, ...]:
    return one.act.id, one.asked, [row.claim.id for row in one.answers], one.waiting


def _disagreement(one: Disagreement) -> tuple[str, str]:
    return one.one.id, one.other.id


QUERIES = (ClaimQuery(), ClaimQuery(actor="Tarnia"), ClaimQuery(since=datetime.date(2031, 3, 1)))


@pytest.mark.parametrize("query", QUERIES)
def test_kept_and_computed_agree(record: Record, query: ClaimQuery) -> None:
    def told() -> tuple[list[object], ...]:
        since = datetime.date(2031, 2, 15)
        return (
            list(map(_relation, relations_of(record, query, changed_since=since))),
            list(map(_call, calls_of(record, query, today=TODAY, states=STATES))),
            list(map(_disagreement, disagreements_of(record, query))),
        )

    computed = told()
    record.count_acts()
    assert record.acts.current()
    assert told() == computed
    if query == ClaimQuery():
        rows, same = list(record.claims()), Same.of(record)
        since = datetime.date(2031, 2, 15)
        assert [_relation(one) for one in relations(rows, changed_since=since, same=same)] == computed[0]
        found = calls(rows, today=TODAY, later=rows, states=STATES, same=same)
        assert [_call(one) for one in found] == computed[1]
        assert [_disagreement(one) for one in disagreements(rows, same=same)] == computed[2]


def test_what_is_told(record: Record) -> None:
    """A reprint counts once, an undated act counts in the whole alone; who is asked on a track and silent is told."""
    record.count_acts()
    found = {(one.source.name, one.target.name): one for one in relations_of(record, ClaimQuery())}
    towards = found["Marsovia", "Tarnia"]
    assert (towards.first, towards.last) == (datetime.date(2031, 2, 1), datetime.date(2031, 3, 1))
    assert towards.whole.acts == 3
    assert [dyad.row.day for dyad in towards.latest] == [datetime.date(2031, 2, 1), datetime.date(2031, 3, 1)]
    assert {("Tarnia", "Oldmark"), ("Oldmark", "Tarnia")} <= found.keys()
    asked = calls_of(record, ClaimQuery(), today=TODAY, states=STATES)
    assert [(one.asked.name, [row.words for row in one.answers], one.waiting) for one in asked] == [
        ("Tarnia", ["will come to the grain talks"], False),
        ("Oldmark", [], False),
        ("Marsovia", [], True),
    ]
    unanswered = calls_of(record, ClaimQuery(), today=TODAY, states=STATES, unanswered=True)
    assert [one.asked.name for one in unanswered] == ["Oldmark", "Marsovia"]
    (pair,) = disagreements_of(record, ClaimQuery())
    assert [act.lead.speakers[0].name for act in (pair.one, pair.other)] == ["Tarnia", "Oldmark"]


def test_a_party_is_called_by_the_name_used_most(record: Record) -> None:
    """Whichever is told first."""
    names = {"marsovia": Party("Marsovia", "marsovia"), "tarnia": Party("Republic of Tarnia", "tarnia")}
    record.count_acts()
    assert {one.target.name for one in relations_of(record, ClaimQuery(), states=names)} >= {"Republic of Tarnia"}


def test_nothing_is_unpacked_but_what_is_shown(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    record.count_acts()
    unpacked: list[int] = []
    claims = type(record.acts).claims

    def counted(self: Any, keys: Any) -> Any:
        keys = list(keys)
        unpacked.extend(keys)
        return claims(self, keys)

    monkeypatch.setattr(type(record.acts), "claims", counted)
    found = calls_of(record, ClaimQuery(), today=TODAY, states=STATES)
    assert len(found) == 3
    assert unpacked == []
    assert found[2].asked.name == "Marsovia"
    assert len(set(unpacked)) == 1
