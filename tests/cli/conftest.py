"""A reader of a few lines in place of the real one: what is tested here is the command line, not the reading."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from dragoman.cli import read
from dragoman.dossier import Dossier
from dragoman.record import (
    SPEAKING_ROLES,
    Attribution,
    Claim,
    ClaimKind,
    Document,
    Mention,
    Problem,
    Reading,
)

SENTENCE = re.compile(r"(?P<who>[A-Z]\w+) (?P<cue>promised|urged|said) (?P<words>[^.\n]+)\.")
KINDS: dict[str, ClaimKind] = {"promised": "commitment", "urged": "call", "said": "position"}
TRACKED = {"sanctions": "dissuade", "talks": "dialogue.talks"}


def read_simply(items: Iterable[tuple[Document, tuple[Problem, ...]]]) -> Iterator[Reading]:
    """ "Lim promised …", "Lim urged …", "Lim said …" are claims of Lim; nothing else is."""
    for document, problems in items:
        found = [
            match
            for line in document.lines
            if line.role in SPEAKING_ROLES
            for match in SENTENCE.finditer(document.text, line.start, line.end)
        ]
        mentions = tuple(
            Mention(f"m{n}", m.start("who"), m.end("who"), "person", None, m["who"], "name")
            for n, m in enumerate(found)
        )
        claims = tuple(_claim(document, f"m{n}", match) for n, match in enumerate(found))
        yield Reading(document, mentions, (), claims, problems)


def _claim(document: Document, speaker: str, match: re.Match[str]) -> Claim:
    return Claim(
        id=f"c{document.id[1:9]}{match.start():04x}",
        kind=KINDS[match["cue"]],
        passages=(match.span("words"),),
        attribution=(Attribution("indirect", (speaker,), match.span("cue"), match["cue"]),),
        actors=(speaker,),
        recipients=(),
        polarity="positive",
        modality="actual",
        condition=None,
        time=None,
        tracks=tuple(track for word, track in TRACKED.items() if word in match["words"]),
        wording=(),
        event=None,
        measure=None,
        confidence=0.9,
        by=("test.simple",),
    )


@pytest.fixture
def dossier() -> Dossier:
    return Dossier(
        id="test", name="Test dossier", actors={}, offices={}, tenures=(), tracks={}, sites=(), cues=(), digest="0"
    )


@pytest.fixture
def reader(dossier: Dossier) -> read.Reader:
    return read.Reader(dossier, "simple/1", read_simply)


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    """A folder of three releases, one of them in a corpus row with a date."""
    folder = tmp_path / "releases"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "Statement on the harbour\n\nDate\n2031-02-03\n\nLim promised to open the harbour to all ships in spring. "
        "Lim urged the neighbours to return to the talks.\n"
    )
    (folder / "b.txt").write_text("A note of no date\n\nKweon said sanctions alone bring nobody to the table.\n")
    (folder / "c.jsonl").write_text(
        '{"id": "row-1", "title": "On ships", "date": "2031-05-06", "publisher": "Harbour Office", '
        '"text": "Ahn promised to lift the sanctions on fishing boats."}\n'
    )
    return folder
