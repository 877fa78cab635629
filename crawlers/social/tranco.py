"""Tranco: the rank of a company's domain among the million most visited, averaged over 30 days and several providers.

Built to resist manipulation; its inputs are still moved by a few thousand requests at the lower ranks. A domain that is
not listed is an answer: 0 days listed.
"""

from collections.abc import Iterator
from typing import ClassVar

from crawlers.addresses import parts_of
from crawlers.facts import count, known, moment, said
from crawlers.json_fields import Fields
from crawlers.social.stated import content_of
from crawlers.spec import SourceSpec
from crawlers.spider import ObservedFact, ParsedDocument, PlannedRequest, ShapeChanged, StoredResponse, Target
from data.words import Role, Wing

SPEC = SourceSpec(
    name="tranco",
    wing=Wing.SOCIAL,
    publisher="Tranco (KU Leuven and others)",
    writer=Role.METER,
    host=Role.METER,
    family="usage",
    hosts=("tranco-list.eu",),
    rate=0.5,
    robots="does not apply: documented API",
    terms="free for any use; the list is cited by its id (read 2026-11)",
    gamed="a few thousand requests a day through many addresses at the lower ranks",
    docs="https://tranco-list.eu/api_documentation",
)

_API = "https://tranco-list.eu/api"


class Tranco:
    """The ranks of a domain, or the description of a list."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """Ranks of the company's domain over the last 30 days."""
        yield PlannedRequest(
            source=SPEC.name, url=f"{_API}/ranks/domain/{target.domain}", purpose=f"traffic rank of {target.domain}"
        )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document. Days without a rank are absent from the reply and from the facts."""
        payload = content_of(response, "ranks", "list_id")
        if not isinstance(payload, dict):
            raise ShapeChanged(f"{response.url} should hold ranks")
        fields = Fields(payload)
        facts = _ranks(fields, response.url) if "ranks" in payload else _list(fields)
        yield ParsedDocument(
            url=response.url,
            title="Tranco",
            text="\n".join(f"{fact.subject} {fact.observed_at or ''} {fact.value or fact.text}" for fact in facts),
            writer_org="tranco-list.eu",
            facts=facts,
            unhandled=fields.finish(),
        )


def _ranks(fields: Fields, url: str) -> tuple[ObservedFact, ...]:
    domain = fields.text("domain") or parts_of(url).path.rsplit("/", 1)[-1]
    ranks = [
        count("tranco_rank", domain, row.number("rank", required=True), unit="place", observed_at=row.day("date"))
        for row in fields.items("ranks")
    ]
    return known(count("tranco_days_listed", domain, len(ranks), unit="days of 30"), *ranks)


def _list(fields: Fields) -> tuple[ObservedFact, ...]:
    name = fields.text("list_id")
    facts = known(
        count("tranco_list_available", name, fields.flag("available")),
        moment("tranco_list_created_at", name, fields.text("created_on")),
        said("tranco_list_download", name, fields.text("download")),
    )
    fields.ignore("configuration", "failed", "jobs_ahead")
    return facts
