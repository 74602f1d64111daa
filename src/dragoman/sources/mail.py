"""RFC 822 mail: its text is one document, each attachment another.

Headers and names are decoded here and not by the standard library's newer policies, which raise over what old Korean
mailers write: bare EUC-KR in a header, characters cut in two by encoded words, charsets by names of their own.
"""

import re
from collections.abc import Iterator
from email.errors import CloseBoundaryNotFoundDefect, MessageError, StartBoundaryNotFoundDefect
from email.header import decode_header
from email.message import Message
from email.parser import BytesFeedParser
from email.utils import parseaddr
from html import escape
from io import BytesIO
from itertools import islice

from dragoman.record import Problem, SourceError
from dragoman.sources.encoding import decode
from dragoman.sources.html import is_html
from dragoman.sources.limits import Deadline, Limits, Spent
from dragoman.sources.nouns import Facts, Inner, Item, Part
from dragoman.sources.stamps import believed
from dragoman.sources.streams import within

_FIELD = re.compile(rb"(?:\xef\xbb\xbf)?([!-9;-~]{1,80}):(?:[^\r\n]|\r?\n[ \t])*\r?\n")
_OF_THE_WAY = frozenset({b"message-id", b"mime-version", b"received", b"return-path", b"delivered-to"})
"""Fields that only a mail has, written by the programs it went through."""
_BY_HAND = frozenset({b"from", b"to", b"subject", b"date"})
_MOST_FIELDS = 200
_CONTENT_TYPE = re.compile(rb"^content-type:", re.I | re.M)
_AT_ONCE = 65536
_FORWARDED = re.compile(r"\s*(?:fwd?|전달)\s*:", re.I)
_ANSWERED = re.compile(r"\s*(?:(?:re|fwd?|aw|회신|답장|전달)\s*:\s*)+", re.I)
_SILENT = re.compile(r"(?:image|audio|video|font)/|text/calendar|application/(?:pkcs7|x-pkcs7|pgp|ms-tnef)")
"""Parts that are no documents, and of which nobody asks why they were not read."""


def is_mail(head: bytes) -> bool:
    """Whether it opens with a mail's header: fields of the way it took, or all that a hand would copy."""
    names: set[bytes] = set()
    at = 0
    for _ in range(_MOST_FIELDS):
        found = _FIELD.match(head, at)
        if not found:
            break
        names.add(found[1].lower())
        at = found.end()
    if not names & {b"from", b"subject"}:
        return False
    return len(names & _OF_THE_WAY) > 0 or names >= _BY_HAND


def mail_parts(opened: Inner, spent: Spent) -> Iterator[Part]:
    """The mail's text, then its attachments in their order."""
    limits = spent.limits
    data = opened.stream.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise SourceError(f"larger than {limits.max_bytes} bytes, the most one mail may have")
    mail = _parsed(data, limits)
    bodies, attached = _sorted_parts(mail)
    text, problems = _text(bodies)
    if text.strip() or not attached:
        facts, dating = _facts(mail, spent)
        yield Item(opened.source, opened.source, data, text, facts, (*_damage(mail), *problems, *dating))
    for number, part in enumerate(attached, 1):
        name = _file_name(part) or f"part-{number}"
        yield Inner(f"{opened.source}!/{name}", within(BytesIO(_payload(part))), charset=_charset(part))


def _parsed(data: bytes, limits: Limits) -> Message:
    """The mail as a tree. Fed piece by piece, so that parts nested a hundredfold cannot take for ever."""
    if len(list(islice(_CONTENT_TYPE.finditer(data), limits.max_parts + 1))) > limits.max_parts:
        raise SourceError(f"has more than {limits.max_parts} parts, the most a mail may have (--limits parts=…)")
    parser, deadline = BytesFeedParser(), Deadline(limits)
    try:
        for at in range(0, len(data), _AT_ONCE):
            parser.feed(data[at : at + _AT_ONCE])
            deadline.check()
        return parser.close()
    except (RecursionError, MessageError, ValueError, LookupError) as fault:
        said = "its parts are nested too deep" if isinstance(fault, RecursionError) else f"is no sound mail: {fault}"
        raise SourceError(said) from fault


