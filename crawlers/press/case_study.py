"""Customer stories: what a vendor says a customer does with its product. The claim side, however warm the quotation.

Read from the page (HTML) or from its source (Markdown or MDX with front matter). The customer and the role and
company of whoever is quoted are facts; the person's name is not kept. One engineer on a free tier can be shown as a
company.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, ClassVar

from parsel import Selector

from crawlers.addresses import parts_of
from crawlers.facts import count, known, moment, said
from crawlers.plain_text import tidy, utc_date
from crawlers.press.html_page import read_page
from crawlers.press.markdown import components, front_matter, heading_of, prose
from crawlers.press.newsroom_html import page_document
from crawlers.press.releases import written_day
from crawlers.press.sites import beneath, site_of
from crawlers.replies import is_markup, text_of
from crawlers.spec import SourceSpec
from crawlers.spider import ObservedFact, ParsedDocument, PlannedRequest, StoredResponse, Target, Truncated
from data.words import Role, Wing

SPEC = SourceSpec(
    name="case_study",
    wing=Wing.PRESS,
    publisher="the vendor's own site",
    writer=Role.COMPANY,
    host=Role.COMPANY,
    liable=Role.COMPANY,
    family="customers",
    hosts=("*",),
    rate=0.5,
    terms="the site's own terms; public pages within robots.txt",
    gamed="one engineer on a free tier shown as a company; a quotation given in return for a discount",
    docs="https://schema.org/Article",
)

_SECTIONS = ("customers", "case-studies", "customer-stories", "stories", "success-stories", "case-study")
_MOST_STORIES = 30
#: Front-matter keys that name the customer, best first.
_CUSTOMER_KEYS = ("quoteCompany", "customer", "customerName", "customer_name", "company", "client", "name")
_ROLE_KEYS = ("quoteRole", "author_title", "role", "quote_role")
_STORY = re.compile(r"^How (?P<customer>[^,]{2,60}?) (?:[a-z]+(?:s|ed|ing)|uses?|used|can|will)\b")
_VENDOR_SUFFIX = re.compile(r"\s*[|–—-]\s*[^|–—-]{2,40}$")


class CaseStudy:
    """One story, or from an index page the stories beneath it."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """The usual index pages of customer stories on the company's own site."""
        for section in _SECTIONS[:3]:
            yield PlannedRequest(
                source=SPEC.name,
                url=f"https://{target.domain}/{section}",
                purpose=f"customers that {target.name} names",
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document. The writer is the vendor whose site serves the story."""
        yield _from_html(response) if is_markup(response.body) else _from_markdown(response)


def _from_html(response: StoredResponse) -> ParsedDocument:
    page = read_page(response)
    further = beneath(page.html, response.url, _SECTIONS, _MOST_STORIES)
    story = _slug(page.url)
    customer = customer_of_title(page.title) or (story.replace("-", " ").title() if story else None)
    marked = Selector(text=page.html, type="html").css("blockquote, q")
    quotes = [tidy(quote.xpath("string()").get() or "") for quote in marked]
    facts = known(
        said("case_study_customer", page.url, customer if not further else None),
        *(said("case_study_quote", f"{page.url}#{place}", quote) for place, quote in enumerate(quotes, 1) if quote),
    )
    return page_document(page, site_of(response.url) or site_of(page.url), facts, further)


def _slug(url: str) -> str | None:
    """The story's own name in an address like ``/customers/acme``."""
    steps = [step for step in parts_of(url).path.split("/") if step]
    return steps[-1].removesuffix(".html") if len(steps) > 1 and steps[-2].lower() in _SECTIONS else None


def customer_of_title(title: str | None) -> str | None:
    """The customer in a headline of the usual form, "How X scales ..."; ``None`` for other headlines."""
    found = _STORY.match(_VENDOR_SUFFIX.sub("", title or ""))
    return found.group("customer").strip() if found else None


def _from_markdown(response: StoredResponse) -> ParsedDocument:
    raw = text_of(response)
    front, body = front_matter(raw)
    if raw.lstrip().startswith("---") and not front:
        raise Truncated(f"{response.url} ends inside its front matter, or it is not YAML")
    title = _said(front, ("title", "meta_title")) or heading_of(body)
    text = prose(body)
    description = _said(front, ("description", "meta_description", "summary"))
    customer = _said(front, _CUSTOMER_KEYS) or customer_of_title(title)
    subject = customer or title
    quote = _said(front, ("customerQuote", "quote"))
    day = _day(front.get("date") or front.get("publishedAt") or front.get("pubDate"))
    return ParsedDocument(
        url=response.url,
        title=title,
        text="\n\n".join(part for part in (title, description, quote, text) if part),
        writer_org=site_of(response.url),
        published_at=day,
        facts=known(
            said("case_study_customer", subject, customer),
            moment("case_study_published_on", subject, day.isoformat() if day else None),
            said("case_study_quote", subject, quote),
            said("case_study_quoted_role", subject, _said(front, _ROLE_KEYS)),
            said("case_study_website", subject, _said(front, ("company_url", "website", "customerUrl"))),
            count("case_study_words", subject, len(text.split()), unit="words"),
            *_quotations(body, subject),
            *_statistics(front),
        ),
    )


def _said(front: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    values = (front.get(key) for key in keys)
    return next((str(value).strip() for value in values if isinstance(value, str) and value.strip()), None)


def _day(written: Any) -> date | None:
    return utc_date(str(written)) or written_day(str(written)) if written else None


def _quotations(body: str, subject: str | None) -> Iterator[ObservedFact | None]:
    """Quotations set as components, with the role and company of the speaker and without the name."""
    for place, (name, attributes) in enumerate(components(body), 1):
        if "quote" not in name.lower() and "testimonial" not in name.lower():
            continue
        where = f"{subject}#{place}"
        caption = attributes.get("caption") or ""
        role = attributes.get("role") or attributes.get("title") or caption.partition(",")[2].strip()
        yield said("case_study_quote", where, attributes.get("quote") or attributes.get("text"))
        yield said("case_study_quoted_role", where, role)
        yield said("case_study_quoted_company", where, attributes.get("company"))


def _statistics(front: Mapping[str, Any]) -> Iterator[ObservedFact | None]:
    """The numbers that a story puts in its margin: ``stats`` of value and label, ``misc`` of label and text."""
    for key in ("stats", "misc", "metrics"):
        for row in front.get(key) or ():
            if isinstance(row, Mapping):
                label = str(row.get("label") or key)
                value = row.get("stat") or row.get("value") or row.get("text")
                yield said("case_study_statistic", label, None if value is None else str(value))
