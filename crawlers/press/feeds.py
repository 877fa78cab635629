"""RSS and Atom of every age, read once for all feeds: newsroom, trade press, newswire, alerts.

feedparser forgives what old feeds do (a newline before ``<?xml``, undeclared namespaces, bad dates); what it cannot
make a feed of is an error here. Entities are refused beforehand. Names of authors are not read, except where a wire
names the issuing organisation there (``dc:contributor``).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import feedparser

from crawlers.facts import count, known, moment, said
from crawlers.plain_text import text_of_html, utc_date
from crawlers.replies import is_challenge, raise_for_status
from crawlers.spider import (
    BotPage,
    EmptyBoard,
    ObservedFact,
    ParsedDocument,
    ShapeChanged,
    StoredResponse,
    Truncated,
    Unavailable,
)

#: Keys of an entry that are handled below, or ignored by name: other renderings, people, pictures, tracking.
_HANDLED = frozenset({"title", "link", "links", "id", "published", "updated", "summary", "content", "tags", "source"})
_IGNORED_KEYS = (
    "guidislink published_parsed updated_parsed created created_parsed expired author authors author_detail publisher "
    "contributors rights comments slash_comments slash_section slash_department wfw_commentrss thr_total total href "
    "enclosures language license geo_lat geo_long georss_point where post-id"
)
_IGNORED = frozenset(_IGNORED_KEYS.split())
_IGNORED_PREFIXES = ("media_", "feedburner_", "itunes_", "dc_", "prn_", "gml_", "georss_", "subtitle", "image", "thumb")
_IGNORED_SUFFIXES = ("_detail", "_parsed")
_ENTITY = re.compile(rb"<!ENTITY", re.I)
_ROOT_ENDS = (b"</rss>", b"</feed>", b"</rdf:rdf>", b"</channel>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed. Dates are the publisher's claims, as UTC days."""

    url: str
    title: str | None
    text: str
    published_at: date | None
    updated: str | None
    identifier: str | None
    categories: tuple[str, ...]
    contributor: str | None  #: the issuing organisation, where a wire names it
    source_name: str | None  #: the publication, where an aggregator names it
    source_url: str | None
    unhandled: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed with its entries, newest as the publisher orders them."""

    title: str | None
    site: str | None
    copyright: str | None
    updated: str | None
    entries: tuple[Entry, ...]
    older: str | None  #: the next archive page (RFC 5005), where the feed links one


def read_feed(response: StoredResponse) -> Feed:
    """The feed of a reply.

    Raises ``EmptyBoard`` for a feed without entries, ``Truncated`` for one that ends before its root element does,
    ``ShapeChanged`` for anything that is no feed, and what the status amounts to.
    """
    raise_for_status(response)
    body = response.body.strip().removeprefix(b"\xef\xbb\xbf").lstrip()
    if not body:
        raise Unavailable(f"{response.url} answered {response.status} with an empty body")
    if is_challenge(body):
        raise BotPage(f"{response.url} answered with a challenge page where a feed should stand")
    if _ENTITY.search(body):
        raise ShapeChanged(f"the feed {response.url} declares entities, which no documented feed does")
    parsed = feedparser.parse(BytesIO(body), response_headers={"content-location": response.url})
    if not parsed.get("version"):
        raise ShapeChanged(f"{response.url} is not a feed")
    if not any(end in body[-4_096:].lower() for end in _ROOT_ENDS):
        raise Truncated(f"the feed {response.url} ends before its last element")
    if not parsed.entries:
        raise EmptyBoard(f"the feed {response.url} has no entries")
    about = parsed.feed
    return Feed(
        title=text_of_html(about.get("title")) or None,
        site=about.get("link") if str(about.get("link")).startswith("http") else None,
        copyright=about.get("rights"),
        updated=dict.get(about, "updated"),
        entries=tuple(_entry(entry, response) for entry in parsed.entries),
        older=_older(about),
    )


def _entry(entry: dict[str, Any], response: StoredResponse) -> Entry:
    contents = [str(content.get("value") or "") for content in entry.get("content", [])]
    summary = str(entry.get("summary") or "")
    longest = max([*contents, summary], key=len, default="")
    source = entry.get("source") or {}
    updated = dict.get(entry, "updated")  # feedparser's own ``get`` gives the publication date in its place
    return Entry(
        url=_address(entry) or response.url,
        title=text_of_html(entry.get("title")).replace("\n", " ") or None,
        text=text_of_html(longest),
        published_at=_day(entry),
        updated=updated,
        identifier=entry.get("id"),
        categories=tuple(tag["term"] for tag in entry.get("tags", []) if tag.get("term")),
        contributor=_contributor(entry),
        source_name=source.get("title") if isinstance(source, Mapping) else None,
        source_url=source.get("href") if isinstance(source, Mapping) else None,
        unhandled=tuple(sorted(key for key in entry if not _scoped(key))),
    )


def _address(entry: dict[str, Any]) -> str | None:
    """The entry's own page: its link, else the address that FeedBurner kept, else an identifier that is an address."""
    identifier = entry.get("id")
    kept = entry.get("feedburner_origlink")
    link = kept or entry.get("link")
    if isinstance(link, str) and link.startswith("http"):
        return link
    return identifier if isinstance(identifier, str) and identifier.startswith("http") else None


