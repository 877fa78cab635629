"""Decide what an anchor is: a claim of which kind or none, with whom, how far committed, and on whose word.

Four linear models are asked in that order, each reading the answers before it. The kind comes first, because what a
counterparty or a commitment looks like depends on it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.claims import attribution, commitment, counterparty
from scoring.claims.counterparty import NOBODY, Option
from scoring.claims.features import Features, anchor_features
from scoring.claims.linear import LinearModel
from scoring.claims.reading import Anchor, Reading, anchors
from scoring.claims.vocabulary import FIXED_COMMITMENT, METRICS, RELATIONS

NONE: Final = "none"
# What is counted says which metric it is, whatever else the sentence speaks of.
COUNTED: Final = {"downloads": "downloads", "stars": "stars", "followers": "followers", "views": "views"}
# Metrics that belong to a named counterparty: the customer that saved, the giver of an award.
WITH_COUNTERPARTY: Final = frozenset({"savings", "award", "usage_tokens"})


@dataclass(slots=True)
class Proposal:
    """An anchor with everything decided about it; `probability` is that it is a claim at all."""

    reading: Reading
    anchor: Anchor
    kind: str
    probability: float
    option: Option
    option_probability: float
    commitment: str
    asserted_by: str


@dataclass(slots=True)
class Judge:
    """The trained models together."""

    models: dict[str, LinearModel]

    def proposals(self, readings: Sequence[Reading], floor: float) -> Iterator[Proposal]:
        """Every anchor of a passage that is a claim with probability `floor` or more."""
        for reading in readings:
            for anchor in anchors(reading):
                proposal = self._propose(reading, anchor, floor)
                if proposal is not None:
                    yield proposal

    def _propose(self, reading: Reading, anchor: Anchor, floor: float) -> Proposal | None:
        features = anchor_features(reading, anchor)
        names = [*(RELATIONS if anchor.family == "relation" else METRICS), NONE]
        scores = ordered(self.models[anchor.family], features, names)
        probability = 1.0 - float(scores[-1])
        if probability < floor:
            return None
        counted = COUNTED.get(anchor.amount.unit or "") if anchor.amount else None
        kind = counted or names[int(scores[:-1].argmax())]
        option, option_probability = self._counterparty(reading, anchor, kind)
        how = commitment.commitment_features(reading, anchor, kind, features)
        who = attribution.attribution_features(reading, anchor, kind, option if anchor.family == "relation" else None)
        return Proposal(
            reading,
            anchor,
            kind,
            probability,
            option,
            option_probability,
            FIXED_COMMITMENT.get(kind) or self.models["commitment"].best(how),
            attribution.allowed(self.models["attribution"].best(who), reading, option),
        )

    def _counterparty(self, reading: Reading, anchor: Anchor, kind: str) -> tuple[Option, float]:
        if anchor.family == "metric" and kind not in WITH_COUNTERPARTY:
            return NOBODY, 1.0
        found = counterparty.options(reading)
        scores = counterparty.probabilities(self.models["counterparty"], reading, anchor, kind, found)
        best = int(scores.argmax())
        return found[best], float(scores[best])


def ordered(model: LinearModel, features: Features, names: Sequence[str]) -> NDArray[np.float64]:
    """A model's probabilities in the order of `names`; a class it never saw has none."""
    scores = dict(zip(model.classes, model.scores(features).tolist(), strict=True))
    return np.array([scores.get(name, 0.0) for name in names])
