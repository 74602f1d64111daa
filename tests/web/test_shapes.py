"""Every JSON twin has the shape that the OpenAPI document tells."""

import re
from typing import Any

from fastapi.testclient import TestClient

from dragoman.web.routes import ROUTES
from dragoman.web.routing import Route

SHAPED = [route for route in ROUTES if route.shape is not None]


def route_of(path: str) -> Route | None:
    """The route that answers at a path, by its JSON address."""
    for route in SHAPED:
        pattern = re.sub(r"\\{\w+(:path)?\\}", lambda m: ".+" if m[1] else "[^/]+", re.escape(route.address("json")))
        if re.fullmatch(pattern.replace("\\{", "{").replace("\\}", "}"), path):
            return route
    return None


def test_every_page_that_is_json_has_its_shape_described(client: TestClient) -> None:
    told = client.get("/openapi.json").json()
    for route in SHAPED:
        path = re.sub(r":path", "", route.address("json"))
        schema = told["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        assert schema["$ref"].rpartition("/")[2] == route.shape.__name__  # type: ignore[union-attr]
        csv = told["paths"][re.sub(r":path", "", route.address("csv"))]["get"]["responses"]["200"]["content"]
        assert set(csv) == {"text/csv"}


def test_every_answer_has_the_shape_that_is_told(pages: dict[str, Any]) -> None:
    held = set()
    for page, answer in pages.items():
        path = page.partition("?")[0]
        route = route_of(path) if path.endswith(".json") else None
        if route and route.shape:
            route.shape.model_validate(answer.json())
            held.add(route.path)
    assert {"/", "/claims", "/claim/{id}", "/document/{id}", "/actor/{id:path}", "/commitments", "/search"} <= held
    assert {"/calls", "/positions", "/relations", "/forecasts", "/disagreements", "/log", "/help"} <= held
