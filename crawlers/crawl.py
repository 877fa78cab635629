"""Run a plan: ask its rows, store what comes back, and say what happened.

``crawl`` may be killed at any moment and called again with the same job: rows that were answered are not asked again.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC
from time import monotonic

from sqlmodel import Session, col, func, select, update

from crawlers.archive import Archive
from crawlers.ask import Asking, ask
from crawlers.feed import StoredFeed
from crawlers.looked import better, lookup_rows
from crawlers.outcome import ANSWERS, DEFERRED, REFUSALS, Event, Outcome
from crawlers.pipelines import EvidencePipeline, Written
from crawlers.registry import SOURCES
from crawlers.settings import CrawlSettings
from crawlers.spider import EvidenceSource
from data.records import Job, JobItem, Lookup
from data.store import Store

#: Told events kept for the summary; all of them stand in the plan's rows.
KEPT_EVENTS = 200


@dataclass(slots=True)
class Counts:
    """One source's line of the summary. ``seconds`` adds up the waits for responses."""

    planned: int = 0
    requests: int = 0
    documents: int = 0
    new: int = 0
    unchanged: int = 0
    refused: int = 0
    errors: int = 0
    deferred: int = 0
    left_out: int = 0  #: entries of registers about others, kept in the document's text alone
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Told:
    """An event other than a plain reading, for people."""

    event: Event
    source: str
    url: str
    detail: str


@dataclass(slots=True)
class Summary:
    """What a run did. ``finished`` is false where rows wait for another day (budget, a long pause asked for)."""

    job_id: str
    sources: dict[str, Counts] = field(default_factory=dict)
    events: Counter[Event] = field(default_factory=Counter)
    told: list[Told] = field(default_factory=list)
    seconds: float = 0.0
    finished: bool = False

    @property
    def total(self) -> Counts:
        """All sources together."""
        lines = self.sources.values()
        return Counts(**{name: sum(getattr(line, name) for line in lines) for name in Counts.__slots__})


Watch = Callable[[Summary], None]


def together(runs: Iterable[Summary]) -> Summary:
    """Several runs as one, for a single table; ``finished`` where each of them is. The job is the last one's."""
    whole = Summary("", finished=True)
    for run in runs:
        for name, counts in run.sources.items():
            before = whole.sources.get(name, Counts())
            added = {field: getattr(before, field) + getattr(counts, field) for field in Counts.__slots__}
            whole.sources[name] = Counts(**added)
        whole.job_id = run.job_id
        whole.events.update(run.events)
        whole.told.extend(run.told)
        whole.seconds += run.seconds
        whole.finished &= run.finished
    return whole


def crawl(
    job_id: str,
    store: Store,
    settings: CrawlSettings,
    *,
    sources: Sequence[EvidenceSource] = SOURCES,
    watch: Watch | None = None,
    archive: bool = True,
) -> Summary:
    """Ask every queued row of a job (``plan.save_plan``) and store the evidence. Blocks; not for use in a running loop.

    ``watch`` is called after each written outcome, for live progress. Raises ``NoContact`` for a live crawl without a
    contact, ``KeyError`` for a job that does not exist, and whatever the store raises.
    """
    summary = Summary(job_id)
    began = monotonic()
    with store.session() as session:
        if session.get(Job, job_id) is None:
            raise KeyError(f"there is no job {job_id}")
        for source, planned in _queued(session, job_id):
            summary.sources[source] = Counts(planned=planned)
    by_name = {source.spec.name: source for source in sources}

    def told(entry: Written) -> None:
        _count(summary, entry)
        summary.seconds = monotonic() - began
        if watch is not None:
            watch(summary)

    with _open(store, job_id, settings, by_name, told, archive) as (feed, pipeline):
        asyncio.run(ask(Asking(feed, by_name, pipeline.take, settings, idle=pipeline.flush)))
    summary.finished = _finish(store, job_id, settings)
    summary.seconds = monotonic() - began
    return summary


@contextmanager
def _open(
    store: Store,
    job_id: str,
    settings: CrawlSettings,
    sources: Mapping[str, EvidenceSource],
    told: Callable[[Written], None],
    archive: bool,
) -> Iterator[tuple[StoredFeed, EvidencePipeline]]:
    feed = StoredFeed(store, job_id, settings)
    kept = Archive(settings.archive) if archive else None
    pipeline = EvidencePipeline(feed, kept, sources, told)
    try:
        yield feed, pipeline
        pipeline.flush()
    finally:
        feed.budget.close()
        if kept is not None:
            kept.close()


def _queued(session: Session, job_id: str) -> list[tuple[str, int]]:
    source = col(JobItem.request)["source"].as_string()
    query = select(source, func.count()).where(JobItem.job_id == job_id, JobItem.state == "queued").group_by(source)
    return [(str(name), int(number)) for name, number in session.exec(query)]


def _count(summary: Summary, entry: Written) -> None:
    outcome: Outcome = entry.outcome
    line = summary.sources.setdefault(outcome.row.request.source, Counts())
    summary.events[outcome.event] += 1
    asked = outcome.event not in DEFERRED and outcome.event is not Event.NEEDS_KEY
    line.requests += asked
    line.seconds += outcome.seconds
    line.new += len(entry.new)
    line.unchanged += len(entry.unchanged) + (outcome.event is Event.UNCHANGED)
    line.documents += len(entry.new) + len(entry.unchanged)
    line.left_out += entry.left_out
    line.refused += outcome.event in REFUSALS
    line.deferred += outcome.event in DEFERRED
    line.errors += outcome.event not in ANSWERS | REFUSALS | DEFERRED
    if (outcome.event is not Event.READ or outcome.detail) and len(summary.told) < KEPT_EVENTS:
        event = Event.SHAPE_CHANGED if outcome.event is Event.READ else outcome.event
        summary.told.append(Told(event, outcome.row.request.source, outcome.row.request.url, outcome.detail))


def _finish(store: Store, job_id: str, settings: CrawlSettings) -> bool:
    """Close the job where nothing is queued any more, and write what looking gave."""
    now = settings.clock()
    with store.session() as session:
        queued = select(func.count()).where(JobItem.job_id == job_id, JobItem.state == "queued")
        finished = not session.exec(queued).one()
        for lookup in lookup_rows(session, job_id, now.date()):
            before = session.get(Lookup, lookup.id)
            if before is None or better(lookup, before):  # a second look on the same day may only improve the answer
                session.merge(lookup)
        if finished:
            session.execute(
                update(Job).where(col(Job.id) == job_id).values(state="done", finished_at=now.replace(tzinfo=UTC))
            )
    return finished
