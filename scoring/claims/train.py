"""Fit every trained part from the corpus: `python -m scoring.claims.train`. Deterministic; a few minutes on one core."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rich.console import Console

from scoring.claims import artefacts, attribution, commitment, corpus, counterparty, linear
from scoring.claims.artefacts import Settings
from scoring.claims.corpus import GoldClaim, GoldPassage
from scoring.claims.counterparty import Option, options
from scoring.claims.features import Features, anchor_features
from scoring.claims.kind import NONE
from scoring.claims.linear import LinearModel
from scoring.claims.parties import words
from scoring.claims.pipeline import pipeline
from scoring.claims.read import Source, read
from scoring.claims.reading import Anchor, Reading, anchors
from scoring.claims.vocabulary import RELATIONS

STRENGTH: Final[dict[str, float]] = {
    "relation": 1.0,
    "metric": 1.0,
    "counterparty": 0.3,
    "commitment": 0.3,
    "attribution": 0.3,
}


@dataclass(slots=True)
class Example:
    """One anchor of the corpus with the claim that stands there, if one does."""

    passage: GoldPassage
    reading: Reading
    anchor: Anchor
    claim: GoldClaim | None
    features: Features


def fold(company: str, folds: int) -> int:
    """The fold of a company: by hash, so that a new passage never moves an old one."""
    return int(hashlib.sha256(company.casefold().encode()).hexdigest(), 16) % folds


def _claim_at(passage: GoldPassage, reading: Reading, anchor: Anchor) -> GoldClaim | None:
    """The claim of the anchor's family that overlaps it most."""
    start, end = anchor.start + reading.sentence.start, anchor.end + reading.sentence.start
    best, most = None, 0
    for claim in passage.claims:
        if (claim.kind in RELATIONS) != (anchor.family == "relation"):
            continue
        overlap = min(end, claim.end) - max(start, claim.start)
        if overlap > most:
            best, most = claim, overlap
    return best


def examples(passages: Sequence[GoldPassage]) -> list[Example]:
    """Read the passages and label every anchor."""
    by_id = {p.id: p for p in passages}
    sources = (Source(p.id, p.text, p.publisher, p.title or "", p.subject) for p in passages)
    found = []
    for source, readings in read(pipeline(), sources):
        passage = by_id[source.id]
        for reading in readings:
            for anchor in anchors(reading):
                claim = _claim_at(passage, reading, anchor)
                found.append(Example(passage, reading, anchor, claim, anchor_features(reading, anchor)))
    return found


def fits(option: Option, name: str | None) -> bool:
    """Whether an option is the annotated counterparty."""
    if name is None or option.group is None:
        return name is None and option.group is None
    return any(words(candidate) & words(name) or candidate.lower() == name.lower() for candidate in option.names)


def _counterparty_rows(rows: Iterable[Example]) -> tuple[list[Features], list[str]]:
    features, labels = [], []
    for row in rows:
        if row.claim is None or (
            row.anchor.family == "metric" and row.claim.kind not in {"savings", "award", "usage_tokens"}
        ):
            continue
        found = options(row.reading)
        right = [fits(option, row.claim.counterparty) for option in found]
        if not any(right):
            continue
        for option, is_right in zip(found, right, strict=True):
            features.append(counterparty.option_features(row.reading, row.anchor, row.claim.kind, option))
            labels.append("yes" if is_right else "no")
    return features, labels


def _right_option(row: Example) -> Option | None:
    if row.claim is None or row.anchor.family == "metric":
        return None
    return next((o for o in options(row.reading) if fits(o, row.claim.counterparty)), counterparty.NOBODY)


def fit(rows: Sequence[Example]) -> dict[str, LinearModel]:
    """Fit the five models on labelled anchors."""
    models = {}
    for family in ("relation", "metric"):
        own = [row for row in rows if row.anchor.family == family]
        labels = [row.claim.kind if row.claim else NONE for row in own]
        models[family] = linear.train([row.features for row in own], labels, strength=STRENGTH[family])
    features, answers = _counterparty_rows(rows)
    models["counterparty"] = linear.train(features, answers, strength=STRENGTH["counterparty"])
    held = [(row, row.claim) for row in rows if row.claim is not None]
    models["commitment"] = linear.train(
        [commitment.commitment_features(r.reading, r.anchor, c.kind, r.features) for r, c in held],
        [c.commitment for _, c in held],
        strength=STRENGTH["commitment"],
    )
    models["attribution"] = linear.train(
        [attribution.attribution_features(r.reading, r.anchor, c.kind, _right_option(r)) for r, c in held],
        [c.asserted_by for _, c in held],
        strength=STRENGTH["attribution"],
    )
    return models


def main() -> None:
    """Train on the whole corpus and write the artefacts."""
    console = Console()
    passages = corpus.load()
    rows = examples(passages)
    console.print(
        f"{len(passages)} passages, {len(rows)} anchors, {sum(r.claim is not None for r in rows)} of them claims"
    )
    settings = Settings(
        floor=0.2,
        report={"relation": 0.5, "metric": 0.5},
        certain={"relation": 0.8, "metric": 0.8},
        calibration={"relation": (1.0, 0.0), "metric": (1.0, 0.0)},
    )
    artefacts.write(fit(rows), settings)
    console.print(f"written to {artefacts.FOLDER.relative_to(artefacts.FOLDER.parents[1])}")


if __name__ == "__main__":
    main()
