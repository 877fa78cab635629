"""A multinomial logistic model over named sparse features: trained with scikit-learn, stored as arrays, run with numpy.

The stored form is one `.npz` without pickled objects: a sorted list of feature names, class names, weights (float32,
features x classes) and offsets. Reading and scoring need nothing but numpy, so no training library is in the hot path.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Features = Mapping[str, float]


class LinearModel:
    """Scores named features; `classes` are the labels in the order of the returned probabilities."""

    def __init__(
        self, names: Sequence[str], classes: Sequence[str], weights: NDArray[np.float32], offsets: NDArray[np.float32]
    ) -> None:
        """Keep the arrays; `weights` has one row per name and one column per class."""
        self.classes = tuple(classes)
        self._names = tuple(names)
        self._row = {name: row for row, name in enumerate(names)}
        self._weights = weights
        self._offsets = offsets
        # Log-odds of the second of two classes, feature by feature; the offset stands last.
        self._margin: list[float] | None = None
        if len(self.classes) == 2:
            self._margin = np.append(weights[:, 1] - weights[:, 0], offsets[1] - offsets[0]).tolist()

    def scores(self, features: Features) -> NDArray[np.float64]:
        """Probabilities over `classes`, summing to one."""
        known = [(self._row[name], value) for name, value in features.items() if name in self._row]
        total = self._offsets.astype(np.float64)
        if known:
            rows = np.fromiter((row for row, _ in known), dtype=np.int64)
            values = np.fromiter((value for _, value in known), dtype=np.float64)
            total = total + values @ self._weights[rows]
        total = total - total.max()
        exponent = np.exp(total)
        return np.asarray(exponent / exponent.sum())

    def best(self, features: Features) -> str:
        """The likeliest class."""
        return self.classes[int(self.scores(features).argmax())]

    def probability(self, features: Features, label: str) -> float:
        """The probability of one class. With two classes a plain sum is several times quicker than arrays."""
        if self._margin is None:
            return float(self.scores(features)[self.classes.index(label)])
        row, margin = self._row, self._margin
        total = margin[-1] + sum(value * margin[row[name]] for name, value in features.items() if name in row)
        second = 1.0 / (1.0 + math.exp(-max(-500.0, min(500.0, total))))
        return second if label == self.classes[1] else 1.0 - second

    def save(self, path: Path) -> None:
        """Write the arrays, names as UTF-8 text."""
        np.savez_compressed(
            path,
            names=np.array("\n".join(self._names)),
            classes=np.array("\n".join(self.classes)),
            weights=self._weights.astype(np.float16),
            offsets=self._offsets,
        )

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what `save` wrote; pickled content is refused."""
        with np.load(path, allow_pickle=False) as stored:
            return cls(
                str(stored["names"]).split("\n"),
                str(stored["classes"]).split("\n"),
                stored["weights"].astype(np.float32),
                stored["offsets"].astype(np.float32),
            )


def train(
    rows: Sequence[Features],
    labels: Sequence[str],
    *,
    strength: float = 0.3,
    minimum: int = 2,
    weights: Sequence[float] | None = None,
) -> LinearModel:
    """Fit by L-BFGS with an L2 penalty; features seen in fewer than `minimum` rows are left out. Deterministic."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits

    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= minimum)
    index = {name: column for column, name in enumerate(names)}
    data, columns, pointers = [], [], [0]
    for row in rows:
        for name, value in row.items():
            if name in index:
                columns.append(index[name])
                data.append(value)
        pointers.append(len(columns))
    matrix = csr_matrix((data, columns, pointers), shape=(len(rows), len(names)))
    fitted: Any = LogisticRegression(C=strength, max_iter=400, solver="lbfgs")
    with threadpool_limits(1):  # sums over several threads round as the threads happen to meet
        fitted.fit(matrix, list(labels), sample_weight=None if weights is None else np.asarray(weights))
    coefficients, intercepts = fitted.coef_, fitted.intercept_
    if len(fitted.classes_) == 2:
        coefficients = np.vstack([-coefficients[0] / 2, coefficients[0] / 2])
        intercepts = np.array([-intercepts[0] / 2, intercepts[0] / 2])
    return LinearModel(names, list(fitted.classes_), coefficients.T.astype(np.float32), intercepts.astype(np.float32))
