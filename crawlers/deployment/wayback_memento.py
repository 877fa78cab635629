"""Wayback mementos: one archived copy of a page, as its bytes came.

The trap of this source: the status of the reply is the status that the *original* site gave at the time. An archived
404 or 429 is evidence about the past, not a failure of the archive; only a reply without ``Memento-Datetime`` is the
archive's own.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar

from parsel import Selector
from w3lib.encoding import html_to_unicode

from crawlers.deployment.subprocessors import read_html, vendor_facts
from crawlers.deployment.wayback import (
    PUBLISHER,
    RATE,
    TERMS,
    capture_url,
    instant,
    parts_of_capture,
    refuse_exclusion,
    site_of,
)
from crawlers.deployment.written_dates import last_updated
from crawlers.plain_text import text_of_html, utc_date
from crawlers.press.logo_wall import WALLS, is_wall, lines_of, marks
from crawlers.replies import is_markup, raise_for_status
from crawlers.spec import Floors, SourceSpec
from crawlers.spider import (
    NotPublished,
    ObservedFact,
    ParsedDocument,
    PlannedRequest,
    RateLimited,
    StoredResponse,
    Target,
    Truncated,
    Unavailable,
)
from data.words import Role, Wing

SPEC = SourceSpec(
    name="wayback_memento",
    wing=Wing.DEPLOYMENT,
    publisher=PUBLISHER,
    writer=Role.COMPANY,
    host=Role.THIRD_PARTY,
    family="deployment",
    hosts=("web.archive.org",),
    rate=RATE,
    robots="a documented API, outside the pages that robots.txt speaks of",
    terms=TERMS,
    gamed="The copy is what the site sent to the archive's crawler; a site can send it something else.",
    docs="https://archive.org/help/wayback_api.php",
    floors=Floors(items=1),
)

_LISTS_VENDORS = re.compile(r"sub-?processors?", re.IGNORECASE)
_ORIGINAL = re.compile(r"<([^>]+)>;\s*rel=\"original\"")
_OWN_PAGE = re.compile(rb"<title>[^<]*(Wayback Machine|Internet Archive)", re.IGNORECASE)


class WaybackMemento:
    """One archived copy."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterable[PlannedRequest]:
        """The oldest copies of pages that show marks; in wave 2 oldest and newest of the user side's vendor list."""
        if target.counterparty_domain is None:
            for path in WALLS:
                yield PlannedRequest(
                    source=SPEC.name,
                    url=capture_url("2000", f"https://{target.domain}/{path}"),
                    purpose=f"The oldest archived page /{path}: what it said, and whose marks it showed",
                    check="archive_history",
                )
            return
        for which, timestamp in (("oldest", "2000"), ("newest", "2100")):  # the archive answers with the nearest
            yield PlannedRequest(
                source=SPEC.name,
                url=capture_url(timestamp, f"https://{target.counterparty_domain}/subprocessors"),
                purpose=f"The {which} archived sub-processor list of {target.counterparty_domain}",
                wave=2,
                check="subprocessor_list",
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """The copy, known since its capture; a vendor list among the copies is read like a live one."""
        captured, original = _identity(response)
        if captured is None or _is_the_archives_own(response):
            _refuse_own_errors(response)
        _refuse_cut_body(response)
        title, text, page_facts = _content(response, original)
        moment = instant(captured) if captured else None
        day = moment.date() if moment else utc_date(response.headers.get("memento-datetime"))
        yield ParsedDocument(
            url=response.url,
            title=title,
            text=text,
            writer_org=site_of(original) if original else None,
            published_at=last_updated(text) if page_facts else None,
            known_at=day,
            facts=(*_capture_facts(response, captured, original, day), *page_facts),
        )


def _identity(response: StoredResponse) -> tuple[str | None, str | None]:
    """Timestamp and original address, from the headers (which the archive sets) or the address asked for."""
    asked = parts_of_capture(response.url)
    declared = response.headers.get("memento-datetime")
    linked = _ORIGINAL.search(response.headers.get("link", ""))
    original = linked.group(1) if linked else asked[1] if asked else None
    exact = asked[0] if asked and len(asked[0]) == 14 else None
    if declared and exact is None:
        day = utc_date(declared)
        exact = day.strftime("%Y%m%d") if day else None
    return exact, original


def _is_the_archives_own(response: StoredResponse) -> bool:
    """Whether the archive speaks for itself: it names itself in the title, or sent headers without a capture date."""
    if "memento-datetime" in response.headers:
        return False
    knows_headers = "server" in response.headers or "date" in response.headers or "link" in response.headers
    return _OWN_PAGE.search(response.body[:4_000]) is not None or (knows_headers and response.status >= 400)


def _refuse_own_errors(response: StoredResponse) -> None:
    own = _OWN_PAGE.search(response.body[:4_000]) is not None
    if own and b"has not archived that URL" in response.body:
        raise NotPublished(f"the archive holds no copy for {response.url}")
    if own or response.status >= 400:
        refuse_exclusion(response)
        raise_for_status(response)
    if own and b"Too Many" in response.body[:2_000]:
        raise RateLimited(f"the archive asks for fewer requests at {response.url}")
    if own:
        raise Unavailable(f"the archive answered {response.url} with a page of its own instead of a copy")


def _refuse_cut_body(response: StoredResponse) -> None:
    """A page that ends within a tag is cut. A missing ``</html>`` proves nothing: old pages often have none."""
    if not response.body.strip() and response.status < 300:
        raise Unavailable(f"{response.url} holds an empty copy")
    tail = response.body[-2_000:]
    if is_markup(response.body) and tail.rfind(b"<") > tail.rfind(b">") and b"</html" not in tail.lower():
        raise Truncated(f"{response.url} ends within a tag, after {len(response.body)} bytes")


def _content(response: StoredResponse, original: str | None) -> tuple[str | None, str, tuple[ObservedFact, ...]]:
    """Title, text and, for a vendor list, its vendors; for a page that shows marks, whose they are."""
    _, markup = html_to_unicode(response.headers.get("content-type"), response.body, default_encoding="utf-8")
    if not is_markup(response.body) and "<html" not in markup[:4_000].lower():
        return None, markup.strip(), ()
    if original and _LISTS_VENDORS.search(original) and response.status < 300:
        title, text, rows = read_html(markup)
        return title, text, tuple(vendor_facts(rows, text, last_updated(text))) if rows else ()
    page = Selector(text=markup, type="html")
    title = " ".join(page.xpath("string(//title)").get("").split())
    text = text_of_html(page.xpath("//body").get() or markup)
    shown = marks(page, original) if original and response.status < 300 and is_wall(original) else ()
    return title or None, "\n".join(dict.fromkeys((text, *lines_of(shown)))), shown


def _capture_facts(
    response: StoredResponse, captured: str | None, original: str | None, day: date | None
) -> Iterator[ObservedFact]:
    yield ObservedFact(
        metric="archived_status", subject=original, value=response.status, unit="http_status", observed_at=day
    )
    if captured:
        moment = instant(captured)
        yield ObservedFact(
            metric="archive_capture",
            subject=original,
            text=response.headers.get("memento-datetime") or (moment.isoformat() if moment else captured),
            observed_at=day,
        )
    links = response.headers.get("link", "")
    neighbours = re.findall(r"rel=\"(first|prev) memento\"; datetime=\"([^\"]+)\"", links)
    for which, when in neighbours:
        other = utc_date(when)  # earlier ones only: a later capture was not known at the time of this one
        yield ObservedFact(
            metric=f"archive_{which}_capture", subject=original, text=when, observed_at=other, known_at=other
        )
