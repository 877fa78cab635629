"""Hacker News through Algolia: stories that mention a company, their points and comments, and whole threads.

Two generations of replies are read (2021: ``relevancy_score`` and null fields; 2026: ``exhaustive`` and
``updated_at``). Points are votes and can be ringed; a founder's own "Show HN" is the company's claim on somebody
else's site. Authors are people: their names are hashed, and only to tell one enthusiast from twenty.
"""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar
from urllib.parse import urlencode

from crawlers.addresses import parameter, with_parameters
from crawlers.facts import count, known, moment, person_key, said
from crawlers.json_fields import Fields
from crawlers.plain_text import text_of_html
from crawlers.social.stated import content_of
from crawlers.spec import SourceSpec
from crawlers.spider import (
    ObservedFact,
    ParsedDocument,
    PlannedRequest,
    ShapeChanged,
    StoredResponse,
    Target,
)
from data.words import Role, Wing

SPEC = SourceSpec(
    name="hn_algolia",
    wing=Wing.SOCIAL,
    publisher="Algolia, for Hacker News",
    writer=Role.CROWD,
    host=Role.THIRD_PARTY,
    family="virality",
    hosts=("hn.algolia.com",),
    rate=1.0,
    robots="does not apply: documented API",
    terms="public search API, 10,000 requests an hour for an address (read 2026-11)",
    gamed="vote rings and own posts; comments by staff; a story about a release repeats the release",
    docs="https://hn.algolia.com/api",
)

_API = "https://hn.algolia.com/api/v1"
_ITEM = "https://news.ycombinator.com/item?id="
_PER_PAGE = 100
_MOST_PAGES = 3

_IGNORED_OF_SEARCH = (
    "exhaustive", "exhaustiveNbHits", "exhaustiveTypo", "hitsPerPage", "nbPages", "page", "params", "query",
    "processingTimeMS", "processingTimingsMS", "serverTimeMS", "timeout*", "message",
)  # fmt: skip
_IGNORED_OF_HIT = (
    "_highlightResult",
    "_snippetResult",
    "_rankingInfo",
    "_tags",
    "relevancy_score",
    "children",
    "parts",
)


class HnAlgolia:
    """A page of search results, or one item with its thread."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """Stories that link to the company's site, and stories that name it, newest first."""
        domain = {"query": target.domain, "restrictSearchableAttributes": "url", "tags": "story"}
        named = {"query": f'"{target.name}"', "tags": "story"}
        for query, purpose in (
            (domain, f"stories linking to {target.domain}"),
            (named, f"stories naming {target.name}"),
        ):
            asked = urlencode({**query, "hitsPerPage": str(_PER_PAGE)})
            yield PlannedRequest(source=SPEC.name, url=f"{_API}/search_by_date?{asked}", purpose=purpose)

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """A search: one document for the search itself (its number of hits, 0 included), then one a hit.

        An item: one document with its thread, a fact for the whole and for every comment.
        """
        payload = content_of(response, "hits", "children", "created_at")
        if not isinstance(payload, dict):
            raise ShapeChanged(f"{response.url} should hold a search result or an item")
        if "hits" in payload:
            yield from _search(response, Fields(payload))
        else:
            yield _thread(Fields(payload))


def _search(response: StoredResponse, fields: Fields) -> Iterator[ParsedDocument]:
    hits = list(fields.items("hits"))
    query = fields.peek_text("query") or parameter(response.url, "query")
    total = fields.number("nbHits")
    documents = [_hit(hit) for hit in hits]
    fields.ignore(*_IGNORED_OF_SEARCH)
    yield ParsedDocument(
        url=response.url,
        title=f"Hacker News search: {query}" if query else "Hacker News search",
        text="\n".join(document.title or "" for document in documents),
        facts=known(
            count("hn_hits", query or None, total, unit="stories and comments"),
            count("hn_hits_listed", query or None, len(hits), unit="stories and comments on the page"),
        ),
        next_urls=_next_page(response, fields),
        unhandled=fields.finish(),
    )
    yield from documents


def _next_page(response: StoredResponse, fields: Fields) -> tuple[str, ...]:
    page, pages = fields.peek("page"), fields.peek("nbPages")
    if not isinstance(page, int) or not isinstance(pages, int) or page + 1 >= min(pages, _MOST_PAGES):
        return ()
    return (with_parameters(response.url, page=page + 1),)


def _hit(hit: Fields) -> ParsedDocument:
    identifier = hit.text("objectID", required=True)
    story = hit.text("story_title")
    title = hit.text("title") or (f"Comment on: {story}" if story else None)
    body = text_of_html(hit.text("story_text") or hit.text("comment_text"))
    day = hit.day("created_at_i") or hit.day("created_at")
    address = f"{_ITEM}{identifier}"
    facts = known(
        count("hn_points", address, hit.number("points"), unit="points", text=title),
        count("hn_comments", address, hit.number("num_comments"), unit="comments", text=title),
        moment("hn_created_at", address, hit.text("created_at")),
        moment("hn_updated_at", address, hit.text("updated_at")),
        said("hn_link", address, hit.text("url") or hit.text("story_url")),
        said("hn_author_key", address, person_key("hacker news", hit.text("author"))),
    )
    for old in ("story_id", "parent_id", "story_text", "comment_text", "story_url"):
        hit.take(old)
    hit.ignore(*_IGNORED_OF_HIT)
    return ParsedDocument(
        url=address,
        title=title,
        text="\n".join(part for part in (title, body) if part),
        writer_org="news.ycombinator.com",
        published_at=day,
        facts=facts,
    )


def _thread(item: Fields) -> ParsedDocument:
    identifier = item.text("id", required=True)
    address = f"{_ITEM}{identifier}"
    title = item.text("title")
    comments: list[ObservedFact] = []
    texts = [text_of_html(item.text("text"))]
    authors: set[str] = set()
    pending = list(item.items("children"))
    while pending:
        comment = pending.pop(0)
        pending[:0] = list(comment.items("children"))
        fact, text, author = _comment(comment)
        comments.append(fact)
        texts.append(text)
        authors |= {author} if author else set()
    facts = known(
        count("hn_points", address, item.number("points"), unit="points", text=title),
        count("hn_comments", address, len(comments), unit="comments", text=title),
        count("hn_commenters", address, len(authors), unit="people"),
        moment("hn_created_at", address, item.text("created_at")),
        said("hn_link", address, item.text("url")),
        said("hn_author_key", address, person_key("hacker news", item.text("author"))),
    )
    item.ignore("created_at_i", "type", "story_id", "parent_id", "options", "updated_at")
    return ParsedDocument(
        url=address,
        title=title,
        text="\n\n".join(part for part in (title, *texts) if part),
        writer_org="news.ycombinator.com",
        published_at=item.day("created_at"),
        facts=(*facts, *comments),
        unhandled=item.finish(),
    )


def _comment(comment: Fields) -> tuple[ObservedFact, str, str | None]:
    """One comment as a dated fact, its text, and the key of its author (``None`` where it was deleted)."""
    identifier = comment.text("id", required=True)
    author = person_key("hacker news", comment.text("author"))
    day: date | None = comment.day("created_at_i") or comment.day("created_at")
    text = text_of_html(comment.text("text"))
    points = comment.number("points")
    comment.ignore("created_at", "title", "type", "url", "story_id", "parent_id", "options", "updated_at")
    fact = ObservedFact(
        metric="hn_comment", subject=f"{_ITEM}{identifier}", value=points, unit="points", text=author, observed_at=day
    )
    return fact, text, author
