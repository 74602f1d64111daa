"""tracks.toml: the lines of policy, and the phrases that speak of each."""

from collections.abc import Mapping
from pathlib import Path

from dragoman.dossier.faults import Place
from dragoman.dossier.ids import check_id, check_known
from dragoman.dossier.names import LANGUAGES
from dragoman.dossier.nouns import Track
from dragoman.dossier.phrases import check_phrase
from dragoman.dossier.tables import Table, read_tables

TRACK_KEYS = {"id", "actors", *(f"{key}.{language}" for key in ("label", "phrases") for language in LANGUAGES)}


def read_tracks(path: Path, text: str, actors: Mapping[str, object]) -> dict[str, Track]:
    """The tracks by id, in the order of the file. Raises DossierError where a part has no whole."""
    head, *tables = read_tables(path, text, ("track",))
    head.allow(set())
    tracks: dict[str, Track] = {}
    places: dict[str, Place] = {}
    for table in tables:
        track = _read_track(table)
        check_id(track.id, table.place(), places)
        tracks[track.id], places[track.id] = track, table.place()
        for actor in track.actors:
            if actor not in actors:
                check_known(actor, "actor", table.place("actors"), actors)
    for name in tracks:
        parent = name.rpartition(".")[0]
        if parent:
            check_known(parent, f'track for "{name}" to be part of,', places[name], tracks)
    return tracks


def _read_track(table: Table) -> Track:
    table.allow(TRACK_KEYS)
    label = {lang: text for lang in LANGUAGES if (text := table.optional_text(f"label.{lang}"))}
    if not label:
        table.fail('[[track]] lacks a label: add label.en = "…"')
    phrases = {lang: found for lang in LANGUAGES if (found := table.texts(f"phrases.{lang}"))}
    for language, found in phrases.items():
        for phrase in found:
            wrong = check_phrase(phrase, language)
            if wrong:
                table.fail(f'the phrase "{phrase}" {wrong}', key=f"phrases.{language}")
    return Track(table.text("id"), label, phrases, table.texts("actors"))
