"""How the columns of the family detectors stand on the resolved cases: how often filled, and how they order claims.

Few claims fill any one column, and the cases hold no crawled counters: this table says which columns have support, not
how good they are. The ranker keeps a feature out of its booster below 20 filled rows.
"""

from dataclasses import dataclass

import numpy as np
from sklearn.metrics import roc_auc_score

from data.case_files import read_cases
from scoring.detectors import COLUMNS, detector_values
from scoring.training.labels import labelled

LEAST_ORDERED = 10  #: fewer filled rows order nothing


@dataclass(frozen=True, slots=True)
class Support:
    """One column on the resolved cases."""

    column: str
    filled: int
    not_zero: int
    false: int  #: of the filled ones, those refuted or inflated
    auroc: float | None  #: of the column's value for false; None where too few or all alike


def support() -> list[Support]:
    """Every column, in order; on fields that the program derives itself."""
    rows = labelled(read_cases(), annotated=False)
    values = [detector_values(view.claim, view.dossier) for view in rows.views]
    return [_column(column, [value[column] for value in values], rows.label == 1) for column in COLUMNS]


def _column(column: str, cells: list[float | None], false: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Support:
    filled = [(cell, bool(label)) for cell, label in zip(cells, false, strict=True) if cell is not None]
    labels = [label for _, label in filled]
    ordered = len(filled) >= LEAST_ORDERED and 0 < sum(labels) < len(labels)
    return Support(
        column=column,
        filled=len(filled),
        not_zero=sum(cell != 0 for cell, _ in filled),
        false=sum(labels),
        auroc=float(roc_auc_score(labels, [cell for cell, _ in filled])) if ordered else None,
    )
