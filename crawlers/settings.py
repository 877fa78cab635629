"""Every setting of a crawl in one place: what the program's user may choose, and what Scrapy is told."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crawlers.guard import Limits
from crawlers.spec import SourceSpec

PRODUCT = "Unfakeable"
VERSION = "0.1"


class NoContact(Exception):
    """A live crawl needs a contact address, so that a publisher can reach whoever asks."""


def utc_now() -> datetime:
    """The time in UTC, naive, as every record holds it."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlSettings:
    """What a crawl may be told. The defaults are those of a live crawl."""

    contact: str | None = None  #: an address or page, sent in the User-Agent; required unless every host is mapped
    archive: Path = Path("var/archive")  #: folder of the WARC files
    keys: Mapping[str, str] = field(default_factory=dict)  #: environment variable -> key
    allow_loopback: bool = False  #: tests and the demonstration only
    host_map: Mapping[str, str] = field(default_factory=dict)  #: host (or ``*``) -> ``127.0.0.1:port``, plain HTTP
    clock: Callable[[], datetime] = utc_now  #: stamps ``retrieved_at``
    concurrency: int = 16
    site_delay: float = 1.0  #: seconds between two requests to a host that no spec names
    hurried: bool = False  #: ignore rates; only where every host is mapped to loopback
    retries: int = 2
    longest_wait: float = 60.0  #: seconds that a run waits for one Retry-After
    backoff: float = 1.0  #: seconds before the first retry where the publisher says none; doubles
    limits: Limits = field(default_factory=Limits)

    @classmethod
    def from_environment(cls, auth: Iterable[str], **changes: Any) -> "CrawlSettings":
        """Settings from ``UNFAKEABLE_CONTACT``, ``_ARCHIVE``, ``_ALLOW_LOOPBACK`` and the keys named in ``auth``."""
        env = os.environ
        chosen: dict[str, Any] = {
            "contact": env.get("UNFAKEABLE_CONTACT") or None,
            "archive": Path(env.get("UNFAKEABLE_ARCHIVE", "var/archive")),
            "keys": {name: env[name] for name in auth if env.get(name)},
            "allow_loopback": env.get("UNFAKEABLE_ALLOW_LOOPBACK") == "1",
        }
        return cls(**(chosen | changes))

    @property
    def live(self) -> bool:
        """Whether any request of this crawl may leave the machine."""
        return "*" not in self.host_map

    @property
    def user_agent(self) -> str:
        """``Unfakeable/0.1 (+contact)``; ``NoContact`` where a live crawl has none."""
        if self.contact is None and self.live:
            raise NoContact("set UNFAKEABLE_CONTACT to an e-mail address or page: a live crawl says who asks")
        return f"{PRODUCT}/{VERSION} (+{self.contact or 'local replica'})"


def scrapy_settings(settings: CrawlSettings, specs: Iterable[SourceSpec]) -> dict[str, Any]:
    """Scrapy's settings for a crawl with these sources. Raises ``NoContact`` and ``ValueError`` for unsafe mixtures."""
    if settings.host_map and not settings.allow_loopback:
        raise ValueError("host_map needs allow_loopback")
    if settings.hurried and settings.live:
        raise ValueError("hurried needs every host mapped to loopback")
    limits = settings.limits
    return {
        "USER_AGENT": settings.user_agent,
        "TWISTED_REACTOR_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,  # on by default in 2.19: a loopback port that runs posted Python
        "TELNETCONSOLE_ENABLED": False,
        "LOGSTATS_INTERVAL": 0,
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",  # the plan's rows are unique by id
        "REFERER_ENABLED": True,
        "REFERRER_POLICY": "no-referrer",
        "COOKIES_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "HTTPPROXY_ENABLED": False,
        "HTTPERROR_ALLOW_ALL": True,  # error bodies are read by the source's parser
        "HTTPCACHE_ENABLED": False,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        **_handlers(),
        **_bounds(limits),
        **_manners(settings, specs),
        "UNFAKEABLE_LIMITS": limits,
        "UNFAKEABLE_ALLOW_LOOPBACK": settings.allow_loopback,
        "UNFAKEABLE_HOST_MAP": dict(settings.host_map),
        "UNFAKEABLE_LONGEST_WAIT": settings.longest_wait,
        "UNFAKEABLE_BACKOFF": settings.backoff,
    }


def _handlers() -> dict[str, Any]:
    handler = "crawlers.fetch.ReplayableAiohttp"
    stock = "scrapy.downloadermiddlewares"
    return {
        "DOWNLOAD_HANDLERS": {"http": handler, "https": handler, "ftp": None, "s3": None, "file": None, "data": None},
        "DOWNLOADER_MIDDLEWARES": {
            f"{stock}.offsite.OffsiteMiddleware": None,
            f"{stock}.httpauth.HttpAuthMiddleware": None,
            f"{stock}.robotstxt.RobotsTxtMiddleware": None,
            "crawlers.robots.SafeRobotsTxtMiddleware": 100,
            f"{stock}.retry.RetryMiddleware": None,
            "crawlers.politeness.PatientRetryMiddleware": 550,
            f"{stock}.httpcompression.HttpCompressionMiddleware": None,
            "crawlers.fetch.BoundedCompressionMiddleware": 590,
        },
        "EXTENSIONS": {
            "scrapy.extensions.throttle.AutoThrottle": None,
            "crawlers.politeness.FlooredAutoThrottle": 0,
        },
    }


def _bounds(limits: Limits) -> dict[str, Any]:
    return {
        "DOWNLOAD_MAXSIZE": limits.body_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": limits.seconds,
        "DOWNLOAD_FAIL_ON_DATALOSS": True,
        "REDIRECT_MAX_TIMES": limits.redirects,
    }


def _manners(settings: CrawlSettings, specs: Iterable[SourceSpec]) -> dict[str, Any]:
    hurried = settings.hurried
    return {
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": PRODUCT,
        "CONCURRENT_REQUESTS": settings.concurrency,
        "CONCURRENT_ITEMS": 1,  # outcomes go to the sink, not through item pipelines: no pool of 100 tasks a response
        "CONCURRENT_REQUESTS_PER_DOMAIN": settings.concurrency if hurried else 2,
        "DOWNLOAD_DELAY": 0 if hurried else settings.site_delay,
        "DOWNLOAD_SLOTS": {} if hurried else _slots(specs),
        "AUTOTHROTTLE_ENABLED": not hurried,
        "AUTOTHROTTLE_START_DELAY": settings.site_delay,
        "AUTOTHROTTLE_MAX_DELAY": 60.0,
        "RETRY_TIMES": settings.retries,
        "RETRY_GIVE_UP_LOG_LEVEL": "DEBUG",  # the crawl's own event says so
    }


def _slots(specs: Iterable[SourceSpec]) -> dict[str, dict[str, Any]]:
    """One slot a named host; where several sources share one, the slowest rate holds for all."""
    rates: dict[str, float] = {}
    for spec in specs:
        for host in spec.hosts:
            if "*" not in host:
                rates[host] = min(spec.rate, rates.get(host, spec.rate))
    return {host: {"concurrency": 2, "delay": 1 / rate, "jitter": 0} for host, rate in rates.items()}
