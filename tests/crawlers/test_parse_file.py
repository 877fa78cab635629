"""A stored body reads like a live one, however it was saved."""

import gzip
import json
from pathlib import Path

import pytest

from crawlers.parse_file import parse_file
from crawlers.spider import NotPublished, RateLimited, ShapeChanged, Truncated
from tests import replica
from tests.crawlers.toy import NOW

HAPPY = next(reply for reply in replica.replies("github_stargazers") if reply.case == "happy")


@pytest.fixture
def body(tmp_path: Path) -> Path:
    path = tmp_path / "stargazers.json"
    path.write_bytes(HAPPY.payload)
    return path


def test_a_body_without_its_exchange_is_read(body: Path) -> None:
    document, *observations = parse_file("github_stargazers", body, now=NOW)
    assert document["type"] == "document" and document["known_at"] == "2026-06-01"
    assert {line["type"] for line in observations} == {"observation"}
    assert document["observations"] == len(observations)
    json.dumps([document, *observations])


@pytest.mark.parametrize("form", ["lines", "object"])
def test_headers_of_the_exchange_lead_to_its_next_page(body: Path, tmp_path: Path, form: str) -> None:
    kept = tmp_path / "headers"
    kept.write_text(
        json.dumps(dict(HAPPY.headers))
        if form == "object"
        else "".join(f"{name}: {value}\n" for name, value in HAPPY.headers.items())
    )
    lines = parse_file("github_stargazers", body, HAPPY.url, 200, kept, now=NOW)
    assert next(lines)["next"], "the Link header names further pages"
    assert next(parse_file("github_stargazers", body, HAPPY.url, now=NOW))["next"] == []


def test_a_file_saved_packed_is_unpacked(body: Path, tmp_path: Path) -> None:
    packed = tmp_path / "packed"
    packed.write_bytes(gzip.compress(HAPPY.payload))
    plain, unpacked = (list(parse_file("github_stargazers", path, HAPPY.url, now=NOW)) for path in (body, packed))
    assert plain[1:] == unpacked[1:]
    assert plain[0]["sha256"] != unpacked[0]["sha256"], "the digest is of the file as it stands"
    packed.write_bytes(packed.read_bytes()[:-20])
    with pytest.raises(Truncated):
        list(parse_file("github_stargazers", packed, now=NOW))
    packed.write_bytes(b"\x1f\x8b and then words")
    with pytest.raises(ShapeChanged):
        list(parse_file("github_stargazers", packed, now=NOW))


def test_the_status_speaks_where_the_body_does_not(tmp_path: Path) -> None:
    (tmp_path / "body").write_bytes(b"")
    with pytest.raises(NotPublished):
        list(parse_file("greenhouse", tmp_path / "body", status=404, now=NOW))
    with pytest.raises(RateLimited):
        list(parse_file("crtsh", tmp_path / "body", status=429, now=NOW))


def test_the_body_speaks_where_the_status_is_unknown(tmp_path: Path) -> None:
    (tmp_path / "body").write_text('{"message": "API rate limit exceeded for 192.0.2.1."}')
    with pytest.raises(RateLimited):
        list(parse_file("github_rate_limit", tmp_path / "body", now=NOW))
