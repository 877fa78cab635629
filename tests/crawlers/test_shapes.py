"""Publishers change their payloads: whatever is dropped, nulled or added, a parser gives documents or says why not.

Each source's own replies are changed leaf by leaf, and those of every other publisher are given to it. A parser may
yield documents or raise a ``SourceError``; anything else is a fault of ours. A leaf that nobody knows is reported, and
never costs the document.
"""

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawlers.registry import by_name
from crawlers.spider import ParsedDocument, SourceError, StoredResponse
from tests import replica
from tests.crawlers.toy import NOW
from tests.replica import Reply

#: Addresses as a caller may give them: none of them says what the address of a real request does.
ADDRESSES = ("https://file.invalid/body", "https://api.example/x?page={page}&from={offset}&limit=many", "body.json")
ODD_VALUES = (None, "", "\0", [], {}, 0, -1, 1e300, True, "2026-13-45", "abc", ["x"], [None], {"x": None}, [[]])
KINDS = ("drop", "odd", "repeat", "wrap")


def good_replies(name: str) -> list[Reply]:
    return [reply for reply in replica.replies(name) if reply.error is None and reply.payload.strip()]


def is_json(reply: Reply) -> bool:
    try:
        json.loads(reply.payload)
    except ValueError:  # text, markup, or JSON in a form that only its own parser reads
        return False
    return True


def read(name: str, reply: Reply, body: bytes, url: str | None = None) -> list[ParsedDocument]:
    response = StoredResponse(
        url=url or reply.url,
        status=reply.status,
        headers={header.lower(): value for header, value in reply.headers.items()},
        body=body,
        retrieved_at=NOW,
        request_body=reply.request_body,
    )
    return list(by_name(name).parse(response))


NAMES = replica.names()
#: Sources with replies whose top-level keys are data (packages, categories, filers): an unknown one is a row there.
KEYED = {"lmarena", "npm_downloads", "sec_edgar_company_list"}
FIELDED = [name for name in NAMES if name not in KEYED and any(map(is_json, good_replies(name)))]
CHANGED = settings(
    max_examples=20, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@CHANGED
def test_a_changed_payload_is_read_or_refused(name: str, data: st.DataObject) -> None:
    reply = data.draw(st.sampled_from(good_replies(name)))
    url = data.draw(st.sampled_from((None, *ADDRESSES)))
    body = _changed_json(reply, data) if is_json(reply) else _changed_text(reply, data)
    try:
        documents = read(name, reply, body, url)
    except SourceError as error:
        assert str(error), "an error is one sentence"
    else:
        assert documents, "a reply that is read without an error gives a document"


@pytest.mark.parametrize("name", NAMES)
def test_a_body_of_another_publisher_is_read_or_refused(name: str) -> None:
    for other in NAMES:
        happy = replica.replies(other)[0]
        try:
            assert read(name, happy, happy.payload, "https://moved.example/")
        except SourceError as error:
            assert str(error)


@pytest.mark.parametrize("name", FIELDED)
def test_an_unknown_leaf_is_reported_and_costs_no_document(name: str) -> None:
    for reply in filter(is_json, good_replies(name)):
        payload = json.loads(reply.payload)
        if isinstance(payload, dict):
            before = read(name, reply, reply.payload)
            grown = read(name, reply, json.dumps({**payload, "field_of_tomorrow": {"a": [1]}}).encode())
            assert [replace(document, unhandled=()) for document in grown] == before
            told = {leaf for document in grown for leaf in document.unhandled}
            assert told == {"field_of_tomorrow.a[]"}, reply.case


def _changed_json(reply: Reply, data: st.DataObject) -> bytes:
    payload = json.loads(reply.payload)
    for _ in range(data.draw(st.integers(1, 3))):
        places = list(_places(payload))
        if not places:
            break
        holder, key = places[data.draw(st.integers(0, len(places) - 1))]
        _change(holder, key, data)
    return json.dumps(payload).encode()


def _change(holder: Any, key: Any, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(KINDS))
    if kind == "drop":
        del holder[key]
    elif kind == "odd":
        holder[key] = copy.deepcopy(data.draw(st.sampled_from(ODD_VALUES)))
    elif kind == "repeat" and isinstance(holder, list):
        holder.append(copy.deepcopy(holder[key]))
    else:
        holder[key] = [holder[key]] if data.draw(st.booleans()) else {"value": holder[key]}


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a JSON value, as its holder and the key or index there."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in list(pairs):
        yield value, key
        yield from _places(child)


def _changed_text(reply: Reply, data: st.DataObject) -> bytes:
    """A text, page or feed with a piece cut out, or with a piece of it standing twice."""
    body = reply.payload
    begin = data.draw(st.integers(0, len(body) - 1))
    end = data.draw(st.integers(begin, min(len(body), begin + 400)))
    if data.draw(st.booleans()):
        return body[:begin] + body[end:] or b" "
    return body[:end] + body[begin:]
