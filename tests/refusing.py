"""The replies that are no evidence, for a replica's table: every publisher has them, each in its own words."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from tests.replica import Reply

_WAIT = {"Retry-After": "30"}
JSON = {"Content-Type": "application/json; charset=utf-8"}
HTML = {"Content-Type": "text/html; charset=utf-8"}
TEXT = {"Content-Type": "text/plain; charset=utf-8"}
XML = {"Content-Type": "application/xml; charset=utf-8"}

#: A challenge page, as it comes with 403 or 503, and from some networks with 200.
CHALLENGE = (
    "<!DOCTYPE html><html><head><title>Just a moment...</title></head>"
    "<body><noscript>Enable JavaScript and cookies to continue</noscript></body></html>"
)


def written(body: Any) -> str:
    """A body as it goes over the wire: text as it is, anything else as JSON."""
    return body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)


def cut(body: Any, share: float = 0.6) -> str:
    """The first part of a body, as a broken connection leaves it."""
    whole = written(body)
    return whole[: int(len(whole) * share)]


def refusing(
    at: Callable[[str], str],
    *,
    happy: Any,
    refused: tuple[int, Any] = (403, ""),
    not_found: tuple[int, Any] = (404, ""),
    rate_limited: tuple[int, Any] = (429, ""),
    empty: tuple[int, Any, str | None] = (200, "", "unavailable"),
    headers: Mapping[str, str] = JSON,
    request_headers: Mapping[str, str] | None = None,
) -> tuple[Reply, ...]:
    """The five required cases beside the happy one. ``at`` gives the address of a case; pairs are status and body.

    ``empty`` adds the kind of error that it amounts to, or ``None`` where an empty answer is an answer. A publisher
    that words its limits with another status than 429 is asked for 429 too, as the case ``too_many``.
    """

    def reply(case: str, status: int, body: Any, error: str | None, more: Mapping[str, str] | None = None) -> Reply:
        return Reply(
            case=case,
            url=at(case),
            status=status,
            body=written(body),
            headers={**headers, **(more or {})},
            error=error,
            request_headers=request_headers or {},
        )

    limited = ("rate_limited",) if rate_limited[0] == 429 else ("rate_limited", "too_many")
    return (
        reply("refused", *refused, "refused"),
        reply("not_found", *not_found, "not_published"),
        *(
            reply(case, 429 if case == "too_many" else rate_limited[0], rate_limited[1], "rate_limited", _WAIT)
            for case in limited
        ),
        reply("empty", *empty),
        reply("truncated", 200, cut(happy), "truncated"),
    )
