"""Archives of the web from bytes to pages."""

import gzip
import io
import zlib
from collections.abc import Callable

import pytest
from built import TEXT, Found, documents, faults, pdf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from dragoman.dossier import Dossier
from dragoman.sources import Limits, Raw, Sourced, SourceFault, read_raw

Finder = Callable[..., Found]
LEAD = "The ministry will keep every lamp along the coast burning until spring, its minister said on Tuesday."
KOREAN = "등불부 장관은 겨울 동안 모든 등불을 켜 두겠다고 밝혔다. 항구 협의회도 이에 동의하였다."
PAGE = f"<html><body><p>{LEAD}</p></body></html>".encode()
HTML = ("Content-Type", "text/html")
Answer = tuple[str, bytes, str, tuple[tuple[str, str], ...]]


def answer(
    path: str = "1",
    body: bytes = PAGE,
    *headers: tuple[str, str],
    status: str = "200 OK",
    host: str = "lanterns.example",
) -> Answer:
    return f"https://www.{host}/{path}", body, status, headers or (HTML,)


def warc(*answers: Answer, packed: bool = False) -> bytes:
    """As another program writes it."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "tests"}))
    for uri, body, status, headers in answers:
        head = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(uri, "response", payload=io.BytesIO(body), http_headers=head))
    return out.getvalue()


@pytest.mark.parametrize("packed", [False, True])
def test_each_answer_is_a_document_called_by_its_address(packed: bool, found: Finder) -> None:
    data = warc(answer("1"), answer("a.pdf", pdf([(LEAD, TEXT)]), ("Content-Type", "application/pdf")), packed=packed)
    got = found(data, name="x.warc")
    assert [x.document.source for x in documents(got)] == [f"https://www.lanterns.example/{x}" for x in ("1", "a.pdf")]
    assert {x.document.publisher.actor for x in documents(got)} == {"norland.lanterns"}
    assert documents(got)[0].data == PAGE
    assert documents(got)[0].document.published is None
    assert not faults(got)


def test_what_is_no_page_is_passed_over(found: Finder) -> None:
    others = [
        answer("gone", status="404 Not Found"),
        answer("moved", status="301 Moved"),
        answer("logo", b"\x89PNG", ("Content-Type", "image/png")),
        answer("s.js", b"let x = 1", ("Content-Type", "application/javascript")),
        answer("robots.txt", b"User-agent: *", ("Content-Type", "text/plain")),
    ]
    got = found(warc(*others, answer("1")))
    assert [x.document.source for x in documents(got)] == ["https://www.lanterns.example/1"]
    assert not faults(got)
    (fault,) = faults(found(warc(*others)))
    assert "holds no page" in fault.message


def chunked(body: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:20], body[20:])) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunked(PAGE), (("Transfer-Encoding", "chunked"),)),
        (PAGE, (("Transfer-Encoding", "chunked"),)),
        (gzip.compress(PAGE), (("Content-Encoding", "gzip"),)),
        (PAGE, (("Content-Encoding", "gzip"),)),
        (chunked(gzip.compress(PAGE)), (("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip"))),
        (zlib.compress(PAGE), (("Content-Encoding", "deflate"),)),
        (zlib.compress(PAGE, wbits=-15), (("Content-Encoding", "deflate"),)),
    ],
)
def test_bodies_are_read_as_they_were_before_they_were_sent(
    body: bytes, headers: tuple[tuple[str, str], ...], found: Finder
) -> None:
    (sourced,) = documents(found(warc(answer("1", body, HTML, *headers))))
    assert sourced.data == PAGE


def test_a_body_packed_as_nothing_here_unpacks_is_a_fault_and_the_next_is_read(found: Finder) -> None:
    got = found(warc(answer("1", b"\x0b\x02\x80", HTML, ("Content-Encoding", "br")), answer("2")))
    assert "packed as br" in faults(got)[0].message
    assert len(documents(got)) == 1


def test_the_encoding_of_the_answer_is_heeded(found: Finder) -> None:
    """As of old Korean pages that do not say themselves what they are in."""
    page = f"<html><body><p>{KOREAN}</p></body></html>".encode("cp949")
    (sourced,) = documents(found(warc(answer("1", page, ("Content-Type", "text/html; charset=EUC-KR")))))
    assert sourced.document.text == KOREAN


def test_names_and_passwords_in_addresses_are_not_kept(found: Finder) -> None:
    data = warc(answer()).replace(b"https://www.lanterns", b"https://me:pw@lanterns")
    (sourced,) = documents(found(data))
    assert sourced.document.source == "https://lanterns.example/1"


def test_a_torn_archive_gives_what_it_has_and_says_so(found: Finder) -> None:
    data = warc(answer("1"), answer("2", PAGE * 50), answer("3"))
    got = found(data[: data.rindex(b"</html>") - 900])
    assert documents(got)[0].document.source.endswith("/1")
    assert "breaks off" in faults(got)[-1].message


def test_after_a_broken_record_reading_goes_on(found: Finder) -> None:
    one, two = warc(answer("1")), warc(answer("2"))
    garbage = b"\x00garbage" * 1000 + b"\r\n" + b"WARC/1.0\r\nno header\r\nContent-Length: many\r\n\r\n"
    got = found(one + garbage + two)
    assert [x.document.source[-1] for x in documents(got)] == ["1", "2"]
    assert [x.message.split(" ")[0] for x in faults(got)] == ["8002", "a"]


def test_a_page_that_unpacks_without_end_is_given_up(found: Finder) -> None:
    bomb = gzip.compress(bytes(120 * 1024 * 1024))
    data = warc(answer("1"), answer("2", bomb, HTML, ("Content-Encoding", "gzip")), answer("3"))
    got = found(data, limits=Limits(max_expansion=20))
    assert [x.document.source[-1] for x in documents(got)] == ["1"]
    assert "times its size" in faults(got)[-1].message


def test_a_page_too_large_stops_nothing(found: Finder) -> None:
    got = found(warc(answer("1", PAGE * 100), answer("2")), limits=Limits(max_bytes=5000))
    assert [x.source[-1] for x in faults(got)] == ["1"]
    assert [x.document.source[-1] for x in documents(got)] == ["2"]


WHOLE = warc(
    answer("1"),
    answer("2", chunked(gzip.compress(PAGE)), HTML, ("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=4)), max_size=8), cut=st.integers(0, 300))
def test_any_archive_is_documents_or_faults(changes: list[tuple[int, bytes]], cut: int, dossier: Dossier) -> None:
    changed = bytearray(WHOLE)
    for at, new in changes:
        at %= len(changed)
        changed[at : at + len(new)] = new
    for one in read_raw(Raw("w", data=bytes(changed[: len(changed) - cut])), dossier):
        assert isinstance(one, Sourced | SourceFault)
