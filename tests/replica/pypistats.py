"""pypistats: recent downloads with a day of 0, the daily series by mirrors, a missing package as an HTML page."""

from tests.refusing import HTML, refusing, written
from tests.replica import Reply

_API = "https://pypistats.org/api/packages"
_RECENT = {
    "data": {"last_day": 0, "last_month": 157_236, "last_week": 39_375},
    "package": "velorig",
    "type": "recent_downloads",
}
_OVERALL = {
    "data": [
        {"category": "without_mirrors", "date": "2026-01-08", "downloads": 5_100},
        {"category": "without_mirrors", "date": "2026-01-09", "downloads": 41_000},
    ],
    "package": "velorig",
    "type": "overall_downloads",
}
_MISSING = "<!DOCTYPE HTML><html lang=en><title>404 Not Found</title><h1>Not Found</h1></html>"


def _at(case: str) -> str:
    return f"{_API}/{case.replace('_', '-')}/recent"


REPLIES = (
    Reply(case="happy", url=_at("velorig"), body=written(_RECENT)),
    Reply(case="series", url=f"{_API}/velorig/overall?mirrors=false", body=written(_OVERALL)),
    Reply(case="missing_page", url=_at("missing"), status=404, body=_MISSING, headers=HTML, error="not_published"),
    *refusing(
        _at,
        happy=_RECENT,
        refused=(403, ""),
        not_found=(404, "404"),
        rate_limited=(429, "RATE LIMIT EXCEEDED"),
        empty=(200, {"data": [], "package": "velorig", "type": "overall_downloads"}, "empty"),
    ),
)
