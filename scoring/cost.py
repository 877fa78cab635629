"""What a signal costs to fake: the price row of its family, scaled by how many units are claimed."""

from dataclasses import dataclass

from data.records import Claim
from data.reference import cost_table
from scoring.signals import BY_WORD

#: Rows of the cost table that price one unit of the number claimed; every other row prices the act as a whole.
COUNTED = frozenset(
    {
        "github_star",
        "social_follower",
        "video_view",
        "upvote",
        "review",
        "app_install",
        "npm_download",
        "waitlist_signup",
    }
)


@dataclass(frozen=True, slots=True)
class Cost:
    """Low and high price in USD, None where none was found, and the row that they come from."""

    low_usd: float | None
    high_usd: float | None
    signal: str | None


def cost_to_fake(claim: Claim) -> Cost:
    """Price of making this claim: a unit price times the claimed count where the row prices one unit."""
    row = cost_table().get(BY_WORD[claim.family].cost_signal(claim))
    if row is None:
        return Cost(None, None, None)
    units = 1.0
    if row.signal in COUNTED and claim.value is not None and claim.value > 1:
        units = claim.value
    low = None if row.usd_low is None else row.usd_low * units
    high = None if row.usd_high is None else row.usd_high * units
    return Cost(low, high, row.signal)
