"""EDGAR's feed of filings as they land. Off: it stands under ``/cgi-bin``, which SEC's robots.txt closes.

The parser is kept for stored copies; live, the filer's submissions say the same.
"""

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar
from xml.etree.ElementTree import Element

from crawlers.deployment.sec import PUBLISHER, RATE, TERMS, is_person, latest, refuse_sec_errors
from crawlers.deployment.xml_tree import child, children, local, text_at
from crawlers.plain_text import text_of_html, utc_date
from crawlers.replies import xml_of
from crawlers.spec import SourceSpec, SourceStatus
from crawlers.spider import (
    ObservedFact,
    ParsedDocument,
    PlannedRequest,
    ShapeChanged,
    StoredResponse,
    Target,
)
from data.words import Role, Wing

SPEC = SourceSpec(
    name="sec_edgar_current_feed",
    wing=Wing.DEPLOYMENT,
    publisher=PUBLISHER,
    writer=Role.REGULATOR,
    host=Role.REGULATOR,
    family="discovery",
    hosts=("www.sec.gov",),
    rate=RATE,
    terms=TERMS,
    gamed="As any filing: the filer chooses its name and its words.",
    docs="https://www.sec.gov/about/rss-feeds",
    status=SourceStatus.OFF,
    reason="www.sec.gov's robots.txt disallows /cgi-bin (copy of 2019): the submissions API says the same",
)

_TITLE = re.compile(r"^(?P<form>\S+(?: \S+)*?) - (?P<name>.+?) \((?P<cik>\d{10})\)(?: \((?P<role>[^)]+)\))?\s*$")
_KNOWN = {"feed", "title", "link", "id", "author", "name", "email", "updated", "entry", "summary", "category"}


class SecEdgarCurrentFeed:
    """The newest filings of all filers."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterable[PlannedRequest]:
        """None: the source is off."""
        return ()

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document a feed, one fact an entry. An empty feed is a quiet hour, not an error."""
        refuse_sec_errors(response)
        root = xml_of(response)
        if local(root) != "feed":
            raise ShapeChanged(f"{response.url} holds <{local(root)}> instead of a feed")
        facts = [_filing(entry) for entry in children(root, "entry")]
        updated = utc_date(text_at(root, "updated"))
        yield ParsedDocument(
            url=response.url,
            title=text_at(root, "title"),
            text="\n".join(f"{fact.subject}: {fact.text}" for fact in facts),
            published_at=updated,
            known_at=latest([fact.known_at for fact in facts]) or updated,
            facts=(
                ObservedFact(metric="filings_listed", value=len(facts), unit="filings", observed_at=updated),
                *facts,
            ),
            unhandled=tuple(sorted({local(element) for element in root.iter()} - _KNOWN)),
        )


def _filing(entry: Element) -> ObservedFact:
    title = " ".join((text_at(entry, "title") or "").split())
    found = _TITLE.match(title)
    category, link = child(entry, "category"), child(entry, "link")
    form = (category.get("term") if category is not None else None) or (found["form"] if found else None)
    if form is None:
        raise ShapeChanged(f"an entry of the feed has no form: {title[:80]!r}")
    updated = text_at(entry, "updated")
    summary = " ".join(text_of_html(text_at(entry, "summary")).split())
    filed = re.search(r"Filed:\s*(\d{4}-\d{2}-\d{2})", summary)
    person = found is not None and is_person(found["role"])
    told = {
        "form": form,
        "role": found["role"] if found else None,
        "accepted": updated,
        "accession": (text_at(entry, "id") or "").rpartition("accession-number=")[2],
        "index": link.get("href") if link is not None and not person else None,
    }
    return ObservedFact(
        metric="current_filing",
        subject="a reporting owner" if person else f"{found['name']} (CIK {found['cik']})" if found else title,
        text="; ".join(f"{label} {value}" for label, value in told.items() if value),
        observed_at=utc_date(filed.group(1)) if filed else utc_date(updated),
        known_at=utc_date(updated),
    )
