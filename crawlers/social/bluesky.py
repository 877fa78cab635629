"""Bluesky by its public AppView: followers and posts of a company's account, and how its posts are received.

Followers are sold and bots like. Search is closed to callers without a session, so it is read where a reply exists and
not planned. Posts of others are counted without their authors.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from crawlers.addresses import parameter, query_of, with_parameters
from crawlers.facts import count, known, moment, person_key, said
from crawlers.json_fields import Fields
from crawlers.social.stated import content_of
from crawlers.spec import SourceSpec
from crawlers.spider import (
    EmptyBoard,
    ParsedDocument,
    PlannedRequest,
    ShapeChanged,
    StoredResponse,
    Target,
)
from data.words import Role, Wing

SPEC = SourceSpec(
    name="bluesky",
    wing=Wing.SOCIAL,
    publisher="Bluesky",
    writer=Role.METER,
    host=Role.METER,
    family="virality",
    hosts=("public.api.bsky.app",),
    rate=2.0,
    max_pages=3,
    robots="does not apply: documented API",
    terms="public AppView, 3,000 requests in five minutes for an address (read 2026-11)",
    gamed="followers and likes are sold; starter packs make followers in a day",
    docs="https://docs.bsky.app/docs/category/http-reference",
)

_API = "https://public.api.bsky.app/xrpc"
_IGNORED_OF_PROFILE = (
    "displayName", "avatar", "banner", "viewer", "labels", "verification", "pinnedPost", "joinedViaStarterPack",
    "status", "pronouns", "debug",
)  # fmt: skip
_IGNORED_OF_POST = ("cid", "author", "record", "embed", "viewer", "labels", "threadgate", "debug")


class Bluesky:
    """Profiles, a feed, a search, or a resolved handle."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """The company's profile and the posts of its own account."""
        handle = target.handles.get("bluesky")
        if not handle:
            return
        yield PlannedRequest(
            source=SPEC.name,
            url=f"{_API}/app.bsky.actor.getProfile?{query_of({'actor': handle})}",
            purpose=f"followers of {handle}",
        )
        asked = query_of({"actor": handle, "limit": "100", "filter": "posts_no_replies"})
        yield PlannedRequest(
            source=SPEC.name,
            url=f"{_API}/app.bsky.feed.getAuthorFeed?{asked}",
            purpose=f"reception of {handle}'s posts",
        )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document a profile; for posts one for the page, and one each for posts of the account that was asked."""
        payload = content_of(response, "profiles", "did", "feed", "posts")
        if not isinstance(payload, dict):
            raise ShapeChanged(f"{response.url} should hold an object")
        fields = Fields(payload)
        if "feed" in payload or "posts" in payload:
            yield from _posts(response, fields)
        elif "profiles" in payload:
            yield from _profiles(response, fields)
        elif "handle" in payload:
            document = _profile(fields)
            yield _audited(document, fields)
        else:
            yield _resolved(response, fields)


def _audited(document: ParsedDocument, fields: Fields) -> ParsedDocument:
    return replace(document, unhandled=fields.finish())


def _profiles(response: StoredResponse, fields: Fields) -> Iterator[ParsedDocument]:
    documents = [_profile(profile) for profile in fields.items("profiles")]
    if not documents:
        raise EmptyBoard(f"{response.url} holds no profiles")
    documents[0] = _audited(documents[0], fields)
    yield from documents


def _profile(profile: Fields) -> ParsedDocument:
    handle = profile.text("handle", required=True)
    description = profile.text("description")
    associated = profile.object("associated")
    facts = known(
        count("bluesky_followers", handle, profile.number("followersCount"), unit="followers"),
        count("bluesky_following", handle, profile.number("followsCount"), unit="accounts"),
        count("bluesky_posts", handle, profile.number("postsCount"), unit="posts"),
        count("bluesky_lists", handle, associated.number("lists"), unit="lists"),
        count("bluesky_starter_packs", handle, associated.number("starterPacks"), unit="packs"),
        moment("bluesky_created_at", handle, profile.text("createdAt")),
        moment("bluesky_indexed_at", handle, profile.text("indexedAt")),
        said("bluesky_did", handle, profile.text("did")),
        said("bluesky_website", handle, profile.text("website")),
    )
    associated.ignore("feedgens", "labeler", "chat", "activitySubscription", "germ")
    profile.ignore(*_IGNORED_OF_PROFILE)
    return ParsedDocument(
        url=f"https://bsky.app/profile/{handle}",
        title=handle,
        text=description or "",
        writer_org="bsky.app",
        facts=facts,
    )


def _resolved(response: StoredResponse, fields: Fields) -> ParsedDocument:
    handle = parameter(response.url, "handle")
    did = fields.text("did", required=True)
    return ParsedDocument(
        url=response.url,
        title=handle,
        text=did or "",
        writer_org="bsky.app",
        facts=known(said("bluesky_did", handle, did)),
        unhandled=fields.finish(),
    )


def _posts(response: StoredResponse, fields: Fields) -> Iterator[ParsedDocument]:
    is_feed = fields.has("feed")
    items = list(fields.items("feed" if is_feed else "posts"))
    owner = _owner(response, items) if is_feed else None
    documents = [_post(item.object("post") if is_feed else item, owner) for item in items]
    reposts = sum(item.has("reason") for item in items)
    own = [document for document, is_own in documents if is_own]
    rest = tuple(fact for document, is_own in documents if not is_own for fact in document.facts)
    for item in items:
        item.ignore("reply", "reason", "feedContext", "reqId")
    total = fields.number("hitsTotal")
    cursor = fields.text("cursor")
    yield ParsedDocument(
        url=response.url,
        title=f"Posts of {owner}" if owner else "Posts",
        text="\n\n".join(document.text for document, is_own in documents if document.text and not is_own),
        writer_org="bsky.app",
        facts=(
            *known(
                count("bluesky_posts_listed", owner, len(items), unit="posts on the page"),
                count("bluesky_reposts_listed", owner, reposts, unit="posts on the page") if is_feed else None,
                count("bluesky_hits", owner, total, unit="posts"),
            ),
            *rest,
        ),
        next_urls=(with_parameters(response.url, cursor=cursor),) if items and cursor else (),
        unhandled=fields.finish(),
    )
    yield from own


def _owner(response: StoredResponse, items: list[Fields]) -> str | None:
    """Whose feed it is: the account that was asked, else the author of the first post that is no repost."""
    asked = parameter(response.url, "actor")
    authors = (item.peek_text("post.author.handle") for item in items if not item.has("reason"))
    return next((handle for handle in authors if handle), asked)


def _post(post: Fields, owner: str | None) -> tuple[ParsedDocument, bool]:
    uri = post.text("uri", required=True) or ""
    key = uri.rsplit("/", 1)[-1]
    handle = post.peek_text("author.handle")
    is_own = owner is not None and handle == owner
    subject = f"https://bsky.app/profile/{owner}/post/{key}" if is_own else f"post {key}"
    facts = known(
        count("bluesky_post_likes", subject, post.number("likeCount"), unit="likes"),
        count("bluesky_post_reposts", subject, post.number("repostCount"), unit="reposts"),
        count("bluesky_post_replies", subject, post.number("replyCount"), unit="replies"),
        count("bluesky_post_quotes", subject, post.number("quoteCount"), unit="quotes"),
        count("bluesky_post_bookmarks", subject, post.number("bookmarkCount"), unit="bookmarks"),
        moment("bluesky_posted_at", subject, post.peek("record.createdAt") or post.peek("indexedAt")),
        said("bluesky_post_link", subject, post.peek_text("embed.external.uri")),
        None if is_own else said("bluesky_author_key", subject, person_key("bluesky", handle)),
    )
    day = post.day("indexedAt")
    post.ignore(*_IGNORED_OF_POST)
    text = post.peek_text("record.text") or ""
    return ParsedDocument(
        url=subject, title=text[:80] or None, text=text, writer_org="bsky.app", published_at=day, facts=facts
    ), is_own
