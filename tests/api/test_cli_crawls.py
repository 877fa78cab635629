"""``crawl``, ``parse``, ``sources`` and ``doctor`` as they are typed: what is printed, and the exit codes."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from api.cli import main
from api.commands import crawls
from api.errors import Exit
from crawlers.doctor import SAMPLE
from crawlers.registry import SOURCES
from crawlers.replica import Replica, serving
from crawlers.settings import CrawlSettings
from data.demonstration import DOMAIN, FOLDER, NOW, Page, pages
from tests.crawlers.toy import settings


class Printed(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


Typing = Callable[..., Printed]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Typing:
    """Types a command on a machine without keys and contact, with a store of its own."""
    for source in SOURCES:
        if source.spec.auth:
            monkeypatch.delenv(source.spec.auth, raising=False)
    monkeypatch.delenv("UNFAKEABLE_CONTACT", raising=False)
    monkeypatch.setenv("UNFAKEABLE_DATABASE_URL", f"sqlite:///{tmp_path / 'store.sqlite'}")

    def run(*words: str) -> Printed:
        monkeypatch.setattr(sys, "argv", ["unfakeable", *words])
        with pytest.raises(SystemExit) as left:
            main()
        shown = capsys.readouterr()
        return Printed(int(left.value.code or 0), shown.out, shown.err)

    return run


def test_sources_lists_every_source_with_its_roles(typed: Typing) -> None:
    rows = json.loads(typed("sources", "--json").out)
    assert [row["name"] for row in rows] == [source.spec.name for source in SOURCES]
    assert all({"publisher", "writer", "host", "family", "auth", "status", "reason"} <= row.keys() for row in rows)
    assert all(row["reason"] for row in rows if row["status"] in ("not used", "off"))


def test_sources_fit_a_table(typed: Typing) -> None:
    shown = typed("sources")
    assert shown.code == Exit.OK
    assert "sources" in shown.out


def test_doctor_names_the_key_that_is_missing(typed: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    def youtube() -> str:
        rows = {row["name"]: row for row in json.loads(typed("doctor", "--json").out)}
        return str(rows["youtube"]["status"])

    assert youtube() == "needs key"
    assert "YOUTUBE_API_KEY" in typed("doctor").out
    monkeypatch.setenv("YOUTUBE_API_KEY", "a key of the tests")
    assert youtube() == "ready"


@pytest.mark.parametrize("words", [("doctor", "--live"), ("crawl", DOMAIN)])
def test_nothing_is_sent_without_a_contact(typed: Typing, words: tuple[str, ...]) -> None:
    shown = typed(*words)
    assert shown.code == Exit.USAGE
    assert "UNFAKEABLE_CONTACT" in shown.err


def test_parse_prints_documents_and_their_observations(typed: Typing) -> None:
    page = FOLDER / "halyardmutual.example" / "subprocessors.html"
    shown = typed("parse", "subprocessors", str(page), "--url", "https://halyardmutual.example/subprocessors")
    lines = [json.loads(line) for line in shown.out.splitlines()]
    assert [line["type"] for line in lines[:2]] == ["document", "observation"]
    assert "Lumenwharf, Inc." in {line.get("subject") for line in lines}


@pytest.mark.parametrize(
    ("source", "body", "options", "kind"),
    [
        ("subprocessors", b"<html><body><p>Nothing here</p></body></html>", (), "list of vendors"),
        ("greenhouse", b'{"jobs": [{"id"', (), "ends"),
        ("greenhouse", b'{"status": 404, "error": "Job not found"}', ("--status", "404"), "no such board"),
    ],
)
def test_parse_says_in_one_sentence_why_a_response_is_no_evidence(
    typed: Typing, tmp_path: Path, source: str, body: bytes, options: tuple[str, ...], kind: str
) -> None:
    (tmp_path / "body").write_bytes(body)
    shown = typed("parse", source, str(tmp_path / "body"), *options)
    assert (shown.code, shown.out) == (Exit.SOURCE, "")
    assert kind in shown.err
    assert "Traceback" not in shown.err


def test_parse_refuses_what_it_does_not_know(typed: Typing, tmp_path: Path) -> None:
    (tmp_path / "body").write_bytes(b"{}")
    unknown = typed("parse", "greenhose", str(tmp_path / "body"))
    assert unknown.code == Exit.USAGE
    assert "did you mean greenhouse" in unknown.err
    assert typed("parse", "greenhouse", str(tmp_path / "nowhere")).code == Exit.USAGE
    assert typed("parse", "greenhouse", str(tmp_path)).code == Exit.USAGE
    (tmp_path / "headers").write_text('{"content-type": ')
    shown = typed("parse", "greenhouse", str(tmp_path / "body"), "--headers", str(tmp_path / "headers"))
    assert (shown.code, shown.out) == (Exit.USAGE, "")
    assert "JSON object" in shown.err


def test_a_plan_says_what_each_request_is_for_and_sends_none(typed: Typing) -> None:
    shown = typed("crawl", DOMAIN, "--plan", "--json")
    rows = json.loads(shown.out)
    assert shown.code == Exit.OK
    assert {row["wave"] for row in rows} == {0, 1}
    assert all(row["purpose"] and row["url"] for row in rows)
    assert "Plan" in typed("crawl", DOMAIN, "--plan").out


def test_a_word_that_is_no_domain_is_refused(typed: Typing) -> None:
    shown = typed("crawl", "lumenwharf")
    assert shown.code == Exit.USAGE
    assert "is not a domain" in shown.err


def test_doctor_live_fails_where_a_source_answers_with_no_evidence(
    typed: Typing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with serving(Replica()) as replica:
        monkeypatch.setattr(crawls, "_settings", lambda live=False: on_loopback(replica, tmp_path))
        assert typed("doctor", "--live").code == Exit.OK, "nothing published is an answer"
        replica.add(Page(sample_of("hn_algolia"), payload=b'{"hits": [{"objectID"'))
        shown = typed("doctor", "--live", "--json")
    assert shown.code == Exit.SOURCE
    events = {row["name"]: row["event"] for row in json.loads(shown.out)}
    assert events["hn_algolia"] == "truncated"
    assert events["github_repo"] == "not_published"


def sample_of(source: str) -> str:
    """The address that the doctor asks a source at."""
    (found,) = [item for item in SOURCES if item.spec.name == source]
    return next(iter(found.requests(SAMPLE))).url


def on_loopback(replica: Replica, folder: Path) -> CrawlSettings:
    """A crawl that cannot leave the machine, on the demonstration's day."""
    return settings(replica, folder, clock=lambda: NOW, retries=0)


