"""A small invented dossier, good as it stands; each test spoils one file of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

FILES = {
    "dossier.toml": 'id = "straits"\nname = "The Two Straits"\n',
    "actors.toml": """\
# invented states
source = "invented for the tests"
as_of = 2024-01-01

[[actor]]
id = "arda"
kind = "state"
name = "Arda"
names.en = ["Republic of Arda"]
names.ko = ["아르다"]
metonyms.en = ["Ardaville"]
demonyms.en = ["Ardan", "Ardans"]

[[actor]]
id = "belmar"
kind = "state"
name = "Belmar"

[[actor]]
id = "arda.mfa"
kind = "organisation"
name = "Foreign Ministry"
state = "arda"

[[actor]]
id = "belmar.mfa"
kind = "organisation"
name = "Foreign Ministry"
state = "belmar"
part_of = "league"

[[actor]]
id = "league"
kind = "forum"
name = "Straits League"
""",
    "people.toml": """\
source = "invented for the tests"
as_of = 2024-01-01

[[office]]
id = "arda.foreign-minister"
name = "Foreign Minister"
body = "arda.mfa"

[[person]]
id = "ona-vell"
name = "Ona Vell"
aliases.en = ["Vell"]
state = "arda"
gender = "f"

[[person]]
id = "tam-vell"
name = "Tam Vell"
aliases.en = ["Vell"]

[[tenure]]
office = "arda.foreign-minister"
person = "ona-vell"
since = 2019-03-01
until = 2021-06-30

[[tenure]]
office = "arda.foreign-minister"
person = "tam-vell"
since = 2021-06-30
""",
    "tracks.toml": """\
[[track]]
id = "passage"
label.en = "Free passage"
phrases.en = ["free passage", "navig*"]
phrases.ko = ["자유 통항"]

[[track]]
id = "passage.tolls"
label.en = "Tolls"
phrases.en = ["toll*"]
""",
    "sites.toml": """\
[[site]]
actor = "arda.mfa"
kind = "press-release"
domains = ["mfa.example"]
credits = ["Ministry of Arda"]
""",
    "cues.toml": """\
[[cue]]
language = "en"
frame = "clause"
words = ["say", "opine"]
""",
}


@pytest.fixture
def write_dossier(tmp_path: Path) -> Callable[..., Path]:
    """Write the invented dossier, some files replaced by name (dossier="…", actors="…"), and give its folder."""

    def write(**texts: str) -> Path:
        for name, text in FILES.items():
            (tmp_path / name).write_text(texts.get(name.removesuffix(".toml"), text), encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def spoil(write_dossier: Callable[..., Path]) -> Callable[[str, str, str], Path]:
    """Write the invented dossier with `old` replaced by `new` in one of its files."""

    def write(name: str, old: str, new: str) -> Path:
        text = FILES[f"{name}.toml"]
        assert old in text, f"{old!r} does not stand in {name}.toml"
        return write_dossier(**{name: text.replace(old, new, 1)})

    return write
