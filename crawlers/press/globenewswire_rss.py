"""GlobeNewswire releases by feed: paid distribution of what an issuer wrote."""

from collections.abc import Iterator
from typing import ClassVar

from crawlers.press.newswires import GAMED, TERMS, wire_documents
from crawlers.spec import SourceSpec
from crawlers.spider import ParsedDocument, PlannedRequest, StoredResponse, Target
from data.words import Role, Wing

SPEC = SourceSpec(
    name="globenewswire_rss",
    wing=Wing.PRESS,
    publisher="GlobeNewswire",
    writer=Role.COMPANY,
    host=Role.THIRD_PARTY,
    liable=Role.COMPANY,
    family="partnership",
    hosts=("www.globenewswire.com",),
    rate=0.2,
    terms=TERMS,
    gamed=GAMED,
    docs="https://www.globenewswire.com/rss/list",
)


class GlobenewswireRss:
    """One feed of releases."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """The wire's feed of the newest releases: it is short, so it is read often rather than searched."""
        yield PlannedRequest(
            source=SPEC.name,
            url="https://www.globenewswire.com/RssFeed/orgclass/1/feedTitle/GlobeNewswire%20-%20News%20about%20Public%20Companies",
            purpose=f"releases on the wire that name {target.name}",
        )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """See ``crawlers.press.newswires``."""
        yield from wire_documents(response)
