"""ZIP: each member a file of its own; office documents, which are ZIPs too, are told by what they hold."""

import stat
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from dragoman.record import SourceError
from dragoman.sources.docx import main_part
from dragoman.sources.limits import Spent
from dragoman.sources.members import LINKS_OUT, is_hidden, leads_out, member_name, name_fault
from dragoman.sources.nouns import Inner, Part, SourceFault, Whole
from dragoman.sources.streams import damaged, seekable, within

_UTF8, _ENCRYPTED = 0x800, 0x1
_OFFICE = {
    "xl/workbook.xml": "a spreadsheet, which is not read; save what matters of it as text",
    "ppt/presentation.xml": "a presentation, which is not read; save it as PDF",
    "Contents/content.hpf": "a Hancom document (HWPX): save it as PDF or DOCX",
    "content.xml": "an OpenDocument file: save it as PDF or DOCX",
    "META-INF/container.xml": "a book (EPUB), which is not read",
}
"""Documents that are ZIPs within: what shows them, and what to do about them."""
_LONGEST_LINK = 4096


def is_zip(head: bytes) -> bool:
    """Whether it opens with the mark of a ZIP's member, or of an empty ZIP's end."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def zip_parts(opened: Inner, spent: Spent) -> Iterator[Part]:
    """The members in the order of the archive's list."""
    with seekable(opened.stream, most=spent.limits.max_bytes) as file:
        yield from _parts(opened, file, spent)


def _parts(opened: Inner, file: BinaryIO, spent: Spent) -> Iterator[Part]:
    limits = spent.limits
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as fault:
        raise SourceError(damaged(fault)) from fault
    with archive:
        names = set(archive.namelist())
        if main_part(names):
            file.seek(0)
            yield Whole(opened.source, file.read(limits.max_bytes + 1), opened.facts)
            return
        if office := next((what for name, what in _OFFICE.items() if name in names), None):
            raise SourceError(f"is {office}")
        members = [member for member in archive.infolist() if not member.is_dir()]
        for member in members[: limits.max_members]:
            yield from _member(archive, member, opened.source, spent)
    if len(members) > limits.max_members:
        said = f"has {len(members)} members; only the first {limits.max_members} are read (--limits members=…)"
        yield SourceFault(opened.source, said)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, archive_name: str, spent: Spent) -> Iterator[Part]:
    name = _name(member)
    source = f"{archive_name}!/{name}"
    if why := name_fault(name):
        yield SourceFault(source, why)
        return
    if is_hidden(name):
        return
    if member.flag_bits & _ENCRYPTED:
        yield SourceFault(source, "is locked by a password; unpack it first")
        return
    try:
        with archive.open(member) as stream:
            if stat.S_ISLNK(member.external_attr >> 16):
                target = member_name(stream.read(_LONGEST_LINK))
                if leads_out(target):
                    yield SourceFault(source, LINKS_OUT)
                return
            yield Inner(source, within(stream, each=spent.unpack))
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError, ValueError) as fault:
        yield SourceFault(source, damaged(fault))


def _name(member: zipfile.ZipInfo) -> str:
    """The name; packers that do not mark it as UTF-8 write it in the code page of their time and place."""
    if member.flag_bits & _UTF8:
        return member_name(member.filename.encode("utf-8", "surrogateescape"))
    try:
        return member_name(member.filename.encode("cp437"))
    except UnicodeEncodeError:
        return member.filename
