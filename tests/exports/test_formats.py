"""Each format is read by its own library, and tells what the record holds."""

import io
import json
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any, get_args

import pytest
from filled import PAGE, filled

from dragoman.cli import options
from dragoman.cli.app import run
from dragoman.dossier import Dossier
from dragoman.exports.decided import Decided, decided_claims
from dragoman.exports.formats import FORMATS, part_of
from dragoman.exports.selection import Selection
from dragoman.record import EventCode, Reading
from dragoman.store import ClaimQuery, Record
from invented_readings import Said, document_of, read

Printed = pytest.CaptureFixture[str]
Json = dict[str, Any]


@pytest.fixture
def record(tmp_path: Path) -> str:
    with filled(tmp_path / "r.db"):
        return str(tmp_path / "r.db")


def exported(record: str, capsys: Printed, form: str, *typed: str) -> str:
    capsys.readouterr()
    assert run(["export", "--record", record, "--to", form, *typed]) == 0
    return capsys.readouterr().out


def test_what_can_be_typed_are_the_formats_there_are() -> None:
    assert set(get_args(options.ExportFormat)) == set(FORMATS)
    assert set(get_args(options.ExportPart)) == {part for form in FORMATS.values() for part in form.parts}


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_same_record_gives_the_same_bytes_and_says_how_much(
    record: str, capsys: Printed, tmp_path: Path, form: str
) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    for out in (first, second):
        assert run(["export", "--record", record, "--to", form, "--out", str(out)]) == 0
        assert capsys.readouterr().out.startswith(f"{out}: ")
    assert first.read_bytes() == second.read_bytes() != b""


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_an_empty_record_gives_an_empty_whole(capsys: Printed, tmp_path: Path, form: str) -> None:
    Record.open(tmp_path / "r.db").close()
    out = tmp_path / "out"
    assert run(["export", "--record", str(tmp_path / "r.db"), "--to", form, "--out", str(out)]) == 0
    assert ": 0 " in capsys.readouterr().out
    if form in ("annotation", "csl", "prov", "stix"):
        json.loads(out.read_text(encoding="utf-8"))


