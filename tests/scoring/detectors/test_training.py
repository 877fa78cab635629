"""Fitting on invented repositories: the same rows give the same bytes, and a row left out is never read."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from scoring.detectors.star_anchor import Anchor
from scoring.detectors.star_counts import EVENT_KINDS, columns
from scoring.detectors.star_figures import calibration_error, recall_at
from scoring.detectors.star_fit import fit
from scoring.detectors.star_model import INPUTS, load, save
from scoring.detectors.star_months import SHAPE_COLUMNS

ROWS = 1200


def anchor() -> Anchor:
    rng = np.random.default_rng(7)
    campaign = np.arange(ROWS) % 3 == 0
    stars = rng.integers(200, 5000, ROWS).astype(np.float64)
    busy = np.where(campaign, 0.01, 0.2)[:, None] * stars[:, None]
    counts = rng.poisson(busy * rng.uniform(0.2, 1.8, (ROWS, len(EVENT_KINDS)))).astype(np.float64)
    return Anchor(
        cells=columns(counts, stars),
        stars=stars,
        campaign=campaign,
        sample=~campaign,
        startup=np.zeros(ROWS, dtype=np.bool_),
        alive=np.arange(ROWS) % 2 == 0,
        share=np.where(campaign, rng.uniform(0.3, 1, ROWS), 0.0),
        fold=np.arange(ROWS) % 4,
        first_month=np.full(ROWS, "2024-01"),
        shape_rows=np.arange(0, ROWS, 3),
        shape_cells=rng.normal(size=(ROWS // 3, len(SHAPE_COLUMNS))),
        digest="",
    )


def texts(held: Anchor, rows: np.ndarray) -> dict[str, str]:
    return {name: booster.model_to_string() for name, booster in fit(held, rows).items()}


def test_the_same_rows_give_the_same_bytes() -> None:
    everything = np.ones(ROWS, dtype=np.bool_)
    first = texts(anchor(), everything)
    assert set(first) == set(INPUTS)
    assert first == texts(anchor(), everything)


def test_a_row_that_was_left_out_changes_nothing() -> None:
    held = anchor()
    rows = held.fold != 0
    other = replace(held, cells=np.where(rows[:, None], held.cells, 0.0), campaign=held.campaign & rows)
    assert texts(held, rows) == texts(other, rows)


def test_a_saved_detector_answers_as_before(tmp_path: Path) -> None:
    held = anchor()
    save(fit(held, np.ones(ROWS, dtype=np.bool_)), {"repositories": ROWS}, tmp_path)
    answer = load(tmp_path).probability(held.cells)
    assert answer[held.campaign].min() > answer[held.sample].max()
    assert load(tmp_path).probability(held.cells[:0]).shape == (0,)


def test_recall_counts_only_what_lies_above_the_false_alarms() -> None:
    label = np.array([True, True, False, False, False, False])
    assert recall_at(label, np.array([0.9, 0.1, 0.2, 0.3, 0.4, 0.5])) == 0.5
    assert recall_at(label, np.array([0.9, 0.8, 0.2, 0.3, 0.4, 0.5])) == 1.0


def test_a_probability_that_is_right_on_average_has_no_calibration_error() -> None:
    label = np.arange(100) % 4 == 0
    assert calibration_error(label, np.full(100, 0.25)) == 0
    assert calibration_error(label, np.full(100, 0.75)) == 0.5
