"""Who is named in the record: counted as judgements make them one, and nothing rewritten for it."""

import datetime
from dataclasses import replace

import pytest

from dragoman.record import Mention, Reading
from dragoman.store import ClaimQuery, DocumentQuery, Record
from invented_readings import HOUR, Clock, Said, day, document_of, read

BY = {"reader": "reader-1", "dossier": "dossier-1"}
FIRST = "Prices\nDeputy Envoy Ila Rem said that talks will resume. Rem left Tarnia."
SECOND = "Talks\nEnvoy Ila Rehm said that the harbour is open. Tarnia agreed."


def envoy(text: str, name: str, actor: str | None, published: str) -> tuple[Reading, bytes]:
    """A reading in which somebody of this name speaks, with the words before the name as title."""
    document, data = document_of(text, source=f"{name}.txt", published=day(published))
    words = text.split(" said that ")[1].split(".")[0]
    reading = read(document, [Said([words], speakers=[name], recipients=["Tarnia"])], actors={"Tarnia": "tarnia"})
    title = text.split("\n")[1].split(name)[0]
    mentions = []
    for mention in reading.mentions:
        if mention.name == name:
            mention = replace(mention, start=mention.start - len(title), how="title", actor=actor)
        else:
            mention = replace(mention, kind="state")
        mentions.append(mention)
    family = text.rfind(name.split()[1])
    if family > mentions[0].end:
        mentions.append(Mention("m9", family, family + 3, "person", actor, name, "alias"))
    return replace(reading, mentions=tuple(mentions)), data


@pytest.fixture
def filled(record: Record) -> Record:
    for reading, data in (
        envoy(FIRST, "Ila Rem", None, "2024-03-01"),
        envoy(SECOND, "Ila Rehm", "ila-rehm", "2024-05-01"),
    ):
        record.add(reading, data, **BY)
    return record


def test_actors_are_counted_by_mention_and_document(filled: Record) -> None:
    rows = {row.id: row for row in filled.actors()}
    assert list(rows) == ["new.ila-rem", "tarnia", "ila-rehm"]
    tarnia = rows["tarnia"]
    assert (tarnia.kind, tarnia.name, tarnia.mentions, tarnia.documents) == ("state", "Tarnia", 2, 2)
    assert (tarnia.first, tarnia.last) == (datetime.date(2024, 3, 1), datetime.date(2024, 5, 1))


def test_a_new_name_with_a_title_waits_in_review_with_the_days_it_was_seen(filled: Record) -> None:
    (row,) = filled.actors(proposed=True)
    assert (row.id, row.name, row.titles, row.proposed) == ("new.ila-rem", "Ila Rem", ("Deputy Envoy",), True)
    assert row.mentions == 2
    assert row.first == row.last == datetime.date(2024, 3, 1)


def test_what_is_seen_of_one_actor(filled: Record) -> None:
    seen = filled.actor("new.ila-rem")
    assert seen is not None
    assert [tuple(f) for f in seen.forms] == [("Deputy Envoy Ila Rem", 1), ("Rem", 1)]
    assert [t.title for t in seen.titles] == ["Deputy Envoy"]
    assert len(seen.documents) == 1
    assert filled.actor("nobody") is None


def test_a_merge_is_a_judgement_that_queries_follow_and_that_can_be_taken_back(filled: Record, clock: Clock) -> None:
    both = {"new.ila-rem", "ila-rehm"}
    before = [row.claim.id for row in filled.claims(ClaimQuery(actor="ila-rehm"))]
    assert len(before) == 1
    clock.now += HOUR
    merge = filled.judge("same", sorted(both), by="Ada", why="one envoy, two spellings")
    assert filled.same_as("new.ila-rem") == ("ila-rehm", "new.ila-rem"), "the dossier's id is the name of the group"
    for id_ in both:
        assert filled.count(ClaimQuery(actor=id_)) == 2
        assert len(filled.documents(DocumentQuery(names=id_))) == 2
        seen = filled.actor(id_)
        assert seen is not None
        assert (seen.row.id, seen.row.mentions, seen.row.documents) == ("ila-rehm", 3, 2)
    assert filled.actors(proposed=True) == [], "who is known waits no longer"
    assert [row.id for row in filled.actors()] == ["ila-rehm", "tarnia"]
    assert filled.count(ClaimQuery(actor="ila-rehm", as_of=clock.now - HOUR)) == 1, "as it stood before"
    clock.now += HOUR
    filled.withdraw(merge.id, by="Ada")
    assert [row.claim.id for row in filled.claims(ClaimQuery(actor="ila-rehm"))] == before
    assert len(filled.actors(proposed=True)) == 1


def test_one_who_waits_is_found_by_its_id(filled: Record) -> None:
    assert filled.count(ClaimQuery(actor="new.ila-rem")) == 1
    assert len(filled.documents(DocumentQuery(names="new.ila-rem"))) == 1


def test_ids_can_be_asked_for_beside_a_name(filled: Record) -> None:
    """Who types a name in another script than the documents' is given the claims of its bearer."""
    assert filled.count(ClaimQuery(actor="일라 렘")) == 0
    assert filled.count(ClaimQuery(actor="일라 렘", also=("ila-rehm",))) == 1
    assert filled.count(ClaimQuery(actor="Rem", also=("ila-rehm",))) == 2
    assert len(filled.documents(DocumentQuery(names="일라 렘", also=("ila-rehm",)))) == 1


def test_the_record_as_it_stood(filled: Record, clock: Clock) -> None:
    then = clock.now
    clock.now += HOUR
    document, data = document_of(FIRST, source="Ila Rem.txt", published=day("2024-03-01"))
    filled.add(read(document, []), data, reader="reader-2", dossier="dossier-1")
    assert [row.id for row in filled.actors()] == ["ila-rehm", "tarnia"]
    assert [row.id for row in filled.actors(as_of=then)] == ["new.ila-rem", "tarnia", "ila-rehm"]
    assert filled.actor("new.ila-rem", as_of=then) is not None
    assert filled.actor("new.ila-rem") is None
