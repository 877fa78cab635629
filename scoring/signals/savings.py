"""Savings: what it says, how it is measured, how it is faked, at what cost."""

from data.words import Family
from scoring.signals.family import CostRule, SignalFamily

FAMILY = SignalFamily(
    family=Family.SAVINGS,
    title="Savings",
    says="A user saved this much time or money in production.",
    measured="The user's own figures, with period, baseline and the workflow named.",
    faked="One engineer's estimate, a best week, a benchmark of tasks nobody does.",
    cost="A case study costs a few thousand dollars at most and is written by the vendor.",
    costs=(CostRule(cost_signal="vendor_case_study"),),
    counterparty_expected=True,
)
