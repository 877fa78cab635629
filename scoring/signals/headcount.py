"""Headcount: what it says, how it is measured, how it is faked, at what cost."""

from data.words import Family
from scoring.signals.family import CostRule, SignalFamily

FAMILY = SignalFamily(
    family=Family.HEADCOUNT,
    title="Headcount",
    says="So many people work there, or so many were replaced.",
    measured="Registers, filings, team pages and job boards over time.",
    faked="Contractors and applicants counted as staff, replaced work told as replaced people.",
    cost="Nothing; some registers and audited notes contradict early.",
    costs=(
        CostRule(cost_signal="regulator_filing", channels=frozenset({"filing"})),
        CostRule(cost_signal="newswire_release"),
    ),
)
