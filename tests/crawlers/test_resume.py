"""SIGKILL at any moment, run again: nothing lost, nothing twice, at most the requests in flight repeated."""

import json
import os
import signal
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from sqlmodel import func, select

from crawlers.archive import Archive
from crawlers.crawl import crawl
from crawlers.pipelines import BATCH
from crawlers.plan import save_plan, wave_one
from data.records import Document, Job, JobItem, Observation
from data.store import Store
from tests.crawlers.toy import NOW, TARGET, Toy, settings
from tests.replica.misbehaving import reply
from tests.replica.server import Replica, serving

PLANNED = 150
CONCURRENCY = 8
URLS = [f"https://site.example/stars/{number}" for number in range(PLANNED)]
PROGRAM = """
import sys
from pathlib import Path
from crawlers.crawl import crawl
from data.store import Store
from tests.crawlers.test_resume import CONCURRENCY, Toy, URLS
from tests.crawlers.toy import settings
from tests.replica.server import Replica
replica = Replica()
replica.address = sys.argv[2]
folder = Path(sys.argv[1])
store = Store.open(f"sqlite:///{folder}/store.sqlite")
crawl(sys.argv[3], store, settings(replica, folder, concurrency=CONCURRENCY), sources=[Toy(URLS)])
"""


def page(number: int) -> dict[str, object]:
    """Every tenth page leads to one further page, so that rows are added while the crawl runs."""
    payload: dict[str, object] = {"stars": number + 1}
    if number < PLANNED and number % 10 == 0:
        payload["next"] = f"https://site.example/stars/{number + 1_000}"
    return payload


def replica_of_pages() -> Replica:
    replica = Replica()
    for number in [*range(PLANNED), *range(1_000, 1_000 + PLANNED, 10)]:
        answer = reply(200, json.dumps(page(number)).encode())

        def behave(handler: BaseHTTPRequestHandler, answer=answer) -> None:
            time.sleep(0.01)  # a crawl long enough to be killed in its middle
            answer(handler)

        replica.misbehave(f"https://site.example/stars/{number}", behave)
    return replica


@pytest.mark.parametrize("kill_after", [1, 40, 120])
def test_killed_and_run_again(tmp_path: Path, kill_after: int) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/store.sqlite")
    source = Toy(URLS)
    job = save_plan(store, [TARGET], wave_one(TARGET, [source]), NOW)
    with serving(replica_of_pages()) as replica:
        command = [sys.executable, "-c", PROGRAM, str(tmp_path), replica.address, job]
        process = subprocess.Popen(command, cwd=Path(__file__).resolve().parents[2])
        deadline = time.monotonic() + 60
        while sum(replica.hits.values()) < kill_after and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.005)
        assert process.poll() is None, "the crawl ended before it could be killed"
        os.kill(process.pid, signal.SIGKILL)
        process.wait()

        assert save_plan(store, [TARGET], wave_one(TARGET, [source]), NOW) == job, "the unfinished plan is taken up"
        summary = crawl(job, store, settings(replica, tmp_path, concurrency=CONCURRENCY), sources=[source])

    asked = {url: times for url, times in replica.hits.items() if "/stars/" in url}
    expected = PLANNED + PLANNED // 10
    assert summary.finished
    assert len(asked) == expected, "nothing lost"
    assert max(asked.values()) <= 2
    assert sum(times - 1 for times in asked.values()) <= CONCURRENCY + BATCH, "only what was in flight is repeated"
    with store.session() as session:
        assert session.exec(select(func.count()).select_from(Document)).one() == expected
        assert session.exec(select(func.count()).select_from(Observation)).one() == expected, "nothing twice"
        assert set(session.exec(select(JobItem.state))) == {"done"}
        assert session.get_one(Job, job).state == "done"
        archive = Archive(tmp_path / "archive")
        for url, place in session.exec(select(Document.url, Document.archived)):
            assert json.loads(archive.get(place)) == page(int(url.rpartition("/")[2])), "each row has its body"


def test_a_finished_job_asks_nothing(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/store.sqlite")
    source = Toy(URLS[:5])
    job = save_plan(store, [TARGET], wave_one(TARGET, [source]), NOW)
    with serving(replica_of_pages()) as replica:
        crawl(job, store, settings(replica, tmp_path), sources=[source])
        before = sum(replica.hits.values())
        assert crawl(job, store, settings(replica, tmp_path), sources=[source]).total.requests == 0
        assert sum(replica.hits.values()) == before
    assert save_plan(store, [TARGET], wave_one(TARGET, [source]), NOW) != job, "a finished plan is planned anew"
