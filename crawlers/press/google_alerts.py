"""Google Alerts: an account's private feed of pages that name a word."""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from crawlers.addresses import parameter
from crawlers.press.feeds import feed_documents, read_feed
from crawlers.press.sites import site_of
from crawlers.spec import SourceSpec, SourceStatus
from crawlers.spider import ParsedDocument, PlannedRequest, StoredResponse, Target
from data.words import Role, Wing

SPEC = SourceSpec(
    name="google_alerts",
    wing=Wing.PRESS,
    publisher="Google",
    writer=Role.THIRD_PARTY,
    host=Role.THIRD_PARTY,
    family="virality",
    hosts=("www.google.com",),
    rate=0.1,
    terms="a private feed of one account, for its owner",
    gamed="syndicated copies of one release count as many reports",
    docs="https://support.google.com/websearch/answer/4815696",
    status=SourceStatus.NOT_USED,
    reason="the feed belongs to one person's account; an owner may hand over a file",
)


class GoogleAlerts:
    """One feed; read from files only."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """None: not used live."""
        yield from ()

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """The feed, then one document a page, at the address behind the redirect."""
        about, *found = feed_documents(response, read_feed(response), None)
        yield about
        for document in found:
            address = parameter(document.url, "url") or document.url
            facts = tuple(replace(fact, subject=address) for fact in document.facts)
            yield replace(document, url=address, writer_org=site_of(address), facts=facts)
