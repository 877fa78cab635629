"""Revenue: what it says, how it is measured, how it is faked, at what cost."""

from data.words import Family
from scoring.signals.family import CostRule, SignalFamily

FAMILY = SignalFamily(
    family=Family.REVENUE,
    title="Revenue",
    says="The company sold this much, or runs at this yearly rate.",
    measured=(
        "Audited figures from the regulator's channel; unit words told apart (ARR, CARR, annualised, GMV, "
        "bookings); price times customers, headcount, earlier counts."
    ),
    faked=(
        "Contracts with a break clause or trials counted as ARR, gross volume as revenue, money that goes "
        "round in a circle, a second set of books."
    ),
    cost="A second spreadsheet; audited figures need a weak auditor, and prison cases exist.",
    costs=(
        CostRule(cost_signal="audited_revenue", channels=frozenset({"filing"})),
        CostRule(cost_signal="audit_letter_forged", words=r"audit", channels=frozenset({"deck"})),
        CostRule(cost_signal="swapped_pilot", words=r"reciprocal|swap"),
        CostRule(cost_signal="newswire_release"),
    ),
)
