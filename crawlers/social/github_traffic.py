"""GitHub traffic: views and clones of the last 14 days, which only people with push access can read.

Parse only: a company may hand it over, and then it is the company's own copy. Nothing here asks for it.
"""

from collections.abc import Iterator
from typing import ClassVar

from crawlers.facts import count, known
from crawlers.json_fields import Fields
from crawlers.social.github import RATE, ROBOTS, TERMS, github_reply, repository_of
from crawlers.spec import SourceSpec, SourceStatus
from crawlers.spider import ObservedFact, ParsedDocument, PlannedRequest, ShapeChanged, StoredResponse, Target
from data.words import Role, Wing

SPEC = SourceSpec(
    name="github_traffic",
    wing=Wing.SOCIAL,
    publisher="GitHub",
    writer=Role.METER,
    host=Role.COMPANY,
    family="usage",
    hosts=("api.github.com",),
    auth="GITHUB_TOKEN",
    auth_required=True,
    rate=RATE,
    robots=ROBOTS,
    terms=TERMS,
    gamed="only the owner can read it, so what is shown is the owner's copy; a script clones as often as one likes",
    docs="https://docs.github.com/en/rest/metrics/traffic",
    status=SourceStatus.OFF,
    reason="needs push access to the repository: read only from a file that its owner hands over",
)


class GithubTraffic:
    """Views, clones, referrers or popular paths of a repository."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """None: an outsider has no access."""
        yield from ()

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document: the total with its unique visitors, and each day, referrer or path."""
        payload = github_reply(response)
        fields = Fields(payload)
        repository = repository_of(response.url)
        facts = _listed(fields, repository) if isinstance(payload, list) else _series(response, fields, repository)
        yield ParsedDocument(
            url=response.url,
            title=f"Traffic of {repository}" if repository else "Traffic",
            text="\n".join(f"{fact.observed_at or fact.text or ''} {fact.metric} {fact.value:g}" for fact in facts),
            facts=facts,
            unhandled=fields.finish(),
        )


def _series(response: StoredResponse, fields: Fields, repository: str | None) -> tuple[ObservedFact, ...]:
    kind = next((kind for kind in ("views", "clones") if isinstance(fields.peek(kind), list)), None)
    if kind is None:
        raise ShapeChanged(f"{response.url} holds neither views nor clones")
    metric = f"github_{kind}"
    facts = [
        count(metric, repository, fields.number("count", required=True), unit=f"{kind} in 14 days"),
        count(f"{metric}_unique", repository, fields.number("uniques"), unit="people in 14 days"),
    ]
    for step in fields.items(kind):
        day = step.day("timestamp", required=True)
        facts.append(count(f"{metric}_on_day", repository, step.number("count"), unit=kind, observed_at=day))
        facts.append(
            count(f"{metric}_unique_on_day", repository, step.number("uniques"), unit="people", observed_at=day)
        )
    return known(*facts)


def _listed(fields: Fields, repository: str | None) -> tuple[ObservedFact, ...]:
    facts = []
    for step in fields.items():
        name = step.text("referrer") or step.text("path", required=True)
        step.ignore("title")
        facts.append(count("github_visits_from", name, step.number("count"), unit="views in 14 days", text=repository))
        facts.append(
            count("github_visitors_from", name, step.number("uniques"), unit="people in 14 days", text=repository)
        )
    return known(*facts)
