"""One EDGAR filing: its index page, its ``index.json``, or its primary document (an 8-K, inline XBRL included).

The index says who filed what, when SEC accepted it and which exhibits it holds; the primary document says what
happened.
"""

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from parsel import Selector

from crawlers.addresses import joined
from crawlers.deployment.sec import (
    PUBLISHER,
    RATE,
    ROBOTS,
    TERMS,
    decoded,
    is_person,
    refuse_sec_errors,
    unwrapped,
    utc_of_eastern,
)
from crawlers.deployment.written_dates import written_date
from crawlers.facts import count, known, said
from crawlers.json_fields import Fields
from crawlers.plain_text import text_of_html, utc_date
from crawlers.replies import html_of, json_value
from crawlers.spec import Floors, SourceSpec
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
    name="sec_edgar_filing",
    wing=Wing.DEPLOYMENT,
    publisher=PUBLISHER,
    writer=Role.COMPANY,
    host=Role.REGULATOR,
    liable=Role.COMPANY,
    family="partnership",
    hosts=("www.sec.gov",),
    rate=RATE,
    robots=ROBOTS,
    terms=TERMS,
    gamed="An exhibit is furnished, not filed: the tone stays marketing, the numbers are under liability.",
    docs="https://www.sec.gov/search-filings/edgar-search-assistance/accessing-edgar-data",
    floors=Floors(items=1),
)

_ITEM = re.compile(r"^\s*Item\s+(\d{1,2}\.\d{2})\b[.:\s–—-]*(.*)$", re.IGNORECASE)
_FILER = re.compile(r"^(?P<name>.+?)\s*\((?P<role>[^()]+)\)\s*CIK\s*:\s*(?P<cik>\d+)", re.DOTALL)
_HIDDEN = re.compile(r"<ix:header\b.*?</ix:header>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_TAGGED = re.compile(
    r"<ix:non(?:Numeric|Fraction)\b([^>]*)>(.*?)</ix:non(?:Numeric|Fraction)>", re.IGNORECASE | re.DOTALL
)
_DEI = re.compile(r"""name=["']dei:(\w+)["']""")
_COVER = {
    "EntityRegistrantName": "legal_name",
    "EntityCentralIndexKey": "cik",
    "DocumentType": "form",
    "DocumentPeriodEndDate": "report_date",
    "AmendmentFlag": "is_amendment",
    "EntityFileNumber": "file_number",
    "EntityIncorporationStateCountryCode": "state_of_incorporation",
    "EntityTaxIdentificationNumber": "ein",
    "TradingSymbol": "ticker",
    "SecurityExchangeName": "exchange",
    "Security12bTitle": "security",
    "EntityEmergingGrowthCompany": "is_emerging_growth_company",
}


class SecEdgarFiling:
    """The index or the primary document of one filing."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterable[PlannedRequest]:
        """None of its own: the filer's submissions name the filings."""
        return ()

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document, told apart by its body."""
        refuse_sec_errors(response)
        if response.body.lstrip().startswith(b"{"):
            yield _directory(response)
            return
        # SEC's index pages close neither body nor html: their own last comment says that they are whole.
        whole = b"<!-- END FILER DIV -->" in response.body
        markup = decoded(response) if whole else html_of(response)
        page = Selector(text=markup, type="html")
        if page.css("#formHeader, #formDiv, .formGrouping, table.tableFile"):
            yield _index(response, page)
        else:
            yield _primary(response, markup)


def _index(response: StoredResponse, page: Selector) -> ParsedDocument:
    info = _info(page)
    form = " ".join("".join(page.css("#formName strong ::text").getall()).split()).removeprefix("Form ").strip()
    accession = re.search(r"\d{10}-\d{2}-\d{6}", "".join(page.css("#secNum ::text, title ::text").getall()))
    filed, accepted = utc_date(info.get("Filing Date")), utc_of_eastern(info.get("Accepted"))
    if not form or filed is None:
        raise ShapeChanged(f"{response.url} is an index page without its form or its filing date")
    known_at = accepted.date() if accepted else filed
    filers = list(_filers(page))
    documents, exhibits = _documents(response, page)
    subject = accession.group(0) if accession else response.url
    items = [line.strip() for line in info.get("Items", "").splitlines() if line.strip()]
    facts = known(
        said(
            "filing", form, f"accepted {accepted.isoformat()} UTC; accession {subject}" if accepted else subject, filed
        ),
        said("accepted_at", subject, accepted.isoformat() if accepted else None, known_at),
        said("report_date", subject, info.get("Period of Report"), utc_date(info.get("Period of Report"))),
        said("effective_date", subject, info.get("Effectiveness Date"), utc_date(info.get("Effectiveness Date"))),
        said("filing_changed", subject, info.get("Filing Date Changed"), utc_date(info.get("Filing Date Changed"))),
        count("documents_filed", subject, _number(info.get("Documents")), unit="documents"),
        *map(_item_fact, items),
        *filers,
        *documents,
    )
    name = next((fact.subject for fact in filers), None)
    return ParsedDocument(
        url=response.url,
        title=f"Form {form} of {name}" if name else f"Form {form}",
        text=text_of_html(page.css("#contentDiv").get() or page.xpath("//body").get()),
        writer_org=name,
        published_at=filed,
        known_at=known_at,
        facts=facts,
        next_urls=tuple(url for kind, url in exhibits if kind == form),
        next_requests=tuple(
            PlannedRequest(
                source="sec_edgar_8k_ex991", url=url, purpose=f"The release filed as {kind}", check="sec_filings"
            )
            for kind, url in exhibits
            if kind.startswith("EX-99")
        ),
    )


def _info(page: Selector) -> dict[str, str]:
    """The header's labels and values."""
    heads = page.css(".infoHead")
    return {text_of_html(head.get()): text_of_html(head.xpath("following-sibling::*[1]").get()) for head in heads}


