"""Contributors, the most industrious first, with an anonymous one and a bot."""

from crawlers.social.github import API, HEADERS
from tests.refusing import JSON, refusing, written
from tests.replica import Reply

_PAGES = f"{API}/repos/velorig/relay/contributors?per_page=100&anon=1"
_FIRST = [
    {
        "login": "founder-one",
        "id": 5_000_001,
        "type": "User",
        "site_admin": False,
        "url": f"{API}/users/founder-one",
        "contributions": 812,
    },
    {
        "login": "upgrades[bot]",
        "id": 5_000_002,
        "type": "Bot",
        "site_admin": False,
        "url": f"{API}/users/upgrades",
        "contributions": 130,
    },
    {"email": "someone@velorig.example", "name": "Someone", "type": "Anonymous", "contributions": 58},
]


def _at(case: str) -> str:
    return f"{API}/repos/velorig/{case.replace('_', '-')}/contributors?per_page=100&anon=1"


REPLIES = (
    Reply(
        case="happy",
        url=_PAGES,
        body=written(_FIRST),
        headers={**JSON, "Link": f'<{_PAGES}&page=2>; rel="next", <{_PAGES}&page=2>; rel="last"'},
        request_headers=HEADERS,
    ),
    Reply(
        case="page_two",
        url=f"{_PAGES}&page=2",
        body=written([{"login": "one-typo", "id": 9, "type": "User", "site_admin": False, "contributions": 1}]),
        request_headers=HEADERS,
    ),
    *refusing(
        _at,
        happy=_FIRST,
        refused=(
            403,
            {"message": "The history or contributor list is too large to list contributors via the API."},
        ),
        not_found=(404, {"message": "Not Found", "status": "404"}),
        rate_limited=(429, {"message": "API rate limit exceeded for 192.0.2.1."}),
        empty=(204, "", "not_published"),
        request_headers=HEADERS,
    ),
)
