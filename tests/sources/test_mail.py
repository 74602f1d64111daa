"""Mails and mailboxes from bytes to documents."""

import base64
import datetime
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from built import TEXT, Found, documents, faults, pdf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.dossier import Dossier
from dragoman.sources import Limits, Raw, Sourced, SourceFault, read_raw

Finder = Callable[..., Found]
LEAD = "The ministry will keep every lamp along the coast burning until spring, its minister said on Tuesday."
MORE = "The harbour councils have been asked to report any lamp that fails within the hour of its failing."
PLAIN = f"{LEAD}\n\n{MORE}\n"
KOREAN = "등불부 장관은 겨울 동안 모든 등불을 켜 두겠다고 밝혔다. 항구 협의회도 이에 동의하였다."


def mail(**headers: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    said = {"From": "Tidings <desk@tidings.example>", "To": "readers@list.example", "Subject": "Lamps to burn"}
    said |= {"Date": "Thu, 4 Mar 2021 09:30:00 +0900", "Message-ID": "<1@tidings.example>"}
    for name, value in (said | {name.replace("_", "-"): value for name, value in headers.items()}).items():
        if value:
            message[name] = value
    return message


def test_the_header_tells_title_date_and_publisher(found: Finder) -> None:
    message = mail()
    message.set_content(PLAIN)
    (sourced,) = documents(found(message.as_bytes(), name="a.eml"))
    document = sourced.document
    assert (document.source, document.title, document.publisher.actor) == ("a.eml", "Lamps to burn", "media.tidings")
    assert document.published is not None
    assert (document.published.period.first, document.published.source) == (datetime.date(2021, 3, 4), "meta")
    assert [document.text[x.start : x.end] for x in document.lines if x.role == "body"] == [LEAD, MORE]
    assert sourced.data == message.as_bytes()


def test_the_senders_domain_tells_the_publisher_where_the_name_does_not(found: Finder) -> None:
    message = mail(From="Press Desk <press@news.lanterns.example>")
    message.set_content(PLAIN)
    (sourced,) = documents(found(message.as_bytes()))
    assert sourced.document.publisher.actor == "norland.lanterns"


def test_of_a_forwarded_mail_the_header_tells_only_the_subject(found: Finder) -> None:
    message = mail(Subject="Fwd: Lamps to burn")
    message.set_content(PLAIN)
    (sourced,) = documents(found(message.as_bytes()))
    document = sourced.document
    assert (document.title, document.published, document.publisher.actor) == ("Lamps to burn", None, None)


def test_a_page_saved_by_a_browser_is_that_page_and_its_date_is_that_of_saving(found: Finder) -> None:
    address = "https://www.lanterns.example/news/1"
    message = mail(From="<Saved by a browser>", Snapshot_Content_Location=address)
    message.set_content(f"<html><body><p>{LEAD}</p></body></html>", subtype="html")
    (sourced,) = documents(found(message.as_bytes()))
    assert (sourced.document.publisher.actor, sourced.document.published) == ("norland.lanterns", None)


def test_of_two_forms_the_page_is_read(found: Finder) -> None:
    message = mail()
    message.set_content("View this mail in your browser.")
    message.add_alternative(f"<p>{LEAD}</p><ul><li>{MORE}</li></ul>", subtype="html")
    (sourced,) = documents(found(message.as_bytes()))
    assert [(x.role, sourced.document.text[x.start : x.end]) for x in sourced.document.lines] == [
        ("body", LEAD),
        ("item", MORE),
    ]


def test_attachments_are_documents_of_their_own(found: Finder) -> None:
    message = mail()
    message.set_content(PLAIN)
    message.add_attachment(pdf([(LEAD, TEXT)]), maintype="application", subtype="pdf", filename="annex 1.pdf")
    message.add_attachment(KOREAN.encode("cp949"), maintype="text", subtype="plain", filename="별첨.txt")
    message.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment(b"\xd0\xcf\x11\xe0....", maintype="application", subtype="x-hwp", filename="old.hwp")
    inner = mail(Subject="Earlier")
    inner.set_content(MORE)
    message.add_attachment(inner)
    got = found(message.as_bytes(), name="a.eml")
    assert [one.document.source for one in documents(got)] == [
        "a.eml",
        "a.eml!/annex 1.pdf",
        "a.eml!/별첨.txt",
        "a.eml!/part-4",
    ]
    assert [one.document.text for one in documents(got)][1:3] == [LEAD, KOREAN]
    assert [(one.source, "Hancom" in one.message) for one in faults(got)] == [("a.eml!/old.hwp", True)]


@pytest.mark.parametrize("label", ["euc-kr", "ks_c_5601-1987", "cp949", "iso-2022-kr", "utf-8", "nonsense"])
def test_korean_mail_is_read_in_the_encodings_of_its_time(label: str, found: Finder) -> None:
    """The subject as an encoded word, the body in eight bits or base64, under whatever name the mailer knew."""
    codec = {"ks_c_5601-1987": "cp949", "nonsense": "cp949"}.get(label, label)
    subject = base64.b64encode("등불부, 등불을 지킨다".encode(codec)).decode()
    head = f"From: a@b.example\r\nSubject: =?{label}?B?{subject}?=\r\nMIME-Version: 1.0\r\n"
    head += f"Content-Type: text/plain; charset={label}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    (sourced,) = documents(found(head.encode() + base64.encodebytes(KOREAN.encode(codec))))
    assert (sourced.document.title, sourced.document.text.strip()) == ("등불부, 등불을 지킨다", KOREAN)


def test_bare_korean_bytes_in_a_header_are_read(found: Finder) -> None:
    head = (
        "From: 등불부 <a@b.example>\r\nSubject: 등불을 지킨다\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n"
    )
    (sourced,) = documents(found((head + KOREAN).encode("cp949")))
    assert (sourced.document.title, sourced.document.publisher.name) == ("등불을 지킨다", "등불부")


def test_a_character_cut_in_two_by_encoded_words_is_read(found: Finder) -> None:
    raw = "등불을 지킨다".encode()
    words = " ".join(f"=?utf-8?B?{base64.b64encode(half).decode()}?=" for half in (raw[:4], raw[4:]))
    (sourced,) = documents(found(f"From: a@b.example\nSubject: {words}\nMIME-Version: 1.0\n\n{PLAIN}".encode()))
    assert sourced.document.title == "등불을 지킨다"


@pytest.mark.parametrize(
    ("stamp", "why"),
    [
        ("Thu, 01 Jan 1970 00:00:00 +0000", "know no date"),
        ("Wed, 01 Jan 2098 00:00:00 +0000", "has not come yet"),
        ("Mon, 4 Mar 2021 09:30:00 +0900", "no such day of the week"),
        ("yesterday", "is no date"),
    ],
)
def test_a_stamp_that_cannot_be_true_is_a_problem_and_no_date(stamp: str, why: str, found: Finder) -> None:
    data = f"From: a@b.example\nSubject: Lamps\nMIME-Version: 1.0\nDate: {stamp}\n\n{PLAIN}".encode()
    (sourced,) = documents(found(data))
    assert sourced.document.published is None
    assert any(p.code == "date-implausible" and why in p.message for p in sourced.problems)


def test_a_mailbox_is_read_mail_by_mail(found: Finder) -> None:
    first = f"From: a@b.example\nSubject: One\nMessage-ID: <1>\n\n{LEAD}\n>From the start it was so.\n\nFrom now on.\n"
    second = f"From: a@b.example\nSubject: Two\nMessage-ID: <2>\n\n{MORE}\n"
    box = f"From a@b.example Thu Mar  4 09:30:00 2021\n{first}\nFrom a@b.example Fri Mar  5 09:30:00 2021\n{second}"
    one, two = documents(found(box.encode(), name="box"))
    assert [(x.document.source, x.document.title) for x in (one, two)] == [("box!/1", "One"), ("box!/2", "Two")]
    assert "\nFrom the start" in one.document.text
    assert "From now on" in one.document.text


def test_a_mail_too_large_in_a_mailbox_stops_nothing(found: Finder) -> None:
    small = f"From: a@b.example\nSubject: S\nMessage-ID: <2>\n\n{MORE}\n"
    box = f"From a Thu Mar  4 09:30:00 2021\n{small}{'x' * 5000}\n\nFrom a Fri Mar  5 09:30:00 2021\n{small}"
    got = found(box.encode(), name="box", limits=Limits(max_bytes=2000))
    assert [x.source for x in faults(got)] == ["box!/1"]
    assert [x.document.source for x in documents(got)] == ["box!/2"]


def nested(depth: int) -> bytes:
    parts = [b"From: a@b.example\nSubject: Deep\nMIME-Version: 1.0\n"]
    for n in range(depth):
        parts.append(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n))
    return b"".join(parts) + b"Content-Type: text/plain\n\nThe ministry will keep its lamps.\n"


