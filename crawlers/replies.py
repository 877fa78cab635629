"""What a reply amounts to, read off its status and its body, before any parser looks for evidence in it.

Publishers say the same thing in many ways: a limit comes as 429, as 403 with a sentence, or as 200 with plain text; a
challenge page comes with 200. So the body decides where it speaks, and the status where it does not. Publishers with
words of their own (GitHub, YouTube, SEC) read those first and then come here. The bodies are opened here too: JSON, XML
without entities, HTML, text.
"""

import gzip
import json
import re
import zlib
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from w3lib.encoding import html_to_unicode

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

_LIMIT = re.compile(
    r"rate.?limit|too many requests|quota.?exceeded|abuse detection|limit requests to|throttled|request rate threshold",
    re.I,
)
#: Markup of challenge and consent pages that an ordinary page, even one behind the same network, does not carry.
_CHALLENGE = re.compile(
    rb"<title>\s*(?:Just a moment|Attention Required! \| Cloudflare|Access Denied|Pardon Our Interruption"
    rb"|Robot or human|Are you a robot|Access to this page has been denied|(?:Human|Bot) Verification"
    rb"|Before you continue|DDoS-Guard)"
    rb"|cf_chl_opt|captcha-delivery\.com/|_Incapsula_Resource|id=[\"']px-captcha"
    rb"|Our systems have detected unusual traffic|action=[\"']https://consent\.(?:google|youtube|yahoo)\."
    rb"|enable JavaScript and cookies to continue",
    re.I,
)
_LONGEST_CHALLENGE = 120_000  #: bytes; above it a page is content, whatever it quotes
_MARKUP = ("<!doctype", "<html", "<head", "<body", "<?xml", "<error", "<center")
#: expat's words for a document that stops too early.
_CUT = re.compile(r"no element found|unclosed token|unclosed CDATA")


def raise_for_status(response: StoredResponse) -> None:
    """Raise the ``SourceError`` that the status amounts to, corrected by what the body says; return on success."""
    status = response.status
    if 200 <= status < 300:
        return
    if is_challenge(response.body):
        raise BotPage(f"{response.url} answered {status} with a challenge page")
    if status == 429 or (status in (400, 401, 403, 503) and speaks_of_limit(response.body[:4_096].decode("latin-1"))):
        raise RateLimited(limited(response))
    if status in (404, 410):
        raise NotPublished(f"{response.url} answered {status}: nothing is published there")
    if status >= 500 or status == 408:
        raise Unavailable(f"{response.url} answered {status}")
    raise Refused(f"{response.url} answered {status}: {excerpt(response)}")


def limited(response: StoredResponse) -> str:
    """The sentence of a ``RateLimited``, with the wait that the publisher asks for where it says one."""
    wait = response.headers.get("retry-after")
    return f"{response.url} asks for fewer requests" + (f", retry after {wait}" if wait else "")


def speaks_of_limit(words: str) -> bool:
    """Whether an error's own words are about too many requests."""
    return _LIMIT.search(words) is not None


def is_challenge(body: bytes) -> bool:
    """Whether a challenge or consent page stands where content should."""
    return len(body) <= _LONGEST_CHALLENGE and is_markup(body) and _CHALLENGE.search(body) is not None


