"""Customers: what it says, how it is measured, how it is faked, at what cost."""

from data.words import Family
from scoring.signals.family import CostRule, SignalFamily

FAMILY = SignalFamily(
    family=Family.CUSTOMERS,
    title="Customers",
    says="A named or counted outside party buys, orders or licenses the product.",
    measured=(
        "The customer's own pages, filings, tenders and job ads; renewals and cancellations; contract money "
        "obligated and paid."
    ),
    faked=(
        "Logos without permission, free trials and pilots counted as customers, letters of intent counted as "
        "orders, bought lists."
    ),
    cost=(
        "Nothing for a logo or a letter of intent; eighteen thousand dollars bought a list of four million "
        "invented customers."
    ),
    costs=(
        CostRule(
            cost_signal="government_contract",
            words=r"army|navy|air force|department of|federal|government|ministry|agency|\bDoD\b|NASA|police|city of",
        ),
        CostRule(cost_signal="mou_loi", words=r"letter of intent|\bLOI\b|MoU|pre-?order|reservation|non-binding"),
        CostRule(
            cost_signal="customer_list",
            words=r"\d[\d,.]*\s*(million|thousand|k)?\s*(registered|active)?\s*(customers|accounts|students|clients)",
        ),
        CostRule(cost_signal="logo_wall", channels=frozenset({"website", "deck"})),
        CostRule(cost_signal="paid_pilot"),
    ),
    counterparty_expected=True,
)
