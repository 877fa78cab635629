"""Bluesky: a profile, profiles, a feed with a repost, a search, a resolved handle; errors as the AppView words them."""

from typing import Any

from tests.refusing import JSON, refusing, written
from tests.replica import Reply

_API = "https://public.api.bsky.app/xrpc"
_HANDLE = "velorig.example"
_DID = "did:plc:velorig0000000000000000a"


def _profile(handle: str, followers: int) -> dict[str, Any]:
    return {
        "did": _DID,
        "handle": handle,
        "displayName": "Velorig",
        "avatar": "https://cdn.bsky.app/img/avatar/1",
        "associated": {
            "lists": 1,
            "feedgens": 0,
            "starterPacks": 2,
            "labeler": False,
            "chat": {"allowIncoming": "none"},
        },
        "viewer": {"muted": False, "blockedBy": False},
        "labels": [],
        "createdAt": "2023-09-19T15:47:01.417Z",
        "description": "Queues for yards.\nhttps://velorig.example",
        "indexedAt": "2026-01-09T18:24:05.352Z",
        "followersCount": followers,
        "followsCount": 12,
        "postsCount": 340,
        "verification": {"verifications": [], "verifiedStatus": "valid", "trustedVerifierStatus": "none"},
    }


def _post(handle: str, key: str, text: str, likes: int, embed: dict[str, Any] | None = None) -> dict[str, Any]:
    post: dict[str, Any] = {
        "uri": f"at://{_DID}/app.bsky.feed.post/{key}",
        "cid": f"bafy{key}",
        "author": {"did": _DID, "handle": handle, "displayName": "Somebody", "labels": []},
        "record": {
            "$type": "app.bsky.feed.post",
            "createdAt": "2026-01-09T12:00:00.000Z",
            "langs": ["en"],
            "text": text,
        },
        "replyCount": 1,
        "repostCount": 2,
        "likeCount": likes,
        "quoteCount": 0,
        "indexedAt": "2026-01-09T12:00:01.000Z",
        "viewer": {"threadMuted": False},
        "labels": [],
    }
    return post | ({"embed": embed} if embed else {})


_LINK = {
    "$type": "app.bsky.embed.external#view",
    "external": {"uri": "https://velorig.example/news/harbour", "title": "Harbour", "description": ""},
}
_FEED = {
    "feed": [
        {"post": _post(_HANDLE, "3aaa", "Harbour Logistics runs four yards on Relay.", 9, _LINK)},
        {
            "post": _post("opsperson.example", "3bbb", "We switched to Relay.", 41),
            "reason": {
                "$type": "app.bsky.feed.defs#reasonRepost",
                "by": {"handle": _HANDLE},
                "indexedAt": "2026-01-09T13:00:00Z",
            },
        },
    ],
    "cursor": "2026-01-08T00:00:00Z",
}
_FEED_URL = f"{_API}/app.bsky.feed.getAuthorFeed?actor={_HANDLE}&limit=100&filter=posts_no_replies"


def _at(case: str) -> str:
    return f"{_API}/app.bsky.actor.getProfile?actor={case.replace('_', '-')}.example"


REPLIES = (
    Reply(case="happy", url=f"{_API}/app.bsky.actor.getProfile?actor={_HANDLE}", body=written(_profile(_HANDLE, 554))),
    Reply(
        case="profiles",
        url=f"{_API}/app.bsky.actor.getProfiles?actors={_HANDLE}&actors=rival.example",
        body=written({"profiles": [_profile(_HANDLE, 554), _profile("rival.example", 12_000)]}),
    ),
    Reply(case="feed", url=_FEED_URL, body=written(_FEED)),
    Reply(
        case="page_two",
        url=f"{_FEED_URL}&cursor=2026-01-08T00:00:00Z",
        body=written({"feed": [{"post": _post(_HANDLE, "3ccc", "Hello.", 1)}]}),
    ),
    Reply(
        case="search",
        url=f"{_API}/app.bsky.feed.searchPosts?q=velorig",
        body=written(
            {"posts": [_post("reader.example", "3ddd", "Velorig looks useful.", 3)], "cursor": "25", "hitsTotal": 70}
        ),
    ),
    Reply(
        case="handle",
        url=f"{_API}/com.atproto.identity.resolveHandle?handle={_HANDLE}",
        body=written({"did": _DID}),
    ),
    *refusing(
        _at,
        happy=_profile(_HANDLE, 554),
        refused=(401, {"error": "AuthMissing", "message": "Authentication Required"}),
        not_found=(400, {"error": "InvalidRequest", "message": "Profile not found"}),
        rate_limited=(429, {"error": "RateLimitExceeded", "message": "Rate Limit Exceeded"}),
        empty=(200, {"profiles": []}, "empty"),
    ),
    Reply(
        case="search_closed",
        url=f"{_API}/app.bsky.feed.searchPosts?q=closed",
        status=403,
        body="<html><body><h1>403 Forbidden</h1>\nRequest forbidden by administrative rules.\n</body></html>",
        headers={**JSON, "Content-Type": "text/html"},
        error="refused",
    ),
)
