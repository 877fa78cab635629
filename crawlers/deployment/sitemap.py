"""Sitemaps: the site's own list of its pages. Finds customer, press and legal pages; ``lastmod`` is the site's claim.

Three forms (sitemaps.org): an index of sitemaps, a set of pages, or plain text with an address a line; each may be
gzipped.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import ClassVar
from xml.etree.ElementTree import Element

from crawlers.deployment.xml_tree import local
from crawlers.plain_text import utc_date
from crawlers.replies import is_markup, raise_for_status, unpacked, xml_of
from crawlers.spec import Floors, SourceSpec
from crawlers.spider import (
    EmptyBoard,
    NotPublished,
    ObservedFact,
    ParsedDocument,
    PlannedRequest,
    ShapeChanged,
    StoredResponse,
    Target,
)
from data.words import Role, Wing

SPEC = SourceSpec(
    name="sitemap",
    wing=Wing.DEPLOYMENT,
    publisher="the site's owner",
    writer=Role.COMPANY,
    host=Role.COMPANY,
    family="discovery",
    hosts=("*",),
    terms="Published for crawlers to read (sitemaps.org).",
    gamed="lastmod is self-declared; a page missing here may still exist.",
    docs="https://www.sitemaps.org/protocol.html",
    floors=Floors(items=1),
)

LIMIT = 50 * 1024 * 1024  #: bytes of one sitemap after decompression (sitemaps.org)
CHILDREN = 20  #: an index longer than this is followed only where a child's name says it may matter

_MATTERS = re.compile(
    r"news|press|blog|customer|client|case|stor|partner|page|post|legal|integration|career", re.IGNORECASE
)
_KNOWN = {
    "urlset", "sitemapindex", "url", "sitemap", "loc", "lastmod",
    "changefreq", "priority", "expires",  # the owner's wishes to search engines: no evidence
    "link", "image", "title", "caption", "license", "geo_location",  # translations and pictures of a page
    "news", "publication", "name", "language", "publication_date", "keywords", "genres", "stock_tickers", "access",
    "video", "mobile", "PageMap", "DataObject", "Attribute",
}  # fmt: skip


class Sitemap:
    """Pages and child sitemaps of one sitemap."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterable[PlannedRequest]:
        """The usual address on the company's own site; others come from robots.txt."""
        if target.counterparty_domain is None:
            yield PlannedRequest(
                source=SPEC.name,
                url=f"https://{target.domain}/sitemap.xml",
                purpose="Which customer, press and legal pages the site has",
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document a sitemap; ``EmptyBoard`` where it lists nothing."""
        raise_for_status(response)
        response = replace(response, body=unpacked(response, LIMIT))
        if not response.body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            yield _text_form(response)
            return
        if is_markup(response.body) and b"<html" in response.body[:2_000].lower():
            raise NotPublished(f"{response.url} answers with a page instead of a sitemap")
        root = xml_of(response)
        if local(root) == "sitemapindex":
            yield _index(response, root)
        elif local(root) == "urlset":
            yield _pages(response, root)
        else:
            raise ShapeChanged(f"{response.url} holds <{local(root)}> instead of a sitemap")


def _index(response: StoredResponse, root: Element) -> ParsedDocument:
    entries = [entry for entry in (_entry(child) for child in root if local(child) == "sitemap") if entry[0]]
    _require(response, entries)
    children = [loc for loc, _ in entries]
    telling = [loc for loc in children if _MATTERS.search(loc)]
    followed = list(dict.fromkeys([*telling, *children])) if len(children) <= CHILDREN else telling
    facts = [
        ObservedFact(metric="sitemap_children", value=len(children), unit="sitemaps"),
        ObservedFact(metric="sitemap_children_followed", value=len(followed), unit="sitemaps"),
    ]
    facts += [_fact("sitemap_child", loc, lastmod) for loc, lastmod in entries]
    return _document(response, "Index of sitemaps", children, facts, root, tuple(followed))


def _pages(response: StoredResponse, root: Element) -> ParsedDocument:
    elements = [child for child in root if local(child) == "url"]
    entries = [entry for entry in map(_entry, elements) if entry[0]]
    _require(response, entries)
    facts = [ObservedFact(metric="sitemap_pages", value=len(entries), unit="pages")]
    newest = max((day for _, lastmod in entries if (day := utc_date(lastmod))), default=None)
    if newest:
        facts.append(ObservedFact(metric="sitemap_newest_page", text=newest.isoformat(), observed_at=newest))
    facts += [_fact("sitemap_page", loc, lastmod) for loc, lastmod in dict(entries).items()]
    for element in elements:
        facts += _news(element)
    return _document(response, "Sitemap", [loc for loc, _ in entries], facts, root)


def _text_form(response: StoredResponse) -> ParsedDocument:
    lines = response.body.decode("utf-8-sig", errors="replace").split()
    if not lines:
        raise EmptyBoard(f"{response.url} is empty")
    if not all(re.match(r"https?://", line) for line in lines):
        raise ShapeChanged(f"{response.url} holds text that is no list of addresses")
    facts = [ObservedFact(metric="sitemap_pages", value=len(lines), unit="pages")]
    facts += [_fact("sitemap_page", loc, None) for loc in dict.fromkeys(lines)]
    return ParsedDocument(url=response.url, title="Sitemap", text="\n".join(lines), facts=tuple(facts))


def _document(
    response: StoredResponse,
    title: str,
    addresses: list[str],
    facts: list[ObservedFact],
    root: Element,
    followed: tuple[str, ...] = (),
) -> ParsedDocument:
    return ParsedDocument(
        url=response.url,
        title=title,
        text="\n".join(addresses),
        facts=tuple(facts),
        next_urls=followed,
        unhandled=tuple(sorted({local(element) for element in root.iter()} - _KNOWN)),
    )


def _entry(element: Element) -> tuple[str, str | None]:
    texts = {local(child): (child.text or "").strip() for child in element}
    return texts.get("loc", ""), texts.get("lastmod") or None


def _fact(metric: str, loc: str, lastmod: str | None) -> ObservedFact:
    return ObservedFact(metric=metric, subject=loc, text=lastmod, observed_at=utc_date(lastmod))


def _news(element: Element) -> Iterator[ObservedFact]:
    """Headline and publication date of a news sitemap's entry."""
    texts = {local(child): (child.text or "").strip() for child in element.iter()}
    if texts.get("publication_date"):
        yield ObservedFact(
            metric="sitemap_news",
            subject=texts.get("loc"),
            text=texts.get("title") or None,
            observed_at=utc_date(texts["publication_date"]),
        )


def _require(response: StoredResponse, entries: list[tuple[str, str | None]]) -> None:
    if not entries:
        raise EmptyBoard(f"{response.url} is a sitemap that lists nothing")
