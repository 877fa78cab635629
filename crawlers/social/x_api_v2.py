"""X API v2: followers of a company's account, reception of its posts, and how often a query is posted.

Off unless a person turns it on: every read is paid for. Followers and likes are sold by the thousand. Errors come with
200 too (``errors`` without ``data``). Authors other than the account that was asked are kept as keys.
"""

from collections.abc import Iterator
from dataclasses import replace
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
    name="x_api_v2",
    wing=Wing.SOCIAL,
    publisher="X",
    writer=Role.METER,
    host=Role.METER,
    family="virality",
    hosts=("api.x.com",),
    auth="X_BEARER_TOKEN",
    auth_required=True,
    rate=0.5,
    max_pages=1,
    daily_budget=20,
    robots="does not apply: documented API",
    terms="paid by the read, redistribution restricted to ids (read 2026-11)",
    gamed="followers, likes, reposts and views are sold; bots reply",
    docs="https://docs.x.com/x-api/introduction",
    status=SourceStatus.OFF,
    reason="every read is paid for; set X_BEARER_TOKEN and name the source to use it",
)

_API = "https://api.x.com/2"
_OF_USER = (
    ("followers_count", "x_followers", "followers"),
    ("following_count", "x_following", "accounts"),
    ("tweet_count", "x_posts", "posts"),
    ("listed_count", "x_listed", "lists"),
    ("like_count", "x_likes_given", "likes"),
    ("media_count", "x_media", "pictures and films"),
)
_OF_POST = (
    ("like_count", "x_post_likes", "likes"),
    ("retweet_count", "x_post_reposts", "reposts"),
    ("reply_count", "x_post_replies", "replies"),
    ("quote_count", "x_post_quotes", "quotes"),
    ("bookmark_count", "x_post_bookmarks", "bookmarks"),
    ("impression_count", "x_post_views", "views"),
)
_IGNORED_OF_USER = (
    "id", "name", "profile_image_url", "profile_banner_url", "url", "entities", "location", "pinned_tweet_id",
    "withheld", "most_recent_tweet_id", "affiliation", "connection_status", "subscription*", "is_identity_verified",
    "parody", "receives_your_dm", "verified_followers_count", "confirmed_email",
)  # fmt: skip
_IGNORED_OF_POST = (
    "edit_history_tweet_ids", "edit_controls", "entities", "attachments", "context_annotations", "conversation_id",
    "geo", "in_reply_to_user_id", "possibly_sensitive", "referenced_tweets", "reply_settings", "source", "withheld",
    "card_uri", "note_tweet", "article", "display_text_range", "media_metadata", "scopes", "community_id",
    "non_public_metrics", "organic_metrics", "promoted_metrics", "suggested_source_links*", "username",
)  # fmt: skip


class XApiV2:
    """Users, posts, or counts of posts."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """The company's account with its public metrics."""
        handle = target.handles.get("x", "").lstrip("@")
        if handle:
            asked = query_of({"user.fields": "public_metrics,created_at,verified,verified_type,description"})
            yield PlannedRequest(
                source=SPEC.name, url=f"{_API}/users/by/username/{handle}?{asked}", purpose=f"followers of {handle}"
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document a user or post; one for a series of counts."""
        payload = content_of(response, "data", "meta")
        if not isinstance(payload, dict):
            raise ShapeChanged(f"{response.url} should hold an object")
        fields = Fields(payload)
        data = payload.get("data")
        items = list(fields.items("data")) if isinstance(data, list) else [fields.object("data")] if data else []
        if not items and not fields.has("meta.total_tweet_count"):
            raise EmptyBoard(f"{response.url} holds no user and no post")
        if not items or items[0].has("tweet_count"):
            documents = [_counts(response, fields, items)]
        elif items[0].has("username") and not items[0].has("text"):
            documents = [_user(item) for item in items]
        else:
            documents = [_post(item) for item in items]
        token = fields.text("meta.next_token")
        fields.ignore("includes", "errors", "meta")
        further = (with_parameters(response.url, next_token=token),) if token else ()
        yield replace(documents[0], next_urls=further, unhandled=fields.finish())
        yield from documents[1:]


def _user(user: Fields) -> ParsedDocument:
    handle = user.text("username", required=True)
    metrics = user.object("public_metrics")
    facts = known(
        *(count(metric, handle, metrics.number(key), unit=unit) for key, metric, unit in _OF_USER),
        count("x_verified", handle, user.flag("verified")),
        count("x_protected", handle, user.flag("protected")),
        moment("x_created_at", handle, user.text("created_at")),
        said("x_verified_type", handle, user.text("verified_type")),
        said("x_user_id", handle, user.text("id")),
    )
    description = user.text("description")
    user.ignore(*_IGNORED_OF_USER)
    return ParsedDocument(
        url=f"https://x.com/{handle}", title=handle, text=description or "", writer_org="x.com", facts=facts
    )


def _post(post: Fields) -> ParsedDocument:
    identifier = post.text("id", required=True)
    subject = f"https://x.com/i/status/{identifier}"
    text = post.text("text") or ""
    metrics = post.object("public_metrics")
    facts = known(
        *(count(metric, subject, metrics.number(key), unit=unit) for key, metric, unit in _OF_POST),
        moment("x_posted_at", subject, post.text("created_at")),
        said("x_language", subject, post.text("lang")),
        said("x_author_key", subject, person_key("x", post.text("author_id"))),
        count("x_post_words", subject, len(text.split()), unit="words"),
    )
    day = post.day("created_at")
    post.ignore(*_IGNORED_OF_POST)
    return ParsedDocument(
        url=subject, title=text[:80] or None, text=text, writer_org="x.com", published_at=day, facts=facts
    )


def _counts(response: StoredResponse, fields: Fields, items: list[Fields]) -> ParsedDocument:
    """Posts that match a query, by hour or day. A step is told apart by its beginning, which is its text."""
    query = parameter(response.url, "query")
    facts: list[ObservedFact | None] = [
        count("x_posts_counted", query, fields.number("meta.total_tweet_count"), unit="posts")
    ]
    for item in items:
        start = item.text("start", required=True)
        subject = f"{query or 'all'} {start}"
        facts.append(
            count(
                "x_posts_in_step",
                subject,
                item.number("tweet_count"),
                unit="posts",
                observed_at=item.day("start"),
                text=start,
            )
        )
        item.ignore("end")
    return ParsedDocument(
        url=response.url,
        title=f"Posts counted: {query}" if query else "Posts counted",
        text=f"{len(items)} steps",
        writer_org="x.com",
        facts=known(*facts),
    )
