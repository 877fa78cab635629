"""YouTube Data API v3: subscribers and views of a company's channel, and of videos that name it.

Counts come as strings. Subscriber counts are rounded to three digits, and absent where the owner hides them. Views are
sold; a view is thirty seconds of a screen. Stored data must be refreshed or deleted within 30 days under the terms.
"""

from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from typing import ClassVar

from crawlers.addresses import parameter, query_of, with_parameters
from crawlers.facts import count, known, moment, person_key, said
from crawlers.json_fields import Fields
from crawlers.social.stated import content_of
from crawlers.spec import SourceSpec, SourceStatus
from crawlers.spider import (
    EmptyBoard,
    ObservedFact,
    ParsedDocument,
    PlannedRequest,
    ShapeChanged,
    StoredResponse,
    Target,
)
from data.words import Role, Wing

SPEC = SourceSpec(
    name="youtube",
    wing=Wing.SOCIAL,
    publisher="YouTube",
    writer=Role.METER,
    host=Role.METER,
    family="virality",
    hosts=("www.googleapis.com",),
    auth="YOUTUBE_API_KEY",
    auth_required=True,
    auth_as="X-Goog-Api-Key: {key}",  # as a parameter it would stand in every address that is stored
    rate=1.0,
    max_pages=2,
    daily_budget=90,
    robots="does not apply: documented API",
    terms="10,000 units a day, a search 100 of them; stored data refreshed or deleted within 30 days (read 2026-11)",
    gamed="views, likes and subscribers are sold; paid placements count as views",
    docs="https://developers.google.com/youtube/v3/docs",
    status=SourceStatus.NEEDS_KEY,
    reason="needs an API key in YOUTUBE_API_KEY",
)

_API = "https://www.googleapis.com/youtube/v3"
_IGNORED_OF_SNIPPET = (
    "thumbnails", "localized", "channelTitle", "liveBroadcastContent", "categoryId", "default*", "customUrl",
    "assignable", "publishTime", "channelId", "tags", "description", "resourceId", "playlistId", "position",
    "videoOwnerChannel*",
)  # fmt: skip
_IGNORED_OF_ITEM = (
    "kind", "etag", "player", "status", "topicDetails", "brandingSettings", "localizations", "recordingDetails",
    "auditDetails", "contentOwnerDetails", "fileDetails", "processingDetails", "suggestions",
    "liveStreamingDetails", "contentDetails", "paidProductPlacementDetails",
)  # fmt: skip
_PAGES = {"channel": "channel/", "video": "watch?v=", "playlist": "playlist?list="}  #: kind -> its page on the site
_STATISTICS = (
    ("viewCount", "youtube_views", "views"),
    ("subscriberCount", "youtube_subscribers", "subscribers"),
    ("videoCount", "youtube_videos", "videos"),
    ("likeCount", "youtube_likes", "likes"),
    ("dislikeCount", "youtube_dislikes", "dislikes"),
    ("favoriteCount", "youtube_favorites", "favourites"),
    ("commentCount", "youtube_comments", "comments"),
)


class Youtube:
    """Channels, videos, or a search."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """The company's channel, and the most viewed videos that name it."""
        handle = target.handles.get("youtube")
        if handle:
            key = "id" if handle.startswith("UC") else "forHandle"
            asked = query_of({"part": "snippet,statistics", key: handle})
            yield PlannedRequest(source=SPEC.name, url=f"{_API}/channels?{asked}", purpose=f"subscribers of {handle}")
        asked = query_of(
            {"part": "snippet", "q": target.name, "type": "video", "order": "viewCount", "maxResults": "50"}
        )
        yield PlannedRequest(source=SPEC.name, url=f"{_API}/search?{asked}", purpose=f"videos that name {target.name}")

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """A search: one document. Channels and videos: one document each."""
        payload = content_of(response, "items", "pageInfo")
        if not isinstance(payload, dict):
            raise ShapeChanged(f"{response.url} should hold an object")
        fields = Fields(payload)
        kind = str(fields.text("kind"))
        fields.ignore("etag", "regionCode", "prevPageToken", "eventId", "visitorId", "tokenPagination")
        if "search" in kind.lower() or "playlistItem" in kind:
            yield _search(response, fields)
            return
        documents = [_item(response, item) for item in fields.items("items")]
        fields.ignore("pageInfo", "nextPageToken")
        if not documents:
            raise EmptyBoard(f"{response.url} names no channel or video")
        yield replace(documents[0], unhandled=fields.finish())
        yield from documents[1:]


def _item(response: StoredResponse, item: Fields) -> ParsedDocument:
    identifier = item.text("id", required=True)
    page = _PAGES.get(str(item.peek_text("kind")).partition("#")[2])
    address = f"https://www.youtube.com/{page}{identifier}" if page else f"{response.url}#{identifier}"
    snippet = item.object("snippet")
    title = snippet.text("title")
    description = snippet.text("description")
    tags = snippet.texts("tags")
    statistics = item.object("statistics")
    facts = known(
        *(count(metric, address, statistics.number(key), unit=unit, text=title) for key, metric, unit in _STATISTICS),
        count("youtube_subscribers_hidden", address, statistics.flag("hiddenSubscriberCount")),
        moment("youtube_published_at", address, snippet.text("publishedAt")),
        said("youtube_title", address, title),
        said("youtube_country", address, snippet.text("country")),
        said("youtube_tags", address, ", ".join(tags)),
        said("youtube_duration", address, item.object("contentDetails").text("duration")),
    )
    day = snippet.day("publishedAt")
    snippet.ignore(*_IGNORED_OF_SNIPPET)
    item.ignore(*_IGNORED_OF_ITEM)
    return ParsedDocument(
        url=address,
        title=title,
        text="\n\n".join(part for part in (title, description) if part),
        writer_org="youtube.com",
        published_at=day,
        facts=facts,
    )


def _search(response: StoredResponse, fields: Fields) -> ParsedDocument:
    query = parameter(response.url, "q")
    lines: list[str] = []
    facts: list[ObservedFact | None] = []
    for item in fields.items("items"):
        found = item.take("id")
        identifier = (
            next((value for key, value in found.items() if key != "kind"), None) if isinstance(found, dict) else found
        )
        snippet = item.object("snippet")
        resource = snippet.raw.get("resourceId") or {}
        subject = f"https://www.youtube.com/watch?v={resource.get('videoId') or identifier}"
        title = unescape(snippet.text("title") or "")  # a search escapes its titles, a list of videos does not
        lines.append(title)
        facts.append(moment("youtube_published_at", subject, snippet.text("publishedAt")))
        facts.append(said("youtube_title", subject, title))
        facts.append(said("youtube_channel_key", subject, person_key("youtube", snippet.text("channelId"))))
        snippet.ignore(*_IGNORED_OF_SNIPPET)
        item.ignore(*_IGNORED_OF_ITEM)
    token = fields.text("nextPageToken")
    total = fields.number("pageInfo.totalResults")
    fields.ignore("pageInfo")
    return ParsedDocument(
        url=response.url,
        title=f"YouTube search: {query}" if query else "YouTube search",
        text="\n".join(line for line in lines if line),
        writer_org="youtube.com",
        facts=known(
            count("youtube_results", query, total, unit="videos, an estimate"),
            count("youtube_results_listed", query, len(lines), unit="videos on the page"),
            *facts,
        ),
        next_urls=(with_parameters(response.url, pageToken=token),) if token else (),
        unhandled=fields.finish(),
    )
