"""Columns -> ranked signals with reasons: LightGBM on a fixed prior, calibrated, shown at a named prior.

``index = sigmoid(slope * (prior + booster) + intercept - logit(sample rate) + logit(named prior))``. The rank is the
order of that one number, so rank and probability cannot disagree. It is a case-control index: a statement about the
evidence, never a rate of fraud.

The score view reads no booster: it is the prior restricted to columns that no text of the company reaches, so that
nothing the company writes can move it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from scoring import prior
from scoring.artefact import Artefact, read
from scoring.cost import cost_to_fake
from scoring.feature_groups.admissible import admitted
from scoring.features import NAMES, SignalView, View, matrix
from scoring.intervals import half_width, nearest, score_half_width
from scoring.reasons import Contribution, contributions, sigmoid

__all__ = ["Contribution", "Fakeability", "FakeabilityModel", "View"]

Matrix = NDArray[np.float64]
CHUNK = 65_536  #: rows judged at once, so that memory does not grow with their number


@dataclass(frozen=True, slots=True)
class Fakeability:
    """How fakeable one signal is, between 0 and 1 (1 is most), with every step that led there."""

    signal_id: str
    index: float
    rank: int
    interval_low: float
    interval_high: float
    contributions: tuple[Contribution, ...]
    cost_low_usd: float | None
    cost_high_usd: float | None
    cost_signal: str | None

    def strongest(self, n: int) -> tuple[Contribution, ...]:
        """The n steps that moved the index most, the prior left out."""
        steps = sorted(self.contributions[1:], key=lambda step: -abs(step.log_odds))
        return tuple(steps[:n])


class FakeabilityModel:
    """A fitted model. Deterministic: equal columns give an equal answer, whatever stands beside them."""

    def __init__(self, artefact: Artefact, named_prior: str = prior.DEFAULT_PRIOR) -> None:
        self._artefact = artefact
        self._columns = [NAMES.index(name) for name in artefact.constants.booster_features]
        self._shift = logit(prior.named_prior(named_prior)) - logit(artefact.constants.sample_rate)
        self._score_shift = logit(prior.named_prior(named_prior)) - logit(prior.named_prior())
        self.hash = artefact.hash
        self.signature = artefact.constants.signature

    @classmethod
    def load(cls, named_prior: str = prior.DEFAULT_PRIOR) -> "FakeabilityModel":
        """The model of ``models/fakeability``, shown at a prior of ``data/reference/named_priors.csv``.

        ``ModelError`` where it is missing, altered or of other features; ``ReferenceTableError`` for an unknown prior.
        """
        return cls(read(), named_prior)

    def assess(self, views: Sequence[SignalView], view: View = View.RANK) -> list[Fakeability]:
        """Fakeability of one company's signals, in their order, ranked among each other."""
        if not views:
            return []
        columns = matrix(views)
        base, steps = self._steps(columns, view)
        log_odds = base + steps.sum(axis=1)
        half = self._half_width(columns, views, view)
        ranks = ranked(log_odds, columns)
        return [
            _told(seen, log_odds[i], half[i], int(ranks[i]), contributions(seen, base, steps[i], columns[i]))
            for i, seen in enumerate(views)
        ]

    def score_matrix(self, columns: Matrix) -> Matrix:
        """The index of each row in the rank view, shape (rows,): for many signals at once, without reasons."""
        held = self._artefact.constants
        index = np.empty(len(columns))
        for start in range(0, len(columns), CHUNK):
            rows = columns[start : start + CHUNK]
            raw = prior.log_odds(rows) + self.raw_predict(rows)
            index[start : start + CHUNK] = expit(held.slope * raw + held.intercept + self._shift)
        return index

    def explain_matrix(self, columns: Matrix) -> tuple[float, Matrix]:
        """Log-odds before any feature, and each feature's step, shape (rows, features); they add up to the score."""
        return self._steps(columns, View.RANK)

    def raw_predict(self, columns: Matrix) -> Matrix:
        """What the booster adds to the prior's log-odds, shape (rows,)."""
        return np.asarray(self._artefact.booster.predict(columns[:, self._columns], raw_score=True, num_threads=1))

    def raw_contributions(self, columns: Matrix) -> Matrix:
        """The booster's own steps and, in the last column, its base, shape (rows, booster features + 1)."""
        return np.asarray(self._artefact.booster.predict(columns[:, self._columns], pred_contrib=True, num_threads=1))

    @property
    def training_rows(self) -> Matrix:
        """Columns of the rows that the model was fitted on, NaN where missing."""
        return self._artefact.training_rows

    def _steps(self, columns: Matrix, view: View) -> tuple[float, Matrix]:
        steps = prior.steps(columns, view)
        base = prior.weights(view).base
        if view is View.SCORE:
            return base + self._score_shift, steps
        held = self._artefact.constants
        told = self.raw_contributions(columns)
        steps[:, self._columns] += told[:, :-1]
        steps *= held.slope
        return held.slope * (base + float(told[0, -1])) + held.intercept + self._shift, steps

    def _half_width(self, columns: Matrix, views: Sequence[SignalView], view: View) -> Matrix:
        if view is View.SCORE:
            organisations = [len({row.writer_org or row.writer for row in admitted(seen)}) for seen in views]
            return score_half_width(np.array(organisations, dtype=np.float64))
        held = self._artefact
        inputs = columns[:, self._columns]
        refits = np.array([each.predict(inputs, raw_score=True, num_threads=1) for each in held.refits])
        records = np.array([len({row.document_id for row in seen.evidence}) for seen in views], dtype=np.float64)
        distance = nearest(inputs, held.training_rows[:, self._columns])
        return half_width(held.constants.slope * refits, records, distance, held.constants.typical_distance)


def ranked(log_odds: Matrix, columns: Matrix) -> NDArray[np.int64]:
    """Rank of each row, 1 for the most fakeable; only rows with equal columns share one.

    Where the number ties between different columns, the columns themselves decide, left to right.
    """
    cells = np.nan_to_num(columns, nan=-1.0)
    keys = [(-round(float(value), 9), tuple(row)) for value, row in zip(log_odds, cells, strict=True)]
    order = {key: position for position, key in reversed(list(enumerate(sorted(keys), start=1)))}
    return np.array([order[key] for key in keys])


def logit(rate: float) -> float:
    """Log-odds of a rate strictly between 0 and 1."""
    return float(np.log(rate / (1 - rate)))


def _told(view: SignalView, log_odds: float, half: float, rank: int, steps: tuple[Contribution, ...]) -> Fakeability:
    cost = cost_to_fake(view.claim)
    return Fakeability(
        signal_id=view.signal.id,
        index=sigmoid(log_odds),
        rank=rank,
        interval_low=sigmoid(log_odds - half),
        interval_high=sigmoid(log_odds + half),
        contributions=steps,
        cost_low_usd=cost.low_usd,
        cost_high_usd=cost.high_usd,
        cost_signal=cost.signal,
    )
