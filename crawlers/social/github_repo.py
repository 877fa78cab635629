"""GitHub repositories: stars, forks, subscribers and dates of one repository or of an organisation's list.

``watchers_count`` equals ``stargazers_count`` for historical reasons: people who watch are ``subscribers_count``, which
only the single repository carries. Stars are for sale; they are counted here and never scored.
"""

from collections.abc import Iterator
from typing import Any, ClassVar

from crawlers.facts import count, known, moment, said
from crawlers.json_fields import Fields
from crawlers.replies import json_value
from crawlers.social.github import (
    API,
    HEADERS,
    RATE,
    ROBOTS,
    TERMS,
    github_reply,
    page_links,
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
    name="github_repo",
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
    gamed="stars and forks are sold by the thousand; own staff star; watchers_count repeats the stars",
    docs="https://docs.github.com/en/rest/repos/repos",
)

#: Out of scope by name: addresses, switches and settings of the repository, and the nested copies of other objects.
_IGNORED = (
    "node_id", "name", "url", "*_url", "homepage", "private", "temp_clone_token", "default_branch", "master_branch",
    "has_*", "allow_*", "is_template", "web_commit_signoff_required", "permissions", "role_name", "score",
    "text_matches", "squash_merge_*", "merge_commit_*", "delete_branch_on_merge", "use_squash_pr_title_as_default",
    "pull_request_*", "anonymous_access_enabled", "security_and_analysis", "code_of_conduct", "custom_properties",
    "license", "owner", "organization", "parent", "source", "template_repository", "starred_at", "visibility",
    "watchers_count", "watchers", "forks", "open_issues",
)  # fmt: skip
_MOST_STARRED = 3  #: repositories of a list that are asked for one by one, for their subscribers


class GithubRepo:
    """One repository, or a page of an organisation's repositories."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """The repository that identity named, else the organisation's list."""
        named = repository_named(target)
        if named:
            yield _request(f"{API}/repos/{named}", f"stars, forks and subscribers of {named}")
        elif target.github_org:
            yield _request(
                f"{API}/orgs/{target.github_org}/repos?type=sources&per_page=100",
                f"the repositories of {target.github_org}",
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document a response; a renamed repository gives its new address as the next page."""
        moved = _moved_to(response)
        if moved is not None:
            yield moved
            return
        payload = github_reply(response)
        fields = Fields(payload)
        if isinstance(payload, list):
            yield _listing(response, fields)
        else:
            yield _single(response, fields)


def _request(url: str, purpose: str) -> PlannedRequest:
    return PlannedRequest(source=SPEC.name, url=url, purpose=purpose, headers=HEADERS)


def _moved_to(response: StoredResponse) -> ParsedDocument | None:
    if b'"Moved Permanently"' not in response.body[:200] and response.status not in (301, 307, 308):
        return None
    payload = json_value(response)
    address = payload.get("url") if isinstance(payload, dict) else None
    if not isinstance(address, str):
        raise ShapeChanged(f"{response.url} moved without saying where to")
    asked = repository_of(response.url)
    fact = said("github_moved_to", asked, address)
    return ParsedDocument(
        url=response.url, title=asked, text="Moved Permanently", facts=known(fact), next_urls=(address,)
    )


def _single(response: StoredResponse, repository: Fields) -> ParsedDocument:
    name = repository.text("full_name", required=True)
    address = repository.text("html_url") or response.url
    description = repository.peek_text("description")
    topics = repository.peek("topics[]") or ()
    facts = _facts(repository)
    return ParsedDocument(
        url=address,
        title=name,
        text="\n".join(line for line in (name, description, ", ".join(str(topic) for topic in topics)) if line),
        writer_org="github.com",
        facts=facts,
        unhandled=repository.finish(),
    )


def _listing(response: StoredResponse, listed: Fields) -> ParsedDocument:
    repositories = list(listed.items())
    if not repositories:
        raise EmptyBoard(f"{response.url} lists no repositories")
    facts: list[ObservedFact] = []
    lines: list[str] = []
    stars: list[tuple[float, str]] = []
    for repository in repositories:
        name = repository.text("full_name", required=True) or ""
        facts.extend(_facts(repository))
        lines.append(f"{name}: {repository.peek_text('description') or ''}")
        stars.append((repository.number("stargazers_count") or 0.0, name))
    most = [name for _, name in sorted(stars, key=lambda pair: (-pair[0], pair[1]))[:_MOST_STARRED]]
    following = page_links(response).get("next")
    return ParsedDocument(
        url=response.url,
        title=f"{len(repositories)} repositories",
        text="\n".join(lines),
        writer_org="github.com",
        facts=tuple(facts),
        next_urls=(*(f"{API}/repos/{name}" for name in most), *((following,) if following else ())),
        unhandled=listed.finish(),
    )


def _facts(repository: Fields) -> tuple[ObservedFact, ...]:
    name = repository.text("full_name", required=True)
    licence: Any = repository.take("license.spdx_id")
    kind = repository.take("owner.type")
    topics = repository.texts("topics")
    facts = known(
        count("github_repository_id", name, repository.number("id")),
        count("github_stars", name, repository.number("stargazers_count", required=True), unit="stars"),
        count("github_forks", name, repository.number("forks_count"), unit="forks"),
        count("github_subscribers", name, repository.number("subscribers_count"), unit="people watching"),
        count("github_open_issues", name, repository.number("open_issues_count"), unit="issues and pull requests"),
        count("github_network", name, repository.number("network_count"), unit="repositories"),
        count("github_size", name, repository.number("size"), unit="kB"),
        count("github_is_fork", name, repository.flag("fork")),
        count("github_archived", name, repository.flag("archived")),
        count("github_disabled", name, repository.flag("disabled")),
        moment("github_created_at", name, repository.take("created_at")),
        moment("github_updated_at", name, repository.take("updated_at")),
        moment("github_pushed_at", name, repository.take("pushed_at")),
        said("github_description", name, repository.text("description")),
        said("github_language", name, repository.text("language")),
        said("github_license", name, licence if isinstance(licence, str) else None),
        said("github_owner_type", name, kind if isinstance(kind, str) else None),
        said("github_topics", name, ", ".join(topics)),
    )
    repository.ignore(*_IGNORED)
    return facts
