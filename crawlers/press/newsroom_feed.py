"""Newsroom feeds: what the company itself announced, when it says it did, by RSS or Atom from its own site."""

from collections.abc import Iterator
from typing import ClassVar

from crawlers.press.feeds import feed_documents, read_feed
from crawlers.press.sites import site_of
from crawlers.spec import SourceSpec
from crawlers.spider import ParsedDocument, PlannedRequest, StoredResponse, Target
from data.words import Role, Wing

SPEC = SourceSpec(
    name="newsroom_feed",
    wing=Wing.PRESS,
    publisher="the company's own site",
    writer=Role.COMPANY,
    host=Role.COMPANY,
    liable=Role.COMPANY,
    family="partnership",
    hosts=("*",),
    rate=0.5,
    terms="the site's own terms; feeds are published to be read by programs",
    gamed="the company writes what it likes, edits it later and dates it as it likes",
    docs="https://www.rssboard.org/rss-specification",
)

#: Where newsrooms keep their feeds, most common first; a site's ``<link rel=alternate>`` is read by discovery.
_PATHS = ("/feed", "/blog/feed", "/rss.xml", "/news/rss.xml")


class NewsroomFeed:
    """One feed: a document for the feed and one an entry."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """The usual addresses of a feed on the site that is asked."""
        for path in _PATHS:
            yield PlannedRequest(
                source=SPEC.name,
                url=f"https://{target.asked_domain}{path}",
                purpose=f"announcements of {target.asked_domain}",
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """See ``crawlers.press.feeds``. The writer is the site that serves the feed."""
        feed = read_feed(response)
        yield from feed_documents(response, feed, site_of(feed.site or response.url))
