"""What may be asked: public addresses of http and https, nothing that a page could use to look around inside."""

import pytest

from dragoman.sources.fetch import FetchError, is_web_address, shown
from dragoman.sources.fetch.addresses import is_public, web_url

LISTED_PRIVATE = """
127.0.0.1 127.255.255.254 0.0.0.0 0.1.2.3 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1
100.127.255.255 192.0.0.8 192.0.2.1 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.255
240.0.0.1 255.255.255.255 168.63.129.16
:: ::1 fe80::1 fe80::1%eth0 fc00::1 fd12:3456::1 ff02::1 fec0::1 2001:db8::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1
::ffff:169.254.169.254 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::1 2002:7f00:1:: 2002:c0a8:101:: 2001:0:7f00:1::
::127.0.0.1 ::7f00:1 100::1
localhost 127.1 2130706433 nonsense
"""
LISTED_PUBLIC = "1.1.1.1 8.8.8.8 172.32.0.1 100.128.0.1 198.20.0.1 2606:4700::1111 ::ffff:8.8.8.8 64:ff9b::808:808"


@pytest.mark.parametrize("address", LISTED_PRIVATE.split())
def test_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", LISTED_PUBLIC.split())
def test_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("ftp://harbour.example/x", "only http and https"),
        ("gopher://harbour.example/", "only http and https"),
        ("http:///x", "names no host"),
        ("http://lim:secret@harbour.example/", "user name or password"),
        ("http://lim@harbour.example/", "user name or password"),
        ("http://harbour.example:99999/", "no port 99999"),
        ("http://[::1/", "no web address"),
        ("http://harbour.example/" + "a" * 9000, "longer than"),
        ("http://har\x00bour.example/", "no web address"),
    ],
)
def test_what_may_not_be_asked_at_all(text: str, why: str) -> None:
    with pytest.raises(FetchError, match=why) as told:
        web_url(text)
    assert "secret" not in str(told.value)
    assert told.value.lasting


def test_a_fragment_is_no_part_of_what_is_asked() -> None:
    assert str(web_url(" https://harbour.example/a?b=1#top ")) == "https://harbour.example/a?b=1"


def test_korean_hosts_and_paths_are_written_as_servers_want_them() -> None:
    assert str(web_url("https://외교부.example/보도자료?쪽=1")).isascii()


def test_passwords_are_never_shown() -> None:
    assert shown("https://lim:secret@harbour.example/x") == "https://harbour.example/x"
    assert shown("https://a@b:c@harbour.example/x@y") == "https://harbour.example/x@y"
    assert len(shown("https://harbour.example/" + "a" * 9000)) == 200


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("https://a.example/", True), ("FTP://a.example", True), ("releases/", False), ("C://x", False), ("-", False)],
)
def test_told_from_paths(text: str, is_one: bool) -> None:
    assert is_web_address(text) is is_one
