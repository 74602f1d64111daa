"""An address of the workbench, and who may ask it: the one table that the application, the door and a test are made of.

A route that is not in the table does not exist; one that is in it says the least role that may ask it.
"""

from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from fastapi import FastAPI
from fastapi.responses import Response
from pydantic import BaseModel
from starlette.routing import BaseRoute, Match

from dragoman.web.answers import FORMS, Form
from dragoman.web.visitors import Role, Scope

FORM_BYTES = 256 * 1024
"""The most that a form may hold; an upload says its own bound."""


@dataclass(frozen=True, slots=True)
class Route:
    """One address, by one method.

    `least` is the role it takes, None for everybody; `scope` what an API token must be good for, None for no token.
    `forms` are what it answers in, each at an address of its own. `streamed`: its body is read by the endpoint as it
    comes, so that its form token stands in the address or in the header X-Form-Token. `shape` is that of its JSON.
    """

    path: str
    endpoint: Callable[..., Any]
    least: Role | None = "reader"
    scope: Scope | None = "read"
    method: Literal["GET", "POST"] = "GET"
    forms: Sequence[Form] = FORMS
    body: int = FORM_BYTES
    streamed: bool = False
    described: bool = True
    shape: type[BaseModel] | None = None

    @property
    def only_reads(self) -> bool:
        """Whether it shows readers what is on record and does nothing else: then any process may answer it."""
        return self.method == "GET" and self.least == "reader" and self.scope == "read"

    @property
    def name(self) -> str:
        """What it is called in the OpenAPI document."""
        return self.endpoint.__name__.strip("_")

    def address(self, form: Form) -> str:
        """Its path in one form: /claims.json beside /claims, /index.json beside /."""
        return self.path if form == "html" else f"{'/index' if self.path == '/' else self.path}.{form}"


class Table:
    """The routes of one application, found again by what is asked."""

    def __init__(self, app: FastAPI, routes: Sequence[Route]) -> None:
        self._known: list[tuple[BaseRoute, Route]] = []
        for route in routes:
            for form in FORMS:
                if form in route.forms:
                    self._known.append((_add(app, route, form), route))

    def find(self, scope: MutableMapping[str, Any]) -> Route | None:
        """The route that will answer; None where none does."""
        return next((route for known, route in self._known if known.matches(scope)[0] is Match.FULL), None)


def _described(route: Route, form: Form) -> dict[str, Any]:
    """What the OpenAPI document says of a good answer."""
    if form == "json" and route.shape:
        return {"model": route.shape}
    return {"content": {"text/csv": {"schema": {"type": "string"}}}} if form == "csv" else {}


def _add(app: FastAPI, route: Route, form: Form) -> BaseRoute:
    name = f"{route.name}_{form}"
    app.add_api_route(
        route.address(form),
        route.endpoint,
        methods=[route.method],
        name=name,
        operation_id=name,
        response_class=Response,
        include_in_schema=route.described and form != "html",
        responses={200: _described(route, form)},
    )
    return app.routes[-1]
