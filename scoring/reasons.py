"""Steps -> sentences: each step from the prior to the score is told in words and quotes a stored row."""

from collections.abc import Callable, Sequence, Set
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from data.records import Evidence
from data.words import OTHER_SIDE, Role
from scoring.feature_groups import admissible, against, records
from scoring.features import FEATURES, GROUPS, Feature, Group, SignalView
from scoring.standing_rules import DOUBTS

PRIOR = "prior"
QUOTE_LENGTH = 90

#: What a group says where none of its marks holds.
_NONE_HOLDS = {
    Group.FAMILY: "neither funding news nor staged nor read off the company's own books",
    Group.COST: "no price, accomplice or penalty is on record for it",
    Group.SPEAKER: "the speaker is not known to be of any telling kind",
    Group.COUNTERPARTY: "no counterparty is seen to speak for it",
    Group.RECORDS: "no record of weight, and none that was looked for in vain",
    Group.ADMISSIBLE: "no admissible record stands behind it",
    Group.AGAINST: "nobody is on record against it",
    Group.WORDING: "the words give nothing to hold on to",
    Group.DETECTED: "no counter beside it disagrees",
}


@dataclass(frozen=True, slots=True)
class Contribution:
    """One step: its group, log-odds and points of the index, the sentence, and the row that it quotes."""

    group: str
    log_odds: float
    points: float
    sentence: str
    evidence_id: str | None

    def as_json(self) -> dict[str, Any]:
        """The step as plain JSON."""
        return asdict(self)


def contributions(
    view: SignalView, base: float, steps: NDArray[np.float64], cells: NDArray[np.float64]
) -> tuple[Contribution, ...]:
    """The prior and one step a group, adding up to the score in log-odds and to the index in points.

    ``base`` is the log-odds before any feature, ``steps`` each feature's log-odds and ``cells`` its value, in the order
    of the columns. Points divide the move from the prior's index to the final one in proportion to the log-odds.
    """
    by_group = {group: float(steps[_columns(group)].sum()) for group in GROUPS}
    before, after = sigmoid(base), sigmoid(base + sum(by_group.values()))
    moved = sum(by_group.values())
    a_step = (after - before) / moved if abs(moved) > 1e-9 else before * (1 - before)
    told = [Contribution(PRIOR, base, 100 * before, _prior_sentence(before), None)]
    for group, log_odds in by_group.items():
        if abs(log_odds) > 1e-9:
            sentence, row = _sentence(group, log_odds, view, steps, cells)
            told.append(Contribution(group.value, log_odds, 100 * log_odds * a_step, sentence, row))
    return tuple(told)


def sigmoid(log_odds: float) -> float:
    """Probability of log-odds."""
    return float(expit(log_odds))


def _prior_sentence(before: float) -> str:
    return f"Before anything about this signal is read, the index stands at {100 * before:.0f}."


def _columns(group: Group) -> list[int]:
    return [position for position, feature in enumerate(FEATURES) if feature.group is group]


def _sentence(
    group: Group, log_odds: float, view: SignalView, steps: NDArray[np.float64], cells: NDArray[np.float64]
) -> tuple[str, str | None]:
    feature = _leading(_columns(group), log_odds, steps, cells)
    way = "More fakeable" if log_odds > 0 else "Less fakeable"
    if feature is None:
        return f"{way}: {_NONE_HOLDS[group]}: {_quote(view.claim.span)}", view.claim.id
    text, row = _row(feature, view)
    return f"{way}: {feature.says}: {_quote(text)}", row


def _leading(
    columns: Sequence[int], log_odds: float, steps: NDArray[np.float64], cells: NDArray[np.float64]
) -> Feature | None:
    """The feature that holds and moves the group's step most, in the step's own direction."""
    held = [j for j in columns if cells[j] > 0 and steps[j] * log_odds > 0]
    return FEATURES[max(held, key=lambda j: (abs(steps[j]), -j))] if held else None


def _row(feature: Feature, view: SignalView) -> tuple[str, str]:
    rows = _ROWS[feature.name](view) if feature.name in _ROWS else ()
    for row in rows:
        writer = row.writer_org or row.writer.value.replace("_", " ")
        return f"{writer}, {row.kind.replace('_', ' ')}: {row.note or 'no note'}", row.id
    return view.claim.span, view.claim.id


def _quote(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words if len(words) <= QUOTE_LENGTH else words[: QUOTE_LENGTH - 1].rstrip() + '…'}”"


def _outside(view: SignalView) -> list[Evidence]:
    return [row for row in view.supporting if row.writer is not Role.COMPANY]


def _other_side(view: SignalView) -> list[Evidence]:
    return [row for row in view.supporting if row.writer in OTHER_SIDE]


def _witnesses(view: SignalView) -> list[Evidence]:
    return [row for row in view.evidence if row.id in view.standing.witnesses]


def _of_kinds(view: SignalView, kinds: Set[str]) -> list[Evidence]:
    return [row for row in view.supporting if row.kind in kinds]


def _doubts(view: SignalView) -> list[Evidence]:
    return [row for row in view.evidence if row.id in view.standing.refuters or row.kind in DOUBTS]


#: Which rows a feature is read off; the claim itself where nothing is listed.
_ROWS: dict[str, Callable[[SignalView], Sequence[Evidence]]] = {
    "counterparty_spoke": _other_side,
    "counterparty_weight": _other_side,
    "said_together": _other_side,
    "related": _other_side,
    "rung_existence": _witnesses,
    "rung_scale": _witnesses,
    "scale_backed": _witnesses,
    "outside_origins": _outside,
    "public_body": lambda view: [row for row in view.supporting if row.writer is Role.REGULATOR],
    "own_papers_only": lambda view: view.supporting,
    "staged_record": lambda view: _of_kinds(view, records.STAGED),
    "countable": lambda view: _of_kinds(view, records.COUNTABLE),
    "series": lambda view: _of_kinds(view, {records.SERIES}),
    "audited": admissible.admitted,
    "other_side": admissible.admitted,
    "operational": admissible.admitted,
    "liable": admissible.admitted,
    "measured": admissible.admitted,
    "grade": admissible.admitted,
    "witnesses": admissible.admitted,
    "refuted": against.counted_refuters,
    "disputed": _doubts,
    "doubted": _doubts,
}
