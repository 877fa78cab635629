"""One crawl against publishers at their worst: it ends, each bad input has its event, and every good page is stored."""

from pathlib import Path
from time import monotonic

import pytest
from sqlmodel import select

from crawlers.crawl import Summary, crawl
from crawlers.guard import Limits
from crawlers.outcome import Event
from crawlers.plan import save_plan, stored_rows, wave_one
from data.records import Document, Observation
from data.store import Store
from tests.crawlers.toy import NOW, TARGET, Toy, settings
from tests.replica import Reply
from tests.replica.misbehaving import ALL, PATIENCE, good, install
from tests.replica.server import Replica, serving

GOOD = good(40)
TABLE = Path(__file__).resolve().parents[2] / "docs" / "bad-inputs.md"
HEAD = """# Bad inputs that a crawl survives

Written by `tests/crawlers/test_adversity.py`, which meets them all in one crawl. The event is what the summary says.

| input | what it does | event |
|---|---|---|
"""


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Summary, dict[str, str], Store, float]:
    folder = tmp_path_factory.mktemp("adversity")
    replica = Replica(Reply(case=url, url=url, body=body) for url, body in GOOD)
    install(replica)
    source = Toy([*(bad.address for bad in ALL), *(url for url, _ in GOOD)])
    store = Store.open(f"sqlite:///{folder}/store.sqlite")
    with serving(replica):
        chosen = settings(
            replica,
            folder,
            host_map={"*": replica.address, "intranet.example": "10.9.8.7:80", "closed.example": "127.0.0.1:1"},
            limits=Limits(seconds=PATIENCE, body_bytes=8 * 1024 * 1024),
            concurrency=32,
        )
        job = save_plan(store, [TARGET], wave_one(TARGET, [source]), NOW)
        began = monotonic()
        summary = crawl(job, store, chosen, sources=[source])
        seconds = monotonic() - began
    with store.session() as session:
        events = {row.request.url: (detail or "").partition("/")[0] for row, _, detail in stored_rows(session, job)}
    return summary, events, store, seconds


def test_the_crawl_ends(crawled: tuple[Summary, dict[str, str], Store, float]) -> None:
    summary, events, _, seconds = crawled
    assert summary.finished
    assert sum(summary.events.values()) == len(ALL) + len(GOOD) == len(events)
    assert seconds < PATIENCE * len(ALL), "no bad input holds up the others"


@pytest.mark.parametrize("bad", ALL, ids=lambda bad: bad.name)
def test_each_bad_input_has_its_event(bad, crawled: tuple[Summary, dict[str, str], Store, float]) -> None:
    _, events, _, _ = crawled
    assert events[bad.address] == bad.event


def test_every_good_response_is_stored_and_nothing_else(
    crawled: tuple[Summary, dict[str, str], Store, float],
) -> None:
    _, _, store, _ = crawled
    with store.session() as session:
        assert set(session.exec(select(Document.url))) == {url for url, _ in GOOD}
        assert len(session.exec(select(Observation)).all()) == len(GOOD)


def test_bodies_that_were_not_understood_are_kept(crawled: tuple[Summary, dict[str, str], Store, float]) -> None:
    summary, _, store, _ = crawled
    kept = (Event.SHAPE_CHANGED, Event.PARSER_FAULT)
    with store.session() as session:
        details = [detail or "" for _, _, detail in stored_rows(session, summary.job_id)]
    misread = [detail for detail in details if detail.startswith(kept)]
    assert len(misread) == sum(bad.event in kept for bad in ALL)
    assert all("body kept at evidence-" in detail for detail in misread)


def test_the_table_of_bad_inputs_is_current(crawled: tuple[Summary, dict[str, str], Store, float]) -> None:
    _, events, _, _ = crawled
    lines = [f"| {bad.name} | {bad.what} | `{events[bad.address]}` |\n" for bad in ALL]
    text = HEAD + "".join(lines)
    if not TABLE.is_file() or TABLE.read_text(encoding="utf-8") != text:
        TABLE.write_text(text, encoding="utf-8")
        pytest.fail(f"{TABLE.name} was written anew: read it, then run again")
