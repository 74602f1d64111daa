"""Claims that report one act become one entry; everything else stays apart."""

from dragoman.identity import Evidence, entries_of


def evidence(claim: str, words: str, **changes: object) -> Evidence:
    fields: dict[str, object] = {
        "kind": "commitment",
        "polarity": "positive",
        "voice": "rok.mofa",
        "own_release": False,
    }
    fields.update(changes)
    return Evidence(claim=claim, words=words, **fields)  # type: ignore[arg-type]


def test_a_reprint_is_the_same_act() -> None:
    entries = entries_of(
        [evidence("c1", "open a liaison office by May"), evidence("c2", "Open a liaison\noffice by May.")]
    )
    assert [e.claims for e in entries] == [("c1", "c2")]


def test_the_speakers_own_release_stands_first() -> None:
    entries = entries_of([evidence("c1", "open an office"), evidence("c2", "open an office", own_release=True)])
    assert entries[0].claims == ("c2", "c1")


def test_another_voice_kind_or_polarity_is_another_act() -> None:
    first = evidence("c1", "open an office")
    others = [
        evidence("c2", "open an office", voice="us.state"),
        evidence("c3", "open an office", kind="call"),
        evidence("c4", "open an office", polarity="negative"),
        evidence("c5", "open two offices"),
    ]
    assert len(entries_of([first, *others])) == 5


def test_ids_do_not_depend_on_order_or_company() -> None:
    one, two = evidence("c1", "open an office"), evidence("c2", "close a port")
    forward = {e.id for e in entries_of([one, two])}
    assert forward == {e.id for e in entries_of([two, one])}
    assert entries_of([one])[0].id in forward
