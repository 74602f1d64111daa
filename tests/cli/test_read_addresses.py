"""`dragoman read https://…`, on a site of this machine."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from dragoman.cli import read
from dragoman.cli.faults import DONE, LOST
from dragoman.sources.fetch import FetchSettings
from dragoman.store import Record
from served import Answer, Site

Run = Callable[..., tuple[int, str, str]]
WORDS = "Lim promised to open the harbour."


def page(words: str = WORDS, head: str = "", **headers: str) -> Answer:
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    text = f"<html><head>{head}</head><body><h1>Ships may enter the harbour again</h1><p>{words}</p></body></html>"
    return Answer(text.encode(), headers={"Content-Type": "text/html", **said})


@pytest.fixture
def run(reader: read.Reader, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def runs(*paths: str, **typed: object) -> tuple[int, str, str]:
        fetching = FetchSettings(gap_s=0.0, attempts=1, allowed_hosts=frozenset({"127.0.0.1"}))
        wanted = {"record": str(tmp_path / "r.db"), "fetching": fetching, "jsonl": True, **typed}
        code = read.run(read.Wanted(paths, **wanted), reader=reader)  # type: ignore[arg-type]
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return runs


def test_a_page_is_read_from_its_address(run: Run, site: Site) -> None:
    site.pages["/2031/05/03/ships"] = page(Date="Mon, 05 May 2031 10:00:00 GMT", Last_Modified="x")
    code, out, _ = run(site.url("/2031/05/03/ships#top"))
    document = json.loads(out)["document"]
    assert code == DONE
    assert document["source"] == site.url("/2031/05/03/ships#top")
    # The day is that of the address; when it was fetched or last written to disk is nobody's date of publication.
    assert (document["published"]["from"], document["published"]["source"]) == ("2031-05-03", "url")


def test_without_a_date_it_has_none(run: Run, site: Site) -> None:
    site.pages["/ships"] = page(Date="Mon, 05 May 2031 10:00:00 GMT", Last_Modified="Mon, 05 May 2031 10:00:00 GMT")
    assert json.loads(run(site.url("/ships"))[1])["document"]["published"] is None


def test_the_address_that_answers_is_what_is_dated(run: Run, site: Site) -> None:
    site.pages |= {
        "/latest": Answer(status=302, headers={"Location": "/2031/05/03/ships"}),
        "/2031/05/03/ships": page(),
    }
    document = json.loads(run(site.url("/latest"))[1])["document"]
    assert (document["source"], document["published"]["from"]) == (site.url("/latest"), "2031-05-03")


def test_what_did_not_change_is_not_sent_again_and_reads_the_same(run: Run, site: Site) -> None:
    def ships(headers: Mapping[str, str]) -> Answer:
        return Answer(status=304) if headers.get("if-none-match") == '"7"' else page(ETag='"7"')

    site.pages["/ships"] = ships
    first = run(site.url("/ships"))
    again = run(site.url("/ships"), jsonl=False)
    assert "if-none-match" in site.asked[-1][1]
    assert "1 document (1 unchanged)" in again[2]
    assert run(site.url("/ships"))[1] == first[1]
    assert "if-none-match" not in [run(site.url("/ships"), record=None), site.asked[-1][1]][1]


def test_a_revision_keeps_both_snapshots(run: Run, site: Site, tmp_path: Path) -> None:
    site.pages["/ships"] = [page(ETag='"1"'), page("Lim promised to close the harbour.", ETag='"2"')]
    ids = [json.loads(run(site.url("/ships"))[1])["document"]["id"] for _ in range(2)]
    with Record.open(tmp_path / "r.db", create=False) as record:
        rows = record.documents()
        texts = [record.reading(ident).document.text for ident in ids]  # type: ignore[union-attr]
    assert {row.id for row in rows} == set(ids)
    assert {row.source for row in rows} == {site.url("/ships")}
    assert ["open" in text for text in texts] == [True, False]


@pytest.mark.parametrize(
    ("stated", "declared", "actual"),
    [
        ("text/html; charset=euc-kr", "", "cp949"),
        ("text/html; charset=iso-8859-1", "<meta charset=euc-kr>", "cp949"),
        ("text/html; charset=euc-kr", "<meta charset=euc-kr>", "utf-8"),
        ("text/html; charset=utf-8", "", "cp949"),
        ("text/html; charset=no-such-thing", "", "utf-8"),
        ("application/octet-stream", "", "utf-8"),
    ],
)
def test_the_bytes_are_believed_before_whoever_names_their_encoding(
    run: Run, site: Site, stated: str, declared: str, actual: str
) -> None:
    words = "외교부 대변인은 항구를 다시 열기로 하였다고 밝혔다. 배들은 봄부터 들어올 수 있다."
    body = page(words, head=declared).body.decode().encode(actual)
    site.pages["/ships"] = Answer(body, headers={"Content-Type": stated})
    assert words in json.loads(run(site.url("/ships"))[1])["document"]["text"]


def test_what_cannot_be_had_is_told_and_the_rest_is_read(run: Run, site: Site, releases: Path) -> None:
    site.pages["/ships"] = page()
    code, out, err = run(
        site.url("/gone"),
        "ftp://harbour.example/x",
        "https://lim:secret@harbour.example/",
        site.url("/ships", "localhost"),
        site.url("/ships"),
        str(releases / "a.txt"),
    )
    told = err.splitlines()
    assert code == LOST
    assert len(out.splitlines()) == 2
    assert "/gone: the server answers 404 Not Found" in told[0]
    assert "only http and https addresses" in told[1]
    assert "https://harbour.example/: the address carries a user name or password" in told[2]
    assert "--allow-host localhost" in told[3]
    assert "secret" not in err + out


def test_a_bomb_does_not_stop_the_rest(run: Run, site: Site) -> None:
    import gzip

    site.pages["/bomb"] = Answer(gzip.compress(bytes(30 << 20)), headers={"Content-Encoding": "gzip"})
    site.pages["/ships"] = page()
    small = FetchSettings(gap_s=0.0, max_bytes=1 << 20, allowed_hosts=frozenset({"127.0.0.1"}))
    code, out, err = run(site.url("/bomb"), site.url("/ships"), fetching=small)
    assert (code, len(out.splitlines())) == (LOST, 1)
    assert "larger than 1,048,576 bytes" in err
