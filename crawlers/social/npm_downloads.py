"""npm: downloads of a package by period and by day. ``npm install`` in a loop is a download each time."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from crawlers.facts import count, flat, known, said
from crawlers.json_fields import Fields
from crawlers.social.stated import content_of
from crawlers.spec import SourceSpec, SourceStatus
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
    name="npm_downloads",
    wing=Wing.SOCIAL,
    publisher="npm",
    writer=Role.METER,
    host=Role.METER,
    family="usage",
    hosts=(),
    rate=1.0,
    robots="does not apply: documented API",
    terms="public API (read 2026-11)",
    gamed="a loop of installations; build machines without a cache",
    docs="https://github.com/npm/registry/blob/main/docs/download-counts.md",
    status=SourceStatus.NOT_USED,
    reason="no package registry is asked: jsDelivr's statistics are read instead; a stored reply is still parsed",
)


class NpmDownloads:
    """A point, a range, or several packages at once."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """None: not used live."""
        yield from ()

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document. Of several packages asked for at once, an unknown one is null and makes no fact."""
        payload = content_of(response, "downloads", keyed=True)
        if not isinstance(payload, dict):
            raise ShapeChanged(f"{response.url} should hold an object")
        fields = Fields(payload)
        if "downloads" in payload:
            facts = _package(fields)
        else:
            facts = flat(_package(package) for _, package in fields.mapping() if package.raw is not None)
            fields.ignore("*")
        if not facts:
            raise NotPublished(f"{response.url} knows none of these packages")
        names = list(dict.fromkeys(fact.subject or "" for fact in facts))
        yield ParsedDocument(
            url=response.url,
            title=", ".join(names),
            text="\n".join(f"{name}: downloads" for name in names),
            writer_org="npmjs.com",
            facts=facts,
            unhandled=fields.finish(),
        )


def _package(package: Fields) -> tuple[ObservedFact, ...]:
    name = package.text("package")
    start, end = package.day("start"), package.day("end")
    span = f"{start} to {end}" if start and end else None
    if not isinstance(package.peek("downloads"), list):
        total = package.number("downloads", required=True)
        return known(
            count(_metric(start, end), name, total, unit="downloads", observed_at=end, text=span),
            said("npm_period", name, span),
        )
    days = [
        count("npm_downloads_on_day", name, row.number("downloads"), unit="downloads", observed_at=row.day("day"))
        for row in package.items("downloads")
    ]
    whole = sum(day.value or 0.0 for day in days if day is not None)
    return known(count("npm_downloads", name, whole, unit="downloads", observed_at=end, text=span), *days)


def _metric(start: date | None, end: date | None) -> str:
    """The period's own name where its length is one of npm's."""
    days = (end - start).days + 1 if start and end else 0
    names = {1: "npm_downloads_last_day", 7: "npm_downloads_last_week", 30: "npm_downloads_last_month"}
    return names.get(days, "npm_downloads")
