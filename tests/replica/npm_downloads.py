"""npm downloads: a point, a range by day, several packages with an unknown one."""

from tests.refusing import refusing, written
from tests.replica import Reply

_API = "https://npm-downloads.example/downloads"
_POINT = {"downloads": 1_076_972, "start": "2025-12-11", "end": "2026-01-09", "package": "@velorig/relay"}
_RANGE = {
    "start": "2026-01-08",
    "end": "2026-01-09",
    "package": "@velorig/relay",
    "downloads": [{"downloads": 12, "day": "2026-01-08"}, {"downloads": 40_500, "day": "2026-01-09"}],
}
_SEVERAL = {"relay": {"downloads": 7, "package": "relay", "start": "2026-01-03", "end": "2026-01-09"}, "no-such": None}


def _at(case: str) -> str:
    return f"{_API}/point/last-month/{case}"


REPLIES = (
    Reply(case="happy", url=_at("@velorig/relay"), body=written(_POINT)),
    Reply(case="range", url=f"{_API}/range/last-year/@velorig/relay", body=written(_RANGE)),
    Reply(case="several", url=f"{_API}/point/last-week/relay,no-such", body=written(_SEVERAL)),
    *refusing(
        _at,
        happy=_POINT,
        refused=(403, {"error": "forbidden"}),
        not_found=(404, {"error": "package not_found not found"}),
        rate_limited=(429, {"error": "too many requests"}),
        empty=(200, "", "unavailable"),
    ),
)
