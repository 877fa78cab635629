"""The one door to the network: Scrapy's aiohttp handler, guarded and replayable.

Live, recorded and replayed requests leave through the same code, so what a cassette proves holds for production. The
stock handler asserts a peer address, which a replayed response does not have (docs/decisions), and offers no seam for a
resolver or for header bounds; this subclass builds its own session with the same options and nothing else changed.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from ssl import SSLContext
from typing import Any

import aiohttp
from aiohttp.client_reqrep import ClientRequest
from scrapy import Request
from scrapy.core.downloader.handlers._aiohttp import AiohttpDownloadHandler, _ClientResponse
from scrapy.core.downloader.handlers._base_streaming import BaseStreamingDownloadHandler
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Headers, Response
from scrapy.settings import Settings
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.ssl import _make_ssl_context

from crawlers.guard import Blocked, GuardedResolver, Limits, check_url, mapped_address


@dataclass(frozen=True, slots=True)
class Key:
    """A publisher's key and how it is sent; added after the request object, so it reaches no store, log or archive."""

    value: str
    form: str  #: the header that carries it: ``Authorization: Bearer {key}``
    hosts: tuple[str, ...]  #: sent to these alone, so a redirect cannot carry it away

    def __repr__(self) -> str:
        return f"Key(form={self.form!r}, hosts={self.hosts!r})"


class ReplayableAiohttp(AiohttpDownloadHandler):
    """Sends through a guarded session; survives responses that came from a cassette."""

    def __init__(self, crawler: Crawler) -> None:
        # Not AiohttpDownloadHandler.__init__: it would build a second session without the guard.
        BaseStreamingDownloadHandler.__init__(self, crawler)
        settings = crawler.settings
        limits: Limits = settings["UNFAKEABLE_LIMITS"]
        self._allow_loopback: bool = settings.getbool("UNFAKEABLE_ALLOW_LOOPBACK")
        self._host_map: Mapping[str, str] = settings.getdict("UNFAKEABLE_HOST_MAP")
        self._ssl_context = _tls()
        resolver = GuardedResolver(aiohttp.DefaultResolver(), self._host_map, allow_loopback=self._allow_loopback)
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                limit=self._pool_size_total, limit_per_host=self._pool_size_per_host, resolver=resolver
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            response_class=_ClientResponse,
            request_class=_plain_where_mapped(self._host_map) if self._host_map else ClientRequest,
            skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
            max_line_size=limits.header_bytes,
            max_field_size=limits.header_bytes,
            max_headers=limits.headers,
        )

    @asynccontextmanager
    async def _make_request(self, request: Request, timeout: float) -> AsyncIterator[_ClientResponse]:
        host = urlparse_cached(request).hostname or ""
        mapped = mapped_address(host, self._host_map) is not None
        check_url(request.url, mapped=mapped, allow_loopback=self._allow_loopback)
        async with super()._make_request(_with_key(request, host), timeout) as response:
            yield response

    @staticmethod
    def _build_base_response_args(response: _ClientResponse, request: Request, headers: Headers) -> Any:
        if getattr(response, "_peername", None) is not None:
            return AiohttpDownloadHandler._build_base_response_args(response, request, headers)
        return {"status": response.status, "url": request.url, "headers": headers, "protocol": "HTTP/1.1"}


class BoundedCompressionMiddleware(HttpCompressionMiddleware):
    """Scrapy's decompression with a bound on the ratio: a bomb is refused long before ``DOWNLOAD_MAXSIZE``."""

    def __init__(self, *args: Any, crawler: Crawler | None = None, **kwargs: Any) -> None:
        super().__init__(*args, crawler=crawler, **kwargs)
        assert crawler is not None
        self._limits: Limits = crawler.settings["UNFAKEABLE_LIMITS"]

    def process_response(self, request: Request, response: Response, spider: Any = None) -> Request | Response:
        """Decompress, or raise ``Blocked`` where the body expands beyond the bound."""
        try:
            return super().process_response(request, response)
        except IgnoreRequest as error:
            sent = len(response.body)
            raise Blocked(f"{sent} compressed bytes of {request.url} expand beyond the bound") from error

    def _handle_encoding(self, body: bytes, content_encoding: list[bytes], max_size: int) -> tuple[bytes, list[bytes]]:
        bound = max(self._limits.small_bytes, len(body) * self._limits.ratio)
        return super()._handle_encoding(body, content_encoding, min(max_size, bound))


@cache
def _tls() -> SSLContext:
    """One context for the process, with certificates verified: reading the system's store takes a tenth of a second."""
    return _make_ssl_context(Settings({"DOWNLOAD_VERIFY_CERTIFICATES": True}))


def _with_key(request: Request, host: str) -> Request:
    key: Key | None = request.meta.get("key")
    if key is None or host not in key.hosts:
        return request
    header, _, value = key.form.partition(":")
    keyed = request.copy()
    keyed.headers[header] = value.strip().format(key=key.value)
    return keyed


def _plain_where_mapped(host_map: Mapping[str, str]) -> type[ClientRequest]:
    """A request class that speaks plain HTTP to mapped hosts, so that sources keep their real https addresses."""

    class MappedRequest(ClientRequest):
        def is_ssl(self) -> bool:
            return super().is_ssl() and mapped_address(self.url.host or "", host_map) is None

    return MappedRequest


__all__ = ["Blocked", "BoundedCompressionMiddleware", "Key", "ReplayableAiohttp"]
