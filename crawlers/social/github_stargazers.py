"""GitHub stargazers with dates: who starred when, sampled by page, logins hashed before anything is kept.

The list runs from the oldest star to the newest and stops at 40,000 (400 pages of 100), so a larger repository shows
its early stars only. Page one leads to a sample of the others, evenly spaced and always with the last: enough for
bursts on single days and for accounts made for the purpose. GitHub numbers accounts in the order they are made, so
the number in whole millions dates an account without naming it.
"""

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from crawlers.addresses import with_parameters
from crawlers.facts import count, known, moment, person_key
from crawlers.json_fields import Fields
from crawlers.plain_text import utc_date
from crawlers.social.github import (
    API,
    HEADERS,
    RATE,
    ROBOTS,
    TERMS,
    github_reply,
    page_links,
    page_number,
    repository_named,
    repository_of,
)
from crawlers.spec import SourceSpec
from crawlers.spider import (
    EmptyBoard,
    ObservedFact,
    ParsedDocument,
    PlannedRequest,
    ShapeChanged,
    StoredResponse,
    Target,
)
from data.words import Role, Wing

SPEC = SourceSpec(
    name="github_stargazers",
    wing=Wing.SOCIAL,
    publisher="GitHub",
    writer=Role.METER,
    host=Role.METER,
    family="virality",
    hosts=("api.github.com",),
    auth="GITHUB_TOKEN",
    rate=RATE,
    robots=ROBOTS,
    terms=TERMS,
    gamed="bought stars come in bursts, from accounts made in the same weeks",
    docs="https://docs.github.com/en/rest/activity/starring",
)

SAMPLED_PAGES = 12  #: of a repository, the first and the last included
_LAST_PAGE = 400  #: observed end of the list at 100 a page


class GithubStargazers:
    """One page of stars: a fact for each star, and the stars of each day."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """The first page of the repository that identity named."""
        named = repository_named(target)
        if named:
            yield PlannedRequest(
                source=SPEC.name,
                url=f"{API}/repos/{named}/stargazers?per_page=100&page=1",
                purpose=f"when {named} was starred, and from how old accounts",
                headers={**HEADERS, "Accept": "application/vnd.github.star+json"},
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document a page. A page without dates (the plain media type) counts its stars alone."""
        payload = github_reply(response)
        if not isinstance(payload, list):
            raise ShapeChanged(f"{response.url} should hold a list of stars")
        if not payload:
            raise EmptyBoard(f"{response.url} lists no stars")
        repository = repository_of(response.url)
        fields = Fields(payload)
        starred = [element.text("starred_at") for element in fields.items()]
        stars = [_star(element) for element in fields.items()]
        instants = sorted(instant for instant in starred if instant)
        yield ParsedDocument(
            url=response.url,
            title=f"Stars of {repository}" if repository else "Stars",
            text=f"{len(stars)} stars" + (f" from {instants[0]} to {instants[-1]}" if instants else ""),
            facts=(*_totals(repository, stars, instants), *stars),
            next_urls=_sample(response),
            unhandled=fields.finish(),
        )


def _star(element: Fields) -> ObservedFact:
    person = element.object("user") if element.has("user") or element.has("starred_at") else element
    login = person.text("login")
    number = person.number("id")
    kind = person.text("type")
    starred = element.text("starred_at")
    person.ignore("*")  # names, addresses and pictures of people: dropped by name
    element.ignore("user")
    return ObservedFact(
        metric="github_star",
        subject=person_key("github", login),
        value=None if number is None else float(number // 1_000_000),
        unit="million, the account's number",
        text=kind,
        observed_at=utc_date(starred),
    )


def _totals(repository: str | None, stars: list[ObservedFact], instants: list[str]) -> tuple[ObservedFact, ...]:
    per_day = sorted(Counter(star.observed_at for star in stars if star.observed_at is not None).items())
    return known(
        count("github_stars_listed", repository, len(stars), unit="stars on the page"),
        moment("github_first_star_at", repository, instants[0] if instants else None),
        moment("github_last_star_at", repository, instants[-1] if instants else None),
        *(count("github_stars_on_day", repository, stars, unit="stars", observed_at=day) for day, stars in per_day),
    )


def _sample(response: StoredResponse) -> tuple[str, ...]:
    """Further pages to read, given from page one alone so that a page is never asked for twice."""
    last = page_links(response).get("last")
    if last is None or page_number(response.url) != 1:
        return ()
    end = min(page_number(last), _LAST_PAGE)
    wanted = min(SAMPLED_PAGES, end)
    pages = sorted({1 + round((end - 1) * step / (wanted - 1)) for step in range(1, wanted)}) if wanted > 1 else []
    return tuple(with_parameters(last, page=page) for page in pages)
