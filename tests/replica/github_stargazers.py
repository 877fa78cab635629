"""Stars with dates, oldest first: two pages and what stands between them."""

from typing import Any

from crawlers.social.github import API, HEADERS
from tests.refusing import JSON, refusing, written
from tests.replica import Reply

_ASKED = {**HEADERS, "Accept": "application/vnd.github.star+json"}
_PAGES = f"{API}/repos/velorig/relay/stargazers?per_page=100&page="


def _star(login: str, number: int, starred_at: str, kind: str = "User") -> dict[str, Any]:
    return {
        "starred_at": starred_at,
        "user": {
            "login": login,
            "id": number,
            "node_id": f"U_{number}",
            "avatar_url": f"https://avatars.githubusercontent.com/u/{number}?v=4",
            "url": f"{API}/users/{login}",
            "type": kind,
            "user_view_type": "public",
            "site_admin": False,
        },
    }


_FIRST = [
    _star("early-bird", 1_200_345, "2023-02-01T10:00:00Z"),
    _star("velorig-ci", 88_100_000, "2023-02-03T08:00:00Z", "Organization"),
]
_BURST = [_star(f"bought-{place}", 201_400_100 + place, f"2026-01-09T03:00:{place:02d}Z") for place in range(5)]


def _at(case: str) -> str:
    return f"{API}/repos/velorig/{case.replace('_', '-')}/stargazers?per_page=100&page=1"


REPLIES = (
    Reply(
        case="happy",
        url=f"{_PAGES}1",
        body=written(_FIRST),
        headers={**JSON, "Link": f'<{_PAGES}2>; rel="next", <{_PAGES}2>; rel="last"'},
        request_headers=_ASKED,
    ),
    Reply(
        case="page_two",
        url=f"{_PAGES}2",
        body=written(_BURST),
        headers={**JSON, "Link": f'<{_PAGES}1>; rel="prev", <{_PAGES}1>; rel="first"'},
        request_headers=_ASKED,
    ),
    *refusing(
        _at,
        happy=_FIRST,
        refused=(401, {"message": "Requires authentication", "status": "401"}),
        not_found=(404, {"message": "Not Found", "status": "404"}),
        rate_limited=(
            403,
            {"message": "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."},
        ),
        empty=(200, [], "empty"),
        request_headers=_ASKED,
    ),
    Reply(
        case="beyond_the_end",
        url=f"{API}/repos/velorig/large/stargazers?per_page=100&page=401",
        status=422,
        body=written(
            {"message": "In order to keep the API fast for everyone, pagination is limited for this resource."}
        ),
        error="not_published",
        request_headers=_ASKED,
    ),
)
