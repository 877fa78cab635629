"""Fit every linear model on labelled anchors. Deterministic: same corpus, same bytes."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from scoring.claims import attribution, commitment, counterparty, gate, linear
from scoring.claims.corpus import GoldPassage
from scoring.claims.counterparty import Option
from scoring.claims.features import Features
from scoring.claims.kind import NONE
from scoring.claims.linear import LinearModel
from scoring.claims.sentences import split
from scoring.claims.training.examples import Example

CARRIERS: Final = frozenset({"newswire", "company", "independent_press"})
# Inverse penalty of each model, chosen on held-out companies.
STRENGTH: Final[dict[str, float]] = {
    "gate": 0.3,
    "relation": 0.3,
    "metric": 0.3,
    "counterparty": 0.3,
    "commitment": 0.3,
    "attribution": 0.1,
}


def fit_gate(passages: Iterable[GoldPassage]) -> LinearModel:
    """Which sentences hold a claim, from their plain words."""
    rows, labels = [], []
    for passage in passages:
        for sentence in split(passage.text):
            holds = any(sentence.start < claim.end and claim.start < sentence.end for claim in passage.claims)
            rows.append(gate.gate_features(sentence.text))
            labels.append(gate.YES if holds else gate.NO)
    return linear.train(rows, labels, strength=STRENGTH["gate"])


def fit_kind(examples: Sequence[Example], family: str) -> LinearModel:
    """Which kind an anchor of one family is, or none."""
    own = [example for example in examples if example.anchor.family == family]
    labels = [example.claim.kind if example.claim else NONE for example in own]
    return linear.train([example.features for example in own], labels, strength=STRENGTH[family])


def fit_counterparty(examples: Iterable[Example]) -> LinearModel:
    """Whether an option is the annotated counterparty, one row an option."""
    rows: list[Features] = []
    labels = []
    for example in examples:
        if example.claim is None:
            continue
        for option, is_right in example.right_options:
            rows.append(counterparty.option_features(example.reading, example.anchor, example.claim.kind, option))
            labels.append("yes" if is_right else "no")
    return linear.train(rows, labels, strength=STRENGTH["counterparty"])


def fit_commitment(examples: Iterable[Example]) -> LinearModel:
    """How far a claim commits itself."""
    held = [(example, example.claim) for example in examples if example.claim is not None]
    rows = [commitment.commitment_features(e.reading, e.anchor, claim.kind, e.features) for e, claim in held]
    return linear.train(rows, [claim.commitment for _, claim in held], strength=STRENGTH["commitment"])


def fit_attribution(examples: Iterable[Example]) -> LinearModel:
    """Whose statement a claim is."""
    held = [(example, example.claim) for example in examples if example.claim is not None]
    rows = [
        attribution.attribution_features(e.reading, e.anchor, claim.kind, _right_option(e) if e.is_relation else None)
        for e, claim in held
    ]
    labels = [claim.asserted_by for _, claim in held]
    weights = asserter_weights([example.passage.publisher for example, _ in held], labels)
    return linear.train(rows, labels, strength=STRENGTH["attribution"], weights=weights)


def asserter_weights(publishers: Sequence[str], asserters: Sequence[str]) -> list[float]:
    """Weights by which no asserter outweighs the subject itself on the channels that carry its releases.

    The corpus holds more interviews and features than a crawl does, where most pages reprint what a company issued.
    """
    pairs = list(zip(publishers, asserters, strict=True))
    counts = Counter(pairs)
    return [
        min(1.0, counts[publisher, "subject"] / counts[publisher, asserter]) if publisher in CARRIERS else 1.0
        for publisher, asserter in pairs
    ]


def _right_option(example: Example) -> Option:
    return next((option for option, is_right in example.right_options if is_right), counterparty.NOBODY)


def fit(passages: Sequence[GoldPassage], examples: Sequence[Example]) -> dict[str, LinearModel]:
    """All models, by name."""
    return {
        "gate": fit_gate(passages),
        "relation": fit_kind(examples, "relation"),
        "metric": fit_kind(examples, "metric"),
        "counterparty": fit_counterparty(examples),
        "commitment": fit_commitment(examples),
        "attribution": fit_attribution(examples),
    }
