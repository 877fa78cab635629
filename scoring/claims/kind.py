"""Decide what an anchor is, with whom, how far committed, and on whose word: two opinions, weighed.

The linear models read named features of the clause; the encoder reads the whole passage. They err in different places,
so every decision is the weighted mean of their probabilities (`Weights`, measured on held-out companies).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.claims import attribution, commitment, counterparty
from scoring.claims.counterparty import NOBODY, Option
from scoring.claims.encoder import Encoder, Judgement
from scoring.claims.features import anchor_features
from scoring.claims.linear import LinearModel
from scoring.claims.read import Source
from scoring.claims.reading import Anchor, Reading, anchors
from scoring.claims.units import Unit, build
from scoring.claims.vocabulary import ASSERTERS, COMMITMENTS, FIXED_COMMITMENT, METRICS, RELATIONS

NONE: Final = "none"
WINDOW: Final = 1000  # characters that one unit may span
# Metrics that belong to a named counterparty: the customer that saved, the giver of an award.
WITH_COUNTERPARTY: Final = frozenset({"savings", "award", "usage_tokens"})
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """The encoder's share of each decision, between 0 and 1."""

    kind: float
    counterparty: float
    commitment: float
    attribution: float


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
    encoder: Encoder
    weights: Weights

    def proposals(self, source: Source, readings: Sequence[Reading], floor: float) -> Iterator[Proposal]:
        """Every anchor of a passage that is a claim with probability `floor` or more."""
        windows = list(_windows(readings))
        units = [build(self.encoder.tokenizer, source.title, source.publisher, w, source.text) for w in windows]
        for window, unit, state in zip(windows, units, self.encoder.encode(units), strict=True):
            for reading in window:
                for anchor in anchors(reading):
                    proposal = self._propose(unit, state, reading, anchor, floor)
                    if proposal is not None:
                        yield proposal

    def _propose(
        self, unit: Unit, state: NDArray[np.float32], reading: Reading, anchor: Anchor, floor: float
    ) -> Proposal | None:
        options = counterparty.options(reading)
        second = self.encoder.judge(unit, state, reading, anchor, options)
        features = anchor_features(reading, anchor)
        names = [*(RELATIONS if anchor.family == "relation" else METRICS), NONE]
        scores = _mix(_ordered(self.models[anchor.family], features, names), second and second.kinds, self.weights.kind)
        probability = 1.0 - float(scores[-1])
        if probability < floor:
            return None
        kind = names[int(scores[:-1].argmax())]
        option, option_probability = self._counterparty(reading, anchor, kind, options, second)
        how = commitment.commitment_features(reading, anchor, kind, features)
        who = attribution.attribution_features(reading, anchor, kind, option if anchor.family == "relation" else None)
        return Proposal(
            reading,
            anchor,
            kind,
            probability,
            option,
            option_probability,
            FIXED_COMMITMENT.get(kind)
            or self._label("commitment", how, COMMITMENTS, second and second.commitments, self.weights.commitment),
            self._label("attribution", who, ASSERTERS, second and second.asserters, self.weights.attribution),
        )

    def _counterparty(
        self, reading: Reading, anchor: Anchor, kind: str, options: Sequence[Option], second: Judgement | None
    ) -> tuple[Option, float]:
        if anchor.family == "metric" and kind not in WITH_COUNTERPARTY:
            return NOBODY, 1.0
        scores = _mix(
            counterparty.probabilities(self.models["counterparty"], reading, anchor, kind, options),
            second and second.options,
            self.weights.counterparty,
        )
        best = int(scores.argmax())
        return options[best], float(scores[best])

    def _label(self, model: str, features: dict[str, float], names: Sequence[str], second: Scores | None, share: float) -> str:
        return names[int(_mix(_ordered(self.models[model], features, names), second, share).argmax())]


def _ordered(model: LinearModel, features: dict[str, float], names: Sequence[str]) -> Scores:
    """A model's probabilities in the order of `names`; a class it never saw has none."""
    scores = dict(zip(model.classes, model.scores(features).tolist(), strict=True))
    return np.array([scores.get(name, 0.0) for name in names])


def _mix(first: Scores, second: Scores | None, share: float) -> Scores:
    return first if second is None else (1.0 - share) * first + share * second


def _windows(readings: Sequence[Reading]) -> Iterator[list[Reading]]:
    """Neighbouring sentences that fit one unit."""
    window: list[Reading] = []
    for reading in readings:
        if window and reading.sentence.end - window[0].sentence.start > WINDOW:
            yield window
            window = []
        window.append(reading)
    if window:
        yield window
