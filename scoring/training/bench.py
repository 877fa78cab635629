"""The end of ``unfakeable evaluate fakeability``: signals a second against raw LightGBM on the same matrix, and memory.

Rows are drawn from the training rows; what is timed is the work, not the answer. Times are of this
machine and are printed only, never stored.
"""

import resource
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from scoring.fakeability import FakeabilityModel

Matrix = NDArray[np.float64]

ASSESSED, EXPLAINED = 1_000_000, 20_000
LEAST_ASSESSED, LEAST_EXPLAINED = 0.5, 0.8  #: of raw LightGBM's rows a second
REPEATS = 10  #: of which the best counts, since a shared machine only ever slows
SEED = 20261124


def main(assessed: int = ASSESSED, explained: int = EXPLAINED, console: Console | None = None) -> None:
    """Time both and print ratios."""
    console = console or Console()
    model = FakeabilityModel.load()
    columns = rows(model, assessed)
    before = _memory_mb()
    model.score_matrix(columns)
    grown = _memory_mb() - before
    told = (
        _timed("assess", columns, model.score_matrix, model.raw_predict, LEAST_ASSESSED),
        _timed("explain", columns[:explained], model.explain_matrix, model.raw_contributions, LEAST_EXPLAINED),
    )
    table = Table("work", "rows", "ours, rows/s", "raw LightGBM, rows/s", "ratio", "target", title="Signals a second")
    for row in told:
        table.add_row(*row)
    console.print(table)
    console.print(
        f"Memory while assessing: {grown:+.0f} MB beside a matrix of {columns.nbytes / 1e6:.0f} MB.",
        highlight=False,
    )


def rows(model: FakeabilityModel, count: int) -> Matrix:
    """A matrix of so many plausible signals, shape (count, features)."""
    rng = np.random.default_rng(SEED)
    known = model.training_rows
    return known[rng.integers(len(known), size=count)]


def _timed(
    word: str, columns: Matrix, ours: Callable[[Matrix], object], raw: Callable[[Matrix], object], least: float
) -> tuple[str, ...]:
    raw_rate, our_rate = _rate(raw, columns), _rate(ours, columns)
    ratio = our_rate / raw_rate
    return (
        word,
        f"{len(columns):,}",
        f"{our_rate:,.0f}",
        f"{raw_rate:,.0f}",
        f"{ratio:.2f}",
        f"{least} {'met' if ratio >= least else 'missed'}",
    )


def _rate(work: Callable[[Matrix], object], columns: Matrix) -> float:
    best = float("inf")
    for _ in range(REPEATS):
        start = time.perf_counter()
        work(columns)
        best = min(best, time.perf_counter() - start)
    return len(columns) / best


def _memory_mb() -> float:
    """Peak resident memory of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
