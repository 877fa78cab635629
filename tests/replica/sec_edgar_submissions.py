"""Filers: a private firm with offerings and an older page, a listed firm, and SEC's errors."""

from typing import Any

from tests.refusing import HTML, JSON, XML, refusing, written
from tests.replica import Reply
from tests.replica.sec_pages import DENIED, MISSING, THRESHOLD, UNDECLARED

_COLUMNS = (
    "accessionNumber", "filingDate", "reportDate", "acceptanceDateTime", "act", "form", "fileNumber", "filmNumber",
    "items", "core_type", "size", "isXBRL", "isInlineXBRL", "primaryDocument", "primaryDocDescription",
)  # fmt: skip


def _filings(*rows: tuple[Any, ...]) -> dict[str, list[Any]]:
    return {name: [row[at] for row in rows] for at, name in enumerate(_COLUMNS)}


_OFFERING = ("0009990001-26-000002", "2026-02-03", "", "2026-02-02T23:10:05.000Z", "33", "D/A", "021-1", "2611", "06b",
             "D/A", 6000, 0, 0, "xslFormDX01/primary_doc.xml", "")  # fmt: skip
_FIRST_OFFERING = ("0009990001-24-000001", "2024-03-01", "", "2024-03-01T15:00:00.000Z", "33", "D", "021-1", "2401",
                   "06b,3C", "D", 6000, 0, 0, "xslFormDX01/primary_doc.xml", "")  # fmt: skip
_RELEASE = ("0009990002-26-000011", "2026-05-04", "2026-05-04", "2026-05-04T20:05:00.000Z", "34", "8-K", "001-9",
            "2612", "2.02,9.01", "8-K", 90000, 1, 1, "harb-20260504.htm", "8-K")  # fmt: skip
_TRADE = ("0009990009-26-000003", "2026-05-05", "2026-05-01", "2026-05-05T18:00:00.000Z", "", "4", "", "", "", "4",
          5000, 0, 0, "xslF345X05/form4.xml", "OWNERSHIP DOCUMENT")  # fmt: skip


def _filer(name: str, cik: str, filings: dict[str, Any], **more: Any) -> dict[str, Any]:
    address = {"street1": "1 QUAY", "street2": None, "city": "BOSTON", "stateOrCountry": "MA", "zipCode": "02110",
               "stateOrCountryDescription": "MA", "isForeignLocation": 0, "foreignStateTerritory": None,
               "country": None, "countryCode": None}  # fmt: skip
    return {
        "cik": cik,
        "entityType": "other",
        "sic": "",
        "sicDescription": "",
        "ownerOrg": None,
        "insiderTransactionForOwnerExists": 0,
        "insiderTransactionForIssuerExists": 0,
        "name": name,
        "tickers": [],
        "exchanges": [],
        "ein": "000000000",
        "lei": None,
        "description": "",
        "website": "",
        "investorWebsite": "",
        "category": "",
        "fiscalYearEnd": "1231",
        "stateOfIncorporation": "DE",
        "stateOfIncorporationDescription": "DE",
        "addresses": {"mailing": address, "business": address},
        "phone": "000-000-0000",
        "flags": "",
        "formerNames": [],
        "filings": filings,
        **more,
    }


_OLDER = {"name": "CIK0009990001-submissions-001.json", "filingCount": 1, "filingFrom": "2019-01-01",
          "filingTo": "2019-12-31"}  # fmt: skip
_PRIVATE = _filer(
    "VELORIG INC",
    "0009990001",
    {"recent": _filings(_OFFERING, _FIRST_OFFERING), "files": [_OLDER]},
    formerNames=[{"name": "QUEUELY INC", "from": "2019-01-01T00:00:00.000Z", "to": "2022-06-30T00:00:00.000Z"}],
)
_LISTED = _filer(
    "HARBOUR LOGISTICS CORP",
    "9990002",
    {"recent": _filings(_TRADE, _RELEASE), "files": []},
    entityType="operating",
    sic="4400",
    sicDescription="Water Transportation",
    tickers=["HARB"],
    exchanges=["NYSE"],
    category="Non-accelerated filer<br>Smaller reporting company",
    lei="5493000000000000HARB",
    website="https://harbour.example",
)
_NOTHING = _filer("SILENT LLC", "0009990003", {"recent": _filings(), "files": []})


def _at(case: str) -> str:
    number = sum(ord(letter) * place for place, letter in enumerate(case, start=1))
    return f"https://data.sec.gov/submissions/CIK{number:010d}.json"


REPLIES = (
    Reply(
        case="happy",
        url="https://data.sec.gov/submissions/CIK0009990001.json",
        body=written(_PRIVATE),
        headers=JSON,
    ),
    Reply(
        case="page_two",
        url="https://data.sec.gov/submissions/CIK0009990001-submissions-001.json",
        body=written(_filings(_FIRST_OFFERING)),
        headers=JSON,
    ),
    Reply(
        case="listed", url="https://data.sec.gov/submissions/CIK0009990002.json", body=written(_LISTED), headers=JSON
    ),
    Reply(case="denied", url=_at("denied"), status=403, body=DENIED, headers=XML, error="not_published"),
    Reply(case="threshold", url=_at("threshold"), status=403, body=THRESHOLD, headers=HTML, error="rate_limited"),
    *refusing(
        _at,
        happy=_PRIVATE,
        refused=(403, UNDECLARED),
        not_found=(404, MISSING),
        rate_limited=(429, THRESHOLD),
        empty=(200, _NOTHING, None),
    ),
)