def _filers(page: Selector) -> Iterator[ObservedFact]:
    for block in page.css(".companyInfo"):
        told = text_of_html(block.css(".companyName").get())
        found = _FILER.match(" ".join(told.split()))
        about = " ".join(text_of_html(block.css(".identInfo").get()).split())
        if found and not is_person(found["role"]):
            yield ObservedFact(
                metric="filer", subject=found["name"], text=f"{found['role']}; CIK {found['cik']}; {about}"
            )


def _documents(response: StoredResponse, page: Selector) -> tuple[list[ObservedFact], list[tuple[str, str]]]:
    """Every document of the filing, and (type, address) of the ones that can be read."""
    facts, readable = [], []
    for row in page.css("table.tableFile tr"):
        cells = row.xpath("./td")
        if len(cells) < 5:
            continue
        sequence, described, _, kind, size = (" ".join(text_of_html(cell.get()).split()) for cell in cells[:5])
        href = cells[2].xpath(".//a/@href").get() or ""
        href = href.removeprefix("/ix?doc=")
        url = joined("https://www.sec.gov", href) or href
        name = href.rpartition("/")[2]
        facts.append(
            ObservedFact(
                metric="filed_document",
                subject=name or described,
                value=_number(size),
                text="; ".join(part for part in (kind, described, sequence and f"sequence {sequence}", url) if part),
                unit="bytes",
            )
        )
        if href and name.lower().endswith((".htm", ".html", ".txt")) and kind:
            readable.append((kind, url))
    return facts, readable


def _directory(response: StoredResponse) -> ParsedDocument:
    """``index.json``: the files of the filing's folder."""
    fields = Fields(json_value(response))
    name = fields.text("directory.name", required=True)
    fields.ignore("directory.parent-dir")
    facts = []
    for item in fields.items("directory.item", required=True):
        item.ignore("type")  # the picture shown beside the name
        size, modified = item.text("size"), item.text("last-modified")
        facts.append(
            ObservedFact(
                metric="filed_document",
                subject=item.text("name", required=True),
                value=_number(size),
                text=modified,
                unit="bytes",
                observed_at=utc_date(modified),
            )
        )
    return ParsedDocument(
        url=response.url,
        title=f"Files of {name}",
        text="\n".join(fact.subject or "" for fact in facts),
        facts=(ObservedFact(metric="documents_filed", subject=name, value=len(facts), unit="files"), *facts),
        unhandled=fields.finish(),
    )


def _primary(response: StoredResponse, markup: str) -> ParsedDocument:
    filed = unwrapped(markup)
    cover = _cover(filed.body)
    text = text_of_html(Selector(text=_HIDDEN.sub("", filed.body), type="html").xpath("//body").get())
    if not text:
        raise ShapeChanged(f"{response.url} is a filed document without text")
    names = {fact.metric: fact for fact in cover}
    name = names["legal_name"].text if "legal_name" in names else None
    form = names["form"].text if "form" in names else filed.kind
    return ParsedDocument(
        url=response.url,
        title=f"Form {form} of {name}" if form and name else filed.description or filed.filename,
        text=text,
        writer_org=name,
        published_at=names["report_date"].observed_at if "report_date" in names else None,
        facts=(*cover, *dict.fromkeys(_item_facts(text))),
    )


def _cover(body: str) -> list[ObservedFact]:
    """The cover page's facts as inline XBRL tags them; a filing before 2019 has none."""
    told: dict[tuple[str, str], None] = {}
    for attributes, content in _TAGGED.findall(body):
        name = _DEI.search(attributes)
        text = " ".join(text_of_html(content).split()).replace("☐", "no").replace("☒", "yes")
        if name and name.group(1) in _COVER and text:
            told[_COVER[name.group(1)], text] = None
    registrant = next((text for metric, text in told if metric == "legal_name"), None)
    return [
        ObservedFact(
            metric=metric,
            subject=registrant,
            text=text,
            observed_at=written_date(text) if metric == "report_date" else None,
        )
        for metric, text in told
    ]


def _item_facts(text: str) -> Iterator[ObservedFact]:
    """Numbered items of an 8-K. The heading may stand on the number's line or on the next."""
    lines = text.splitlines()
    for at, line in enumerate(lines):
        found = _ITEM.match(line)
        if found:
            heading = found.group(2).strip() or (lines[at + 1].strip() if at + 1 < len(lines) else "")
            yield _item(found.group(1), heading)


def _item_fact(line: str) -> ObservedFact | None:
    found = _ITEM.match(line)
    return _item(found.group(1), found.group(2).strip()) if found else said("filing_item", line, line)


def _item(number: str, heading: str) -> ObservedFact:
    return ObservedFact(metric="filing_item", subject=number, text=heading.rstrip(".") or None)


def _number(written: str | None) -> float | None:
    return float(written) if written and written.isdigit() else None
