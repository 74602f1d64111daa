"""Addresses to bytes, against a site on this machine: no request leaves it, and nobody waits for a clock."""

import datetime
import gzip
import shutil
import subprocess
import zlib
from collections.abc import Callable, Iterator, Mapping
from email.utils import format_datetime
from itertools import repeat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman import __version__
from dragoman.record import SourceError
from dragoman.sources import SourceFault, find_raws
from dragoman.sources.fetch import Fetched, FetchError, FetchSettings, Validators
from dragoman.sources.fetch.connect import certificates
from dragoman.sources.fetch.fetch import Fetcher
from served import Answer, Hours, Site, serving

LOCAL = frozenset({"127.0.0.1", "harbour.example", "lantern.example"})
Ask = Callable[..., Fetched]


def at_home(host: str, port: int) -> list[str]:
    """Every name is this machine."""
    return ["127.0.0.1"]


@pytest.fixture
def ask(site: Site, hours: Hours) -> Iterator[Ask]:
    """Fetch a path of the site, or an address, by one fetcher with settings of the test's own."""
    made: dict[FetchSettings, Fetcher] = {}

    def asks(where: str, *, known: Validators | None = None, clock: Hours = hours, **settings: object) -> Fetched:
        wanted = FetchSettings(**{"allowed_hosts": LOCAL, **settings})  # type: ignore[arg-type]
        if wanted not in made:
            made[wanted] = Fetcher(wanted, clock=clock.clock, find=at_home, jitter=lambda: 0.5)
        return made[wanted].fetch(where if "://" in where else site.url(where), known=known)

    yield asks
    for fetcher in made.values():
        fetcher.__exit__()


def refused(ask: Ask, where: str, **settings: object) -> str:
    with pytest.raises(FetchError) as told:
        ask(where, **settings)
    assert "\n" not in str(told.value)
    return str(told.value)


def moved(to: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"Location": to})


class TestWhatIsAsked:
    def test_bytes_as_they_are(self, site: Site, ask: Ask) -> None:
        site.pages["/a"] = Answer(b"Lim \xe2\x80\x9cagreed\xe2\x80\x9d.", headers={"ETag": '"7"', "Last-Modified": "x"})
        got = ask("/a#part")
        assert got == Fetched(site.url("/a"), site.pages["/a"].body, Validators(site.url("/a"), '"7"', "x"))  # type: ignore[union-attr]

    def test_who_asks(self, site: Site, ask: Ask) -> None:
        site.pages["/a"] = Answer(b"x")
        ask("/a", contact="desk@harbour.example")
        _, headers = site.asked[-1]
        assert headers["user-agent"].startswith(f"dragoman/{__version__} ")
        assert "desk@harbour.example" in headers["user-agent"]
        assert not {"cookie", "referer", "authorization", "if-none-match"} & set(headers)

    @pytest.mark.parametrize("contact", ["a\r\nX-Evil: 1", "외교부", " "])
    def test_a_contact_cannot_break_the_header(self, contact: str) -> None:
        with pytest.raises(SourceError, match="contact"):
            Fetcher(FetchSettings(contact=contact))

    def test_what_did_not_change_is_not_sent_again(self, site: Site, ask: Ask) -> None:
        def page(headers: Mapping[str, str]) -> Answer:
            same = headers.get("if-none-match") == '"7"' and headers.get("if-modified-since") == "yesterday"
            return Answer(status=304) if same else Answer(b"x", headers={"ETag": '"7"', "Last-Modified": "yesterday"})

        site.pages["/a"] = page
        first = ask("/a")
        again = ask("/a", known=first.validators)
        assert (first.data, again.data) == (b"x", None)
        assert again.validators == first.validators

    @pytest.mark.parametrize("etag", ['"é"', '"' + "7" * 5000 + '"', '"\x01"'])
    def test_a_validator_that_cannot_be_said_back_is_none(self, site: Site, ask: Ask, etag: str) -> None:
        site.pages["/a"] = Answer(b"x", headers={"ETag": etag})
        first = ask("/a")
        assert first.validators.etag is None
        assert ask("/a", known=first.validators).data == b"x"

    def test_validators_go_to_whom_they_are_from(self, site: Site, ask: Ask) -> None:
        site.pages["/a"] = Answer(b"x")
        assert ask("/a", known=Validators(site.url("/other"), '"7"')).data == b"x"
        assert "if-none-match" not in site.asked[-1][1]

    def test_a_304_that_nobody_asked_for_is_no_answer(self, site: Site, ask: Ask) -> None:
        site.pages["/a"] = Answer(status=304)
        assert "304" in refused(ask, "/a")

    def test_the_stated_encoding(self, site: Site, ask: Ask) -> None:
        site.pages["/a"] = Answer(b"x", headers={"Content-Type": "text/html; charset=EUC-KR"})
        site.pages["/b"] = Answer(b"x", headers={"Content-Type": "text/html"})
        assert ((ask("/a").charset or "").lower(), ask("/b").charset) == ("euc-kr", None)

    def test_cookies_last_for_one_visit(self, site: Site, ask: Ask) -> None:
        site.pages["/a"] = Answer(status=302, headers={"Location": "/b", "Set-Cookie": "seen=1"})
        site.pages["/b"] = Answer(b"x")
        ask("/a")
        assert site.asked[-1][1]["cookie"] == "seen=1"
        ask("/b")
        assert "cookie" not in site.asked[-1][1]


