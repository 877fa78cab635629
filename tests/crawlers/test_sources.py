"""Every source of the registry: replica, cassette and golden are there, and the cassette reads as the golden says."""

import importlib.util
import json
from fnmatch import fnmatchcase
from functools import cache
from urllib.parse import urlsplit

import pytest
import yaml

from crawlers.doctor import SAMPLE
from crawlers.outcome import Event, Outcome
from crawlers.registry import SOURCES, by_name
from crawlers.spec import SourceStatus
from crawlers.spider import EvidenceSource, Refused, StoredResponse
from data.ids import sha256_hex
from tests import replica
from tests.replaying import CASSETTES, GOLDEN, HERE, READ, REPLICA_KEY, TODAY, picture, replay

NAMES = [source.spec.name for source in READ]


@cache
def outcomes(name: str) -> dict[str, Outcome]:
    return replay(by_name(name))


def test_names_are_unique_and_hosts_are_declared() -> None:
    names = [source.spec.name for source in SOURCES]
    assert len(set(names)) == len(names)
    for source in SOURCES:
        spec = source.spec
        assert spec.hosts or spec.status is SourceStatus.NOT_USED, f"{spec.name} declares no host"
        assert spec.reason or spec.status in (SourceStatus.READY, SourceStatus.NEEDS_KEY), (
            f"{spec.name} gives no reason"
        )


@pytest.mark.parametrize("source", [source for source in SOURCES if source not in READ], ids=lambda s: s.spec.name)
def test_what_is_never_read_plans_nothing_and_says_why(source: EvidenceSource) -> None:
    assert source.spec.status is SourceStatus.NOT_USED and source.spec.reason
    assert list(source.requests(SAMPLE)) == []
    body = StoredResponse(url="https://file.invalid/", status=200, headers={}, body=b"<html>", retrieved_at=TODAY)
    with pytest.raises(Refused, match="is not used"):
        list(source.parse(body))


@pytest.mark.parametrize("name", NAMES)
def test_source_ships_replica_cassette_and_golden(name: str) -> None:
    assert importlib.util.find_spec(f"tests.replica.{name}"), f"write tests/replica/{name}.py"
    cassette = CASSETTES / f"{name}.yaml"
    assert cassette.is_file(), f"run: python -m tests.record_cassettes {name}"
    metadata = yaml.safe_load(cassette.read_text(encoding="utf-8"))["metadata"]
    fresh = sha256_hex((HERE / "replica" / f"{name}.py").read_bytes())
    assert metadata["replica_sha256"] == fresh, f"the replica changed: python -m tests.record_cassettes {name}"
    assert REPLICA_KEY not in cassette.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_cases_are_complete(name: str) -> None:
    cases = {reply.case for reply in replica.replies(name)}
    assert cases >= set(replica.REQUIRED), f"missing cases: {set(replica.REQUIRED) - cases}"
    happy = outcomes(name)["happy"]
    if any(document.next_urls or document.next_requests for document in happy.documents):
        assert "page_two" in cases, "the happy reply leads to further pages"
    waits = [reply for reply in replica.replies(name) if reply.status == 429 and "Retry-After" in reply.headers]
    assert any(reply.error == "rate_limited" for reply in waits), "no case answers 429 with Retry-After"


@pytest.mark.parametrize("name", NAMES)
def test_further_pages_stay_with_a_source_and_its_hosts(name: str) -> None:
    spec = by_name(name).spec
    for outcome in outcomes(name).values():
        for document in outcome.documents:
            further = [(spec, url) for url in document.next_urls]
            further += [(by_name(request.source).spec, request.url) for request in document.next_requests]
            for asked, url in further:
                assert any(fnmatchcase(urlsplit(url).hostname or "", host) for host in asked.hosts), url


@pytest.mark.parametrize("name", NAMES)
def test_each_case_ends_as_its_replica_says(name: str) -> None:
    for reply in replica.replies(name):
        outcome = outcomes(name)[reply.case]
        expected = reply.error or Event.READ
        assert outcome.event == expected, f"{reply.case}: {outcome.event} ({outcome.detail})"
        leaves = [leaf for document in outcome.documents for leaf in document.unhandled]
        assert not leaves, f"{reply.case}: leaves neither read nor ignored by name: {leaves}"


@pytest.mark.parametrize("name", NAMES)
def test_cassette_reads_as_the_golden_says(name: str) -> None:
    golden = GOLDEN / f"{name}.json"
    seen = {case: picture(outcome) for case, outcome in outcomes(name).items()}
    text = json.dumps(seen, indent=1, ensure_ascii=False) + "\n"
    if not golden.is_file():
        golden.write_text(text, encoding="utf-8")
        pytest.fail(f"{golden.name} was written: read it, then run again")
    assert text == golden.read_text(encoding="utf-8"), f"if the change is meant, delete {golden.name} and read the new"
