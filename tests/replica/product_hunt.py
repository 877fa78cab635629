"""Product Hunt, not used live: posts by GraphQL, and errors that come with 200."""

from tests.refusing import refusing, written
from tests.replica import Reply

_API = "https://api.producthunt.com/v2/api/graphql"
_NODE = {
    "id": "853105",
    "name": "Relay",
    "slug": "relay-by-velorig",
    "tagline": "Queues without a broker",
    "description": "Queues.",
    "url": "https://www.producthunt.com/posts/relay-by-velorig?utm_medium=api-v2",
    "website": "https://www.producthunt.com/r/1",
    "votesCount": 245,
    "commentsCount": 35,
    "reviewsCount": 0,
    "reviewsRating": 0,
    "createdAt": "2026-01-09T08:01:00Z",
    "featuredAt": None,
    "thumbnail": {"url": "https://ph-files.example/1"},
    "topics": {"edges": [{"node": {"id": "268", "name": "Artificial Intelligence", "followersCount": 444_637}}]},
    "user": {"name": "[REDACTED]"},
}
_HAPPY = {
    "data": {
        "posts": {
            "edges": [{"cursor": "MQ", "node": _NODE}],
            "pageInfo": {"hasNextPage": False, "endCursor": "MQ"},
            "totalCount": 1,
        }
    }
}


def _at(case: str) -> str:
    return f"{_API}?case={case}"


REPLIES = (
    Reply(case="happy", url=_API, body=written(_HAPPY)),
    *refusing(
        _at,
        happy=_HAPPY,
        refused=(
            401,
            {"errors": [{"error": "invalid_oauth_token", "error_description": "Please supply a valid access token."}]},
        ),
        not_found=(404, {"errors": [{"message": "Not found"}]}),
        rate_limited=(
            429,
            {
                "errors": [
                    {"error": "rate_limit_reached", "error_description": "Sorry. You have exceeded the API rate limit"}
                ]
            },
        ),
        empty=(200, {"data": {"posts": {"edges": [], "pageInfo": {"hasNextPage": False}, "totalCount": 0}}}, "empty"),
    ),
)
