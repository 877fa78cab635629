"""The StarScout anchor as arrays: counts, labels and folds of the repositories that the star detector is fitted on.

StarScout's labels are suspicions, not proof, and its authors ask not to shame with them: nothing here is printed by
name.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from data.ids import sha256_hex
from scoring.claims.evaluation.shared import shared
from scoring.detectors.star_counts import Matrix, columns, open_table, read_repositories
from scoring.detectors.star_months import read_months, shapes

TABLE, MONTHS = "repo_level.csv.gz", "stars_by_month.csv.gz"

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Anchor:
    """One row a repository, every array in the same order."""

    cells: Matrix  #: (rows, 23), the columns of star_counts
    stars: Matrix
    campaign: Mask
    sample: Mask  #: drawn at random with at least 50 stars; what was flagged among them was left out
    startup: Mask  #: a campaign that people put into a category that startups are in
    alive: Mask
    share: Matrix  #: suspected over all stars; NaN where unknown
    fold: NDArray[np.int64]  #: by owner
    first_month: NDArray[np.str_]  #: of the campaign, empty where there is none
    shape_rows: NDArray[np.int64]  #: rows with at least six months of stars
    shape_cells: Matrix  #: (shape rows, 12), the columns of star_months
    digest: str  #: of both files

    @property
    def touched(self) -> Mask:
        """Repositories in which at least one group of suspected stars was found."""
        return ~self.sample


def folder() -> Path | None:
    """The anchor's folder, ``None`` on a machine that has none."""
    beside = shared()
    held = beside / "anchors" / "starscout" if beside else None
    return held if held and (held / TABLE).is_file() else None


def read(held: Path) -> Anchor:
    """Read the anchor; every row has all its counts, so rows line up with the labels."""
    repositories = list(read_repositories(held / TABLE))
    with open_table(held / TABLE) as file:
        rows = list(csv.DictReader(file))
    counts = np.array([each.counts for each in repositories], dtype=np.float64)
    stars = np.array([each.stars for each in repositories])
    place = {each.repo_id: position for position, each in enumerate(repositories)}
    months = read_months(held / MONTHS)
    names, shape_cells = shapes({name: months[name] for name in sorted(months.keys() & place.keys())})
    return Anchor(
        cells=columns(counts, stars),
        stars=stars,
        campaign=np.array([row["campaign"] == "1" for row in rows]),
        sample=np.array([row["source"] == "sample" for row in rows]),
        startup=np.array([row["startup_like"] == "1" and row["campaign"] == "1" for row in rows]),
        alive=np.array([row["alive"] == "1" for row in rows]),
        share=np.array([float(row["p_fake"] or "nan") for row in rows]),
        fold=np.array([int(row["fold"]) for row in rows]),
        first_month=np.array([row["first_campaign_month"] for row in rows]),
        shape_rows=np.array([place[name] for name in names]),
        shape_cells=shape_cells,
        digest=sha256_hex(b"".join((held / name).read_bytes() for name in (TABLE, MONTHS))),
    )
