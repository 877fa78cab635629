"""``make bench-crawl``: what the crawl framework costs beside bare Scrapy, and whether its memory grows with the plan.

One run measures all: small JSON responses from a server of its own process on loopback, the same handler and
concurrency, each kind in a process of its own, in turns. Prints responses a second, the processor time of each (which a
busy machine does not change), ratios of medians, and peak memory.
"""

import argparse
import asyncio
import json
import logging
import multiprocessing
import resource
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, ClassVar, NamedTuple

import scrapy
from aiohttp import web
from scrapy.crawler import AsyncCrawlerRunner
from sqlmodel import select

from crawlers.ask import Asking, GivenRows, ask
from crawlers.crawl import crawl
from crawlers.outcome import Event, Outcome, Row
from crawlers.plan import save_plan, wave_one
from crawlers.settings import CrawlSettings, scrapy_settings
from crawlers.spec import SourceSpec
from crawlers.spider import ObservedFact, ParsedDocument, PlannedRequest, StoredResponse, Target
from data.ids import content_id
from data.records import Job
from data.store import Store
from data.words import Role, Wing

CONCURRENCY = 16
HOST = "api.bench.example"
FLAT = 1.15  #: peak memory at ten times the plan, over that at the plan

SPEC = SourceSpec(
    name="bench",
    wing=Wing.SOCIAL,
    publisher="the benchmark's own server",
    writer=Role.METER,
    host=Role.METER,
    family="usage",
    hosts=(HOST,),
    daily_budget=1_000_000,
    robots="does not apply: the benchmark's own server",
    terms="own server",
    gamed="not at all",
    docs="tests/bench_crawl.py",
)


class BenchSource:
    """Reads the server's small JSON objects."""

    spec: ClassVar[SourceSpec] = SPEC

    def __init__(self, responses: int = 0) -> None:
        self.responses = responses

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        return (PlannedRequest(source=SPEC.name, url=url, purpose="bench") for url in _urls("https", self.responses))

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        payload = json.loads(response.body)
        fact = ObservedFact(metric="bench_stars", subject=payload["name"], value=payload["stars"])
        yield ParsedDocument(url=response.url, title=payload["name"], text=payload["text"], facts=(fact,))


def bare(responses: int, address: str, folder: Path) -> int:
    """Scrapy alone: requests, JSON decoded, nothing kept."""
    ours = scrapy_settings(_settings(address, folder), [SPEC])
    keep = ("TWISTED_REACTOR_ENABLED", "DOWNLOAD_HANDLERS", "CONCURRENT_REQUESTS", "CONCURRENT_REQUESTS_PER_DOMAIN")
    settings = {name: ours[name] for name in (*keep, *(name for name in ours if name.startswith("UNFAKEABLE_")))}
    settings |= {"REMOTE_CONTROL_ENABLED": False, "TELNETCONSOLE_ENABLED": False, "LOG_LEVEL": "ERROR"}
    seen = []

    class Bare(scrapy.Spider):
        name = "bare"

        async def start(self) -> AsyncIterator[scrapy.Request]:
            for url in _urls("https", responses):
                yield scrapy.Request(url)

        def parse(self, response: Any) -> None:
            seen.append(json.loads(response.body)["stars"])

    async def run() -> None:
        await AsyncCrawlerRunner(settings).crawl(Bare)

    logging.getLogger("scrapy").setLevel(logging.CRITICAL)
    asyncio.run(run())
    return len(seen)


def asked(responses: int, address: str, folder: Path) -> int:
    """Our door without archive and store: robots, guard, manners, parser, outcome."""
    read = 0

    def sink(outcome: Outcome) -> None:
        nonlocal read
        read += outcome.event is Event.READ

    source = BenchSource(responses)
    target = Target(company_id="co_bench", domain="bench.example", name="Bench")
    requests = source.requests(target)
    rows = (Row(id="ji_b", job_id="jo_b", company_id="co_b", request=request) for request in requests)
    asyncio.run(ask(Asking(GivenRows(rows), {SPEC.name: source}, sink, _settings(address, folder))))
    return read


def plan(responses: int, address: str, folder: Path) -> int:
    """Keep the plan for ``crawled``, in a process of its own: planning is not crawling."""
    target = Target(company_id=content_id("company", "bench.example"), domain="bench.example", name="Bench")
    rows = wave_one(target, [BenchSource(responses)])
    save_plan(_store(folder), [target], rows, datetime(2026, 6, 1))
    return len(rows)


