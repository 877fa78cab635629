"""SEC's list of listed companies: CIK, ticker and name of each. Identity reads its text to find a filer by its name.

A crawl keeps the whole text and counts the other companies' entries as ``left_out``; the parser yields all of them.
"""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from crawlers.deployment.sec import PUBLISHER, ROBOTS, TERMS, cik10, refuse_sec_errors
from crawlers.json_fields import Fields
from crawlers.listing import entry_text
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
    name="sec_edgar_company_list",
    wing=Wing.DEPLOYMENT,
    publisher=PUBLISHER,
    writer=Role.REGULATOR,
    host=Role.REGULATOR,
    liable=Role.REGULATOR,
    family="identity",
    hosts=("www.sec.gov",),
    rate=0.5,
    robots=ROBOTS,
    terms=TERMS,
    gamed="Names are chosen: two filers may bear nearly the same, so a match is a candidate and not an identity.",
    docs="https://www.sec.gov/search-filings/edgar-search-assistance/accessing-edgar-data",
    floors=Floors(items=1),
    register=True,
)


class SecEdgarCompanyList:
    """Listed companies with their CIK."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterable[PlannedRequest]:
        """The whole list, once, where no CIK is known yet."""
        if target.cik is None:
            yield PlannedRequest(
                source=SPEC.name,
                url="https://www.sec.gov/files/company_tickers.json",
                purpose=f"Is {target.name} a listed filer?",
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document, one fact a company and ticker, of either documented form: numbered objects, or rows."""
        refuse_sec_errors(response)
        fields = Fields(json_value(response))
        rows = list(_table(fields) if fields.has("fields") else _objects(fields))
        if not rows:
            raise EmptyBoard(f"{response.url} lists no company")
        facts = [
            ObservedFact(
                metric="listed_company",
                subject=f"{name} ({ticker})" if ticker else name,
                text="; ".join(part for part in (f"CIK {cik10(cik)}", exchange) if part),
            )
            for cik, name, ticker, exchange in rows
        ]
        yield ParsedDocument(
            url=response.url,
            title="Listed companies",
            text="\n".join(entry_text(fact.subject or "", fact.text or "") for fact in facts),
            facts=(ObservedFact(metric="listed_companies", value=len(facts), unit="tickers"), *facts),
            unhandled=fields.finish(),
        )


def _objects(fields: Fields) -> Iterator[tuple[int, str, str | None, str | None]]:
    """``company_tickers.json``: ``{"0": {"cik_str": 1, "ticker": "A", "title": "Name"}}``."""
    for _, entry in fields.mapping():
        cik, name = entry.number("cik_str", required=True), entry.text("title", required=True)
        yield int(cik or 0), name or "", entry.text("ticker"), None


def _table(fields: Fields) -> Iterator[tuple[int, str, str | None, str | None]]:
    """``company_tickers_exchange.json``: ``{"fields": ["cik", ...], "data": [[1, ...]]}``."""
    names = fields.texts("fields")
    if not {"cik", "name"} <= set(names):
        raise ShapeChanged("the list has no column for CIK or name")
    for row in fields.items("data"):
        cells = row.take("")
        if not isinstance(cells, list) or len(cells) != len(names):
            raise ShapeChanged("a row of the list does not fit its columns")
        entry = Fields(dict(zip(names, cells, strict=True)))
        cik, name = entry.number("cik", required=True), entry.text("name", required=True)
        yield int(cik or 0), name or "", entry.text("ticker"), entry.text("exchange")
