"""Fitting: a small monotone booster on the fixed prior, Platt from rows of companies it did not see."""

from dataclasses import dataclass

import lightgbm as lgb
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from scoring import prior
from scoring.features import FEATURES
from scoring.training.labels import Labelled

LEAST_FILLED = 20  #: training rows with a value that is neither missing nor zero, for a feature to enter the booster
ROUNDS = 40
REFITS = 8
SEED = 20261124
SLOPE_RIDGE = 1.0  #: pull of the Platt slope towards one, in log-loss units

#: Stumps on few rows: what 126 rows can carry. Interactions would be learned from noise.
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


@dataclass(frozen=True, slots=True)
class Platt:
    """``slope * score + intercept`` is calibrated log-odds."""

    slope: float
    intercept: float


def supported(rows: Labelled) -> list[int]:
    """Columns filled in enough distinct signals to enter the booster; zero says as little as missing."""
    ids = np.array([signal.id for signal in rows.signals])
    filled = ~np.isnan(rows.columns) & (rows.columns != 0)
    return [j for j in range(rows.columns.shape[1]) if len(set(ids[filled[:, j]])) >= LEAST_FILLED]


def fit_booster(
    columns: Matrix, label: NDArray[np.int64], used: list[int], weight: Matrix | None = None
) -> lgb.Booster:
    """A booster on top of the prior; its raw score is what it adds to the prior's log-odds."""
    data = lgb.Dataset(
        columns[:, used],
        label=label,
        init_score=prior.log_odds(columns),
        feature_name=[FEATURES[j].name for j in used],
        free_raw_data=False,
    )
    parameters = {**PARAMETERS, "monotone_constraints": [FEATURES[j].sign for j in used]}
    return lgb.train(parameters, data, num_boost_round=ROUNDS)


def raw_score(booster: lgb.Booster, columns: Matrix, used: list[int]) -> Matrix:
    """Prior plus booster, in log-odds, shape (rows,)."""
    return np.asarray(prior.log_odds(columns) + booster.predict(columns[:, used], raw_score=True, num_threads=1))


def fit_platt(score: Matrix, label: NDArray[np.int64]) -> Platt:
    """Slope and intercept by penalised log-loss; the slope stays positive, so calibration never changes an order."""

    def loss(point: Matrix) -> float:
        z = np.exp(point[0]) * score + point[1]
        return float(np.sum(np.logaddexp(0, z) - label * z) + SLOPE_RIDGE * point[0] ** 2)

    found = minimize(loss, np.array([0.0, 0.0]), method="L-BFGS-B")
    return Platt(float(np.exp(found.x[0])), float(found.x[1]))


def out_of_company(rows: Labelled, company: NDArray[np.str_]) -> Matrix:
    """Raw score of every row by a booster that saw no row of its company, shape (rows,)."""
    score = np.zeros(len(rows))
    for own in np.unique(company):
        test = company == own
        train = take(rows, ~test)
        used = supported(train)
        score[test] = raw_score(fit_booster(train.columns, train.label, used), rows.columns[test], used)
    return score


def take(rows: Labelled, mask: NDArray[np.bool_]) -> Labelled:
    """The rows of a mask, in their order."""
    picked = np.flatnonzero(mask)
    return Labelled(
        rows.columns[mask],
        rows.label[mask],
        rows.company[mask],
        tuple(rows.signals[i] for i in picked),
        tuple(rows.views[i] for i in picked),
    )


def company_bootstraps(company: NDArray[np.str_], times: int, seed: int = SEED) -> list[NDArray[np.int64]]:
    """Row numbers of bootstraps that draw whole companies with replacement."""
    rng = np.random.default_rng(seed)
    names = np.unique(company)
    rows_of = {name: np.flatnonzero(company == name) for name in names}
    return [np.concatenate([rows_of[name] for name in rng.choice(names, len(names))]) for _ in range(times)]