@pytest.mark.parametrize(("depth", "says"), [(10_000, "more than 1000 parts"), (990, "nested too deep")])
def test_parts_without_end_are_a_fault(depth: int, says: str, found: Finder) -> None:
    (fault,) = faults(found(nested(depth)))
    assert says in fault.message


def test_mails_within_mails_end_somewhere(found: Finder) -> None:
    data = b"Content-Type: text/plain\n\nThe ministry will keep its lamps.\n"
    for _ in range(30):
        data = b"From: a@b.example\nSubject: S\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n" + data
    (fault,) = faults(found(data, name="m"))
    assert "lies within more than 8 others" in fault.message


def test_a_mail_that_breaks_off_says_so(found: Finder) -> None:
    message = mail()
    message.set_content(PLAIN)
    message.add_attachment(b"The whole of the annex, word by word.", maintype="text", subtype="plain", filename="x.txt")
    data = message.as_bytes()
    got = documents(found(data[: data.rindex(b"--")]))
    assert any(p.code == "text-truncated" for p in got[0].problems)


def test_a_note_with_labels_is_no_mail(found: Finder) -> None:
    (sourced,) = documents(found(f"Source: Tidings\nDate: 2021-03-04\nSubject: Lamps\n\n{PLAIN}".encode()))
    assert "Source: Tidings" in sourced.document.text


