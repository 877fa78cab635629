"""Equity tie: what it says, how it is measured, how it is faked, at what cost."""

from data.words import Family
from scoring.signals.family import CostRule, SignalFamily

FAMILY = SignalFamily(
    family=Family.EQUITY,
    title="Equity tie",
    says="The company and the other party hold, swap or share equity or a venture.",
    measured="Both parties' filings and registers; afterwards the other party is related and its word counts for less.",
    faked="Credits or services at list price booked as an investment; a venture that is a letter of intent.",
    cost="Legal fees; the tie may be real and still buy the appearance of a customer.",
    costs=(
        CostRule(cost_signal="mou_loi", words=r"memorandum|MoU|letter of intent|in principle|non-binding"),
        CostRule(cost_signal="regulator_filing"),
    ),
    counterparty_expected=True,
)
