"""SignalFamily: what one family of signals says, how it is measured, how it is faked and at what cost."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from data.records import Claim
from data.words import ClaimKind, Family


def never(claim: Claim) -> bool:
    """No claim of the family counts against the company by itself."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRule:
    """Prices a claim that meets every condition given; the first rule that does wins, a bare one prices the rest."""

    cost_signal: str  #: row of data/reference/cost_to_fake.csv
    words: str | None = None  #: regular expression over the claim's text and unit
    kinds: frozenset[ClaimKind] = frozenset()
    channels: frozenset[str] = frozenset()

    def matches(self, claim: Claim) -> bool:
        """Whether every condition of the rule holds."""
        if self.kinds and claim.kind not in self.kinds:
            return False
        if self.channels and claim.channel not in self.channels:
            return False
        return not self.words or bool(re.search(self.words, f"{claim.span} {claim.unit or ''}", re.IGNORECASE))


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalFamily:
    """One family. The four sentences are shown to people as they stand."""

    family: Family
    title: str
    says: str
    measured: str
    faked: str
    cost: str
    costs: Sequence[CostRule]
    counterparty_expected: bool = False  #: a claim of this family normally names one
    more_is_worse: Callable[[Claim], bool] = never  #: counts against the company by itself

    def cost_signal(self, claim: Claim) -> str:
        """The row of the cost table that prices making this claim."""
        for rule in self.costs:
            if rule.matches(claim):
                return rule.cost_signal
        raise LookupError(f"family {self.family} has no cost rule for {claim.id}")