class TestRedirects:
    def test_are_followed_and_told(self, site: Site, ask: Ask) -> None:
        site.pages |= {"/a": moved("b", 301), "/b": moved("/c?d=1", 308), "/c?d=1": Answer(b"x")}
        got = ask("/a")
        assert (got.url, got.final_url, got.data) == (site.url("/a"), site.url("/c?d=1"), b"x")

    def test_endless(self, site: Site, ask: Ask) -> None:
        site.pages |= {"/a": moved("/b"), "/b": moved("/a")}
        assert "redirected more than 5 times" in refused(ask, "/a")
        assert len(site.paths) == 6

    @pytest.mark.parametrize(
        ("to", "why"),
        [
            ("file:///etc/passwd", "only http and https"),
            ("javascript:alert(1)", "no web address"),
            ("http://lim:secret@127.0.0.1/", "user name or password"),
            ("http://[::1", "no web address"),
        ],
    )
    def test_to_what_may_not_be_asked(self, site: Site, ask: Ask, to: str, why: str) -> None:
        site.pages["/a"] = moved(to)
        told = refused(ask, "/a")
        assert why in told
        assert "secret" not in told

    def test_to_a_private_host(self, site: Site, ask: Ask) -> None:
        site.pages |= {"/a": moved(site.url("/secret", "intranet.example")), "/secret": Answer(b"x")}
        assert "intranet.example is an address of a private network" in refused(ask, "/a")
        assert site.paths == ["/a"]

    def test_without_an_address(self, site: Site, ask: Ask) -> None:
        site.pages["/a"] = Answer(status=302)
        assert "302" in refused(ask, "/a")


