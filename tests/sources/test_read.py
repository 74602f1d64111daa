"""The whole way from bytes, with good material and with bad."""

import hashlib
import io
import pickle
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.dossier import Dossier
from dragoman.record import SourceError
from dragoman.sources import Given, Limits, Raw, Sourced, SourceFault, read_raw, read_sources, read_text
from dragoman.sources.language import language_of

PAGE = (
    "Harbours to share lamps in winter\n\nThe two harbours will share their lamps this winter, officials said today.\n"
)


def only(data: bytes, dossier: Dossier, limits: Limits | None = None) -> Sourced | SourceFault:
    (found,) = read_raw(Raw("page", data=data), dossier, limits=limits)
    return found


def test_the_id_is_made_from_the_bytes(dossier: Dossier) -> None:
    sourced = only(PAGE.encode(), dossier)
    assert isinstance(sourced, Sourced)
    digest = hashlib.sha256(PAGE.encode()).hexdigest()
    assert (sourced.document.id, sourced.document.sha256) == (f"d{digest[:16]}", digest)
    assert sourced.data == PAGE.encode()


def test_nothing_of_a_plain_text_is_dropped(dossier: Dossier) -> None:
    assert read_text(PAGE, dossier).document.text == PAGE


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\t\n", "no words"),
        ("\u200b\ufeff \u3000".encode(), "no words"),
        (b"*** --- ***", "no words"),
        (b"\xff\xff\xff\xff", "no format Dragoman reads"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is a picture"),
        (b"{\\rtf1\\ansi The minister spoke.}", "Rich Text"),
        (b"%!PS-Adobe-3.0\n(The minister spoke.) show", "PostScript"),
        (
            b"<?xml version='1.0'?><urlset><url><loc>https://a.example/</loc></url></urlset>",
            "neither a page nor a feed",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Hancom"),
        (b"a\x00b\x00c", "no format Dragoman reads"),
        (b"%PDF-1.4 ...", "PDF that cannot be opened"),
        (b"<html><body><script>x</script></body></html>", "no words"),
    ],
)
def test_what_is_no_document_is_a_fault(data: bytes, says: str, dossier: Dossier) -> None:
    found = only(data, dossier)
    assert isinstance(found, SourceFault)
    assert says in found.message
    assert "\n" not in found.message


def test_a_file_too_large_is_refused_and_names_the_limit(dossier: Dossier) -> None:
    found = only(PAGE.encode() * 20, dossier, Limits(max_bytes=1000))
    assert isinstance(found, SourceFault)
    assert "1000 bytes" in found.message


def test_a_text_too_long_is_cut_and_says_so(dossier: Dossier) -> None:
    found = only(PAGE.encode() * 20, dossier, Limits(max_characters=len(PAGE)))
    assert isinstance(found, Sourced)
    assert found.document.text == PAGE
    assert "text-truncated" in [p.code for p in found.problems]


def test_a_broken_file_in_a_folder_stops_nothing(dossier: Dossier, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE)
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "c.txt").write_text(PAGE)
    kinds = [type(found).__name__ for found in read_sources([tmp_path], dossier)]
    assert kinds == ["Sourced", "SourceFault", "Sourced"]


def test_a_file_that_may_not_be_read_is_a_fault(
    dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(PAGE)

    def refuse(self: Raw) -> io.BufferedReader:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Raw, "open", refuse)
    (fault,) = read_sources([tmp_path], dossier)
    assert isinstance(fault, SourceFault)
    assert "Permission denied" in fault.message


def test_standard_input_is_read_and_left_open(dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(PAGE.encode()))
    monkeypatch.setattr(sys, "stdin", stream)
    (found,) = read_sources(["-"], dossier)
    assert isinstance(found, Sourced)
    assert found.document.source == "-"
    assert not stream.closed


def test_what_the_user_says_beats_what_the_page_says(dossier: Dossier) -> None:
    said = Given(publisher="Tidings", language="fr")
    document = read_text(f"Source: Ministry of Lanterns\n\n{PAGE}", dossier, given=said).document
    assert (document.publisher.actor, document.language) == ("media.tidings", "fr")


def test_text_without_words_raises(dossier: Dossier) -> None:
    with pytest.raises(SourceError):
        read_text(" ", dossier)


def test_documents_travel_between_processes(dossier: Dossier) -> None:
    sourced = read_text(PAGE, dossier)
    assert pickle.loads(pickle.dumps(sourced)) == sourced


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The two harbours will share their lamps this winter, and the councils of both will pay for the oil.", "en"),
        ("등불부 장관은 겨울 동안 모든 등불을 켜 두겠다고 밝혔다.", "ko"),
        ("등불부는 Ada Quill 장관이 Port Ella에서 North Harbour Council과 만났다고 밝혔다.", "ko"),
        ("Les deux ports vont partager leurs lampes cet hiver, et le conseil du nord paiera pour les îles.", "fr"),
        ("Die beiden Häfen werden sich die Lampen im Winter teilen, und der Rat des Nordens zahlt für das Öl.", "de"),
        ("港は冬の間すべての灯をともし続けると大臣は述べた。", "ja"),
        ("部长表示整个冬天所有的灯都会亮着他还感谢了使节们的努力", "zh"),
        ("Министр сказал, что все лампы будут гореть всю зиму.", "ru"),
        ("Міністр сказав, що всі лампи горітимуть усю зиму.", "und"),
        ("Министърът каза, че всички лампи ще горят през цялата зима.", "und"),
        ("zxq wvut qpon mlkj hgfe dcba zyxw vuts rqpo", "und"),
        ("ok", "und"),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert language_of([text]) == language


def test_furniture_does_not_turn_the_language(dossier: Dossier) -> None:
    buttons = "본문 바로가기\n주메뉴 바로가기\n검색창 열기\n통합검색 열기\n이전글\n목록\n" * 4
    assert read_text(f"{buttons}\n{PAGE}", dossier).document.language == "en"


ANYTHING = st.one_of(
    st.binary(max_size=600),
    st.text(max_size=400).map(lambda t: t.encode("utf-8", "surrogatepass")),
    st.text(alphabet=st.sampled_from('<>/phtmldivbr{}":text,[]()*#-_\\| \n한글.12:&;=©'), max_size=400).map(str.encode),
    st.lists(
        st.sampled_from(
            [
                "Date",
                "2021-03-04",
                "hit",
                "1998",
                "목록",
                "By A. B",
                "(Tidings)",
                "###",
                "Most Read",
                "1. The",
                "",
                "한국어.",
                PAGE,
            ]
        ),
        max_size=25,
    ).map(lambda lines: "\n".join(lines).encode()),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=ANYTHING, head=st.sampled_from([b"", b"<html><body>", b'{"text": "', b"\xff\xfe", b"\xef\xbb\xbf"]))
def test_any_bytes_are_documents_or_faults(data: bytes, head: bytes, dossier: Dossier) -> None:
    """And whatever is a document holds together: lines stripped, in order, apart, and covering all its words."""
    for found in read_raw(Raw("bytes", data=head + data), dossier):
        if isinstance(found, SourceFault):
            continue
        document, at = found.document, 0
        assert document.text.strip()
        for line in document.lines:
            assert at <= line.start < line.end <= len(document.text)
            piece = document.text[line.start : line.end]
            assert piece == piece.strip()
            assert not document.text[at : line.start].strip()
            at = line.end
        assert not document.text[at:].strip()
        document.text.encode("utf-8")
        for problem in found.problems:
            assert 0 <= problem.start <= problem.end <= len(document.text)
