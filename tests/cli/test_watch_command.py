"""`dragoman watch`, on a site of this machine: what is listed is read, once, whatever happens in between."""

import datetime
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from email.utils import format_datetime
from pathlib import Path

import pytest

from dragoman.cli import read, watch
from dragoman.cli.faults import DONE, LOST, STOPPED
from dragoman.fleet.intake import unbroken
from dragoman.record import DragomanError, RecordBusyError
from dragoman.store import Record, WatchState
from served import Answer, Hours, Site

HOUR = datetime.timedelta(hours=1)
MINUTE = datetime.timedelta(minutes=1)
Run = Callable[..., tuple[int, str, str]]


def page(word: str, words: str = "Lim promised to open the harbour.") -> Answer:
    """A page whose title begins with the word."""
    title = f"{word} may enter the harbour again"
    return Answer(
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{words}</p></body></html>".encode()
    )


def index(*paths: str) -> Answer:
    links = "".join(f'<li><a href="{path}">{path}</a></li>' for path in paths)
    return Answer(f'<html><body><a href="/about">About</a><ul class="news">{links}</ul></body></html>'.encode())


@pytest.fixture
def plan(site: Site, tmp_path: Path) -> Path:
    """One index page, watched by the hour."""
    path = tmp_path / "feeds.toml"
    path.write_text(
        f'[[page]]\nname = "Harbour Office"\nurl = "{site.url("/news")}"\nwithin = "ul.news"\nskip = ["*.pdf"]\n'
    )
    return path