LINES = st.sampled_from(
    [
        b"From: a@b.example",
        b"Subject: =?euc-kr?B?sPg?= x",
        b"MIME-Version: 1.0",
        b"",
        b"--b",
        b"--b--",
        b" cont",
        b"\xb0\xa1",
        b'Content-Type: multipart/mixed; boundary="b"',
        b"Content-Type: text/html; charset=\xff",
        b"<p>words here</p>",
        b"Content-Transfer-Encoding: base64",
        b"Content-Type: message/rfc822",
        b"=?utf-8?q?=zz?=",
        b"From x 1:00 2020",
        b"Content-Disposition: attachment; filename*0*=euc-kr''%b0%a1",
        b"Date: Mon, 99 Foo 2020 99:99",
        b"d29yZHM=",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(LINES, max_size=30), head=st.sampled_from([b"", b"From a Thu 1:00 2021\n"]))
def test_any_mail_is_documents_or_faults(lines: list[bytes], head: bytes, dossier: Dossier) -> None:
    data = head + b"From: a@b.example\nMIME-Version: 1.0\n" + b"\n".join(lines)
    for one in read_raw(Raw("m", data=data), dossier):
        assert isinstance(one, Sourced | SourceFault)
        assert isinstance(one, SourceFault) or one.document.text.strip()
