"""USAspending: what the United States government obligated and paid, to whom, by award.

One source for the API's several replies, told apart by their body. Three sums must never be mixed: the *obligation* is
what the government has bound itself to, the *outlay* what it has paid, the *ceiling* (base and all options) what it may
come to. A headline quotes the ceiling; an award whose outlays stay near zero was hardly used.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, ClassVar
from urllib.parse import quote

from crawlers.deployment import usaspending_awards as awards
from crawlers.deployment import usaspending_totals as totals
from crawlers.json_fields import Fields
from crawlers.replies import json_value, limited, raise_for_status, speaks_of_limit
from crawlers.spec import SourceSpec
from crawlers.spider import (
    NotPublished,
    ParsedDocument,
    PlannedRequest,
    RateLimited,
    Refused,
    ShapeChanged,
    StoredResponse,
    Target,
)
from data.words import Role, Wing

SPEC = SourceSpec(
    name="usaspending",
    wing=Wing.DEPLOYMENT,
    publisher="US Department of the Treasury (USAspending.gov)",
    writer=Role.REGULATOR,
    host=Role.REGULATOR,
    liable=Role.REGULATOR,
    family="deployment",
    hosts=("api.usaspending.gov",),
    rate=2.0,
    max_pages=10,
    robots="a documented API, outside the pages that robots.txt speaks of",
    terms="US public record, no key; no number of requests is published (2026-10).",
    gamed="The ceiling of a framework contract quoted as revenue; a research grant of phase one called a partnership.",
    docs="https://api.usaspending.gov/docs/endpoints",
)

API = "https://api.usaspending.gov/api/v2"
CONTRACTS = ("A", "B", "C", "D")
GRANTS = ("02", "03", "04", "05")
_ASKED = (
    "Award ID", "Recipient Name", "Recipient UEI", "recipient_id", "Award Amount", "Total Outlays", "Description",
    "Contract Award Type", "Award Type", "Awarding Agency", "Awarding Sub Agency", "Start Date", "End Date",
    "Last Modified Date", "generated_internal_id",
)  # fmt: skip

READ_AWARDS = 5  #: of a search, the largest: read in full

Reader = Callable[[StoredResponse, Fields], ParsedDocument]


class Usaspending:
    """Federal awards and recipients."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterable[PlannedRequest]:
        """Contracts and grants whose recipient bears the company's name, the largest first.

        In wave 2 only a public body can be asked: the awards that it made to the company.
        """
        agency = target.counterparty_name if (target.counterparty_domain or "").endswith((".gov", ".mil")) else None
        if target.counterparty_domain and agency is None:
            return
        filters: dict[str, Any] = {"recipient_search_text": [target.name]}
        if agency:
            filters["agencies"] = [{"type": "awarding", "tier": "toptier", "name": agency}]
        for kind, codes in (("contracts", CONTRACTS), ("grants", GRANTS)):
            yield PlannedRequest(
                source=SPEC.name,
                url=f"{API}/search/spending_by_award/",
                purpose=f"Federal {kind} of {target.name}{f' from {agency}' if agency else ''}: obligated and paid",
                method="POST",
                headers={"Content-Type": "application/json"},
                wave=2 if agency else 1,
                body=json.dumps(
                    {
                        "filters": {**filters, "award_type_codes": list(codes)},
                        "fields": list(_ASKED),
                        "page": 1,
                        "limit": 100,
                        "sort": "Award Amount",
                        "order": "desc",
                    }
                ),
                check="public_spending",
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document a reply. A search without results is a count of 0: the publisher looked, and says so."""
        payload = json_value(response)
        _refuse_stated_errors(response, payload)
        raise_for_status(response)
        fields = Fields(payload)
        fields.ignore("messages", "limit", "spending_level")  # notices to callers, echoes of the question
        document = _reader(payload)(response, fields)
        more = _next_page(response, payload.get("page_metadata") if isinstance(payload, dict) else None)
        pages = _award_pages(response, document)
        yield replace(document, next_requests=(*more, *pages), unhandled=fields.finish())


def _reader(payload: Any) -> Reader:
    """The reader of a reply's shape. Raises ``ShapeChanged`` for one that is none of those documented here."""
    if isinstance(payload, list):
        return totals.recipient_children
    if not isinstance(payload, Mapping):
        raise ShapeChanged("the reply is none of USAspending's documented ones")
    if "generated_unique_award_id" in payload or "total_obligation" in payload:
        return awards.award
    if "recipient_level" in payload and "results" not in payload:
        return totals.recipient
    if "category" in payload and "results" in payload:
        return totals.category
    results = payload.get("results")
    if isinstance(results, Mapping):
        return totals.counts
    if not isinstance(results, list):
        raise ShapeChanged("the reply is none of USAspending's documented ones")
    first = results[0] if results else {}
    if not isinstance(first, Mapping):
        raise ShapeChanged("the results of USAspending's reply hold no rows")
    for mark, reader in (
        ("federal_action_obligation", awards.transactions),
        ("modification_number", awards.transactions),
        ("recipient_level", totals.recipients),
        ("aggregated_amount", totals.over_time),
        ("subaward_number", awards.subawards),
        ("Sub-Award ID", awards.subaward_search),
        ("internal_id", awards.awards),
        ("Award ID", awards.awards),
    ):
        if mark in first:
            return reader
    if results:
        raise ShapeChanged(f"the results hold {', '.join(sorted(first)[:6])}: none of USAspending's documented rows")
    return awards.awards


def _refuse_stated_errors(response: StoredResponse, payload: Any) -> None:
    """Errors are an object with ``detail`` or ``message`` and nothing else of a reply."""
    if not isinstance(payload, dict) or "results" in payload or len(payload) > 3:
        return
    stated = payload.get("detail") or payload.get("message") or payload.get("error")
    if not stated:
        return
    words = stated if isinstance(stated, str) else json.dumps(stated)
    if response.status == 429 or speaks_of_limit(words) or "throttled" in words.lower():
        raise RateLimited(limited(response))
    if response.status >= 500:
        raise_for_status(response)
    if response.status == 404 or "not found" in words.lower() or "no award" in words.lower():
        raise NotPublished(f"USAspending holds nothing at {response.url}: {words[:160]}")
    raise Refused(f"USAspending did not accept the question: {words[:160]}")


def _award_pages(response: StoredResponse, document: ParsedDocument) -> Iterator[PlannedRequest]:
    """The largest awards of a search's first page in full: only there stand the ceiling and the options taken up."""
    if not response.request_body or json.loads(response.request_body).get("page") != 1:
        return
    pages = [fact.text for fact in document.facts if fact.metric == "award_page" and fact.text]
    for page in dict.fromkeys(pages[:READ_AWARDS]):
        yield PlannedRequest(
            source=SPEC.name,
            url=f"{API}/awards/{quote(page, safe='')}/",
            purpose=f"Ceiling, exercised options, outlays and term of the award {page}",
        )


def _next_page(response: StoredResponse, metadata: Any) -> tuple[PlannedRequest, ...]:
    """The same question for the next page; its cursor where the search gives one (pages end at 10,000 rows)."""
    if not isinstance(metadata, Mapping) or not metadata.get("hasNext") or not response.request_body:
        return ()
    question = json.loads(response.request_body)
    page = int(metadata.get("page") or question.get("page") or 1) + 1
    question["page"] = page
    for cursor in ("last_record_unique_id", "last_record_sort_value"):
        if metadata.get(cursor) is not None:
            question[cursor] = metadata[cursor]
    return (
        PlannedRequest(
            source=SPEC.name,
            url=response.url,
            purpose=f"Page {page} of the same search",
            method="POST",
            headers={"Content-Type": "application/json"},
            body=json.dumps(question),
        ),
    )