@pytest.fixture
def run(reader: read.Reader, hours: Hours, tmp_path: Path, plan: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def runs(plan: Path = plan, **typed: object) -> tuple[int, str, str]:
        fetching = replace(watch.Wanted(plan, "").fetching, attempts=1, gap_s=0.0)
        wanted = {"record": str(tmp_path / "r.db"), "once": True, "fetching": fetching, **typed}
        asked = watch.Wanted(plan, allowed_hosts=frozenset({"127.0.0.1"}), **wanted)  # type: ignore[arg-type]
        code = watch.run(asked, reader=reader, clock=hours.clock)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return runs


def state(tmp_path: Path) -> WatchState:
    with Record.open(tmp_path / "r.db", create=False) as record:
        (found,) = record.web.watches()
    return found


def titles(tmp_path: Path) -> list[str]:
    with Record.open(tmp_path / "r.db", create=False) as record:
        return sorted(first_word(str(row.title)) for row in record.documents())


def first_word(title: str) -> str:
    return title.partition(" ")[0]


class TestRounds:
    def test_what_is_listed_is_read(self, run: Run, site: Site, tmp_path: Path, hours: Hours) -> None:
        site.pages |= {
            "/news": index("/n/2?x=1#top", "n/1", "/n/1", "https://elsewhere.example/", "/a.pdf", "mailto:x")
        }
        site.pages |= {"/n/1": page("Ships"), "/n/2?x=1": page("Boats")}
        code, out, err = run()
        head, *rows = [line.split("\t") for line in out.splitlines()]
        assert code == DONE, err
        assert [
            (row[head.index("watched")], first_word(row[head.index("title")]), row[head.index("claims")])
            for row in rows
        ] == [
            ("Harbour Office", "Boats", "1"),
            ("Harbour Office", "Ships", "1"),
        ]
        assert site.paths == ["/news", "/n/2?x=1", "/n/1"]
        stands = state(tmp_path)
        assert (stands.listed, stands.waiting, stands.given_up, stands.watch.failures) == (2, 0, 0, 0)
        assert stands.watch.succeeded_at == hours.now()

    def test_what_is_not_due_is_not_asked(self, run: Run, site: Site, hours: Hours) -> None:
        site.pages |= {"/news": index("/n/1"), "/n/1": page("Ships")}
        run()
        hours.sleep(59 * 60)
        _, out, _ = run()
        assert (out, site.paths) == ("", ["/news", "/n/1"])
        run(now=True)
        assert site.paths == ["/news", "/n/1", "/news"]

    def test_what_is_new_is_read_and_nothing_else(self, run: Run, site: Site, tmp_path: Path, hours: Hours) -> None:
        site.pages |= {"/news": [index("/n/1"), index("/n/2", "/n/1")], "/n/1": page("Ships"), "/n/2": page("Boats")}
        run()
        hours.sleep(3600)
        run()
        assert site.paths == ["/news", "/n/1", "/news", "/n/2"]
        assert titles(tmp_path) == ["Boats", "Ships"]

    def test_an_unchanged_page_is_not_sent_again(self, run: Run, site: Site, tmp_path: Path, hours: Hours) -> None:
        def news(headers: Mapping[str, str]) -> Answer:
            same = headers.get("if-none-match") == '"7"'
            return Answer(status=304) if same else replace(index("/n/1", "/n/2"), headers={"ETag": '"7"'})

        site.pages |= {"/news": news, "/n/1": page("Ships"), "/n/2": page("Boats")}
        run()
        hours.sleep(3600)
        assert run()[0] == DONE
        assert "if-none-match" in site.asked[-1][1]
        assert (state(tmp_path).listed, state(tmp_path).watch.polled_at) == (2, hours.now())

    def test_other_links_asked_for_are_looked_for_on_an_unchanged_page(
        self, run: Run, site: Site, plan: Path, tmp_path: Path
    ) -> None:
        site.pages |= {"/news": replace(index("/n/1", "/m/2"), headers={"ETag": '"7"'})}
        site.pages |= {"/n/1": page("Ships"), "/m/2": page("Boats")}
        text = plan.read_text()
        plan.write_text(text + 'links = ["/n/*"]\n')
        run()
        plan.write_text(text)
        run(now=True)
        assert titles(tmp_path) == ["Boats", "Ships"]

    def test_a_page_may_be_asked_for_again_while_it_is_listed(
        self, run: Run, site: Site, plan: Path, tmp_path: Path, hours: Hours
    ) -> None:
        """A ministry that mends a release does not list it anew."""
        plan.write_text(plan.read_text() + 'again = "1 day"\n')
        news = {"ETag": '"7"'}
        site.pages["/news"] = replace(index("/n/1", "/n/2"), headers=news)
        site.pages["/n/1"] = [page("Ships"), page("Ships", "Lim promised to close the harbour.")]
        site.pages["/n/2"] = page("Boats")
        for _ in range(25):
            run()
            hours.sleep(3600)
        assert [site.paths.count(path) for path in ("/news", "/n/1", "/n/2")] == [25, 1, 1]
        run()
        assert [site.paths.count(path) for path in ("/n/1", "/n/2")] == [2, 2]
        with Record.open(tmp_path / "r.db", create=False) as record:
            sources = [row.source for row in record.documents()]
        assert sorted(sources) == [site.url("/n/1"), site.url("/n/1"), site.url("/n/2")]

    def test_the_publisher_is_as_said(self, run: Run, site: Site, plan: Path, tmp_path: Path) -> None:
        site.pages |= {"/news": index("/n/1"), "/n/1": page("Ships")}
        plan.write_text(plan.read_text() + 'publisher = "Harbour Office of Norland"\n')
        run()
        with Record.open(tmp_path / "r.db", create=False) as record:
            (row,) = record.documents()
        assert (row.publisher.name, row.source) == ("Harbour Office of Norland", site.url("/n/1"))


class TestFeeds:
    @pytest.fixture
    def plan(self, site: Site, tmp_path: Path) -> Path:
        path = tmp_path / "feeds.toml"
        path.write_text(f'[[feed]]\nname = "Harbour Office"\nurl = "{site.url("/feed")}"\n')
        return path

    def atom(self, *entries: tuple[str, str]) -> Answer:
        told = "".join(
            f'<entry><title>A</title><id>urn:{path}</id><link href="{path}"/><updated>{stamp}</updated></entry>'
            for path, stamp in entries
        )
        return Answer(f'<feed xmlns="http://www.w3.org/2005/Atom"><title>H</title>{told}</feed>'.encode())

    def rss(self, *entries: tuple[str, str]) -> Answer:
        told = "".join(
            f"<item><title>A</title><link>http://127.0.0.1:PORT{path}</link><pubDate>{stamp}</pubDate></item>"
            for path, stamp in entries
        )
        return Answer(f'<rss version="2.0"><channel><title>H</title>{told}</channel></rss>'.encode())

    def test_each_kind(self, run: Run, site: Site, tmp_path: Path, hours: Hours) -> None:
        stamp = format_datetime(hours.now() - HOUR)
        rss = self.rss(("/n/1", stamp)).body.replace(b"PORT", str(site.port).encode())
        json = b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "3", "url": "/n/3"}]}'
        json = json.replace(b'"/n/3"', f'"{site.url("/n/3")}"'.encode())
        site.pages |= {"/feed": [Answer(rss), self.atom(("/n/2", "2031-05-03T10:00:00Z")), Answer(json)]}
        site.pages |= {"/n/1": page("One"), "/n/2": page("Two"), "/n/3": page("Three")}
        for _ in range(3):
            code, _, err = run(now=True)
            assert code == DONE, err
        assert titles(tmp_path) == ["One", "Three", "Two"]

    def test_an_entry_that_was_changed_is_read_again_and_both_snapshots_stay(
        self, run: Run, site: Site, tmp_path: Path, hours: Hours
    ) -> None:
        first, second = ("/n/1", "2031-05-03T10:00:00Z"), ("/n/1", "2031-05-03T11:30:00Z")
        site.pages["/feed"] = [self.atom(first), self.atom(first), self.atom(second)]
        site.pages["/n/1"] = [page("Ships"), page("Ships", "Lim promised to close the harbour.")]
        for _ in range(3):
            run()
            hours.sleep(3600)
        assert site.paths == ["/feed", "/n/1", "/feed", "/feed", "/n/1"]
        with Record.open(tmp_path / "r.db", create=False) as record:
            rows = record.documents()
            assert {row.source for row in rows} == {site.url("/n/1")}
            said = {claim.words for claim in record.claims()}
        assert len(rows) == 2
        assert said == {"to open the harbour", "to close the harbour"}

    def test_entries_may_be_the_documents(self, run: Run, site: Site, plan: Path, tmp_path: Path, hours: Hours) -> None:
        """A feed that tells all: no link is followed, and what was there before is neither read nor told again."""

        def feed(*gates: int) -> Answer:
            told = "".join(
                f"<entry><title>Gate {n} is opened to ships again</title><id>urn:gate:{n}</id>"
                f'<content type="text">Lim promised to open gate {n}.</content></entry>'
                for n in gates
            )
            return Answer(f'<feed xmlns="http://www.w3.org/2005/Atom"><title>H</title>{told}</feed>'.encode())

        plan.write_text(plan.read_text() + 'read = "entries"\n')
        site.pages["/feed"] = [feed(1, 2), feed(3, 1, 2)]
        _, first, _ = run()
        hours.sleep(3600)
        _, second, err = run()
        assert (len(first.splitlines()), len(second.splitlines())) == (3, 2)
        assert "1 document read (1 new)" in err
        assert site.paths == ["/feed", "/feed"]
        with Record.open(tmp_path / "r.db", create=False) as record:
            assert {claim.words for claim in record.claims()} == {f"to open gate {n}" for n in (1, 2, 3)}
        assert state(tmp_path).waiting == 0

    def test_a_page_is_no_feed(self, run: Run, site: Site, tmp_path: Path) -> None:
        site.pages["/feed"] = page("Not found, we are sorry")
        code, _, err = run()
        assert code == LOST
        assert "is no RSS, Atom or JSON feed" in err
        assert "is no RSS" in str(state(tmp_path).watch.fault)

    def test_a_feed_that_breaks_off_is_read_as_far_as_it_goes(self, run: Run, site: Site, tmp_path: Path) -> None:
        site.pages["/feed"] = Answer(self.atom(("/n/1", "2031-05-03T10:00:00Z"), ("/n/2", "x")).body[:-60])
        site.pages |= {"/n/1": page("Ships"), "/n/2": page("Boats")}
        code, _, err = run()
        assert code == LOST
        assert "broken" in err
        assert "Ships" in titles(tmp_path)

    def test_addresses_with_passwords_are_not_kept(self, run: Run, site: Site, tmp_path: Path) -> None:
        secret = f"http://lim:secret@127.0.0.1:{site.port}/n/1"
        site.pages["/feed"] = self.atom((secret, "x"), ("/n/2", "y"))
        site.pages["/n/2"] = page("Boats")
        _, out, err = run()
        assert state(tmp_path).listed == 1
        assert "secret" not in out + err


