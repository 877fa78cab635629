"""Google News by search: headlines of many publications, each naming its publication."""

from collections.abc import Iterator
from typing import ClassVar

from crawlers.press.feeds import feed_documents, read_feed
from crawlers.spec import SourceSpec, SourceStatus
from crawlers.spider import ParsedDocument, PlannedRequest, StoredResponse, Target
from data.words import Role, Wing

SPEC = SourceSpec(
    name="google_news_rss",
    wing=Wing.PRESS,
    publisher="Google",
    writer=Role.THIRD_PARTY,
    host=Role.THIRD_PARTY,
    family="virality",
    hosts=("news.google.com",),
    rate=0.1,
    terms="the feed's own notice: personal feed reader, non-commercial; any other use is expressly prohibited",
    gamed="syndicated copies of one release count as many reports",
    docs="https://support.google.com/news/publisher-center",
    status=SourceStatus.NOT_USED,
    reason="the feed's copyright notice expressly prohibits any use but a personal feed reader",
)


class GoogleNewsRss:
    """One feed; read from files only."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """None: not used live."""
        yield from ()

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """The feed, then one document a headline; the writer is the publication that the entry names."""
        yield from feed_documents(response, read_feed(response), None)
