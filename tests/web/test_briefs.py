"""The brief builder: a form, a page that stands alone under its own policy, Markdown, data."""

import re

from elements import Elements
from fastapi.testclient import TestClient


def test_the_brief_to_read_stands_alone_under_a_policy_as_strict(client: TestClient) -> None:
    answer = client.get("/brief/page?actor=Oldmark")
    assert answer.status_code == 200
    (policy,) = answer.headers.get_list("content-security-policy")
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "'self'" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "<script>alert(1)" not in client.get("/brief/page?about=open").text


def test_the_brief_as_markdown_is_a_file(client: TestClient) -> None:
    answer = client.get("/brief/markdown?actor=Oldmark&language=ko")
    assert answer.headers["content-disposition"] == 'attachment; filename="brief.md"'
    assert answer.text.startswith("#")


def test_the_form_asks_nothing_until_something_is_asked(client: TestClient) -> None:
    told = client.get("/brief.json").json()
    assert (told["title"], told["cited"]) == (None, [])
    told = client.get("/brief.json?about=patrol").json()
    assert any("patrol" in one["words"] for one in told["cited"])
    page = Elements(client.get("/brief?about=patrol").text)
    assert re.search(r"patrol the northern strait", page.text)
    assert {"/brief/page", "/brief/markdown"} <= set(page.values("formaction"))
