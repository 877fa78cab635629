"""Measures of a ranker: order, calibration, pairs inside one company, and how sure any of them is.

Companies, not signals, are drawn in every bootstrap: signals of one company stand or fall together.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from scipy.stats import rankdata

Matrix = NDArray[np.float64]
Label = NDArray[np.int64]
Company = NDArray[np.str_]
Measure = Callable[[Label, Matrix], float]  #: label and log-odds, shape (rows,), to a number

BOOTSTRAPS = 2_000
SEED = 20261124
ALPHA = 0.2  #: share of label sets that may miss: conformal sets aim at a coverage of 1 - ALPHA


@dataclass(frozen=True, slots=True)
class Range:
    """A figure with its 95 percent interval over company bootstraps."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class LabelSets:
    """Conformal label sets: how often the true label is inside, how many labels a set holds, how many hold none."""

    coverage: float
    mean_size: float
    empty: float
    both: float


def auroc(label: Label, log_odds: Matrix) -> float:
    """Chance that a false claim ranks above a true one, ties counted half; NaN where one label is missing."""
    bad = int(label.sum())
    good = len(label) - bad
    if not bad or not good:
        return float("nan")
    return float((rankdata(log_odds)[label == 1].sum() - bad * (bad + 1) / 2) / (bad * good))


def brier(label: Label, log_odds: Matrix) -> float:
    """Mean squared error of the probability."""
    return float(np.mean((expit(log_odds) - label) ** 2))


def log_loss(label: Label, log_odds: Matrix) -> float:
    """Mean negative log-likelihood."""
    return float(np.mean(np.logaddexp(0.0, log_odds) - label * log_odds))


def pairs(label: Label, log_odds: Matrix, company: Company) -> tuple[int, int]:
    """Pairs of a false and a true claim of one company: how many are in the right order (a tie is not), of how many."""
    right = total = 0
    for name in np.unique(company):
        own = company == name
        bad, good = log_odds[own & (label == 1)], log_odds[own & (label == 0)]
        right += int((bad[:, None] > good[None, :]).sum())
        total += len(bad) * len(good)
    return right, total


def calibration(label: Label, log_odds: Matrix) -> tuple[float, float]:
    """Slope and intercept of the labels' log-odds on the predicted ones; 1 and 0 is perfect (Cox 1958)."""
    point = np.array([1.0, 0.0])
    inputs = np.column_stack([log_odds, np.ones(len(label))])
    for _ in range(50):  # Newton's method: the loss is convex, and this is far past convergence
        p = expit(inputs @ point)
        hessian = (inputs * (p * (1 - p))[:, None]).T @ inputs + 1e-9 * np.eye(2)
        point = point - np.linalg.solve(hessian, inputs.T @ (p - label))
    return float(point[0]), float(point[1])


def label_sets(label: Label, log_odds: Matrix, company: Company) -> LabelSets:
    """Conformal label sets at ``1 - ALPHA``, each row judged against the rows of all other companies.

    ``log_odds`` must come from models that did not see the row's own company (cross-conformal prediction, Vovk 2015).
    """
    p = expit(log_odds)
    of_label = np.column_stack([1 - p, p])  # probability of label 0 and of label 1
    strange = 1 - of_label[np.arange(len(label)), label]
    inside = np.zeros((len(label), 2), dtype=bool)
    for row, name in enumerate(company):
        others = strange[company != name]
        as_strange = (others[None, :] >= 1 - of_label[row][:, None]).sum(axis=1)
        inside[row] = (as_strange + 1) / (len(others) + 1) > ALPHA
    size = inside.sum(axis=1)
    covered = inside[np.arange(len(label)), label]
    return LabelSets(*(float(np.mean(each)) for each in (covered, size, size == 0, size == 2)))


def bootstraps(company: Company, times: int = BOOTSTRAPS, seed: int = SEED) -> list[NDArray[np.int64]]:
    """Row numbers of bootstraps that draw whole companies with replacement."""
    rng = np.random.default_rng(seed)
    names = np.unique(company)
    rows_of = [np.flatnonzero(company == name) for name in names]
    return [np.concatenate([rows_of[i] for i in rng.integers(len(names), size=len(names))]) for _ in range(times)]


def ranged(measure: Measure, label: Label, log_odds: Matrix, company: Company) -> Range:
    """A measure with its interval."""
    drawn = [measure(label[rows], log_odds[rows]) for rows in bootstraps(company)]
    return _range(measure(label, log_odds), drawn)


def gain(measure: Measure, label: Label, ours: Matrix, other: Matrix, company: Company) -> Range:
    """How far a measure of ours lies above another's on the same rows, paired over company bootstraps."""
    drawn = [measure(label[rows], ours[rows]) - measure(label[rows], other[rows]) for rows in bootstraps(company)]
    return _range(measure(label, ours) - measure(label, other), drawn)


def _range(value: float, drawn: list[float]) -> Range:
    low, high = np.nanquantile(drawn, [0.025, 0.975])
    return Range(value, float(low), float(high))
