"""A daily budget of requests for each host, kept in the store so that a restart does not reset it.

Requests are leased in small blocks: one write grants many, and a killed run has counted too much, never too little.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from scrapy.exceptions import IgnoreRequest
from sqlmodel import Session, col, update

from data.ids import content_id
from data.records import HostBudget
from data.store import Store

#: Share of a day's budget that one lease grants, and its least size.
LEASE_SHARE = 0.02
LEAST_LEASE = 20


class BudgetSpent(IgnoreRequest):
    """The host was asked as often today as its spec allows; the row stays queued for another day."""


class DailyBudget:
    """Grants requests against the store; ``close`` gives the unused part of each lease back."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._left: dict[tuple[str, date], int] = {}

    def spend(self, host: str, limit: int) -> None:
        """Count one request to ``host``. Raises ``BudgetSpent`` where ``limit`` requests were granted today."""
        key = (host, self._clock().date())
        left = self._left.get(key, 0)
        if left == 0:
            left = self._lease(*key, limit)
            if left == 0:
                raise BudgetSpent(f"the budget of {limit} requests a day to {host} is spent")
        self._left[key] = left - 1

    def close(self) -> None:
        """Give back what was leased and not used."""
        with self._store.session() as session:
            for (host, day), left in self._left.items():
                self._change(session, host, day, -left)
        self._left.clear()

    def spent(self, host: str) -> int:
        """Requests granted to ``host`` today."""
        with self._store.session() as session:
            row = session.get(HostBudget, _id(host, self._clock().date()))
            return row.spent if row else 0

    def _lease(self, host: str, day: date, limit: int) -> int:
        self._store.add([HostBudget(id=_id(host, day), host=host, day=day, spent=0)])
        block = max(LEAST_LEASE, int(limit * LEASE_SHARE))
        with self._store.session() as session:
            while True:
                row = session.get_one(HostBudget, _id(host, day), populate_existing=True)
                granted = min(block, limit - row.spent)
                if granted <= 0:
                    return 0
                if self._change(session, host, day, granted, expected=row.spent):
                    return granted

    @staticmethod
    def _change(session: Session, host: str, day: date, by: int, expected: int | None = None) -> bool:
        statement = update(HostBudget).where(col(HostBudget.id) == _id(host, day))
        if expected is not None:  # another process may lease at the same moment
            statement = statement.where(col(HostBudget.spent) == expected)
        done: Any = session.execute(statement.values(spent=col(HostBudget.spent) + by))
        return bool(done.rowcount)


def _id(host: str, day: date) -> str:
    return content_id("host_budget", host, day)
