"""XBRL company facts: every number that a listed filer tagged in its reports, with the report it stands in.

Audited revenue is what a claimed ARR is held against. A file holds up to 4 MB; the whole history is kept for the
concepts in ``HISTORY``, and of every other concept the newest value.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, ClassVar, NamedTuple

from crawlers.deployment.sec import PUBLISHER, ROBOTS, TERMS, cik10, latest, refuse_sec_errors
from crawlers.json_fields import Fields
from crawlers.plain_text import utc_date
from crawlers.replies import json_value
from crawlers.spec import Floors, SourceSpec
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
    name="sec_edgar_companyfacts",
    wing=Wing.DEPLOYMENT,
    publisher=PUBLISHER,
    writer=Role.COMPANY,
    host=Role.REGULATOR,
    liable=Role.COMPANY,
    family="revenue",
    hosts=("data.sec.gov",),
    rate=1.0,
    robots=ROBOTS,
    terms=TERMS,
    gamed="ARR and other non-GAAP words are not in it; a restated number replaces nothing, both stay.",
    docs="https://www.sec.gov/search-filings/edgar-application-programming-interfaces",
    floors=Floors(items=1),
)

#: XBRL concept (US GAAP, IFRS or the cover page's dei) -> metric whose whole history is kept.
HISTORY = {
    "Revenues": "revenue",
    "Revenue": "revenue",
    "RevenueFromContractWithCustomerExcludingAssessedTax": "revenue",
    "RevenueFromContractWithCustomerIncludingAssessedTax": "revenue",
    "SalesRevenueNet": "revenue",
    "SalesRevenueServicesNet": "revenue",
    "RevenueRemainingPerformanceObligation": "remaining_performance_obligation",
    "ContractWithCustomerLiability": "deferred_revenue",
    "ContractWithCustomerLiabilityCurrent": "deferred_revenue",
    "DeferredRevenueCurrent": "deferred_revenue",
    "CostOfRevenue": "cost_of_revenue",
    "CostOfGoodsAndServicesSold": "cost_of_revenue",
    "GrossProfit": "gross_profit",
    "OperatingIncomeLoss": "operating_income",
    "NetIncomeLoss": "net_income",
    "ProfitLoss": "net_income",
    "ResearchAndDevelopmentExpense": "research_and_development",
    "NetCashProvidedByUsedInOperatingActivities": "operating_cash_flow",
    "CashAndCashEquivalentsAtCarryingValue": "cash",
    "Cash": "cash",
    "CashAndCashEquivalents": "cash",
    "Assets": "assets",
    "Liabilities": "liabilities",
    "StockholdersEquity": "equity",
    "EntityCommonStockSharesOutstanding": "shares_outstanding",
    "EntityPublicFloat": "public_float",
    "EntityNumberOfEmployees": "employees",
}


class _Value(NamedTuple):
    start: date | None
    end: date | None
    value: float
    filed: date | None
    told: str


class SecEdgarCompanyFacts:
    """Tagged numbers of one filer."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterable[PlannedRequest]:
        """The filer that identity named by its CIK."""
        if target.cik:
            yield PlannedRequest(
                source=SPEC.name,
                url=f"https://data.sec.gov/api/xbrl/companyfacts/CIK{cik10(target.cik)}.json",
                purpose=f"The audited numbers of {target.name}",
                check="audited_numbers",
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document. Each value is known since the day its report was filed."""
        refuse_sec_errors(response)
        fields = Fields(json_value(response))
        name, cik = fields.text("entityName", required=True), fields.text("cik")
        fields.ignore("facts.*.*.label", "facts.*.*.description")
        if not fields.has("facts"):
            raise ShapeChanged(f"{response.url} has no facts")
        facts = [
            fact
            for taxonomy, concepts in fields.mapping("facts")
            for concept, entry in concepts.mapping()
            for unit, values in entry.mapping("units")
            for fact in _concept_facts(taxonomy, concept, unit, list(_values(values)))
        ]
        if not facts:
            raise EmptyBoard(f"{name} has tagged no number: it files no reports with XBRL")
        newest = [fact for fact in facts if fact.metric in HISTORY.values()]
        yield ParsedDocument(
            url=response.url,
            title=f"Reported numbers of {name}",
            text="\n".join(
                f"{fact.observed_at} {fact.subject} {fact.value:.15g} {fact.unit}; {fact.text}" for fact in newest
            ),
            writer_org=name,
            known_at=latest([fact.known_at for fact in facts]),
            facts=(
                ObservedFact(metric="legal_name", subject=name, text=name),
                *((ObservedFact(metric="cik", subject=name, text=cik10(float_free(cik))),) if cik else ()),
                *facts,
            ),
            unhandled=fields.finish(),
        )


def float_free(cik: str) -> str:
    """A CIK that came as a number, without a decimal part."""
    return cik.partition(".")[0]


def _values(values: Fields) -> Iterator[_Value]:
    values.ignore("[].frame")  # SEC's own calendar label of the same period
    for entry in values.items():
        amount: Any = entry.number("val")
        if amount is None:
            continue
        form, fiscal = entry.text("form"), f"{entry.text('fp') or ''} {float_free(entry.text('fy') or '')}".strip()
        start, end = entry.text("start"), entry.text("end")
        told = [form, fiscal and f"fiscal {fiscal}", start and f"{start} to {end}", entry.text("accn")]
        yield _Value(
            utc_date(start),
            utc_date(end),
            amount,
            utc_date(entry.text("filed")),
            "; ".join(part for part in told if part),
        )


def _concept_facts(taxonomy: str, concept: str, unit: str, values: list[_Value]) -> Iterator[ObservedFact]:
    """The history of a concept that matters, the newest value of any other; a value repeated later is one."""
    if not values:
        return
    metric = HISTORY.get(concept)
    if metric is None:
        values, metric = [max(values, key=lambda one: (one.end or date.min, one.filed or date.min))], "reported_value"
    first: dict[tuple[date | None, date | None, float], _Value] = {}
    for one in sorted(values, key=lambda one: one.filed or date.max):
        first.setdefault((one.start, one.end, one.value), one)
    for one in sorted(first.values(), key=lambda one: (one.end or date.min, one.start or date.min)):
        yield ObservedFact(
            metric=metric,
            subject=f"{taxonomy}:{concept}",
            value=one.value,
            text=one.told,
            unit=unit,
            observed_at=one.end,
            known_at=one.filed,
        )
