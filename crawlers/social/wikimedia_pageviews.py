"""Wikimedia page views: how often people read the article about a company, by month or day.

``agent=user`` leaves declared robots out, undeclared ones stay in. A month that is not over yet is partial. An article
without views and an article that does not exist answer alike: 404.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import ClassVar
from urllib.parse import quote

from crawlers.facts import count, known
from crawlers.json_fields import Fields
from crawlers.social.stated import content_of
from crawlers.spec import SourceSpec
from crawlers.spider import (
    EmptyBoard,
    ObservedFact,
    ParsedDocument,
    PlannedRequest,
    ShapeChanged,
    StoredResponse,
    Target,
)
from data.words import Role, Wing

SPEC = SourceSpec(
    name="wikimedia_pageviews",
    wing=Wing.SOCIAL,
    publisher="Wikimedia Foundation",
    writer=Role.METER,
    host=Role.METER,
    family="virality",
    hosts=("wikimedia.org",),
    rate=2.0,
    robots="does not apply: documented API",
    terms="free licence; a User-Agent with contact is required (read 2026-11)",
    gamed="a script that reads as a browser; an article written by the company",
    docs="https://doc.wikimedia.org/generated-data-platform/aqs/analytics-api/",
)

_API = "https://wikimedia.org/api/rest_v1/metrics/pageviews"
_FIRST = "20200101"


class WikimediaPageviews:
    """Views of one article, or of a project."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """Monthly views by people, of the article that identity found or the one that bears the company's name."""
        article = target.handles.get("wikipedia") or target.name
        name = quote(article.replace(" ", "_"), safe="")
        yield PlannedRequest(
            source=SPEC.name,
            url=f"{_API}/per-article/en.wikipedia/all-access/user/{name}/monthly/{_FIRST}/20991231",
            purpose=f"readers of the article {article}",
        )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document with a fact for each month, day or hour, and their sum."""
        payload = content_of(response, "items")
        if not isinstance(payload, dict):
            raise ShapeChanged(f"{response.url} should hold items")
        fields = Fields(payload)
        facts = [fact for item in fields.items("items") for fact in _views(item)]
        if not facts:
            raise EmptyBoard(f"{response.url} counts no views")
        subjects = list(dict.fromkeys(fact.subject for fact in facts if fact.subject))
        whole = sum(fact.value or 0.0 for fact in facts)
        days = [fact.observed_at for fact in facts if fact.observed_at]
        span = f"{min(days)} to {_end(max(days), facts[0].unit)}" if days else None
        yield ParsedDocument(
            url=response.url,
            title=", ".join(subjects[:3]) or None,
            text=f"{', '.join(subjects[:20])}: {whole:.0f} views, {span}",
            writer_org="wikimedia.org",
            facts=(
                *known(
                    count("wikipedia_pageviews_total", ", ".join(subjects[:3]) or None, whole, unit="views", text=span)
                ),
                *facts,
            ),
            unhandled=fields.finish(),
        )


def _views(item: Fields) -> Iterator[ObservedFact]:
    """One step of a series, or each article of a day's most read."""
    project = item.text("project")
    if isinstance(item.peek("articles"), list):
        written = "".join(str(item.take(part) or "01") for part in ("year", "month", "day"))
        day = date.fromisoformat(written) if written.isdigit() and len(written) == 8 else None
        for article in item.items("articles"):
            name = f"{article.text('article', required=True)} ({project})"
            views = article.number("views")
            article.ignore("rank")
            yield from known(count("wikipedia_pageviews", name, views, unit="views a day", observed_at=day))
        item.ignore("access")
        return
    article_name = item.text("article")
    subject = f"{article_name} ({project})" if article_name else project
    step = item.text("granularity")
    yield from known(
        count(
            "wikipedia_pageviews",
            subject,
            item.number("views", required=True),
            unit={"monthly": "views a month", "daily": "views a day", "hourly": "views an hour"}.get(
                step or "", "views"
            ),
            observed_at=item.day("timestamp"),
            text=", ".join(part for part in (item.text("access"), item.text("agent")) if part) or None,
        )
    )


def _end(day: date, unit: str | None) -> date:
    """The last day that a step beginning on ``day`` covers."""
    if unit != "views a month":
        return day
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
