"""Addresses of a site: its registrable domain, and the pages that lie beneath a section of it."""

import tldextract
from parsel import Selector

from crawlers.addresses import host_of, joined, parts_of

_FURNITURE = "ancestor::nav or ancestor::footer or ancestor::header"
_LONGEST_NAME = 6  #: words

_suffixes = tldextract.TLDExtract(suffix_list_urls=(), fallback_to_snapshot=True)


def site_of(url: str) -> str | None:
    """The registrable domain of an address, without a network look-up; ``None`` for an address without a host.

    Under a suffix that the public list does not know (``.example``) the last two labels stand for it.
    """
    host = (host_of(url) or "").rstrip(".")
    if "." not in host:
        return None
    return _suffixes(host).top_domain_under_public_suffix or ".".join(host.split(".")[-2:])


def outward(page: str, url: str, most: int) -> tuple[tuple[str, str], ...]:
    """Names and domains of other sites that the text of a page links, in its order: whom a name stands for.

    Menus and footers are left out, and so are links on whole sentences, which name nobody.
    """
    home = site_of(url)
    found: dict[tuple[str, str], None] = {}
    for link in Selector(text=page, type="html").xpath(f"//body//a[@href][not({_FURNITURE})]"):
        name = " ".join((link.xpath("string()").get() or "").split())
        address = joined(url, link.xpath("@href").get() or "") or ""
        site = site_of(address) if parts_of(address).scheme in ("http", "https") else None
        if site and site != home and name[:1].isupper() and len(name.split()) <= _LONGEST_NAME:
            found.setdefault((name, site))
    return tuple(found)[:most]


def beneath(page: str, url: str, sections: tuple[str, ...], most: int) -> tuple[str, ...]:
    """Addresses linked from an index page that lie beneath it, in the page's order.

    An index page is one whose path ends with a name of ``sections``; any other page gives nothing, so that a reader of
    articles does not wander through a site.
    """
    path = parts_of(url).path.rstrip("/")
    if path.rsplit("/", 1)[-1].lower() not in sections:
        return ()
    home = site_of(url)
    found: dict[str, None] = {}
    for link in Selector(text=page, type="html").css("a::attr(href)").getall():
        address = (joined(url, link) or "").split("#")[0].split("?")[0]
        parts = parts_of(address)
        lies_beneath = parts.path.startswith(f"{path}/") and parts.path.rstrip("/") != path
        if lies_beneath and parts.scheme in ("http", "https") and site_of(address) == home:
            found.setdefault(address)
    return tuple(found)[:most]
