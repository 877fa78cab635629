"""Usage: what it says, how it is measured, how it is faked, at what cost."""

import re

from data.records import Claim
from data.words import Family
from scoring.signals.family import CostRule, SignalFamily

_BURN = re.compile(
    r"budget (was )?(spent|exhausted|burned)|per (user|seat) and month|token(s)? (spend|spent|burn)", re.IGNORECASE
)


def counts_against(claim: Claim) -> bool:
    """Cost per seat and a burned budget are a liability, not a sign of fit."""
    return bool(_BURN.search(claim.span))


FAMILY = SignalFamily(
    family=Family.USAGE,
    title="Usage",
    says="So many people or machines use the product, or so much runs through it.",
    measured=(
        "Counts by a meter that somebody else runs; earlier counts of the same series; cost per seat and how "
        "fast the budget is burned."
    ),
    faked="Counting sign-ups as users, buying installs, downloading one's own package, burning tokens on purpose.",
    cost="From nothing for downloads and tokens to two dollars for an installed app.",
    costs=(
        CostRule(cost_signal="npm_download", words=r"download|pull"),
        CostRule(cost_signal="app_install", words=r"install|app\b|mobile"),
        CostRule(cost_signal="waitlist_signup"),
    ),
    more_is_worse=counts_against,
)
