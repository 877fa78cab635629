"""How good the ranker is: every measure on the core cases, leave one company out, beside what it is compared with.

Nothing that is fitted sees the company it is judged on: columns, booster and calibration are fitted anew without it.
What no split can undo: the prior's weights, the word lists and the choice of features were made by people who had read
these cases and watched these figures, so ``signs of the theory, equal weights``, the order without each group, and the
slices are printed beside the headline.
"""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from data.case_files import CaseFile
from scoring.features import FEATURES, GROUPS
from scoring.training import measures
from scoring.training.fit import fit_scorer, fit_uncalibrated, out_of_company, supported
from scoring.training.labels import ANNOTATED, DERIVED, Labelled, labelled, stacked
from scoring.training.rivals import RIVALS

Matrix = NDArray[np.float64]

OURS = "ranker"
MISSED_BY = 0.7  #: a probability this far from its label is a known miss
LEAST_IN_SLICE = 5


def judge(cases: Sequence[CaseFile]) -> dict[str, Any]:
    """Every figure as plain JSON; the same cases give the same figures."""
    annotated, derived = labelled(cases, annotated=True), labelled(cases, annotated=False)
    both = stacked([annotated, derived])
    ours = out_of_company(both, fit_scorer)
    return {
        ANNOTATED: _on(annotated, ours[: len(annotated)]),
        DERIVED: _on(derived, ours[len(annotated) :]),
        "without_group": _without_groups(both, len(annotated)),
        "features": _features(annotated, derived, set(supported(both))),
    }


def _on(rows: Labelled, ours: Matrix) -> dict[str, Any]:
    scores = {OURS: ours} | {name: out_of_company(rows, fitter) for name, fitter in RIVALS.items()}
    right, total = measures.pairs(rows.label, ours, rows.company)
    slope, intercept = measures.calibration(rows.label, ours)
    return {
        "signals": len(rows),
        "companies": len(np.unique(rows.company)),
        "false": int(rows.label.sum()),
        "scores": {name: _figures(rows, score) for name, score in scores.items()},
        "gains": {name: _gains(rows, ours, score) for name, score in scores.items() if name != OURS},
        "pairs": {"right": right, "of": total},
        "calibration": {"slope": _round(slope), "intercept": _round(intercept)},
        "label_sets": _rounded(asdict(measures.label_sets(rows.label, ours, rows.company))),
        "slices": {name: _slice(rows, ours, mask) for name, mask in _masks(rows).items()},
        "misses": _misses(rows, ours),
    }


def _figures(rows: Labelled, score: Matrix) -> dict[str, Any]:
    right, _ = measures.pairs(rows.label, score, rows.company)
    return {
        "auroc": _rounded(asdict(measures.ranged(measures.auroc, rows.label, score, rows.company))),
        "brier": _round(measures.brier(rows.label, score)),
        "log_loss": _round(measures.log_loss(rows.label, score)),
        "pairs": right,
    }


def _gains(rows: Labelled, ours: Matrix, other: Matrix) -> dict[str, Any]:
    """Ours minus the other's: AUROC above zero is better, Brier and log-loss below zero."""
    told = {"auroc": measures.auroc, "brier": measures.brier, "log_loss": measures.log_loss}
    return {
        name: _rounded(asdict(measures.gain(measure, rows.label, ours, other, rows.company)))
        for name, measure in told.items()
    }


def _masks(rows: Labelled) -> dict[str, NDArray[np.bool_]]:
    signals = rows.signals
    masks = {
        "decks": np.array([signal.channel == "deck" for signal in signals]),
        "all but decks": np.array([signal.channel != "deck" for signal in signals]),
        "counterparty named": np.array([signal.counterparty is not None for signal in signals]),
        "no counterparty named": np.array([signal.counterparty is None for signal in signals]),
        "nothing seen at the time": np.array([all(row.type == "none" for row in s.evidence) for s in signals]),
        "outside funding": np.array([signal.family_word != "funding" for signal in signals]),
    }
    for word in sorted({signal.family_word for signal in signals}):
        masks[f"family {word}"] = np.array([signal.family_word == word for signal in signals])
    return {name: mask for name, mask in masks.items() if mask.sum() >= LEAST_IN_SLICE}


def _slice(rows: Labelled, score: Matrix, mask: NDArray[np.bool_]) -> dict[str, Any]:
    label, held = rows.label[mask], score[mask]
    order = measures.auroc(label, held)
    return {
        "signals": int(mask.sum()),
        "false": int(label.sum()),
        "auroc": None if np.isnan(order) else _round(order),
        "brier": _round(measures.brier(label, held)),
        "mean_index": _round(float(expit(held).mean())),
    }


def _misses(rows: Labelled, score: Matrix) -> list[dict[str, Any]]:
    p = expit(score)
    off = np.abs(p - rows.label)
    worst = sorted(np.flatnonzero(off > MISSED_BY), key=lambda i: (-off[i], rows.signals[i].id))
    return [{"signal": rows.signals[i].id, "false": int(rows.label[i]), "index": _round(float(p[i]))} for i in worst]


def _without_groups(both: Labelled, annotated: int) -> dict[str, dict[str, float]]:
    """AUROC of the order where one group of features is blanked in prior and booster, annotated and derived."""
    told = {}
    for group in GROUPS:
        columns = both.columns.copy()
        columns[:, [feature.group is group for feature in FEATURES]] = np.nan
        blanked = replace(both, columns=columns)
        score = out_of_company(blanked, fit_uncalibrated)
        told[group.value] = {
            ANNOTATED: _round(measures.auroc(both.label[:annotated], score[:annotated])),
            DERIVED: _round(measures.auroc(both.label[annotated:], score[annotated:])),
        }
    return told


def _features(annotated: Labelled, derived: Labelled, used: set[int]) -> list[dict[str, Any]]:
    """Support of each feature, and how its mean differs between annotated (training) and derived (serving) fields."""
    told = []
    for j, feature in enumerate(FEATURES):
        training, serving = annotated.columns[:, j], derived.columns[:, j]
        told.append(
            {
                "feature": feature.name,
                "group": feature.group.value,
                "sign": feature.sign,
                "filled": int((~np.isnan(training) & (training != 0)).sum()),
                "in_booster": j in used,
                "mean_annotated": _round(float(np.nan_to_num(training).mean())),
                "mean_derived": _round(float(np.nan_to_num(serving).mean())),
            }
        )
    return told


def _rounded(figures: dict[str, float]) -> dict[str, float]:
    return {name: _round(value) for name, value in figures.items()}


def _round(value: float) -> float:
    """Four digits: enough for any statement on some hundred signals, and equal on every machine."""
    return round(float(value), 4)
