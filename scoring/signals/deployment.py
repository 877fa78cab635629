"""Deployment: what it says, how it is measured, how it is faked, at what cost."""

from data.words import Family
from scoring.signals.family import CostRule, SignalFamily

FAMILY = SignalFamily(
    family=Family.DEPLOYMENT,
    title="Deployment",
    says="A user put the product to work in its own operations.",
    measured=(
        "Depth on the user's side: named workflow, systems touched, seats, renewal, staff on site; "
        "sub-processor entries, job ads, dependencies, incident posts."
    ),
    faked="Trials and pilots described as roll-outs, people doing the machine's work, a swapped pilot.",
    cost=(
        "A hundred thousand dollars and more where the record must come from the user's side; nothing where "
        "the company may say it."
    ),
    costs=(
        CostRule(cost_signal="vendor_case_study", channels=frozenset({"website", "deck"})),
        CostRule(cost_signal="production_deployment"),
    ),
    counterparty_expected=True,
)
