"""Traffic as a repository's owner reads it: views by day, referrers."""

from crawlers.social.github import API, HEADERS
from tests.refusing import refusing, written
from tests.replica import Reply

_VIEWS = {
    "count": 120,
    "uniques": 33,
    "views": [
        {"timestamp": "2026-01-05T00:00:00Z", "count": 100, "uniques": 20},
        {"timestamp": "2026-01-06T00:00:00Z", "count": 20, "uniques": 15},
    ],
}
_CLONES = {"count": 900, "uniques": 2, "clones": [{"timestamp": "2026-01-05T00:00:00Z", "count": 900, "uniques": 2}]}
_REFERRERS = [{"referrer": "news.ycombinator.com", "count": 61, "uniques": 40}]


def _at(case: str) -> str:
    return f"{API}/repos/velorig/{case.replace('_', '-')}/traffic/views"


REPLIES = (
    Reply(case="happy", url=f"{API}/repos/velorig/relay/traffic/views", body=written(_VIEWS), request_headers=HEADERS),
    Reply(
        case="clones", url=f"{API}/repos/velorig/relay/traffic/clones", body=written(_CLONES), request_headers=HEADERS
    ),
    Reply(
        case="referrers",
        url=f"{API}/repos/velorig/relay/traffic/popular/referrers",
        body=written(_REFERRERS),
        request_headers=HEADERS,
    ),
    *refusing(
        _at,
        happy=_VIEWS,
        refused=(403, {"message": "Must have push access to repository"}),
        not_found=(404, {"message": "Not Found"}),
        rate_limited=(403, {"message": "API rate limit exceeded for user ID 1."}),
        empty=(200, {"count": 0, "uniques": 0, "views": []}, None),
        request_headers=HEADERS,
    ),
)
