"""jsDelivr's statistics in both versions of its API."""

from tests.refusing import refusing, written
from tests.replica import Reply

_API = "https://data.jsdelivr.com/v1"
_STATS = {
    "hits": {
        "rank": 812,
        "typeRank": 790,
        "total": 5_210_004,
        "dates": {"2026-01-08": 170_000, "2026-01-09": 171_204},
        "prev": {"rank": 900, "typeRank": 880, "total": 4_100_000},
    },
    "bandwidth": {
        "rank": 1_100,
        "typeRank": 1_050,
        "total": 98_000_000_000,
        "dates": {"2026-01-08": 3_000_000_000},
        "prev": {"rank": 1_200, "typeRank": 1_150, "total": 80_000_000_000},
    },
    "links": {"self": f"{_API}/stats/packages/npm/@velorig/relay?period=month"},
}
_FIRST_VERSION = {
    "rank": 812,
    "total": 300,
    "dates": {"2020-01-08": {"total": 300, "versions": {"1.0.0": 300}}},
    "versions": {},
}


def _at(case: str) -> str:
    return f"{_API}/stats/packages/npm/{case}?period=month"


REPLIES = (
    Reply(case="happy", url=_at("@velorig/relay"), body=written(_STATS)),
    Reply(case="first_version", url=f"{_API}/package/npm/relay/stats", body=written(_FIRST_VERSION)),
    *refusing(
        _at,
        happy=_STATS,
        refused=(403, {"status": 403, "message": "Forbidden."}),
        not_found=(404, {"status": 404, "message": "Couldn't find the requested package: not found."}),
        rate_limited=(429, {"status": 429, "message": "Too many requests."}),
        empty=(200, "", "unavailable"),
    ),
)
