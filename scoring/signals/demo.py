"""Demonstration: what it says, how it is measured, how it is faked, at what cost."""

from data.words import Family
from scoring.signals.family import CostRule, SignalFamily

FAMILY = SignalFamily(
    family=Family.DEMO,
    title="Demonstration",
    says="The product was shown doing this.",
    measured="Whether somebody outside could repeat it, live and unedited, on their own task.",
    faked="Editing, staging, people behind the curtain, another firm's machine inside.",
    cost="Five hundred to fifty thousand dollars for a film.",
    costs=(CostRule(cost_signal="demo_video"),),
)
