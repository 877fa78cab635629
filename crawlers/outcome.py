"""What became of one request: the typed events that a crawl reports, and how a failure is named."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)

from crawlers.budget import BudgetSpent
from crawlers.guard import Blocked
from crawlers.politeness import HostPaused
from crawlers.robots import RobotsDisallowed, RobotsUnreachable
from crawlers.spider import ParsedDocument, PlannedRequest, SourceError, StoredResponse
from data.words import Looked


class Event(StrEnum):
    """One word for what happened. The first group is an answer, the second a refusal, the third a failure."""

    READ = "read"
    UNCHANGED = "unchanged"  #: 304: the stored document still holds
    NOT_PUBLISHED = "not_published"
    EMPTY = "empty"

    REFUSED = "refused"
    NEEDS_KEY = "needs_key"
    ROBOTS = "robots"
    BLOCKED = "blocked"  #: by our own guard
    BOT_PAGE = "bot_page"

    RATE_LIMITED = "rate_limited"
    UNAVAILABLE = "unavailable"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    TRUNCATED = "truncated"
    TOO_LARGE = "too_large"
    SHAPE_CHANGED = "shape_changed"
    MALFORMED = "malformed"
    PARSER_FAULT = "parser_fault"  #: a bug of ours: the body is archived, and the crawl says so

    PAUSED = "paused"  #: the host asked for a long pause: asked again by a later run
    BUDGET = "budget"  #: the day's budget of the host is spent: asked again by a later run


ANSWERS = frozenset({Event.READ, Event.UNCHANGED, Event.NOT_PUBLISHED, Event.EMPTY})
REFUSALS = frozenset({Event.REFUSED, Event.NEEDS_KEY, Event.ROBOTS, Event.BLOCKED, Event.BOT_PAGE})
DEFERRED = frozenset({Event.PAUSED, Event.BUDGET})

#: Exceptions by the event that they become; the first match wins.
_FAILURES: tuple[tuple[type[BaseException], Event], ...] = (
    (Blocked, Event.BLOCKED),
    (RobotsDisallowed, Event.ROBOTS),
    (RobotsUnreachable, Event.UNREACHABLE),
    (HostPaused, Event.PAUSED),
    (BudgetSpent, Event.BUDGET),
    (IgnoreRequest, Event.BLOCKED),  # Scrapy's own: too many redirects
    (DownloadTimeoutError, Event.TIMEOUT),
    (DownloadCancelledError, Event.TOO_LARGE),
    (ResponseDataLossError, Event.TRUNCATED),
    (CannotResolveHostError, Event.UNREACHABLE),
    (DownloadConnectionRefusedError, Event.UNREACHABLE),
    (UnsupportedURLSchemeError, Event.BLOCKED),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One queued request of the plan, with the company that it is about."""

    id: str
    job_id: str
    company_id: str
    request: PlannedRequest
    asked: str | None = None  #: domain of the party whose channel is read; None: a third party's
    claims: tuple[str, ...] = ()  #: wave 2: the claims that this request is about
    root: str | None = None  #: id of the planned row from which this page was followed; None: planned itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one request came to. ``response`` is kept wherever there was one, so that a body is never lost."""

    row: Row
    event: Event
    detail: str = ""
    response: StoredResponse | None = None
    documents: Sequence[ParsedDocument] = ()
    seconds: float = 0.0  #: from asking to the headers of the response

    @property
    def state(self) -> str:
        """The state of the plan's row: ``done``, ``refused``, ``failed``, or still ``queued``."""
        if self.event in ANSWERS:
            return "done"
        if self.event in DEFERRED:
            return "queued"
        return "refused" if self.event in REFUSALS else "failed"

    @property
    def looked(self) -> Looked:
        """What this request says about a look-up; nothing that we failed to read reads as ``no``."""
        if self.event is Event.READ:
            return Looked.FOUND if any(map(_says_something, self.documents)) else Looked.NOT_PUBLISHED
        if self.event is Event.UNCHANGED:
            return Looked.FOUND
        return Looked.NOT_PUBLISHED if self.event in (Event.NOT_PUBLISHED, Event.EMPTY) else Looked.NOT_READ


def _says_something(document: ParsedDocument) -> bool:
    """Whether a document holds more than the count 0 of a search without hits."""
    return bool(document.text) or any(fact.value != 0 for fact in document.facts)


def failure_event(error: BaseException) -> tuple[Event, str]:
    """The event and sentence of a request that brought no response."""
    if isinstance(error, SourceError):
        return Event(error.kind), str(error)
    for kind, event in _FAILURES:
        if isinstance(error, kind):
            return event, str(error)
    return Event.MALFORMED, f"{type(error).__name__}: {error}"