def crawled(responses: int, address: str, folder: Path) -> int:
    """The whole: a stored plan, the archive, and the rows in the store."""
    store = _store(folder)
    with store.session() as session:
        job = session.exec(select(Job.id)).one()
    return crawl(job, store, _settings(address, folder), sources=[BenchSource()]).total.new


def _store(folder: Path) -> Store:
    return Store.open(f"sqlite:///{folder}/bench.sqlite")


KINDS: dict[str, Callable[[int, str, Path], int]] = {"bare": bare, "asked": asked, "plan": plan, "crawled": crawled}
#: What is compared, by the name that is printed.
NAMES = {
    "bare": "bare Scrapy, same handler",
    "asked": "ours, no archive, no store",
    "crawled": "ours, archive and store",
}


def _settings(address: str, folder: Path) -> CrawlSettings:
    return CrawlSettings(
        archive=folder / "archive",
        allow_loopback=True,
        host_map={"*": address},
        hurried=True,
        concurrency=CONCURRENCY,
        clock=lambda: datetime(2026, 6, 1),
    )


def _urls(scheme: str, responses: int) -> Iterator[str]:
    return (f"{scheme}://{HOST}/repos/{number}" for number in range(responses))


class Measured(NamedTuple):
    """One kind in one round: responses a second, seconds of processor time a response, and peak memory in MiB."""

    rate: float
    work: float
    peak: float


def _measured(kind: str, responses: int, address: str, folder: Path, pipe: Any) -> None:
    began, worked = perf_counter(), process_time()
    count = KINDS[kind](responses, address, folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pipe.send((count, Measured(responses / (perf_counter() - began), (process_time() - worked) / responses, peak)))


def measure(kind: str, responses: int, address: str) -> Measured:
    """One kind, measured. ``RuntimeError`` where a response was lost."""
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        for step in ("plan", kind) if kind == "crawled" else (kind,):
            here, there = context.Pipe()
            process = context.Process(target=_measured, args=(step, responses, address, Path(folder), there))
            process.start()
            count, measured = here.recv()
            process.join()
            if count != responses:
                raise RuntimeError(f"{step} read {count} of {responses} responses")
    return measured


def _serve(pipe: Any) -> None:
    async def reply(request: web.Request) -> web.Response:
        name = request.path.rpartition("/")[2]
        stars = int(name) if name.isdigit() else 0
        return web.json_response({"name": name, "stars": stars, "text": f"repository {name} " * 20})

    async def robots(request: web.Request) -> web.Response:
        return web.Response(text="User-agent: *\nAllow: /\n")

    async def main() -> None:
        app = web.Application()
        app.add_routes([web.get("/robots.txt", robots), web.get("/repos/{number}", reply)])
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        pipe.send(runner.addresses[0][1])
        await asyncio.Event().wait()

    asyncio.run(main())


@contextmanager
def server() -> Iterator[str]:
    """The address of a server in its own process."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there,), daemon=True)
    process.start()
    try:
        yield f"127.0.0.1:{here.recv()}"
    finally:
        process.terminate()
        process.join()


def main() -> int:
    """Measure, print, and give 1 where a target of the framework is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--responses", type=int, default=2_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--times", type=int, default=10, help="how many times larger the plan for the memory check is")
    chosen = options.parse_args()
    found: dict[str, list[Measured]] = {kind: [] for kind in NAMES}
    with server() as address:
        for _ in range(chosen.rounds):
            for kind in NAMES:
                found[kind].append(measure(kind, chosen.responses, address))
        large = measure("crawled", chosen.responses * chosen.times, address).peak
    rate = {kind: statistics.median(one.rate for one in rounds) for kind, rounds in found.items()}
    work = {kind: statistics.median(one.work for one in rounds) for kind, rounds in found.items()}
    say = sys.stdout.write
    say(f"{chosen.responses} responses, concurrency {CONCURRENCY}, median of {chosen.rounds} rounds\n")
    for kind, name in NAMES.items():
        say(
            f"{name:28} {rate[kind]:6.0f} responses/s, {rate[kind] / rate['bare']:.2f} of bare;"
            f" {work[kind] * 1000:5.2f} ms of processor time each\n"
        )
    peak = statistics.median(one.peak for one in found["crawled"])
    growth = large / peak
    say(f"peak memory {peak:.0f} MiB, with {chosen.times} times the plan {large:.0f} MiB ({growth:.2f})\n")
    missed = rate["asked"] < 0.9 * rate["bare"] or rate["crawled"] < 0.6 * rate["bare"] or growth > FLAT
    say("a target is missed\n" if missed else "all targets are met\n")
    return int(missed)


if __name__ == "__main__":
    raise SystemExit(main())
