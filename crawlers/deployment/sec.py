"""What the SEC sources share: terms, addresses, Eastern time, the SGML wrapper of a filed document, and SEC's errors.

SEC's status codes do not mean what they say. An unknown CIK is 404 with XML on a JSON address; a file that does not
exist is 403 with XML (the bucket hides that it is missing); throttling is 403 with one HTML page and an undeclared
user agent 403 with another. So the body decides.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from w3lib.encoding import html_to_unicode

from crawlers.replies import is_challenge, limited, raise_for_status
from crawlers.spider import BotPage, NotPublished, RateLimited, Refused, StoredResponse, Unavailable

PUBLISHER = "US Securities and Exchange Commission (EDGAR)"
TERMS = "US public record. At most 10 requests a second in total, with a user agent that names a contact (2026-10)."
RATE = 4.0  #: requests a second; 10 is the limit for everything one user does
ROBOTS = "a documented data API; www.sec.gov's robots.txt allows /Archives/edgar/data"

_EASTERN = ZoneInfo("America/New_York")
_ERROR_CODE = re.compile(rb"<Error>\s*<Code>(\w+)</Code>")
_HEADING = re.compile(rb"<(?:title|h1)[^>]*>(.*?)</(?:title|h1)>", re.IGNORECASE | re.DOTALL)
_WRAPPER = re.compile(r"\A\s*<DOCUMENT>\s*(.*?)<TEXT>\s*", re.IGNORECASE | re.DOTALL)


def refuse_sec_errors(response: StoredResponse) -> None:
    """Raise the ``SourceError`` that SEC's body or status amounts to; return where it may be parsed."""
    code = _ERROR_CODE.search(response.body[:1_000])
    if code:
        if code.group(1) in (b"NoSuchKey", b"AccessDenied", b"NoSuchBucket"):
            raise NotPublished(f"SEC holds no file at {response.url} ({code.group(1).decode()})")
        if code.group(1) in (b"SlowDown", b"RequestLimitExceeded"):
            raise RateLimited(limited(response))
        raise Unavailable(f"SEC answered {response.url} with the error {code.group(1).decode()}")
    headings = b" | ".join(_HEADING.findall(response.body[:8_000])).lower()
    if b"undeclared automated tool" in headings:
        raise Refused("SEC refuses tools that do not declare themselves: the user agent must name a contact")
    if b"request rate threshold" in headings or b"traffic limit" in headings:
        raise RateLimited(f"SEC limits this address for 10 minutes: more than 10 requests a second ({response.url})")
    if b"page not found" in headings or b"file unavailable" in headings or b"404" in headings:
        raise NotPublished(f"SEC holds no page at {response.url}")
    if b"undergoing maintenance" in headings or b"sec.gov | error" in headings or b"service unavailable" in headings:
        raise Unavailable(f"SEC answered {response.url} with a page about trouble of its own")
    if is_challenge(response.body):
        raise BotPage(f"{response.url} answered with a challenge page")
    raise_for_status(response)


def decoded(response: StoredResponse) -> str:
    """The body as text, by its declared charset."""
    _, text = html_to_unicode(response.headers.get("content-type"), response.body, default_encoding="utf-8")
    return text


def is_person(role: str | None) -> bool:
    """Whether a filer of this role is, as a rule, a natural person (owners who report their own trades): never kept."""
    return (role or "").strip().lower() in ("reporting", "filed by")


def cik10(cik: str | int) -> str:
    """A CIK as the data API spells it: ten digits."""
    return f"{int(cik):010d}"


def filing_url(cik: str | int, accession: str, document: str = "") -> str:
    """The address of a filing's document; without one, of its index page."""
    folder = f"https://www.sec.gov/Archives/edgar/data/{int(cik)}"
    if not document:
        return f"{folder}/{accession.replace('-', '')}/{accession}-index.html"
    return f"{folder}/{accession.replace('-', '')}/{document}"


def utc_of_eastern(written: str | None) -> datetime | None:
    """An acceptance time as index pages print it (Eastern, "2025-12-19 17:00:37") in UTC, naive."""
    try:
        local = datetime.strptime(written or "", "%Y-%m-%d %H:%M:%S")
    except ValueError:
        return None
    return local.replace(tzinfo=_EASTERN).astimezone(UTC).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class Filed:
    """One document of a submission, out of its SGML wrapper; fields are ``None`` where it came without one."""

    body: str
    kind: str | None = None
    sequence: str | None = None
    filename: str | None = None
    description: str | None = None


def unwrapped(markup: str) -> Filed:
    """The document inside ``<DOCUMENT>...<TEXT>``, with what the wrapper says of it."""
    head = _WRAPPER.match(markup)
    if head is None:
        return Filed(markup)
    told = dict(re.findall(r"<(TYPE|SEQUENCE|FILENAME|DESCRIPTION)>([^\r\n<]*)", head.group(1)))
    body = re.sub(r"\s*</TEXT>\s*(</DOCUMENT>)?\s*\Z", "", markup[head.end() :], flags=re.IGNORECASE)
    return Filed(
        body=body,
        kind=told.get("TYPE", "").strip() or None,
        sequence=told.get("SEQUENCE", "").strip() or None,
        filename=told.get("FILENAME", "").strip() or None,
        description=told.get("DESCRIPTION", "").strip() or None,
    )


def latest(days: list[date | None]) -> date | None:
    """The newest of several days, or ``None``."""
    return max((day for day in days if day), default=None)