def _sorted_parts(mail: Message) -> tuple[list[Message], list[Message]]:
    """The parts that make its text, and those that are documents of their own."""
    bodies: list[Message] = []
    attached: list[Message] = []
    waiting = [mail]
    while waiting:
        part = waiting.pop()
        kind = part.get_content_type()
        if kind == "multipart/alternative":
            waiting += _best(part)
        elif part.is_multipart() and not kind.startswith("message/"):
            waiting += reversed(_children(part))
        elif kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment":
            bodies.append(part)
        elif not _SILENT.match(kind) and not kind.startswith("multipart/"):
            attached.append(part)
    return bodies, attached


def _children(part: Message) -> list[Message]:
    inner = part.get_payload()
    return [one for one in inner if isinstance(one, Message)] if isinstance(inner, list) else []


def _best(part: Message) -> list[Message]:
    """Of alternatives the last that is text: senders put what they mean to be read last."""
    readable = [one for one in _children(part) if one.get_content_type().startswith(("text/plain", "text/h", "multi"))]
    return readable[-1:] or _children(part)[:1]


def _text(bodies: list[Message]) -> tuple[str, tuple[Problem, ...]]:
    """The text parts as one text: HTML where one of them is."""
    problems: tuple[Problem, ...] = ()
    said: list[tuple[str, str]] = []
    for part in bodies:
        try:
            text, faults = decode(_payload(part), declared=_charset(part))
        except UnicodeError as fault:
            raise SourceError(f"its text is in no encoding Dragoman reads: {fault}") from fault
        problems += faults
        if text.strip():
            said.append((part.get_content_type(), text))
    if all(kind == "text/plain" for kind, _ in said):
        return "\n\n".join(text for _, text in said), problems
    if len(said) == 1 and is_html(said[0][1]):
        return said[0][1], problems
    pieces = [text if kind == "text/html" else f"<pre>{escape(text)}</pre>" for kind, text in said]
    return f"<html><body>{'<hr>'.join(pieces)}</body></html>", problems


def _payload(part: Message) -> bytes:
    inner = part.get_payload()
    if part.get_content_type() == "message/rfc822" and isinstance(inner, list) and inner:
        return inner[0].as_bytes() if isinstance(inner[0], Message) else b""
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError):
        return b""
    return data if isinstance(data, bytes) else b""


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (ValueError, LookupError, AttributeError):
        return None


def _facts(mail: Message, spent: Spent) -> tuple[Facts, tuple[Problem, ...]]:
    """What the header says. Of a forwarded mail it speaks of who forwarded it, and when, and so of a saved page."""
    subject = _field(mail, "subject")
    if saved_from := _field(mail, "snapshot-content-location"):
        return Facts(title=subject or None, url=saved_from), ()  # a browser's copy: the date is that of saving it
    title = _ANSWERED.sub("", subject, count=1) or None
    if _FORWARDED.match(subject):
        return Facts(title=title), ()
    name, address = parseaddr(_field(mail, "from"))
    date, problems = believed(_field(mail, "date"), today=spent.today)
    domain = address.rpartition("@")[2] or None
    return Facts(title=title, date=date, publisher=name or None, host=domain), problems


def _field(mail: Message, name: str) -> str:
    """A header field in characters; "" where there is none."""
    value = next((str(value) for key, value in mail.raw_items() if key.casefold() == name), "")
    return " ".join(_words(value).split())


def _words(value: str) -> str:
    """Encoded words and bare bytes as characters. What cannot be decoded stands as U+FFFD."""
    try:
        chunks = decode_header(value)
    except (MessageError, ValueError, LookupError):
        chunks = [(value, None)]
    said = []
    for chunk, charset in chunks:
        data = chunk.encode("utf-8", "surrogateescape") if isinstance(chunk, str) else chunk
        try:
            said.append(decode(data, declared=charset)[0])
        except UnicodeError:
            said.append(data.decode("ascii", "replace"))
    return "".join(said)


def _file_name(part: Message) -> str:
    try:
        name = part.get_filename() or ""
    except (ValueError, LookupError, TypeError, AttributeError):
        name = ""
    name = _words(name).replace("\\", "/").rpartition("/")[2]
    return "".join(ch if ch.isprintable() else " " for ch in name).strip()[:200]


def _damage(mail: Message) -> tuple[Problem, ...]:
    cut = any(
        isinstance(defect, CloseBoundaryNotFoundDefect | StartBoundaryNotFoundDefect)
        for part in mail.walk()
        for defect in part.defects
    )
    message = "the mail breaks off before its last part is over; what lies after that is not read"
    return (Problem("text-truncated", 0, 0, message),) if cut else ()
