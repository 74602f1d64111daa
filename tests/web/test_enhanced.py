"""What htmx asks is answered as if a browser asked: whole pages, of which it takes its part; so nothing needs it."""

import pytest
from elements import Elements
from fastapi.testclient import TestClient

ASKED_BY_HTMX = {"hx-request": "true", "hx-boosted": "true", "hx-target": "page", "hx-current-url": "/claims"}
PAGES = ("/", "/claims?kind=call", "/documents?limit=1", "/actors", "/search?words=strait", "/positions", "/help")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_whole_whoever_asks(client: TestClient, page: str) -> None:
    plain, enhanced = client.get(page), client.get(page, headers=ASKED_BY_HTMX)
    assert (plain.status_code, enhanced.status_code) == (200, 200)
    assert enhanced.text == plain.text
    assert enhanced.text.startswith("<!doctype html>")
    assert Elements(enhanced.text).values("id").count("page") == 1
    told = {name for name in enhanced.headers if name.startswith("hx-")}
    assert not told, "nothing tells htmx to do what a link would not"


def test_a_fault_is_a_whole_page_too(client: TestClient) -> None:
    plain, enhanced = client.get("/claims?actr=x"), client.get("/claims?actr=x", headers=ASKED_BY_HTMX)
    assert plain.status_code == enhanced.status_code == 422
    assert plain.text == enhanced.text


def test_what_is_enhanced_is_a_link_or_stands_by_itself(client: TestClient) -> None:
    """No page has what only a script could follow: parts are asked for at the addresses of links."""
    for page in PAGES:
        asked = [
            name
            for name in ("hx-get", "hx-post", "hx-put", "hx-delete")
            if Elements(client.get(page).text).values(name)
        ]
        assert not asked, page


def test_files_can_be_uploaded_only_where_the_menu_says_so(client: TestClient) -> None:
    assert "/upload" not in Elements(client.get("/").text).values("href")
    assert client.get("/upload").status_code == 404
