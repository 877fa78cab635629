"""Star detector's input: one repository a row with its event counts, and the columns that the models read.

The table is that of the StarScout anchor (He and others, arXiv 2412.13459): counts of public GitHub events by kind as
GHArchive records them, ``watch`` being stars.
"""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import numpy as np
from numpy.typing import NDArray

from scoring.errors import TableError

Matrix = NDArray[np.float64]

EVENT_KINDS: tuple[str, ...] = (
    "commitcomment",
    "create",
    "delete",
    "fork",
    "gollum",
    "issuecomment",
    "issues",
    "member",
    "public",
    "pullrequest",
    "pullrequestreviewcomment",
    "pullrequestreview",
    "push",
    "release",
)
STARS = "watch"

#: Ratios between two kinds of event: what a crowd of real users leaves beside one another.
_PAIRS: tuple[tuple[str, str], ...] = (
    ("issuecomment", "issues"),
    ("pullrequest", "fork"),
    ("push", "pullrequest"),
    ("pullrequestreview", "pullrequest"),
    ("issues", "fork"),
)

#: Read by every model: log((events + .5) / (stars + 1)) for each kind, and how many kinds occur at all.
RATIOS: tuple[str, ...] = (*(f"{kind}_per_star" for kind in EVENT_KINDS), "kinds")
#: Read by the graded models as well. The size of a repository is no evidence of a campaign, but it bounds its share.
SIZES: tuple[str, ...] = (*(f"{above}_per_{below}" for above, below in _PAIRS), "log_stars", "log_events", "spread")
COLUMNS: tuple[str, ...] = RATIOS + SIZES


@dataclass(frozen=True, slots=True)
class Repository:
    """One row: its id, its counts by event kind, and its stars."""

    repo_id: str
    counts: tuple[float, ...] | None  #: in the order of EVENT_KINDS; None where a cell is empty or no number
    stars: float


def open_table(path: Path) -> TextIO:
    """A CSV file as text, compressed or not, with or without a byte order mark."""
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def read_repositories(path: Path) -> Iterator[Repository]:
    """Rows of a table, streaming. Columns that are neither id nor count, labels among them, are never read here.

    Raises ``TableError`` where a column is missing; a row with an empty or senseless count is given without counts.
    """
    with open_table(path) as file:
        reader = csv.DictReader(file)
        missing = [name for name in ("repo_id", STARS, *EVENT_KINDS) if name not in (reader.fieldnames or ())]
        if missing:
            raise TableError(f"{path.name}: the columns {', '.join(missing)} are missing")
        for row in reader:
            numbers = [_count(row[name]) for name in (STARS, *EVENT_KINDS)]
            known = [number for number in numbers if number is not None]
            whole = len(known) == len(numbers)
            yield Repository(row["repo_id"], tuple(known[1:]) if whole else None, known[0] if whole else 0.0)


def columns(counts: Matrix, stars: Matrix) -> Matrix:
    """The columns of ``COLUMNS``: ``counts`` (rows, 14) and ``stars`` (rows,) give a matrix (rows, 23)."""
    logs = np.log(counts + 0.5)
    place = {kind: position for position, kind in enumerate(EVENT_KINDS)}
    parts = [
        logs - np.log(stars + 1)[:, None],
        (counts > 0).sum(axis=1, keepdims=True).astype(np.float64),
        *((logs[:, place[above]] - logs[:, place[below]])[:, None] for above, below in _PAIRS),
        np.log(stars + 1)[:, None],
        np.log(counts.sum(axis=1, keepdims=True) + 0.5),
        logs.std(axis=1, keepdims=True),
    ]
    return np.hstack(parts)


def _count(text: str | None) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if value >= 0 and np.isfinite(value) else None
