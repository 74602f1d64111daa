"""cues.toml: the reporting words of a matter's register, grouped by language and by what follows them."""

from pathlib import Path
from typing import Literal, cast

from dragoman.dossier.names import LANGUAGES
from dragoman.dossier.nouns import Cue
from dragoman.dossier.tables import read_tables

CUE_KEYS = {"language", "frame", "words"}
Frame = Literal["clause", "topic", "infinitive", "need", "quotation"]
FRAMES: tuple[Frame, ...] = ("clause", "topic", "infinitive", "need", "quotation")


def read_cues(path: Path, text: str) -> tuple[Cue, ...]:
    """One cue a word of each [[cue]], in the order of the file. Raises DossierError where one stands twice."""
    head, *tables = read_tables(path, text, ("cue",))
    head.allow(set())
    cues: dict[Cue, int] = {}
    for table in tables:
        table.allow(CUE_KEYS)
        language = table.choice("language", LANGUAGES)
        frame = cast(Frame, table.choice("frame", FRAMES))
        words = table.texts("words")
        if not words:
            table.fail('[[cue]] lacks the key "words": add words = ["…"]')
        for word in words:
            cue = Cue(word, language, frame)
            if cue in cues:
                table.fail(f'the cue "{word}" ({frame}) already stands in the entry on line {cues[cue]}', key="words")
            cues[cue] = table.line
    return tuple(cues)
