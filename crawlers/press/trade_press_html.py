"""Trade press pages: a report in a journal of the trade, with the dates that its page claims."""

from collections.abc import Iterator
from typing import ClassVar

from crawlers.press.html_page import read_page
from crawlers.press.newsroom_html import page_document
from crawlers.press.sites import site_of
from crawlers.spec import SourceSpec
from crawlers.spider import ParsedDocument, PlannedRequest, StoredResponse, Target
from data.words import Role, Wing

SPEC = SourceSpec(
    name="trade_press_html",
    wing=Wing.PRESS,
    publisher="the journal",
    writer=Role.THIRD_PARTY,
    host=Role.THIRD_PARTY,
    family="partnership",
    hosts=("*",),
    rate=0.2,
    terms="public articles within robots.txt; texts are copyright, kept for audit and not shown whole (2026-11)",
    gamed="a release rewritten under a reporter's name; no reporting of its own behind the numbers",
    docs="https://schema.org/NewsArticle",
)


class TradePressHtml:
    """One article."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """None of its own: articles are asked for by address, as a claim or a feed names them."""
        yield from ()

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document. The writer is the site that serves the page."""
        page = read_page(response)
        yield page_document(page, writer_org=site_of(page.url))