def is_markup(body: bytes) -> bool:
    """Whether a body is HTML or XML rather than JSON or text."""
    return body[:512].decode("latin-1").lstrip("\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP)


def excerpt(response: StoredResponse) -> str:
    """The first words of a body, for a sentence that says what was refused."""
    if is_markup(response.body):
        return "a page of markup"
    words = response.body[:160].decode("utf-8", "replace").split()
    return " ".join(words) or "an empty body"


def json_of(response: StoredResponse) -> Any:
    """The JSON value of a successful reply; else the ``SourceError`` that stands in its place."""
    raise_for_status(response)
    return json_value(response)


def json_value(response: StoredResponse) -> Any:
    """The JSON value of a body whatever the status, for publishers whose errors are JSON too."""
    text = response.body.decode("utf-8-sig", "replace").strip()
    if not text:
        raise_for_status(response)
        raise Unavailable(f"{response.url} answered {response.status} with an empty body")
    try:
        return json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        raise _not_json(response, text, error) from error
    except RecursionError as error:
        raise ShapeChanged(f"the JSON of {response.url} is nested too deeply to be a documented reply") from error


def _not_json(response: StoredResponse, text: str, error: json.JSONDecodeError) -> SourceError:
    if is_challenge(response.body):
        return BotPage(f"{response.url} answered with a challenge page where JSON should stand")
    if text[0] in "[{":
        cut = text[-1] not in "]}" or error.pos >= len(text) - 1 or error.msg.startswith("Unterminated string")
        if cut:
            return Truncated(f"the JSON of {response.url} ends after {len(text)} characters, before it is complete")
        return ShapeChanged(f"the body of {response.url} is not JSON: {error.msg} at character {error.pos}")
    raise_for_status(response)
    if is_markup(response.body):
        return BotPage(f"{response.url} answered with a page of markup where JSON should stand")
    if speaks_of_limit(text[:4_096]):
        return RateLimited(limited(response))
    return ShapeChanged(f"{response.url} answered with text where JSON should stand: {excerpt(response)}")


def unpacked(response: StoredResponse, most: int) -> bytes:
    """The body, unpacked where it is itself gzip (a sitemap, a file saved as it came), never beyond ``most`` bytes."""
    if not response.body.startswith(b"\x1f\x8b"):
        return response.body
    try:
        with gzip.open(BytesIO(response.body)) as packed:
            body = packed.read(most + 1)
    except (EOFError, zlib.error) as error:
        raise Truncated(f"{response.url} ends before its gzip is complete") from error
    except gzip.BadGzipFile as error:
        raise ShapeChanged(f"{response.url} begins as gzip and is none") from error
    if len(body) > most:
        raise ShapeChanged(f"{response.url} unpacks to more than {most} bytes")
    return body


def xml_of(response: StoredResponse) -> Element:
    """The root element of a successful XML reply; a newline or byte order mark before it is forgiven.

    Entities and external references are refused: no publisher we read needs them, and they expand without bound.
    """
    raise_for_status(response)
    body = response.body.strip().removeprefix(b"\xef\xbb\xbf").lstrip()
    if not body:
        raise Unavailable(f"{response.url} answered {response.status} with an empty body")
    if is_challenge(body):
        raise BotPage(f"{response.url} answered with a challenge page where XML should stand")
    try:
        root: Element = fromstring(body, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        raise ShapeChanged(f"the XML of {response.url} declares entities or external references") from error
    except ParseError as error:
        if _CUT.search(str(error)):
            raise Truncated(f"the XML of {response.url} ends before its last element") from error
        raise ShapeChanged(f"the body of {response.url} is not well-formed XML: {error}") from error
    return root


def html_of(response: StoredResponse) -> str:
    """The decoded page of a successful reply; else the ``SourceError`` that stands in its place.

    A page that opens its root element and closes neither it nor its body is ``Truncated``.
    """
    raise_for_status(response)
    body = response.body
    if not body.strip():
        raise Unavailable(f"{response.url} answered {response.status} with an empty body")
    if is_challenge(body):
        raise BotPage(f"{response.url} answered with a challenge page")
    if body.lstrip()[:1] in (b"{", b"[") and not is_markup(body) and _reads_as_json(body):
        raise ShapeChanged(f"{response.url} answered with JSON where a page should stand")
    start, end = body[:4_096].lower(), body[-65_536:].lower()
    if b"<html" in start and b"</html" not in end and b"</body" not in end:
        raise Truncated(f"{response.url} ends before its page is complete")
    _, text = html_to_unicode(response.headers.get("content-type"), body, default_encoding="utf-8")
    return text


def _reads_as_json(body: bytes) -> bool:
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return False
    return True


def text_of(response: StoredResponse) -> str:
    """The text of a plain-text or Markdown reply; else the ``SourceError`` that stands in its place."""
    raise_for_status(response)
    text = response.body.decode("utf-8-sig", "replace")
    if not text.strip():
        raise Unavailable(f"{response.url} answered {response.status} with an empty body")
    return text
