"""Fitting: a small monotone booster on the fixed prior, Platt from rows of companies that the booster did not see."""

from collections.abc import Callable
from dataclasses import dataclass

import lightgbm as lgb
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from scoring import prior
from scoring.errors import ModelError
from scoring.features import FEATURES
from scoring.training.labels import Labelled

LEAST_FILLED = 20  #: signals with a value that is neither missing nor zero, for a feature to enter the booster
ROUNDS = 40
REFITS = 8
FOLDS = 10  #: of companies, for the rows that Platt is fitted on
SEED = 20261124
SAMPLE_RATE = 0.5  #: share of false claims that the weighted rows show
STEADY = 9  #: digits of the prior in training: the last bits of a sum differ from machine to machine
PLATT_RIDGE = 1.0  #: pull of Platt's intercept and of its slope's logarithm towards zero, in log-loss units

#: Stumps on few rows: what some hundred signals can carry. Interactions would be learned from noise. Fixed before the
#: first evaluation and not searched over.
PARAMETERS = {
    "objective": "binary",
    "learning_rate": 0.05,
    "num_leaves": 2,
    "min_data_in_leaf": 16,
    "lambda_l2": 10.0,
    "max_bin": 15,
    "monotone_constraints_method": "intermediate",
    "boost_from_average": False,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "seed": SEED,
    "verbosity": -1,
}

Matrix = NDArray[np.float64]
Scorer = Callable[[Labelled], Matrix]  #: rows to log-odds, shape (rows,)
Fitter = Callable[[Labelled], Scorer]  #: training rows to a scorer


@dataclass(frozen=True, slots=True)
class Platt:
    """``slope * score + intercept`` is calibrated log-odds."""

    slope: float
    intercept: float

    def __call__(self, score: Matrix) -> Matrix:
        """Calibrated log-odds."""
        return self.slope * score + self.intercept


@dataclass(frozen=True, slots=True)
class Fitted:
    """A booster, the columns that it reads, and its calibration."""

    booster: lgb.Booster
    used: list[int]
    platt: Platt
    out_of_company: Matrix  #: calibrated log-odds of the rows fitted on, each by a booster that saw none of its company

    def log_odds(self, rows: Labelled) -> Matrix:
        """Calibrated log-odds at the sample's rate, shape (rows,)."""
        return self.platt(raw_score(self.booster, rows.columns, self.used))


def fit(rows: Labelled) -> Fitted:
    """The whole recipe on some rows: columns with support, booster, Platt on folds of companies."""
    used = supported(rows)
    unseen = out_of_company(rows, fit_uncalibrated, FOLDS)
    platt = fit_platt(unseen, rows.label)
    return Fitted(fit_booster(rows.columns, rows.label, used), used, platt, platt(unseen))


def fit_scorer(rows: Labelled) -> Scorer:
    """The same as a ``Fitter``."""
    return fit(rows).log_odds


def supported(rows: Labelled) -> list[int]:
    """Columns filled in enough distinct signals to enter the booster; zero says as little as missing."""
    ids = np.array([signal.id for signal in rows.signals])
    filled = ~np.isnan(rows.columns) & (rows.columns != 0)
    return [j for j in range(rows.columns.shape[1]) if len(set(ids[filled[:, j]])) >= LEAST_FILLED]


def fit_booster(columns: Matrix, label: NDArray[np.int64], used: list[int]) -> lgb.Booster:
    """A booster on top of the prior; its raw score is what it adds to the prior's log-odds.

    ``ModelError`` where no column has support.
    """
    if not used:
        raise ModelError(f"too few labelled signals: no feature is filled in {LEAST_FILLED} of them; add cases")
    data = lgb.Dataset(
        columns[:, used],
        label=label,
        weight=balance(label),
        init_score=np.round(prior.log_odds(columns), STEADY),
        feature_name=[FEATURES[j].name for j in used],
        free_raw_data=False,
    )
    parameters = {**PARAMETERS, "monotone_constraints": [FEATURES[j].sign for j in used]}
    return lgb.train(parameters, data, num_boost_round=ROUNDS)


def balance(label: NDArray[np.int64]) -> Matrix:
    """Weights under which false and true claims weigh the same, shape (rows,).

    The fit then aims at even odds, whatever the share of false claims among its rows. Without them that share would
    differ from fold to fold, in the direction opposite to the company that is left out.
    """
    share = float(label.mean())
    return np.where(label == 1, SAMPLE_RATE / share, (1 - SAMPLE_RATE) / (1 - share))


def raw_score(booster: lgb.Booster, columns: Matrix, used: list[int]) -> Matrix:
    """Prior plus booster, in log-odds, shape (rows,)."""
    return np.asarray(prior.log_odds(columns) + booster.predict(columns[:, used], raw_score=True, num_threads=1))


def fit_platt(score: Matrix, label: NDArray[np.int64]) -> Platt:
    """Slope and intercept by penalised log-loss; the slope stays positive, so calibration never changes an order."""
    weight = balance(label)

    def loss(point: Matrix) -> float:
        z = np.exp(point[0]) * score + point[1]
        return float(np.sum(weight * (np.logaddexp(0, z) - label * z)) + PLATT_RIDGE * (point @ point))

    found = minimize(loss, np.array([0.0, 0.0]), method="L-BFGS-B")
    return Platt(float(np.exp(found.x[0])), float(found.x[1]))


def out_of_company(rows: Labelled, fitter: Fitter, folds: int | None = None) -> Matrix:
    """Log-odds of every row by a fit that saw no row of its company, shape (rows,).

    One fold a company, or with ``folds`` that many groups of whole companies.
    """
    names, position = np.unique(rows.company, return_inverse=True)
    fold = position % (folds or len(names))
    score = np.zeros(len(rows))
    for own in np.unique(fold):
        held_out = fold == own
        score[held_out] = fitter(rows.where(~held_out))(rows.where(held_out))
    return score


def fit_uncalibrated(rows: Labelled) -> Scorer:
    """Prior plus booster, without Platt: the order alone."""
    used = supported(rows)
    booster = fit_booster(rows.columns, rows.label, used)
    return lambda other: raw_score(booster, other.columns, used)
