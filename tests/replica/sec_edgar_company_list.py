"""SEC's list of listed companies in both published forms (no capture stands behind it)."""

from tests.refusing import JSON, refusing, written
from tests.replica import Reply
from tests.replica.sec_pages import DENIED, THRESHOLD, UNDECLARED

_LIST = {
    "0": {"cik_str": 9990002, "ticker": "HARB", "title": "HARBOUR LOGISTICS CORP"},
    "1": {"cik_str": 9990007, "ticker": "OTHR-A", "title": "Other Co"},
}
_TABLE = {
    "fields": ["cik", "name", "ticker", "exchange"],
    "data": [[9990002, "HARBOUR LOGISTICS CORP", "HARB", "NYSE"], [9990008, "Unlisted Trust", "UNLT", None]],
}


def _at(case: str) -> str:
    return f"https://www.sec.gov/files/{case}.json"


REPLIES = (
    Reply(case="happy", url=_at("company_tickers"), body=written(_LIST), headers=JSON),
    Reply(case="with_exchange", url=_at("company_tickers_exchange"), body=written(_TABLE), headers=JSON),
    *refusing(
        _at,
        happy=_LIST,
        refused=(403, UNDECLARED),
        not_found=(403, DENIED),
        rate_limited=(429, THRESHOLD),
        empty=(200, {}, "empty"),
    ),
)
