"""Who may ask: keys by header, open on loopback only, nothing to be learnt from a refusal."""

import pytest
from sqlmodel import select

from api.security import PREFIX, digest_of, new_key
from data.records import ApiKey
from data.store import Store
from tests.api.conftest import SECRET, Asking

PATH = "/v1/companies"


def test_this_machine_needs_no_key(asking: Asking) -> None:
    assert asking("127.0.0.1").get(PATH).status_code == 200
    assert asking("::1", "localhost:8000").get(PATH).status_code == 200


@pytest.mark.parametrize(
    ("address", "host", "headers"),
    [
        ("203.0.113.7", "unfakeable.example", {}),
        ("127.0.0.1", "127.0.0.1", {"X-Forwarded-For": "203.0.113.7"}),
        ("127.0.0.1", "127.0.0.1", {"Forwarded": "for=203.0.113.7"}),
        ("127.0.0.1", "rebound.example", {}),
    ],
    ids=["from elsewhere", "through a proxy", "through a standard proxy", "under another host's name"],
)
def test_everybody_else_needs_one(asking: Asking, address: str, host: str, headers: dict[str, str]) -> None:
    answer = asking(address, host).get(PATH, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert "keys new" in answer.json()["detail"]


def test_a_key_opens_by_either_header_and_is_stored_as_a_digest(asking: Asking, case_store: Store) -> None:
    key = new_key(case_store, SECRET, "an analyst", ["read"])
    client = asking("203.0.113.7")
    assert client.get(PATH, headers={"X-API-Key": key}).status_code == 200
    assert client.get(PATH, headers={"Authorization": f"Bearer {key}"}).status_code == 200
    with case_store.session() as session:
        rows = session.exec(select(ApiKey).where(ApiKey.tenant == "an analyst")).all()
        assert [row.digest for row in rows] == [digest_of(key, SECRET)]
        assert key not in str([row.model_dump() for row in rows])


def test_unknown_revoked_and_narrow_keys_are_refused(asking: Asking, case_store: Store) -> None:
    client = asking("203.0.113.7")
    assert client.get(PATH, headers={"X-API-Key": PREFIX + "A" * 43}).status_code == 401
    revoked = new_key(case_store, SECRET, "gone", ["read"])
    with case_store.session() as session:
        row = session.exec(select(ApiKey).where(ApiKey.tenant == "gone")).one()
        row.revoked_at = row.created_at
        session.add(row)
    assert client.get(PATH, headers={"X-API-Key": revoked}).status_code == 401
    narrow = new_key(case_store, SECRET, "batches only", ["batch"])
    answer = client.get(PATH, headers={"X-API-Key": narrow})
    assert (answer.status_code, answer.json()["code"]) == (403, "scope_missing")


def test_pages_are_guarded_as_well(asking: Asking) -> None:
    client = asking("203.0.113.7")
    assert client.get("/").status_code == 401
    assert client.get("/companies/theranos.com").status_code == 401
    assert client.get("/healthz").status_code == 200


def test_an_unknown_scope_makes_no_key(case_store: Store) -> None:
    with pytest.raises(ValueError, match="known are read"):
        new_key(case_store, SECRET, "x", ["everything"])
