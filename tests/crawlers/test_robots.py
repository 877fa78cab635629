"""robots.txt is obeyed by every request, also by those that wait for it; RFC 9309 decides what a failure means."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from time import sleep

import pytest
import scrapy
from scrapy.crawler import AsyncCrawlerRunner

from crawlers.ask import Asking, GivenRows, ask
from crawlers.outcome import Event, Outcome, Row
from crawlers.settings import scrapy_settings
from tests.crawlers.toy import TARGET, Toy, settings
from tests.replica import Reply
from tests.replica.misbehaving import Behaviour, moved, raw, reply
from tests.replica.server import Replica, serving

FORBID = b"User-agent: *\nDisallow: /\n"
PAGES = [f"https://site.example/stars/{number}" for number in range(20)]


def slowly(behave: Behaviour) -> Behaviour:
    """Late enough that every request is waiting for it."""

    def late(handler: BaseHTTPRequestHandler) -> None:
        sleep(0.2)
        behave(handler)

    return late


def asked(replica: Replica, folder: Path, source: Toy) -> Counter[Event]:
    told: list[Outcome] = []
    rows = [
        Row(id=f"ji_{number}", job_id="jo", company_id=TARGET.company_id, request=request)
        for number, request in enumerate(source.requests(TARGET))
    ]
    chosen = settings(replica, folder, concurrency=32)
    asyncio.run(ask(Asking(GivenRows(rows), {"toy": source}, told.append, chosen)))
    return Counter(outcome.event for outcome in told)


def pages_fetched(replica: Replica) -> int:
    return sum(times for url, times in replica.hits.items() if "/stars" in url)


@pytest.fixture
def replica() -> Replica:
    return Replica(Reply(case=url, url=url, body='{"stars": 1}') for url in PAGES)


def test_requests_that_wait_for_robots_obey_it(replica: Replica, tmp_path: Path) -> None:
    replica.misbehave("https://site.example/robots.txt", slowly(reply(200, FORBID)))
    with serving(replica):
        assert asked(replica, tmp_path, Toy(PAGES)) == {Event.ROBOTS: len(PAGES)}
    assert pages_fetched(replica) == 0
    assert replica.hits["site.example/robots.txt"] == 1


def test_scrapys_own_middleware_still_forgets(replica: Replica, tmp_path: Path) -> None:
    """The reason for ours; the day this fails, Scrapy has mended it and ours keeps only the RFC's policy."""
    replica.misbehave("https://site.example/robots.txt", slowly(reply(200, FORBID)))

    class Stock(scrapy.Spider):
        name = "stock"

        async def start(self) -> AsyncIterator[scrapy.Request]:
            for url in PAGES:
                yield scrapy.Request(url)

        def parse(self, response: scrapy.http.Response) -> None:
            return

    async def run() -> None:
        chosen = scrapy_settings(settings(replica, tmp_path, concurrency=32), [])
        middlewares = chosen["DOWNLOADER_MIDDLEWARES"] | {
            "crawlers.robots.SafeRobotsTxtMiddleware": None,
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": 100,
        }
        await AsyncCrawlerRunner(chosen | {"DOWNLOADER_MIDDLEWARES": middlewares}).crawl(Stock)

    logging.getLogger("scrapy").setLevel(logging.CRITICAL)
    with serving(replica):
        asyncio.run(run())
    assert pages_fetched(replica) > 0


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (reply(404, FORBID), Event.READ),
        (reply(403, FORBID), Event.READ),
        (reply(500, b"User-agent: *\nAllow: /\n"), Event.UNREACHABLE),
        (reply(503, b"User-agent: *\nAllow: /\n"), Event.UNREACHABLE),
        (reply(429, b"User-agent: *\nAllow: /\n"), Event.UNREACHABLE),
        (raw(b""), Event.UNREACHABLE),
        (moved("/robots.txt"), Event.BLOCKED),
        (reply(200, b"User-agent: Unfakeable\nDisallow: /\n\nUser-agent: *\nAllow: /\n"), Event.ROBOTS),
        (reply(200, b"User-agent: OtherBot\nDisallow: /\n"), Event.READ),
        (reply(200, b"\xff\xfe not text at all"), Event.READ),
    ],
    ids=["404", "403", "500", "503", "429", "closed", "loop", "for us", "for others", "binary"],
)
def test_what_an_answer_to_robots_means(replica: Replica, tmp_path: Path, answer: Behaviour, expected: Event) -> None:
    replica.misbehave("https://site.example/robots.txt", slowly(answer))
    with serving(replica):
        assert asked(replica, tmp_path, Toy(PAGES[:5])) == {expected: 5}


def test_a_documented_api_is_exempt_on_its_own_hosts_only(replica: Replica, tmp_path: Path) -> None:
    replica.misbehave("https://site.example/robots.txt", reply(200, FORBID))
    replica.misbehave("https://other.example/robots.txt", reply(200, FORBID))
    replica.misbehave("https://site.example/moved", moved("https://other.example/stars/1"))
    source = Toy([PAGES[0], "https://site.example/moved"], robots="a documented API", hosts=("site.example",))
    with serving(replica):
        assert asked(replica, tmp_path, source) == {Event.READ: 1, Event.ROBOTS: 1}
    assert replica.hits["site.example/robots.txt"] == 0
