"""The page: every sentence of it cites words that stand in a document, and nothing of a document becomes markup."""

import base64
import datetime
import hashlib
import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from dragoman.brief import Labels, Page, Scope, first_page, render_html, render_markdown
from dragoman.brief.charts import SCRIPTS, asset
from dragoman.brief.making import Question, make_page
from dragoman.cli import brief, read
from dragoman.desks.dialogue import find
from dragoman.dossier import Dossier
from dragoman.store import Record

HOSTILE = '<script>alert("x")</script> & <img src=x onerror=alert(1)> {{ 7*7 }} | `code` [link](javascript:alert(1))'


class Walk(HTMLParser):
    """Gathers what the page says: findings with their quotations and citations, passages by their anchors, tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.findings: list[tuple[str, list[str]]] = []
        self.passages: dict[str, str] = {}
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.codes: dict[str, str] = {}
        self.specs: list[dict[str, Any]] = []
        self.cells: list[list[str]] = []
        self.styled: list[str] = []
        self.texts: list[str] = []
        self.remarked: list[str] = []
        self._script: str | None = None
        self._finding = self._cell = False
        self._code = False
        self._in: str | None = None
        self._passage: str | None = None
        self._quote = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.add(tag)
        if href := values.get("href"):
            self.links.append(href)
        if "style" in values:
            self.styled.append(tag)
        if tag == "script":
            self._script = values.get("type") or "code"
        if tag == "td":
            self.cells.append([])
        self._code = tag == "code"
        if tag == "li" and values.get("class") == "finding":
            self.findings.append(("", []))
            self._passage = None
        elif tag == "li" and (values.get("id") or "").startswith("passage-"):
            self._passage = values["id"]
            self.passages[str(self._passage)] = ""
        elif tag == "a" and values.get("class") == "cite":
            place = self.findings[-1][1] if self._finding else self.cells[-1] if self._cell else self.remarked
            place.append(str(values["href"]).removeprefix("#"))
        self._finding = self._finding or (tag == "li" and values.get("class") == "finding")
        self._cell = self._cell or tag == "td"
        self._quote = tag == "q" or (self._quote and tag != "q")

    def handle_endtag(self, tag: str) -> None:
        if tag == "q":
            self._quote = False
        if tag == "li":
            self._finding = False
        if tag == "td":
            self._cell = False
        if tag == "script":
            self._script = None

    def handle_data(self, data: str) -> None:
        if self._script == "application/json":
            self.specs.append(json.loads(data))
        if self._script is None:
            self.texts.append(data)
        if self._code and self._passage and self._passage not in self.codes:
            self.codes[self._passage] = data
        if not self._quote:
            return
        if self._passage:
            self.passages[self._passage] += data
        elif self.findings:
            words, cites = self.findings[-1]
            self.findings[-1] = (words + data, cites)


@pytest.fixture
def record(reader: read.Reader, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    rows = [
        {
            "id": f'https://example.org/{n}?a=1&b="><script>#top',
            "title": f"{HOSTILE} {n}",
            "date": f"2031-0{n}-03",
            "publisher": HOSTILE,
            "text": f"Lim promised to open gate {n} {HOSTILE} soon. Ahn said talks at gate {n} go on - and on. "
            f"Lim said he will close the old gate {n} by July {2030 + n}.",
        }
        for n in range(1, 6)
    ]
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("".join(json.dumps(row) + "\n" for row in [*rows, {"id": "undated", "text": "Ahn said no."}]))
    where = str(tmp_path / "r.db")
    read.run(read.Wanted((str(corpus),), where), reader=reader)
    capsys.readouterr()
    return where


def page_of(record: str, dossier: Dossier, **typed: object) -> str:
    return render_html(made(record, dossier, **typed))


def made(record: str, dossier: Dossier, **typed: object) -> Page:
    with Record.open(record, read_only=True) as opened:
        return make_page(opened, Question(record, **typed), dossier)  # type: ignore[arg-type]


def wanted(record: str, **typed: object) -> brief.Wanted:
    return brief.Wanted(record, Question(record), **typed)  # type: ignore[arg-type]


def test_every_finding_cites_words_that_stand_in_a_document(record: str, dossier: Dossier) -> None:
    walk = Walk(page_of(record, dossier))
    with Record.open(record, read_only=True) as opened:
        texts = [" ".join(reading.document.text.split()) for reading in opened.readings()]
    assert len(walk.findings) >= 4
    for words, cites in walk.findings:
        assert cites, f"uncited: {words}"
        assert walk.passages[cites[0]] == words
        for cite in cites:
            assert any(walk.passages[cite] in text for text in texts), walk.passages[cite]


def test_every_passage_is_cited(record: str, dossier: Dossier) -> None:
    walk = Walk(page_of(record, dossier))
    told = {cite for _, cites in walk.findings for cite in cites}
    assert told | {cite for cites in walk.cells for cite in cites} == set(walk.passages)


def test_every_point_of_a_chart_leads_to_its_claim(record: str, dossier: Dossier) -> None:
    walk = Walk(page_of(record, dossier))
    with Record.open(record, read_only=True) as opened:
        known = {row.claim.id for row in opened.claims()}
    values = [value for spec in walk.specs for value in spec["data"]["values"] if value.get("acts") != 0]
    assert walk.specs
    assert len(values) >= 4
    for value in values:
        passage = value["href"].removeprefix("#")
        assert walk.codes[passage] == value["claims"][0]
        assert set(value["claims"]) <= known


def test_every_figure_of_a_table_has_its_passage(record: str, dossier: Dossier) -> None:
    page = page_of(record, dossier)
    for table in re.findall(r'<table class="figures.*?</table>', page, re.S):
        rows = re.findall(r"<tr><th scope=.row.*?</tr>", table, re.S)
        assert rows
        assert all('class="cite"' in row for row in rows)


def test_documents_cannot_become_markup(record: str, dossier: Dossier) -> None:
    page = page_of(record, dossier)
    walk = Walk(page)
    assert walk.tags.isdisjoint({"img", "iframe", "object", "form", "base"})
    assert "alert(" in "".join(walk.texts)
    for script in re.findall(r"<script>(.*?)</script>", page, re.S):
        assert script.encode() in {asset(name) for name in SCRIPTS}
    assert "{{ 7*7 }}" in page
    assert all(link.startswith(("#", "https://example.org/")) for link in walk.links)


def test_the_page_fetches_nothing(record: str, dossier: Dossier) -> None:
    page = page_of(record, dossier)
    walk = Walk(page)
    assert walk.tags.isdisjoint({"link", "img"})
    assert walk.styled == []
    assert re.search(r"<script[^>]+src|url\(|@import", page.partition("</style>")[0] + "".join(walk.texts)) is None


def test_only_the_digests_of_the_page_may_run(record: str, dossier: Dossier) -> None:
    page = page_of(record, dossier)
    policy = html.unescape(re.findall(r'Content-Security-Policy" content="([^"]+)"', page)[0])
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert "unsafe" not in policy
    for tag, directive in (("script", "script-src"), ("style", "style-src")):
        digests = {digest(text) for text in re.findall(f"<{tag}>(.*?)</{tag}>", page, re.S)}
        assert digests
        assert digests == set(directives[directive].split())


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_without_charts_there_is_no_script_and_the_tables_stay(record: str, dossier: Dossier) -> None:
    page = made(record, dossier)
    with_charts, without = render_html(page), render_html(page, charts=False)
    assert "<script" not in without
    assert "script-src 'none'" in html.unescape(without)
    assert Walk(without).cells == Walk(with_charts).cells
    assert len(without) < len(with_charts) / 4


def test_tables_are_open_until_a_chart_is_drawn(record: str, dossier: Dossier) -> None:
    page = page_of(record, dossier)
    figures = re.findall(r"<figure.*?</figure>", page, re.S)
    assert figures
    assert all("<details open>" in figure and 'aria-label="' in figure for figure in figures)


def test_the_page_in_korean_says_the_same(record: str, dossier: Dossier) -> None:
    english, korean = Walk(page_of(record, dossier)), Walk(page_of(record, dossier, language="ko"))
    assert korean.findings == english.findings
    assert korean.cells == english.cells
    texts = "".join(korean.texts)
    assert "누가 무엇을 말했나" in texts
    assert '<html lang="ko">' in page_of(record, dossier, language="ko")
    assert not any(word in texts for word in ("What is new", "Passages", "Voice", "Found", "promised"))


def test_a_link_opens_at_the_words(record: str, dossier: Dossier) -> None:
    links = [link for link in Walk(page_of(record, dossier)).links if "gate%201%20go" in link]
    assert len(links) == 1
    assert links[0].endswith("#:~:text=talks%20at%20gate%201%20go%20on%20%2D%20and%20on")
    assert " " not in links[0]
    assert "#top" not in links[0]


def test_only_web_addresses_become_links(reader: read.Reader, tmp_path: Path, dossier: Dossier) -> None:
    corpus = tmp_path / "c.jsonl"
    sources = ["javascript:alert(1)", "data:text/html,x", "/etc/passwd", "file:///etc/passwd", "//host/x"]
    rows = ({"id": source, "text": f"Lim said {n} ships."} for n, source in enumerate(sources))
    corpus.write_text("".join(json.dumps(row) + "\n" for row in rows))
    read.run(read.Wanted((str(corpus),), str(tmp_path / "s.db")), reader=reader)
    walk = Walk(page_of(str(tmp_path / "s.db"), dossier))
    assert walk.findings
    assert all(link.startswith("#") for link in walk.links)


def test_it_says_what_it_does_not_know(record: str, dossier: Dossier) -> None:
    page = page_of(record, dossier, since=datetime.date(2031, 2, 1))
    assert "1 claim left out of this period: when the documents were published is not known" in page
    assert "1 document without a known date of publication" in page


def test_it_says_what_the_question_was_taken_for(record: str, dossier: Dossier) -> None:
    page = page_of(record, dossier, about="gate 3")
    assert "claims with the words “gate 3”" in page
    assert all("gate 3" in words for words, _ in Walk(page).findings)


def test_voices_left_out_are_counted(reader: read.Reader, tmp_path: Path, dossier: Dossier) -> None:
    names = ["Ahn", "Bae", "Cho", "Do", "Eum", "Gil", "Han", "Im", "Jang", "Kang"]
    file = tmp_path / "many.txt"
    file.write_text("A long day\n\n" + " ".join(f"{name} said that {name} agrees." for name in names))
    read.run(read.Wanted((str(file),), str(tmp_path / "m.db")), reader=reader)
    page = page_of(str(tmp_path / "m.db"), dossier)
    assert "2 voices with fewer claims, left out of this page" in page
    assert "Kang (1 claim)" in page


def test_an_empty_answer_is_a_page_too(dossier: Dossier) -> None:
    page = first_page(find([]), scope=Scope("Nothing", (), datetime.date(2031, 1, 1)), labels=Labels.of("en"))
    assert "<b>0</b> claims" in render_html(page)
    assert "0 claims" in render_markdown(page)


def test_markdown_holds_the_same_sentences_and_no_markup_of_documents(record: str, dossier: Dossier) -> None:
    page = made(record, dossier)
    text = render_markdown(page)
    found = re.findall(r"^- .* “.*” .*\[\d+\.\d+\]$", text, re.MULTILINE)
    assert len(found) == len(Walk(render_html(page)).findings)
    assert "<script>" not in text.replace("\\<script\\>", "")
    assert "[link](javascript" not in text


def test_written_where_it_was_asked(record: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert brief.run(wanted(record, out=str(tmp_path / "b.html"))) == 0
    assert (tmp_path / "b.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert "2 voices" in capsys.readouterr().out
    assert brief.run(wanted(record, out=str(tmp_path / "b.md"))) == 0
    assert (tmp_path / "b.md").read_text(encoding="utf-8").startswith("# Who said what")


def test_without_its_writer_the_brief_is_the_plain_one(
    record: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain, asked = str(tmp_path / "plain.md"), str(tmp_path / "asked.md")
    assert brief.run(wanted(record, out=plain)) == 0
    capsys.readouterr()
    gone = brief.endpoint("http://127.0.0.1:9/v1", "any")  # the port of discard, where nobody listens
    assert brief.run(wanted(record, out=asked, writer=gone)) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "cannot be asked" in told
    assert Path(asked).read_text(encoding="utf-8") == Path(plain).read_text(encoding="utf-8")


def test_a_writer_has_its_key_from_the_environment_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_WRITER_KEY", "secret")
    named = brief.endpoint("https://writer.example/v1", None)
    assert named is not None
    assert named.key == "secret"
    assert brief.endpoint(None, "model") is None
