"""Fitting the star detector's boosters on chosen rows of the anchor: the same rows give the same bytes."""

from collections.abc import Mapping
from typing import Any

import lightgbm as lgb
import numpy as np

from scoring.detectors.star_anchor import Anchor, Mask
from scoring.detectors.star_counts import RATIOS, Matrix
from scoring.detectors.star_model import INPUTS, StarModel

SEED = 20261124
SHAPE_STARS = (200, 20_000)  #: repositories whose months are many enough to have a shape

_COMMON: Mapping[str, Any] = {
    "objective": "binary",
    "bagging_freq": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "seed": SEED,
    "verbosity": -1,
}
_SMOOTH = {"learning_rate": 0.05, "num_leaves": 15, "min_data_in_leaf": 100, "lambda_l2": 10.0}
_DRAWN = {"feature_fraction": 0.6, "bagging_fraction": 0.7}
_WIDE = {"learning_rate": 0.08, "num_leaves": 31, "min_data_in_leaf": 60, "lambda_l2": 10.0}
_GRADED = {"objective": "regression_l1", "learning_rate": 0.05, "num_leaves": 31, "min_data_in_leaf": 30}
_SMALL = {"learning_rate": 0.05, "num_leaves": 8, "min_data_in_leaf": 20, "lambda_l2": 10.0}

#: Booster -> parameters and rounds, chosen on grouped folds (docs/decisions).
SETTINGS: Mapping[str, tuple[Mapping[str, Any], int]] = {
    "shell": ({**_WIDE, **_DRAWN}, 200),
    "living": ({**_SMOOTH, **_DRAWN}, 300),
    "touched": ({**_SMOOTH, **_DRAWN}, 300),
    "share": ({**_GRADED, "feature_fraction": 0.7, "bagging_fraction": 0.8}, 400),
    "shape": ({**_SMALL, **_DRAWN}, 150),
}


def fit(anchor: Anchor, rows: Mask) -> dict[str, lgb.Booster]:
    """Every booster, fitted on the chosen rows. What a booster is asked decides which of them it reads."""
    ratios = anchor.cells[:, : len(RATIOS)]
    campaign, alive = anchor.campaign, anchor.alive
    graded = rows & anchor.touched & alive & ~np.isnan(anchor.share)
    chosen: dict[str, tuple[Matrix, Matrix | Mask, Mask]] = {
        "shell": (ratios, campaign, rows & (anchor.sample | (campaign & ~alive))),
        "living": (ratios, campaign, rows & (anchor.sample | (campaign & alive))),
        "touched": (anchor.cells, anchor.touched, rows & alive),
        "share": (anchor.cells, anchor.share, graded),
    }
    boosters = {name: _fit(name, cells[of], label[of]) for name, (cells, label, of) in chosen.items()}
    shaped = shape_rows(anchor, rows)
    label = campaign[anchor.shape_rows[shaped]]
    return {**boosters, "shape": _fit("shape", anchor.shape_cells[shaped], label)}


def fitted(anchor: Anchor, rows: Mask) -> StarModel:
    """The detector fitted on the chosen rows."""
    return StarModel(**fit(anchor, rows))


def shape_rows(anchor: Anchor, rows: Mask) -> Mask:
    """Which of the anchor's shapes belong to chosen rows with a middling number of stars, shape (shapes,)."""
    stars = anchor.stars[anchor.shape_rows]
    return np.asarray(rows[anchor.shape_rows] & (stars >= SHAPE_STARS[0]) & (stars <= SHAPE_STARS[1]))


def _fit(name: str, cells: Matrix, label: Matrix | Mask) -> lgb.Booster:
    parameters, rounds = SETTINGS[name]
    data = lgb.Dataset(cells, label=label.astype(np.float64), feature_name=list(INPUTS[name]))
    return lgb.train({**_COMMON, **parameters}, data, num_boost_round=rounds)
