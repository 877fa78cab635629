"""Decide what an anchor is: a claim of which kind or none, with whom, how far committed, and on whose word.

Four linear models are asked in that order, each reading the answers before it. The kind comes first, because what a
counterparty or a commitment looks like depends on it. Where they are undecided whether a sentence holds a claim, the
encoder's opinion counts more than theirs, on everything but whose word it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.claims import attribution, commitment, counterparty
from scoring.claims.counterparty import NOBODY, Option
from scoring.claims.encoder import Encoder, Floats, Opinion, View
from scoring.claims.features import Features, anchor_features
from scoring.claims.linear import LinearModel
from scoring.claims.reading import Anchor, Reading, anchors
from scoring.claims.vocabulary import COMMITMENTS, FIXED_COMMITMENT, METRICS, RELATIONS

NONE: Final = "none"
UNDECIDED: Final = (0.1, 0.95)  # a sentence with an anchor of such a linear probability is read by the encoder
SHARE: Final = 0.7  # how much the encoder's opinion counts where it is asked; the linear models have the rest
LEAST: Final = 1e-6  # probability that no reader goes below
TIE: Final = 0.85  # probability from which a tie to a party is proposed though no cue told of it
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

    @property
    def is_unspoken(self) -> bool:
        """Whether no cue and no number stands for it, only the party itself."""
        return not self.anchor.cues and self.anchor.amount is None


@dataclass(frozen=True, slots=True)
class Look:
    """What the linear model of its family says of one anchor: probabilities in the order of `names`, none last."""

    anchor: Anchor
    features: Features
    names: tuple[str, ...]
    scores: NDArray[np.float64]

    @property
    def probability(self) -> float:
        """That the anchor is a claim at all."""
        return 1.0 - float(self.scores[-1])


@dataclass(slots=True)
class Judge:
    """The trained models together, and the encoder that is asked where they are undecided."""

    models: dict[str, LinearModel]
    encoder: Encoder | None = None

    def proposals(self, readings: Sequence[Reading], floor: float) -> Iterator[Proposal]:
        """Every anchor of a passage that is a claim with probability `floor` or more, and ties that no anchor tells."""
        for reading in readings:
            looks = [self._look(reading, anchor) for anchor in anchors(reading)]
            view = self._view(reading, looks)
            opinions = view.opinions if view else [None] * len(looks)
            for look, opinion in zip(looks, opinions, strict=True):
                proposal = self._propose(reading, look, opinion, floor)
                if proposal is not None:
                    yield proposal
            if view is not None:
                yield from self._unspoken(reading, view)

    def _look(self, reading: Reading, anchor: Anchor) -> Look:
        features = anchor_features(reading, anchor)
        names = (*(RELATIONS if anchor.family == "relation" else METRICS), NONE)
        return Look(anchor, features, names, ordered(self.models[anchor.family], features, names))

    def _view(self, reading: Reading, looks: Sequence[Look]) -> View | None:
        low, high = UNDECIDED
        if self.encoder is None or not any(low <= look.probability < high for look in looks):
            return None
        return self.encoder.view(reading, [look.anchor for look in looks])

    def _unspoken(self, reading: Reading, view: View) -> Iterator[Proposal]:
        """Ties that the encoder sees at a party itself: real sentences tell some in words that no lexicon holds."""
        for option, kinds in zip(counterparty.options(reading), view.ties, strict=True):
            if kinds is None or option.group is None or 1.0 - float(kinds[-1]) < TIE:
                continue
            look = self._look(reading, Anchor(option.group.start, option.group.end, "relation", ()))
            kind = look.names[int(kinds[:-1].argmax())]
            yield self._decided(reading, look, kind, 1.0 - float(kinds[-1]), (option, 1.0), None)

    def _propose(self, reading: Reading, look: Look, opinion: Opinion | None, floor: float) -> Proposal | None:
        anchor = look.anchor
        scores = mixed(look.scores, opinion.kind if opinion else None)
        probability = 1.0 - float(scores[-1])
        if probability < floor:
            return None
        counted = COUNTED.get(anchor.amount.unit or "") if anchor.amount else None
        kind = counted or look.names[int(scores[:-1].argmax())]
        return self._decided(
            reading, look, kind, probability, self._counterparty(reading, anchor, kind, opinion), opinion
        )

    def _decided(
        self,
        reading: Reading,
        look: Look,
        kind: str,
        probability: float,
        chosen: tuple[Option, float],
        opinion: Opinion | None,
    ) -> Proposal:
        """A proposal with commitment and asserter; `chosen` is its counterparty and how sure that is."""
        anchor, (option, option_probability) = look.anchor, chosen
        who = attribution.attribution_features(reading, anchor, kind, option if anchor.family == "relation" else None)
        return Proposal(
            reading,
            anchor,
            kind,
            probability,
            option,
            option_probability,
            FIXED_COMMITMENT.get(kind) or self._commitment(reading, look, kind, opinion),
            attribution.allowed(self.models["attribution"].best(who), reading, option),
        )

    def _commitment(self, reading: Reading, look: Look, kind: str, opinion: Opinion | None) -> str:
        how = commitment.commitment_features(reading, look.anchor, kind, look.features)
        scores = mixed(ordered(self.models["commitment"], how, COMMITMENTS), opinion.commitment if opinion else None)
        return COMMITMENTS[int(scores.argmax())]

    def _counterparty(
        self, reading: Reading, anchor: Anchor, kind: str, opinion: Opinion | None
    ) -> tuple[Option, float]:
        if anchor.family == "metric" and kind not in WITH_COUNTERPARTY:
            return NOBODY, 1.0
        found = counterparty.options(reading)
        scores = mixed(
            counterparty.probabilities(self.models["counterparty"], reading, anchor, kind, found),
            opinion.option if opinion else None,
        )
        best = int(scores.argmax())
        return found[best], float(scores[best])


def ordered(model: LinearModel, features: Features, names: Sequence[str]) -> NDArray[np.float64]:
    """A model's probabilities in the order of `names`; a class it never saw has none."""
    scores = dict(zip(model.classes, model.scores(features).tolist(), strict=True))
    return np.array([scores.get(name, 0.0) for name in names])


def mixed(linear: NDArray[np.float64], opinion: Floats | None) -> NDArray[np.float64]:
    """The weighted geometric mean of two readers' probabilities (a logarithmic pool).

    `linear` alone without a second.
    """
    if opinion is None:
        return linear
    together = np.maximum(linear, LEAST) ** (1 - SHARE) * np.maximum(opinion, LEAST) ** SHARE
    return np.asarray(together / together.sum())
