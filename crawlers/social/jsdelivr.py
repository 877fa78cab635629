"""jsDelivr's statistics: how often pages in use fetch a package's files, which no installation counts."""

from collections.abc import Iterator
from typing import ClassVar
from urllib.parse import quote

from crawlers.addresses import parts_of
from crawlers.facts import count, known
from crawlers.json_fields import Fields
from crawlers.plain_text import utc_date
from crawlers.social.stated import content_of
from crawlers.spec import SourceSpec
from crawlers.spider import ObservedFact, ParsedDocument, PlannedRequest, ShapeChanged, StoredResponse, Target
from data.words import Role, Wing

SPEC = SourceSpec(
    name="jsdelivr",
    wing=Wing.SOCIAL,
    publisher="jsDelivr",
    writer=Role.METER,
    host=Role.METER,
    family="usage",
    hosts=("data.jsdelivr.com",),
    rate=1.0,
    robots="does not apply: documented API",
    terms="free public API; a User-Agent that names the caller is asked for (read 2026-11)",
    gamed="one busy page, or a loop of fetches",
    docs="https://www.jsdelivr.com/docs/data.jsdelivr.com",
)

_API = "https://data.jsdelivr.com/v1/stats/packages"


class Jsdelivr:
    """Hits and bandwidth of one package over a period."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """The last month of the npm package that identity found."""
        package = target.packages.get("npm")
        if package:
            yield PlannedRequest(
                source=SPEC.name,
                url=f"{_API}/npm/{quote(package, safe='@/')}?period=month",
                purpose=f"pages that fetch {package}",
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document: totals, ranks, the period before, and every day."""
        payload = content_of(response, "hits", "total")
        if not isinstance(payload, dict):
            raise ShapeChanged(f"{response.url} should hold hits")
        fields = Fields(payload)
        package = _package_of(response.url)
        if isinstance(payload.get("hits"), dict):
            facts = (
                *_series(fields.object("hits"), "jsdelivr_hits", package, "hits"),
                *_series(fields.object("bandwidth"), "jsdelivr_bandwidth", package, "bytes"),
            )
        else:  # the first version of the API: one series, not nested
            facts = _series(fields, "jsdelivr_hits", package, "hits")
        fields.ignore("links", "versions", "commits", "bandwidth")
        yield ParsedDocument(
            url=response.url,
            title=f"{package} on jsDelivr" if package else "jsDelivr",
            text=f"{package or 'package'}: hits by day",
            writer_org="jsdelivr.com",
            facts=facts,
            unhandled=fields.finish(),
        )


def _package_of(url: str) -> str | None:
    """``name`` or ``@scope/name`` after the registry in the address."""
    steps = parts_of(url).path.split("/")
    place = next((place for place, step in enumerate(steps) if step in ("npm", "gh")), None)
    if place is None or place + 1 >= len(steps):
        return None
    name = steps[place + 1 : place + 3] if steps[place + 1].startswith("@") else steps[place + 1 : place + 2]
    return "/".join(name).split("@")[0] if not name[0].startswith("@") else "/".join(name)


def _series(series: Fields, metric: str, package: str | None, unit: str) -> tuple[ObservedFact, ...]:
    facts = [
        count(metric, package, series.number("total"), unit=unit),
        count(f"{metric}_rank", package, series.number("rank"), unit="place among all packages"),
        count(f"{metric}_rank_of_type", package, series.number("typeRank"), unit="place among its registry's"),
        count(f"{metric}_before", package, series.number("prev.total"), unit=f"{unit} in the period before"),
    ]
    for day, held in series.mapping("dates"):
        value = held.number("total") if isinstance(held.raw, dict) else held.number("")
        facts.append(count(f"{metric}_on_day", package, value, unit=unit, observed_at=utc_date(day)))
        held.ignore("versions", "commits")
    series.ignore("prev")
    return known(*facts)
