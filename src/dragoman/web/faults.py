"""What is wrong with the parameters given, in one line: which, why, and which was perhaps meant."""

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

TOLD = 3
"""Faults of one request that are told."""


def wrong_parameters(errors: Sequence[Any], known: Sequence[str]) -> str:
    """The line for pydantic's errors; `known` are the parameters that the page takes."""
    told = [_told(error, known) for error in errors[:TOLD]]
    return "; ".join(dict.fromkeys(told))


def _told(error: Mapping[str, Any], known: Sequence[str]) -> str:
    places = [str(part) for part in error.get("loc", ()) if part not in ("query", "path")]
    name = places[0] if places else ""
    if error.get("type") == "extra_forbidden":
        near = difflib.get_close_matches(name, known, n=1)
        meant = f"did you mean {near[0]}?" if near else f"those there are: {', '.join(known) or 'none'}"
        return f"there is no parameter {name[:60]!r} here; {meant}"
    why = str(error.get("msg", "cannot be used")).removeprefix("Value error, ")
    return f"{name}: {why}" if name else why
