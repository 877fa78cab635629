"""GitHub contributors: how many people a repository rests on, and how unevenly; logins hashed, addresses dropped."""

from collections.abc import Iterator
from typing import ClassVar

from crawlers.facts import count, known, person_key
from crawlers.json_fields import Fields
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
    name="github_contributors",
    wing=Wing.SOCIAL,
    publisher="GitHub",
    writer=Role.METER,
    host=Role.METER,
    family="usage",
    hosts=("api.github.com",),
    auth="GITHUB_TOKEN",
    rate=RATE,
    robots=ROBOTS,
    terms=TERMS,
    gamed="commits under many names; one's own staff; bots; a squashed import counts a whole history for one person",
    docs="https://docs.github.com/en/rest/repos/repos#list-repository-contributors",
)

_MOST_PAGES = 5  #: GitHub names the first 500 contributors and counts the rest as anonymous


class GithubContributors:
    """One page of contributors, most contributions first."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """The first page of the repository that identity named."""
        named = repository_named(target)
        if named:
            yield PlannedRequest(
                source=SPEC.name,
                url=f"{API}/repos/{named}/contributors?per_page=100&anon=1",
                purpose=f"how many people work on {named}",
                headers=HEADERS,
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document a page: contributions of each person, and the share of the first on page one."""
        payload = github_reply(response)
        if not isinstance(payload, list):
            raise ShapeChanged(f"{response.url} should hold a list of contributors")
        if not payload:
            raise EmptyBoard(f"{response.url} lists no contributors")
        repository = repository_of(response.url)
        fields = Fields(payload)
        people = [_contributor(element) for element in fields.items()]
        following = page_links(response).get("next")
        yield ParsedDocument(
            url=response.url,
            title=f"Contributors of {repository}" if repository else "Contributors",
            text=f"{len(people)} contributors",
            facts=(*_totals(response, repository, people), *people),
            next_urls=(following,) if following and page_number(following) <= _MOST_PAGES else (),
            unhandled=fields.finish(),
        )


def _contributor(person: Fields) -> ObservedFact:
    login = person.text("login") or person.text("email")
    contributions = person.number("contributions", required=True)
    kind = person.text("type")
    person.ignore("*")  # names, addresses and pictures of people: dropped by name
    return ObservedFact(
        metric="github_contributions",
        subject=person_key("github", login),
        value=contributions,
        unit="commits",
        text=kind,
    )


def _totals(response: StoredResponse, repository: str | None, people: list[ObservedFact]) -> tuple[ObservedFact, ...]:
    commits = [person.value or 0.0 for person in people]
    whole = sum(commits)
    first_page = page_number(response.url) == 1
    return known(
        count("github_contributors_listed", repository, len(people), unit="people on the page"),
        count("github_contributions_listed", repository, whole, unit="commits on the page"),
        count("github_bots_listed", repository, sum(person.text == "Bot" for person in people), unit="accounts"),
        count("github_first_contributor_share", repository, max(commits) / whole if first_page and whole else None),
    )
