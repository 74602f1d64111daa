"""For which state an actor speaks, by the dossier."""

from collections.abc import Mapping

from dragoman.dossier import Dossier
from dragoman.store import Party


def states_of(dossier: Dossier) -> dict[str, str]:
    """The state of every actor that is one or belongs to one, by id."""
    return {a.id: state for a in dossier.actors.values() if (state := a.id if a.kind == "state" else a.state)}


def state_parties(dossier: Dossier) -> Mapping[str, Party]:
    """The same as parties by name: a ministry and a minister speak for their state."""
    return {
        actor: Party(dossier.actors[state].name, state)
        for actor, state in states_of(dossier).items()
        if state in dossier.actors
    }
