"""Code search: two pages, an incomplete search with text matches, limits in GitHub's words, and no hit at all."""

from typing import Any

from crawlers.social.github import API, HEADERS
from tests.refusing import JSON, refusing, written
from tests.replica import Reply


def _repository(owner: str, name: str, kind: str, fork: bool = False) -> dict[str, Any]:
    return {
        "id": 77,
        "name": name,
        "full_name": f"{owner}/{name}",
        "owner": {"login": owner, "id": 5, "type": kind, "site_admin": False},
        "private": False,
        "html_url": f"https://github.com/{owner}/{name}",
        "description": "Gates of the yards",
        "fork": fork,
        "url": f"{API}/repos/{owner}/{name}",
    }


def _item(owner: str, name: str, path: str, kind: str = "Organization", **more: Any) -> dict[str, Any]:
    return {
        "name": path.rpartition("/")[2],
        "path": path,
        "sha": "aa11",
        "url": f"{API}/repositories/77/contents/{path}?ref=main",
        "git_url": f"{API}/repositories/77/git/blobs/aa11",
        "html_url": f"https://github.com/{owner}/{name}/blob/main/{path}",
        "repository": _repository(owner, name, kind, fork=bool(more.pop("fork", False))),
        "score": 1.0,
        **more,
    }


_FIRST = {
    "total_count": 3,
    "incomplete_results": False,
    "items": [
        _item("harbour-logistics", "gates", "requirements.txt"),
        _item("someone", "gates-fork", "requirements.txt", "User", fork=True),
    ],
}
_SECOND = {**_FIRST, "items": [_item("harbour-logistics", "yards", "services/api/requirements.txt")]}
_MATCHES = [{"object_url": f"{API}/x", "object_type": "FileContent", "property": "content", "fragment": "velorig==2.1",
             "matches": [{"text": "velorig", "indices": [0, 7]}]}]  # fmt: skip
_CUT_SEARCH = {**_FIRST, "incomplete_results": True, "items": [_item("a", "b", "c.txt", text_matches=_MATCHES)]}


def _at(case: str, page: int = 1) -> str:
    return f"{API}/search/code?q={case.replace('_', '-')}&per_page=2&page={page}"


REPLIES = (
    Reply(
        case="happy",
        url=_at("velorig"),
        body=written(_FIRST),
        headers={**JSON, "Link": f'<{_at("velorig", 2)}>; rel="next", <{_at("velorig", 2)}>; rel="last"'},
        request_headers=HEADERS,
    ),
    Reply(case="page_two", url=_at("velorig", 2), body=written(_SECOND), headers=JSON, request_headers=HEADERS),
    Reply(case="incomplete", url=_at("incomplete"), body=written(_CUT_SEARCH), headers=JSON, request_headers=HEADERS),
    Reply(
        case="secondary_limit",
        url=_at("secondary_limit"),
        status=403,
        body=written({"message": "You have exceeded a secondary rate limit. Please wait a few minutes."}),
        headers={**JSON, "Retry-After": "60"},
        error="rate_limited",
        request_headers=HEADERS,
    ),
    *refusing(
        _at,
        happy=_FIRST,
        refused=(401, {"message": "Requires authentication", "status": "401"}),
        not_found=(404, {"message": "Not Found", "status": "404"}),
        rate_limited=(429, {"message": "API rate limit exceeded for 192.0.2.1."}),
        empty=(200, {"total_count": 0, "incomplete_results": False, "items": []}, None),
        request_headers=HEADERS,
    ),
)
