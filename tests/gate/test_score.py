"""The scorer: a perfect reading has every point, and each fault costs the point it should and no other."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.record import Claim, Line, Reading
from dragoman.record.wire import dump_reading

from .gold import FOLDER, Gold, load_golds
from .invented import perfect_reading, spoiled
from .measure import SHARED, has_shared
from .score import main, score

PLAIN = [gold for gold in load_golds() if gold.document.suffix == ".txt" and gold.claims]
SEA = next(gold for gold in PLAIN if gold.document.stem == "release-sea")


def figures(gold: Gold, reading: Reading) -> dict[str, float]:
    return score([(gold, reading)]).figures()


@pytest.mark.parametrize("gold", PLAIN, ids=lambda gold: gold.document.stem)
def test_a_perfect_reading_has_every_point(gold: Gold) -> None:
    scores = score([(gold, perfect_reading(gold))])
    assert set(scores.figures().values()) == {1.0}, scores.faults


def change(**fields: object) -> Callable[[Claim], Claim]:
    return lambda claim: replace(claim, **fields)  # type: ignore[arg-type]


def unvoiced(claim: Claim) -> Claim:
    return replace(claim, attribution=tuple(replace(a, speakers=()) for a in claim.attribution))


def uncued(claim: Claim) -> Claim:
    return replace(claim, attribution=tuple(replace(a, cue=None) for a in claim.attribution))


def reversed_(claim: Claim) -> Claim:
    return replace(claim, polarity="negative" if claim.polarity == "positive" else "positive")


def reformed(claim: Claim) -> Claim:
    return replace(claim, attribution=tuple(replace(a, form="mixed") for a in claim.attribution))


@pytest.mark.parametrize(
    ("fault", "change", "falls"),
    [
        ("other kind", change(kind="statement"), {"kind"}),
        ("no speaker", unvoiced, {"speaker"}),
        ("no cue", uncued, {"cue"}),
        ("other form", reformed, {"form", "speaker"}),  # document voice is known by its form
        ("other polarity", reversed_, {"polarity"}),
        ("modality", change(modality="hypothetical"), {"modality"}),
        ("no time", change(time=None), {"time"}),
        ("no track", change(tracks=()), {"track"}),
        ("other track", change(tracks=("public",)), {"track"}),
        ("no actors", change(actors=()), {"actor"}),
        ("no recipients", change(recipients=()), {"recipient"}),
        ("no condition", change(condition=None), {"condition"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fault_costs_its_own_point(fault: str, change: Callable[[Claim], Claim], falls: set[str]) -> None:
    after = figures(SEA, spoiled(perfect_reading(SEA), change, every=1))
    fallen = {m for m, value in after.items() if value < 1 and not m.startswith("kind ")}
    assert fallen == falls, fault


def test_a_missed_claim_costs_recall_and_an_invented_one_precision() -> None:
    """Of four claims one is missed; of five read one is nobody's."""
    whole = perfect_reading(SEA)
    few = replace(SEA, claims=(SEA.claims or ())[:4])
    missed = figures(few, replace(whole, claims=whole.claims[:3]))
    assert (missed["claim recall"], missed["claim precision"]) == (0.75, 1.0)
    extra = figures(few, replace(whole, claims=whole.claims[:5]))
    assert (extra["claim recall"], extra["claim precision"]) == (1.0, 0.8)
    assert extra["claim f1"] == pytest.approx(2 * 0.8 / 1.8)


def test_a_passage_of_a_few_words_more_is_the_same_claim_and_half_of_it_is_not_another() -> None:
    whole = perfect_reading(SEA)
    few = replace(SEA, claims=(SEA.claims or ())[2:3])
    (start, end) = whole.claims[2].passages[0]
    longer = replace(whole.claims[2], passages=((start - 12, end),))
    assert figures(few, replace(whole, claims=(longer,)))["claim f1"] == 1.0
    elsewhere = replace(whole.claims[2], passages=((end + 2, end + 40),))
    assert figures(few, replace(whole, claims=(elsewhere,)))["claim f1"] == 0.0


