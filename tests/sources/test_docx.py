"""Word documents from bytes to lines with their roles."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from built import Found, documents, faults
from docx import Document as Word  # type: ignore[import-untyped]
from docx.document import Document as WordDocument  # type: ignore[import-untyped]
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.dossier import Dossier
from dragoman.record import Document
from dragoman.sources import Limits, Raw, Sourced, SourceFault, read_raw

Finder = Callable[..., Found]
Says = Callable[[Document, str], list[str]]
LEAD = "The ministry will keep every lamp along the coast burning until spring, its minister said on Tuesday."
MORE = "The harbour councils have been asked to report any lamp that fails within the hour of its failing."
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KOREAN = "등불부 장관은 겨울 동안 모든 등불을 켜 두겠다고 밝혔다. 항구 협의회도 이에 동의하였다."


def saved(word: WordDocument) -> bytes:
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The file with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info, change(old.read(info)) if info.filename == name else old.read(info))
    return out.getvalue()


def test_headings_lists_and_paragraphs_have_their_roles(found: Finder) -> None:
    word = Word()
    word.add_heading("Lamps to burn until spring", 0)
    word.add_paragraph(LEAD)
    word.add_heading("What the councils will do", 2)
    word.add_paragraph(MORE)
    word.add_paragraph("They will buy the oil.", style="List Bullet")
    word.add_paragraph(KOREAN)
    (sourced,) = documents(found(saved(word)))
    document = sourced.document
    assert [(x.role, document.text[x.start : x.end]) for x in document.lines] == [
        ("title", "Lamps to burn until spring"),
        ("body", LEAD),
        ("subtitle", "What the councils will do"),
        ("body", MORE),
        ("item", "They will buy the oil."),
        ("body", KOREAN),
    ]


def test_short_rows_are_lines_and_long_cells_paragraphs(found: Finder) -> None:
    word = Word()
    table = word.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "등록일", "2021-03-04"
    table.cell(1, 0).text = LEAD
    table.cell(1, 0).add_paragraph(MORE)
    (sourced,) = documents(found(saved(word)))
    assert sourced.document.text.split("\n\n") == ["등록일 2021-03-04", LEAD, MORE]
    assert sourced.document.published is not None
    assert sourced.document.published.source == "line"


def test_what_reviewers_inserted_stands_and_what_they_struck_does_not(found: Finder) -> None:
    word = Word()
    word.add_paragraph("The ministry will KEEP its lamps, and the STRUCK council its own.")
    space = b'w:id="1" w:author="a" w:date="2021-01-01T00:00:00Z"'

    def reviewed(xml: bytes) -> bytes:
        run = re.search(rb"<w:r>.*?</w:r>", xml, re.S)
        assert run
        parts = [
            b"<w:r><w:t>The ministry will </w:t></w:r>",
            b"<w:ins " + space + b"><w:r><w:t>always keep</w:t></w:r></w:ins>",
        ]
        parts += [b"<w:del " + space + b"><w:r><w:delText>lose</w:delText></w:r></w:del>"]
        parts += [b"<w:sdt><w:sdtContent><w:r><w:t> its lamps burning.</w:t></w:r></w:sdtContent></w:sdt>"]
        return xml.replace(run[0], b"".join(parts))

    (sourced,) = documents(found(with_part(saved(word), "word/document.xml", reviewed)))
    assert sourced.document.text == "The ministry will always keep its lamps burning."


def test_heads_and_feet_stand_once_and_page_numbers_not_at_all(found: Finder, says: Says) -> None:
    word = Word()
    word.sections[0].header.paragraphs[0].text = "Ministry of Lanterns"
    word.sections[0].footer.paragraphs[0].text = "- 1 -"
    word.add_paragraph(LEAD)
    word.add_paragraph(MORE)
    (sourced,) = documents(found(saved(word)))
    assert sourced.document.text == f"Ministry of Lanterns\n\n{LEAD}\n\n{MORE}"
    assert says(sourced.document, "body") == [LEAD, MORE]
    assert sourced.document.publisher.actor == "norland.lanterns"


def test_the_bytes_are_those_of_the_file(found: Finder) -> None:
    word = Word()
    word.add_paragraph(LEAD)
    data = saved(word)
    (sourced,) = documents(found(data, name="a.docx"))
    assert (sourced.data, sourced.document.source) == (data, "a.docx")


def test_strict_files_and_numbered_parts_are_read(found: Finder) -> None:
    word = Word()
    word.add_paragraph(LEAD)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(word))) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            data = old.read(info).replace(SPACE.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
            new.writestr(info.filename.replace("word/document.xml", "word/document2.xml"), data)
    (sourced,) = documents(found(out.getvalue()))
    assert sourced.document.text == LEAD


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda xml: xml[: len(xml) // 2], "XML is broken"),
        (lambda xml: b"<w:p>" * 200_000, "XML is broken"),
        (lambda xml: b'<!DOCTYPE x [<!ENTITY a "lamp"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>', "no words"),
        (lambda xml: b"<x>" + b" " * 30_000_000 + b"</x>", "most one document may have"),
    ],
)
def test_broken_and_hostile_parts_are_faults(change: Callable[[bytes], bytes], says: str, found: Finder) -> None:
    word = Word()
    word.add_paragraph(LEAD)
    data = with_part(saved(word), "word/document.xml", change)
    (fault,) = faults(found(data, limits=Limits(max_bytes=20_000_000)))
    assert says in fault.message


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(xml=st.text(st.sampled_from('<w:ptbrdelinsc/> lamp&;="한'), max_size=200), head=st.booleans())
def test_any_word_file_is_documents_or_faults(xml: str, head: bool, dossier: Dossier) -> None:
    whole = f'<w:document xmlns:w="{SPACE}"><w:body>{xml}</w:body></w:document>' if head else xml
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", whole)
    for one in read_raw(Raw("d", data=out.getvalue()), dossier):
        assert isinstance(one, Sourced | SourceFault)
