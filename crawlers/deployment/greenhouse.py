"""Greenhouse job boards: every open job of an employer in one reply, its text escaped once more inside the JSON."""

import html
from collections.abc import Iterable, Iterator
from typing import ClassVar

from crawlers.deployment.boards import Job, board, board_reply
from crawlers.json_fields import Fields
from crawlers.plain_text import text_of_html, utc_date
from crawlers.spec import Floors, SourceSpec
from crawlers.spider import ParsedDocument, PlannedRequest, ShapeChanged, StoredResponse, Target
from data.words import Role, Wing

SPEC = SourceSpec(
    name="greenhouse",
    wing=Wing.DEPLOYMENT,
    publisher="Greenhouse",
    writer=Role.COMPANY,
    host=Role.THIRD_PARTY,
    liable=Role.COMPANY,
    family="deployment",
    hosts=("boards-api.greenhouse.io",),
    rate=1.0,
    robots="a documented public API",
    terms="Board data is public and needs no key (Greenhouse's documentation); no bulk harvest (2026-10).",
    gamed="Ghost jobs and reposts (internal_job_id and first_published tell them). At the company itself a claim.",
    docs="https://developers.greenhouse.io/job-board.html",
    floors=Floors(items=1, each="job", filled={"job_number": 1.0, "job_location": 0.5}),
)


class Greenhouse:
    """Open jobs of one board."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterable[PlannedRequest]:
        """The board of whoever is looked at, where identity found its token."""
        token = target.boards.get("greenhouse")
        if token:
            yield PlannedRequest(
                source=SPEC.name,
                url=f"https://boards-api.greenhouse.io/v1/boards/{token}/jobs?content=true",
                purpose=f"Which jobs {target.asked_name} has open, and which products their texts name",
                wave=2 if target.counterparty_domain else 1,
                check="job_ads",
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """The board, then a document a job. A single job's reply is read as a board of one."""
        payload = board_reply(response)
        fields = Fields(payload)
        if not fields.has("jobs") and not fields.has("title"):
            raise ShapeChanged(f"{response.url} holds no jobs")
        jobs = [_job(entry) for entry in (fields.items("jobs") if fields.has("jobs") else (fields,))]
        yield from board(response, jobs, fields.number("meta.total"), fields)


def _job(entry: Fields) -> Job:
    # The answers wanted of applicants, and the employer's own columns for its career site.
    entry.ignore(
        "metadata", "questions", "location_questions", "compliance", "demographic_questions", "data_compliance"
    )
    entry.ignore("ai_disclaimer", "include_ai_disclaimer", "ai_opt_out_request_url", "language", "application_deadline")
    entry.ignore(
        "education", "employment", "offices", "departments[].id", "departments[].*_id*", "departments[].child_ids"
    )
    place = entry.text("location.name")
    return Job(
        identity=_whole(entry.text("id", required=True)),
        title=(entry.text("title", required=True) or "").strip(),
        url=entry.text("absolute_url", required=True) or "",
        text=text_of_html(html.unescape(entry.text("content") or "")),
        locations=(place.strip(),) if place else (),
        departments=tuple(name for part in entry.items("departments") if (name := part.text("name"))),
        posted=utc_date(entry.text("first_published")),
        updated=utc_date(entry.text("updated_at")),
        pay="; ".join(_pay(entry)) or None,
        requisition=entry.text("requisition_id"),
        internal=_whole(entry.text("internal_job_id")) or None,
        company=entry.text("company_name"),
    )


def _pay(entry: Fields) -> Iterator[str]:
    for span in entry.items("pay_input_ranges"):
        low, high = span.number("min_cents"), span.number("max_cents")
        span.ignore("blurb")
        if low is not None and high is not None:
            parts = [span.text("title"), f"{low / 100:,.0f} to {high / 100:,.0f}", span.text("currency_type")]
            yield " ".join(part for part in parts if part)


def _whole(number: str | None) -> str:
    """An identifier that came as a JSON number, without a decimal part."""
    return (number or "").removesuffix(".0")