class TestPrivateAddresses:
    @pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "[::1]", "0.0.0.0", "[::ffff:127.0.0.1]"])
    def test_are_refused(self, site: Site, hours: Hours, host: str) -> None:
        with Fetcher(clock=hours.clock) as fetcher, pytest.raises(FetchError, match="private network"):
            fetcher.fetch(site.url("/a", host))
        assert site.asked == []

    def test_are_refused_behind_a_name_and_beside_public_ones(self, site: Site, hours: Hours) -> None:
        for answers in (["127.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["::ffff:7f00:1"], ["64:ff9b::7f00:1"]):
            with (
                Fetcher(clock=hours.clock, find=lambda host, port, given=answers: given) as fetcher,
                pytest.raises(FetchError, match="private network"),
            ):
                fetcher.fetch(site.url("/a", "innocent.example"))
        assert site.asked == []

    def test_a_name_is_resolved_once_for_a_connection(self, site: Site, hours: Hours) -> None:
        """A name that is public when looked at and private when used (DNS rebinding) has no second time to be used."""
        asked: list[str] = []

        def turning(host: str, port: int) -> list[str]:
            asked.append(host)
            return ["127.0.0.1"] if len(asked) > 1 else ["192.0.2.1"]

        with Fetcher(clock=hours.clock, find=turning) as fetcher, pytest.raises(FetchError, match="private network"):
            fetcher.fetch(site.url("/a", "turning.example"))
        assert asked == ["turning.example"]
        assert site.asked == []

    @pytest.mark.parametrize(
        ("allowed", "host"),
        [
            ("Harbour.example", "harbour.example"),
            ("harbour.example:{port}", "harbour.example"),
            ("등대.example", "등대.example"),
            ("::1", "[::1]"),
            ("[::1]:{port}", "[::1]"),
        ],
    )
    def test_are_asked_where_allowed_by_name(self, site: Site, hours: Hours, allowed: str, host: str) -> None:
        site.pages["/a"] = Answer(b"x")
        settings = FetchSettings(allowed_hosts=frozenset({allowed.format(port=site.port)}))
        with Fetcher(settings, clock=hours.clock, find=at_home) as fetcher:
            assert fetcher.fetch(site.url("/a", host)).data == b"x"
            with pytest.raises(FetchError, match=r"--allow-host lantern\.example"):
                fetcher.fetch(site.url("/a", "lantern.example"))

    def test_no_such_host(self, hours: Hours) -> None:
        def nowhere(host: str, port: int) -> list[str]:
            import socket

            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

        with Fetcher(clock=hours.clock, find=nowhere) as fetcher, pytest.raises(FetchError, match="there is no host"):
            fetcher.fetch("http://nowhere.example/")
        assert hours.slept == []


class TestBodies:
    def test_packed(self, site: Site, ask: Ask) -> None:
        body = b"Lim agreed. " * 1000
        packed = gzip.compress(body[:600]) + gzip.compress(body[600:])
        site.pages["/a"] = Answer(packed, headers={"Content-Encoding": "gzip"})
        assert ask("/a").data == body

    def test_larger_than_allowed_and_says_so(self, site: Site, ask: Ask) -> None:
        site.pages["/a"] = Answer(b"x" * 2001)
        assert "larger than 2,000 bytes" in refused(ask, "/a", max_bytes=2000)

    def test_larger_than_allowed_without_end(self, site: Site, ask: Ask) -> None:
        sent = 0

        def endless() -> Iterator[bytes]:
            nonlocal sent
            for piece in repeat(b"x" * 1000):
                sent += len(piece)
                yield piece

        site.pages["/a"] = Answer(pieces=endless)
        assert "larger than 50,000 bytes" in refused(ask, "/a", max_bytes=50_000)
        # What the system's own buffers took, and no more.
        assert sent < 20_000_000

    def test_a_bomb_is_not_unpacked(self, site: Site, ask: Ask) -> None:
        engine = zlib.compressobj(9, zlib.DEFLATED, 31)
        bomb = b"".join(engine.compress(bytes(1 << 20)) for _ in range(64)) + engine.flush()
        assert len(bomb) < 300_000
        site.pages["/a"] = Answer(bomb, headers={"Content-Encoding": "gzip"})
        assert "larger than 1,000,000 bytes" in refused(ask, "/a", max_bytes=1_000_000)

    @pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "x" * 500])
    def test_packed_as_was_not_asked(self, site: Site, ask: Ask, encoding: str) -> None:
        site.pages["/a"] = Answer(b"x", headers={"Content-Encoding": encoding})
        assert "which was not asked for" in refused(ask, "/a")

    def test_broken_packing(self, site: Site, ask: Ask) -> None:
        site.pages["/a"] = Answer(b"no gzip at all", headers={"Content-Encoding": "gzip"})
        site.pages["/b"] = Answer(gzip.compress(b"Lim agreed. " * 99)[:-9], headers={"Content-Encoding": "gzip"})
        assert "packing is broken" in refused(ask, "/a")
        assert "breaks off" in refused(ask, "/b")

    def test_cut_short_is_asked_again(self, site: Site, ask: Ask) -> None:
        cut = Answer(b"half", headers={"Content-Length": "8"})
        chunked = Answer(headers={"Transfer-Encoding": "chunked"}, pieces=lambda: [b"4\r\nhalf\r\n"])
        site.pages["/a"] = [cut, chunked, Answer(b"all of it")]
        assert ask("/a").data == b"all of it"

    def test_cut_short_for_good(self, site: Site, ask: Ask) -> None:
        site.pages["/a"] = Answer(headers={"Transfer-Encoding": "chunked"}, pieces=lambda: [b"4\r\nhalf\r\n"])
        assert "breaks off" in refused(ask, "/a")
        assert len(site.paths) == 3


