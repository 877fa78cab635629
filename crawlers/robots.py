"""robots.txt, obeyed also where Scrapy 2.19 forgets it.

Two departures from the stock middleware (docs/decisions):

- Requests that wait for the same robots.txt share one Deferred through ``asFuture``, which yields ``None`` to every
  waiter but the first, and ``None`` means "no rules". Here every waiter re-reads what was stored.
- RFC 9309, 2.3.1: a missing file (4xx) allows all; an unreachable one (5xx, no connection, too many redirects)
  disallows all. The stock middleware allows all after a failure and reads the body of a 503 as rules.
"""

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.defer import Deferred

#: RFC 9309, 2.5: a crawler must parse at least 500 kibibytes.
LARGEST_FILE = 512 * 1024


class RobotsDisallowed(IgnoreRequest):
    """The site's own robots.txt forbids this request."""


class RobotsUnreachable(IgnoreRequest):
    """The host's robots.txt could not be read, which forbids all of it (RFC 9309, 2.3.1.4)."""


class SafeRobotsTxtMiddleware(RobotsTxtMiddleware):
    """Obeys robots.txt for every request whose host the source does not exempt by a documented API's terms.

    A request names exempt hosts in ``meta["robots_exempt"]``; a redirect to another host is not exempt.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._unread: dict[str, IgnoreRequest] = {}  #: host and port -> why its file could not be read

    async def process_request(self, request: Request, spider: object = None) -> None:
        """Wait for the host's rules, then pass, or raise why not: an ``IgnoreRequest`` of its own type."""
        if request.meta.get("dont_obey_robotstxt") or urlparse_cached(request).path == "/robots.txt":
            return  # the rules themselves may always be read (RFC 9309, 2.2.2)
        if (urlparse_cached(request).hostname or "") in request.meta.get("robots_exempt", ()):
            return
        rules = await self.robot_parser(request)
        unread = self._unread.get(urlparse_cached(request).netloc)
        if unread is not None:
            raise type(unread)(*unread.args)
        self.process_request_2(rules, request)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Raise ``RobotsDisallowed`` where the rules forbid the address."""
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as error:
            host = urlparse_cached(request).hostname
            raise RobotsDisallowed(f"the robots.txt of {host} forbids {request.url}") from error

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """The stored rules of the host, read again after waiting; ``None`` where they could not be read."""
        await super().robot_parser(request)
        rules = self._parsers[urlparse_cached(request).netloc]
        assert not isinstance(rules, Deferred)
        return rules

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status == 429:
            raise RobotsUnreachable(f"{response.url} answered {response.status}, which forbids the whole host")
        if response.status >= 300:
            response = response.replace(body=b"")  # no rules: all is allowed
        elif len(response.body) > LARGEST_FILE:
            response = response.replace(body=response.body[:LARGEST_FILE])
        await super()._parse_robots(response, netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if not isinstance(exc, IgnoreRequest):
            exc = RobotsUnreachable(f"the robots.txt of {netloc} cannot be read ({exc}), which forbids the whole host")
        self._unread[netloc] = exc
        super()._robots_error(exc, netloc)
