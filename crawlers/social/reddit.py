"""Reddit listings: scores and comments of posts that link to a company or name it. Not used live; files are parsed.

robots.txt closes ``*.json`` and ``*.rss``, and commercial use of the API needs a contract. Scores are fuzzed by design
and bought in practice. Authors are kept as keys.
"""

from collections.abc import Iterator
from typing import ClassVar

from crawlers.facts import count, flat, known, moment, person_key, said
from crawlers.json_fields import Fields
from crawlers.social.stated import content_of
from crawlers.spec import SourceSpec, SourceStatus
from crawlers.spider import EmptyBoard, ObservedFact, ParsedDocument, PlannedRequest, StoredResponse, Target
from data.words import Role, Wing

SPEC = SourceSpec(
    name="reddit",
    wing=Wing.SOCIAL,
    publisher="Reddit",
    writer=Role.CROWD,
    host=Role.METER,
    family="virality",
    hosts=("oauth.reddit.com",),
    rate=0.1,
    terms="commercial use needs a contract (read 2026-11)",
    gamed="bought votes and accounts; staff posing as users; scores are fuzzed by the publisher",
    docs="https://www.reddit.com/dev/api/",
    status=SourceStatus.NOT_USED,
    reason="robots.txt disallows /*.json and /*.rss, and commercial use of the API needs a contract",
)

#: Moderation, flair, awards, pictures, the viewer's own state: out of scope by name, in both generations.
_IGNORED = (
    "all_awardings", "allow_live_comments", "approved*", "archived", "author*", "awarders", "banned*", "can_*",
    "category", "clicked", "collections", "content_categories", "contest_mode", "created", "crosspost*",
    "discussion_type", "edited", "distinguished", "downs", "fetched", "from*", "gallery_data", "gilded", "gildings",
    "hidden", "hide_score", "id", "is_*", "kind", "likes", "link_flair*", "locked", "media*", "mod_*", "name",
    "new_comments*", "no_follow", "num_crossposts", "num_reports", "over_18", "parent_whitelist_status", "pinned",
    "poll_data", "post_*", "preview", "pwls", "quarantine", "removal_reason", "removed*", "report_reasons",
    "rte_mode", "saved", "secure_media*", "selftext_html", "send_replies", "spoiler", "steward_reports", "stickied",
    "subreddit_*", "suggested_sort", "thumbnail*", "top_awarded_type", "total_awards_received", "treatment_tags",
    "ups", "url_overridden_by_dest", "user_reports", "visited", "wls", "whitelist_status", "replies", "body_html",
    "link_*", "parent_id", "controversiality", "score_hidden", "collapsed*", "associated_award", "comment_type",
    "depth", "unrepliable_reason", "whitelist*", "previous_visits", "ad_*",
)  # fmt: skip
_IGNORED_OF_LISTING = ("modhash", "dist", "geo_filter", "before", "after", "*whitelist*", "facets")


class Reddit:
    """A listing of posts, the page of one post with its comments, or a subreddit."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """None: not used live."""
        yield from ()

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document with the facts of every post and comment of the page."""
        payload = content_of(response, "kind", "data")
        fields = Fields(payload)
        listings = list(fields.items()) if isinstance(payload, list) else [fields]
        things = [thing for listing in listings for thing in _things(listing)]
        if not things:
            raise EmptyBoard(f"{response.url} lists no posts")
        read = [_thing(thing) for thing in things]
        yield ParsedDocument(
            url=response.url,
            title="Reddit listing",
            text="\n\n".join(text for text, _ in read if text),
            writer_org="reddit.com",
            facts=(
                *known(count("reddit_posts_listed", None, len(things), unit="posts and comments on the page")),
                *flat(facts for _, facts in read),
            ),
            unhandled=fields.finish(),
        )


def _things(listing: Fields) -> Iterator[Fields]:
    """The posts, comments or subreddits under a node, or the node itself where it is one (``t5``, ``t3``)."""
    if listing.text("kind") != "Listing":
        yield listing.object("data")
        return
    data = listing.object("data")
    for child in data.items("children"):
        child.ignore("kind")
        if child.peek("kind") == "more":
            child.ignore("data")
        else:
            yield child.object("data")
    data.ignore(*_IGNORED_OF_LISTING)


def _thing(thing: Fields) -> tuple[str, tuple[ObservedFact, ...]]:
    address = thing.text("permalink") or thing.text("url") or thing.peek_text("name")
    subject = f"https://www.reddit.com{address}" if str(address).startswith("/") else str(address)
    title = thing.text("title")
    body = thing.text("selftext") or thing.text("body") or ""
    link = thing.text("url")
    facts = known(
        count("reddit_score", subject, thing.number("score"), unit="votes, fuzzed", text=title),
        count("reddit_comments", subject, thing.number("num_comments"), unit="comments", text=title),
        count("reddit_upvote_ratio", subject, thing.number("upvote_ratio")),
        count("reddit_views", subject, thing.number("view_count"), unit="views"),
        count("reddit_subscribers", subject, thing.number("subscribers"), unit="subscribers"),
        count("reddit_subreddit_subscribers", subject, thing.number("subreddit_subscribers"), unit="subscribers"),
        count("reddit_active_users", subject, thing.number("active_user_count"), unit="users"),
        moment("reddit_posted_at", subject, thing.number("created_utc")),
        said("reddit_subreddit", subject, thing.text("subreddit")),
        said("reddit_link", subject, None if link and "reddit.com" in link else link),
        said("reddit_domain", subject, thing.text("domain")),
        said("reddit_author_key", subject, person_key("reddit", thing.text("author"))),
    )
    thing.take("body")
    thing.ignore(*_IGNORED)
    return "\n".join(part for part in (title, body) if part), facts
