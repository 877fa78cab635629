"""YouTube: a channel whose counts are strings, one that hides its subscribers, videos, a search in two pages."""

from typing import Any

from tests.refusing import refusing, written
from tests.replica import Reply

_API = "https://www.googleapis.com/youtube/v3"


def _list(kind: str, items: list[dict[str, Any]], total: int | None = None, **more: str) -> dict[str, Any]:
    info = {"totalResults": len(items) if total is None else total, "resultsPerPage": 5}
    return {"kind": f"youtube#{kind}", "etag": "e1", **more, "pageInfo": info, "items": items}


def _channel(identifier: str, statistics: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": "youtube#channel",
        "etag": "e2",
        "id": identifier,
        "snippet": {
            "title": "Velorig",
            "description": "Yards and queues.",
            "customUrl": "@velorig",
            "publishedAt": "2023-02-01T09:00:00.123Z",
            "thumbnails": {"default": {"url": "https://yt3.example/1", "width": 88, "height": 88}},
            "localized": {"title": "Velorig", "description": "Yards and queues."},
            "country": "NO",
        },
        "statistics": statistics,
    }


_HAPPY = _list(
    "channelListResponse",
    [
        _channel(
            "UCvelorig",
            {"viewCount": "160361", "subscriberCount": "19300", "hiddenSubscriberCount": False, "videoCount": "52"},
        )
    ],
)
_HIDDEN = _list(
    "channelListResponse", [_channel("UChidden", {"viewCount": "9", "hiddenSubscriberCount": True, "videoCount": "1"})]
)
_VIDEO = {
    "kind": "youtube#video",
    "etag": "e3",
    "id": "aB3-xyz",
    "snippet": {
        "publishedAt": "2026-01-09T20:37:49Z",
        "channelId": "UCvelorig",
        "title": "Four yards & one queue",
        "description": "How Harbour Logistics works.",
        "thumbnails": {},
        "channelTitle": "Velorig",
        "tags": ["yards", "queues"],
        "categoryId": "28",
        "liveBroadcastContent": "none",
        "defaultAudioLanguage": "en",
    },
    "contentDetails": {"duration": "PT4M13S", "dimension": "2d", "definition": "hd"},
    "statistics": {"viewCount": "80412", "likeCount": "311", "favoriteCount": "0", "commentCount": "12"},
}
_FOUND = {
    "kind": "youtube#searchResult",
    "etag": "e4",
    "id": {"kind": "youtube#video", "videoId": "aB3-xyz"},
    "snippet": {
        "publishedAt": "2026-01-09T20:37:49Z",
        "channelId": "UCvelorig",
        "title": "Four yards &amp; one queue",
        "description": "How Harbour",
        "thumbnails": {},
        "channelTitle": "Velorig",
        "liveBroadcastContent": "none",
        "publishTime": "2026-01-09T20:37:49Z",
    },
}
_SEARCH = f"{_API}/search?part=snippet&q=Velorig&type=video&order=viewCount&maxResults=50"


def _error(code: int, message: str, reason: str) -> dict[str, Any]:
    return {
        "error": {
            "code": code,
            "message": message,
            "errors": [{"message": message, "domain": "youtube", "reason": reason}],
        }
    }


def _at(case: str) -> str:
    return f"{_API}/channels?part=snippet,statistics&id={case}"


REPLIES = (
    Reply(case="happy", url=f"{_API}/channels?part=snippet,statistics&forHandle=@velorig", body=written(_HAPPY)),
    Reply(case="hidden", url=_at("UChidden"), body=written(_HIDDEN)),
    Reply(
        case="video",
        url=f"{_API}/videos?part=snippet,statistics&id=aB3-xyz",
        body=written(_list("videoListResponse", [_VIDEO])),
    ),
    Reply(
        case="search",
        url=_SEARCH,
        body=written(_list("searchListResponse", [_FOUND], 1_000_000, nextPageToken="CBkQAA", regionCode="NO")),
    ),
    Reply(case="page_two", url=f"{_SEARCH}&pageToken=CBkQAA", body=written(_list("searchListResponse", [], 1_000_000))),
    *refusing(
        _at,
        happy=_HAPPY,
        refused=(400, _error(400, "API key not valid. Please pass a valid API key.", "badRequest")),
        not_found=(404, _error(404, "The channel specified in the id parameter cannot be found.", "channelNotFound")),
        rate_limited=(
            403,
            _error(403, "The request cannot be completed because you have exceeded your quota.", "quotaExceeded"),
        ),
        empty=(
            200,
            {"kind": "youtube#channelListResponse", "etag": "e", "pageInfo": {"totalResults": 0, "resultsPerPage": 5}},
            "empty",
        ),
    ),
)