class TestSlowServers:
    def test_one_that_drips_is_left_at_the_deadline(self, site: Site, ask: Ask) -> None:
        """Each look at the clock is a second; the site would send a byte at a time for ever."""
        site.pages["/a"] = Answer(pieces=lambda: repeat(b"x"))
        assert "did not send the whole answer in 60 s" in refused(ask, "/a", clock=Hours(step=1.0), deadline_s=60.0)

    def test_one_that_drips_its_headers(self, site: Site, ask: Ask) -> None:
        site.pages["/a"] = Answer(headers={f"X-{n}": "x" * 900 for n in range(90)}, pieces=lambda: repeat(b"x"))
        told = refused(ask, "/a", clock=Hours(step=20.0), deadline_s=60.0)
        assert "did not send the whole answer in 60 s" in told

    def test_one_that_says_nothing(self, site: Site, ask: Ask) -> None:
        import threading

        over = threading.Event()

        def silent(headers: Mapping[str, str]) -> Answer:
            over.wait(10)
            return Answer(b"too late")

        site.pages["/a"] = silent
        try:
            assert "fallen silent (asked 3 times)" in refused(ask, "/a", silence_s=0.05)
        finally:
            over.set()


class TestTryingAgain:
    def test_after_a_failure_of_the_servers(self, site: Site, ask: Ask, hours: Hours) -> None:
        site.pages["/a"] = [Answer(status=500), Answer(status=503), Answer(b"x")]
        assert ask("/a").data == b"x"
        assert hours.slept == [1.0, 2.0]

    def test_no_more_often_than_said(self, site: Site, ask: Ask) -> None:
        site.pages["/a"] = Answer(status=502)
        assert refused(ask, "/a") == "the server answers 502 Bad Gateway (asked 3 times); try again later"
        assert len(site.paths) == 3

    @pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451, 501, 599, 204])
    def test_not_where_it_would_not_help(self, site: Site, ask: Ask, status: int) -> None:
        site.pages["/a"] = Answer(status=status)
        assert str(status) in refused(ask, "/a")
        assert len(site.paths) == 1

    def test_when_the_server_says_so(self, site: Site, ask: Ask, hours: Hours) -> None:
        at_noon = format_datetime(hours.now() + datetime.timedelta(seconds=50), usegmt=True)
        for said, seconds in (("7", 7.0), (at_noon, 50.0)):
            hours.slept.clear()
            site.pages["/a"] = [Answer(status=429, headers={"Retry-After": said}), Answer(b"x")]
            assert ask(site.url("/a", "harbour.example" if said == "7" else "lantern.example")).data == b"x"
            assert hours.slept == [seconds]
            hours.moment = datetime.datetime(2031, 5, 3, 12, tzinfo=datetime.UTC)

    def test_not_when_that_is_tomorrow(self, site: Site, ask: Ask, hours: Hours) -> None:
        site.pages["/a"] = Answer(status=429, headers={"Retry-After": "86400"})
        with pytest.raises(FetchError, match="left alone for 86,400 s") as told:
            ask("/a")
        assert (told.value.wait_s, hours.slept) == (86400.0, [])
        # The host's other pages are left alone too.
        assert "left alone" in refused(ask, "/b")
        assert site.paths == ["/a"]

    @pytest.mark.parametrize("said", ["soon", "-5", "٣", "", "Sat, 99 Nov 2031 00:00:00 GMT", "9" * 5000])
    def test_when_the_server_talks_nonsense(self, site: Site, ask: Ask, said: str) -> None:
        site.pages["/a"] = [Answer(status=429, headers={"Retry-After": said.encode().decode("latin-1")}), Answer(b"x")]
        if len(said) > 1000:
            assert "left alone" in refused(ask, "/a")
        else:
            assert ask("/a").data == b"x"

    def test_no_server(self, site: Site, ask: Ask) -> None:
        assert "no connection" in refused(ask, "http://127.0.0.1:1/a")


