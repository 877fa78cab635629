"""GitHub repositories, as one object, as an organisation's list, and moved."""

from typing import Any

from crawlers.social.github import API, HEADERS
from tests.refusing import JSON, refusing, written
from tests.replica import Reply

DOCS = "https://docs.github.com/rest"


def repository(name: str, stars: int, number: int, *, single: bool = True) -> dict[str, Any]:
    """One repository in the shape that the API documents; only the single one counts its subscribers."""
    owner, short = name.split("/")
    address = f"{API}/repos/{name}"
    payload: dict[str, Any] = {
        "id": number,
        "node_id": f"R_{number}",
        "name": short,
        "full_name": name,
        "private": False,
        "owner": {
            "login": owner,
            "id": 900_001,
            "type": "Organization",
            "url": f"{API}/users/{owner}",
            "site_admin": False,
        },
        "html_url": f"https://github.com/{name}",
        "description": f"The {short} of {owner}.",
        "fork": False,
        "url": address,
        "stargazers_url": f"{address}/stargazers",
        "created_at": "2023-02-01T09:00:00Z",
        "updated_at": "2026-01-10T09:00:00Z",
        "pushed_at": "2026-01-09T17:30:00Z",
        "homepage": None,
        "size": 2048,
        "stargazers_count": stars,
        "watchers_count": stars,
        "language": "Go",
        "has_issues": True,
        "has_discussions": False,
        "forks_count": 41,
        "mirror_url": None,
        "archived": False,
        "disabled": False,
        "open_issues_count": 12,
        "license": {
            "key": "apache-2.0",
            "name": "Apache License 2.0",
            "spdx_id": "Apache-2.0",
            "url": f"{API}/licenses/apache-2.0",
        },
        "allow_forking": True,
        "web_commit_signoff_required": False,
        "topics": ["routing", "queues"],
        "visibility": "public",
        "forks": 41,
        "open_issues": 12,
        "watchers": stars,
        "default_branch": "main",
    }
    if single:
        payload |= {"network_count": 41, "subscribers_count": 19, "temp_clone_token": None}
    return payload


def _at(case: str) -> str:
    return f"{API}/repos/velorig/{case.replace('_', '-')}"


_LIST = f"{API}/orgs/velorig/repos?type=sources&per_page=100"
_HAPPY = repository("velorig/relay", 1204, 70_000_001)

REPLIES = (
    Reply(case="happy", url=f"{API}/repos/velorig/relay", body=written(_HAPPY), request_headers=HEADERS),
    Reply(
        case="list",
        url=_LIST,
        body=written(
            [
                repository("velorig/relay", 1204, 70_000_001, single=False),
                repository("velorig/docs", 8, 70_000_002, single=False),
            ]
        ),
        headers={**JSON, "Link": f'<{_LIST}&page=2>; rel="next", <{_LIST}&page=2>; rel="last"'},
        request_headers=HEADERS,
    ),
    Reply(
        case="page_two",
        url=f"{_LIST}&page=2",
        body=written([repository("velorig/old", 0, 70_000_003, single=False)]),
        request_headers=HEADERS,
    ),
    *refusing(
        _at,
        happy=_HAPPY,
        refused=(401, {"message": "Bad credentials", "documentation_url": DOCS, "status": "401"}),
        not_found=(404, {"message": "Not Found", "documentation_url": DOCS, "status": "404"}),
        rate_limited=(403, {"message": "API rate limit exceeded for 192.0.2.1.", "documentation_url": DOCS}),
        empty=(200, [], "empty"),
        request_headers=HEADERS,
    ),
    Reply(
        case="blocked",
        url=_at("blocked"),
        status=451,
        body=written(
            {"message": "Repository access blocked", "block": {"reason": "dmca", "created_at": "2025-05-01T00:00:00Z"}}
        ),
        error="refused",
        request_headers=HEADERS,
    ),
)
