"""Errors that a publisher states in JSON, whatever the status: the words say which of ours they are."""

import re
from collections.abc import Mapping
from typing import Any

from crawlers.replies import json_value, limited, raise_for_status, speaks_of_limit
from crawlers.spider import NotPublished, RateLimited, Refused, ShapeChanged, SourceError, StoredResponse, Unavailable

_NOTHING = re.compile(
    r"not.?found|does not exist|no such|could not find|unable to resolve|invalid handle|not exist", re.I
)
_NOT_ALLOWED = re.compile(r"permission|denied|forbidden|unauthori[sz]ed|credential|api key|invalid|not allowed", re.I)
_TROUBLE = re.compile(r"internal|backend|unavailable|upstream|timeout|try again later", re.I)
_WORDS = ("message", "error", "detail", "title", "reason", "errorMessage", "error_description")


def stated_error(response: StoredResponse, words: str) -> SourceError:
    """The ``SourceError`` that an error's own words amount to; ``Refused`` where they say only that it is one."""
    where = f"{response.url} says {' '.join(words.split())[:160]!r}"
    if speaks_of_limit(words) or response.status == 429:
        return RateLimited(f"{where}: {limited(response)}")
    if _NOTHING.search(words) or response.status in (404, 410):
        return NotPublished(where)
    if response.status >= 500 or (_TROUBLE.search(words) and not _NOT_ALLOWED.search(words)):
        return Unavailable(where)
    return Refused(where)


def content_of(response: StoredResponse, *keys: str, keyed: bool = False) -> Any:
    """The JSON of a reply that carries content: a list, or an object with one of ``keys``.

    ``keyed`` says that the object's own keys are data, so that any object of objects is content. Any other object is an
    error and raised as what it says; an object that says nothing is ``ShapeChanged``.
    """
    payload = json_value(response)
    if isinstance(payload, list) or (isinstance(payload, Mapping) and any(key in payload for key in keys)):
        return payload
    if keyed and isinstance(payload, Mapping) and any(isinstance(value, Mapping) for value in payload.values()):
        return payload
    words = _said(payload) if isinstance(payload, Mapping) else ""
    if words:
        raise stated_error(response, words)
    raise_for_status(response)
    raise ShapeChanged(f"{response.url} holds none of the documented fields")


def _said(payload: Mapping[str, Any]) -> str:
    parts = [str(payload[key]) for key in _WORDS if isinstance(payload.get(key), str | int)]
    nested = payload.get("errors")
    if isinstance(nested, list):
        parts.extend(_said(item) if isinstance(item, Mapping) else str(item) for item in nested)
    inner = payload.get("error")
    if isinstance(inner, Mapping):
        parts.append(_said(inner))
    return " ".join(dict.fromkeys(part for part in parts if part))
