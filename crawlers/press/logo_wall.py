"""Logo walls: whose marks a company shows as its customers. The cheapest claim there is: a picture and a heading.

A mark counts as listed where it stands in a part of the page that speaks of customers, by its heading or by the
names in its markup. The name is the picture's alternative text, else its file's name. Where a logo appears and when
it vanishes is read from archive captures of the same page.
"""

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar
from urllib.parse import unquote

from parsel import Selector

from crawlers.addresses import joined, parts_of
from crawlers.facts import count, known, said
from crawlers.plain_text import tidy
from crawlers.press.sites import site_of
from crawlers.replies import html_of
from crawlers.spec import SourceSpec
from crawlers.spider import EmptyBoard, ObservedFact, ParsedDocument, PlannedRequest, StoredResponse, Target
from data.words import Role, Wing

SPEC = SourceSpec(
    name="logo_wall",
    wing=Wing.PRESS,
    publisher="the company's own site",
    writer=Role.COMPANY,
    host=Role.COMPANY,
    liable=Role.COMPANY,
    family="customers",
    hosts=("*",),
    rate=0.5,
    terms="the site's own terms; public pages within robots.txt",
    gamed="logos of trials, of former customers, of one employee's account, of firms never asked",
    docs="https://html.spec.whatwg.org/multipage/images.html#alt",
)

_SPEAKS_OF_CUSTOMERS = re.compile(
    r"trusted by|loved by|used by|relied on by|chosen by|join(?:ed by)? |powering|our customers|customers|clients"
    r"|companies (?:of|that|like)|teams (?:at|like)|brands|who (?:uses|use|we work with)",
    re.I,
)
_MARKED_AS_CUSTOMERS = re.compile(r"logo|customer|client|trusted|brand|marquee", re.I)
_NOT_A_NAME = re.compile(
    r"\b(?:logo(?:s|type)?|icon|image|img|brand|mark|white|black|dark|light|colou?r|mono|grey|gray)\b", re.I
)
_FILE_WORDS = re.compile(r"[-_+.]|%20|\d+x\d+|@\dx")
_SITE_FURNITURE = "ancestor::nav or ancestor::footer or ancestor::header[not(ancestor::main)]"
WALLS = ("", "customers")  #: pages of a site that are read for marks
_STORIES = ("customers", "case-studies", "customer-stories", "success-stories")  #: sections of a site


class LogoWall:
    """One page's listed customers, and the stories it links."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """The home page and the customers' page of the company's own site."""
        for path in WALLS:
            yield PlannedRequest(
                source=SPEC.name,
                url=f"https://{target.domain}/{path}",
                purpose=f"logos that {target.name} shows as customers",
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document with a fact for each listed name. ``EmptyBoard`` where the page shows none."""
        page = html_of(response)
        selector = Selector(text=page, type="html")
        facts = marks(selector, response.url)
        stories = _stories(selector, response.url)
        if not facts and not stories:
            raise EmptyBoard(f"{response.url} shows no customers that a program can read")
        title = tidy(selector.css("title::text").get() or "") or None
        yield ParsedDocument(
            url=response.url,
            title=title,
            text="\n".join(lines_of(facts)),
            writer_org=site_of(response.url),
            facts=(
                *known(
                    count("listed_customers", title, len(facts), unit="names"),
                    count("customer_stories_linked", title, len(stories), unit="pages"),
                ),
                *facts,
                *known(*(said("customer_story", name, address) for name, address in stories.items())),
            ),
        )


def is_wall(address: str) -> bool:
    """Whether an address is one of those that are read for marks: a site's front page, or its customers'."""
    return parts_of(address).path.strip("/") in WALLS


def marks(selector: Selector, base: str) -> tuple[ObservedFact, ...]:
    """A fact for each name that a page shows as a customer's, each once and never its own."""
    own = (site_of(base) or "").partition(".")[0]
    listed = {name.casefold(): fact for name, fact in _listed(selector, base)}
    return tuple(fact for name, fact in listed.items() if name != own)


def lines_of(facts: Iterable[ObservedFact]) -> list[str]:
    """The words above the marks and the names, each once: what a claim can point at."""
    return list(dict.fromkeys(part for fact in facts for part in (fact.text, fact.subject) if part))


def _listed(selector: Selector, base: str) -> Iterator[tuple[str, ObservedFact]]:
    for picture in selector.xpath(f"//body//*[self::img or self::svg][not({_SITE_FURNITURE})]"):
        name = _name(picture, base)
        heading = _heading(picture)
        if name and (heading or _is_marked(picture)):
            yield name, ObservedFact(metric="listed_customer", subject=name, text=heading)


def _name(picture: Selector, base: str) -> str | None:
    attributes = picture.root  # parsel's own table of attributes fails on a name that is none
    said_name = attributes.get("alt") or attributes.get("aria-label") or picture.css("title::text").get() or ""
    cleaned = _clean(said_name)
    if cleaned:
        return cleaned
    source = attributes.get("src") or attributes.get("data-src") or ""
    if not source or source.startswith("data:"):
        return None
    stem = unquote(parts_of(joined(base, source) or "").path.rsplit("/", 1)[-1]).rsplit(".", 1)[0]
    words = _clean(_FILE_WORDS.sub(" ", stem))
    return words.title() if words and "logo" in f"{stem} {attributes.get('class', '')}".lower() else None


def _clean(name: str) -> str | None:
    """A mark's name without the words that describe the picture; ``None`` where nothing or a sentence is left."""
    kept = tidy(_NOT_A_NAME.sub(" ", name)).replace("\n", " ").strip(" -–|:") if name else ""
    kept = re.sub(r"(?<=\w)['’]s?$", "", re.sub(r"\s+", " ", kept))
    return kept if 1 < len(kept) <= 60 and len(kept.split()) <= 6 and re.search(r"\w", kept) else None


def _heading(picture: Selector) -> str | None:
    """The first words of the nearest part of the page around a mark, where they speak of customers."""
    for ancestor in picture.xpath("(ancestor::section | ancestor::div | ancestor::ul)[position() > last() - 5]")[::-1]:
        words = ancestor.xpath("(.//h1|.//h2|.//h3|.//h4|.//p|.//span)[normalize-space()][1]").xpath("string()").get()
        line = tidy(words or "").replace("\n", " ")
        if line and len(line) <= 160 and _SPEAKS_OF_CUSTOMERS.search(line):
            return line
    return None


def _is_marked(picture: Selector) -> bool:
    names = picture.xpath(
        "(self::* | ancestor::*[position() <= 3])/@class | (self::* | ancestor::*[position() <= 3])/@id"
    )
    return any(_MARKED_AS_CUSTOMERS.search(name) for name in names.getall())


def _stories(selector: Selector, base: str) -> dict[str, str]:
    """Linked customer stories, by the name in their address."""
    found: dict[str, str] = {}
    for link in selector.css("a::attr(href)").getall():
        address = (joined(base, link) or "").split("?")[0].split("#")[0]
        steps = [step for step in parts_of(address).path.split("/") if step]
        if len(steps) >= 2 and steps[-2].lower() in _STORIES:
            found.setdefault(steps[-1].replace("-", " "), address)
    return found
