"""TechCrunch articles: one report, with the dates and tags that its structured data claims."""

from collections.abc import Iterator
from typing import ClassVar

from crawlers.press.html_page import read_page
from crawlers.press.newsroom_html import page_document
from crawlers.spec import SourceSpec
from crawlers.spider import ParsedDocument, PlannedRequest, StoredResponse, Target
from data.words import Role, Wing

SPEC = SourceSpec(
    name="techcrunch_article",
    wing=Wing.PRESS,
    publisher="TechCrunch",
    writer=Role.THIRD_PARTY,
    host=Role.THIRD_PARTY,
    family="funding",
    hosts=("techcrunch.com",),
    rate=0.2,
    terms="public articles within robots.txt; texts are copyright, kept for audit and not shown whole (2026-11)",
    gamed="a release rewritten under a reporter's name; no reporting of its own behind the numbers",
    docs="https://techcrunch.com/terms-of-service/",
)


class TechcrunchArticle:
    """One article."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """None of its own: articles are asked for by address, as the feed or a claim names them."""
        yield from ()

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document, written by TechCrunch."""
        yield page_document(read_page(response), writer_org="techcrunch.com")
