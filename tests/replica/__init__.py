"""A local stand-in for every publisher: our own invented data in the shape that the publishers document and send.

One module per source, named as the source, holding ``REPLIES``: what the publisher answers to which request, by case.
The recorder asks a server that serves them (``server.py``) through the production handler and writes the cassette.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass, field

#: Cases that every source has. ``page_two`` joins them where the source's happy reply leads to further pages.
REQUIRED = ("happy", "refused", "not_found", "rate_limited", "empty", "truncated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a publisher answers to one request.

    ``url`` is the real address, as the source asks it (https and the publisher's own host); one address, one case.
    ``error`` is the ``kind`` of the ``SourceError`` that the parser must raise, or ``None`` where it must yield
    documents. A case beyond the required ones has any name of its own.
    """

    case: str
    url: str
    body: str | bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "application/json; charset=utf-8"})
    error: str | None = None
    method: str = "GET"
    request_headers: Mapping[str, str] = field(default_factory=dict)  #: sent by the source, for example ``Accept``
    request_body: str | None = None

    @property
    def payload(self) -> bytes:
        """The body as bytes on the wire."""
        return self.body.encode() if isinstance(self.body, str) else self.body


def names() -> list[str]:
    """Names of the sources that have a replica module."""
    skipped = {"server", "misbehaving", "sec_pages"}  # what several of them share
    return sorted(found.name for found in pkgutil.iter_modules(__path__) if found.name not in skipped)


def replies(source: str) -> tuple[Reply, ...]:
    """The replies of one source's replica. ``ModuleNotFoundError`` where its author has not written one."""
    table: tuple[Reply, ...] = importlib.import_module(f"tests.replica.{source}").REPLIES
    return table
