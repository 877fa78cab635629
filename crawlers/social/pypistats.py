"""pypistats: downloads of a Python package, by period and by day. Mirrors and build machines make most of them."""

from collections.abc import Iterator
from typing import ClassVar

from crawlers.facts import count, known
from crawlers.json_fields import Fields
from crawlers.social.stated import content_of
from crawlers.spec import SourceSpec
from crawlers.spider import (
    EmptyBoard,
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
    name="pypistats",
    wing=Wing.SOCIAL,
    publisher="pypistats.org",
    writer=Role.METER,
    host=Role.METER,
    family="usage",
    hosts=("pypistats.org",),
    rate=0.4,
    robots="does not apply: documented API",
    terms="free, 30 requests a minute, data refreshed once a day (read 2026-11)",
    gamed="a loop of installations; build machines without a cache; mirrors",
    docs="https://pypistats.org/api/",
)

_API = "https://pypistats.org/api/packages"
_PERIODS = ("last_day", "last_week", "last_month")


class Pypistats:
    """Recent downloads, or a series by mirrors, Python version or system."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """Recent downloads and the daily series without mirrors."""
        package = target.packages.get("pypi")
        if package:
            yield PlannedRequest(
                source=SPEC.name, url=f"{_API}/{package.lower()}/recent", purpose=f"downloads of {package}"
            )
            yield PlannedRequest(
                source=SPEC.name,
                url=f"{_API}/{package.lower()}/overall?mirrors=false",
                purpose=f"daily downloads of {package}",
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document. A day of 0 is what the publisher says; a missing period is unknown."""
        if b"<title>404" in response.body[:1_000] or response.body.strip() == b"404":
            raise NotPublished(f"{response.url} knows no such package")
        payload = content_of(response, "data")
        if not isinstance(payload, dict):
            raise ShapeChanged(f"{response.url} should hold data")
        fields = Fields(payload)
        package = fields.text("package", required=True)
        series = fields.text("type")
        if isinstance(payload.get("data"), list):
            facts = _rows(fields, package)
        else:
            facts = known(
                *(
                    count(f"pypi_downloads_{period}", package, fields.number(f"data.{period}"), unit="downloads")
                    for period in _PERIODS
                )
            )
        if not facts:
            raise EmptyBoard(f"{response.url} counts no downloads")
        yield ParsedDocument(
            url=response.url,
            title=f"{package}: {series}",
            text=f"{package} {series}",
            writer_org="pypistats.org",
            facts=facts,
            unhandled=fields.finish(),
        )


def _rows(fields: Fields, package: str | None) -> tuple[ObservedFact, ...]:
    """Downloads of a day in a category (with or without mirrors, a version, a system)."""
    facts = []
    for row in fields.items("data"):
        category = row.text("category")
        facts.append(
            count(
                "pypi_downloads",
                f"{package} {category}" if category else package,
                row.number("downloads", required=True),
                unit="downloads a day",
                observed_at=row.day("date"),
                text=category,
            )
        )
    return known(*facts)
