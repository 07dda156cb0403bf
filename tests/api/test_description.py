"""The API is as its OpenAPI 3.1 description says: schemathesis calls every operation, fitting and not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import positive_data_acceptance

from parley.desk import Desk
from parley.web.api import application, described, router
from tests.api.conftest import fill


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BaseSchema]:
    with Desk.open(tmp_path_factory.mktemp("fuzzed") / "desk.db") as desk:
        fill(desk)
        app = application(desk, owner=lambda request: "owner")
        yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)


PATHS = described(router(cast("Desk", None)))["paths"]  # a description needs no desk
OPERATIONS = [(path, method) for path, taken in PATHS.items() for method in taken]


# What the description cannot say (a name that is taken, a cursor never handed out, a correction without sense) is
# answered with 400 or 409 and a reason.
@pytest.mark.parametrize(("path", "method"), OPERATIONS, ids=[f"{m} {p}" for p, m in OPERATIONS])
def test_every_operation_answers_as_described(api: BaseSchema, path: str, method: str) -> None:
    @given(case=api[path][method].as_strategy())
    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    def whatever_is_sent(case: schemathesis.Case) -> None:
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    whatever_is_sent()


def test_the_description_is_openapi_3_1(desk: Desk) -> None:
    document = described(router(desk))
    assert document["openapi"] == "3.1.0"
    names = set(document["components"]["schemas"])
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    assert {r.rsplit("/", 1)[1] for r in _references(document)} <= names
    for path in document["paths"].values():
        for operation in path.values():
            assert operation["description"]
            assert operation["responses"]


def _references(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        if isinstance(data.get("$ref"), str):
            yield data["$ref"]
        for value in data.values():
            yield from _references(value)
    elif isinstance(data, list):
        for value in data:
            yield from _references(value)