def _day(entry: dict[str, Any]) -> date | None:
    """The parser knows more spellings of a date than we do, and gives UTC; ours is the second reading."""
    read = entry.get("published_parsed") or entry.get("updated_parsed") or entry.get("created_parsed")
    if read is not None:
        return date(read.tm_year, read.tm_mon, read.tm_mday)
    return utc_date(entry.get("published") or entry.get("updated"))


def _contributor(entry: dict[str, Any]) -> str | None:
    named = [person.get("name") for person in entry.get("contributors", [])]
    return next((name.strip() for name in named if name and name.strip()), None)


def _scoped(key: str) -> bool:
    return key in _HANDLED or key in _IGNORED or key.startswith(_IGNORED_PREFIXES) or key.endswith(_IGNORED_SUFFIXES)


def _older(about: Mapping[str, Any]) -> str | None:
    links = about.get("links") or []
    return next((link.get("href") for link in links if link.get("rel") in ("next", "prev-archive")), None)


def feed_documents(response: StoredResponse, feed: Feed, writer_org: str | None) -> list[ParsedDocument]:
    """One document for the feed itself and one an entry, in the feed's order."""
    days = [entry.published_at for entry in feed.entries if entry.published_at]
    about = ParsedDocument(
        url=response.url,
        title=feed.title,
        text="\n".join(entry.title or entry.url for entry in feed.entries),
        writer_org=writer_org,
        published_at=max(days, default=None),
        facts=known(
            count("feed_entries", feed.title, len(feed.entries), unit="entries"),
            moment("feed_first_entry_on", feed.title, min(days).isoformat() if days else None),
            moment("feed_last_entry_on", feed.title, max(days).isoformat() if days else None),
            said("feed_site", feed.title, feed.site),
        ),
        next_urls=(feed.older,) if feed.older else (),
        unhandled=tuple(sorted({key for entry in feed.entries for key in entry.unhandled})),
    )
    return [about, *(_entry_document(entry, writer_org) for entry in feed.entries)]


def _entry_document(entry: Entry, writer_org: str | None) -> ParsedDocument:
    return ParsedDocument(
        url=entry.url,
        title=entry.title,
        text="\n\n".join(part for part in (entry.title, entry.text) if part),
        writer_org=entry.contributor or entry.source_name or writer_org,
        published_at=entry.published_at,
        facts=entry_facts(entry),
    )


def entry_facts(entry: Entry) -> tuple[ObservedFact, ...]:
    """What an entry says of itself, beside its text."""
    return known(
        moment("entry_published_on", entry.url, entry.published_at.isoformat() if entry.published_at else None),
        moment("entry_updated_at", entry.url, entry.updated),
        said("entry_categories", entry.url, "; ".join(entry.categories)),
        said("entry_issuer", entry.url, entry.contributor),
        said("entry_publication", entry.url, entry.source_name),
        count("entry_words", entry.url, len(entry.text.split()), unit="words"),
    )
