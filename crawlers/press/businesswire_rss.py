"""Business Wire releases by feed: paid distribution of what an issuer wrote."""

from collections.abc import Iterator
from typing import ClassVar

from crawlers.press.newswires import GAMED, TERMS, wire_documents
from crawlers.spec import SourceSpec, SourceStatus
from crawlers.spider import ParsedDocument, PlannedRequest, StoredResponse, Target
from data.words import Role, Wing

SPEC = SourceSpec(
    name="businesswire_rss",
    wing=Wing.PRESS,
    publisher="Business Wire",
    writer=Role.COMPANY,
    host=Role.THIRD_PARTY,
    liable=Role.COMPANY,
    family="partnership",
    hosts=("feed.businesswire.com",),
    rate=0.2,
    terms=TERMS,
    gamed=GAMED,
    docs="https://www.businesswire.com/help/rss",
    status=SourceStatus.NOT_USED,
    reason="robots.txt of www.businesswire.com disallows /rss/ and the notice forbids reuse; files are parsed",
)


class BusinesswireRss:
    """One feed of releases."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """None: not used live."""
        yield from ()

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """See ``crawlers.press.newswires``."""
        yield from wire_documents(response)
