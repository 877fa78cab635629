"""Sub-processor pages: a company names, in a legal document, the vendors that touch its customers' data.

Read from the user's side this is the best public record there is: written by the customer, dated, costly to print for
show. Read from the company itself it says only whom *it* buys from. Pages come as HTML, or as Markdown where a company
keeps its policies in a repository.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar

from parsel import Selector

from crawlers.deployment.vendor_lists import VendorRow, plain_markdown, rows_of_html, rows_of_markdown
from crawlers.deployment.written_dates import DATE, last_updated, written_date
from crawlers.plain_text import text_of_html
from crawlers.replies import html_of, is_markup, text_of
from crawlers.spec import Floors, SourceSpec
from crawlers.spider import (
    EmptyBoard,
    ObservedFact,
    ParsedDocument,
    PlannedRequest,
    StoredResponse,
    Target,
)
from data.words import Role, Wing

SPEC = SourceSpec(
    name="subprocessors",
    wing=Wing.DEPLOYMENT,
    publisher="the listing company",
    writer=Role.USER_SIDE,
    host=Role.USER_SIDE,
    liable=Role.USER_SIDE,
    family="deployment",
    hosts=("*",),
    rate=0.5,
    terms="A legal notice published for customers to read; the site's robots.txt decides (2026-10).",
    gamed="A customer's entry may be stale, or stay after a pilot; a shell company may list anybody.",
    docs="https://gdpr-info.eu/art-28-gdpr/",
    floors=Floors(items=1),
)

PATHS = ("/subprocessors", "/legal/subprocessors", "/sub-processors", "/legal/sub-processors", "/trust/subprocessors")

_AFFILIATES = re.compile(r"affiliate|subsidiar|group compan", re.IGNORECASE)
_CHANGE = re.compile(
    rf"^.{{0,40}}?{DATE}.{{0,200}}\b(?:added|removed|replaced|new sub-?processor)"
    rf"|\b(?:added|removed|replaced)\b.{{0,200}}{DATE}",
    re.IGNORECASE,
)
_DETAILS = {
    "location": "subprocessor_location",
    "seat": "subprocessor_corporate_location",
    "data": "subprocessor_data",
}
_FRONT_MATTER = re.compile(r"\A---\s*\n(.*?)\n---\s*\n", re.DOTALL)


class Subprocessors:
    """Vendors listed on a sub-processor page."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterable[PlannedRequest]:
        """The usual addresses on the user's side of a claim (wave 2), else on the company's own site."""
        asked = target.counterparty_domain
        for path in PATHS:
            yield PlannedRequest(
                source=SPEC.name,
                url=f"https://{target.asked_domain}{path}",
                purpose=f"Does {asked} list {target.name} as a sub-processor?" if asked else "Which vendors it lists",
                wave=2 if asked else 1,
                check="subprocessor_list",
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document a page. Raises ``EmptyBoard`` where no vendor list is found: the page may load it by script."""
        title, text, rows = read_page(response)
        if not rows:
            raise EmptyBoard("The page holds no list of vendors that can be read without running its scripts.")
        updated = last_updated(text)
        yield ParsedDocument(
            url=response.url,
            title=title,
            text=text,
            published_at=updated,
            facts=tuple(vendor_facts(rows, text, updated)),
        )


def read_page(response: StoredResponse) -> tuple[str | None, str, list[VendorRow]]:
    """Title, readable text and vendor rows of an HTML or Markdown page."""
    if is_markup(response.body):
        return read_html(html_of(response))
    raw = text_of(response)
    front = _FRONT_MATTER.match(raw)
    named = re.search(r"^title:\s*[\"']?(.+?)[\"']?\s*$", front.group(1), re.MULTILINE) if front else None
    body = raw[front.end() :] if front else raw
    heading = re.search(r"^#\s+(.+)$", body, re.MULTILINE)
    title = named.group(1) if named else plain_markdown(heading.group(1)) if heading else None
    rows = rows_of_markdown(body)
    return title, body.strip(), rows or rows_of_html(Selector(text=body, type="html"))


def read_html(markup: str) -> tuple[str | None, str, list[VendorRow]]:
    """The same of a page's markup; an archived copy is read by this too."""
    page = Selector(text=markup, type="html")
    title = page.xpath("string(//title)").get("").strip() or page.xpath("string(//h1)").get("").strip()
    return title or None, text_of_html(page.xpath("//body").get() or markup), rows_of_html(page)


def vendor_facts(rows: list[VendorRow], text: str, updated: date | None) -> Iterator[ObservedFact]:
    """Facts of a vendor list. A vendor listed in several rows is one fact whose purposes are joined."""
    merged: dict[tuple[str, str], list[VendorRow]] = {}
    for row in rows:
        metric = "subprocessor_affiliate" if _AFFILIATES.search(row.section) else "subprocessor"
        merged.setdefault((metric, row.name), []).append(row)
    for metric in ("subprocessor", "subprocessor_affiliate"):
        listed = sum(kind == metric for kind, _ in merged)
        if listed or metric == "subprocessor":
            yield ObservedFact(metric=f"{metric}s_listed", value=listed, unit="vendors", observed_at=updated)
    for (metric, name), same in merged.items():
        since = next((day for row in same if (day := written_date(row.since))), None)
        yield ObservedFact(
            metric=metric, subject=name, text=_joined(row.purpose for row in same), observed_at=since or updated
        )
        for detail, metric_name in _DETAILS.items():
            told = _joined(getattr(row, detail) for row in same)
            if told:
                yield ObservedFact(metric=metric_name, subject=name, text=told, observed_at=updated)
        if since:
            yield ObservedFact(metric="subprocessor_since", subject=name, text=since.isoformat(), observed_at=since)
    if updated:
        yield ObservedFact(metric="subprocessors_updated", text=updated.isoformat(), observed_at=updated)
    yield from _changes(text)


def _changes(text: str) -> Iterator[ObservedFact]:
    """Dated lines that say who was added or removed."""
    for line in dict.fromkeys(text.splitlines()):
        if "|" not in line and _CHANGE.search(line):
            yield ObservedFact(
                metric="subprocessor_change",
                subject=line.strip()[:200],
                text=line.strip(),
                observed_at=written_date(line),
            )


def _joined(parts: Iterable[str | None]) -> str | None:
    return "; ".join(dict.fromkeys(part for part in parts if part)) or None
