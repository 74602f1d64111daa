"""Sentences of our own in four registers and the claims in them: sentences.txt tells its own form."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dragoman.record import Claim, Reading

_CASES = Path(__file__).with_name("sentences.txt")


def _cases() -> Iterator[tuple[str, tuple[tuple[str, ...], ...]]]:
    for block in _CASES.read_text(encoding="utf-8").split("\n\n"):
        rows = [r for r in block.split("\n") if r and not r.startswith("#")]
        if rows:
            claims = (r[2:] for r in rows if r.startswith("- ") and r != "- none")
            yield rows[0], tuple(tuple(re.split(r" \| ", c)) for c in claims)


def _who(claim: Claim, reading: Reading) -> str:
    """Who is heard, as printed where it is said and with the fullest name."""
    voice = claim.attribution[-1]
    if voice.form == "document":
        return "-"
    spoken = [m for m in reading.mentions if m.id in voice.speakers]
    return " ".join(f"{reading.document.text[m.start : m.end]} {m.name}" for m in spoken) or "?"


def _told(claim: Claim, reading: Reading) -> tuple[str, str]:
    return claim.kind, reading.document.text[slice(*claim.passages[0])]


@pytest.mark.parametrize(("text", "expected"), list(_cases()), ids=lambda v: v[:24] if isinstance(v, str) else "")
def test_sentence(read: Callable[[str], Reading], text: str, expected: tuple[tuple[str, str, str], ...]) -> None:
    reading = read(f"Language: ko\nPublished: 2031-05-14\n\n{text}")
    assert [_told(c, reading) for c in reading.claims] == [(kind, words) for kind, _, words in expected]
    for claim, (_, who, _) in zip(reading.claims, expected, strict=True):
        assert who in _who(claim, reading)
