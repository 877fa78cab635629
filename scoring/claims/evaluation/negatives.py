"""False alarms on the project's own hard negatives, none of whose companies stands in the training passages."""

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.claims.corpus import GoldPassage
from scoring.claims.pipeline import ClaimExtractor, Passage


@dataclass(frozen=True, slots=True)
class Alarms:
    """Claims reported where there is none, by the trap that a passage sets."""

    passages: int
    claims: int
    by_trap: tuple[tuple[str, int], ...]

    @property
    def per_hundred(self) -> float:
        """Claims per hundred passages."""
        return 100 * self.claims / max(1, self.passages)


def as_passage(gold: GoldPassage) -> Passage:
    """An annotated passage as the extractor's input: everything but the claims."""
    return Passage(gold.id, gold.text, None, gold.title, gold.publisher, gold.published, gold.subject)


def measure(extractor: ClaimExtractor, negatives: Sequence[GoldPassage]) -> Alarms:
    """Run the extractor over passages without a claim."""
    traps = {item.id: item.trap or "unnamed" for item in negatives}
    counted: dict[str, int] = {}
    for passage, claims in extractor.extract(map(as_passage, negatives)):
        if claims:
            counted[traps[passage.id]] = counted.get(traps[passage.id], 0) + len(claims)
    ranked = tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
    return Alarms(len(negatives), sum(counted.values()), ranked)
