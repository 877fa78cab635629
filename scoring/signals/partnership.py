"""Partnership: what it says, how it is measured, how it is faked, at what cost."""

from data.words import Family
from scoring.signals.family import CostRule, SignalFamily

FAMILY = SignalFamily(
    family=Family.PARTNERSHIP,
    title="Partnership",
    says="A named firm works with the company.",
    measured="The partner's own channel: its release, its documents, what it lists; what the tie obliges it to do.",
    faked="A logo, a reseller form or a start-up programme described as a strategic partnership; a letter of intent.",
    cost="Nothing to a few thousand dollars; a willing sponsor says nothing of use.",
    costs=(
        CostRule(
            cost_signal="mou_loi", words=r"memorandum|MoU|letter of intent|\bLOI\b|explore|non-binding|in principle"
        ),
        CostRule(cost_signal="logo_wall", channels=frozenset({"website", "deck"})),
        CostRule(cost_signal="counterparty_quote"),
    ),
    counterparty_expected=True,
)
