"""The plan: which requests a look at a company makes, each with what it is for, kept as rows of the store.

Wave 1 reads the company's own and public sources and the fixed list of look-ups (``data/reference/lookups.csv``), the
same for every company. Wave 2 takes each claim with a counterparty and asks the user's side. A plan is a ``Job`` with
its ``JobItem`` rows: it can be printed before anything is sent, and after a crash what is not done is asked again.
"""

import csv
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
#: Fields of a row that are kept beside its request.
_HELD = ("company_id", "asked", "claims", "root")

IDENTITY = "identity"  #: family of the sources that are read before anything else


@dataclass(frozen=True, slots=True)
class FixedLookup:
    """One of the fixed look-ups: a question, and the sources that answer it (any of them)."""

    check: str
    sources: tuple[str, ...]
    question: str
    reason: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """The record of a claim that would move its verdict most: the question that it answers, and who may bring it."""

    claim_id: str
    question: str
    sources: frozenset[str]


@cache
def fixed_lookups() -> tuple[FixedLookup, ...]:
    """The fixed list, in its order. Several sources of one look-up are written ``a|b``."""
    with LOOKUPS.open(encoding="utf-8", newline="") as file:
        return tuple(
            FixedLookup(row["check"], tuple(row["source"].split("|")), row["question"], row["reason"])
            for row in csv.DictReader(file)
        )


def wave_one(target: Target, sources: Sequence[EvidenceSource] = SOURCES) -> list[Row]:
    """The company's own and public sources, in an order that takes turns between hosts.

    A request answers its fixed look-up, or else the check that bears its source's name.
    """
    fixed = {name: lookup.check for lookup in fixed_lookups() for name in lookup.sources}
    return take_turns(
        _row(target, replace(request, wave=1, check=fixed.get(source.spec.name, source.spec.name)))
        for source in _usable(sources)
        for request in source.requests(target)
    )


def wave_zero(target: Target, sources: Sequence[EvidenceSource] = SOURCES) -> list[Row]:
    """The sources that say who a company is; they answer no look-up."""
    return [
        _row(target, replace(request, wave=0, check=None))
        for source in _usable(sources, identity=True)
        for request in source.requests(target)
    ]


def wave_two(
    target: Target,
    claims: Iterable[Claim],
    party: Callable[[Claim], Target | None],
    sources: Sequence[EvidenceSource] = SOURCES,
    wanted: Sequence[Wanted] = (),
) -> list[Row]:
    """For each claim that names a counterparty, the requests that ask the user's side whether it uses the product.

    ``party`` resolves the user's side of a claim to a target whose ``counterparty_*`` fields name it
    (``identity.party_of``); ``None`` where it is unknown or ambiguous, which asks nobody rather than the wrong party.
    What wave 1 asks anyway is not asked again. ``wanted``, the most telling first, decides the order and never what is
    asked: where a host's daily budget ends within the plan, it was spent where it matters.
    """
    first = {_identity(row) for row in wave_one(target, sources)}
    planned: dict[str, Row] = {}
    for claim in most_wanted_first(claims, wanted):
        asked = party(claim) if claim.counterparty else None
        if asked is None or asked.counterparty_domain is None:
            continue
        for source in _usable(sources):
            for request in source.requests(asked):
                row = _row(asked, replace(request, wave=2, check=request.check or source.spec.name, claim_id=claim.id))
                key = _identity(row)
                if key not in first:
                    held = planned.get(key, row)
                    planned[key] = replace(held, claims=(*held.claims, claim.id))  # one look answers for several claims
    questions = {(want.claim_id, source): want.question for want in wanted for source in want.sources}
    return take_turns(_with_question(row, questions) for row in planned.values())


def most_wanted_first(claims: Iterable[Claim], wanted: Sequence[Wanted]) -> list[Claim]:
    """The same claims, those of which a record is wanted before the others, which stay in their order."""
    place = {want.claim_id: position for position, want in enumerate(wanted)}
    return sorted(claims, key=lambda claim: place.get(claim.id, len(place)))


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
        before = session.exec(select(func.count()).select_from(Job).where(Job.body_sha256 == digest)).one()
    job_id = unfinished or content_id("job", KIND, digest, before)
    companies = [Company(id=target.company_id, domain=target.domain, name=target.name) for target in targets]
    # Written again for an unfinished job too: a kill may have come between the job and the last of its rows.
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
            request={**asdict(row.request), **{name: getattr(row, name) for name in _HELD}},
            purpose=row.request.purpose,
        )


def row_of(item: JobItem) -> Row:
    """A row of the store as a row of the plan."""
    held: dict[str, Any] = dict(item.request)
    own = {name: held.pop(name) for name in _HELD}
    own["claims"] = tuple(own["claims"])
    return Row(id=item.id, job_id=item.job_id, request=PlannedRequest(**held), **own)


def stored_rows(session: Session, job_id: str) -> Iterator[tuple[Row, str, str | None]]:
    """Every row of a job with its state and what became of it, in order; for printing and for the summary."""
    rows = select(JobItem).where(JobItem.job_id == job_id).order_by(col(JobItem.position))
    for item in session.exec(rows, execution_options={"yield_per": 500}):
        yield row_of(item), item.state, item.detail
        session.expunge(item)  # a long plan must not pile up in the session


def _usable(sources: Sequence[EvidenceSource], *, identity: bool = False) -> Iterator[EvidenceSource]:
    usable = (SourceStatus.READY, SourceStatus.NEEDS_KEY)
    return (
        source for source in sources if source.spec.status in usable and (source.spec.family == IDENTITY) == identity
    )


def _row(target: Target, request: PlannedRequest) -> Row:
    return Row(id="", job_id="", company_id=target.company_id, asked=target.asked_domain, request=request)


def _with_question(row: Row, questions: Mapping[tuple[str, str], str]) -> Row:
    """The row with the first question of its claims that its source answers, where there is one, in its purpose."""
    request = row.request
    asked = [question for claim in row.claims if (question := questions.get((claim, request.source))) is not None]
    if not asked:
        return row
    return replace(row, request=replace(request, purpose=f"{request.purpose} Most wanted: {asked[0]}"))


def _identity(row: Row) -> str:
    request = row.request
    return content_id("job_item", row.company_id, request.source, request.method, request.url, request.body)
