"""One press page read: its article text, title, publisher, and the dates it claims.

The article text comes from trafilatura's fast extraction (no fallbacks, 2 ms a page), the dates first from what the
page says to machines (JSON-LD, then meta and time elements) and only then from what it says to people. Bylines are
not read: no person's name enters the store from here, apart from what the article itself says.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import trafilatura
from parsel import Selector

from crawlers.plain_text import tidy, utc_date
from crawlers.replies import html_of
from crawlers.spider import ShapeChanged, StoredResponse

#: Schema.org types whose ``datePublished`` is the article's own, in the order of trust.
_ARTICLE_TYPES = ("NewsArticle", "ReportageNewsArticle", "Article", "BlogPosting", "TechArticle", "WebPage")
_META_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datePublished",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "pubdate",
    "publish-date",
    "date",
    "sailthru.date",
    "parsely-pub-date",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one page says. ``published_at`` and ``modified_at`` are the page's own claims, as UTC days."""

    url: str
    title: str | None
    text: str
    published_at: date | None
    published: str | None  #: the instant as the page writes it for machines; ``None`` where people alone can read it
    modified_at: date | None
    publisher: str | None
    keywords: tuple[str, ...]
    html: str  #: the decoded page, for what else a source reads off it


def read_page(response: StoredResponse) -> Page:
    """The article of an HTML page.

    Raises the ``SourceError`` that the reply amounts to, and ``ShapeChanged`` where a page holds no article text: an
    empty text must not be taken for a page that claims nothing.
    """
    page = html_of(response)
    selector = Selector(text=page, type="html")
    nodes = tuple(json_ld(selector))
    meta = _meta(selector)
    extracted = _extracted(page, response.url)
    text = tidy(extracted.get("text") or "")
    if not text:
        raise ShapeChanged(f"{response.url} holds no article text: pictures only, or drawn by script")
    published = _published(nodes, meta, selector)
    url = selector.css("link[rel=canonical]::attr(href)").get() or meta.get("og:url") or response.url
    return Page(
        url=url if url.startswith("http") else response.url,
        title=_title(selector, nodes, meta),
        text=text,
        published_at=utc_date(published or extracted.get("date")),
        published=published,
        modified_at=utc_date(_first_of(nodes, "dateModified")) or utc_date(meta.get("article:modified_time")),
        publisher=_publisher(nodes) or meta.get("og:site_name") or None,
        keywords=_keywords(nodes, meta),
        html=page,
    )


def _extracted(page: str, url: str) -> dict[str, str | None]:
    found = trafilatura.bare_extraction(page, url=url, fast=True, include_comments=False, with_metadata=True)
    if found is None:
        return {}
    return {"text": getattr(found, "text", None), "date": getattr(found, "date", None)}


def _title(selector: Selector, nodes: tuple[dict[str, Any], ...], meta: dict[str, str]) -> str | None:
    headline = _first_of(nodes, "headline")
    heading = tidy(selector.css("h1").xpath("string()").get() or "").replace("\n", " ")
    title = selector.css("title::text").get()
    return headline or heading or meta.get("og:title") or (tidy(title) if title else None)


def json_ld(selector: Selector) -> Iterator[dict[str, Any]]:
    """Every JSON-LD object of the page, graphs opened; blocks that are not JSON are passed over, as browsers do."""
    for block in selector.css('script[type="application/ld+json"]::text').getall():
        try:
            value = json.loads(block, strict=False)
        except ValueError:
            continue
        queue = list(value) if isinstance(value, list) else [value]
        while queue:
            node = queue.pop(0)
            if isinstance(node, dict):
                graph = node.get("@graph")
                queue[:0] = graph if isinstance(graph, list) else []
                yield node


def _articles(nodes: tuple[dict[str, Any], ...]) -> list[dict[str, Any]]:
    def rank(node: dict[str, Any]) -> int:
        types = node.get("@type")
        named = types if isinstance(types, list) else [types]
        return min(
            (_ARTICLE_TYPES.index(name) for name in named if name in _ARTICLE_TYPES), default=len(_ARTICLE_TYPES)
        )

    return sorted((node for node in nodes if rank(node) < len(_ARTICLE_TYPES)), key=rank)


def _first_of(nodes: tuple[dict[str, Any], ...], key: str) -> str | None:
    for node in _articles(nodes):
        value = node.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None


def _published(nodes: tuple[dict[str, Any], ...], meta: dict[str, str], selector: Selector) -> str | None:
    """The first readable instant of publication, in the order of trust: JSON-LD, meta, the article's time element."""
    element = selector.css("article time[datetime]::attr(datetime), time[pubdate]::attr(datetime)").get()
    candidates = (_first_of(nodes, "datePublished"), *(meta.get(name.lower()) for name in _META_DATES), element)
    return next((written for written in candidates if utc_date(written) is not None), None)


def _publisher(nodes: tuple[dict[str, Any], ...]) -> str | None:
    for node in _articles(nodes):
        publisher = node.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            return str(publisher["name"])
    return None


def _meta(selector: Selector) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in selector.css("meta[content]"):
        attributes = element.root  # parsel's own table of attributes fails on a name that is none
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = attributes.get("content").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _keywords(nodes: tuple[dict[str, Any], ...], meta: dict[str, str]) -> tuple[str, ...]:
    for node in _articles(nodes):
        keywords = node.get("keywords")
        if isinstance(keywords, list):
            return tuple(word for word in keywords if isinstance(word, str) and not word.startswith("@"))
        if isinstance(keywords, str) and keywords:
            return tuple(word.strip() for word in keywords.split(",") if word.strip())
    listed = meta.get("keywords") or meta.get("news_keywords") or ""
    return tuple(word.strip() for word in listed.split(",") if word.strip())