def test_an_unknown_date_must_stay_unknown() -> None:
    undated = next(gold for gold in PLAIN if gold.published is None)
    reading = perfect_reading(undated)
    guessed = replace(reading, document=replace(reading.document, published=perfect_reading(SEA).document.published))
    assert figures(undated, reading)["published"] == 1.0
    assert figures(undated, guessed)["published"] == 0.0


def test_site_furniture_that_may_speak_costs_a_silent_line_and_a_muted_paragraph_a_spoken_one() -> None:
    reading = perfect_reading(SEA)

    def with_roles(of: Callable[[Line], Line]) -> dict[str, float]:
        document = replace(reading.document, lines=tuple(of(line) for line in reading.document.lines))
        return figures(SEA, replace(reading, document=document))

    assert with_roles(lambda line: replace(line, role="body"))["silent lines"] == 0.0
    assert with_roles(lambda line: replace(line, role="chrome"))["spoken"] == 0.0


def test_words_nobody_sees_and_sentences_without_a_claim_are_asked_for() -> None:
    assert SEA.claims
    stray = replace(SEA, absent=("hit",), no_claim=(f"introduced {SEA.claims[6].content}",))
    after = figures(stray, perfect_reading(SEA))
    assert (after["unseen"], after["claimless"]) == (0.0, 0.0)


def test_a_surname_alone_must_be_read_where_it_stands_alone() -> None:
    """A mention of "Foreign Minister Baek Do-yun" does not answer for "Baek"."""
    wire = next(gold for gold in PLAIN if gold.document.stem == "wire-hotline")
    reading = perfect_reading(wire)
    alone = replace(reading, mentions=tuple(replace(m, name="Baek") for m in reading.mentions if m.end - m.start == 4))
    assert figures(wire, replace(alone, claims=()))["person"] == 0.0
    forms = sum(len(person.printed) for person in wire.persons)
    full = replace(reading, claims=(), mentions=tuple(m for m in reading.mentions if m.end - m.start != 4))
    assert figures(wire, full)["person"] == (forms - 1) / forms


def test_another_language_counts_under_its_own_name() -> None:
    korean = next(gold for gold in load_golds() if gold.language == "ko")
    assert set(figures(korean, perfect_reading(korean))) == {"ko published", "ko title", "ko silent lines", "ko person"}


@pytest.mark.skipif(not has_shared(), reason="needs the shared material beside the repository")
def test_our_figures_are_those_of_the_shared_scorer(tmp_path: Path) -> None:
    """On the same answers and the same faulty readings both must come to the same figures."""
    faults = [change(kind="event"), unvoiced, uncued, change(time=None, tracks=()), reformed]
    readings = [
        spoiled(replace(perfect_reading(gold), claims=perfect_reading(gold).claims[n:]), fault, every=3)
        for n, (gold, fault) in enumerate(zip(PLAIN, faults, strict=True))
    ]
    for gold in PLAIN:
        (tmp_path / gold.document.name).write_bytes(gold.document.read_bytes())
        (tmp_path / f"{gold.document.stem}.json").write_bytes((FOLDER / f"{gold.document.stem}.json").read_bytes())
    (tmp_path / "readings.jsonl").write_text("\n".join(map(dump_reading, readings)), encoding="utf-8")
    tool = [sys.executable, str(SHARED / "tools" / "score_readings.py"), "readings.jsonl", ".", "--json"]
    theirs = json.loads(subprocess.run(tool, cwd=tmp_path, capture_output=True, check=True).stdout)
    ours = score(zip(PLAIN, readings, strict=True)).figures()
    for metric in ("claim", *(m for m in theirs if m.startswith("kind ") and m != "kind of found")):
        assert ours[f"{metric} f1"] == pytest.approx(theirs[metric]["f1"], abs=0.001), metric
    for metric in ("kind", "speaker", "cue", "form", "polarity", "time", "track"):
        assert ours[metric] == pytest.approx(theirs[f"{metric} of found"]["share"], abs=0.001), metric
    assert ours["published"] == theirs["published date"]["share"]


def test_wrong_usage_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--no-such"]) == 2
    assert "usage:" in capsys.readouterr().err
