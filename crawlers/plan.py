"""The plan: which requests a look at a company makes, each with what it is for, kept as rows of the store.

Wave 1 reads the company's own and public sources and the fixed list of look-ups (``data/reference/lookups.csv``), the
same for every company. Wave 2 takes each claim with a counterparty and asks the user's side. A plan is a ``Job`` and its
``JobItem`` rows: it can be printed before anything is sent, and after a crash what is not done is asked again.
"""

import csv
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlmodel import Session, col, func, select

from crawlers.outcome import Row
from crawlers.registry import SOURCES
from crawlers.spec import SourceStatus
from crawlers.spider import EvidenceSource, PlannedRequest, Target
from data.ids import content_id, sha256_hex
from data.records import Claim, Company, Job, JobItem
from data.store import Store

LOOKUPS = Path(__file__).resolve().parent.parent / "data" / "reference" / "lookups.csv"
KIND = "crawl"

#: Kinds of source that read the party asked; in wave 2 only these are asked again, on the user's side.
_USER_SIDE = frozenset({"deployment", "discovery"})


@dataclass(frozen=True, slots=True)
class FixedLookup:
    """One of the fixed look-ups: a question, and the sources that answer it (any of them)."""

    check: str
    sources: tuple[str, ...]
    question: str
    reason: str


@cache
def fixed_lookups() -> tuple[FixedLookup, ...]:
    """The fixed list, in its order. Several sources of one look-up are written ``a|b``."""
    with LOOKUPS.open(encoding="utf-8", newline="") as file:
        return tuple(
            FixedLookup(row["check"], tuple(row["source"].split("|")), row["question"], row["reason"])
            for row in csv.DictReader(file)
        )


def wave_one(target: Target, sources: Sequence[EvidenceSource] = SOURCES) -> list[Row]:
    """The company's own and public sources, in an order that takes turns between hosts."""
    checks = {name: lookup for lookup in fixed_lookups() for name in lookup.sources}
    planned = []
    for source in _usable(sources):
        lookup = checks.get(source.spec.name)
        for request in source.requests(target):
            purpose = request.purpose or (lookup.question if lookup else "")
            request = replace(request, wave=1, check=lookup.check if lookup else None, purpose=purpose)
            planned.append(_row(target, request))
    return take_turns(planned)


def wave_two(
    target: Target,
    claims: Iterable[Claim],
    party: Callable[[Claim], Target | None],
    sources: Sequence[EvidenceSource] = SOURCES,
) -> list[Row]:
    """For each claim that names a counterparty, the requests that ask the user's side whether it uses the product.

    ``party`` resolves the user's side of a claim to a target whose ``counterparty_*`` fields name it
    (``identity.party_of``); ``None`` where it is unknown or ambiguous, which asks nobody rather than the wrong party.
    """
    planned = []
    for claim in claims:
        asked = party(claim) if claim.counterparty else None
        if asked is None or asked.counterparty_domain is None:
            continue
        for source in _usable(sources):
            if source.spec.family not in _USER_SIDE:
                continue
            for request in source.requests(asked):
                check = request.check or source.spec.name
                planned.append(_row(asked, replace(request, wave=2, check=check, claim_id=claim.id)))
    return take_turns(_once(planned))


def take_turns(rows: Iterable[Row]) -> list[Row]:
    """The same rows, one of each host in turn, so that a slow host does not stand before the others."""
    queues: dict[str, deque[Row]] = defaultdict(deque)
    for row in rows:
        queues[urlsplit(row.request.url).hostname or ""].append(row)
    turns = deque(queues.values())
    ordered = []
    while turns:
        queue = turns.popleft()
        ordered.append(queue.popleft())
        if queue:
            turns.append(queue)
    return ordered


def save_plan(store: Store, targets: Iterable[Target], rows: Sequence[Row], now: datetime) -> str:
    """Keep a plan and give its job's id. An unfinished job of the very same plan is taken up again instead."""
    digest = sha256_hex("\n".join(sorted(_identity(row) for row in rows)))
    with store.session() as session:
        unfinished = session.exec(
            select(Job.id).where(Job.kind == KIND, Job.body_sha256 == digest, col(Job.state) != "done")
        ).first()
        if unfinished is not None:
            return unfinished
        before = session.exec(select(func.count()).select_from(Job).where(Job.body_sha256 == digest)).one()
    job_id = content_id("job", KIND, digest, before)
    companies = [Company(id=target.company_id, domain=target.domain, name=target.name) for target in targets]
    # The job comes last: until it stands, its rows belong to nothing and a second try writes the same ones.
    created = now.replace(tzinfo=UTC)
    store.add([*companies, Job(id=job_id, kind=KIND, state="running", body_sha256=digest, created_at=created)])
    store.add(job_items(job_id, rows, start=0))
    return job_id


def job_items(job_id: str, rows: Iterable[Row], start: int) -> Iterator[JobItem]:
    """Rows of the plan as rows of the store; the id is that of the request, so a page found twice is asked once."""
    for position, row in zip(count(start), rows, strict=False):
        yield JobItem(
            id=content_id("job_item", job_id, _identity(row)),
            job_id=job_id,
            position=position,
            request={**asdict(row.request), "company_id": row.company_id, "asked": row.asked, "root": row.root},
            purpose=row.request.purpose,
        )


def row_of(item: JobItem) -> Row:
    """A row of the store as a row of the plan."""
    held: dict[str, Any] = dict(item.request)
    company_id, asked, root = held.pop("company_id"), held.pop("asked"), held.pop("root")
    return Row(
        id=item.id,
        job_id=item.job_id,
        company_id=company_id,
        asked=asked,
        root=root,
        request=PlannedRequest(**held),
    )


def stored_rows(session: Session, job_id: str) -> Iterator[tuple[Row, str, str | None]]:
    """Every row of a job with its state and what became of it, in order; for printing and for the summary."""
    rows = select(JobItem).where(JobItem.job_id == job_id).order_by(col(JobItem.position))
    for item in session.exec(rows, execution_options={"yield_per": 500}):
        yield row_of(item), item.state, item.detail
        session.expunge(item)  # a long plan must not pile up in the session


def _usable(sources: Sequence[EvidenceSource]) -> Iterator[EvidenceSource]:
    return (source for source in sources if source.spec.status in (SourceStatus.READY, SourceStatus.NEEDS_KEY))


def _row(target: Target, request: PlannedRequest) -> Row:
    return Row(id="", job_id="", company_id=target.company_id, asked=target.asked_domain, request=request)


def _once(rows: Iterable[Row]) -> list[Row]:
    """Each request once: two claims about one counterparty need one look."""
    return list({_identity(row): row for row in reversed(list(rows))}.values())[::-1]


def _identity(row: Row) -> str:
    request = row.request
    return content_id("job_item", row.company_id, request.source, request.method, request.url, request.body)
