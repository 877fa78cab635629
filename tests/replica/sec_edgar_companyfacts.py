"""Company facts: a history with a restatement and a repeat, a concept of no interest, a foreign filer."""

from typing import Any

from tests.refusing import JSON, refusing, written
from tests.replica import Reply
from tests.replica.sec_pages import MISSING, THRESHOLD, UNDECLARED


def _value(end: str, value: float, filed: str, **more: Any) -> dict[str, Any]:
    return {"end": end, "val": value, "accn": f"0009990002-{filed[2:4]}-000001", "fy": int(filed[:4]) - 1, "fp": "FY",
            "form": "10-K", "filed": filed, **more}  # fmt: skip


_FACTS = {
    "cik": 9990002,
    "entityName": "HARBOUR LOGISTICS CORP",
    "facts": {
        "dei": {
            "EntityCommonStockSharesOutstanding": {
                "label": "Shares",
                "description": "Outstanding.",
                "units": {"shares": [_value("2026-02-01", 41000000, "2026-02-20", frame="CY2026Q1I")]},
            }
        },
        "us-gaap": {
            "Revenues": {
                "label": "Revenues",
                "description": None,
                "units": {
                    "USD": [
                        _value("2024-12-31", 500000000, "2025-02-20", start="2024-01-01"),
                        _value("2024-12-31", 500000000, "2026-02-20", start="2024-01-01"),
                        _value("2024-12-31", 490000000, "2025-09-01", start="2024-01-01", form="10-K/A"),
                        _value("2025-12-31", 560000000, "2026-02-20", start="2025-01-01", fy=None, fp=None),
                    ]
                },
            },
            "Goodwill": {
                "label": "Goodwill",
                "description": "Of old deals.",
                "units": {"USD": [_value("2024-12-31", 7, "2025-02-20"), _value("2025-12-31", 6, "2026-02-20")]},
            },
        },
    },
}
_NOTHING = {"cik": 9990003, "entityName": "SILENT LLC", "facts": {}}


def _at(case: str) -> str:
    number = sum(ord(letter) * place for place, letter in enumerate(case, start=1))
    return f"https://data.sec.gov/api/xbrl/companyfacts/CIK{number:010d}.json"


REPLIES = (
    Reply(
        case="happy",
        url="https://data.sec.gov/api/xbrl/companyfacts/CIK0009990002.json",
        body=written(_FACTS),
        headers=JSON,
    ),
    *refusing(
        _at,
        happy=_FACTS,
        refused=(403, UNDECLARED),
        not_found=(404, MISSING),
        rate_limited=(429, THRESHOLD),
        empty=(200, _NOTHING, "empty"),
    ),
)
