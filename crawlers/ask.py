"""Ask: rows of a plan go out through Scrapy, and each comes back as exactly one outcome.

The spider pulls rows as it can send them, so memory does not grow with the plan, and pages that a parser finds are rows
of the plan before they are requests: what was not answered is still there after a crash.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Protocol

import scrapy
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.http import Response
from twisted.python.failure import Failure

from crawlers.fetch import Key
from crawlers.guard import check_url, mapped_address
from crawlers.outcome import Event, Outcome, Row, failure_event
from crawlers.reading import read, remarks
from crawlers.settings import CrawlSettings, scrapy_settings
from crawlers.spec import SourceSpec
from crawlers.spider import EvidenceSource, SourceError, StoredResponse

#: Rows out at once, waiting for their host's turn included.
WINDOW = 256

#: Response headers that are evidence or serve the next request; the rest (cookies, traces, keys) is never kept.
KEPT_HEADERS = (
    "content-type", "content-language", "date", "etag", "last-modified", "link", "location", "memento-datetime",
    "retry-after", "server", "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "x-archive-orig-date",
)  # fmt: skip


class Feed(Protocol):
    """Where rows come from."""

    def take(self, limit: int) -> Sequence[Row]:
        """The next rows, at most ``limit``; empty where none is queued at the moment."""
        ...

    def more(self) -> bool:
        """Whether rows may have been added since the last ``take`` gave none."""
        ...

    def conditions(self, rows: Sequence[Row]) -> Mapping[str, Mapping[str, str]]:
        """Conditional headers by row id, for addresses that were read before."""
        ...

    def spend(self, host: str, spec: SourceSpec) -> None:
        """Count one request of the host's day; raises ``BudgetSpent``."""
        ...


class GivenRows:
    """A feed of given rows, each asked once: no store, no budget, nothing read before."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = iter(rows)

    def take(self, limit: int) -> Sequence[Row]:
        """The next rows."""
        return list(islice(self._rows, limit))

    def more(self) -> bool:
        """Never: what was given is all there is."""
        return False

    def conditions(self, rows: Sequence[Row]) -> Mapping[str, Mapping[str, str]]:
        """None: nothing was read before."""
        return {}

    def spend(self, host: str, spec: SourceSpec) -> None:
        """Without a store there is no day to count."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What the spider needs: rows, how to read them, where outcomes go, and the crawl's settings."""

    feed: Feed
    sources: Mapping[str, EvidenceSource]
    sink: Callable[[Outcome], None]
    settings: CrawlSettings
    idle: Callable[[], None] = lambda: None  #: called when no row is left to send: the sink writes what it holds back


async def ask(asking: Asking) -> None:
    """Send every row of the feed and hand each outcome to the sink; an exception of the sink ends the crawl, raised.

    Raises ``NoContact`` before the first request of a live crawl without a contact.
    """
    specs: Iterable[SourceSpec] = [source.spec for source in asking.sources.values()]
    runner = AsyncCrawlerRunner(scrapy_settings(asking.settings, specs))
    crawler = runner.create_crawler(PlanSpider)
    with _quiet():
        await runner.crawl(crawler, asking=asking)
    assert isinstance(crawler.spider, PlanSpider)
    if crawler.spider.fault is not None:
        raise crawler.spider.fault


