"""TechCrunch's feed: reports by somebody else, often of a release on the morning it went out."""

from collections.abc import Iterator
from typing import ClassVar

from crawlers.press.feeds import feed_documents, read_feed
from crawlers.spec import SourceSpec
from crawlers.spider import ParsedDocument, PlannedRequest, StoredResponse, Target
from data.words import Role, Wing

SPEC = SourceSpec(
    name="techcrunch_rss",
    wing=Wing.PRESS,
    publisher="TechCrunch",
    writer=Role.THIRD_PARTY,
    host=Role.THIRD_PARTY,
    family="funding",
    hosts=("techcrunch.com",),
    rate=0.2,
    terms="feed for readers; texts are copyright and are kept for audit, not shown whole (read 2026-11)",
    gamed="embargoed release, exclusive given for kindness; the numbers are the company's",
    docs="https://techcrunch.com/rss-terms-of-use/",
)


class TechcrunchRss:
    """The feed of a topic, or the whole feed."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """The topic that bears the company's name; an unknown topic answers 404, which is ``not_published``."""
        topic = "-".join(target.name.lower().split())
        yield PlannedRequest(
            source=SPEC.name, url=f"https://techcrunch.com/tag/{topic}/feed/", purpose=f"reports about {target.name}"
        )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """See ``crawlers.press.feeds``. The writer is TechCrunch, also through FeedBurner."""
        yield from feed_documents(response, read_feed(response), "techcrunch.com")
