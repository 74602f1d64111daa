"""Ids: how they are written, and that each stands for one thing only."""

import re
from collections.abc import Mapping

from dragoman.dossier.faults import Place, fault, near

ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")


def check_id(name: str, place: Place, taken: Mapping[str, Place]) -> None:
    """Raise DossierError where `name` is no id or is taken."""
    if not ID.fullmatch(name):
        raise fault(place, f'"{name}" is no id: write small letters a-z and digits, joined by "-" or "." (rok.mofa)')
    if name in taken:
        first = taken[name]
        raise fault(place, f'the id "{name}" is taken ({first.path.name}:{first.line}): give this entry another')


def check_known(name: str, what: str, place: Place, known: Mapping[str, object]) -> None:
    """Raise DossierError where no entry has the id `name`."""
    if name not in known:
        hint = near(name, known) or ": add it, or mend the id"
        raise fault(place, f'there is no {what} "{name}"{hint}')
