"""The door alone, before an application of three addresses: who is let in, and with what form."""

import asyncio
from collections.abc import Iterator
from typing import ClassVar

import pytest
from fastapi import FastAPI, Request
from fastapi.datastructures import Headers
from fastapi.responses import PlainTextResponse, Response
from fastapi.testclient import TestClient

from dragoman.web import door
from dragoman.web.answers import Wrong
from dragoman.web.door import Door
from dragoman.web.local import Local
from dragoman.web.routing import Route, Table
from dragoman.web.visitors import NOBODY, SCOPES, Visitor, visitor_of

SITE = "http://127.0.0.1:8765"
FORM = {"content-type": "application/x-www-form-urlencoded"}


def _read(request: Request) -> Response:
    return PlainTextResponse(f"read by {visitor_of(request).name}")


async def _write(request: Request) -> Response:
    return PlainTextResponse((await request.body()).decode())


def _open(request: Request) -> Response:
    return PlainTextResponse("for everybody")


ROUTES = (
    Route("/page", _read),
    Route("/write", _write, least="analyst", scope="judge", method="POST", body=1_000),
    Route("/stream", _write, least="analyst", scope="upload", method="POST", body=1_000, streamed=True),
    Route("/open", _open, least=None),
)


class Known:
    """Takes the header X-Name for who somebody is."""

    has_login = True
    people: ClassVar[dict[str, Visitor]] = {
        "reader": Visitor("reader", "reader", frozenset(SCOPES), "session", "r"),
        "analyst": Visitor("analyst", "analyst", frozenset(SCOPES), "session", "a"),
        "token": Visitor("token", "analyst", frozenset({"read", "judge"}), "token"),
    }

    def __init__(self) -> None:
        self.turned_away: list[tuple[str | None, str, str]] = []

    async def who(self, headers: Headers, address: str) -> Visitor:
        return self.people.get(headers.get("x-name", ""), NOBODY)

    async def refused(self, visitor: Visitor, asked: str, code: str, address: str) -> None:
        self.turned_away.append((visitor.name, asked, code))


@pytest.fixture
def known() -> Known:
    return Known()


@pytest.fixture
def client(known: Known) -> Iterator[TestClient]:
    app = FastAPI(openapi_url=None)
    table = Table(app, ROUTES)
    with TestClient(Door(app, table, known), base_url=SITE, follow_redirects=False) as client:
        yield client


def token_of(name: str) -> str:
    return Known.people[name].form_token


def post(client: TestClient, path: str, name: str, *, token: str | None = None, **headers: str) -> Response:
    given = f"form-token={token_of(name) if token is None else token}&why=because"
    return client.post(path, content=given, headers={**FORM, "x-name": name, **headers})


def code(answer: Response) -> str:
    return answer.json()["error"]["code"]


def test_a_stranger_is_led_to_the_login_and_a_program_is_told(client: TestClient) -> None:
    led = client.get("/page?a=1&b=//x")
    assert (led.status_code, led.headers["location"]) == (303, "/login?next=%2Fpage%3Fa%3D1%26b%3D%2F%2Fx")
    told = client.get("/page.json")
    assert (told.status_code, code(told)) == (401, "who-are-you")
    assert told.headers["www-authenticate"].startswith("Bearer")
    assert client.get("/open").text == "for everybody"


def test_who_may_and_who_may_not(client: TestClient, known: Known) -> None:
    assert client.get("/page", headers={"x-name": "reader"}).text == "read by reader"
    assert code(post(client, "/write.json", "reader")) == "not-allowed"
    assert post(client, "/write", "analyst").status_code == 200
    assert known.turned_away == [("reader", "POST /write.json", "not-allowed")]


def test_a_token_does_what_it_is_good_for_and_needs_no_form_token(client: TestClient) -> None:
    assert client.post("/write.json", content="x", headers={"x-name": "token"}).text == "x"
    assert code(client.post("/stream.json", content="x", headers={"x-name": "token"})) == "token-too-narrow"


@pytest.mark.parametrize("token", ["", "0" * 64, "한"])
def test_a_form_without_its_token(client: TestClient, token: str) -> None:
    assert code(post(client, "/write.json", "analyst", token=token)) == "form-too-old"


def test_another_person_s_token_is_no_good(client: TestClient) -> None:
    assert code(post(client, "/write.json", "analyst", token=token_of("reader"))) == "form-too-old"


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site", "origin": "null"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
    ],
)
def test_a_form_that_another_site_sent(client: TestClient, headers: dict[str, str]) -> None:
    assert code(post(client, "/write.json", "analyst", **headers)) == "other-site"


@pytest.mark.parametrize("headers", [{"origin": SITE}, {"sec-fetch-site": "same-origin", "origin": "null"}])
def test_a_form_from_here(client: TestClient, headers: dict[str, str]) -> None:
    answer = post(client, "/write", "analyst", **headers)
    assert answer.text == f"form-token={token_of('analyst')}&why=because", "the body is there to be read again"


def test_what_is_streamed_is_refused_before_its_body_is_read(client: TestClient) -> None:
    read: list[int] = []

    def body() -> Iterator[bytes]:
        for n in range(10):
            read.append(n)
            yield b"x" * 10

    refused = client.post("/stream.json", content=body(), headers={"x-name": "analyst"})
    assert code(refused) == "form-too-old"
    given = {"form-token": token_of("analyst")}
    assert client.post("/stream", params=given, content=body(), headers={"x-name": "analyst"}).text == "x" * 100
    header = {"x-name": "analyst", "x-form-token": token_of("analyst")}
    assert client.post("/stream", content=b"y", headers=header).text == "y"


def test_no_more_than_so_much(client: TestClient) -> None:
    header = {"x-name": "analyst", "x-form-token": token_of("analyst")}
    assert client.post("/write.json", content=b"x" * 1_000, headers=header).status_code == 200
    assert code(client.post("/write.json", content=b"x" * 1_001, headers=header)) == "too-large"
    many = "&".join("form-token=x" for _ in range(90)) * 1
    assert code(client.post("/write.json", content=many * 1, headers={**FORM, "x-name": "analyst"})) == "too-large"


def test_a_body_that_does_not_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "BODY_S", 0.01)

    async def never() -> dict[str, object]:
        await asyncio.sleep(60)
        return {}

    with pytest.raises(Wrong) as wrong:
        asyncio.run(door._Bounded(never, 10).whole())
    assert wrong.value.code == "too-slow"


def asked(local: Local, **headers: str) -> Visitor:
    return asyncio.run(local.who(Headers({name.replace("_", "-"): value for name, value in headers.items()}), ""))


def test_on_this_machine_everybody_is_its_person_but_nobody_behind_a_proxy() -> None:
    local = Local("Ada Quill")
    person = asked(local)
    assert (person.name, person.role, person.how) == ("Ada Quill", "admin", "local")
    assert person.sent(person.form_token)
    assert not asked(Local("Ada Quill")).sent(person.form_token), "another server's"
    with pytest.raises(Wrong, match="--accounts"):
        asked(local, x_forwarded_for="10.0.0.1")
    reading = asked(Local("Ada Quill", read_only=True))
    assert not reading.may("analyst", "judge")
