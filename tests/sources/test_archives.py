"""ZIP, tar and gzip from bytes to documents, sound and made to do harm."""

import gzip
import io
import os
import struct
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from built import TEXT, Found, documents, faults, pdf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.dossier import Dossier
from dragoman.sources import Limits, Raw, Sourced, SourceFault, read_raw, read_sources

Finder = Callable[..., Found]
LEAD = "The ministry will keep every lamp along the coast burning until spring, its minister said on Tuesday."
KOREAN = "등불부 장관은 겨울 동안 모든 등불을 켜 두겠다고 밝혔다. 항구 협의회도 이에 동의하였다."
PAGE = f"<html><body><p>{LEAD}</p></body></html>".encode()
MIB = 1024 * 1024


def zipped(members: dict[str, bytes], *, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(
    members: dict[str, bytes], *extra: tarfile.TarInfo, mode: str = "w", form: int = tarfile.PAX_FORMAT
) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode, format=form, encoding="utf-8") as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for info in extra:
            archive.addfile(info)
    return out.getvalue()


def link(name: str, target: str, kind: bytes = tarfile.SYMTYPE) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


SOUND = {"a/page.html": PAGE, "b.txt": LEAD.encode(), "annex.pdf": pdf([(LEAD, TEXT)]), "__MACOSX/._b.txt": b"\0\1"}


@pytest.mark.parametrize("pack", [zipped, tarred, lambda members: gzip.compress(tarred(members))])
def test_members_are_documents_called_by_their_place(pack: Callable[[dict[str, bytes]], bytes], found: Finder) -> None:
    got = found(pack(SOUND), name="all.bin")
    assert [x.document.source for x in documents(got)] == [f"all.bin!/{name}" for name in list(SOUND)[:3]]
    assert {x.document.text for x in documents(got)} == {LEAD}
    assert not faults(got)
    assert documents(got)[0].data == PAGE


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_tars_of_every_age_are_told(form: int, found: Finder) -> None:
    data = tarred({f"{'long' * 60}/b.txt" if form else "b.txt": LEAD.encode()}, form=form)
    (sourced,) = documents(found(data))
    assert sourced.document.text == LEAD


def test_a_packed_page_keeps_its_name_and_is_known_by_its_own_bytes(found: Finder) -> None:
    (plain,) = documents(found(PAGE, name="p"))
    (packed,) = documents(found(gzip.compress(PAGE), name="p.gz"))
    assert packed.document.source == "p.gz"
    assert packed.document.id == plain.document.id


def test_archives_lie_in_archives(found: Finder) -> None:
    data = zipped({"in.tar.gz": gzip.compress(tarred({"x.zip": zipped({"p.html": PAGE})}))})
    (sourced,) = documents(found(data, name="o.zip"))
    assert sourced.document.source == "o.zip!/in.tar.gz!/x.zip!/p.html"


def test_what_lies_too_deep_is_a_fault(found: Finder) -> None:
    data = PAGE
    for _ in range(12):
        data = gzip.compress(data)
    (fault,) = faults(found(data))
    assert "lies within more than 8 others" in fault.message


@pytest.mark.parametrize("codec", ["utf-8", "cp949"])
def test_korean_names_of_old_packers_are_read(codec: str, found: Finder) -> None:
    name = "보도자료.txt".encode(codec)
    stand_in = "x" * len(name)
    data = zipped({stand_in: KOREAN.encode("cp949")}).replace(stand_in.encode(), name)
    (sourced,) = documents(found(data, name="z"))
    assert (sourced.document.source, sourced.document.text) == ("z!/보도자료.txt", KOREAN)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "C:/boot.ini", "..\\x.txt", "a/../../b"])
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_names_that_lead_out_are_faults_and_the_rest_is_read(
    name: str, pack: Callable[[dict[str, bytes]], bytes], found: Finder
) -> None:
    got = found(pack({name: LEAD.encode(), "b.txt": PAGE}), name="a")
    assert [x.document.source for x in documents(got)] == ["a!/b.txt"]
    assert ["leads out" in x.message for x in faults(got)] == [True]


def test_links_and_devices_in_a_tar_are_not_followed(found: Finder) -> None:
    links = [
        link("in", "b.txt"),
        link("out", "/etc/passwd"),
        link("up", "../x", tarfile.LNKTYPE),
        link("d", "", tarfile.CHRTYPE),
    ]
    got = found(tarred({"b.txt": PAGE}, *links), name="a")
    assert [x.document.source for x in documents(got)] == ["a!/b.txt"]
    assert [(x.source, x.message.split(";")[0]) for x in faults(got)] == [
        ("a!/out", "is a link out of the archive"),
        ("a!/up", "is a link out of the archive"),
        ("a!/d", "is a device or a pipe and no file"),
    ]


def test_a_link_out_of_a_zip_is_a_fault(found: Finder) -> None:
    info = zipfile.ZipInfo("out.txt")
    info.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, "/etc/passwd")
        archive.writestr("b.txt", PAGE)
    got = found(out.getvalue())
    assert len(documents(got)) == 1
    assert "link out" in faults(got)[0].message


