"""Newsroom pages: one announcement as the company's site prints it, or the section that lists them."""

from collections.abc import Iterator
from typing import ClassVar

from crawlers.facts import count, known, moment, said
from crawlers.press.html_page import Page, read_page
from crawlers.press.sites import beneath, outward, site_of
from crawlers.spec import SourceSpec
from crawlers.spider import ObservedFact, ParsedDocument, PlannedRequest, StoredResponse, Target
from data.words import Role, Wing

SPEC = SourceSpec(
    name="newsroom_html",
    wing=Wing.PRESS,
    publisher="the company's own site",
    writer=Role.COMPANY,
    host=Role.COMPANY,
    liable=Role.COMPANY,
    family="partnership",
    hosts=("*",),
    rate=0.5,
    terms="the site's own terms; public pages within robots.txt",
    gamed="the company writes what it likes, edits it without notice and dates it freely: compare captures",
    docs="https://schema.org/NewsArticle",
)

_SECTIONS = ("news", "newsroom", "press", "press-releases", "blog", "company-news")
_MOST_ARTICLES = 20
_MOST_LINKS = 40


class NewsroomHtml:
    """One page: its article, and from a section page the articles beneath it."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """The usual sections of the site that is asked."""
        for section in _SECTIONS[:4]:
            yield PlannedRequest(
                source=SPEC.name,
                url=f"https://{target.asked_domain}/{section}",
                purpose=f"announcements of {target.asked_domain}",
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document. The writer is the site that serves the page."""
        page = read_page(response)
        yield page_document(
            page,
            writer_org=site_of(response.url) or site_of(page.url),
            facts=known(*(said("page_link", name, site) for name, site in outward(page.html, page.url, _MOST_LINKS))),
            next_urls=beneath(page.html, response.url, _SECTIONS, _MOST_ARTICLES),
        )


def page_document(
    page: Page, writer_org: str | None, facts: tuple[ObservedFact, ...] = (), next_urls: tuple[str, ...] = ()
) -> ParsedDocument:
    """A page as a document, with what every page says of itself and the facts of its own kind."""
    return ParsedDocument(
        url=page.url,
        title=page.title,
        text=page.text,
        writer_org=writer_org,
        published_at=page.published_at,
        facts=(*page_facts(page), *facts),
        next_urls=next_urls,
    )


def page_facts(page: Page) -> tuple[ObservedFact, ...]:
    """Length, claimed dates, publisher and keywords."""
    return known(
        count("page_words", page.url, len(page.text.split()), unit="words"),
        moment("page_published_on", page.url, _claimed(page)),
        moment("page_modified_on", page.url, page.modified_at.isoformat() if page.modified_at else None),
        said("page_publisher", page.url, page.publisher),
        said("page_keywords", page.url, "; ".join(page.keywords)),
    )


def _claimed(page: Page) -> str | None:
    return page.published or (page.published_at.isoformat() if page.published_at else None)
