"""A crawl end to end on the replica: new, unchanged, changed; pages, budgets, keys, pauses; what is told and kept."""

import gzip
import json
from datetime import datetime
from pathlib import Path

import pytest
from sqlmodel import select

from crawlers.archive import Archive
from crawlers.crawl import Summary, crawl
from crawlers.outcome import Event
from crawlers.plan import save_plan, wave_one
from crawlers.settings import CrawlSettings, NoContact, scrapy_settings
from data.records import Document, HostBudget, JobItem, Lookup, Observation
from data.store import Store
from data.words import KnownBy, Looked
from tests.crawlers.toy import NOW, TARGET, Toy, settings
from tests.replica import Reply
from tests.replica.misbehaving import reply
from tests.replica.server import Replica, serving

SITE = "https://site.example"


def run(store: Store, replica: Replica, folder: Path, source: Toy, **changes: object) -> Summary:
    chosen = settings(replica, folder, **changes)
    with serving(replica):
        job = save_plan(store, [TARGET], wave_one(TARGET, [source]), chosen.clock())
        return crawl(job, store, settings(replica, folder, **changes), sources=[source])


def page(path: str, payload: object, **headers: str) -> Reply:
    return Reply(case=path, url=SITE + path, body=json.dumps(payload), headers=headers)


def test_a_recrawl_adds_a_row_only_where_the_content_changed(store: Store, tmp_path: Path) -> None:
    replica = Replica([page("/a", {"stars": 1}), page("/b", {"stars": 2})])
    source = Toy([f"{SITE}/a", f"{SITE}/b"])
    first = run(store, replica, tmp_path, source).total
    again = run(store, replica, tmp_path, source).total
    replica.add(page("/b", {"stars": 5}))
    changed = run(store, replica, tmp_path, source).total
    assert (first.new, first.unchanged) == (2, 0)
    assert (again.new, again.unchanged) == (0, 2)
    assert (changed.new, changed.unchanged) == (1, 1)
    with store.session() as session:
        assert sorted(session.exec(select(Observation.value))) == [1, 2, 5]


def test_bytes_without_meaning_are_not_a_change(store: Store, tmp_path: Path) -> None:
    replica = Replica([page("/a", {"stars": 1})])
    source = Toy([f"{SITE}/a"])
    run(store, replica, tmp_path, source)
    replica.add(Reply(case="a", url=f"{SITE}/a", body='{"stars":   1}'))
    assert run(store, replica, tmp_path, source).total.unchanged == 1


def test_conditional_requests_spare_the_publisher(store: Store, tmp_path: Path) -> None:
    replica = Replica([page("/a", {"stars": 1}, ETag='"v1"')])
    source = Toy([f"{SITE}/a"])
    run(store, replica, tmp_path, source)
    replica.misbehave(f"{SITE}/a", reply(304, b""))
    summary = run(store, replica, tmp_path, source)
    assert summary.events == {Event.UNCHANGED: 1}
    asked = [headers for url, headers in replica.seen if url == "site.example/a"]
    assert "If-None-Match" not in asked[0]
    assert asked[1]["If-None-Match"] == '"v1"'


def test_rows_are_stamped_and_bodies_kept_without_cookies(store: Store, tmp_path: Path) -> None:
    replica = Replica([page("/a", {"stars": 1}, **{"Set-Cookie": "id=secret", "ETag": '"v1"', "X-Trace": "secret"})])
    run(store, replica, tmp_path, Toy([f"{SITE}/a"]))
    with store.session() as session:
        document = session.exec(select(Document)).one()
    assert document.company_id == TARGET.company_id
    assert (document.known_at, document.known_by) == (NOW.date(), KnownBy.OWN_FETCH)
    assert document.archived is not None
    assert "secret" not in json.dumps(document.headers)
    assert Archive(tmp_path / "archive").get(document.archived) == b'{"stars": 1}'
    for file in (tmp_path / "archive").iterdir():
        assert b"secret" not in b"".join(_records(file))


def test_pages_are_followed_once_and_as_far_as_the_spec_says(store: Store, tmp_path: Path) -> None:
    pages = [page(f"/{n}", {"stars": n + 1, "next": f"{SITE}/{n + 1}"}) for n in range(10)]
    summary = run(store, Replica(pages), tmp_path, Toy([f"{SITE}/0", f"{SITE}/5"], max_pages=3))
    assert summary.total.planned == 2
    with store.session() as session:
        urls = {item.request["url"] for item in session.exec(select(JobItem))}
    assert urls == {f"{SITE}/{n}" for n in (0, 1, 2, 3, 5, 6, 7, 8)}


def test_unknown_leaves_are_told_and_the_document_is_stored(store: Store, tmp_path: Path) -> None:
    summary = run(store, Replica([page("/a", {"stars": 1, "forks": 2})]), tmp_path, Toy([f"{SITE}/a"]))
    assert summary.total.new == 1
    (told,) = summary.told
    assert told.event is Event.SHAPE_CHANGED and "forks" in told.detail


def test_a_daily_budget_survives_restarts(store: Store, tmp_path: Path) -> None:
    source = Toy([f"{SITE}/{n}" for n in range(8)], daily_budget=5)
    replica = Replica(page(f"/{n}", {"stars": 1}) for n in range(8))
    first = run(store, replica, tmp_path, source)
    assert (first.total.new, first.total.deferred, first.finished) == (5, 3, False)
    again = run(store, replica, tmp_path, source)
    assert (again.total.new, again.total.deferred) == (0, 3)
    tomorrow = run(store, replica, tmp_path, source, clock=lambda: datetime(2026, 6, 2))
    assert (tomorrow.total.new, tomorrow.finished) == (3, True)
    with store.session() as session:
        assert sorted(session.exec(select(HostBudget.spent))) == [3, 5]


