"""The feed of a stored plan: queued rows in order, conditions of addresses read before, and the day's budgets."""

from collections.abc import Collection, Mapping, Sequence

from sqlmodel import Session, col, func, or_, select

from crawlers.budget import DailyBudget
from crawlers.outcome import Row
from crawlers.plan import row_of
from crawlers.settings import CrawlSettings
from crawlers.spec import SourceSpec
from data.records import Document, JobItem
from data.store import Store


class StoredFeed:
    """Rows of one job, each given once a run. Rows added by the pipeline come after those that were planned."""

    def __init__(self, store: Store, job_id: str, settings: CrawlSettings) -> None:
        self.store = store
        self.job_id = job_id
        self.budget = DailyBudget(store, settings.clock)
        self._cursor = -1
        self._dirty = False
        with store.session() as session:
            last = session.exec(select(func.max(JobItem.position)).where(JobItem.job_id == job_id)).one()
        self._end = -1 if last is None else last

    def take(self, limit: int) -> Sequence[Row]:
        """The next queued rows, in the plan's order."""
        self._dirty = False
        with self.store.session() as session:
            items = session.exec(
                select(JobItem)
                .where(JobItem.job_id == self.job_id, JobItem.state == "queued", col(JobItem.position) > self._cursor)
                .order_by(col(JobItem.position))
                .limit(limit)
            ).all()
        if items:
            self._cursor = items[-1].position
        return [row_of(item) for item in items]

    def more(self) -> bool:
        """Whether the pipeline added rows since the last ``take``."""
        return self._dirty

    def reserve(self, rows: int) -> int:
        """The first of ``rows`` new positions at the plan's end."""
        start = self._end + 1
        self._end += rows
        self._dirty = True
        return start

    def conditions(self, rows: Sequence[Row]) -> Mapping[str, Mapping[str, str]]:
        """``If-None-Match`` or ``If-Modified-Since`` for plain GET rows whose address was read before.

        Read for the same company, or in a register: a page that is stored for another company only is asked for anew,
        because "not modified" would leave this one without it.
        """
        plain = {(row.company_id, row.request.url): row.id for row in rows if row.request.method == "GET"}
        with self.store.session() as session:
            known = _validators(session, plain)
        return {plain[key]: headers for key, headers in known.items()}

    def spend(self, host: str, spec: SourceSpec) -> None:
        """Count one request of the host's day; raises ``BudgetSpent``."""
        self.budget.spend(host, spec.daily_budget)


def _validators(session: Session, asked: Collection[tuple[str, str]]) -> dict[tuple[str, str], dict[str, str]]:
    """The conditional headers by company and address, from the newest document read there (RFC 9110, 13.1)."""
    if not asked:
        return {}
    urls = {url for _, url in asked}
    newest = session.exec(
        select(Document.company_id, Document.url, Document.final_url, Document.headers)
        .where(or_(col(Document.url).in_(urls), col(Document.final_url).in_(urls)), Document.status == 200)
        .order_by(col(Document.retrieved_at), col(Document.id))
    )
    found = {}
    for company_id, url, final_url, headers in newest:
        condition = _condition(headers)
        for key in asked:
            if condition and key[1] in (url, final_url) and company_id in (key[0], None):
                found[key] = condition
    return found


def _condition(headers: Mapping[str, str]) -> dict[str, str]:
    if "etag" in headers:
        return {"If-None-Match": headers["etag"]}
    return {"If-Modified-Since": headers["last-modified"]} if "last-modified" in headers else {}
