"""The tables that a crawl ends with: each event with its meaning, each source with its counts."""

from io import StringIO

import pytest
from rich.console import Console

from crawlers.crawl import Summary, crawl, together
from crawlers.outcome import Event
from crawlers.plan import save_plan, wave_one
from crawlers.progress import COLUMNS, event_table, live, summary_table
from data.store import Store
from tests.crawlers.toy import NOW, TARGET, Toy, settings
from tests.replica.misbehaving import reply
from tests.replica.server import Replica, serving

BOT_PAGE = b"<!doctype html><html><head><title>Just a moment...</title></head><body></body></html>"
ANSWERS = {
    "good": reply(200, b'{"stars": 3}'),
    "grown": reply(200, b'{"stars": 3, "forks": 1}'),
    "empty": reply(200, b'{"stars": 0}'),
    "guarded": reply(200, BOT_PAGE),
    "changed": reply(200, b'{"planets": 3}'),
    "gone": reply(404, b""),
}


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> Summary:
    folder = tmp_path_factory.mktemp("progress")
    store = Store.open(f"sqlite:///{folder}/store.sqlite")
    replica = Replica()
    for path, answer in ANSWERS.items():
        replica.misbehave(f"https://site.example/{path}", answer)
    source = Toy(f"https://site.example/{path}" for path in ANSWERS)
    with serving(replica):
        job = save_plan(store, [TARGET], wave_one(TARGET, [source]), NOW)
        return crawl(job, store, settings(replica, folder), sources=[source])


def printed(table: object) -> str:
    paper = StringIO()
    Console(width=240, file=paper).print(table)
    return paper.getvalue()


def test_every_loud_event_is_shown_with_its_meaning(summary: Summary) -> None:
    shown = printed(event_table(summary))
    for event in (Event.EMPTY, Event.BOT_PAGE, Event.SHAPE_CHANGED, Event.NOT_PUBLISHED):
        assert event in shown
    assert "fewer items than the source's floor" in shown
    assert "a challenge page stands where the content should" in shown
    assert summary.events == {
        Event.READ: 2, Event.EMPTY: 1, Event.BOT_PAGE: 1, Event.SHAPE_CHANGED: 1, Event.NOT_PUBLISHED: 1,
    }  # fmt: skip
    assert any("forks" in told.detail for told in summary.told), "an unknown leaf is told though it was read"


def test_the_table_adds_up(summary: Summary) -> None:
    shown = printed(summary_table(summary))
    assert all(column in shown for column in COLUMNS)
    total = summary.total
    assert (total.planned, total.requests, total.new, total.refused, total.errors) == (6, 6, 2, 1, 1)
    twice = together([summary, summary])
    assert twice.total.requests == 2 * total.requests
    assert twice.events[Event.BOT_PAGE] == 2


def test_progress_is_drawn_only_where_somebody_looks(summary: Summary) -> None:
    paper = StringIO()
    with live(Console(file=paper)) as watch:
        watch(summary)
    assert paper.getvalue() == ""
    with live(Console(file=paper, force_terminal=True, width=160)) as watch:
        watch(summary)
    assert "toy" in paper.getvalue()
