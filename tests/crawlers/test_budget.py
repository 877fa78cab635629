"""A host's day: whatever number of runs share it and wherever they are killed, it is never asked more often."""

from datetime import datetime
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawlers.budget import LEAST_LEASE, BudgetSpent, DailyBudget
from data.store import Store

LIMIT = 50
fresh = count()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store.open(f"sqlite:///{tmp_path_factory.mktemp('budget')}/store.sqlite")


def spend(budget: DailyBudget, host: str, times: int) -> int:
    """How many of these requests were granted."""
    granted = 0
    for _ in range(times):
        try:
            budget.spend(host, LIMIT)
        except BudgetSpent:
            break
        granted += 1
    return granted


@settings(max_examples=20)
@given(runs=st.lists(st.tuples(st.integers(0, 60), st.booleans()), max_size=6))
def test_no_sequence_of_runs_exceeds_the_day(store: Store, runs: list[tuple[int, bool]]) -> None:
    host = f"{next(fresh)}.example"  # each example has a host, and so a day, of its own
    granted, killed = 0, 0
    for times, is_killed in runs:
        budget = DailyBudget(store, lambda: datetime(2026, 6, 1, 9))
        granted += spend(budget, host, times)
        killed += is_killed
        if not is_killed:  # a killed run gives nothing back
            budget.close()
    assert granted <= LIMIT
    assert granted >= min(LIMIT, sum(times for times, _ in runs)) - killed * LEAST_LEASE, "what is kept back is little"


def test_two_runs_at_once_share_the_day_and_another_day_is_new(store: Store) -> None:
    host = "site.example"
    now = datetime(2026, 6, 1, 9)
    one, two = DailyBudget(store, lambda: now), DailyBudget(store, lambda: now)
    assert spend(one, host, 30) + spend(two, host, 60) <= LIMIT
    assert one.spent(host) == LIMIT
    now = datetime(2026, 6, 2, 9)
    assert spend(one, host, 5) == 5
