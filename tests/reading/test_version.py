"""The reader's version: the same for the same code and words, cheap, and another for another pack."""

import subprocess
import sys

from dragoman.reading import reader_version


def test_it_is_short_and_always_the_same() -> None:
    version = reader_version()
    assert len(version) == 12
    assert int(version, 16) >= 0
    reader_version.cache_clear()
    assert reader_version() == version


def test_another_pack_is_another_reader() -> None:
    assert reader_version("en_core_web_sm") != reader_version()
    assert reader_version("en_core_web_sm").startswith(reader_version())


def test_asking_for_it_loads_no_language_library() -> None:
    code = "import sys; from dragoman.reading import reader_version; reader_version(); sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=120).returncode == 0
