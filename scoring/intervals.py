"""How sure the index is: refits on bootstraps of the companies, wider where evidence is thin or the case is far off."""

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

Z_80 = 1.2816  #: a two-sided interval of 80 percent under a normal error of the log-odds
THIN = 0.8  #: log-odds of doubt where no record was read at all; falls with the root of how many were
THIN_SCORE = 1.4  #: the same in the score view, for one organisation
FAR = 0.5  #: log-odds of doubt for each typical distance beyond the first


def half_width(refits: Matrix, records: Matrix, distance: Matrix, typical: float) -> Matrix:
    """Half of the 80 percent interval in log-odds, shape (rows,).

    ``refits`` is the score of every refit, shape (refits, rows); ``records`` how many records were read; ``distance``
    how far the row lies from the nearest training row.
    """
    spread = refits.std(axis=0)
    thin = THIN / np.sqrt(1 + records)
    far = FAR * np.maximum(0.0, distance / typical - 1)
    return np.asarray(Z_80 * np.sqrt(spread**2 + thin**2 + far**2))


def score_half_width(organisations: Matrix) -> Matrix:
    """The same in the score view, from the number of organisations that wrote admissible records."""
    return np.asarray(Z_80 * THIN_SCORE / np.sqrt(np.maximum(1.0, organisations)))


def nearest(rows: Matrix, known: Matrix) -> Matrix:
    """Distance of each row to the nearest known one: mean absolute difference of columns, missing is one apart."""
    return np.array([_distances(row, known).min() for row in rows])


def typical_distance(rows: Matrix, company: NDArray[np.str_]) -> float:
    """How far a row usually (9 in 10) lies from the nearest row of another company."""
    apart = [_distances(row, rows[company != own]).min() for row, own in zip(rows, company, strict=True)]
    return float(max(np.quantile(apart, 0.9), 1e-3))


def _distances(row: Matrix, known: Matrix) -> Matrix:
    scale = np.maximum(1.0, np.nanmax(np.abs(np.where(np.isnan(known), 0.0, known)), axis=0))
    gap = np.abs(known - row) / scale
    missing = np.isnan(known) != np.isnan(row)
    return np.asarray(np.where(missing, 1.0, np.nan_to_num(gap, nan=0.0)).mean(axis=1))
