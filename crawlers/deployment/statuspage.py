"""Status pages in Statuspage's public form: components, incidents and maintenance, as the operator posts them.

Real operations have incidents. A page without any may belong to a product that nobody runs, or to a company that does
not post them; so the age of the components stands beside the count.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar

from crawlers.deployment.sec import latest
from crawlers.facts import known, said
from crawlers.json_fields import Fields
from crawlers.plain_text import text_of_html, utc_date
from crawlers.replies import json_of
from crawlers.spec import SourceSpec
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
    name="statuspage",
    wing=Wing.DEPLOYMENT,
    publisher="the operator, by Atlassian Statuspage",
    writer=Role.COMPANY,
    host=Role.THIRD_PARTY,
    family="deployment",
    hosts=("*",),
    rate=0.5,
    terms="Public status API of each page, no key (2026-10).",
    gamed="Incidents that are never posted; placeholder components.",
    docs="https://metastatuspage.com/api",
)

_EVENTS = {"incidents": "incident", "scheduled_maintenances": "maintenance"}
FILES = ("summary.json", "incidents.json")
#: Identifiers and layout; who was told, and where else it was posted.
_ROW_IGNORED = (
    "id", "page_id", "position", "showcase", "only_show_if_degraded", "shortlink", "components", "group", "group_id",
    "start_date", "reminder_intervals", "monitoring_at", "automation_email",
)  # fmt: skip


class Statuspage:
    """Components, incidents and maintenance of one page."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterable[PlannedRequest]:
        """The usual host of a status page, of whoever is looked at."""
        for file in FILES:
            yield PlannedRequest(
                source=SPEC.name,
                url=f"https://status.{target.asked_domain}/api/v2/{file}",
                purpose=f"Whether {target.asked_name} runs something that can fail",
                wave=2 if target.counterparty_domain else 1,
                check="engineering_posts",
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document a reply: the summary, the incidents, the components, the maintenance or the status alone."""
        fields = Fields(json_of(response))
        name = fields.text("page.name", required=True)
        updated = fields.text("page.updated_at")
        fields.ignore("page.id", "page.time_zone")
        if not any(fields.has(part) for part in ("components", "status", *_EVENTS)):
            raise ShapeChanged(f"{response.url} is a status page without components, incidents or status")
        facts = known(
            said("status_page", name, fields.text("page.url")),
            said("status_indicator", name, fields.text("status.indicator"), utc_date(updated)),
            said("status_description", name, fields.text("status.description"), utc_date(updated)),
            *_components(fields),
            *(fact for kind, metric in _EVENTS.items() for fact in _events(fields, kind, metric)),
        )
        yield ParsedDocument(
            url=response.url,
            title=f"Status of {name}",
            text="\n".join(f"{fact.metric} {fact.subject}: {fact.text}" for fact in facts if fact.text),
            writer_org=name,
            published_at=utc_date(updated),
            facts=facts,
            unhandled=fields.finish(),
        )


def _components(fields: Fields) -> Iterator[ObservedFact | None]:
    """Parts of the service with their status and age; a part is named with the group it stands in."""
    if not fields.has("components"):
        return
    heads_of = (entry for entry in fields.items("components") if entry.peek("group"))
    groups = {entry.peek_text("id"): entry.peek_text("name") for entry in heads_of}
    begun: list[date | None] = []
    parts = 0
    for entry in fields.items("components"):
        group, heads = entry.peek_text("group_id"), bool(entry.flag("group"))
        own = (entry.text("name", required=True) or "").strip()
        name = f"{groups[group]} / {own}" if group and groups.get(group) else own
        created, updated = entry.text("created_at"), entry.text("updated_at")
        begun.append(utc_date(created))
        parts += not heads
        entry.ignore(*_ROW_IGNORED)
        yield said(
            "component_group_status" if heads else "component_status", name, entry.text("status"), utc_date(updated)
        )
        yield said("component_since", name, created, utc_date(created))
        yield said("component_description", name, text_of_html(entry.text("description")))
    yield ObservedFact(metric="components", value=parts, unit="components")
    oldest = min((day for day in begun if day), default=None)
    yield said("oldest_component", None, oldest.isoformat() if oldest else None, oldest)


def _events(fields: Fields, kind: str, metric: str) -> Iterator[ObservedFact | None]:
    """Incidents or maintenance: what, how bad, since when, until when, and what the operator wrote about it."""
    if not fields.has(kind):
        return
    days: list[date | None] = []
    for event in fields.items(kind):
        name = (event.text("name", required=True) or "").strip()
        created = utc_date(event.text("started_at")) or utc_date(event.text("created_at"))
        event.ignore("created_at", "updated_at", "postmortem*", *_ROW_IGNORED)
        days.append(created)
        impact, status = event.text("impact"), event.text("status")
        affected = [part for part in event.peek("components[].name") or () if isinstance(part, str)]
        told = [impact and f"impact {impact}", status, affected and f"affects {', '.join(affected)}"]
        yield said(metric, name, "; ".join(part for part in told if part) or "no detail", created)
        for column, suffix in (("resolved_at", "resolved"), ("scheduled_for", "begins"), ("scheduled_until", "ends")):
            when = event.text(column)
            yield said(f"{metric}_{suffix}", name, when, utc_date(when))
        for update in event.items("incident_updates"):
            update.ignore(
                "id", "incident_id", "created_at", "updated_at", "affected_components", "deliver_notifications",
                "custom_tweet", "tweet_id",
            )  # fmt: skip
            body = " ".join(text_of_html(update.text("body")).split())
            said_at = utc_date(update.text("display_at"))
            yield said(
                f"{metric}_update", name, ": ".join(part for part in (update.text("status"), body) if part), said_at
            )
    yield ObservedFact(metric=f"{metric}s", value=len(days), unit=f"{metric}s listed", observed_at=latest(days))
