"""Wikimedia: monthly views of an article, the most read of a day, and the problem that stands for no data."""

from typing import Any

from tests.refusing import refusing, written
from tests.replica import Reply

_API = "https://wikimedia.org/api/rest_v1/metrics/pageviews"


def _month(timestamp: str, views: int) -> dict[str, Any]:
    return {
        "project": "en.wikipedia",
        "article": "Velorig",
        "granularity": "monthly",
        "timestamp": timestamp,
        "access": "all-access",
        "agent": "user",
        "views": views,
    }


_HAPPY = {"items": [_month("2025110100", 812), _month("2025120100", 9_004)]}
_TOP = {
    "items": [
        {
            "project": "en.wikipedia",
            "access": "all-access",
            "year": "2026",
            "month": "01",
            "day": "09",
            "articles": [
                {"article": "Main_Page", "views": 5_000_000, "rank": 1},
                {"article": "Velorig", "views": 41_000, "rank": 92},
            ],
        }
    ]
}


def _at(case: str) -> str:
    return f"{_API}/per-article/en.wikipedia/all-access/user/{case}/monthly/20200101/20991231"


REPLIES = (
    Reply(case="happy", url=_at("Velorig"), body=written(_HAPPY)),
    Reply(case="most_read", url=f"{_API}/top/en.wikipedia/all-access/2026/01/09", body=written(_TOP)),
    *refusing(
        _at,
        happy=_HAPPY,
        refused=(403, "Please set a user-agent and respect our robot policy."),
        not_found=(
            404,
            {
                "type": "about:blank",
                "method": "get",
                "title": "Not Found",
                "status": 404,
                "detail": "The date(s) you used are valid, but we either do not have data for those date(s),"
                " or the project you asked for is not loaded yet.",
                "uri": "/analytics.wikimedia.org/v1/pageviews",
            },
        ),
        rate_limited=(429, {"title": "Too Many Requests", "status": 429}),
        empty=(200, {"items": []}, "empty"),
    ),
)
