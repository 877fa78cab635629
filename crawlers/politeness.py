"""Manners between two requests: Retry-After, a pause for a host that says stop, and throttling never below the spec."""

import asyncio
from collections import Counter
from email.utils import parsedate_to_datetime
from time import time
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

#: Answers that say "fewer requests" in a row before a host is left alone for the rest of the run.
STORM = 4


class HostPaused(IgnoreRequest):
    """The host asked for a longer pause than this run waits; the row stays queued and a later run asks again."""


class PatientRetryMiddleware(RetryMiddleware):
    """Scrapy's retries, made to wait as long as the publisher says, and to stop where it keeps saying so."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler.settings)
        self.crawler = crawler
        self._longest = crawler.settings.getfloat("UNFAKEABLE_LONGEST_WAIT")
        self._backoff = crawler.settings.getfloat("UNFAKEABLE_BACKOFF")
        self._not_before: dict[str, float] = {}
        self._paused: dict[str, str] = {}
        self._storms: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "PatientRetryMiddleware":
        """Build with the crawler's settings."""
        return cls(crawler)

    async def process_request(self, request: Request, spider: object = None) -> None:
        """Wait for the host's pause to end; raise ``HostPaused`` where it lasts longer than the run waits."""
        host = urlparse_cached(request).hostname or ""
        while True:
            if host in self._paused:
                raise HostPaused(self._paused[host])
            wait = self._not_before.get(host, 0.0) - time()
            if wait <= 0:
                return
            await asyncio.sleep(wait)

    def process_response(self, request: Request, response: Response, spider: object = None) -> Request | Response:
        """Retry after the publisher's own wait; hand an exhausted or too long one to the parser."""
        host = urlparse_cached(request).hostname or ""
        if not says_fewer(response):
            self._storms.pop(host, None)
            if response.status in self.retry_http_codes:
                self._pause(host, self._backoff * 2 ** request.meta.get("retry_times", 0))
            return super().process_response(request, response)
        self._storms[host] += 1
        asked = retry_after(response)
        wait = asked if asked is not None else self._backoff * 2 ** request.meta.get("retry_times", 0)
        if wait > self._longest or self._storms[host] >= STORM:
            self._paused[host] = f"{host} asked for fewer requests ({response.status}, wait {wait:.0f} s)"
            return response
        self._pause(host, wait)
        return self._retry(request, f"{response.status} asks for fewer requests") or response

    def _pause(self, host: str, seconds: float) -> None:
        self._not_before[host] = max(self._not_before.get(host, 0.0), time() + min(seconds, self._longest))


class FlooredAutoThrottle(AutoThrottle):
    """AutoThrottle that may slow a host down but never asks it quicker than the spec's rate."""

    def _response_downloaded(self, response: Response, request: Request, spider: Any) -> None:
        super()._response_downloaded(response, request, spider)
        key, slot = self._get_slot(request, spider)
        declared = self.crawler.settings.getdict("DOWNLOAD_SLOTS").get(key, {})
        if slot is not None and "delay" in declared:
            slot.delay = max(slot.delay, declared["delay"])


def says_fewer(response: Response) -> bool:
    """Whether a status and its headers ask for fewer requests (bodies are read by the source's parser)."""
    if response.status == 429:
        return True
    if response.status == 503:
        return b"Retry-After" in response.headers
    return response.status == 403 and response.headers.get("X-RateLimit-Remaining") == b"0"


def retry_after(response: Response, now: float | None = None) -> float | None:
    """Seconds to wait as the publisher says: Retry-After (RFC 9110, 10.2.3) or a limit's reset; ``None`` if unsaid."""
    said = (response.headers.get("Retry-After") or b"").decode("ascii", "replace").strip()
    now = time() if now is None else now
    if said.isdigit():
        return float(said)
    if said:
        try:
            return max(0.0, parsedate_to_datetime(said).timestamp() - now)
        except ValueError:
            return None
    reset = (response.headers.get("X-RateLimit-Reset") or b"").decode("ascii", "replace").strip()
    if reset.isdigit():
        # GitHub and X give a moment, others the seconds left; a moment is far beyond any wait.
        return max(0.0, float(reset) - now) if int(reset) > 10_000_000 else float(reset)
    return None
