"""GDELT DOC 2.0: how widely and when the world's online news named a company, and which articles did.

Breadth is not depth: one release syndicated to two hundred sites is two hundred articles. GDELT answers plain text
where it should answer JSON: for a bad query (with status 200) and for a limit.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, ClassVar
from urllib.parse import urlencode

from crawlers.addresses import parameter
from crawlers.facts import count, known, moment, said
from crawlers.json_fields import Fields
from crawlers.replies import is_markup, json_of, limited, raise_for_status, speaks_of_limit
from crawlers.spec import SourceSpec
from crawlers.spider import (
    ObservedFact,
    ParsedDocument,
    PlannedRequest,
    RateLimited,
    Refused,
    ShapeChanged,
    StoredResponse,
    Target,
)
from data.words import Role, Wing

SPEC = SourceSpec(
    name="gdelt",
    wing=Wing.PRESS,
    publisher="GDELT Project",
    writer=Role.METER,
    host=Role.METER,
    family="virality",
    hosts=("api.gdeltproject.org",),
    rate=0.1,
    daily_budget=200,
    robots="does not apply: documented API",
    terms="open for any use with a citation; one request every five seconds (read 2026-11)",
    gamed="syndicated copies of one release inflate the breadth; content farms count like newspapers",
    docs="https://blog.gdeltproject.org/gdelt-doc-2-0-api-debuts/",
)

_API = "https://api.gdeltproject.org/api/v2/doc/doc"
#: A backslash, with the escape that it begins if it begins one: GDELT copies titles as they stand.
_ESCAPE = re.compile(r'\\(["\\/bfnrt]|u[0-9a-fA-F]{4})?')


class Gdelt:
    """A timeline of volume or tone, or a list of articles."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """The newest articles that name the company."""
        query = urlencode(
            {"query": f'"{target.name}"', "mode": "artlist", "format": "json", "maxrecords": 250, "sort": "datedesc"}
        )
        yield PlannedRequest(source=SPEC.name, url=f"{_API}?{query}", purpose=f"how widely {target.name} is reported")

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document; no hits (``{}``) is an answer and counts 0 articles."""
        payload = _payload(response)
        fields = Fields(payload)
        query = _query(response.url, payload)
        facts = _timeline(fields, query) if "timeline" in payload else _articles(fields, query)
        yield ParsedDocument(
            url=response.url,
            title=f"GDELT: {query}" if query else "GDELT",
            text="\n".join(fact.text for fact in facts if fact.metric == "gdelt_article_title" and fact.text),
            facts=facts,
            unhandled=fields.finish(),
        )


def _payload(response: StoredResponse) -> dict[str, Any]:
    raise_for_status(response)
    text = response.body.decode("utf-8-sig", "replace").strip()
    if text and text[0] not in "{[" and not is_markup(response.body):
        if speaks_of_limit(text[:1_000]):
            raise RateLimited(limited(response))
        raise Refused(f"GDELT did not accept the query: {' '.join(text.split())[:120]}")
    try:
        payload = json_of(response)
    except ShapeChanged:
        payload = _mended(text)
    if not isinstance(payload, dict):
        raise ShapeChanged(f"{response.url} should hold an object")
    return payload


def _mended(text: str) -> Any:
    try:
        return json.loads(_ESCAPE.sub(lambda found: found.group() if found.group(1) else r"\\", text), strict=False)
    except ValueError as error:
        raise ShapeChanged(f"GDELT's JSON cannot be read, even with its backslashes mended: {error}") from error


def _query(url: str, payload: dict[str, Any]) -> str | None:
    details = payload.get("query_details")
    title = details.get("title") if isinstance(details, dict) else None
    return str(title) if title else parameter(url, "query")


def _timeline(fields: Fields, query: str | None) -> tuple[ObservedFact, ...]:
    """Each point of each series. Points are dated by day and told apart by their instant, which is the text."""
    fields.ignore("query_details")
    facts: list[ObservedFact | None] = []
    points = 0
    for series in fields.items("timeline"):
        name = series.text("series") or "series"
        metric = "gdelt_" + re.sub(r"\W+", "_", name.lower()).strip("_")
        for point in series.items("data"):
            points += 1
            instant = point.text("date", required=True)
            day = point.day("date")
            value = point.number("value")
            subject = f"{query or 'all'} {instant}"
            facts.append(count(metric, subject, value, observed_at=day, text=instant))
            facts.append(count(f"{metric}_norm", subject, point.number("norm"), observed_at=day, text=instant))
            point.ignore("toparts")
        series.ignore("toparts")
    return known(count("gdelt_points", query, points, unit="points"), *facts)


def _articles(fields: Fields, query: str | None) -> tuple[ObservedFact, ...]:
    facts: list[ObservedFact | None] = []
    sites: set[str] = set()
    number = 0
    for article in fields.items("articles"):
        number += 1
        address = article.text("url", required=True)
        site = article.text("domain")
        sites |= {site} if site else set()
        facts.append(moment("gdelt_article_seen_at", address, article.text("seendate")))
        facts.append(said("gdelt_article_title", address, article.text("title")))
        facts.append(said("gdelt_article_site", address, site))
        facts.append(said("gdelt_article_country", address, article.text("sourcecountry")))
        facts.append(said("gdelt_article_language", address, article.text("language")))
        article.ignore("url_mobile", "socialimage")
    return known(
        count("gdelt_articles", query, number, unit="articles"),
        count("gdelt_sites", query, len(sites), unit="sites"),
        *facts,
    )
