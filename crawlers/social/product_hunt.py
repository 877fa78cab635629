"""Product Hunt: votes and comments of a launch. Not used live; replies of its GraphQL API are parsed from files."""

from collections.abc import Iterator
from typing import ClassVar

from crawlers.facts import count, flat, known, moment, said
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
    name="product_hunt",
    wing=Wing.SOCIAL,
    publisher="Product Hunt",
    writer=Role.CROWD,
    host=Role.METER,
    family="virality",
    hosts=("api.producthunt.com",),
    auth="PRODUCT_HUNT_TOKEN",
    auth_required=True,
    rate=0.2,
    robots="does not apply: documented API",
    terms="non-commercial by default; users are redacted (read 2026-11)",
    gamed="vote rings; hired hunters; launch teams that ask their lists for votes",
    docs="https://api.producthunt.com/v2/docs",
    status=SourceStatus.NOT_USED,
    reason="the API's default licence is non-commercial; commercial use must be asked for",
)


class ProductHunt:
    """A list of posts, or one."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """None: not used live."""
        yield from ()

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document with the facts of every post; makers and voters are not read."""
        payload = content_of(response, "data")
        if not isinstance(payload, dict) or not isinstance(payload.get("data"), dict):
            raise ShapeChanged(f"{response.url} should hold an object with data")
        fields = Fields(payload)
        data = fields.object("data")
        posts = [edge.object("node") for edge in data.items("posts.edges")]
        if data.has("post"):
            posts.append(data.object("post"))
        if not posts:
            raise EmptyBoard(f"{response.url} names no post")
        facts = flat(_post(post) for post in posts)
        fields.ignore("data.posts.edges[].cursor", "data.posts.pageInfo", "extensions")
        total = data.number("posts.totalCount")
        yield ParsedDocument(
            url=response.url,
            title="Product Hunt posts",
            text="\n".join(f"{post.peek_text('name')}: {post.peek_text('tagline') or ''}" for post in posts),
            writer_org="producthunt.com",
            facts=(*known(count("producthunt_posts", None, total, unit="posts")), *facts),
            unhandled=fields.finish(),
        )


def _post(post: Fields) -> tuple[ObservedFact, ...]:
    name = post.text("name", required=True)
    slug = post.text("slug")
    subject = f"https://www.producthunt.com/posts/{slug}" if slug else name
    facts = known(
        count("producthunt_votes", subject, post.number("votesCount"), unit="votes", text=name),
        count("producthunt_comments", subject, post.number("commentsCount"), unit="comments"),
        count("producthunt_reviews", subject, post.number("reviewsCount"), unit="reviews"),
        count("producthunt_rating", subject, post.number("reviewsRating"), unit="stars of 5"),
        moment("producthunt_created_at", subject, post.text("createdAt")),
        moment("producthunt_featured_at", subject, post.text("featuredAt")),
        said("producthunt_website", subject, post.text("website")),
    )
    post.ignore("id", "tagline", "description", "url", "thumbnail", "media", "topics", "user", "makers", "productLinks")
    return facts