def test_a_part_that_a_format_does_not_hold_is_told_with_those_that_do(record: str, capsys: Printed) -> None:
    assert run(["export", "--record", record, "--to", "bibtex", "--what", "claims"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("dragoman: --to bibtex holds documents; claims go as jsonl, csv, parquet, ")


def test_stix_is_read_by_its_library(record: str, capsys: Printed) -> None:
    import stix2

    bundle = stix2.parse(exported(record, capsys, "stix"), version="2.1")
    kinds = Counter(one.type for one in bundle.objects)
    assert kinds["report"] == 3
    assert kinds["note"] == 6
    assert kinds["opinion"] == 2
    ids = [one.id for one in bundle.objects]
    assert len(ids) == len(set(ids))
    told = set(ids)
    for one in bundle.objects:
        assert set(one.get("object_refs", ())) <= told
        assert one.get("created_by_ref", ids[0]) in told
    note = next(one for one in bundle.objects if one.type == "note" and "🚢" in one.content)
    assert note.content == "no ship of Marsovia may enter 🚢 before June"
    assert note.external_references[0].url.startswith("https://ports.tarnia.example/denied?year=2024#:~:text=")
    unknown = [one for one in bundle.objects if one.type == "report" and "publication-day-unknown" in one.labels]
    assert len(unknown) == 2


def test_prov_is_read_by_its_library(record: str, capsys: Printed) -> None:
    from prov.model import ProvActivity, ProvAgent, ProvDerivation, ProvDocument, ProvEntity

    text = exported(record, capsys, "prov")
    json.loads(text, object_pairs_hook=_each_once)
    document = ProvDocument.deserialize(content=text, format="json")
    count = Counter(type(one) for one in document.get_records())
    assert count[ProvActivity] == 3
    assert count[ProvEntity] == 3 + 1 + 6 + 3  # documents, the dossier, claims, judgements
    assert count[ProvAgent] == 1 + 1 + 2  # the publisher, the reader, two people
    assert count[ProvDerivation] == 6 + 3
    assert ProvDocument.deserialize(content=document.serialize(format="json"), format="json") == document
    told = {str(one.identifier) for one in document.get_records() if one.identifier}
    for one in document.get_records(ProvDerivation):
        assert {str(value) for _, value in one.formal_attributes if value is not None} <= told


def _each_once(pairs: list[tuple[str, Any]]) -> Json:
    names = [name for name, _ in pairs]
    assert len(names) == len(set(names)), "a key stands twice"
    return dict(pairs)


def test_csl_is_read_and_cited_by_its_library(record: str, capsys: Printed) -> None:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    items = json.loads(exported(record, capsys, "csl"))
    assert [item.get("issued") for item in items] == [
        {"date-parts": [[2024, 3, 1]]},
        {"date-parts": [[2024, 5]]},
        None,
    ]
    assert items[1]["URL"] == PAGE.partition("#")[0]
    source = CiteProcJSON(items)
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    printed = "\n".join(str(entry) for entry in bibliography.bibliography())
    assert "Marsovian Foreign Ministry" in printed
    assert "Marsovia pledges coal embargo" in printed
    assert "2024" in printed


def test_bibtex_is_read_by_its_library(record: str, capsys: Printed) -> None:
    import bibtexparser

    library = bibtexparser.parse_string(exported(record, capsys, "bibtex"))
    assert library.failed_blocks == []
    first, page, note = library.entries
    assert first["title"] == "{Marsovia pledges coal embargo}"
    assert (first["date"], first["year"]) == ("2024-03-01", "2024")
    assert page["title"] == r"{Port call denied \{to ships\} \& 100\% sure\_thing}"
    assert page["date"] == "2024-05"
    assert "date" not in note.fields_dict
    assert "year" not in note.fields_dict


@pytest.mark.parametrize("form", ["ftm", "ftm-acts"])
def test_followthemoney_takes_every_entity(record: str, capsys: Printed, tmp_path: Path, form: str) -> None:
    followthemoney = pytest.importorskip("followthemoney", reason="not installed: it brings an LGPL package")
    from followthemoney.model import Model

    schemata = tmp_path / "schemata"
    shutil.copytree(Path(followthemoney.__file__).parent / "schema", schemata)
    overlay = Path(options.__file__).parents[1] / "exports" / "ftm" / "Act.yaml"
    if form == "ftm-acts":
        shutil.copy(overlay, schemata)
    model = Model(str(schemata))
    for entity in map(json.loads, exported(record, capsys, form).splitlines()):
        schema = model.get(entity["schema"])
        assert schema is not None
        schema.validate(entity)
        for name, values in entity["properties"].items():
            assert [schema.properties[name].type.clean(value) for value in values] == values, name


@pytest.mark.parametrize(("form", "schema"), [("ftm", "Event"), ("ftm-acts", "Act")])
def test_entities_lead_to_one_another(record: str, capsys: Printed, form: str, schema: str) -> None:
    entities = [json.loads(line) for line in exported(record, capsys, form).splitlines()]
    ids = [entity["id"] for entity in entities]
    assert len(ids) == len(set(ids))
    acts = [entity for entity in entities if entity["schema"] == schema]
    assert len(acts) == 6
    for act in acts:
        led = [*act["properties"]["proof"], *act["properties"].get("involved", ())]
        led += [*act["properties"].get("speaker", ()), *act["properties"].get("recipient", ())]
        assert set(led) <= set(ids)
    page = next(act for act in acts if "🚢" in act["properties"]["summary"][0])
    assert page["properties"]["date"] == ["2024-05"]
    assert page["properties"]["endDate"] == ["2024-06-01"]


def test_whom_nobody_knows_is_somebody_of_one_document_only(tmp_path: Path, capsys: Printed) -> None:
    with Record.open(tmp_path / "r.db") as record:
        for number in (1, 2):
            document, data = document_of(f"Note {number}\nLim said the talks go on.")
            reading = read(document, [Said(["the talks go on"], speakers=["Lim"])])
            record.add(reading, data, reader="r", dossier="d")
    lines = exported(str(tmp_path / "r.db"), capsys, "ftm").splitlines()
    people = [entity for entity in map(json.loads, lines) if entity["properties"].get("name") == ["Lim"]]
    assert len(people) == 2
    objects = json.loads(exported(str(tmp_path / "r.db"), capsys, "stix"))["objects"]
    assert [one["name"] for one in objects if one["type"] == "identity"].count("Lim") == 2


@pytest.mark.parametrize("form", ["csv", "annotation", "ftm", "ftm-acts", "stix", "prov"])
def test_what_is_wrong_is_left_out_unless_asked_for(record: str, capsys: Printed, form: str) -> None:
    assert "대화를 계속하겠다" not in exported(record, capsys, form).replace(_around(form, record, capsys), "")
    assert "대화를 계속하겠다" in exported(record, capsys, form, "--include-wrong")


def _around(form: str, record: str, capsys: Printed) -> str:
    """Nothing; but an annotation quotes what stands around its words."""
    return "대화를 계속하겠다고 밝혔다." if form == "annotation" else ""


def test_events_are_as_people_left_them(record: str, capsys: Printed) -> None:
    with Record.open(record, create=False) as opened:
        (claim,) = [row.claim.id for row in opened.claims() if row.claim.event]
    assert "Coal is not sold" in exported(record, capsys, "cameo")
    with Record.open(record, create=False) as opened:
        opened.judge("wrong", [claim], by="ada")
    assert "Coal is not sold" not in exported(record, capsys, "cameo")


@pytest.mark.parametrize("form", ["csv", "annotation", "ftm", "ftm-acts", "stix", "cameo"])
def test_claims_are_written_as_they_come(tmp_path: Path, form: str) -> None:
    """When the last claim is taken from the record, nine in ten bytes are written: a long record fits into memory."""
    dossier = Dossier("test", "Test", {}, {}, (), {}, (), (), "0")
    with Record.open(tmp_path / "r.db") as record, (tmp_path / "out").open("wb") as out:
        record.add_many(map(_notice, range(60)), reader="r", dossier="d")
        selection = Watched(record, ClaimQuery(), part_of(form, None), dossier, stream=out)
        assert FORMATS[form].write(selection, out) >= 600
        assert selection.written[-1] > 0.9 * out.tell()


@dataclass(frozen=True, slots=True)
class Watched(Selection):
    """A selection that notes how much was written as each claim was taken."""

    stream: IO[bytes] = field(default_factory=io.BytesIO)
    written: list[int] = field(default_factory=list)

    def claims(self) -> Iterator[Decided]:
        for one in decided_claims(self.record, self.query):
            self.written.append(self.stream.tell())
            yield one


def _notice(number: int) -> tuple[Reading, bytes]:
    document, data = document_of("\n".join(f"Tarnia opens port {number}.{n}" for n in range(30)))
    reading = read(document, [Said([f"opens port {number}.1{n}"], form="document") for n in range(10)])
    coded = EventCode("COOPERATE", None, "060")
    return replace(reading, claims=tuple(replace(claim, event=coded) for claim in reading.claims)), data
