"""Saved searches and feeds: a question is kept by a form, asked again, followed, and forgotten."""

import re
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

ATOM = "{http://www.w3.org/2005/Atom}"


def token(own_client: TestClient) -> str:
    found = re.search(r'name="form-token" value="([0-9a-f]+)"', own_client.get("/claims").text)
    assert found
    return found[1]


def save(own_client: TestClient, address: str, title: str = "Patrols") -> int:
    sent = {"form-token": token(own_client), "title": title, "address": address}
    return own_client.post("/saved", data=sent).status_code


def test_a_search_is_saved_asked_again_and_forgotten(own_client: TestClient) -> None:
    assert save(own_client, "/claims?text=patrol&kind=commitment&after=x&lang=ko") == 303
    (one,) = own_client.get("/saved.json").json()["saved"]
    assert (one["title"], one["address"]) == ("Patrols", "/claims?text=patrol&kind=commitment")
    assert own_client.get(one["address"]).status_code == 200
    assert (
        f'href="/claims.atom?{one["address"].partition("?")[2].replace("&", "&amp;")}"' in own_client.get("/saved").text
    )
    sent = {"form-token": token(own_client)}
    assert own_client.post(f"/saved/{one['id']}/forget", data=sent).status_code == 303
    assert own_client.get("/saved.json").json()["saved"] == []
    assert own_client.post(f"/saved/{one['id']}/forget", data=sent).status_code == 404


@pytest.mark.parametrize(
    "address", ["https://elsewhere.example/claims", "//elsewhere.example", "/account", "javascript:alert(1)", "claims"]
)
def test_only_questions_to_our_own_pages_are_saved(own_client: TestClient, address: str) -> None:
    assert save(own_client, address) == 422
    assert own_client.get("/saved.json").json()["saved"] == []


def test_a_form_of_another_site_saves_nothing(own_client: TestClient) -> None:
    sent = {"form-token": "0" * 64, "title": "x", "address": "/claims"}
    assert own_client.post("/saved", data=sent).status_code == 403
    assert own_client.get("/saved.json").json()["saved"] == []


def test_the_feed_of_a_question_has_its_claims_once_under_lasting_ids(own_client: TestClient) -> None:
    wanted = {row["claim"]["id"] for row in own_client.get("/claims.json?kind=commitment").json()["claims"]}
    answer = own_client.get("/claims.atom?kind=commitment")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)
    ids = [entry.findtext(f"{ATOM}id", "") for entry in feed.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    assert {id_.rpartition(":")[2] for id_ in ids} == wanted
    told = own_client.get("/claims.feed?kind=commitment").json()
    assert [item["id"] for item in told["items"]] == ids
    assert all(item["url"].startswith("http://127.0.0.1:8765/claim/") for item in told["items"])
    assert own_client.get("/claims.atom?kind=promise").status_code == 422
