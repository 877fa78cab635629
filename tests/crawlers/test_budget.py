"""A host's day: whatever number of runs share it and wherever they are killed, it is never asked more often."""

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawlers.budget import LEAST_LEASE, BudgetSpent, DailyBudget
from data.store import Store

LIMIT = 50


def spend(budget: DailyBudget, times: int) -> int:
    """How many of these requests were granted."""
    granted = 0
    for _ in range(times):
        try:
            budget.spend("site.example", LIMIT)
        except BudgetSpent:
            break
        granted += 1
    return granted


@settings(max_examples=20)
@given(runs=st.lists(st.tuples(st.integers(0, 60), st.booleans()), max_size=6))
def test_no_sequence_of_runs_exceeds_the_day(
    tmp_path_factory: pytest.TempPathFactory, runs: list[tuple[int, bool]]
) -> None:
    store = Store.open(f"sqlite:///{tmp_path_factory.mktemp('budget')}/store.sqlite")
    granted, killed = 0, 0
    for times, is_killed in runs:
        budget = DailyBudget(store, lambda: datetime(2026, 6, 1, 9))
        granted += spend(budget, times)
        killed += is_killed
        if not is_killed:  # a killed run gives nothing back
            budget.close()
    assert granted <= LIMIT
    assert granted >= min(LIMIT, sum(times for times, _ in runs)) - killed * LEAST_LEASE, "what is kept back is little"


def test_two_runs_at_once_share_the_day_and_another_day_is_new(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/store.sqlite")
    now = datetime(2026, 6, 1, 9)
    one, two = DailyBudget(store, lambda: now), DailyBudget(store, lambda: now)
    assert spend(one, 30) + spend(two, 60) <= LIMIT
    assert one.spent("site.example") == LIMIT
    now = datetime(2026, 6, 2, 9)
    assert spend(one, 5) == 5
