"""tar: each member a file of its own, by its place in the archive, streamed."""

import tarfile
from collections.abc import Iterator

from dragoman.record import SourceError
from dragoman.sources.limits import Spent
from dragoman.sources.members import LINKS_OUT, is_hidden, leads_out, member_name, name_fault
from dragoman.sources.nouns import Inner, Part, SourceFault
from dragoman.sources.streams import damaged, within

_BLOCK = 512
_LONGEST_HEADER = 1024 * 1024
_HEADERS = (
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
)


class _Member(tarfile.TarInfo):
    """A member whose own headers are of a bearable size: tarfile reads them into memory whole."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> "_Member":
        member = super().frombuf(buf, encoding, errors)
        if member.type in _HEADERS and member.size > _LONGEST_HEADER:
            raise tarfile.ReadError(f"a header of {member.size} bytes")
        return member


def is_tar(head: bytes) -> bool:
    """Whether its first block is a member's header; the sum over it tells, also in tars older than their mark."""
    if len(head) < _BLOCK or not head[148:156].strip(b" \0").isdigit():
        return False
    try:
        tarfile.TarInfo.frombuf(head[:_BLOCK], "utf-8", "surrogateescape")
    except (tarfile.TarError, ValueError):
        return False
    return True


def tar_parts(opened: Inner, spent: Spent) -> Iterator[Part]:
    """The members in their order."""
    limits = spent.limits
    try:
        with tarfile.open(fileobj=opened.stream, mode="r|", tarinfo=_Member, errorlevel=1) as archive:
            for number, member in enumerate(archive):
                if number >= limits.max_members:
                    said = f"has more than {limits.max_members} members; only those are read (--limits members=…)"
                    yield SourceFault(opened.source, said)
                    return
                yield from _member(archive, member, opened.source)
                archive.members = []  # type: ignore[attr-defined] # else it keeps every header it has seen
    except (tarfile.TarError, EOFError, ValueError, OverflowError, IndexError) as fault:
        raise SourceError(damaged(fault)) from fault


def _member(archive: tarfile.TarFile, member: tarfile.TarInfo, archive_name: str) -> Iterator[Part]:
    name = _characters(member.name).removeprefix("./")
    source = f"{archive_name}!/{name}"
    if fault := name_fault(name):
        yield SourceFault(source, fault)
    elif member.isdir() or is_hidden(name):
        return
    elif member.issym() or member.islnk():
        if leads_out(_characters(member.linkname)):
            yield SourceFault(source, LINKS_OUT)
    elif not member.isfile():
        yield SourceFault(source, "is a device or a pipe and no file; it is not read")
    elif (stream := archive.extractfile(member)) is not None:
        yield Inner(source, within(stream))


def _characters(name: str) -> str:
    return member_name(name.encode("utf-8", "surrogateescape"))
