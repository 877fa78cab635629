"""Docker Hub: an image in the shapes of 2017 and of today, a namespace in two pages, an image's tags."""

from typing import Any

from tests.refusing import refusing, written
from tests.replica import Reply

_API = "https://hub.docker.com/v2/repositories"
_TODAY = {
    "user": "velorig",
    "name": "relay",
    "namespace": "velorig",
    "repository_type": "image",
    "status": 1,
    "status_description": "active",
    "description": "Queues for yards",
    "is_private": False,
    "is_automated": False,
    "star_count": 15,
    "pull_count": 231_874,
    "last_updated": "2026-01-05T18:25:13.998775Z",
    "last_modified": "2025-10-16T13:48:34.145251Z",
    "date_registered": "2023-06-28T02:51:42.494457Z",
    "collaborator_count": 0,
    "affiliation": None,
    "hub_user": "velorig",
    "has_starred": False,
    "full_description": "Read the manual.",
    "permissions": {"read": True, "write": False, "admin": False},
    "media_types": ["application/vnd.docker.container.image.v1+json"],
    "content_types": ["image"],
    "categories": [],
    "immutable_tags_settings": {"enabled": False, "rules": [".*"]},
    "storage_size": 9_106_287_451,
    "source": None,
}
_IN_2017 = {
    "user": "velorig",
    "name": "old",
    "namespace": "velorig",
    "repository_type": "image",
    "status": 1,
    "description": "",
    "is_private": False,
    "is_automated": True,
    "can_edit": False,
    "star_count": 2,
    "pull_count": 900,
    "last_updated": "2017-03-05T18:25:13.998775Z",
    "build_on_cloud": None,
    "has_starred": False,
    "full_description": None,
    "affiliation": None,
    "permissions": {"read": True, "write": False, "admin": False},
}
_TAG = {
    "creator": 1,
    "id": 7,
    "images": [{"architecture": "amd64", "size": 30_000_000}],
    "last_updated": "2026-01-05T18:25:13Z",
    "last_updater": 1,
    "last_updater_username": "builder",
    "name": "1.4.0",
    "repository": 9,
    "full_size": 30_000_000,
    "v2": True,
    "tag_status": "active",
    "tag_last_pulled": "2026-01-09T11:00:00Z",
    "tag_last_pushed": "2026-01-05T18:25:13Z",
    "media_type": "application/vnd.oci.image.index.v1+json",
    "content_type": "image",
    "digest": "sha256:00",
}
_LIST = f"{_API}/velorig/?page_size=100"


def _page(results: list[dict[str, Any]], following: str | None = None) -> dict[str, Any]:
    return {"count": 2, "next": following, "previous": None, "results": results}


def _at(case: str) -> str:
    return f"{_API}/velorig/{case}/"


REPLIES = (
    Reply(case="happy", url=_at("relay"), body=written(_TODAY)),
    Reply(case="shape_2017", url=_at("old"), body=written(_IN_2017)),
    Reply(case="namespace", url=_LIST, body=written(_page([_TODAY], f"{_LIST}&page=2"))),
    Reply(case="page_two", url=f"{_LIST}&page=2", body=written(_page([_IN_2017]))),
    Reply(case="tags", url=f"{_API}/velorig/relay/tags", body=written(_page([_TAG]))),
    *refusing(
        _at,
        happy=_TODAY,
        refused=(403, {"detail": "access denied"}),
        not_found=(
            404,
            {"message": "object not found", "errinfo": {"namespace": "velorig", "repository": "not_found"}},
        ),
        rate_limited=(429, "Rate limit exceeded"),
        empty=(200, _page([]), "empty"),
    ),
)
