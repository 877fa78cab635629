"""Signal -> columns: the ordered list of features, and the signature that ties a model to it.

Missing is not zero: a function gives ``None`` where nothing is known, and the column holds NaN. Whether a record is
missing and whether one contradicts are separate columns.
"""

import hashlib
from collections.abc import Iterable, Sequence
from inspect import getfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scoring.detectors import DETECTORS
from scoring.detectors.base import Detector
from scoring.feature_groups import admissible, against, counterparty, detected, family, records, speaker, wording
from scoring.feature_groups.base import Feature, Group, SignalView, View

__all__ = ["FEATURES", "GROUPS", "NAMES", "SCORE_VIEW", "SIGNATURE", "Feature", "Group", "SignalView", "View", "matrix"]

#: Every feature, in the order of the columns. A new one is appended to its group; the signature then changes.
FEATURES: tuple[Feature, ...] = (
    *family.FEATURES,
    *speaker.FEATURES,
    *counterparty.FEATURES,
    *records.FEATURES,
    *admissible.FEATURES,
    *against.FEATURES,
    *wording.FEATURES,
    *detected.FEATURES,
)
NAMES: tuple[str, ...] = tuple(feature.name for feature in FEATURES)
GROUPS: tuple[Group, ...] = tuple(Group)
#: Which columns the score view may read.
SCORE_VIEW: NDArray[np.bool_] = np.array([feature.score_view for feature in FEATURES])


def matrix(views: Sequence[SignalView]) -> NDArray[np.float64]:
    """Columns of signals: shape (signals, features), NaN where missing."""
    cells = [[feature.of(view) for feature in FEATURES] for view in views]
    return np.array(cells, dtype=np.float64).reshape(len(views), len(FEATURES))


def _sources() -> list[Path]:
    """The files that compute the columns: every group, and the detectors that ``detected`` reads."""
    groups = (Path(__file__).parent / "feature_groups").glob("*.py")
    return sorted({*groups, Path(getfile(Detector)), *(Path(getfile(each.of)) for each in DETECTORS)})


def _signature(sources: Iterable[Path]) -> str:
    """SHA-256 over the names in order and every source: another source is another model."""
    digest = hashlib.sha256("\n".join(NAMES).encode())
    for path in sources:
        digest.update(path.read_text(encoding="utf-8").encode())
    return digest.hexdigest()


SIGNATURE: str = _signature(_sources())
