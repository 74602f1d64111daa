"""docs/dossier.md says what is so: its example loads, and every file and key has its word."""

import re
from pathlib import Path

import pytest

from dragoman.dossier import load_dossier
from dragoman.dossier.actors import ACTOR_KEYS, PERSON_KEYS
from dragoman.dossier.cues import CUE_KEYS, FRAMES
from dragoman.dossier.load import FILES, ROSTER
from dragoman.dossier.people import OFFICE_KEYS, TENURE_KEYS
from dragoman.dossier.roster import ROSTER_COLUMNS
from dragoman.dossier.sites import SITE_KEYS
from dragoman.dossier.tracks import TRACK_KEYS

PAGE = Path(__file__).parents[2] / "docs" / "dossier.md"
KEYS = ACTOR_KEYS | PERSON_KEYS | OFFICE_KEYS | TENURE_KEYS | TRACK_KEYS | SITE_KEYS | CUE_KEYS


def test_the_example_loads(tmp_path: Path) -> None:
    blocks = re.findall(r"```toml\n# (\w+\.toml)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert [name for name, _ in blocks] == list(FILES)
    for name, text in blocks:
        (tmp_path / name).write_text(text, encoding="utf-8")
    dossier = load_dossier(tmp_path)
    assert dossier.tenures[0].person in dossier.actors


@pytest.mark.parametrize("word", sorted(KEYS | set(FILES) | {ROSTER} | set(FRAMES) | set(ROSTER_COLUMNS)))
def test_every_file_and_key_is_told(word: str) -> None:
    assert f"`{word}`" in PAGE.read_text(encoding="utf-8")