def test_a_zip_under_a_password_says_so_and_the_rest_is_read(found: Finder) -> None:
    data = bytearray(zipped({"a.txt": LEAD.encode(), "b.txt": PAGE}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    got = found(bytes(data))
    assert len(documents(got)) == 1
    assert "password" in faults(got)[0].message


def test_bombs_are_given_up(dossier: Dossier) -> None:
    zeros = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join([*(zeros.compress(bytes(MIB)) for _ in range(100)), zeros.flush()])
    small = zipped({f"{n}.txt": bytes(16 * MIB) for n in range(5)})
    limits = Limits(max_bytes=80 * MIB, max_expansion=50)
    for data in (bomb, small, zipped({"in.gz": bomb, "b.txt": PAGE})):
        found = list(read_raw(Raw("bomb", data=data), dossier, limits=limits))
        assert all(isinstance(one, SourceFault) for one in found)
        assert "times its size" in faults(found)[-1].message
        assert found[-1] in found[:6]


def test_a_bomb_of_one_body_listed_a_thousand_times_is_given_up(found: Finder) -> None:
    """Every entry of the list points at the same packed bytes, so that the archive is small and its ratio is not."""
    data = zipped({"a.txt": LEAD.encode() + b" " * (4 * MIB)})
    at = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = data[at:end]
    listed = b"".join(entry.replace(b"a.txt", b"%05d" % n) for n in range(1000))
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1000, 1000, len(listed), at, 0)
    got = found(data[:at] + listed + tail, limits=Limits(max_expansion=2))
    assert len(got) <= 1000
    assert not documents(got) or len(documents(got)) < 100


def test_a_tar_with_a_header_of_a_gigabyte_is_refused_in_little_memory(found: Finder) -> None:
    header = tarfile.TarInfo("x")
    header.type, header.size = tarfile.XHDTYPE, 1 << 30
    (fault,) = faults(found(header.tobuf(tarfile.USTAR_FORMAT) + bytes(4096)))
    assert "header of 1073741824 bytes" in fault.message


def test_members_beyond_the_limit_are_said(found: Finder) -> None:
    members = {f"{n}.txt": LEAD.encode() for n in range(5)}
    for data in (zipped(members), tarred(members)):
        got = found(data, limits=Limits(max_members=2))
        assert len(documents(got)) == 2
        assert "--limits members" in faults(got)[0].message


def test_a_torn_archive_gives_what_it_has_and_says_so(found: Finder) -> None:
    noise = os.urandom(200_000).hex().encode()
    members = {"a.txt": PAGE, "b.txt": LEAD.encode() + b" " + noise}
    for data in (tarred(members), gzip.compress(tarred(members))):
        got = found(data[: len(data) // 2])
        assert [x.document.text for x in documents(got)][:1] == [LEAD]
        assert any("cut short or damaged" in x.message for x in faults(got))
    assert "cut short or damaged" in faults(found(zipped(members)[:-30]))[0].message


def test_a_piped_archive_is_read(dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    got, put = os.pipe()
    os.write(put, zipped({"a.html": PAGE}))
    os.close(put)
    with os.fdopen(got) as piped:
        monkeypatch.setattr(sys, "stdin", piped)
        (sourced,) = documents(read_sources(["-"], dossier))
    assert sourced.document.source == "-!/a.html"


def test_a_damaged_member_stops_nothing(found: Finder) -> None:
    data = bytearray(zipped({"a.txt": LEAD.encode() * 50, "b.txt": PAGE}))
    data[60] ^= 0xFF
    got = found(bytes(data), name="z")
    assert [x.source for x in faults(got)] == ["z!/a.txt"]
    assert [x.document.source for x in documents(got)] == ["z!/b.txt"]


@pytest.mark.parametrize(
    ("member", "says"),
    [("xl/workbook.xml", "spreadsheet"), ("ppt/presentation.xml", "presentation"), ("Contents/content.hpf", "HWPX")],
)
def test_office_files_that_are_not_read_are_named(member: str, says: str, found: Finder) -> None:
    (fault,) = faults(found(zipped({member: b"<x/>", "other": b"words"})))
    assert says in fault.message


def test_an_archive_in_a_folder_is_read_like_any_file(dossier: Dossier, tmp_path: Path) -> None:
    folder = tmp_path
    (folder / "a.zip").write_bytes(zipped({"p.html": PAGE}))
    (folder / "b.txt").write_text(LEAD)
    found = list(read_sources([folder], dossier))
    assert [x.document.source for x in documents(found)] == [f"{folder}/a.zip!/p.html", f"{folder}/b.txt"]


WHOLE = [zipped({"a.txt": LEAD.encode(), "b/c.html": PAGE}), tarred({"a.txt": LEAD.encode()}), gzip.compress(PAGE)]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.sampled_from(WHOLE),
    changes=st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=4)), max_size=6),
    cut=st.integers(0, 10_000),
)
def test_any_archive_is_documents_or_faults(
    data: bytes, changes: list[tuple[int, bytes]], cut: int, dossier: Dossier
) -> None:
    changed = bytearray(data)
    for at, new in changes:
        at %= len(changed)
        changed[at : at + len(new)] = new
    for one in read_raw(Raw("a", data=bytes(changed[: len(changed) - cut % 200])), dossier):
        assert isinstance(one, Sourced | SourceFault)
