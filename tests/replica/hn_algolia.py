"""Hacker News search in both generations of its reply, and a thread with a deleted comment."""

from typing import Any

from tests.refusing import refusing, written
from tests.replica import Reply

_API = "https://hn.algolia.com/api/v1"
_SEARCH = f"{_API}/search_by_date?query=velorig.example&restrictSearchableAttributes=url&tags=story&hitsPerPage=100"


def _found(hits: list[dict[str, Any]], page: int, total: int = 3) -> dict[str, Any]:
    return {
        "exhaustive": {"nbHits": True, "typo": True},
        "exhaustiveNbHits": True,
        "exhaustiveTypo": True,
        "hits": hits,
        "hitsPerPage": 2,
        "nbHits": total,
        "nbPages": 2,
        "page": page,
        "params": "query=velorig.example",
        "processingTimeMS": 2,
        "processingTimingsMS": {"_request": {"roundTrip": 11}, "total": 2},
        "query": "velorig.example",
        "serverTimeMS": 3,
    }


_NEW = {
    "_highlightResult": {
        "title": {"matchLevel": "none", "matchedWords": [], "value": "Show HN: Relay, queues without a broker"}
    },
    "_tags": ["story", "author_mira", "story_41000001", "show_hn"],
    "author": "mira",
    "children": [41000009],
    "created_at": "2026-01-09T15:00:00Z",
    "created_at_i": 1767970800,
    "num_comments": 37,
    "objectID": "41000001",
    "points": 212,
    "story_id": 41000001,
    "story_text": "We made this at <i>Velorig</i>.<p>Tell us what breaks.",
    "title": "Show HN: Relay, queues without a broker",
    "updated_at": "2026-01-10T08:00:00Z",
    "url": "https://velorig.example/relay",
}
_OLD = {
    "created_at": "2021-06-01T10:00:00.000Z",
    "title": "Velorig raises a seed round",
    "url": "https://velorig.example/blog/seed",
    "author": "someone",
    "points": 3,
    "story_text": None,
    "comment_text": None,
    "num_comments": 0,
    "story_id": None,
    "story_title": None,
    "story_url": None,
    "parent_id": None,
    "created_at_i": 1622541600,
    "relevancy_score": 9000,
    "_tags": ["story", "author_someone", "story_27000001"],
    "objectID": "27000001",
    "_highlightResult": {},
}
_COMMENT = {
    "author": "opsperson",
    "comment_text": "We run <b>Relay</b> at work.",
    "created_at": "2026-01-09T16:00:00Z",
    "created_at_i": 1767974400,
    "objectID": "41000009",
    "parent_id": 41000001,
    "points": None,
    "story_id": 41000001,
    "story_title": "Show HN: Relay, queues without a broker",
    "story_url": "https://velorig.example/relay",
    "_tags": ["comment"],
}


def _comment(number: int, text: str | None, author: str | None, *children: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": number,
        "created_at": "2026-01-09T16:00:00.000Z",
        "created_at_i": 1767974400,
        "type": "comment",
        "author": author,
        "title": None,
        "url": None,
        "text": text,
        "points": None,
        "parent_id": 41000001,
        "story_id": 41000001,
        "children": list(children),
        "options": [],
    }


_THREAD = {
    "id": 41000001,
    "created_at": "2026-01-09T15:00:00.000Z",
    "created_at_i": 1767970800,
    "type": "story",
    "author": "mira",
    "title": "Show HN: Relay, queues without a broker",
    "url": "https://velorig.example/relay",
    "text": None,
    "points": 212,
    "parent_id": None,
    "story_id": 41000001,
    "options": [],
    "children": [
        _comment(41000009, "We run Relay at work.", "opsperson", _comment(41000010, "Which version?", "mira")),
        _comment(41000011, None, None),
    ],
}


def _at(case: str) -> str:
    return f"{_API}/search_by_date?query={case}&tags=story&hitsPerPage=100"


REPLIES = (
    Reply(case="happy", url=_SEARCH, body=written(_found([_NEW, _OLD], 0))),
    Reply(case="page_two", url=f"{_SEARCH}&page=1", body=written(_found([_COMMENT], 1))),
    Reply(case="thread", url=f"{_API}/items/41000001", body=written(_THREAD)),
    *refusing(
        _at,
        happy=_found([_NEW, _OLD], 0),
        refused=(403, {"message": "Method not allowed with this API key", "status": 403}),
        not_found=(404, {"status": 404, "error": "Not Found"}),
        rate_limited=(429, {"message": "Too many requests", "status": 429}),
        empty=(200, _found([], 0, total=0), None),
    ),
)