class TestRobots:
    def test_what_is_forbidden_is_not_asked(self, site: Site, ask: Ask) -> None:
        site.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /inner/\nAllow: /inner/door\n")
        site.pages |= {"/inner/door": Answer(b"x"), "/inner/room": Answer(b"y")}
        assert ask("/inner/door").data == b"x"
        assert "robots.txt asks robots not to read this page" in refused(ask, "/inner/room")
        assert site.paths == ["/inner/door"]

    def test_we_may_be_named(self, site: Site, ask: Ask) -> None:
        site.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow:\n\nUser-agent: Dragoman\nDisallow: /\n")
        assert "robots.txt" in refused(ask, "/a")

    def test_asked_once_a_day(self, site: Site, ask: Ask, hours: Hours) -> None:
        site.pages |= {"/robots.txt": Answer(b"User-agent: *\nDisallow: /no"), "/a": Answer(b"x")}
        ask("/a")
        ask("/a")
        assert [path for path, _ in site.asked] == ["/robots.txt", "/a", "/a"]
        hours.sleep(24 * 3600 + 1)
        ask("/a")
        assert [path for path, _ in site.asked][3:] == ["/robots.txt", "/a"]

    @pytest.mark.parametrize("status", [401, 403, 404, 410])
    def test_none_allows_all(self, site: Site, ask: Ask, status: int) -> None:
        site.pages |= {"/robots.txt": Answer(status=status), "/a": Answer(b"x")}
        assert ask("/a").data == b"x"

    def test_a_failing_one_forbids_all_for_now(self, site: Site, ask: Ask) -> None:
        site.pages |= {"/robots.txt": [Answer(status=500)] * 3 + [Answer(b"")], "/a": Answer(b"x")}
        assert "500 Internal Server Error (asked 3 times); try again later (asked for its robots.txt" in refused(
            ask, "/a"
        )
        assert site.paths == []
        assert ask("/a").data == b"x"

    def test_also_where_a_redirect_leads(self, site: Site, ask: Ask) -> None:
        site.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /inner\n")
        site.pages |= {"/a": moved("/inner"), "/inner": Answer(b"x")}
        assert "robots.txt" in refused(ask, "/a")
        assert site.paths == ["/a"]

    def test_hostile_ones(self, site: Site, ask: Ask) -> None:
        rules = b"User-agent: *\nCrawl-delay: nan\nCrawl-delay: 1e999\nDisallow: /" + b"a*" * 5000 + b"$\n\xff\xfe\x00"
        site.pages |= {"/robots.txt": Answer(rules), "/" + "a" * 3000: Answer(b"x")}
        assert ask("/" + "a" * 3000).data == b"x"

    def test_redirected_for_ever(self, site: Site, ask: Ask) -> None:
        site.pages["/robots.txt"] = moved("/robots.txt")
        assert "redirected more than" in refused(ask, "/a")


class TestPace:
    def test_a_host_is_not_asked_too_often(self, site: Site, ask: Ask, hours: Hours) -> None:
        site.pages |= {"/a": Answer(b"x"), "/b": Answer(b"y")}
        ask(site.url("/a", "harbour.example"), gap_s=3.0)
        ask(site.url("/a", "lantern.example"), gap_s=3.0)
        assert hours.slept == []
        ask(site.url("/b", "harbour.example"), gap_s=3.0)
        assert hours.slept == [3.0]

    def test_a_site_may_want_more(self, site: Site, ask: Ask, hours: Hours) -> None:
        site.pages |= {"/robots.txt": Answer(b"User-agent: *\nCrawl-delay: 20\n"), "/a": Answer(b"x")}
        ask("/a")
        ask("/a")
        assert hours.slept == [20.0]

    def test_but_nobody_waits_for_ever(self, site: Site, ask: Ask, hours: Hours) -> None:
        site.pages |= {"/robots.txt": Answer(b"User-agent: *\nCrawl-delay: 3600\n"), "/a": Answer(b"x")}
        assert ask("/a").data == b"x"
        with pytest.raises(FetchError, match="left alone for another 3600 s") as told:
            ask("/a")
        assert (told.value.wait_s, hours.slept) == (3600.0, [])


