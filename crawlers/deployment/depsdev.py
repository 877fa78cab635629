"""deps.dev: how many packages depend on a package, by Google's resolution of the public registries.

No capture stands behind it: the shapes are those of the published API (v3 and v3alpha), and the cassette says so.
"""

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar
from urllib.parse import quote, unquote

from crawlers.facts import count, known, moment, said
from crawlers.json_fields import Fields
from crawlers.plain_text import utc_date
from crawlers.replies import json_of
from crawlers.spec import Floors, SourceSpec
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
    name="depsdev",
    wing=Wing.DEPLOYMENT,
    publisher="Google Open Source Insights (deps.dev)",
    writer=Role.METER,
    host=Role.METER,
    family="usage",
    hosts=("api.deps.dev",),
    rate=2.0,
    robots="a documented public API",
    terms="Free to use without a key; the data is CC BY 4.0 (documentation, read 2026-10).",
    gamed="Anyone may publish packages that depend on it: dependants are for sale as downloads are.",
    docs="https://docs.deps.dev/api/v3alpha/",
    floors=Floors(items=1),
)

API = "https://api.deps.dev/v3alpha/systems"
_SYSTEMS = {"pypi": "pypi", "npm": "npm", "cargo": "cargo", "maven": "maven", "go": "go", "nuget": "nuget"}


class DepsDev:
    """A package's versions, then the dependants of its default version."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterable[PlannedRequest]:
        """The company's packages; the reply names the version whose dependants are asked for next."""
        for registry, package in target.packages.items():
            if registry in _SYSTEMS:
                yield PlannedRequest(
                    source=SPEC.name,
                    url=f"{API}/{_SYSTEMS[registry]}/packages/{quote(package, safe='')}",
                    purpose=f"Versions of {package}, and how many packages depend on it",
                    check="package_dependants",
                )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document a reply, told apart by its body: dependants, a package, or one version."""
        fields = Fields(json_of(response))
        if fields.has("dependentCount") or fields.has("directDependentCount"):
            yield _dependants(response, fields)
        elif fields.has("packageKey"):
            yield _package(response, fields)
        elif fields.has("versionKey"):
            yield _version(response, fields)
        else:
            raise ShapeChanged(
                f"{response.url} is none of the documented replies: {fields.text('message') or 'no key'}"
            )


def _dependants(response: StoredResponse, fields: Fields) -> ParsedDocument:
    asked = re.search(r"/systems/([^/]+)/packages/([^/]+)/versions/([^/:]+)", response.url)
    name = f"{asked[1]}/{unquote(asked[2])} {unquote(asked[3])}" if asked else None
    facts = known(
        count("dependants", name, fields.number("dependentCount"), unit="packages"),
        count("direct_dependants", name, fields.number("directDependentCount"), unit="packages"),
        count("indirect_dependants", name, fields.number("indirectDependentCount"), unit="packages"),
    )
    return ParsedDocument(
        url=response.url,
        title=f"Dependants of {name}",
        text="\n".join(f"{fact.metric}: {fact.value:,.0f}" for fact in facts if fact.value is not None),
        facts=facts,
        unhandled=fields.finish(),
    )


def _package(response: StoredResponse, fields: Fields) -> ParsedDocument:
    system, name = fields.text("packageKey.system", required=True), fields.text("packageKey.name", required=True)
    package = f"{(system or '').lower()}/{name}"
    fields.ignore("purl", "versions[].purl", "versions[].versionKey.system", "versions[].versionKey.name")
    versions, default = [], None
    for version in fields.items("versions"):
        number = version.text("versionKey.version", required=True) or ""
        published, deprecated = version.text("publishedAt"), version.flag("isDeprecated")
        default = number if version.flag("isDefault") else default
        version.ignore("deprecatedReason")
        versions.append(
            ObservedFact(
                metric="package_version",
                subject=f"{package} {number}",
                text=f"published {published}{', deprecated' if deprecated else ''}" if published else None,
                observed_at=utc_date(published),
            )
        )
    follow = (
        f"{API}/{(system or '').lower()}/packages/{quote(name or '', safe='')}/versions/{quote(default or '', safe='')}"
    )
    return ParsedDocument(
        url=response.url,
        title=f"Package {package}",
        text="\n".join(f"{fact.subject} {fact.text or ''}".strip() for fact in versions),
        facts=(
            ObservedFact(metric="package_versions", subject=package, value=len(versions), unit="versions"),
            *known(said("default_version", package, default)),
            *versions,
        ),
        next_urls=(f"{follow}:dependents",) if default else (),
        unhandled=fields.finish(),
    )


def _version(response: StoredResponse, fields: Fields) -> ParsedDocument:
    parts = [fields.text(f"versionKey.{part}", required=True) or "" for part in ("system", "name", "version")]
    package = f"{parts[0].lower()}/{parts[1]} {parts[2]}"
    fields.ignore(
        "purl", "isDefault", "isDeprecated", "deprecatedReason", "slsaProvenances", "attestations", "registries"
    )
    fields.ignore("upstreamIdentifiers", "licenseDetails", "relatedProjects[].relation*")
    facts = known(
        moment("package_published", package, fields.text("publishedAt")),
        *(said("licence", package, licence) for licence in fields.texts("licenses")),
        *(said("advisory", package, advisory.text("id")) for advisory in fields.items("advisoryKeys")),
        *(said("package_link", f"{package} {link.text('label')}", link.text("url")) for link in fields.items("links")),
        *(said("project", package, project.text("projectKey.id")) for project in fields.items("relatedProjects")),
    )
    return ParsedDocument(
        url=response.url,
        title=f"Package {package}",
        text="\n".join(f"{fact.metric}: {fact.text}" for fact in facts),
        facts=facts,
        unhandled=fields.finish(),
    )
