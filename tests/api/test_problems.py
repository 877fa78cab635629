"""Errors: RFC 9457 problems for everything that can be asked wrongly, and no fault for whatever the schema allows."""

import json

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.security import new_key
from data.store import Store
from tests.api.conftest import SECRET

MEMBERS = {"type", "title", "status", "detail", "instance", "code", "request_id"}


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/v1/companies/nobody.example/score", 404, "crawl it first"),
        ("/v1/companies/theranos.com/signals/si_none", 404, "si_none"),
        ("/v1/companies/theranos.com/everything.csv", 404, "memo.csv"),
        ("/v1/companies/theranos.com/score?as_of=soon", 400, "not understood"),
        ("/v1/companies?limit=100000", 400, "not understood"),
        ("/v1/nowhere", 404, "Not Found"),
        ("/companies/nobody.example", 404, "crawl it first"),
    ],
)
def test_a_wrong_request_gets_a_problem_that_says_what_to_do(
    client: TestClient, path: str, status: int, says: str
) -> None:
    answer = client.get(path, headers={"X-Request-ID": "seen-by-the-caller"})
    body = answer.json()
    assert answer.status_code == body["status"] == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(body) >= MEMBERS
    assert says in body["detail"]
    assert body["request_id"] == answer.headers["x-request-id"] == "seen-by-the-caller"


def test_a_wrong_method_is_a_problem_too(client: TestClient) -> None:
    answer = client.delete("/v1/companies/theranos.com/score")
    assert (answer.status_code, answer.headers["content-type"]) == (405, "application/problem+json")


def test_a_parameter_is_named_by_its_pointer(client: TestClient) -> None:
    errors = client.get("/v1/companies/theranos.com/score?as_of=soon").json()["errors"]
    assert errors[0]["pointer"] == "/query/as_of"


def test_the_manual_describes_every_endpoint(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            assert operation.get("summary"), (method, path)
            assert operation.get("description"), (method, path)
    assert "insufficient" in json.dumps(document)


@pytest.fixture(scope="module")
def operations(client: TestClient) -> list[schemathesis.schemas.APIOperation]:
    manual = schemathesis.openapi.from_asgi("/openapi.json", client.app)
    return [found.ok() for found in manual.get_all_operations()]


@pytest.fixture(scope="module")
def key(case_store: Store) -> str:
    return new_key(case_store, SECRET, "the manual's reader", ["read"])


@settings(max_examples=50, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_the_manual_allows_is_answered_as_the_manual_says(
    operations: list[schemathesis.schemas.APIOperation], key: str, data: st.DataObject
) -> None:
    case = data.draw(data.draw(st.sampled_from(operations)).as_strategy())
    if "domain" in case.path_parameters and data.draw(st.booleans(), "a company that is stored"):
        case.path_parameters["domain"] = "theranos.com"
    assert case.call_and_validate(headers={"X-API-Key": key}).status_code < 500
