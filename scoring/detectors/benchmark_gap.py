"""How far a public test may lie above a closed one of the same kind: MMLU against MMLU-CF over 44 models.

MMLU-CF (Zhao and others, arXiv 2412.15194; ``microsoft/MMLU-CF`` at fd89eef, MIT) keeps its test split closed. Part of
the gap is difficulty and not contamination, which no comparison of two tests can tell apart.
"""

import csv
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from scipy.stats import kendalltau

from scoring.claims.evaluation.shared import shared


@dataclass(frozen=True, slots=True)
class Gap:
    """What the leaderboard says of the two tests."""

    models: int
    mean_drop: float  #: points, public minus closed
    kendall: float  #: between the two orders of models
    most_places: float  #: that a model loses or gains


def measure(path: Path | None = None) -> Gap | None:
    """Read the leaderboard; ``None`` on a machine that has none."""
    beside = shared()
    held = path or (beside / "anchors" / "mmlu_cf" / "leaderboard.csv" if beside else None)
    if held is None or not held.is_file():
        return None
    with held.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    public, closed = [float(row["mmlu_5shot"]) for row in rows], [float(row["cf_5shot_test"]) for row in rows]
    shifts = [abs(float(row["rank_public"]) - float(row["rank_private"])) for row in rows]
    return Gap(
        models=len(rows),
        mean_drop=mean(above - below for above, below in zip(public, closed, strict=True)),
        kendall=float(kendalltau(public, closed).statistic),
        most_places=max(shifts),
    )
