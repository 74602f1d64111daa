"""Whatever the OpenAPI document allows to be sent, and much that it does not, is answered and never with a 5xx."""

import contextlib
from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from hypothesis.strategies import SearchStrategy
from schemathesis import GenerationMode

from dragoman.dossier import load_dossier
from dragoman.store import Record
from dragoman.web.app import make_app
from dragoman.web.house import House
from dragoman.web.local import Local
from dragoman.web.routes import ROUTES
from dragoman.web.safety import App
from invented_readings import day, pledge

FEW = settings(
    max_examples=3,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[App, str]]:
    where = tmp_path_factory.mktemp("schema") / "dragoman.db"
    person = Local("Ada Quill")
    with Record.open(where) as record:
        record.add(*pledge(day("2024-03-01")), reader="r", dossier="d")
        house = House.of(record, load_dossier())
        yield make_app(house, person), person._person.form_token
        house.accounts.close()


def _statuses(cases: SearchStrategy[schemathesis.Case], headers: dict[str, str]) -> set[int]:
    """What a few of these requests are answered with."""
    statuses = set[int]()

    @FEW
    @given(cases)
    def ask(case: schemathesis.Case) -> None:
        answer = case.call(headers=headers)
        statuses.add(answer.status_code)
        assert answer.status_code < 500, f"{case.as_curl_command()}: {answer.text}"

    with contextlib.suppress(Unsatisfiable):  # what takes nothing cannot be asked wrongly
        ask()
    return statuses


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_no_request_is_our_fault(served: tuple[App, str], mode: GenerationMode) -> None:
    app, token = served
    headers = {"host": "127.0.0.1", "x-form-token": token}
    schema = schemathesis.openapi.from_asgi("/openapi.json", app, headers=headers).include(path_regex=r"\.json$")
    asked: dict[str, set[int]] = {}
    for found in schema.get_all_operations():
        operation = found.ok()
        name = f"{operation.method.upper()} {operation.path}"
        asked[name] = _statuses(operation.as_strategy(generation_mode=mode), headers)
    described = {
        f"{route.method} {route.address('json').replace(':path', '')}"
        for route in ROUTES
        if route.described and "json" in route.forms
    }
    assert set(asked) == described
    if mode is GenerationMode.POSITIVE:
        assert 200 in asked["GET /claims.json"]
    else:
        assert 422 in asked["GET /claims.json"]
