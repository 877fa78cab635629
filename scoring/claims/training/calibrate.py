"""Calibrate confidence on companies that the models have not seen, and choose the two thresholds.

The corpus is split by company into halves; models fitted on one propose claims in the other. A proposal is right if it
overlaps an annotated claim of its family and, for a relation, names its counterparty. Platt scaling turns the weight
of a proposal into the probability of being right.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.claims.assemble import counterparties, span, unique, weight
from scoring.claims.corpus import GoldClaim, GoldPassage
from scoring.claims.kind import Judge, Proposal
from scoring.claims.pipeline import calibrated
from scoring.claims.reading import Reading
from scoring.claims.training.examples import Labelled, family, fold, names_one

LEAST: Final = 0.5  # nothing is reported that is not likelier right than wrong
CERTAIN_PRECISION: Final = 0.9
Chances = NDArray[np.float64]
Right = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One held-out proposal: what it weighed, and whether it was right."""

    family: str
    weight: float
    is_right: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """The calibration of one family, with the precision that held-out companies showed above each threshold."""

    slope: float
    offset: float
    report: float
    report_precision: float
    certain: float
    certain_precision: float
    f1: float  # at the first threshold


def outcomes(judge: Judge, passage: GoldPassage, readings: Sequence[Reading], floor: float) -> list[Outcome]:
    """Propose in one passage and compare; one annotated claim excuses one answer only, the weightiest."""
    left = list(passage.claims)
    found = []
    for proposal in sorted(unique(judge.proposals(readings, floor)), key=lambda p: -weight(p)):
        for name in counterparties(proposal.option):
            match = next((claim for claim in left if _agrees(proposal, name, claim)), None)
            if match is not None:
                left.remove(match)
            found.append(Outcome(proposal.anchor.family, weight(proposal), match is not None))
    return found


def _agrees(proposal: Proposal, name: str | None, claim: GoldClaim) -> bool:
    offset = proposal.reading.sentence.start
    start, end = (place + offset for place in span(proposal))
    if family(claim) != proposal.anchor.family or end <= claim.start or claim.end <= start:
        return False
    return names_one(name, claim.counterparty) if family(claim) == "relation" else proposal.kind == claim.kind


def calibrate(found: Sequence[Outcome], wanted: int) -> Calibration:
    """Calibrate one family: fit slope and offset on the log-odds of its outcomes.

    `wanted` is how many claims a perfect reader would have found.
    """
    from sklearn.linear_model import LogisticRegression

    weights = np.clip([outcome.weight for outcome in found], 1e-6, 1 - 1e-6)
    right = np.array([outcome.is_right for outcome in found])
    fitted = LogisticRegression(C=1e6).fit(np.log(weights / (1 - weights))[:, None], right)
    slope, offset = round(float(fitted.coef_[0, 0]), 4), round(float(fitted.intercept_[0]), 4)
    chances = np.array([calibrated(float(w), slope, offset) for w in weights])
    steps = [round(LEAST + 0.01 * step, 2) for step in range(50)]
    shares = {step: _precision(chances, right, step) for step in steps}
    report = max(steps, key=lambda step: _f1(chances, right, step, wanted))
    certain = next((s for s in steps if s > report and shares[s] >= CERTAIN_PRECISION), steps[-1])
    return Calibration(
        slope=slope,
        offset=offset,
        report=report,
        report_precision=round(shares[report], 3),
        certain=certain,
        certain_precision=round(shares[certain], 3),
        f1=_f1(chances, right, report, wanted),
    )


def _precision(chances: Chances, right: Right, threshold: float) -> float:
    kept = chances >= threshold
    return float(right[kept].mean()) if kept.any() else 0.0


def _f1(chances: Chances, right: Right, threshold: float, wanted: int) -> float:
    kept = chances >= threshold
    return float(2 * right[kept].sum() / max(1, kept.sum() + wanted))


def halves(labelled: Sequence[Labelled]) -> tuple[list[Labelled], list[Labelled]]:
    """Two halves of different companies: one to fit on, one to calibrate on."""
    held_out = [item for item in labelled if fold(item[0].company, 2) == 0]
    return [item for item in labelled if fold(item[0].company, 2) != 0], held_out
