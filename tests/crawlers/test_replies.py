"""What a reply amounts to: the body decides where it speaks, and the status where it does not."""

import gzip

import pytest

from crawlers.replies import html_of, json_of, text_of, unpacked, xml_of
from crawlers.spider import (
    BotPage,
    NotPublished,
    RateLimited,
    Refused,
    ShapeChanged,
    SourceError,
    StoredResponse,
    Truncated,
    Unavailable,
)
from tests.crawlers.toy import NOW
from tests.refusing import CHALLENGE

BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


def response(body: bytes | str, status: int = 200, **headers: str) -> StoredResponse:
    sent = body.encode() if isinstance(body, str) else body
    return StoredResponse(url="https://site.example/", status=status, headers=headers, body=sent, retrieved_at=NOW)


@pytest.mark.parametrize(
    "body, status, error",
    [
        ("", 200, Unavailable),
        ("", 404, NotPublished),
        ("", 410, NotPublished),
        ("", 401, Refused),
        ("", 403, Refused),
        ("", 451, Refused),
        ("", 429, RateLimited),
        ("", 502, Unavailable),
        ("rate limit exceeded", 403, RateLimited),
        ("Please limit requests to one every 5 seconds", 200, RateLimited),
        ("too many requests", 503, RateLimited),
        (CHALLENGE, 200, BotPage),
        (CHALLENGE, 403, BotPage),
        (CHALLENGE, 503, BotPage),
        ("<html><body>Welcome</body></html>", 200, BotPage),
        ('{"a": [1, 2', 200, Truncated),
        ('{"a": "unterm', 200, Truncated),
        ('{"a": 1,, "b": 2}', 200, ShapeChanged),
        ("[" * 100_000, 200, SourceError),
        ("words", 200, ShapeChanged),
    ],
)
def test_where_json_should_stand(body: str, status: int, error: type[SourceError]) -> None:
    with pytest.raises(error):
        json_of(response(body, status))


@pytest.mark.parametrize("body", ['{"a": 1}', '\ufeff {"a": 1}', '\n{"a": 1}\n', '{"a": 1}'])
def test_json_is_read_with_what_publishers_put_before_it(body: str) -> None:
    assert json_of(response(body)) == {"a": 1}


@pytest.mark.parametrize(
    "body, error",
    [
        (b"", Unavailable),
        (BOMB, ShapeChanged),
        (OUTSIDE, ShapeChanged),
        (b"<a><b></b>", Truncated),
        (b"<a><b></a>", ShapeChanged),
        (b"words", ShapeChanged),
        (CHALLENGE.encode(), BotPage),
    ],
)
def test_where_xml_should_stand(body: bytes, error: type[SourceError]) -> None:
    with pytest.raises(error):
        xml_of(response(body))


@pytest.mark.parametrize("before", [b"", b"\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_xml_may_begin_with_a_newline_or_a_mark(before: bytes) -> None:
    assert xml_of(response(before + b'<?xml version="1.0"?><a>1</a>')).text == "1"


@pytest.mark.parametrize(
    "body, error",
    [
        (b" ", Unavailable),
        (CHALLENGE.encode(), BotPage),
        (b"<html><head></head><body><p>cut", Truncated),
        (b'{"jobs": []}', ShapeChanged),
    ],
)
def test_where_a_page_should_stand(body: bytes, error: type[SourceError]) -> None:
    with pytest.raises(error):
        html_of(response(body))


def test_a_page_is_decoded_as_it_says() -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body>Dräger</body></html>'
    assert "Dräger" in html_of(response(page.encode("latin-1")))
    assert "Dräger" in html_of(response(page.encode(), **{"content-type": "text/html; charset=utf-8"}))


def test_a_page_that_quotes_a_challenge_is_content() -> None:
    page = f"<html><body><p>{'word ' * 30_000}</p><p>enable JavaScript and cookies to continue</p></body></html>"
    assert html_of(response(page))


def test_empty_text_is_no_text() -> None:
    with pytest.raises(Unavailable):
        text_of(response(" \n"))
    assert text_of(response("\ufeffUser-agent: *")) == "User-agent: *"


def test_what_unpacks_beyond_the_bound_is_refused() -> None:
    packed = gzip.compress(bytes(10_000))
    assert unpacked(response(packed), 10_000) == bytes(10_000)
    with pytest.raises(ShapeChanged, match="more than"):
        unpacked(response(packed), 9_999)
