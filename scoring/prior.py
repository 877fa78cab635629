"""The fixed prior of fakeability: weights set from theory, one a feature, read from ``data/reference``; nothing fitted.

A feature with too few training rows for the booster acts through its weight here alone. Changing a weight is a
decision record.
"""

import csv
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from data.reference import FOLDER, ReferenceTableError
from scoring.features import NAMES, SCORE_VIEW, View

Matrix = NDArray[np.float64]
TABLE = FOLDER / "fakeability_prior.csv"
NAMED = FOLDER / "named_priors.csv"
DEFAULT_PRIOR = "case_control"


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds per unit of each feature, in the order of the columns, and the base they are added to."""

    base: float
    weights: Matrix  #: shape (features,)


@cache
def weights(view: View = View.RANK) -> Weights:
    """The weights of one view; a feature without a row, or a row without a feature, is an error."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = {row["feature"]: row[view.value] for row in csv.DictReader(file)}
    odd = sorted(rows.keys() ^ {"base", *NAMES})
    if odd:
        raise ReferenceTableError(f"{TABLE}: features and rows differ in {', '.join(odd)}")
    read = np.array([float(rows[name] or 0.0) for name in NAMES])
    if view is View.SCORE and np.any(read[~SCORE_VIEW]):
        raise ReferenceTableError(f"{TABLE}: the score view may weigh only what no text of the company reaches")
    return Weights(float(rows["base"]), read)


def steps(columns: Matrix, view: View = View.RANK) -> Matrix:
    """Each feature's log-odds in the prior, shape of ``columns``; a missing value weighs nothing."""
    told = columns * weights(view).weights
    told[np.isnan(told)] = 0.0  # some times quicker than ``nan_to_num``, which looks for infinities too
    return told


def log_odds(columns: Matrix, view: View = View.RANK) -> Matrix:
    """The prior of every row, in log-odds, shape (rows,)."""
    return np.asarray(weights(view).base + steps(columns, view).sum(axis=1))


@cache
def named_prior(name: str = DEFAULT_PRIOR) -> float:
    """A named prior of ``data/reference/named_priors.csv``: the rate that shown probabilities are shifted to."""
    with NAMED.open(encoding="utf-8", newline="") as file:
        rows = {row["name"]: float(row["rate"]) for row in csv.DictReader(file)}
    if name not in rows:
        raise ReferenceTableError(f"{NAMED}: no prior named {name!r}; known are {', '.join(rows)}")
    return rows[name]
