"""Reddit, not used live: a listing in today's shape, one as of 2016, and a post with a comment."""

from typing import Any

from tests.refusing import refusing, written
from tests.replica import Reply

_API = "https://oauth.reddit.com"


def _post(name: str, score: int, **more: Any) -> dict[str, Any]:
    data = {
        "subreddit": "logistics",
        "selftext": "",
        "author": "reader",
        "title": "Who uses Velorig?",
        "name": name,
        "score": score,
        "ups": score,
        "downs": 0,
        "num_comments": 5,
        "created_utc": 1767960000.0,
        "domain": "yardnews.example",
        "permalink": f"/r/logistics/comments/{name[3:]}/who_uses_velorig/",
        "url": "https://yardnews.example/who-uses-velorig",
        "over_18": False,
    }
    return {"kind": "t3", "data": data | more}


def _listing(*children: dict[str, Any], after: str | None = None) -> dict[str, Any]:
    return {
        "kind": "Listing",
        "data": {
            "after": after,
            "dist": len(children),
            "modhash": "",
            "geo_filter": "",
            "children": list(children),
            "before": None,
        },
    }


_NEW = _listing(_post("t3_1aa", 61, upvote_ratio=0.94, subreddit_subscribers=90_112, view_count=None), after="t3_1aa")
_OLD = _listing(_post("t3_5d7", 1, banned_by=None, from_kind=None, report_reasons=None))
_COMMENT = {
    "kind": "t1",
    "data": {"name": "t1_c", "id": "c", "author": "opsperson", "body": "We do.", "score": 7,
             "created_utc": 1767961000.0,
             "permalink": "/r/logistics/comments/1aa/who_uses_velorig/c/", "replies": "", "subreddit": "logistics"},
}  # fmt: skip
_THREAD = [_listing(_post("t3_1aa", 61)), _listing(_COMMENT, {"kind": "more", "data": {"count": 3, "children": ["d"]}})]


def _at(case: str) -> str:
    return f"{_API}/r/{case}/new"


REPLIES = (
    Reply(case="happy", url=_at("logistics"), body=written(_NEW)),
    Reply(case="listing_2016", url=f"{_API}/domain/velorig.example/new", body=written(_OLD)),
    Reply(case="thread", url=f"{_API}/comments/1aa", body=written(_THREAD)),
    *refusing(
        _at,
        happy=_NEW,
        refused=(403, {"message": "Forbidden", "error": 403, "reason": "private"}),
        not_found=(404, {"message": "Not Found", "error": 404}),
        rate_limited=(429, {"message": "Too Many Requests", "error": 429}),
        empty=(200, _listing(), "empty"),
    ),
)
