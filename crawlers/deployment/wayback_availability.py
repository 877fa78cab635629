"""Wayback availability: the capture nearest to a date, in one small reply: the cheap way to ask if a site is old."""

from collections.abc import Iterable, Iterator
from typing import ClassVar
from urllib.parse import quote

from crawlers.deployment.wayback import PUBLISHER, RATE, TERMS, instant, refuse_exclusion
from crawlers.json_fields import Fields
from crawlers.replies import json_of
from crawlers.spec import Floors, SourceSpec
from crawlers.spider import (
    NotPublished,
    ObservedFact,
    ParsedDocument,
    PlannedRequest,
    ShapeChanged,
    StoredResponse,
    Target,
)
from data.words import Role, Wing

SPEC = SourceSpec(
    name="wayback_availability",
    wing=Wing.DEPLOYMENT,
    publisher=PUBLISHER,
    writer=Role.METER,
    host=Role.THIRD_PARTY,
    family="discovery",
    hosts=("archive.org",),
    rate=RATE,
    robots="a documented API, outside the pages that robots.txt speaks of",
    terms=TERMS,
    gamed="Absence proves nothing: sites can be excluded on request.",
    docs="https://archive.org/help/wayback_api.php",
    floors=Floors(items=1),
)


class WaybackAvailability:
    """The capture nearest to a date."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterable[PlannedRequest]:
        """The oldest capture of the site looked at."""
        wave = 2 if target.counterparty_domain else 1
        yield PlannedRequest(
            source=SPEC.name,
            url=f"https://archive.org/wayback/available?url={quote(target.asked_domain)}&timestamp=19960101",
            purpose=f"How old the site of {target.asked_domain} is, by an outsider's clock",
            wave=wave,
            check="archive_history",
        )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document; ``NotPublished`` where the archive has no capture (an empty ``archived_snapshots``)."""
        refuse_exclusion(response)
        payload = json_of(response)
        if not isinstance(payload, dict) or "archived_snapshots" not in payload:
            raise ShapeChanged("the reply has no archived_snapshots")
        fields = Fields(payload)
        asked = fields.text("url") or response.url
        fields.ignore("timestamp", "tag")  # echoes of the question
        if not fields.peek("archived_snapshots"):
            raise NotPublished(f"the archive holds no capture of {asked}")
        closest = fields.object("archived_snapshots.closest", required=True)
        stamp = closest.text("timestamp", required=True)
        address = closest.text("url")
        moment = instant(stamp)
        day = moment.date() if moment else None
        if closest.flag("available") is False:
            raise NotPublished(f"the archive's nearest capture of {asked} is not available")
        facts = [
            ObservedFact(
                metric="archive_capture",
                subject=asked,
                value=closest.number("status"),
                text=stamp,
                unit="http_status",
                observed_at=day,
                known_at=day,
            )
        ]
        if address:
            facts.append(ObservedFact(metric="archive_capture_url", subject=asked, text=address, observed_at=day))
        yield ParsedDocument(
            url=response.url,
            title=f"Nearest capture of {asked}",
            text=f"{asked} was captured at {stamp}: {address}",
            known_at=day,
            facts=tuple(facts),
            unhandled=fields.finish(),
        )
