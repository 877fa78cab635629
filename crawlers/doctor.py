"""``unfakeable doctor``: which sources are ready, which lack a key, and whether their shape still holds."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crawlers.ask import Asking, GivenRows, ask
from crawlers.outcome import Event, Outcome, Row
from crawlers.registry import SOURCES
from crawlers.settings import CrawlSettings
from crawlers.spec import SourceSpec, SourceStatus
from crawlers.spider import EvidenceSource, Target

#: A company that every publisher knows, so that one request to each shows its shape.
SAMPLE = Target(
    company_id="co_doctor",
    domain="gitlab.com",
    name="GitLab",
    cik="0001653482",
    github_org="gitlabhq",
    handles={"github": "gitlabhq", "bluesky": "gitlab.com", "mastodon": "@gitlab@mastodon.social"},
    boards={"greenhouse": "gitlab", "lever": "palantir", "ashby": "openai"},
    packages={"pypi": "python-gitlab", "npm": "@gitlab/ui", "github": "gitlabhq/gitlabhq"},
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One source's state. ``event`` is what one live request came to; ``None`` where none was made."""

    spec: SourceSpec
    state: SourceStatus
    note: str
    event: Event | None = None

    @property
    def well(self) -> bool:
        """Whether nothing needs doing: ready, with a shape that holds where it was looked at."""
        return self.event in (None, Event.READ, Event.UNCHANGED, Event.EMPTY, Event.NOT_PUBLISHED)


def findings(settings: CrawlSettings, sources: Sequence[EvidenceSource] = SOURCES) -> list[Finding]:
    """Every source's state under these settings, without a request."""
    return [_finding(source.spec, settings.keys) for source in sources]


def look_live(
    settings: CrawlSettings, sources: Sequence[EvidenceSource] = SOURCES, target: Target = SAMPLE
) -> list[Finding]:
    """The same, after one polite request to each ready source. Raises ``NoContact`` without a contact."""
    told: dict[str, Outcome] = {}
    known = {finding.spec.name: finding for finding in findings(settings, sources)}
    ready = [source for source in sources if known[source.spec.name].state is SourceStatus.READY]
    rows = list(_rows(ready, target))

    def sink(outcome: Outcome) -> None:
        told[outcome.row.request.source] = outcome

    asyncio.run(ask(Asking(GivenRows(rows), {source.spec.name: source for source in ready}, sink, settings)))
    return [_looked(finding, told.get(name)) for name, finding in known.items()]


def _finding(spec: SourceSpec, keys: Mapping[str, str]) -> Finding:
    if spec.status in (SourceStatus.NOT_USED, SourceStatus.OFF):
        return Finding(spec, spec.status, spec.reason or "")
    if spec.auth and not keys.get(spec.auth):
        if spec.needs_key:
            return Finding(spec, SourceStatus.NEEDS_KEY, f"set {spec.auth}")
        return Finding(spec, SourceStatus.READY, f"works without a key; {spec.auth} raises its limits")
    return Finding(spec, SourceStatus.READY, f"key from {spec.auth}" if spec.auth else "")


def _looked(finding: Finding, outcome: Outcome | None) -> Finding:
    if outcome is None:
        if finding.state is not SourceStatus.READY:
            return finding
        return Finding(finding.spec, finding.state, "the sample company gives it nothing to ask")
    detail = outcome.detail or f"{len(outcome.documents)} documents, shape as documented"
    return Finding(finding.spec, finding.state, detail, outcome.event)


def _rows(sources: Sequence[EvidenceSource], target: Target) -> Iterator[Row]:
    for source in sources:
        for request in source.requests(target):
            yield Row(id=f"ji_{source.spec.name}", job_id="jo_doctor", company_id=target.company_id, request=request)
            break
