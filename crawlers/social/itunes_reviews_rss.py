"""App Store reviews by feed: rating, version and day of each review. Reviewers' names are dropped.

The feed is XML turned into JSON: a single review is an object where several are a list, every value stands under
``label``, and the first entry may be the app itself. A reply without entries may also be the answer to a wrong address.
"""

import re
from collections.abc import Iterator
from typing import ClassVar

from crawlers.facts import count, flat, known, moment, said
from crawlers.json_fields import Fields
from crawlers.social.stated import content_of
from crawlers.spec import SourceSpec
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
    name="itunes_reviews_rss",
    wing=Wing.SOCIAL,
    publisher="Apple",
    writer=Role.CROWD,
    host=Role.METER,
    family="recognition",
    hosts=("itunes.apple.com",),
    rate=0.3,
    max_pages=10,
    robots="does not apply: documented feed",
    terms="public feed, ten pages of 50 at most (read 2026-11)",
    gamed="bought five-star reviews; campaigns of one-star reviews; reviews by staff",
    docs="https://rss.applemarketingtools.com/",
)

_FEED = "https://itunes.apple.com/us/rss/customerreviews"
_PAGE = re.compile(r"/page=(\d+)/")
_LAST_PAGE, _PER_PAGE = 10, 50
_IGNORED = ("author", "title", "content", "link", "im:contentType", "im:voteCount.attributes", "rights", "category")
_IGNORED_OF_APP = ("im:*", "summary", "published")


class ItunesReviewsRss:
    """One page of reviews."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """The newest reviews of the app that identity found by its number."""
        app = target.packages.get("app_store", "")
        if app.isdigit():
            yield PlannedRequest(
                source=SPEC.name,
                url=f"{_FEED}/page=1/id={app}/sortBy=mostRecent/json",
                purpose=f"reviews of the app {app}",
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document: how many reviews the page holds, their mean, and each review."""
        payload = content_of(response, "feed")
        if not isinstance(payload, dict) or not isinstance(payload.get("feed"), dict):
            raise ShapeChanged(f"{response.url} should hold a feed")
        entry = payload["feed"].get("entry")
        payload["feed"]["entry"] = entry if isinstance(entry, list) else [entry] if entry else []
        fields = Fields(payload)
        entries = list(fields.items("feed.entry"))
        reviews = [review for review in entries if review.has("im:rating")]
        if not reviews:
            raise EmptyBoard(f"{response.url} holds no reviews")
        for app in (entry for entry in entries if not entry.has("im:rating")):
            app.ignore("id", "updated", *_IGNORED, *_IGNORED_OF_APP)
        facts = flat(_review(review) for review in reviews)
        ratings = [fact.value for fact in facts if fact.metric == "app_review_rating" and fact.value is not None]
        updated = fields.text("feed.updated.label")
        fields.ignore("feed.author", "feed.rights", "feed.title", "feed.icon", "feed.link", "feed.id")
        yield ParsedDocument(
            url=response.url,
            title="App Store reviews",
            text="\n\n".join(_words(review) for review in reviews),
            writer_org="apple.com",
            facts=(
                *known(
                    count("app_reviews_listed", None, len(reviews), unit="reviews on the page"),
                    count(
                        "app_review_rating_mean",
                        None,
                        sum(ratings) / len(ratings) if ratings else None,
                        unit="stars of 5",
                    ),
                    moment("app_reviews_updated_at", None, updated),
                ),
                *facts,
            ),
            next_urls=_next_page(response.url, len(reviews)),
            unhandled=fields.finish(),
        )


def _review(review: Fields) -> tuple[ObservedFact, ...]:
    identifier = review.text("id.label", required=True)
    day = review.day("updated.label")
    subject = f"review {identifier}"
    facts = known(
        count("app_review_rating", subject, review.number("im:rating.label"), unit="stars of 5", observed_at=day),
        count("app_review_votes", subject, review.number("im:voteCount.label"), unit="votes", observed_at=day),
        count("app_review_helpful_votes", subject, review.number("im:voteSum.label"), unit="votes", observed_at=day),
        said("app_review_version", subject, review.text("im:version.label"), day),
    )
    review.ignore(*_IGNORED)
    return facts


def _words(review: Fields) -> str:
    """Title and text of a review, without its writer."""
    parts = (review.peek_text(f"{key}.label") for key in ("title", "content"))
    return "\n".join(part for part in parts if part)


def _next_page(url: str, listed: int) -> tuple[str, ...]:
    """The following page of a full one; the feed's own links lead to XML."""
    found = _PAGE.search(url)
    if found is None or listed < _PER_PAGE or int(found.group(1)) >= _LAST_PAGE:
        return ()
    return (_PAGE.sub(f"/page={int(found.group(1)) + 1}/", url),)
