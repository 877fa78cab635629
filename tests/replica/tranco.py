"""Tranco: ranks with a missing day, a domain that is not listed, a list's description."""

from tests.refusing import refusing, written
from tests.replica import Reply

_API = "https://tranco-list.eu/api"
_RANKS = {
    "ranks": [{"date": "2026-01-09", "rank": 61_500}, {"date": "2026-01-07", "rank": 63_010}],
    "domain": "velorig.example",
}
_LIST = {
    "list_id": "X5Q4N",
    "available": True,
    "download": "https://tranco-list.eu/download/X5Q4N/1000000",
    "created_on": "2026-01-09T00:00:00",
    "configuration": {"providers": ["crux", "umbrella"]},
    "failed": False,
}


def _at(case: str) -> str:
    return f"{_API}/ranks/domain/{case}"


REPLIES = (
    Reply(case="happy", url=_at("velorig.example"), body=written(_RANKS)),
    Reply(case="list", url=f"{_API}/lists/date/latest", body=written(_LIST)),
    *refusing(
        _at,
        happy=_RANKS,
        refused=(403, {"detail": "Forbidden"}),
        not_found=(404, {"detail": "Not Found"}),
        rate_limited=(429, {"detail": "Too many requests"}),
        empty=(200, {"ranks": [], "domain": "empty"}, None),
    ),
)
