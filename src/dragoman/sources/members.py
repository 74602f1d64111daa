"""What an archive's members are called, and which of them are passed over. Nothing is ever written under a name."""

from dragoman.sources.encoding import decode

_LEADS_OUT = "its name leads out of the archive, as in archives made to do harm; it is not read"
LINKS_OUT = "is a link out of the archive; it is not followed"


def member_name(name: bytes) -> str:
    """A member's name in characters, Korean ones of old packers too; what is no text with U+FFFD for its bytes."""
    try:
        said = decode(name)[0]
    except UnicodeError:
        said = name.decode("utf-8", "replace")
    return "".join(ch if ch.isprintable() else "\ufffd" for ch in said)


def leads_out(name: str) -> bool:
    """Whether a name is that of a place outside of the archive: absolute, on a drive, or up and away."""
    parts = name.replace("\\", "/").split("/")
    return parts[0] == "" or (len(parts[0]) == 2 and parts[0][1] == ":") or ".." in parts


def is_hidden(name: str) -> bool:
    """Whether it is one of those that a folder is read without: names with a dot before them, and a Mac's own."""
    return any((part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in name.split("/"))


def name_fault(name: str) -> str | None:
    """Why a member of that name is not read, if so."""
    return _LEADS_OUT if leads_out(name) else None
