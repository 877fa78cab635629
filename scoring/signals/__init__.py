"""claims + observations -> signals: one file per family, and the one ordered tuple that lists them."""

from data.words import Family
from scoring.signals import (
    benchmark,
    customers,
    demo,
    deployment,
    equity,
    funding,
    headcount,
    partnership,
    recognition,
    revenue,
    savings,
    usage,
    virality,
)
from scoring.signals.family import SignalFamily

#: Every family, in the order people read them.
FAMILIES: tuple[SignalFamily, ...] = (
    benchmark.FAMILY,
    usage.FAMILY,
    customers.FAMILY,
    funding.FAMILY,
    revenue.FAMILY,
    virality.FAMILY,
    demo.FAMILY,
    partnership.FAMILY,
    deployment.FAMILY,
    equity.FAMILY,
    savings.FAMILY,
    headcount.FAMILY,
    recognition.FAMILY,
)

BY_WORD: dict[Family, SignalFamily] = {item.family: item for item in FAMILIES}

__all__ = ["BY_WORD", "FAMILIES", "SignalFamily"]
