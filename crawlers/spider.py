"""EvidenceSource: what every source declares and yields. Facts only: no adjective, no score."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar, Protocol

from crawlers.spec import SourceSpec
from data.words import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredResponse:
    """One response as it came, live, replayed or from a file: what every parser reads.

    ``body`` is decoded of its transfer and content encodings. ``retrieved_at`` is in UTC, with its time zone.
    """

    url: str
    status: int
    headers: Mapping[str, str]  #: lower-case names
    body: bytes
    retrieved_at: datetime
    request_body: str | None = None  #: what was posted, where the next page depends on it


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservedFact:
    """One number or fact read off a document; becomes ``data.records.Observation``."""

    metric: str
    subject: str | None = None
    value: float | None = None
    text: str | None = None
    unit: str | None = None
    observed_at: date | None = None
    known_at: date | None = None  #: of a dated row (a filing, a capture, a log entry); None: the document's


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedDocument:
    """What a parser makes of one response (or of one item of it); becomes ``Document`` and ``Observation`` rows."""

    url: str
    title: str | None = None
    text: str = ""
    writer_org: str | None = None
    published_at: date | None = None
    known_at: date | None = None  #: provable by an outsider (acceptance, capture, log); None: our own fetch
    facts: tuple[ObservedFact, ...] = ()
    next_urls: tuple[str, ...] = ()  #: further GET pages for the same source, asked with the same headers
    next_requests: tuple["PlannedRequest", ...] = ()  #: further pages that need a method, headers or body of their own
    unhandled: tuple[str, ...] = ()  #: leaves neither read nor ignored by name (``Fields.finish()``): reported
    # Roles that the document itself states, where they differ from the spec's: a customer's own 10-K in a search.
    writer: Role | None = None
    host: Role | None = None
    liable: Role | None = None


class SourceError(Exception):
    """A response that is not evidence. One sentence; ``kind`` is what the crawl summary counts."""

    kind: ClassVar[str] = "error"


class Refused(SourceError):
    """The source said no: key missing or wrong, robots, legal block."""

    kind = "refused"


class NotPublished(SourceError):
    """The source answered that there is nothing here (404 and its odd spellings)."""

    kind = "not_published"


class RateLimited(SourceError):
    """Too many requests, in whatever status and body the publisher says it."""

    kind = "rate_limited"


class BotPage(SourceError):
    """A challenge or consent page stands where the content should."""

    kind = "bot_page"


class ShapeChanged(SourceError):
    """The body is not of the documented shape: a field is missing, unknown, or of another type."""

    kind = "shape_changed"


class EmptyBoard(SourceError):
    """A well-formed reply with fewer items than the source's floor."""

    kind = "empty"


class Truncated(SourceError):
    """The body ends before it is complete."""

    kind = "truncated"


class Unavailable(SourceError):
    """The publisher is in trouble (5xx, overload pages, empty bodies where one is documented)."""

    kind = "unavailable"


class ParserFault(SourceError):
    """Our parser broke on a body that it should have read or refused: a fault of ours, never the publisher's word."""

    kind = "parser_fault"


class EvidenceSource(Protocol):
    """One source: its declaration, the requests it makes for a company, and the parser of its responses."""

    spec: ClassVar[SourceSpec]

    def requests(self, target: "Target") -> Iterable["PlannedRequest"]:
        """Requests of the first page for a target; further pages come from ``ParsedDocument.next_urls``."""
        ...

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """Documents of one response, or a ``SourceError`` raised before the first one is yielded."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Whom a look is about, as ``crawlers.identity`` resolved it.

    Empty fields are unknown: a source that needs one makes no request.
    """

    company_id: str
    domain: str
    name: str
    aliases: tuple[str, ...] = ()
    cik: str | None = None
    lei: str | None = None
    github_org: str | None = None
    handles: Mapping[str, str] = field(default_factory=dict)  #: network -> handle
    boards: Mapping[str, str] = field(default_factory=dict)  #: board system -> token
    packages: Mapping[str, str] = field(default_factory=dict)  #: registry -> package name
    product_names: tuple[str, ...] = ()
    counterparty_domain: str | None = None  #: wave 2: the user's side of a claim
    counterparty_name: str | None = None

    @property
    def asked_domain(self) -> str:
        """Whose site is read: the user's side in wave 2, the company's own in wave 1."""
        return self.counterparty_domain or self.domain

    @property
    def asked_name(self) -> str:
        """Whose records are searched: the user's side in wave 2, the company's own in wave 1."""
        return self.counterparty_name or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRequest:
    """One request with what it is for; a row of the plan (``JobItem.request`` and ``purpose``)."""

    source: str
    url: str
    purpose: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)  #: without keys: those are added at the handler
    body: str | None = None
    wave: int = 1
    check: str | None = None  #: the look-up of data/reference/lookups.csv that this request answers
    claim_id: str | None = None
