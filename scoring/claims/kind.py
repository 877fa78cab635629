"""Decide what an anchor is: one of the relations, one of the metrics, or nothing."""

from dataclasses import dataclass

from scoring.claims.features import Features, anchor_features
from scoring.claims.linear import LinearModel
from scoring.claims.reading import Anchor, Reading, anchors

NONE = "none"


@dataclass(slots=True)
class Proposal:
    """An anchor with its best kind, the probability that it is a claim at all, and the features both came from."""

    reading: Reading
    anchor: Anchor
    kind: str
    kind_probability: float
    probability: float
    features: Features


def propose(models: dict[str, LinearModel], reading: Reading, floor: float) -> list[Proposal]:
    """All anchors of a sentence that are a claim with probability `floor` or more; `models` by anchor family."""
    found = []
    for anchor in anchors(reading):
        model = models[anchor.family]
        features = anchor_features(reading, anchor)
        scores = model.scores(features)
        none = model.classes.index(NONE)
        probability = 1.0 - float(scores[none])
        if probability < floor:
            continue
        scores[none] = -1.0
        best = int(scores.argmax())
        found.append(Proposal(reading, anchor, model.classes[best], float(scores[best]), probability, features))
    return found
