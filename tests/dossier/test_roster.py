"""roster.csv: persons by the thousand."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.dossier import load_dossier
from dragoman.record import DossierError

HEADER = "id,name,names_ko,aliases_en,state,gender,source,as_of\n"


def test_a_roster_adds_persons(write_dossier: Callable[..., Path]) -> None:
    folder = write_dossier()
    (folder / "roster.csv").write_text(
        HEADER + 'mp-1,"Ede, Ina",이나,Ede|Ina,arda,f,invented,2024-01-01\n\nmp-2,"Ede, Ina",,,,,invented,2024-01-01\n'
    )
    actors = load_dossier(folder).actors
    assert [(n.text, n.language, n.use) for n in actors["mp-1"].names] == [
        ("Ede, Ina", "en", "name"),
        ("이나", "ko", "name"),
        ("Ede", "en", "alias"),
        ("Ina", "en", "alias"),
    ]
    assert (actors["mp-2"].state, actors["mp-2"].gender) == (None, None)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("id,nme\n", 1, 'unknown column "nme" .did you mean "name"'),
        ("id,id,name,source,as_of\n", 1, '"id" stands twice'),
        ("id,name,source\n", 1, 'the column "as_of" is missing'),
        (HEADER + "mp-1,Ina,,,arda,f,invented\n", 2, "more or fewer fields"),
        (HEADER + "mp-1,,,,arda,f,invented,2024-01-01\n", 2, 'the field "name" is empty'),
        (HEADER + "mp-1,Ina,,,arda,w,invented,2024-01-01\n", 2, '"w" is no gender'),
        (HEADER + "mp-1,Ina,,,arda,f,invented,1.1.2024\n", 2, '"1.1.2024" is no day'),
        (HEADER + "mp-1,Ina,,,ardo,f,invented,2024-01-01\n", 2, 'no state "ardo"'),
        (HEADER + "arda,Ina,,,,f,invented,2024-01-01\n", 2, 'the id "arda" is taken'),
        (HEADER + "mp-1,Belmar,,,,f,invented,2024-01-01\n", 2, 'already of "belmar"'),
        (HEADER + 'mp-1,"Ina,,,,f,invented,2024-01-01\n', 2, "cannot read this row"),
    ],
)
def test_each_fault_names_its_row(write_dossier: Callable[..., Path], text: str, line: int, words: str) -> None:
    folder = write_dossier()
    (folder / "roster.csv").write_text(text)
    with pytest.raises(DossierError) as told:
        load_dossier(folder)
    assert str(told.value).startswith(f"{folder / 'roster.csv'}:{line}: "), str(told.value)
    assert re.search(words, str(told.value)), str(told.value)


def test_work_grows_with_the_roster_and_not_with_its_square(
    write_dossier: Callable[..., Path], count_steps: Callable[[Callable[[], object]], int]
) -> None:
    """Everyone bears the same surname: were each compared with each, eight times the rows took 64 times the steps."""
    folder = write_dossier()

    def steps(rows: int) -> int:
        lines = (f"mp-{n},Ina Ede {n},,Ede,arda,f,invented,2024-01-01\n" for n in range(rows))
        (folder / "roster.csv").write_text(HEADER + "".join(lines))
        return count_steps(lambda: load_dossier(folder))

    assert steps(4_000) < 12 * steps(500)
