"""Mastodon: an account with a verified link, a hashtag's timeline in two pages, an instance in both versions."""

from typing import Any

from tests.refusing import JSON, refusing, written
from tests.replica import Reply

_HOST = "https://yards.example"
_ACCOUNT = {
    "id": "1001",
    "username": "velorig",
    "acct": "velorig",
    "display_name": "Velorig",
    "locked": False,
    "bot": False,
    "discoverable": True,
    "group": False,
    "created_at": "2022-11-03T00:00:00.000Z",
    "note": "<p>Queues for yards.</p>",
    "url": f"{_HOST}/@velorig",
    "uri": f"{_HOST}/users/velorig",
    "avatar": f"{_HOST}/a.png",
    "avatar_static": f"{_HOST}/a.png",
    "header": f"{_HOST}/h.png",
    "header_static": f"{_HOST}/h.png",
    "followers_count": 812,
    "following_count": 30,
    "statuses_count": 95,
    "last_status_at": "2026-01-09",
    "hide_collections": None,
    "noindex": False,
    "emojis": [],
    "roles": [],
    "fields": [
        {
            "name": "Site",
            "value": '<a href="https://velorig.example">velorig.example</a>',
            "verified_at": "2023-01-01T00:00:00Z",
        },
        {"name": "Office", "value": "Oslo", "verified_at": None},
    ],
}


def _status(number: str, text: str, favourites: int) -> dict[str, Any]:
    return {
        "id": number,
        "created_at": "2026-01-09T10:15:51.486Z",
        "in_reply_to_id": None,
        "in_reply_to_account_id": None,
        "sensitive": False,
        "spoiler_text": "",
        "visibility": "public",
        "language": "en",
        "uri": f"https://elsewhere.example/users/reader/statuses/{number}",
        "url": f"https://elsewhere.example/@reader/{number}",
        "replies_count": 1,
        "reblogs_count": 4,
        "favourites_count": favourites,
        "quotes_count": 0,
        "edited_at": None,
        "content": f"<p>{text}</p>",
        "reblog": None,
        "account": {**_ACCOUNT, "acct": "reader@elsewhere.example", "url": "https://elsewhere.example/@reader"},
        "media_attachments": [],
        "mentions": [],
        "tags": [{"name": "velorig", "url": f"{_HOST}/tags/velorig"}],
        "emojis": [],
        "card": None,
        "poll": None,
    }


_TAG = f"{_HOST}/api/v1/timelines/tag/velorig?limit=40"
_V1 = {
    "uri": "yards.example",
    "title": "Yards",
    "short_description": "",
    "description": "People of yards.",
    "email": "office@yards.example",
    "version": "3.5.3",
    "urls": {"streaming_api": "wss://yards.example"},
    "stats": {"user_count": 776, "status_count": 18749, "domain_count": 8044},
    "languages": ["en"],
    "registrations": True,
    "configuration": {"polls": {"max_options": 4}},
    "contact_account": _ACCOUNT,
    "rules": [],
}
_V2 = {
    "domain": "yards.example",
    "title": "Yards",
    "version": "4.4.0",
    "source_url": "https://github.com/mastodon/mastodon",
    "description": "People of yards.",
    "usage": {"users": {"active_month": 310}},
    "thumbnail": {"url": f"{_HOST}/t.png"},
    "languages": ["en"],
    "configuration": {},
    "registrations": {"enabled": True},
    "contact": {"email": "office@yards.example", "account": None},
    "rules": [],
}


def _at(case: str) -> str:
    return f"{_HOST}/api/v1/accounts/lookup?acct={case}"


REPLIES = (
    Reply(case="happy", url=f"{_HOST}/api/v1/accounts/lookup?acct=velorig", body=written(_ACCOUNT)),
    Reply(
        case="timeline",
        url=_TAG,
        body=written([_status("209", "Saw #velorig at the fair.", 18)]),
        headers={**JSON, "Link": f'<{_TAG}&max_id=209>; rel="next", <{_TAG}&min_id=209>; rel="prev"'},
    ),
    Reply(case="page_two", url=f"{_TAG}&max_id=209", body=written([_status("208", "Older.", 0)])),
    Reply(
        case="search",
        url=f"{_HOST}/api/v2/search?q=velorig",
        body=written({"accounts": [_ACCOUNT], "statuses": [], "hashtags": []}),
    ),
    Reply(case="instance", url=f"{_HOST}/api/v1/instance", body=written(_V1)),
    Reply(case="instance_v2", url=f"{_HOST}/api/v2/instance", body=written(_V2)),
    *refusing(
        _at,
        happy=_ACCOUNT,
        refused=(401, {"error": "This API requires an authenticated user"}),
        not_found=(404, {"error": "Record not found"}),
        rate_limited=(429, {"error": "Too many requests"}),
        empty=(200, [], "empty"),
    ),
)
