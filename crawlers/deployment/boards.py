"""What the job boards share: a job as a document of its own, and a board as a count of them.

At a customer, a job text that names the product shows that operations changed, on the customer's own channel. At the
company itself a job is a claim. Each job is a document, so that a claim can point into its text; the board says how
many there are.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from crawlers.facts import count, known, said
from crawlers.json_fields import Fields
from crawlers.replies import json_value, limited, raise_for_status, speaks_of_limit
from crawlers.spider import EmptyBoard, NotPublished, ObservedFact, ParsedDocument, RateLimited, StoredResponse


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One posting. Fields are ``None`` or empty where the board does not say."""

    identity: str
    title: str
    url: str
    text: str
    locations: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    team: str | None = None
    posted: date | None = None  #: first published, as the board says: reposting can reset it
    updated: date | None = None
    kind: str | None = None  #: full time, contract
    workplace: str | None = None  #: on site, hybrid, remote
    pay: str | None = None
    requisition: str | None = None  #: the employer's own number for the opening
    internal: str | None = None  #: the board's number of the opening: the same over reposts
    company: str | None = None


def board(
    response: StoredResponse, jobs: list[Job], total: float | None, fields: Fields, more: tuple[str, ...] = ()
) -> Iterator[ParsedDocument]:
    """The board, then its jobs. ``EmptyBoard`` where it lists none: a board may also be empty because it moved."""
    if not jobs:
        raise EmptyBoard(
            f"{response.url} lists no job: the employer hires elsewhere, not at all, or under another name"
        )
    company = next((job.company for job in jobs if job.company), None)
    yield ParsedDocument(
        url=response.url,
        title=f"Jobs at {company}" if company else "Jobs",
        text="\n".join(f"{job.title} ({', '.join(job.locations) or 'no place'})" for job in jobs),
        writer_org=company,
        facts=known(
            count("jobs_listed", company, len(jobs), unit="jobs on this page"),
            count("jobs_total", company, total, unit="jobs"),
            *_tally("jobs_in_department", (name for job in jobs for name in job.departments)),
            *_tally("jobs_at_location", (name for job in jobs for name in job.locations)),
        ),
        next_urls=more,
        unhandled=fields.finish(),
    )
    yield from map(_posting, jobs)


def _posting(job: Job) -> ParsedDocument:
    return ParsedDocument(
        url=job.url,
        title=job.title,
        text=job.text,
        writer_org=job.company,
        published_at=job.posted,
        facts=known(
            ObservedFact(
                metric="job", subject=job.title, text=", ".join(job.locations) or None, observed_at=job.posted
            ),
            said("job_number", job.title, job.identity),
            said("job_requisition", job.title, job.requisition),
            said("job_internal_number", job.title, job.internal),
            *(said("job_department", job.title, name) for name in job.departments),
            said("job_team", job.title, job.team),
            *(said("job_location", job.title, place) for place in job.locations),
            said("job_kind", job.title, job.kind),
            said("job_workplace", job.title, job.workplace),
            said("job_pay", job.title, job.pay),
            said("job_posted", job.title, job.posted.isoformat() if job.posted else None, job.posted),
            said("job_updated", job.title, job.updated.isoformat() if job.updated else None, job.updated),
        ),
    )


def board_reply(response: StoredResponse) -> Any:
    """The JSON of a board's reply; else the ``SourceError`` that stands in its place.

    An unknown board is 404 with JSON or with words, or 200 with ``ok: false``.
    """
    if not response.body.lstrip().startswith((b"{", b"[")):
        raise_for_status(response)
        if b"not found" in response.body[:200].lower():
            raise NotPublished(f"there is no such board or job at {response.url}")
    payload = json_value(response)
    if isinstance(payload, dict) and "jobs" not in payload and ("error" in payload or payload.get("ok") is False):
        said = str(payload.get("error") or "not found")
        if response.status == 429 or speaks_of_limit(said):
            raise RateLimited(limited(response))
        raise NotPublished(f"there is no such board or job at {response.url}: {said}")
    raise_for_status(response)
    return payload


def _tally(metric: str, names: Iterable[str]) -> Iterator[ObservedFact | None]:
    for name, times in Counter(names).items():
        yield count(metric, name, times, unit="jobs")
