"""The home page's structured data and outward links: what a company says of its own identity.

Schema.org's ``Organization`` gives legal name, alternate names and LEI; links give the accounts, repositories, packages
and job boards that a company calls its own. Facts only: ``crawlers.identity`` decides what they amount to.
"""

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from parsel import Selector

from crawlers.addresses import joined, parts_of
from crawlers.press.html_page import json_ld
from crawlers.press.sites import site_of
from crawlers.replies import html_of
from crawlers.spec import SourceSpec
from crawlers.spider import EmptyBoard, ObservedFact, ParsedDocument, PlannedRequest, StoredResponse, Target
from data.words import Role, Wing

SPEC = SourceSpec(
    name="company_site",
    wing=Wing.PRESS,
    publisher="the company's own site",
    writer=Role.COMPANY,
    host=Role.COMPANY,
    liable=Role.COMPANY,
    family="identity",
    hosts=("*",),
    rate=0.5,
    max_pages=0,
    terms="the site's own terms; public pages within robots.txt",
    gamed="A page may name any register number or account: a register's own record is asked before one is believed.",
    docs="https://schema.org/Organization",
)

_ORGANISATIONS = frozenset({"Organization", "Corporation", "OnlineBusiness", "NewsMediaOrganization"})
_HANDLE = r"(?P<value>[A-Za-z0-9_.-]{2,40})/?"
#: Links by what they name: fact's metric, its subject, and the address of an account (not of a post or a share button).
_LINKS: tuple[tuple[str, str | None, re.Pattern[str]], ...] = (
    ("identity_github_org", None, re.compile(r"github\.com/" + _HANDLE + r"$")),
    ("identity_handle", "x", re.compile(r"(?:twitter|x)\.com/" + _HANDLE + r"$")),
    ("identity_handle", "linkedin", re.compile(r"linkedin\.com/company/" + _HANDLE + r"$")),
    ("identity_handle", "youtube", re.compile(r"youtube\.com/(?P<value>@[\w.-]{2,40}|channel/UC[\w-]{22})/?$")),
    ("identity_handle", "bluesky", re.compile(r"bsky\.app/profile/" + _HANDLE + r"$")),
    ("identity_handle", "mastodon", re.compile(r"(?P<host>[\w.-]+\.\w+)/(?P<value>@[\w.-]{2,40})/?$")),
    ("identity_handle", "huggingface", re.compile(r"huggingface\.co/" + _HANDLE + r"$")),
    ("identity_handle", "dockerhub", re.compile(r"hub\.docker\.com/u/" + _HANDLE + r"$")),
    ("identity_board", "greenhouse", re.compile(r"(?:boards|job-boards)\.greenhouse\.io/" + _HANDLE)),
    ("identity_board", "lever", re.compile(r"jobs\.lever\.co/" + _HANDLE)),
    ("identity_board", "ashby", re.compile(r"jobs\.ashbyhq\.com/" + _HANDLE)),
    ("identity_package", "pypi", re.compile(r"pypi\.org/project/" + _HANDLE + r"$")),
    ("identity_package", "npm", re.compile(r"npmjs\.com/package/(?P<value>(?:@[\w.-]+/)?[\w.-]+)/?$")),
)
#: First path segments that are a site's own pages and nobody's account.
_NO_ACCOUNT = frozenset({
    "about", "apps", "collections", "embed", "explore", "features", "hashtag", "home", "i", "intent", "issues", "login",
    "marketplace", "orgs", "pricing", "search", "settings", "share", "signup", "sponsors", "topics", "trending",
})  # fmt: skip


class CompanySite:
    """The organisation that a home page says it belongs to."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterable[PlannedRequest]:
        """The home page of the company, or of the party asked."""
        yield PlannedRequest(
            source=SPEC.name,
            url=f"https://{target.asked_domain}/",
            purpose=f"Which names, registers and accounts {target.asked_domain} calls its own",
        )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document. Raises ``EmptyBoard`` where the page says nothing of whose it is."""
        page = Selector(text=html_of(response), type="html")
        facts = tuple(dict.fromkeys((*_stated(page), *_linked(page, response.url))))
        title = (page.css("title::text").get() or "").strip() or None
        if not facts:
            raise EmptyBoard(f"{response.url} neither states nor links an identity")
        lines = "\n".join(f"{fact.metric}: {fact.text}" for fact in facts)
        yield ParsedDocument(url=response.url, title=title, text=lines, facts=facts)


def _stated(page: Selector) -> Iterator[ObservedFact]:
    """What the structured data says of the organisation."""
    for node in json_ld(page):
        kinds = node.get("@type")
        if not _ORGANISATIONS & set(kinds if isinstance(kinds, list) else [kinds]):
            continue
        for name, metric in (("legalName", "legal_name"), ("name", "name"), ("leiCode", "lei")):
            yield from _texts(f"identity_{metric}", node.get(name))
        yield from _texts("identity_alias", node.get("alternateName"))
        links = node.get("sameAs")
        for link in links if isinstance(links, list) else [links]:
            if isinstance(link, str):
                yield from _account(link)


def _linked(page: Selector, url: str) -> Iterator[ObservedFact]:
    home = site_of(url)
    for href in page.css("a::attr(href), iframe::attr(src)").getall():
        link = joined(url, href) or ""
        if parts_of(link).scheme in ("http", "https") and site_of(link) != home:
            marked = bool(page.xpath("//a[@href=$href and contains(@rel, 'me')]", href=href))
            yield from _account(link, marked=marked)


def _account(link: str, *, marked: bool = True) -> Iterator[ObservedFact]:
    """The account that a link names; ``@name`` on an unknown host is Mastodon's only where marked as the page's own."""
    address = parts_of(link)
    plain = (address.hostname or "").removeprefix("www.") + address.path
    for metric, subject, pattern in _LINKS:
        match = pattern.match(plain)
        if match is None or match["value"].lower() in _NO_ACCOUNT:
            continue
        value = match["value"]
        if subject == "mastodon":
            if not marked:
                continue
            value = f"{value}@{match['host']}"
        yield ObservedFact(metric=metric, subject=subject, text=value)
        return


def _texts(metric: str, value: object) -> Iterator[ObservedFact]:
    for text in value if isinstance(value, list) else [value]:
        if isinstance(text, str) and text.strip():
            yield ObservedFact(metric=metric, text=" ".join(text.split()))
