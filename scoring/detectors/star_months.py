"""Stars by month -> the shape of a repository's growth: bursts, rests and how uneven the months are.

The table is that of the StarScout anchor: ``repo_id, month, n_stars``, one row a month with stars. The anchor's own
count of clustered stars is its label; it is never read here.
"""

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from scoring.detectors.star_counts import Matrix, open_table
from scoring.errors import TableError

LEAST_MONTHS = 6  #: a shorter history has no shape
SHAPE_COLUMNS: tuple[str, ...] = (
    "peak_share",
    "second_share",
    "three_best_share",
    "months",
    "concentration",
    "unevenness",
    "peak_over_median",
    "peak_place",
    "after_peak_share",
    "rise_into_peak",
    "fall_after_peak",
    "months_without",
)


def read_months(path: Path) -> dict[str, list[tuple[int, float]]]:
    """Stars of each repository: (month counted from year 0, stars), oldest first.

    Raises ``TableError`` where a column is missing or a cell cannot be read.
    """
    held: dict[str, dict[int, float]] = defaultdict(dict)
    with open_table(path) as file:
        reader = csv.DictReader(file)
        missing = [name for name in ("repo_id", "month", "n_stars") if name not in (reader.fieldnames or ())]
        if missing:
            raise TableError(f"{path.name}: the columns {', '.join(missing)} are missing")
        for row in reader:
            try:
                year, month = row["month"].split("-")[:2]
                held[row["repo_id"]][12 * int(year) + int(month) - 1] = float(row["n_stars"])
            except ValueError as error:
                raise TableError(f"{path.name}: line {reader.line_num} is not understood ({error})") from error
    return {repository: sorted(months.items()) for repository, months in held.items()}


def shapes(months: Mapping[str, Sequence[tuple[int, float]]]) -> tuple[list[str], Matrix]:
    """Repositories with at least ``LEAST_MONTHS`` months of stars, and their ``SHAPE_COLUMNS``, shape (rows, 12)."""
    long = [repository for repository, held in months.items() if len(held) >= LEAST_MONTHS]
    cells = [_shape(months[repository]) for repository in long]
    return long, np.array(cells, dtype=np.float64).reshape(len(long), len(SHAPE_COLUMNS))


def _shape(held: Sequence[tuple[int, float]]) -> list[float]:
    numbers = np.array([month for month, _ in held])
    stars = np.array([count for _, count in held], dtype=np.float64)
    total = max(float(stars.sum()), 1.0)
    shares = np.sort(stars / total)[::-1]
    span = int(numbers[-1] - numbers[0]) + 1
    peak = int(stars.argmax())
    before = stars[peak - 1] if peak else 0.0
    after = stars[peak + 1] if peak + 1 < len(stars) else 0.0
    return [
        float(shares[0]),
        float(shares[1]),
        float(shares[:3].sum()),
        float(len(held)),
        float((shares**2).sum()),
        float(stars.std() / max(stars.mean(), 1.0)),
        float(np.log(stars[peak] + 0.5) - np.log(np.median(stars) + 0.5)),
        float((numbers[peak] - numbers[0]) / span),
        float(stars[peak + 1 :].sum() / total),
        float(np.log(stars[peak] + 0.5) - np.log(before + 0.5)),
        float(np.log(stars[peak] + 0.5) - np.log(after + 0.5)),
        float(span - len(held)),
    ]
