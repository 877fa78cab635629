"""GitHub's REST API as every source on it needs it: headers, errors by their message, pages by the Link header.

Shared by the social wing's counters and the deployment wing's code search and contents. GitHub says "too many requests"
with 403 or 429 and a sentence, "not allowed" with 401 or 403 and a sentence, a renamed repository with 301 and the new
address; so the sentence decides.
"""

import re
from collections.abc import Mapping
from typing import Any

from crawlers.addresses import whole_of
from crawlers.replies import json_value, raise_for_status
from crawlers.spider import (
    NotPublished,
    RateLimited,
    Refused,
    ShapeChanged,
    SourceError,
    StoredResponse,
    Target,
    Unavailable,
)

API = "https://api.github.com"
HEADERS: Mapping[str, str] = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}

#: Publisher, terms and limits, the same for every source here.
TERMS = "API terms of service allow reading public data within the limits (read 2026-11)"
ROBOTS = "does not apply: documented API; github.com pages are closed to robots and are not read"
RATE = 1.0  #: a second; 60 an hour without a token and 5,000 with one are the publisher's own limits

_LIMITED = re.compile(r"rate limit|abuse detection|too many requests|secondary", re.I)
_REFUSED = re.compile(
    r"bad credentials|requires authentication|must have|not accessible|forbidden|access blocked|unavailable for legal"
    r"|saml|too large to list|resource protected|must be authenticated|validation failed|suspended",
    re.I,
)
_NOTHING = re.compile(
    r"not found|repository is empty|no longer available|pagination is limited|issues are disabled", re.I
)
_TROUBLE = re.compile(r"server error|timed out|temporarily unavailable|unicorn", re.I)
_REPOSITORY = re.compile(r"/repos/([^/]+/[^/?]+)")
_LINK = re.compile(r'<([^>]+)>\s*;\s*rel="?(\w+)"?')


def github_reply(response: StoredResponse) -> Any:
    """The JSON of a GitHub reply; raises the ``SourceError`` that its message or its status amounts to.

    A body with a ``message`` and none of an object's own fields is an error, whatever its status; a file has none.
    """
    if response.status == 204:
        raise NotPublished(f"{response.url} has no content: the repository is empty")
    payload = json_value(response)
    if isinstance(payload, dict) and isinstance(payload.get("message"), str) and "id" not in payload:
        raise _stated(response, payload["message"])
    raise_for_status(response)
    return payload


def _stated(response: StoredResponse, message: str) -> SourceError:
    where = f"GitHub says {message!r} of {response.url}"
    if _LIMITED.search(message) or response.status == 429 or response.headers.get("x-ratelimit-remaining") == "0":
        wait = response.headers.get("retry-after")
        return RateLimited(where + (f"; retry after {wait} seconds" if wait else ""))
    if _NOTHING.search(message) or response.status in (404, 410):
        return NotPublished(where)
    if _REFUSED.search(message) or response.status in (401, 403, 451, 422):
        return Refused(where)
    if _TROUBLE.search(message) or response.status >= 500:
        return Unavailable(where)
    return ShapeChanged(where)


def repository_of(url: str) -> str | None:
    """``owner/name`` of an API address, or ``None`` for an address by number (renamed repositories)."""
    found = _REPOSITORY.search(url)
    return found.group(1) if found else None


def repository_named(target: Target) -> str | None:
    """The repository that identity found for a target: ``packages["github"]``, completed by its organisation."""
    named = target.packages.get("github")
    if not named or "/" in named:
        return named or None
    return f"{target.github_org}/{named}" if target.github_org else None


def page_links(response: StoredResponse) -> dict[str, str]:
    """The Link header as relation -> address: ``next``, ``last``, ``prev``, ``first``."""
    return {relation: url for url, relation in _LINK.findall(response.headers.get("link", ""))}


def page_number(url: str) -> int:
    """The ``page`` of an address, 1 where it is absent."""
    return whole_of(url, "page", 1)
