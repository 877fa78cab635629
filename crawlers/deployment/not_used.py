"""Places that would say something and are not read, each with the reason: ``unfakeable sources`` lists them."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from crawlers.spec import SourceSpec, SourceStatus
from crawlers.spider import ParsedDocument, PlannedRequest, Refused, StoredResponse, Target
from data.words import Role, Wing


class NeverRead:
    """A source that plans nothing and reads nothing."""

    spec: ClassVar[SourceSpec]

    def requests(self, target: Target) -> Iterable[PlannedRequest]:
        """None."""
        return ()

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """Refuse, with the reason."""
        raise Refused(f"{self.spec.name} is not used: {self.spec.reason}")


class AwsMarketplace(NeverRead):
    """Listings of AWS Marketplace."""

    spec: ClassVar[SourceSpec] = SourceSpec(
        name="aws_marketplace",
        wing=Wing.DEPLOYMENT,
        publisher="Amazon Web Services",
        writer=Role.COMPANY,
        host=Role.THIRD_PARTY,
        family="partnership",
        hosts=("aws.amazon.com",),
        terms="The catalogue API is for sellers with their own keys; reading pages by machine is doubtful (2026-10).",
        gamed="A listing is reviewed by AWS and says nothing about use.",
        docs="https://docs.aws.amazon.com/marketplace-catalog/latest/api-reference/",
        status=SourceStatus.NOT_USED,
        reason="the API needs a seller's own keys, and a listing says nothing about use",
    )


class GithubDependents(NeverRead):
    """GitHub's page of dependent repositories."""

    spec: ClassVar[SourceSpec] = SourceSpec(
        name="github_dependents",
        wing=Wing.DEPLOYMENT,
        publisher="GitHub",
        writer=Role.METER,
        host=Role.METER,
        family="usage",
        hosts=("github.com",),
        terms="Pages of github.com are closed to robots that are not named (robots.txt, copy of 2019).",
        gamed="Forks and empty repositories count as dependents.",
        docs="https://docs.github.com/en/code-security/supply-chain-security",
        status=SourceStatus.NOT_USED,
        reason="robots.txt of github.com refuses us and there is no API: deps.dev and code search say the same",
    )
