"""Every route there is, asked by everybody there is: who gets in is what the table of routes says, and nothing else."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, cast

import pytest
from fastapi.testclient import TestClient
from starlette.routing import Route as StarletteRoute

from dragoman.dossier import load_dossier
from dragoman.store import Record
from dragoman.web.accounts import people, sessions, tokens
from dragoman.web.accounts.reception import Accounts, Manner
from dragoman.web.answers import Form
from dragoman.web.app import make_app, pages
from dragoman.web.house import House
from dragoman.web.local import Local
from dragoman.web.routes import ROUTES
from dragoman.web.routing import Route
from dragoman.web.visitors import ROLES, SCOPES, Role, Scope, Visitor
from invented_readings import pledge

OPEN = {"GET /login", "GET /login/oidc", "GET /login/oidc/callback", "POST /login", "GET /static/{digest}/{name:path}"}
"""All that anybody may ask who has not said who they are. Whoever adds to it says here that it tells nothing."""
FOR_ADMINS = {"GET /audit"}
WITHOUT_TOKEN = {"POST /logout", "GET /account", "POST /account/password"}
"""What no program may do, whatever its token is good for, beside making tokens."""


class Asker(NamedTuple):
    """Somebody who asks: a role, and the one scope of their API token; None for a session."""

    role: Role | None
    scope: Scope | None = None
    headers: Mapping[str, str] = {}
    seed: str = ""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with Record.open(tmp_path_factory.mktemp("matrix") / "dragoman.db") as record:
        record.add(*pledge(), reader="r", dossier="d")
        house = House.of(record, load_dossier())
        yield house
        house.accounts.close()


@pytest.fixture(scope="module")
def askers(house: House) -> list[Asker]:
    """Nobody; each role with a session; each role with a token of each scope."""
    found = [Asker(None)]
    for role in ROLES:
        account = people.add(house.accounts(), f"the {role}", role)
        session = sessions.begin(house.accounts(), account)
        found.append(Asker(role, None, {"cookie": f"dragoman={session}"}, session))
        for scope in SCOPES:
            _, token = tokens.make(house.accounts(), account.name, [scope], days=1)
            found.append(Asker(role, scope, {"authorization": f"Bearer {token}"}))
    return found


@pytest.fixture
def client(house: House) -> TestClient:
    app = make_app(house, Accounts(house.accounts(), Manner()))
    return TestClient(app, base_url="http://127.0.0.1", follow_redirects=False, raise_server_exceptions=False)


def called(route: Route) -> str:
    return f"{route.method} {route.path}"


def ask(client: TestClient, route: Route, form: Form, asker: Asker) -> str:
    """`in`, or why not."""
    headers = dict(asker.headers)
    if route.method == "POST":
        headers["x-form-token"] = Visitor(seed=asker.seed).form_token
    path = (
        route.address(form)
        .replace("{id:path}", "dprk")
        .replace("{id}", "none")
        .replace("{digest}", "0")
        .replace("{name:path}", "none")
    )
    if "/tokens/" in path or path == "/logout":
        path = path.replace("none", "00000000")
    answer = client.request(route.method, path, headers=headers)
    assert answer.status_code < 500, f"{route.method} {path}: {answer.text}"
    if answer.status_code == 303 and answer.headers["location"].startswith("/login?"):
        return "who-are-you"
    if answer.status_code in (401, 403):
        return "who-are-you" if answer.status_code == 401 else "refused"
    return "in"


def expected(route: Route, asker: Asker) -> str:
    if route.least is None:
        return "in"
    if asker.role is None:
        return "who-are-you"
    high_enough = ROLES.index(asker.role) >= ROLES.index(route.least)
    good_for = asker.scope is None or (route.scope is not None and asker.scope == route.scope)
    return "in" if high_enough and good_for else "refused"


@pytest.mark.parametrize("route", ROUTES, ids=called)
def test_every_route_by_everybody(client: TestClient, askers: list[Asker], route: Route) -> None:
    for form in route.forms:
        for asker in askers:
            if called(route) in ("POST /logout", "POST /login", "GET /login/oidc/callback"):
                continue  # they begin and end sessions that the others here need; see test_accounts.py
            found = ask(client, route, form, asker)
            assert found == expected(route, asker), f"{called(route)} as {form} by {asker.role} {asker.scope}"


def test_no_address_is_answered_that_is_not_in_the_table(house: House) -> None:
    app, _ = pages(house, Local(), uploads=None)
    routes = cast("list[StarletteRoute]", app.routes)
    there_are = {(method, route.path) for route in routes for method in route.methods or ()}
    assert there_are == {(route.method, route.address(form)) for route in ROUTES for form in route.forms}


def test_what_is_open_and_what_is_not_is_said_twice() -> None:
    assert {called(route) for route in ROUTES if route.least is None} == OPEN
    assert {called(route) for route in ROUTES if route.least == "admin"} >= FOR_ADMINS
    writing = [route for route in ROUTES if route.method == "POST" and not route.path.startswith(("/log", "/account"))]
    assert all(route.least in ("analyst", "admin") and route.scope not in (None, "read") for route in writing)
    without = {called(route) for route in ROUTES if route.scope is None}
    assert {one for one in without if "/tokens" not in one} == WITHOUT_TOKEN
    assert {one for one in without if "/tokens" in one} == {r for r in map(called, ROUTES) if "/tokens" in r}
