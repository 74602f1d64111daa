"""The plain shape is read as tomllib reads it, only faster and with lines."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.dossier.load import FILES, KOREA
from dragoman.dossier.tables import read_tables
from dragoman.record import DossierError

KINDS = ("actor", "person", "office", "tenure", "track", "site", "cue")


def by_tomllib(text: str) -> list[tuple[str, dict[str, Any]]]:
    """The same file by the standard reader, dotted keys made flat again; [[kinds]] one after the other."""
    data = tomllib.loads(text)
    tables = [("", {k: v for k, v in data.items() if k not in KINDS})]
    tables += [(kind, table) for kind in KINDS for table in data.get(kind, [])]
    return [(kind, flat(table)) for kind, table in tables]


def flat(table: dict[str, Any]) -> dict[str, Any]:
    out = {}
    for key, value in table.items():
        if isinstance(value, dict):
            out |= {f"{key}.{k}": v for k, v in flat(value).items()}
        else:
            out[key] = value
    return out


def by_us(text: str) -> list[tuple[str, dict[str, Any]]]:
    first, *rest = read_tables(Path("x.toml"), text, KINDS)
    rest.sort(key=lambda t: KINDS.index(t.kind))
    return [(t.kind, dict(t.values)) for t in [first, *rest]]


@pytest.mark.parametrize("name", FILES)
def test_the_shipped_files_read_as_tomllib_reads_them(name: str) -> None:
    text = (KOREA / name).read_text(encoding="utf-8")
    assert by_us(text) == by_tomllib(text)


words = st.text(st.sampled_from('ab "\\#,[]=가\t'), max_size=8)
quoted = words.map(lambda w: '"' + w.replace("\\", "\\\\").replace('"', '\\"') + '"')
gaps = st.sampled_from(["", " ", "\n", " # a, \"b\"\n", "\n\n  "])  # fmt: skip
lists = st.lists(st.tuples(gaps, quoted, gaps), max_size=4).map(
    lambda x: "[" + ",".join(a + q + b for a, q, b in x) + "]"
)
others = st.sampled_from(["3", "true", "-1.5", "2024-02-29", "'raw'", '"""two\nlines"""', "[1, [2]]", "{a = 1}"])
statements = st.tuples(st.sampled_from(["", "  "]), quoted | lists | others, st.sampled_from(["", "  # why", " "]))


@given(st.lists(st.sampled_from(["", "# note", "[[actor]]", "  [[ site ]] # x"]) | statements, max_size=12))
def test_any_file_of_the_shape_reads_as_tomllib_reads_it(parts: list[str | tuple[str, str, str]]) -> None:
    lines = [p if isinstance(p, str) else f"{p[0]}k{n} = {p[1]}{p[2]}" for n, p in enumerate(parts)]
    text = "\n".join(lines)
    ours = by_us(text)
    for _, values in ours:
        for key, value in list(values.items()):
            if isinstance(value, dict):
                values |= flat({key: values.pop(key)})
    assert ours == by_tomllib(text)


@given(st.text(st.sampled_from('a1 ="[]#\n,.\\'), max_size=30))
def test_what_tomllib_refuses_is_refused(text: str) -> None:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        with pytest.raises(DossierError, match=r"x\.toml:\d+: "):
            read_tables(Path("x.toml"), text, KINDS)


def test_a_key_knows_its_line() -> None:
    text = 'a = "x" # one\nb = [\n  "y", # two, "z"\n  "w",\n]\nc = """\n\n"""\n[[actor]]\nd = "v"\n'
    top, actor = read_tables(Path("x.toml"), text, KINDS)
    assert top.values == {"a": "x", "b": ["y", "w"], "c": "\n"}
    assert [top.place(k).line for k in "abc"] == [1, 2, 6]
    assert (actor.line, actor.place("d").line, actor.place("absent").line) == (9, 10, 9)