HTTPISH = st.lists(
    st.one_of(
        st.binary(max_size=40),
        st.sampled_from(
            [
                b"HTTP/1.1 200 OK\r\n",
                b"HTTP/1.1 302 Found\r\n",
                b"HTTP/9.9 999 \xff\r\n",
                b"Location: //[\r\n",
                b"Location: http://\xec\x99\xb8/\r\n",
                b"Content-Length: -1\r\n",
                b"Content-Length: 99999999999999999999\r\n",
                b"Transfer-Encoding: chunked\r\n",
                b"Content-Encoding: gzip\r\n",
                b"Content-Type: text/html; charset=\xff\xfe\r\n",
                b"Retry-After: Mon, 99 Foo 99999\r\n",
                b"Set-Cookie: \x00=\x00\r\n",
                b"ffffffffffffffff\r\n",
                b"\r\n",
            ]
        ),
    ),
    max_size=8,
)


@settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pieces=HTTPISH)
def test_whatever_a_server_says_is_bytes_or_a_fault(site: Site, pieces: list[bytes]) -> None:
    site.pages["/a"] = Answer(raw=b"".join(pieces))
    wanted = FetchSettings(allowed_hosts=LOCAL, attempts=1, max_bytes=10_000)
    with Fetcher(wanted, clock=Hours().clock, find=at_home) as fetcher:
        try:
            assert fetcher.fetch(site.url("/a")).data is not None
        except FetchError as fault:
            assert str(fault).isprintable()


def test_reading_files_does_not_load_the_network() -> None:
    import sys

    code = "import sys, dragoman.sources, dragoman.sources.fetch; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {name.split(".")[0] for name in done.stdout.split()} & {"httpx", "httpcore", "protego", "ssl"}


class TestCertificates:
    """A server whose certificate is for harbour.example, signed by itself."""

    @pytest.fixture
    def certified(self, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
        if shutil.which("openssl") is None:
            pytest.skip("no openssl here to make a certificate with")
        certificate, key = tmp_path / "c.pem", tmp_path / "k.pem"
        made = (
            "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=h -addext subjectAltName=DNS:harbour.example"
        )
        subprocess.run([*made.split(), "-out", certificate, "-keyout", key], check=True, capture_output=True)
        with serving(certificate=certificate, key=key) as secure:
            site.port, site.pages, site.asked = secure.port, secure.pages, secure.asked
            yield certificate

    @pytest.fixture(autouse=True)
    def forget(self) -> Iterator[None]:
        certificates.cache_clear()
        yield
        certificates.cache_clear()

    def test_are_trusted_where_the_user_says_so(
        self, site: Site, certified: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The connection goes to an address; what the certificate must name is the host."""
        monkeypatch.setenv("SSL_CERT_FILE", str(certified))
        site.pages["/a"] = Answer(b"x")
        assert ask(f"https://harbour.example:{site.port}/a").data == b"x"
        assert "certificate does not hold" in refused(ask, f"https://lantern.example:{site.port}/a")

    def test_are_not_trusted_of_themselves(self, site: Site, certified: Path, ask: Ask, hours: Hours) -> None:
        assert "certificate does not hold" in refused(ask, f"https://harbour.example:{site.port}/a")
        assert (site.asked, hours.slept) == ([], [])

    def test_a_drip_is_left_there_too(
        self, site: Site, certified: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(certified))
        site.pages["/a"] = Answer(pieces=lambda: repeat(b"x"))
        where = f"https://harbour.example:{site.port}/a"
        assert "did not send the whole answer" in refused(ask, where, clock=Hours(step=1.0), deadline_s=60.0)


def test_without_a_fetcher_an_address_is_a_fault() -> None:
    (fault,) = find_raws(["https://lim:secret@harbour.example/"])
    assert fault == SourceFault(
        "https://harbour.example/", "web addresses are not fetched here; save the page and read the file"
    )
