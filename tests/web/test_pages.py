"""Every page of a small record: as HTML, JSON and CSV, with what is wrong told and nothing hostile let through."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from elements import Elements
from fastapi.testclient import TestClient

from dragoman.store import Record
from dragoman.web.safety import POLICY

SCRIPT = "<script>alert(1)</script>"
ATTRIBUTE = '"><img src=x onerror=alert(1)>'
TURNED = "\u202egnorw si siht\u2066"


def claim_ids(client: TestClient, **asked: str) -> list[str]:
    return [row["claim"]["id"] for row in client.get("/claims.json", params=asked).json()["claims"]]


def test_every_page_links_only_to_pages_there_are_and_shows_nothing_that_runs(pages: dict[str, Any]) -> None:
    assert {"/", "/claims", "/commitments", "/actors", "/documents", "/claims.json", "/claims.csv"} <= set(pages)
    assert {page.split("/")[1] for page in pages} >= {"claim", "document", "actor"}
    for page, answer in pages.items():
        own = "sandbox; default-src 'none'" if page.endswith("/original") else POLICY
        assert answer.headers["content-security-policy"] == own
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "access-control-allow-origin" not in answer.headers
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        elements = Elements(answer.text)
        scripts = [attrs for tag, attrs in elements.tags if tag == "script"]
        assert all(one.get("type") == "application/json" or one["src"].startswith("/static/") for one in scripts)
        assert not {tag for tag, _ in elements.tags} & {"img", "iframe", "object", "embed", "svg", "style"}
        assert not [name for _, attrs in elements.tags for name in attrs if name.startswith("on") or name == "style"]
        assert not [link for link in elements.values("href") if not re.match(r"/|#|\?|https://oldmark", link)]
        assert not set(answer.text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
        assert [tag for tag, _ in elements.tags].count("main") == 1


def test_hostile_words_are_shown_as_they_are(client: TestClient) -> None:
    (id_,) = claim_ids(client, text="open")
    text = Elements(client.get(f"/claim/{id_}").text).text
    assert f"will open {SCRIPT} {ATTRIBUTE}" in text
    row = client.get(f"/claim/{id_}.json").json()
    assert TURNED in row["words"]


def test_outer_links_are_to_the_web_alone_and_tell_nothing(pages: dict[str, Any]) -> None:
    for answer in pages.values():
        if answer.headers["content-type"].startswith("text/html"):
            for _, attrs in Elements(answer.text).tags:
                if "//" in attrs.get("href", ""):
                    assert attrs["rel"] == "noreferrer noopener"


def test_twins_say_the_same(client: TestClient) -> None:
    ids = claim_ids(client)
    assert len(ids) == 6
    rows = list(csv.DictReader(io.StringIO(client.get("/claims.csv").text)))
    assert [row["id"] for row in rows] == ids
    html = client.get("/claims").text
    assert [html.index(f"/claim/{id_}") for id_ in ids] == sorted(html.index(f"/claim/{id_}") for id_ in ids)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"kind": "call"}, ["urged Tarnia"]),
        ({"kind": ["call", "position"], "until": "2024-03"}, ["urged Tarnia", "대화를"]),
        ({"actor": "North Korea"}, ["will patrol", "patrol the"]),
        ({"actor": "tarnia"}, ["will end", "urged Tarnia"]),
        ({"track": "dissuade"}, ["will end"]),
        ({"since": "2024-04", "until": "2024-04-02"}, ["will patrol", "patrol the"]),
        ({"text": "대화를 계속"}, ["대화를"]),
        ({"text": "nobody said this"}, []),
        ({"as-of": "2020"}, []),
        ({"text": "", "actor": "", "kind": "", "since": ""}, None),
    ],
)
def test_filters(client: TestClient, asked: dict[str, str | list[str]], words: list[str] | None) -> None:
    answer = client.get("/claims.json", params=asked).json()
    found = [row["words"] for row in answer["claims"]]
    assert answer["count"] == len(found)
    if words is None:
        assert len(found) == 6
    else:
        assert len(found) == len(words)
        assert all(one.startswith(begin) for one, begin in zip(sorted(found), sorted(words), strict=True))


def test_what_was_said_last_comes_first_and_by_whom_it_was_published_can_be_asked(client: TestClient) -> None:
    days = [row["document"]["published"]["from"] for row in client.get("/claims.json").json()["claims"]]
    assert days == sorted(days, reverse=True)
    assert len(set(days)) > 1
    turned = client.get("/claims.json?oldest-first=true").json()["claims"]
    assert [row["document"]["published"]["from"] for row in turned] == sorted(days)
    publishers = client.get("/claims.json").json()["facets"]["publishers"]
    assert len(publishers) > 1
    for publisher, many in publishers.items():
        asked = {"publisher": publisher}
        assert client.get("/claims.json", params=asked).json()["count"] == many
        assert 'class="chosen"' in client.get("/claims", params=asked).text
        assert client.get("/commitments.json", params=asked).status_code == 200


@pytest.mark.parametrize("path", ["/claims", "/documents", "/actors", "/commitments"])
def test_a_list_is_walked_by_its_cursor(client: TestClient, path: str) -> None:
    name = path[1:]

    def ids(answer):  # type: ignore[no-untyped-def]
        return [row["claim"]["id"] if "claim" in row else row["id"] for row in answer[name]]

    whole = ids(client.get(f"{path}.json").json())
    walked, address = [], f"{path}.json?limit=1"
    while address:
        answer = client.get(address)
        walked += ids(answer.json())
        address = answer.json()["next"]
        assert (f'<{address}>; rel="next"' == answer.headers.get("link")) is (address is not None)
    assert walked == whole
    assert len(whole) > 1


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/claims?actr=x", 422, "did you mean actor?"),
        ("/claims?kind=promise", 422, "kind"),
        ("/claims?since=yesterday", 422, "'yesterday' is no date; write it as 2017-01-04"),
        ("/claims?since=2020&until=2019", 422, "since 2020 is after until 2019"),
        ("/claims?limit=100000", 422, "limit"),
        ("/claims?limit=x", 422, "limit"),
        ("/claims?as-of=0000", 422, "is no date"),
        ("/claims?after=nothing", 404, "begin the list anew"),
        ("/claims?text=" + "x" * 400, 422, "text"),
        ("/commitments?state=lost", 422, "state"),
        ("/commitments?kind=call", 422, "kind"),
        ("/documents?after=nothing", 404, "begin it anew"),
        ("/actors?after=nothing", 404, "begin it anew"),
        ("/claim/nothing", 404, "no claim nothing"),
        ("/document/nothing", 404, "no document nothing"),
        ("/actor/nothing", 404, "nobody has the id nothing"),
        ("/nowhere", 404, "no page of this address"),
        ("/claim/%00%ff", 404, "no claim"),
        ("/?x=1", 422, "no parameter 'x'"),
    ],
)
def test_what_is_wrong_is_told_to_people_and_programs(client: TestClient, path: str, status: int, told: str) -> None:
    page = client.get(path)
    assert page.status_code == status
    assert told in Elements(page.text).text
    where, _, query = path.partition("?")
    for form in ("json", "csv"):
        twin = client.get(f"{'/index' if where == '/' else where}.{form}?{query}")
        assert twin.status_code == status
        error = twin.json()["error"]
        assert set(error) == {"status", "code", "message"}
        assert error["status"] == status
        assert told in error["message"]


def test_only_reading(client: TestClient) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert client.request(method, "/claims.json").json()["error"]["code"] == "wrong-method"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8765", 200),
        ("localhost", 200),
        ("LOCALHOST:1", 200),
        ("[::1]:8765", 200),
        ("127.9.9.9", 200),
        ("record.example", 400),
        ("127.0.0.1.example:8765", 400),
        ("localhost.example", 400),
        ("10.0.0.1:8765", 400),
        ("localhost:8765@record.example", 400),
        ("", 400),
    ],
)
def test_a_name_that_was_made_to_point_here_is_refused(client: TestClient, host: str, status: int) -> None:
    answer = client.get("/claims.json", headers={"host": host})
    assert answer.status_code == status
    assert answer.headers["content-security-policy"] == POLICY
    if status == 400:
        assert answer.json()["error"]["code"] == "wrong-host"


def test_a_document_and_its_claims_lead_to_each_other(client: TestClient) -> None:
    ids = claim_ids(client, text="northern strait")
    document = client.get(f"/claim/{ids[0]}.json").json()["document"]["id"]
    page = Elements(client.get(f"/document/{document}").text)
    anchors, links = page.values("id"), page.values("href")
    for id_ in ids:
        assert anchors.count(f"at-{id_}") == 1
        assert anchors.count(f"claim-{id_}") == 1
        assert {f"#at-{id_}", f"#claim-{id_}", f"/claim/{id_}"} <= set(links)
    assert len(anchors) == len(set(anchors))
    assert f"/document/{document}#at-{ids[0]}" in Elements(client.get(f"/claim/{ids[0]}").text).values("href")


def test_home_tells_what_was_said_last_and_what_is_due(client: TestClient) -> None:
    told = client.get("/index.json").json()
    assert told["new"][0]["document"]["published"]["from"] == "2024-04-03"
    assert [line["window"]["to"] for line in told["due"]] == ["2024-06-30", "2026-12-31"]
    assert {line["state"] for line in told["due"]} == {"due"}


def test_an_actor_has_its_offices_names_and_claims(client: TestClient) -> None:
    told = client.get("/actor/dprk.json").json()
    assert told["count"] == 2
    text = Elements(client.get("/actor/dprk").text).text
    assert "Oldmark (1)" in " ".join(text.split())
    assert told["names"]
    assert all(name["text"] in text for name in told["names"])


def test_openapi_tells_every_twin_and_the_one_shape_of_errors(client: TestClient) -> None:
    told = client.get("/openapi.json").json()
    assert {"/claims.json", "/claims.csv", "/index.json", "/document/{id}.json", "/commitments.csv"} <= set(
        told["paths"]
    )
    for path in told["paths"].values():
        for asked in path.values():
            assert asked["responses"]["422"]["content"]["application/json"]["schema"]["$ref"].endswith("/Fault")
    names = {one["name"] for one in told["paths"]["/claims.json"]["get"]["parameters"]}
    filters = {"kind", "actor", "track", "since", "until", "text", "publisher", "judged", "as-of"}
    assert names == filters | {"after", "limit", "oldest-first", "lang", "theme"}


def test_a_formula_is_no_formula_in_csv(pages: dict[str, Any]) -> None:
    for page, answer in pages.items():
        if page.partition("?")[0].endswith(".csv"):
            assert answer.headers["content-disposition"].startswith("attachment")
            cells = [cell for row in csv.reader(io.StringIO(answer.text)) for cell in row]
            assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_an_actor_has_its_acts_promises_stands_and_relations_in_place(own_client: TestClient, tmp_path: Path) -> None:
    """Each a few rows, with the page that has all of them a click away; counted or, where counts are behind, not."""
    for counted in (False, True):
        if counted:
            with Record.open(tmp_path / "dragoman.db") as record:
                record.link()
        told = own_client.get("/actor/dprk.json").json()
        assert [row["words"][:11] for row in told["promises"]] == ["will patrol"]
        page = Elements(own_client.get("/actor/dprk").text)
        assert {"acts", "promises", "claims"} <= set(page.values("id"))
        assert {"/commitments?actor=dprk", "/claims?actor=dprk"} <= set(page.values("href"))
        assert "due" in page.text or "open" in page.text
    further = own_client.get("/actor/dprk?limit=1&after=" + told["claims"][0]["claim"]["id"])
    assert 'id="promises"' not in further.text, "what is further on is its claims alone"
    # One actor's answer is kept for that actor alone.
    assert own_client.get("/actor/tarnia.json").json()["id"] == "tarnia"
    assert own_client.get("/actor/dprk.json").json()["id"] == "dprk"


def test_of_many_acts_the_newest_are_compared_and_from_which_day_is_said(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/disagreements.json", params={"limit": 7}).json()["since"] is None
    monkeypatch.setattr("dragoman.web.pages.disagreements.MOST", 1)
    told = client.get("/disagreements.json", params={"limit": 8}).json()["since"]
    assert told is not None
    assert f"those since {told}" in Elements(client.get("/disagreements", params={"limit": 8}).text).text
