"""Judging in the browser: what a form says is on record, on the page, in the log; and can be taken back."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient

from dragoman.dossier import load_dossier
from dragoman.store import ClaimQuery, Record
from dragoman.store.proposals import Proposed
from dragoman.web.accounts import audit, people, tokens
from dragoman.web.accounts.reception import Accounts, Manner
from dragoman.web.app import make_app
from dragoman.web.house import House
from dragoman.web.local import Local
from invented_readings import Said as SaidOf
from invented_readings import day, document_of, pledge, read

BY = {"reader": "reader-1", "dossier": "dossier-1"}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    where = tmp_path / "dragoman.db"
    with Record.open(where) as writing:
        writing.add(*pledge(day("2024-03-01")), **BY)
        text = "Visit\nGeneral Otto Unheard will inspect the northern ports with Tarnia."
        document, data = document_of(text, published=day("2024-04-02"), source="releases/visit.txt")
        said = SaidOf(["will inspect the northern ports"], kind="commitment", speakers=["Otto Unheard"])
        writing.add(read(document, [said]), data, **BY)
    with Record.open(where, read_only=True) as record:
        house = House.of(record, load_dossier())
        yield house
        house.accounts.close()


@pytest.fixture
def client(house: House) -> TestClient:
    return TestClient(make_app(house, Local("Ada Quill")), base_url="http://127.0.0.1", raise_server_exceptions=False)


def token_in(page: httpx.Response) -> str:
    return page.text.partition('name="form-token" value="')[2].partition('"')[0]


def claim_of(house: House, kind: str) -> str:
    return next(row.claim.id for row in house.record.claims(ClaimQuery(kinds=(kind,))))  # type: ignore[arg-type]


def send(client: TestClient, path: str, **fields: object) -> httpx.Response:
    form = {"form-token": token_in(client.get("/review")), **fields}
    return client.post(path, data=form)


def test_saying_that_a_claim_is_right_and_taking_it_back(client: TestClient, house: House) -> None:
    claim = claim_of(house, "call")
    page = send(client, "/judge", verdict="right", about=claim, why="I was there", next=f"/claim/{claim}")
    assert page.url.path == f"/claim/{claim}"
    assert "right, by Ada Quill" in page.text and "I was there" in page.text
    (made,) = house.record.judged(about=claim)
    assert (made.judgement.verdict, made.judgement.by, made.judgement.why) == ("right", "Ada Quill", "I was there")
    undo = re.search(r'action="(/judgement/j[0-9a-f]{16}/withdraw)"', page.text)
    assert undo and 'class="done"' in page.text
    assert 'class="done"' not in client.get(f"/claim/{claim}").text, "it is said once"
    back = send(client, undo[1], next=f"/claim/{claim}")
    assert "right, by Ada Quill" not in back.text
    assert [row.state for row in house.record.judged(about=claim)] == ["withdrawn"]
    deeds = [(e.deed.by, e.deed.how, e.deed.detail) for e in audit.entries(house.accounts())]
    assert deeds == [("Ada Quill", "local", "withdrawn"), ("Ada Quill", "local", "right")]
    assert [change.kind for change in house.record.changes()][-2:] == ["judged", "retracted"]


def test_a_promise_that_was_kept_is_kept_in_the_ledger(client: TestClient, house: House) -> None:
    claim = claim_of(house, "commitment")
    send(client, "/judge", verdict="kept", about=claim)
    assert claim in client.get("/commitments?state=kept").text


def test_correcting_a_claim_by_its_words_and_fields(client: TestClient, house: House) -> None:
    claim = claim_of(house, "call")
    now = client.get(f"/claim/{claim}")
    assert ">urged Tarnia to return to the talks.</textarea>" in now.text
    page = send(client, f"/claim/{claim}/correct", passages="to return\n to the talks", kind="position", polarity="",
                speakers="Ada Quill", recipients="", why="a wish")  # fmt: skip
    assert page.status_code == 422 and "polarity" in page.text, "an emptied choice is none of its words"
    page = send(client, f"/claim/{claim}/correct", passages="to return\n to the talks", kind="position",
                recipients="", why="a wish")  # fmt: skip
    assert page.status_code == 200, page.text
    (made,) = house.record.judged(about=claim)
    fields = dict(made.judgement.fields)
    assert set(fields) == {"passages", "kind", "recipients"}
    assert '"to return to the talks"' in fields["passages"] and fields["recipients"] == "[]"
    assert "kind: position" in page.text and "a wish" in page.text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"passages": "words that nobody said"}, "does not stand in the document"),
        ({"passages": ""}, "a claim rests on words"),
        ({"kind": "vow"}, "none of"),
        ({"tracks": "dissuade.nothing"}, "no track"),
        ({"time": "31 February"}, "about"),
        ({"recipients": "Tarnia [nobody]"}, "no actor has the id"),
        ({"kind": "call"}, "every field is as it was"),
        ({}, "every field is as it was"),
    ],
)
def test_a_correction_that_cannot_be(client: TestClient, house: House, fields: dict[str, str], said: str) -> None:
    claim = claim_of(house, "call")
    page = send(client, f"/claim/{claim}/correct", **fields)
    assert page.status_code == 422 and said in page.text
    assert house.record.judged() == []


def test_two_documents_are_different_and_two_actors_the_same(client: TestClient, house: House) -> None:
    documents = [row.id for row in house.record.documents()]
    made = send(client, "/judge.json", verdict="different", about=documents, why="another matter")
    assert made.status_code == 201 and made.json()["about"] == documents
    same = send(client, "/judge.json", verdict="same", about="dprk", other="South Korea", next="//evil.example")
    assert same.json()["about"] == ["dprk", "rok"]
    alone = send(client, "/judge.json", verdict="same", about="dprk")
    assert "two things or more" in alone.json()["error"]["message"]
    mixed = send(client, "/judge.json", verdict="same", about=["dprk", documents[0]])
    assert "of one kind" in mixed.json()["error"]["message"]
    unknown = send(client, "/judge.json", verdict="wrong", about="c0000000000000000")
    assert "nothing on record has the id" in unknown.json()["error"]["message"]
    taken = send(client, "/judgement/j0000000000000000/withdraw.json")
    assert taken.status_code == 422


def test_nothing_is_led_elsewhere(client: TestClient, house: House) -> None:
    page = send(client, "/judge", verdict="right", about=claim_of(house, "call"), next="//evil.example/x")
    assert page.url == "http://127.0.0.1/"


def test_what_waits_is_walked_with_the_same_forms(client: TestClient, house: House) -> None:
    told = client.get("/review.json").json()
    claims = [item["about"][0] for item in told["items"] if item["kind"] == "claim"]
    assert told["counts"]["claim"] == len(claims) == house.record.count()
    page = client.get("/review")
    assert all(f'name="about" value="{claim}"' in page.text for claim in claims)
    send(client, "/judge", verdict="right", about=claims[0], next="/review")
    left = client.get("/review.json").json()
    assert claims[0] not in [item["about"][0] for item in left["items"]]
    first = client.get("/review.json?limit=1").json()
    second = client.get(first["next"]).json()
    assert first["items"][0]["id"] != second["items"][0]["id"]
    assert client.get("/review.csv?kind=claim").text.startswith("kind,score,about,what,why,id\n")
    assert client.get("/review?after=nonsense").status_code == 422


def test_readers_see_no_form_and_may_send_none(house: House) -> None:
    accounts = Accounts(house.accounts(), Manner())
    people.add(house.accounts(), "Ben", "reader")
    _, token = tokens.make(house.accounts(), "Ben", ["read", "judge"], days=1)
    client = TestClient(make_app(house, accounts), base_url="http://127.0.0.1")
    bearer = {"authorization": f"Bearer {token}"}
    claim = claim_of(house, "call")
    assert 'action="/judge"' not in client.get(f"/claim/{claim}", headers=bearer).text
    assert 'action="/judge"' not in client.get("/review", headers=bearer).text
    refused = client.post("/judge.json", data={"verdict": "right", "about": claim}, headers=bearer)
    assert refused.json()["error"]["code"] == "not-allowed"
    people.set_role(house.accounts(), "Ben", "analyst")
    made = client.post("/judge.json", data={"verdict": "right", "about": claim}, headers=bearer)
    assert (made.status_code, made.json()["by"]) == (201, "Ben")


def test_a_record_that_cannot_be_written(client: TestClient, house: House) -> None:
    claim, token = claim_of(house, "call"), token_in(client.get("/review"))
    house.record.path.rename(house.record.path.with_suffix(".moved"))
    told = client.post("/judge.json", data={"form-token": token, "verdict": "right", "about": claim})
    assert (told.status_code, told.json()["error"]["code"]) == (503, "record-unusable")


def test_so_many_deeds_and_then_one_now_and_then(client: TestClient, house: House) -> None:
    claim, token = claim_of(house, "call"), token_in(client.get("/review"))
    client.app._app._app._app.state.deeds.burst = 2  # type: ignore[attr-defined]
    form = {"form-token": token, "verdict": "right", "about": claim}
    codes = [client.post("/judge.json", data=form).status_code for _ in range(3)]
    assert codes == [201, 201, 429]


def test_what_somebody_proposed_is_accepted_in_one_s_own_name_or_declined(client: TestClient, house: House) -> None:
    claim, other = claim_of(house, "call"), claim_of(house, "commitment")
    with house.writing() as record:
        proposed = [Proposed("corrected", (claim,), "Ben", "a wish", (("kind", '"position"'),), "sheet.csv", 2)]
        record.review.propose([*proposed, Proposed("wrong", (other,), "Ben", source="sheet.csv", row=3)])
    page = client.get("/review")
    assert "corrected, by Ben" in page.text and "kind: position" in page.text
    one, two = (item.id for item in house.record.review.proposals())
    made = send(client, f"/proposal/{one}.json", answer="accept").json()
    assert (made["verdict"], made["about"], made["by"]) == ("corrected", [claim], "Ada Quill")
    assert send(client, f"/proposal/{two}", answer="decline", why="no").url.path == "/review"
    assert [item.state for item in house.record.review.proposals()] == ["accepted", "declined"]
    assert send(client, f"/proposal/{two}.json", answer="accept").status_code == 422
    assert send(client, "/proposal/nonsense.json", answer="accept").status_code == 422


def test_a_correction_is_seen_in_the_ledger_and_the_log_at_once(client: TestClient, house: House) -> None:
    claim = claim_of(house, "call")
    assert claim not in client.get("/commitments").text
    send(client, f"/claim/{claim}/correct", kind="commitment", next=f"/claim/{claim}")
    ledger = client.get("/commitments")
    assert f"/claim/{claim}" in ledger.text
    assert "corrected, by Ada Quill on" in ledger.text
    line = next(one for one in client.get("/commitments.json").json()["commitments"] if one["claim"]["id"] == claim)
    assert (line["judged"]["state"], line["judged"]["fields"]) == ("corrected", {"kind": "commitment"})
    assert f'corrected: <a href="/claim/{claim}' in client.get("/log").text
    listed = client.get("/claims.json").json()["claims"]
    (as_read,) = (one for one in listed if one["claim"]["id"] == claim)
    assert (as_read["claim"]["kind"], as_read["judged"]["state"]) == ("call", "corrected")
    send(client, "/judge", verdict="wrong", about=claim, next=f"/claim/{claim}")
    assert claim not in client.get("/commitments").text


def test_a_wrong_claim_is_shown_as_wrong_wherever_it_is_listed(client: TestClient, house: House) -> None:
    claim, other = claim_of(house, "call"), claim_of(house, "commitment")
    send(client, "/judge", verdict="wrong", about=claim, next=f"/claim/{claim}")
    (row,) = house.record.claims(ClaimQuery(kinds=("call",)))
    page = client.get(f"/document/{row.document}").text
    assert page.count("wrong, by Ada Quill on") == 1
    beside = page[page.index(f'id="claim-{claim}"') :]
    assert beside.index("wrong, by Ada Quill") < beside.index("</li>")
    told = client.get(f"/document/{row.document}.json").json()["claims"]
    assert [one["judged"] and one["judged"]["state"] for one in told if one["claim"]["id"] == claim] == ["wrong"]
    assert "[wrong] " in client.get("/claims.atom").text
    items = {one["id"].rpartition(":")[2]: one["title"] for one in client.get("/claims.feed").json()["items"]}
    assert "[wrong] " in items[claim] and "[" not in items[other]


def test_claims_are_listed_by_what_people_made_of_them(client: TestClient, house: House) -> None:
    claim = claim_of(house, "call")
    send(client, "/judge", verdict="wrong", about=claim, next=f"/claim/{claim}")
    asked = client.get("/claims.json?judged=wrong").json()
    assert (asked["count"], [one["claim"]["id"] for one in asked["claims"]]) == (1, [claim])
    rest = client.get("/claims.json?judged=none").json()
    assert rest["count"] == house.record.count() - 1
    assert claim not in {one["claim"]["id"] for one in rest["claims"]}
    assert '<option value="wrong" selected>' in client.get("/claims?judged=wrong").text
    assert claim in client.get("/claims.atom?judged=wrong").text
    assert client.get("/claims.json?judged=nonsense").status_code == 422


def undone(client: TestClient, page: httpx.Response, **fields: object) -> httpx.Response:
    """Press the one button that the page after a deed offers."""
    found = re.search(r'<form class="done" method="post" action="([^"]+)"', page.text)
    assert found, "the page offers no undo"
    return send(client, found[1], **fields)


def test_two_documents_are_judged_one_on_the_page_of_either(client: TestClient, house: House) -> None:
    one, other = [row.id for row in house.record.documents()]
    page = client.get(f"/document/{one}").text
    assert 'name="other"' in page and "The same matter elsewhere" not in page
    page = send(client, "/judge", verdict="same", about=one, other=other, why="same visit", next=f"/document/{one}")
    assert "same, by Ada Quill" in page.text and "The same matter elsewhere" in page.text
    for here, there in ((one, other), (other, one)):
        shown = client.get(f"/document/{here}").text
        assert "same visit" in shown and f'href="/document/{there}"' in shown
        assert f'name="other" value="{there}"' in shown, "the link can be judged away where it stands"
    page = send(
        client, "/judge", verdict="different", about=one, other=other, next=f"/document/{one}/compare?other={other}"
    )
    assert "different, by Ada Quill" in page.text
    back = undone(client, page, next=f"/document/{one}")
    assert "same, by Ada Quill" in back.text, "what it superseded stands again"
    assert "different, by Ada Quill" not in back.text


def test_two_actors_are_judged_one_on_the_page_of_either(client: TestClient, house: House) -> None:
    assert "under another name" in client.get("/actor/dprk").text
    page = send(client, "/judge", verdict="same", about="dprk", other="South Korea", next="/actor/dprk")
    assert "Judged one with" in page.text and "same, by Ada Quill" in page.text
    assert "same, by Ada Quill" in client.get("/actor/rok").text
    back = undone(client, page, next="/actor/dprk")
    assert "Judged one with" not in back.text
    refused = send(client, "/judge", verdict="same", about="dprk", other="Nobody Whatever")
    assert refused.status_code == 422 and "no actor is called" in refused.text


def test_a_document_is_withdrawn_on_its_page_and_counts_again(client: TestClient, house: House) -> None:
    claim = claim_of(house, "call")
    (found,) = house.record.find(claim)
    document = found.document
    assert "Withdraw this document" in client.get(f"/document/{document}").text
    for nothing in ("", "  "):
        refused = send(client, f"/document/{document}/withdraw", why=nothing)
        assert refused.status_code == 422
    page = send(client, f"/document/{document}/withdraw", why="sent by mistake")
    assert page.url.path == "/documents" and f'href="/document/{document}"' not in page.text
    gone = client.get(f"/document/{document}")
    assert gone.status_code == 410 and "sent by mistake" in gone.text and "Let it count again" in gone.text
    assert client.get(f"/claim/{claim}").status_code == 404
    assert "sent by mistake" in client.get("/log?kind=withdrawn").text
    twice = send(client, f"/document/{document}/withdraw.json", why="again")
    assert twice.status_code == 422 and "already" in twice.json()["error"]["message"]
    back = undone(client, page, why="taken back at once")
    assert back.status_code == 200 and back.url.path == f"/document/{document}"
    assert client.get(f"/claim/{claim}").status_code == 200
    told = send(client, f"/document/{document}/withdraw.json", why="after all")
    assert told.json() == {"id": document, "state": "withdrawn", "by": "Ada Quill", "why": "after all"}
    restored = send(client, f"/document/{document}/restore", why="it was right")
    assert restored.url.path == f"/document/{document}"
    deeds = [(e.deed.action, e.deed.about, e.deed.detail) for e in audit.entries(house.accounts())]
    assert deeds[:2] == [("restore", document, "it was right"), ("withdraw", document, "after all")]


def test_what_is_no_document_is_not_withdrawn(client: TestClient) -> None:
    for thing in ("d0000000000000000", "nonsense", "c0000000000000000"):
        assert send(client, f"/document/{thing}/withdraw.json", why="x").status_code in (404, 422)
        assert send(client, f"/document/{thing}/restore.json", why="x").status_code in (404, 422)


def test_a_cookie_that_nobody_was_given_offers_nothing(client: TestClient) -> None:
    for cookie in ("j0123456789abcdef", "judgement.j01.vanished", "document.../login.withdrawn", "><script>"):
        client.cookies.set("done", cookie)
        assert 'class="done"' not in client.get("/help").text