def test_a_crawl_ends_in_what_was_read_and_can_be_scored(
    typed: Typing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with serving(Replica(pages())) as replica:
        monkeypatch.setattr(crawls, "_settings", lambda live=False: on_loopback(replica, tmp_path))
        told = json.loads(typed("crawl", DOMAIN, "--json").out)
        again = typed("crawl", DOMAIN)
        plan = json.loads(typed("crawl", DOMAIN, "--plan", "--json").out)
    assert told["finished"] and told["companies"][0]["claims"] > 0
    assert told["sources"]["subprocessors"]["refused"] > 0, "the company's own robots.txt is obeyed"
    assert "wayback_memento" in again.out and "unfakeable score" in again.out
    assert "https://halyardmutual.example/subprocessors" in {row["url"] for row in plan if row["wave"] == 2}
    scored = json.loads(typed("score", DOMAIN, "--as-of", NOW.date().isoformat(), "--json").out)
    assert scored["coverage"] >= 0.6
    assert typed("partnerships", DOMAIN, "--as-of", NOW.date().isoformat()).code == Exit.OK


def test_a_list_is_looked_at_company_by_company_and_a_bad_row_is_named(
    typed: Typing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    listed = tmp_path / "companies.csv"
    listed.write_text(f"name,domain\nLumenwharf,{DOMAIN}\nNobody,nobody\nVantry,vantry.example\nAgain,{DOMAIN}\n")
    with serving(Replica(pages())) as replica:
        monkeypatch.setattr(crawls, "_settings", lambda live=False: on_loopback(replica, tmp_path))
        told = json.loads(typed("crawl", str(listed), "--json").out)
    assert [row["domain"] for row in told["companies"]] == [DOMAIN, "vantry.example"]
    assert told["companies"][0]["claims"] > 0 and told["finished"]
    (problem,) = told["problems"]
    assert problem.startswith("line 3: ") and "nobody" in problem
    audited = json.loads(typed("batch", str(listed), "--out", str(tmp_path / "memos"), "--json").out)
    assert audited["audited"] == 3 and audited["problems"] == 1


def test_a_list_without_a_domain_is_refused(typed: Typing, tmp_path: Path) -> None:
    listed = tmp_path / "companies.csv"
    listed.write_text("domain\nlumenwharf\n")
    assert "names no domain" in typed("crawl", str(listed), "--plan").err
    listed.write_text("name\nLumenwharf\n")
    assert "has no column 'domain'" in typed("crawl", str(listed), "--plan").err
