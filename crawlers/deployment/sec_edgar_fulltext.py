"""EDGAR full-text search: which filings, of whom, hold a phrase. Since 2001.

A listed customer that names a startup in its own 10-K says so under liability; a startup that names big firms in its
own filing says nothing. So the filer of each hit is kept, with its CIK, and the totals by filer. Totals stop at
10,000: the relation ``gte`` then means "at least".
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, ClassVar
from urllib.parse import quote

from crawlers.addresses import parameter, whole_of, with_parameters
from crawlers.deployment.sec import PUBLISHER, RATE, TERMS, filing_url, latest, refuse_sec_errors
from crawlers.json_fields import Fields
from crawlers.plain_text import utc_date
from crawlers.replies import json_value
from crawlers.spec import SourceSpec
from crawlers.spider import (
    ObservedFact,
    ParsedDocument,
    PlannedRequest,
    ShapeChanged,
    StoredResponse,
    Target,
    Unavailable,
)
from data.words import Role, Wing

SPEC = SourceSpec(
    name="sec_edgar_fulltext",
    wing=Wing.DEPLOYMENT,
    publisher=PUBLISHER,
    writer=Role.COMPANY,
    host=Role.REGULATOR,
    liable=Role.COMPANY,
    family="deployment",
    hosts=("efts.sec.gov",),
    rate=RATE,
    max_pages=5,
    robots="the service behind SEC's own search page; it has no robots.txt of its own",
    terms=TERMS,
    gamed="The startup naming big firms in its OWN filing: compare the filer's CIK with the startup's.",
    docs="https://www.sec.gov/edgar/search/efts-faq.html",
)

WINDOW = 10_000  #: hits that can be paged to
_ECHO = re.compile(r'"doc_text":\s*"([^"]*)"')


class SecEdgarFulltext:
    """Hits of one phrase."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterable[PlannedRequest]:
        """Who names the company, in wave 1 anybody, in wave 2 the claimed counterparty."""
        phrase = quote(f'"{target.name}"')
        url = f"https://efts.sec.gov/LATEST/search-index?q={phrase}"
        if target.counterparty_name:
            yield PlannedRequest(
                source=SPEC.name,
                url=f"{url}&entityName={quote(target.counterparty_name)}",
                purpose=f"Does {target.counterparty_name} name {target.name} in a filing of its own?",
                wave=2,
                check="counterparty_filing",
            )
        else:
            yield PlannedRequest(
                source=SPEC.name,
                url=f"{url}&forms=10-K,10-Q,8-K,S-1,20-F,6-K",
                purpose=f"Which filers name {target.name}",
                check="sec_fulltext",
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document a page. No hit is a count of 0: the publisher looked, and says so."""
        refuse_sec_errors(response)
        fields = Fields(json_value(response))
        if not fields.has("hits"):
            raise ShapeChanged(f"{response.url} holds no hits: {fields.text('message') or 'not a search result'}")
        if fields.flag("timed_out"):
            raise Unavailable(f"the search of {response.url} timed out, its hits are a part")
        total, relation = fields.number("hits.total.value", required=True), fields.text("hits.total.relation")
        fields.ignore(
            "took", "_shards", "hits.max_score", "aggregations.*.*_count*", "aggregations.*_filter.doc_count*"
        )
        fields.ignore("aggregations.sic_filter", "aggregations.biz_states_filter")  # the filers' trade and seat
        phrase = " ".join(_ECHO.findall(_echo(fields.take("query")))) or parameter(response.url, "q")
        hits = [fact for hit in fields.items("hits.hits") for fact in _hit(hit)]
        by_filer = list(_buckets(fields, "entity_filter", "fulltext_hits_of_filer"))
        by_form = list(_buckets(fields, "form_filter", "fulltext_hits_of_form"))
        size = int(fields.number("query.size") or 100)
        yield ParsedDocument(
            url=response.url,
            title=f"Filings that hold {phrase}" if phrase else "Filings that hold the phrase",
            text="\n".join(f"{fact.observed_at} {fact.subject}: {fact.text}" for fact in hits),
            known_at=latest([fact.known_at for fact in hits]),
            facts=(
                ObservedFact(
                    metric="fulltext_hits",
                    subject=phrase,
                    value=total or 0,
                    text="at least" if relation == "gte" else "exactly" if relation == "eq" else relation,
                    unit=f"filed documents ({relation})" if relation else "filed documents",
                ),
                *by_filer,
                *by_form,
                *hits,
            ),
            next_urls=_next(response.url, int(total or 0), size),
            unhandled=fields.finish(),
        )


def _hit(hit: Fields) -> Iterator[ObservedFact]:
    """One filed document that holds the phrase; a filing of several filers is one fact for each."""
    identity = hit.text("_id", required=True) or ""
    accession, _, filename = identity.partition(":")
    source = hit.object("_source", required=True)
    hit.ignore("_index", "_type", "_score", "sort")
    source.ignore("xsl", "sequence", "film_num", "sics", "biz_states", "biz_locations", "inc_states", "adsh")
    source.ignore("file_num", "schema_version")
    ciks = source.texts("ciks")
    names = source.texts("display_names")
    form, kind = source.text("form"), source.text("file_type")
    roots = source.texts("root_forms")
    described, items = source.text("file_description"), source.texts("items")
    day, period = utc_date(source.text("file_date")), source.text("period_ending")
    told = {
        "form": form or ", ".join(roots),
        "as": kind if kind != form else None,
        "described as": described if described not in (form, kind) else None,
        "items": ", ".join(items),
        "period ending": period,
        "accession": accession,
        "document": filing_url(ciks[0], accession, filename) if ciks and filename else filename,
    }
    text = "; ".join(f"{label} {value}" for label, value in told.items() if value)
    for name in names or ciks or [accession]:
        yield _filed(name, text, day)


def _filed(name: str, text: str, day: date | None) -> ObservedFact:
    return ObservedFact(metric="fulltext_hit", subject=" ".join(name.split()), text=text, observed_at=day, known_at=day)


def _buckets(fields: Fields, name: str, metric: str) -> Iterator[ObservedFact]:
    for bucket in fields.items(f"aggregations.{name}.buckets"):
        yield ObservedFact(
            metric=metric,
            subject=" ".join((bucket.text("key") or "").split()),
            value=bucket.number("doc_count"),
            unit="filed documents",
        )


def _echo(query: Any) -> str:
    """The query that the service repeats, as text."""
    return str(query).replace("'", '"') if query else ""


def _next(url: str, total: int, size: int) -> tuple[str, ...]:
    """The next page, while the service can page there."""
    begin = whole_of(url, "from") + size
    if parameter(url, "q") is None or begin >= min(total, WINDOW):
        return ()
    return (with_parameters(url, **{"from": begin}),)
