"""SEC submissions: who a filer is, and everything it filed with the second in which SEC accepted it.

The acceptance time is the regulator's, so every filing is known from it. Private firms appear only by their Form D;
for a Form D the ``items`` are the exemptions claimed, for an 8-K the numbers of what happened.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar

from crawlers.deployment.sec import (
    PUBLISHER,
    RATE,
    ROBOTS,
    TERMS,
    cik10,
    filing_url,
    latest,
    refuse_sec_errors,
)
from crawlers.facts import count, known, said
from crawlers.json_fields import Fields
from crawlers.plain_text import text_of_html, utc_date
from crawlers.replies import json_value
from crawlers.spec import Floors, SourceSpec
from crawlers.spider import (
    ObservedFact,
    ParsedDocument,
    PlannedRequest,
    ShapeChanged,
    StoredResponse,
    Target,
)
from data.organisations import registrable
from data.words import Role, Wing

SPEC = SourceSpec(
    name="sec_edgar_submissions",
    wing=Wing.DEPLOYMENT,
    publisher=PUBLISHER,
    writer=Role.COMPANY,
    host=Role.REGULATOR,
    liable=Role.COMPANY,
    family="funding",
    hosts=("data.sec.gov",),
    rate=RATE,
    max_pages=40,
    robots=ROBOTS,
    terms=TERMS,
    gamed="Shells and special-purpose vehicles file under other names; a private firm may stay silent or file late.",
    docs="https://www.sec.gov/search-filings/edgar-application-programming-interfaces",
    floors=Floors(items=1),
)

READ_FORM_D = 12  #: newest Form D and D/A whose amounts are read
READ_8K = 8  #: newest 8-K with a release or an agreement whose index is read
#: Agreement made, agreement terminated, results, statements not to be relied on, disclosure, other events.
_TELLING_ITEMS = ("1.01", "1.02", "2.02", "4.02", "7.01", "8.01")

_COLUMNS = (
    "accessionNumber", "filingDate", "reportDate", "acceptanceDateTime", "form", "items", "primaryDocument",
    "primaryDocDescription", "fileNumber",
)  # fmt: skip
#: Columns without evidence: paper numbers, file sizes, and what kind of XBRL a filing carries.
_IGNORED_COLUMNS = ("act", "filmNumber", "core_type", "size", "isXBRL", "isInlineXBRL", "isXBRLNumeric")


class SecEdgarSubmissions:
    """A filer's record and its filings, newest first."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterable[PlannedRequest]:
        """The filer that identity named by its CIK."""
        if target.cik:
            yield PlannedRequest(
                source=SPEC.name,
                url=f"https://data.sec.gov/submissions/CIK{cik10(target.cik)}.json",
                purpose=f"What {target.name} filed with the regulator, and when",
                check="sec_filings",
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document a filer; an older page (``...-submissions-001.json``) holds the filings alone."""
        refuse_sec_errors(response)
        fields = Fields(json_value(response))
        older_page = fields.has("accessionNumber")
        rows = _rows(fields if older_page else fields.object("filings.recent", required=True))
        name = None if older_page else fields.text("name", required=True)
        cik = None if older_page else fields.text("cik", required=True)
        facts = [] if older_page else list(_filer(fields))
        pages = [] if older_page else list(_older_pages(fields))
        facts += _filings(rows)
        if name:
            facts += _registered(name, _website(facts), [*_days(rows), *_days_before(pages)])
        yield ParsedDocument(
            url=response.url,
            title=f"Filings of {name}" if name else "Older filings",
            text="\n".join(
                f"{row['filingDate']} {row['form']} {row['items']} {row['accessionNumber']}" for row in rows
            ),
            writer_org=name,
            known_at=latest([fact.known_at for fact in facts]),
            facts=(*facts, *(fact for _, fact in pages)),
            next_urls=tuple(f"https://data.sec.gov/submissions/{page}" for page, _ in pages),
            next_requests=tuple(_filings_to_read(cik, rows)) if cik else (),
            unhandled=fields.finish(),
        )


def _rows(columns: Fields) -> list[dict[str, str]]:
    """The parallel arrays as one row a filing. A column that is shorter than the others breaks every row after it."""
    columns.ignore(*_IGNORED_COLUMNS)
    arrays = {name: _column(columns, name) for name in _COLUMNS}
    length = len(arrays["accessionNumber"])
    for name, array in arrays.items():
        if array and len(array) != length:
            raise ShapeChanged(f"the column {name} holds {len(array)} filings where accessionNumber holds {length}")
    if length and not (arrays["form"] and arrays["filingDate"]):
        raise ShapeChanged("the filings have no form or no filing date")
    filled = {name: array or [""] * length for name, array in arrays.items()}
    return [{name: filled[name][at] for name in _COLUMNS} for at in range(length)]


def _column(columns: Fields, name: str) -> list[str]:
    """One array, with nulls in their places: a filing without items is still a filing."""
    value = columns.take(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise ShapeChanged(f"the column {name} of the filings is not a list")
    return ["" if cell is None else str(cell) for cell in value]


def _filings(rows: list[dict[str, str]]) -> Iterator[ObservedFact]:
    yield ObservedFact(metric="filings_listed", value=len(rows), unit="filings")
    for form, times in Counter(row["form"] for row in rows).items():
        days = [utc_date(row["filingDate"]) for row in rows if row["form"] == form]
        yield ObservedFact(
            metric="filings_of_form", subject=form, value=times, unit="filings", observed_at=latest(days)
        )
    for row in rows:
        told = {
            "accepted": row["acceptanceDateTime"],
            "accession": row["accessionNumber"],
            "items": row["items"],
            "report date": row["reportDate"],
            "document": row["primaryDocument"],
            "described as": row["primaryDocDescription"],
            "file": row["fileNumber"],
        }
        yield ObservedFact(
            metric="filing",
            subject=row["form"],
            text="; ".join(f"{label} {value}" for label, value in told.items() if value),
            observed_at=utc_date(row["filingDate"]),
            known_at=utc_date(row["acceptanceDateTime"]) or utc_date(row["filingDate"]),
        )


def _registered(name: str, website: str | None, days: list[date]) -> Iterator[ObservedFact]:
    """Since when the register shows the filer: under its name, and under the domain that it told the regulator.

    The domain is the filer's own word to its regulator, so nobody else can point it at a site of theirs.
    """
    first = min(days, default=None)
    for subject in (name, website):
        if first and subject:
            yield ObservedFact(
                metric="registered_on", subject=subject, text="first filing", observed_at=first, known_at=first
            )


def _website(facts: Iterable[ObservedFact]) -> str | None:
    stated = next((fact.text for fact in facts if fact.metric == "website" and fact.text), None)
    return registrable(stated) if stated else None


def _days(rows: Iterable[dict[str, str]]) -> Iterator[date]:
    return (day for row in rows if (day := utc_date(row["filingDate"])))


def _days_before(pages: Iterable[tuple[str, ObservedFact]]) -> Iterator[date]:
    """First days of the older pages that a filer with many filings has."""
    return (day for _, page in pages if (day := utc_date((page.text or "").partition(" ")[0])))


def _filer(fields: Fields) -> Iterator[ObservedFact]:
    """What SEC holds about the filer. Streets and telephones stay out: a small filer's are a person's home."""
    name = fields.text("name")
    fields.ignore(
        "addresses", "phone", "flags", "ownerOrg", "description", "stateOfIncorporationDescription",
        "insiderTransactionForOwnerExists", "insiderTransactionForIssuerExists",
    )  # fmt: skip
    category = text_of_html(fields.text("category")).replace("\n", "; ")
    place = [fields.text(f"addresses.business.{part}") for part in ("city", "stateOrCountry")]
    yield from known(
        said("legal_name", name, name),
        said("cik", name, fields.text("cik")),
        said("lei", name, fields.text("lei")),
        said("ein", name, fields.text("ein")),
        said("entity_type", name, fields.text("entityType")),
        count("sic_code", name, fields.number("sic"), text=fields.text("sicDescription")),
        said("filer_category", name, category),
        said("state_of_incorporation", name, fields.text("stateOfIncorporation")),
        said("fiscal_year_end", name, fields.text("fiscalYearEnd")),
        said("business_place", name, ", ".join(part for part in place if part)),
        said("website", name, fields.text("website")),
        said("investor_website", name, fields.text("investorWebsite")),
    )
    exchanges = fields.texts("exchanges")
    for at, ticker in enumerate(fields.texts("tickers")):
        yield ObservedFact(metric="ticker", subject=ticker, text=exchanges[at] if at < len(exchanges) else None)
    for former in fields.items("formerNames"):
        begun, ended = former.text("from"), former.text("to")
        yield ObservedFact(
            metric="former_name",
            subject=former.text("name", required=True),
            text=f"from {begun or '?'} to {ended or '?'}",
            observed_at=utc_date(ended),
        )


def _older_pages(fields: Fields) -> Iterator[tuple[str, ObservedFact]]:
    for page in fields.items("filings.files"):
        file = page.text("name", required=True) or ""
        yield (
            file,
            ObservedFact(
                metric="older_filings",
                subject=file,
                value=page.number("filingCount"),
                text=f"{page.text('filingFrom')} to {page.text('filingTo')}",
                unit="filings",
                observed_at=utc_date(page.text("filingTo")),
            ),
        )


def _filings_to_read(cik: str, rows: list[dict[str, str]]) -> Iterator[PlannedRequest]:
    """Form D amounts and 8-K releases are read next, the newest first."""
    offerings = [row for row in rows if row["form"] in ("D", "D/A")][:READ_FORM_D]
    for row in offerings:
        yield PlannedRequest(
            source="sec_edgar_formd",
            url=filing_url(cik, row["accessionNumber"], "primary_doc.xml"),
            purpose=f"The amount sold by the offering filed on {row['filingDate']}",
            check="form_d",
        )
    events = [row for row in rows if row["form"] == "8-K" and any(item in row["items"] for item in _TELLING_ITEMS)]
    for row in events[:READ_8K]:
        yield PlannedRequest(
            source="sec_edgar_filing",
            url=filing_url(cik, row["accessionNumber"]),
            purpose=f"The documents of the 8-K filed on {row['filingDate']} (items {row['items']})",
            check="sec_filings",
        )
