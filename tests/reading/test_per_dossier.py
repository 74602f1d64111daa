"""What is made of a dossier is made once, and anew for another."""

from dataclasses import replace

from dragoman.dossier import Dossier, load_dossier
from dragoman.reading.per_dossier import per_dossier


def test_made_once_a_dossier_and_never_mistaken_for_anothers() -> None:
    made: list[str] = []

    @per_dossier
    def name(dossier: Dossier) -> str:
        made.append(dossier.name)
        return dossier.name

    ours = load_dossier()
    other = replace(ours, name="Another matter")  # the digest is the same: identity tells them apart
    assert [name(ours), name(ours), name(other), name(ours)] == [ours.name, ours.name, "Another matter", ours.name]
    assert made == [ours.name, "Another matter", ours.name]