def test_a_key_is_sent_to_its_own_hosts_and_kept_nowhere(store: Store, tmp_path: Path) -> None:
    replica = Replica([page("/a", {"stars": 1}), Reply(case="b", url="https://else.example/b", body='{"stars": 2}')])
    replica.misbehave(f"{SITE}/moved", reply(302, b"", Location="https://else.example/b"))
    source = Toy([f"{SITE}/a", f"{SITE}/moved"], hosts=("site.example",), auth="TOY_KEY", auth_required=True)
    without = run(store, replica, tmp_path, source)
    assert without.events == {Event.NEEDS_KEY: 2}
    assert without.total.requests == 0
    run(store, replica, tmp_path, source, keys={"TOY_KEY": "k3y"})
    sent = {url: headers.get("Authorization") for url, headers in replica.seen if "robots" not in url}
    assert sent == {"site.example/a": "Bearer k3y", "site.example/moved": "Bearer k3y", "else.example/b": None}
    with store.session() as session:
        kept = repr(session.exec(select(JobItem)).all()) + repr(session.exec(select(Document)).all())
    assert "k3y" not in kept
    for file in Archive(tmp_path / "archive").files():
        assert b"k3y" not in gzip.decompress(file.read_bytes())


def test_a_pause_is_waited_for_and_a_long_one_defers_the_host(store: Store, tmp_path: Path) -> None:
    replica = Replica([page("/b", {"stars": 2})])
    answers = iter([reply(429, b"", Retry_After="1"), reply(200, b'{"stars": 1}')])
    replica.misbehave(f"{SITE}/a", lambda handler: next(answers)(handler))
    summary = run(store, replica, tmp_path, Toy([f"{SITE}/a"]))
    assert summary.events == {Event.READ: 1}
    assert summary.seconds >= 1
    replica.misbehave(f"{SITE}/a", reply(429, b"", Retry_After="7200"))
    source = Toy([f"{SITE}/a", *(f"{SITE}/b?{n}" for n in range(5))])
    paused = run(store, replica, tmp_path, source, concurrency=1)
    assert paused.events[Event.PAUSED] == 5
    assert not paused.finished


def test_every_fixed_look_up_has_an_answer(store: Store, tmp_path: Path) -> None:
    replica = Replica([page("/a", {"stars": 1})])
    replica.misbehave(f"{SITE}/gone", reply(404, b""))
    source = Toy([f"{SITE}/gone", f"{SITE}/a"])
    run(store, replica, tmp_path, source)
    with store.session() as session:
        looked = {row.check: row.looked for row in session.exec(select(Lookup))}
    assert looked.pop("toy") is Looked.FOUND, "the best of several answers"
    assert len(looked) == 12
    assert set(looked.values()) == {Looked.NOT_READ}, "what nobody asked was not read, which is not 'no'"


def test_a_failing_store_ends_the_crawl_loudly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/store.sqlite")

    def broken(rows: object) -> int:
        raise OSError("the disk is full")

    replica = Replica([page("/a", {"stars": 1})])
    with serving(replica):
        job = save_plan(store, [TARGET], wave_one(TARGET, [Toy([f"{SITE}/a"])]), NOW)
        add = store.add
        monkeypatch.setattr(store, "add", lambda rows: add(rows) if _is_budget(rows) else broken(rows))
        with pytest.raises(OSError, match="disk is full"):
            crawl(job, store, settings(replica, tmp_path), sources=[Toy([f"{SITE}/a"])])


def test_a_live_crawl_needs_a_contact_and_keeps_its_manners(tmp_path: Path) -> None:
    with pytest.raises(NoContact):
        scrapy_settings(CrawlSettings(), [])
    with pytest.raises(ValueError, match="hurried"):
        scrapy_settings(CrawlSettings(contact="a@b.example", hurried=True), [])
    with pytest.raises(ValueError, match="allow_loopback"):
        scrapy_settings(CrawlSettings(host_map={"*": "127.0.0.1:1"}), [])
    slow, quick = Toy(name="slow", hosts=("api.example",), rate=0.5), Toy(hosts=("api.example",), rate=10)
    live = scrapy_settings(CrawlSettings(contact="a@b.example"), [slow.spec, quick.spec])
    assert "a@b.example" in live["USER_AGENT"]
    assert live["DOWNLOAD_SLOTS"]["api.example"]["delay"] == 2, "two sources of one host share the slower rate"
    assert live["ROBOTSTXT_OBEY"] and live["AUTOTHROTTLE_ENABLED"]
    assert not live["REMOTE_CONTROL_ENABLED"] and not live["TELNETCONSOLE_ENABLED"]


def _is_budget(rows: object) -> bool:
    return isinstance(rows, list) and all(isinstance(row, HostBudget) for row in rows)


def _records(file: Path) -> list[bytes]:
    from warcio.archiveiterator import ArchiveIterator

    with file.open("rb") as stream:
        return [
            str(record.http_headers).encode() + record.content_stream().read() for record in ArchiveIterator(stream)
        ]
