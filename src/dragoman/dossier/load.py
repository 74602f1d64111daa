"""A dossier folder as a `Dossier`, or the first thing that is wrong with it."""

import functools
import gc
import hashlib
from pathlib import Path

from dragoman.dossier.actors import ActorBook, read_actors
from dragoman.dossier.cues import read_cues
from dragoman.dossier.faults import Place, fault
from dragoman.dossier.ids import check_id, check_known
from dragoman.dossier.names import Register
from dragoman.dossier.nouns import Dossier
from dragoman.dossier.people import read_people
from dragoman.dossier.roster import read_roster
from dragoman.dossier.sites import read_sites
from dragoman.dossier.tables import read_tables, read_text
from dragoman.dossier.tracks import read_tracks

KOREA = Path(__file__).parent / "korea"
FILES = ("dossier.toml", "actors.toml", "people.toml", "tracks.toml", "sites.toml", "cues.toml")
ROSTER = "roster.csv"


def load_dossier(path: Path | str | None = None) -> Dossier:
    """The dossier in the folder `path`, or the shipped Korea dossier.

    Raises DossierError, whose one line names file and line, what is wrong and what to do. The shipped dossier is read
    once a process; any other is read anew at each call, for people edit them.
    """
    return _korea() if path is None else _load_undisturbed(Path(path))


@functools.cache
def _korea() -> Dossier:
    return _load_undisturbed(KOREA)


def _load_undisturbed(folder: Path) -> Dossier:
    """`_load` without the garbage collector: all that is made there stays, and searching it costs a tenth more."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _load(folder)
    finally:
        if collecting:
            gc.enable()


def _load(folder: Path) -> Dossier:
    if not folder.is_dir():
        raise fault(Place(folder, 0), "there is no such folder: a dossier is a folder of .toml files (docs/dossier.md)")
    texts = {name: read_text(folder / name) for name in FILES}
    if (folder / ROSTER).exists():
        texts[ROSTER] = read_text(folder / ROSTER)
    dossier_id, name = _read_head(folder / FILES[0], texts[FILES[0]])
    book = ActorBook({}, {}, Register())
    read_actors(book, folder / "actors.toml", texts["actors.toml"])
    if ROSTER in texts:
        read_roster(book, folder / ROSTER, texts[ROSTER])
    offices, tenures = read_people(book, folder / "people.toml", texts["people.toml"])
    sites = read_sites(folder / "sites.toml", texts["sites.toml"], book.actors)
    _check_bodies(book)
    return Dossier(
        id=dossier_id,
        name=name,
        actors=book.actors,
        offices=offices,
        tenures=tenures,
        tracks=read_tracks(folder / "tracks.toml", texts["tracks.toml"], book.actors),
        sites=sites,
        cues=read_cues(folder / "cues.toml", texts["cues.toml"]),
        digest=_digest(texts),
    )


def _read_head(path: Path, text: str) -> tuple[str, str]:
    (head,) = read_tables(path, text, ())
    head.allow({"id", "name"})
    for key in ("id", "name"):
        if key not in head.values:
            head.fail(f'this file lacks the key "{key}": add {key} = "…"')
    check_id(head.text("id"), head.place(), {})
    return head.text("id"), head.text("name")


def _check_bodies(book: ActorBook) -> None:
    """Raise DossierError where a state or the body above is not there, is no state, or lies below itself."""
    clear: set[str] = set()
    states = {actor.id for actor in book.actors.values() if actor.kind == "state"}
    for actor in book.actors.values():
        if actor.state in states and actor.part_of is None:
            continue
        place = book.places[actor.id]
        if actor.state and actor.state != actor.id:
            check_known(actor.state, "state", place, book.actors)
        if actor.state and book.actors[actor.state].kind != "state":
            kind = book.actors[actor.state].kind
            raise fault(place, f'"{actor.state}" is no state but a {kind}: name a state, or leave state out')
        if actor.part_of is None:
            continue
        trail: dict[str, None] = {}
        step: str | None = actor.id
        while step is not None and step not in clear:
            if step in trail:
                circle = " > ".join([*list(trail)[list(trail).index(step) :], step])
                raise fault(book.places[step], f"part_of runs in a circle: {circle}; take one part_of out")
            trail[step] = None
            above = book.actors[step].part_of
            if above is not None:
                check_known(above, "actor", book.places[step], book.actors)
            step = above
        clear.update(trail)


def _digest(texts: dict[str, str]) -> str:
    """A digest of everything read, comments and all: the same files, the same digest, on every machine."""
    digest = hashlib.sha256()
    for name, text in sorted(texts.items()):
        body = text.replace("\r\n", "\n").encode()
        digest.update(f"{name} {len(body)}\n".encode() + body)
    return digest.hexdigest()
