"""Many companies looked at: a few at a time, and a run that was killed goes on where it stopped.

The list is a job of the store with an item for each company; an item is done once everything about its company is
stored. A list whose job is done is looked at anew when it is asked for again.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from sqlmodel import col, func, select, update

from crawlers.crawl import Watch
from crawlers.settings import CrawlSettings
from data.ids import content_id, sha256_hex
from data.records import Company, Job, JobItem
from data.store import Store
from scoring.claims.pipeline import ClaimExtractor
from scoring.fakeability import FakeabilityModel
from scoring.investigate import Investigation, investigate

KIND = "screening"
#: Companies that share their waves: enough for publishers not to stand in each other's way, and what a kill repeats.
TOGETHER = 20


class Screening:
    """The looks that one list of companies still asks for."""

    def __init__(self, store: Store, companies: Sequence[Company], now: datetime) -> None:
        """Take up the unfinished job of the very same list, or begin one."""
        self._store = store
        self._job_id = _job(store, companies, now)
        with store.session() as session:
            query = select(JobItem.request).where(JobItem.job_id == self._job_id, JobItem.state == "done")
            done = {request["domain"] for request in session.exec(query)}
        self.waiting = [company for company in companies if company.domain not in done]

    def run(
        self,
        settings: CrawlSettings,
        extractor: ClaimExtractor,
        model: FakeabilityModel,
        *,
        together: int = TOGETHER,
        watch: Watch | None = None,
    ) -> Iterator[Investigation]:
        """Look at what is waiting, ``together`` companies at a time; each is done before the next begin."""
        while self.waiting:
            chosen, self.waiting = self.waiting[:together], self.waiting[together:]
            look = investigate(chosen, self._store, settings, extractor, model, watch=watch)
            self._close(chosen)
            yield look
        with self._store.session() as session:
            finished = settings.clock().replace(tzinfo=UTC)
            session.execute(update(Job).where(col(Job.id) == self._job_id).values(state="done", finished_at=finished))

    def _close(self, companies: Sequence[Company]) -> None:
        ids = [_item_id(self._job_id, company) for company in companies]
        with self._store.session() as session:
            session.execute(update(JobItem).where(col(JobItem.id).in_(ids)).values(state="done"))


def _job(store: Store, companies: Sequence[Company], now: datetime) -> str:
    digest = sha256_hex("\n".join(sorted(company.domain for company in companies)))
    with store.session() as session:
        same = select(Job.id).where(Job.kind == KIND, Job.body_sha256 == digest)
        unfinished = session.exec(same.where(col(Job.state) != "done")).first()
        before = session.exec(select(func.count()).select_from(same.subquery())).one()
    job_id = unfinished or content_id("job", KIND, digest, before)
    items = (
        JobItem(
            id=_item_id(job_id, company),
            job_id=job_id,
            position=position,
            request={"domain": company.domain},
            purpose=f"a look at {company.domain}",
        )
        for position, company in enumerate(companies)
    )
    job = Job(id=job_id, kind=KIND, state="running", body_sha256=digest, created_at=now.replace(tzinfo=UTC))
    store.add([job, *items])
    return job_id


def _item_id(job_id: str, company: Company) -> str:
    return content_id("job_item", job_id, company.domain)
