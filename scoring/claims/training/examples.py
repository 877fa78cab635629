"""Label the corpus: every anchor of every passage with the claim that stands there, if one does."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from scoring.claims.corpus import GoldClaim, GoldPassage
from scoring.claims.counterparty import Option, options
from scoring.claims.features import Features, anchor_features
from scoring.claims.gate import Gate
from scoring.claims.kind import WITH_COUNTERPARTY
from scoring.claims.nlp import nameless_pipeline
from scoring.claims.parties import words
from scoring.claims.read import Source, read
from scoring.claims.reading import Anchor, Reading, anchors
from scoring.claims.vocabulary import RELATIONS


@dataclass
class Example:
    """One anchor. `spelled` marks an anchor that no cue found: it is the annotated span itself."""

    passage: GoldPassage
    reading: Reading
    anchor: Anchor
    claim: GoldClaim | None
    spelled: bool = False

    @cached_property
    def features(self) -> Features:
        """The anchor's features, computed once for all models and folds."""
        return anchor_features(self.reading, self.anchor)

    @cached_property
    def right_options(self) -> list[tuple[Option, bool]]:
        """The options and whether each is the annotated one; empty if the claim leaves nothing to choose."""
        claim = self.claim
        if claim is None or (not self.is_relation and claim.kind not in WITH_COUNTERPARTY):
            return []
        found = [(option, fits(option, claim.counterparty)) for option in options(self.reading)]
        return found if any(right for _, right in found) else []

    @property
    def is_relation(self) -> bool:
        """Whether its anchor stands for a relation."""
        return self.anchor.family == "relation"


Labelled = tuple[GoldPassage, list[Reading], list[Example]]


def fold(company: str, folds: int) -> int:
    """The fold of a company: by hash, so that a new passage never moves an old one."""
    return int(hashlib.sha256(company.casefold().encode()).hexdigest(), 16) % folds


def family(claim: GoldClaim) -> str:
    """The family of an annotated claim: relation or metric."""
    return "relation" if claim.kind in RELATIONS else "metric"


def claim_at(passage: GoldPassage, reading: Reading, anchor: Anchor) -> GoldClaim | None:
    """The claim of the anchor's family that overlaps it most."""
    start, end = anchor.start + reading.sentence.start, anchor.end + reading.sentence.start
    best, most = None, 0
    for claim in passage.claims:
        overlap = min(end, claim.end) - max(start, claim.start)
        if family(claim) == anchor.family and overlap > most and not _another_number(anchor, claim):
            best, most = claim, overlap
    return best


def _another_number(anchor: Anchor, claim: GoldClaim) -> bool:
    """Whether an anchor is a number beside the one that the claim is about: "$41 million, an increase of 29%"."""
    if anchor.family == "relation" or anchor.amount is None or claim.value is None:
        return False
    return abs(anchor.amount.value - claim.value) > 0.005 * max(1.0, abs(claim.value))


def _unseen(passage: GoldPassage, reading: Reading, found: Sequence[Example]) -> Iterator[Example]:
    """Annotated spans of a sentence that no anchor touches, as anchors of their own."""
    offset = reading.sentence.start
    for claim in dict.fromkeys(passage.claims):
        inside = offset <= claim.start and claim.end <= reading.sentence.end
        if inside and not any(example.claim == claim for example in found):
            anchor = Anchor(claim.start - offset, claim.end - offset, family(claim), ())
            yield Example(passage, reading, anchor, claim, spelled=True)


def examples(passages: Sequence[GoldPassage]) -> list[Labelled]:
    """Read the passages, every sentence of them, and label all anchors."""
    by_id = {p.id: p for p in passages}
    sources = (Source(p.id, p.text, p.publisher, p.title or "", p.subject) for p in passages)
    found = []
    for source, readings in read(nameless_pipeline(), Gate(), sources):
        passage = by_id[source.id]
        labelled: list[Example] = []
        for reading in readings:
            here = [Example(passage, reading, a, claim_at(passage, reading, a)) for a in anchors(reading)]
            labelled += [*here, *_unseen(passage, reading, here)]
        found.append((passage, readings, labelled))
    return found


def names_one(name: str | None, other: str | None) -> bool:
    """Whether two surface forms may name one party, by the rule of the measuring data: a telling word in common."""
    if name is None or other is None:
        return name is other
    return bool(words(name) & words(other)) or name.lower() == other.lower()


def fits(option: Option, name: str | None) -> bool:
    """Whether an option is the annotated counterparty."""
    return any(names_one(candidate, name) for candidate in option.names or (None,))