class TestFailures:
    def test_a_source_that_fails_is_asked_ever_later(self, run: Run, site: Site, tmp_path: Path, hours: Hours) -> None:
        site.pages["/news"] = [Answer(status=500), Answer(status=500), index("/n/1")]
        site.pages["/n/1"] = page("Ships")
        code, out, err = run()
        assert (code, out) == (LOST, "")
        assert "Harbour Office" in err
        assert "500 Internal Server Error" in err
        watched = state(tmp_path).watch
        assert (watched.failures, watched.due_at, watched.succeeded_at) == (1, hours.now() + 10 * MINUTE, None)
        hours.sleep(9 * 60)
        assert run()[0] == DONE
        assert len(site.paths) == 1
        hours.sleep(60)
        run()
        assert state(tmp_path).watch.due_at == hours.now() + 20 * MINUTE
        hours.sleep(20 * 60)
        assert run()[0] == DONE
        watched = state(tmp_path).watch
        assert (watched.failures, watched.fault, watched.succeeded_at) == (0, None, hours.now())

    def test_a_server_that_wants_a_day_gets_it(self, run: Run, site: Site, tmp_path: Path, hours: Hours) -> None:
        site.pages["/news"] = Answer(status=503, headers={"Retry-After": "86400"})
        run()
        assert state(tmp_path).watch.due_at == hours.now() + 24 * HOUR

    def test_one_that_fails_does_not_keep_the_others(self, run: Run, site: Site, plan: Path, tmp_path: Path) -> None:
        plan.write_text('[[feed]]\nname = "Nowhere"\nurl = "http://127.0.0.1:1/"\n' + plan.read_text())
        site.pages |= {"/news": index("/n/1"), "/n/1": page("Ships")}
        code, _, err = run()
        assert (code, titles(tmp_path)) == (LOST, ["Ships"])
        assert "Nowhere: http://127.0.0.1:1/: no connection" in err

    def test_a_slow_one_lets_the_others_have_their_turn(
        self, run: Run, site: Site, plan: Path, tmp_path: Path, hours: Hours
    ) -> None:
        """Each page takes four minutes; after ten another source is looked at, and the rest comes in the next round."""

        def slow(headers: Mapping[str, str]) -> Answer:
            hours.sleep(240)
            return page("Slow")

        plan.write_text(plan.read_text() + f'[[page]]\nname = "B"\nurl = "{site.url("/b")}"\nlinks = ["/n/*"]\n')
        site.pages |= {"/news": index(*(f"/s/{n}" for n in range(5))), "/b": index("/n/9"), "/n/9": page("Quick")}
        site.pages |= {f"/s/{n}": slow for n in range(5)}
        run()
        assert site.paths == ["/news", "/s/0", "/s/1", "/s/2", "/b", "/n/9"]
        run()
        assert site.paths[6:] == ["/s/3", "/s/4"]

    def test_a_record_that_is_busy_is_come_back_to(
        self, run: Run, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def busy(*_: object, **__: object) -> None:
            raise RecordBusyError("another program is writing to the record")

        site.pages |= {"/news": index("/n/1"), "/n/1": page("Ships")}
        with monkeypatch.context() as patched:
            patched.setattr(Record, "add", busy)
            code, _, err = run()
        assert (code, state(tmp_path).waiting) == (LOST, 1)
        assert "another program is writing" in err
        assert run()[0] == DONE
        assert titles(tmp_path) == ["Ships"]

    def test_a_private_host_that_is_not_allowed(self, run: Run, site: Site, tmp_path: Path) -> None:
        site.pages |= {"/news": index(site.url("/n/1", "localhost"), "/n/2"), "/n/2": page("Boats")}
        run()
        assert titles(tmp_path) == ["Boats"]
        assert site.paths == ["/news", "/n/2"]

    def test_a_page_that_is_gone_is_given_up(self, run: Run, site: Site, tmp_path: Path, hours: Hours) -> None:
        site.pages |= {"/news": index("/n/1", "/n/2"), "/n/2": page("Boats")}
        code, _, err = run()
        assert (code, titles(tmp_path)) == (LOST, ["Boats"])
        assert "404 Not Found; given up" in err
        hours.sleep(3600)
        run()
        assert site.paths.count("/n/1") == 1
        assert state(tmp_path).given_up == 1

    def test_a_page_that_fails_is_tried_five_times(self, run: Run, site: Site, tmp_path: Path, hours: Hours) -> None:
        site.pages |= {"/news": index("/n/1"), "/n/1": Answer(status=500)}
        for _ in range(12):
            run()
            hours.sleep(3600)
        assert site.paths.count("/n/1") == 5
        assert (state(tmp_path).waiting, state(tmp_path).given_up) == (0, 1)

    def test_what_cannot_be_read_is_told_once(self, run: Run, site: Site, tmp_path: Path, hours: Hours) -> None:
        site.pages |= {"/news": index("/n/1"), "/n/1": Answer(b"\x89PNG\r\n\x1a\n" + bytes(200))}
        assert run()[0] == LOST
        hours.sleep(3600)
        assert run()[0] == DONE
        assert (site.paths.count("/n/1"), state(tmp_path).given_up) == (1, 1)

    def test_a_page_without_the_links_is_a_failure(self, run: Run, site: Site, tmp_path: Path) -> None:
        site.pages["/news"] = page("We have a new site")
        assert "has no link of those asked for" in run()[2]
        assert state(tmp_path).watch.failures == 1

    @pytest.mark.parametrize(
        "body", [b"", b"\x00\xff" * 50, b"<a " * 100_000, b"<div>" * 50_000, b'<base href="http://[::1"><a href="//">']
    )
    def test_hostile_pages(self, run: Run, site: Site, tmp_path: Path, body: bytes) -> None:
        site.pages["/news"] = Answer(body)
        assert run()[0] == LOST
        assert state(tmp_path).watch.failures == 1

    def test_a_slip_in_the_file_stops_before_anything_is_asked(self, run: Run, plan: Path, site: Site) -> None:
        plan.write_text(plan.read_text() + "evry = 1\n")
        with pytest.raises(DragomanError, match=r"feeds\.toml:6"):
            run()
        assert site.asked == []


DIES = """
import os, signal, sys
sys.path[:0] = [sys.argv[1], sys.argv[2]]
from conftest import read_simply
from pathlib import Path
from dragoman.cli import read, watch
from dragoman.dossier import Dossier
from dragoman.sources.fetch import FetchSettings
from dragoman.store import Record, WebState
left = int(sys.argv[3])
def counted(real):
    def write(self, *given, **named):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(self, *given, **named)
    return write
Record.add = counted(Record.add)
for name in ("keep_poll", "keep_fetch", "keep_item"):
    setattr(WebState, name, counted(getattr(WebState, name)))
dossier = Dossier("test", "Test dossier", {}, {}, (), {}, (), (), "0")
wanted = watch.Wanted(
    Path(sys.argv[4]), sys.argv[5], once=True, allowed_hosts=frozenset({"127.0.0.1"}), fetching=FetchSettings(gap_s=0.0)
)
watch.run(wanted, reader=read.Reader(dossier, "simple/1", read_simply))
"""


class TestBeingStopped:
    @pytest.mark.parametrize("writes", range(10))
    def test_a_kill_loses_nothing_and_doubles_nothing(
        self, run: Run, site: Site, plan: Path, tmp_path: Path, writes: int
    ) -> None:
        """Killed before each of the ten writes that a list of three pages takes.

        Every page has other bytes each time it is sent, so that one that is read twice would be two documents.
        """
        sent = 0

        def fresh(headers: Mapping[str, str]) -> Answer:
            nonlocal sent
            sent += 1
            return page("Ships", f"Lim promised to open gate {sent}.")

        site.pages |= {"/news": index("/n/1", "/n/2", "/n/3"), "/n/1": fresh, "/n/2": fresh, "/n/3": fresh}
        here = Path(__file__).parent
        words = [str(here), str(here.parent), str(writes), str(plan), str(tmp_path / "r.db")]
        died = subprocess.run([sys.executable, "-c", DIES, *words], capture_output=True, text=True)
        assert died.returncode == -signal.SIGKILL, died.stderr
        code, _, err = run(now=True)
        assert code == DONE, err
        with Record.open(tmp_path / "r.db", create=False) as record:
            assert sorted(row.source for row in record.documents()) == [site.url(f"/n/{n}") for n in (1, 2, 3)]
            assert record.check() == []
        assert (state(tmp_path).listed, state(tmp_path).waiting) == (3, 0)

    def test_ctrl_c_while_nothing_is_due(
        self, run: Run, site: Site, hours: Hours, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        site.pages |= {"/news": index("/n/1"), "/n/1": page("Ships")}
        rounds: list[float] = []

        def sleep(seconds: float) -> None:
            rounds.append(seconds)
            hours.moment += datetime.timedelta(seconds=seconds)
            if len(rounds) == 90:
                raise KeyboardInterrupt

        monkeypatch.setattr(hours, "sleep", sleep)
        code, _, err = run(once=False)
        assert code == STOPPED
        assert err.splitlines()[-1] == "dragoman: stopped; 1 document is in the record, and watching goes on from here"
        assert site.paths == ["/news", "/n/1", "/news"]
        assert max(rounds) == 60.0

    def test_ctrl_c_in_the_middle_of_a_write_lets_it_finish(self) -> None:
        done: list[str] = []
        with pytest.raises(KeyboardInterrupt), unbroken():
            signal.raise_signal(signal.SIGINT)
            done.append("written")
        assert done == ["written"]
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler

    def test_a_fault_within_a_write_is_told_as_it_is(self) -> None:
        with pytest.raises(ValueError, match="full"), unbroken():
            raise ValueError("the disk is full")

    def test_being_told_to_end_is_as_good_as_ctrl_c(self, run: Run, site: Site) -> None:
        def end(headers: Mapping[str, str]) -> Answer:
            return Answer(status=404)

        site.pages |= {"/news": index("/n/1"), "/n/1": end}
        before = signal.getsignal(signal.SIGTERM)
        try:
            run()
            with pytest.raises(KeyboardInterrupt):
                signal.raise_signal(signal.SIGTERM)
        finally:
            signal.signal(signal.SIGTERM, before)
