"""Funding: what it says, how it is measured, how it is faked, at what cost."""

from data.words import Family
from scoring.signals.family import CostRule, SignalFamily

FAMILY = SignalFamily(
    family=Family.FUNDING,
    title="Funding",
    says="Investors put in, or agreed to put in, this much money.",
    measured="Form D sold against announced, investors' own statements, audited cash.",
    faked="Announcing tranches, debt and secondary sales as one round; forged bank statements.",
    cost=(
        "A release; a forged statement costs little and has ended in prison. Usually true, and nearly "
        "uninformative about the rest."
    ),
    costs=(
        CostRule(cost_signal="audit_letter_forged", words=r"\bcash\b|bank (statement|balance|account)"),
        CostRule(cost_signal="regulator_filing", channels=frozenset({"filing"})),
        CostRule(cost_signal="newswire_release"),
    ),
    counterparty_expected=True,
)