class PlanSpider(scrapy.Spider):
    """Turns rows into requests and responses into outcomes; knows nothing of stores and companies."""

    name = "plan"

    def __init__(self, asking: Asking, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.asking = asking
        self.fault: Exception | None = None
        self._out = 0
        self._freed = asyncio.Event()

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """Requests in the feed's order, at most ``WINDOW`` out at once, until the feed is dry and nothing is out."""
        try:
            while rows := await self._next_rows():
                conditions = self.asking.feed.conditions(rows)
                for row in rows:
                    while self._out >= WINDOW:
                        await self._someone()
                    if self.fault is not None:
                        return
                    request = self._request(row, conditions.get(row.id, {}))
                    if request is not None:
                        self._out += 1
                        yield request
        except Exception as error:
            self.fault = self.fault or error

    async def _next_rows(self) -> Sequence[Row]:
        while True:
            rows = self.asking.feed.take(WINDOW)
            if rows or self.fault is not None:
                return rows if self.fault is None else ()
            self.asking.idle()
            while self._out and not self.asking.feed.more() and self.fault is None:
                await self._someone()
            if not self._out and not self.asking.feed.more():
                return ()

    async def _someone(self) -> None:
        """Wait until one of those out has come back."""
        self._freed.clear()
        await self._freed.wait()

    def _request(self, row: Row, conditions: Mapping[str, str]) -> scrapy.Request | None:
        """The request of a row, or ``None`` after its outcome was told without asking."""
        spec = self.asking.sources[row.request.source].spec
        try:
            self._check(row.request.url)
            key = self._key(spec)
            if spec.needs_key and key is None:
                self.asking.sink(Outcome(row=row, event=Event.NEEDS_KEY, detail=f"{spec.name} needs {spec.auth}"))
                return None
            request = scrapy.Request(
                row.request.url,
                method=row.request.method,
                headers={**row.request.headers, **conditions},
                body=row.request.body or b"",
                callback=self.read,
                errback=self.failed,
                meta={
                    "row": row,
                    "key": key,
                    "robots_exempt": () if spec.robots == "obeyed" else spec.hosts,
                },
            )
            self.asking.feed.spend(_host(request.url), spec)
        except Exception as error:
            event, detail = failure_event(error)
            self.asking.sink(Outcome(row=row, event=event, detail=detail))
            return None
        return request

    def _check(self, url: str) -> None:
        """Refuse a planned address before robots.txt of its host is asked for; the handler checks every one again."""
        settings = self.asking.settings
        mapped = mapped_address(_host(url).partition(":")[0], settings.host_map) is not None
        check_url(url, mapped=mapped, allow_loopback=settings.allow_loopback)

    def _key(self, spec: SourceSpec) -> Key | None:
        value = self.asking.settings.keys.get(spec.auth) if spec.auth else None
        return Key(value, spec.auth_as, spec.hosts) if value else None

    def read(self, response: Response) -> None:
        """Parse one response and tell its outcome."""
        row: Row = response.meta["row"]
        stored = _stored(response, self.asking.settings.clock(), row)
        if response.status == 304:
            return self._tell(Outcome(row=row, event=Event.UNCHANGED, detail="not modified", response=stored))
        if 300 <= response.status < 400:
            detail = f"{response.url} redirects to an address that is not fetched"
            return self._tell(Outcome(row=row, event=Event.BLOCKED, detail=detail, response=stored))
        outcome = _parsed(self.asking.sources[row.request.source], row, stored)
        self._tell(replace(outcome, seconds=response.meta.get("download_latency", 0.0)))

    def failed(self, failure: Failure) -> None:
        """Tell the outcome of a request that brought no response."""
        row: Row = failure.request.meta["row"]  # type: ignore[attr-defined]
        assert failure.value is not None
        event, detail = failure_event(failure.value)
        self._tell(Outcome(row=row, event=event, detail=detail))

    def _tell(self, outcome: Outcome) -> None:
        self._out -= 1
        self._freed.set()
        if self.fault is not None:
            return
        try:
            self.asking.sink(outcome)
        except Exception as error:  # kept and raised by ``ask``: Scrapy would log it and go on
            self.fault = error


def _parsed(source: EvidenceSource, row: Row, response: StoredResponse) -> Outcome:
    try:
        documents = read(source, response)
    except SourceError as error:
        return Outcome(row=row, event=Event(error.kind), detail=str(error), response=response)
    detail = remarks(source, documents)
    return Outcome(row=row, event=Event.READ, detail=detail, response=response, documents=documents)


def _stored(response: Response, retrieved_at: Any, row: Row) -> StoredResponse:
    headers = {
        name: value.decode("latin-1") for name in KEPT_HEADERS if (value := response.headers.get(name)) is not None
    }
    return StoredResponse(
        url=response.url,
        status=response.status,
        headers=headers,
        body=response.body,
        retrieved_at=retrieved_at,
        request_body=row.request.body,
    )


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].partition("?")[0].lower()


@contextmanager
def _quiet() -> Iterator[None]:
    """Scrapy's log lines are outcomes here; only what it reports as critical reaches the log."""
    logger = logging.getLogger("scrapy")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
