"""X: a user with public metrics, posts, counts in two pages, and errors that come with 200."""

from tests.refusing import refusing, written
from tests.replica import Reply

_API = "https://api.x.com/2"
_FIELDS = "user.fields=public_metrics,created_at,verified,verified_type,description"
_USER = {
    "data": {
        "id": "900000000001",
        "name": "Velorig",
        "username": "velorig",
        "verified": True,
        "verified_type": "business",
        "protected": False,
        "created_at": "2023-02-01T09:00:00.000Z",
        "description": "Queues for yards.",
        "entities": {"url": {"urls": []}},
        "public_metrics": {
            "followers_count": 48_210,
            "following_count": 12,
            "tweet_count": 730,
            "listed_count": 95,
            "like_count": 44,
            "media_count": 60,
        },
    }
}
_POSTS = {
    "data": [
        {
            "id": "1700000000000000001",
            "text": "Four yards, one queue. https://t.co/x",
            "author_id": "900000000001",
            "created_at": "2026-01-09T12:00:00.000Z",
            "lang": "en",
            "edit_history_tweet_ids": ["1700000000000000001"],
            "public_metrics": {
                "retweet_count": 12,
                "reply_count": 3,
                "like_count": 140,
                "quote_count": 1,
                "bookmark_count": 9,
                "impression_count": 51_200,
            },
        }
    ],
    "includes": {"users": [{"id": "900000000001", "name": "Velorig", "username": "velorig"}]},
    "meta": {"newest_id": "1700000000000000001", "oldest_id": "1700000000000000001", "result_count": 1},
}
_COUNTS = f"{_API}/tweets/counts/recent?query=velorig&granularity=day"
_DAY = {"start": "2026-01-08T00:00:00.000Z", "end": "2026-01-09T00:00:00.000Z", "tweet_count": 17}
_MISSING = {
    "errors": [
        {
            "value": "nobody",
            "detail": "Could not find user with username: [nobody].",
            "title": "Not Found Error",
            "resource_type": "user",
            "type": "https://api.twitter.com/2/problems/resource-not-found",
        }
    ]
}


def _at(case: str) -> str:
    return f"{_API}/users/by/username/{case}?{_FIELDS}"


REPLIES = (
    Reply(case="happy", url=_at("velorig"), body=written(_USER)),
    Reply(case="posts", url=f"{_API}/users/900000000001/tweets", body=written(_POSTS)),
    Reply(
        case="counts",
        url=_COUNTS,
        body=written({"data": [_DAY], "meta": {"total_tweet_count": 17, "next_token": "n1"}}),
    ),
    Reply(
        case="page_two", url=f"{_COUNTS}&next_token=n1", body=written({"data": [], "meta": {"total_tweet_count": 0}})
    ),
    *refusing(
        _at,
        happy=_USER,
        refused=(401, {"title": "Unauthorized", "type": "about:blank", "status": 401, "detail": "Unauthorized"}),
        not_found=(200, _MISSING),
        rate_limited=(
            429,
            {"title": "Too Many Requests", "detail": "Too Many Requests", "type": "about:blank", "status": 429},
        ),
        empty=(200, {"meta": {"result_count": 0}}, "empty"),
    ),
    Reply(
        case="credits",
        url=_at("credits"),
        status=402,
        body=written({"title": "CreditsDepleted", "detail": "Your account has no credits.", "type": "about:blank"}),
        error="refused",
    ),
)
