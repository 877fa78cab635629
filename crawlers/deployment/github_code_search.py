"""GitHub code search: files of other people's repositories that import or pin the product.

A production repository of the user side that depends on the product is its own act. Forks, demonstrations and the
company's own staff make up most other hits, so the kind of owner and whether it is a fork stand beside each.
"""

from collections.abc import Iterable, Iterator
from typing import ClassVar
from urllib.parse import quote

from crawlers.facts import count, flat, known, said
from crawlers.json_fields import Fields
from crawlers.social.github import API, HEADERS, RATE, ROBOTS, TERMS, github_reply, page_links
from crawlers.spec import SourceSpec
from crawlers.spider import (
    ObservedFact,
    ParsedDocument,
    PlannedRequest,
    ShapeChanged,
    StoredResponse,
    Target,
)
from data.words import Role, Wing

SPEC = SourceSpec(
    name="github_code_search",
    wing=Wing.DEPLOYMENT,
    publisher="GitHub",
    writer=Role.CROWD,
    host=Role.THIRD_PARTY,
    family="deployment",
    hosts=("api.github.com",),
    auth="GITHUB_TOKEN",
    auth_required=True,
    rate=min(RATE, 0.15),  # code search has a pool of its own, 10 a minute
    robots=ROBOTS,
    terms=TERMS,
    gamed="Forks, demonstrations and staff's own repositories; a pull request that nobody runs.",
    docs="https://docs.github.com/en/rest/search/search#search-code",
)

_MANIFESTS = {"pypi": ("requirements.txt", "pyproject.toml"), "npm": ("package.json",)}


class GithubCodeSearch:
    """Hits of one search."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterable[PlannedRequest]:
        """Manifests that name the company's packages; in wave 2 those of the user side's organisation alone."""
        organisation = target.handles.get("github") if target.counterparty_domain else None
        if target.counterparty_domain and not organisation:
            return
        for registry, package in target.packages.items():
            for manifest in _MANIFESTS.get(registry, ()):
                within = f" org:{organisation}" if organisation else ""
                yield PlannedRequest(
                    source=SPEC.name,
                    url=f"{API}/search/code?q={quote(f'{package} filename:{manifest}{within}')}&per_page=100",
                    purpose=f"Whose {manifest} names {package}",
                    headers=HEADERS,
                    wave=2 if organisation else 1,
                    check="dependencies",
                )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document a page. No hit is a count of 0; an incomplete search says so."""
        payload = github_reply(response)
        if not isinstance(payload, dict) or "total_count" not in payload:
            raise ShapeChanged(f"{response.url} holds no total_count")
        fields = Fields(payload)
        total, cut = fields.number("total_count", required=True), fields.flag("incomplete_results")
        hits = flat(known(*_hit(item)) for item in fields.items("items"))
        follow = page_links(response).get("next")
        yield ParsedDocument(
            url=response.url,
            title="Code that names the product",
            text="\n".join(f"{fact.subject}: {fact.text}" for fact in hits if fact.metric == "code_hit"),
            facts=(
                ObservedFact(
                    metric="code_hits",
                    value=total,
                    unit="files",
                    text="at least: the search timed out" if cut else None,
                ),
                *hits,
            ),
            next_urls=(follow,) if follow else (),
            unhandled=fields.finish(),
        )


def _hit(item: Fields) -> Iterator[ObservedFact | None]:
    repository, path = item.text("repository.full_name", required=True), item.text("path", required=True)
    page = item.text("html_url")
    fragments = [match.text("fragment") for match in item.items("text_matches")]
    item.ignore("name", "sha", "url", "git_url", "score", "repository", "file_size", "language", "text_matches")
    item.ignore("last_modified_at", "line_numbers")
    yield said("code_hit", repository, f"{path} {page}" if page else path)
    yield said("code_owner_kind", repository, item.text("repository.owner.type"))
    yield count("code_is_fork", repository, item.flag("repository.fork"))
    yield said("repository_description", repository, item.text("repository.description"))
    for fragment in fragments:
        yield said("code_fragment", repository, fragment)
