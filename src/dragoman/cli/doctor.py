"""`dragoman doctor`: what is installed, and whether the dossier and the record are sound."""

import json
import platform
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata, requires, version
from importlib.resources import files
from pathlib import Path
from typing import Literal

from dragoman.brief.words import say_count
from dragoman.cli.faults import DONE, LOST, tell
from dragoman.cli.tables import Column, print_rows
from dragoman.record import DragomanError
from dragoman.store import Record

State = Literal["ok", "wrong", "note"]

TRIAL = "The foreign minister said on Monday that the government will reopen the telephone line by March 2031."


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: `wrong` is what must be mended, `note` what is good to know."""

    what: str
    state: State
    detail: str


def run(
    *,
    record: str,
    dossier: str | None = None,
    pack: str | None = None,
    read: bool = False,
    rebuild_search: bool = False,
    rebuild_acts: bool = False,
) -> int:
    """Look at everything, print what was found, and fail where something is wrong."""
    if rebuild_search:
        with Record.open(record, create=False) as opened:
            tell(f"{say_count(opened.rebuild_search(), 'paragraph')} of {record} can be searched anew")
    if rebuild_acts:
        _rebuild_acts(record, dossier)
    findings = [
        *_python(),
        *_packages(),
        *_told("English", lambda: _language_pack(pack)),
        Finding("Korean", "note", "claims are read by particles and endings; sanction measures are not"),
        *_told("dossier", lambda: _dossier(dossier)),
        *_told("record", lambda: _record(record)),
        *(_told("reading", lambda: _reading(pack, dossier)) if read else ()),
    ]
    columns = (Column("What"), Column("State"), Column("Detail", share=1))
    print_rows(columns, [(finding.what, finding.state, finding.detail) for finding in findings])
    return LOST if any(finding.state == "wrong" for finding in findings) else DONE


def _rebuild_acts(where: str, dossier: str | None) -> None:
    from dragoman.desks.dialogue.following import follow_up
    from dragoman.desks.states import states_of
    from dragoman.dossier import load_dossier

    states = states_of(load_dossier(dossier))
    with Record.open(where, create=False) as record:
        record.count_acts(anew=True)
        follow_up(record, states)
        tell(f"{say_count(record.acts.size(), 'act')} of {where} are counted anew")


def _told(what: str, look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """What looking finds; a fault a user can mend is a finding too."""
    try:
        yield from look()
    except DragomanError as fault:
        yield Finding(what, "wrong", str(fault))


def _python() -> Iterator[Finding]:
    new_enough = sys.version_info >= (3, 11)
    detail = f"{platform.python_version()} at {sys.executable}"
    yield Finding("Python", "ok" if new_enough else "wrong", detail if new_enough else f"{detail}; 3.11 is needed")


def _packages() -> Iterator[Finding]:
    needed = (line for line in requires("dragoman") or () if "extra ==" not in line)
    for requirement in needed:
        name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
        try:
            yield Finding(name, "ok", f"{version(name)}, {_licence(name)}")
        except PackageNotFoundError:
            yield Finding(name, "wrong", f"not installed; run: {sys.executable} -m pip install '{requirement}'")


def _licence(package: str) -> str:
    facts = metadata(package).json
    for key in ("license_expression", "license"):
        # Some packages put the whole licence there.
        if (value := str(facts.get(key, ""))) and len(value) < 60:
            return value
    classifiers = (str(line) for line in facts.get("classifier", ()))
    named = (line.rpartition(" :: ")[2] for line in classifiers if line.startswith("License"))
    return ", ".join(named) or "licence not stated"


def _language_pack(pack: str | None) -> Iterator[Finding]:
    """What a pack says of itself. It is loaded by `--read` only, for that takes a second and spaCy."""
    if pack is not None and not Path(pack).is_dir():
        yield _installed_pack(pack)
        return
    folder = Path(pack) if pack is not None else Path(str(files("dragoman.reading.en"))) / "pack"
    try:
        facts = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        detail = f"{facts['name']} {facts['version']}, {facts.get('license') or 'licence not stated'}"
    except (OSError, ValueError, KeyError) as fault:
        mend = "install Dragoman again" if pack is None else "name another with --language-pack"
        yield Finding("English", "wrong", f"{folder} holds no language pack ({fault}); {mend}")
        return
    yield Finding("English", "ok", detail)


def _installed_pack(name: str) -> Finding:
    try:
        return Finding("English", "ok", f"{name} {version(name)}, {_licence(name)}")
    except PackageNotFoundError:
        return Finding("English", "wrong", f"no pipeline {name!r} is installed, nor is it a folder; name another")


def _dossier(where: str | None) -> Iterator[Finding]:
    from dragoman.dossier import load_dossier

    dossier = load_dossier(where)
    sizes = (
        say_count(len(dossier.actors), "actor"),
        say_count(len(dossier.offices), "office"),
        say_count(len(dossier.tenures), "tenure"),
        say_count(len(dossier.tracks), "track"),
    )
    yield Finding("dossier", "ok", f"{dossier.name} ({where or 'shipped'}): {', '.join(sizes)}")


def _record(where: str) -> Iterator[Finding]:
    if "://" not in where and not Path(where).exists():
        yield Finding("record", "note", f"{where} is not there yet: dragoman read makes it")
        return
    with Record.open(where, create=False, read_only=True) as record:
        faults = record.check()
        held = record.summary()
        current = record.acts.current()
    yield from (Finding("record", "wrong", f"{where}: {fault}") for fault in faults)
    if not faults and held.claims and not current:
        detail = (
            f"{where}: what is counted is behind, so the desks are slow; mend it with dragoman doctor --rebuild-acts"
        )
        yield Finding("acts", "note", detail)
    if not faults:
        sizes = f"{say_count(held.documents, 'document')}, {say_count(held.claims, 'claim')}"
        yield Finding("record", "ok", f"{where}: {sizes}, every passage stands in its text")


def _reading(pack: str | None, dossier: str | None) -> Iterator[Finding]:
    """Read one sentence from bytes to claim, as `dragoman read` would."""
    from dragoman.dossier import load_dossier
    from dragoman.reading import read_documents
    from dragoman.sources import read_text

    known = load_dossier(dossier)
    trial = read_text(TRIAL, known, source="doctor")
    claims = sum(len(reading.claims) for reading in read_documents([(trial.document, ())], known, pack=pack))
    detail = f"{say_count(claims, 'claim')} found in a sentence that makes one"
    yield Finding("reading", "ok" if claims else "wrong", detail)
