"""A usage claim: what the counting word leaves open, what a seat costs, and whether a budget was burned.

Registered is not active, and a waiting list uses nothing. Tokens can be burned on purpose: a high cost per seat and a
budget that is spent early count against the claim, not for it. Defeated by calling the same people active.
"""

import re

from data.as_of import Dossier
from data.records import Claim
from data.words import Family
from scoring.detectors.base import Detector, Readings, Values, ratio_log10, says, yearly_growth_log10
from scoring.signals.usage import counts_against

_SEAT_PRICE = re.compile(
    r"(?:(?P<low>[\d,]+)\s*(?:to|-|–)\s*)?(?P<high>[\d,]+)\s*(?:dollars|usd|\$)\s*(?:per|a|an|each)\s*"
    r"(?:user|seat|engineer|developer|employee)",
    re.IGNORECASE,
)


def _of(claim: Claim, dossier: Dossier, readings: Readings) -> Values:
    counted = readings.total("app_rating_count")
    return {
        "says_registered": says(r"registered|sign.?ups?|accounts|waitlist|waiting list|began", claim),
        "says_active": says(r"\b[dmw]au\b|(daily|weekly|monthly)\b.{0,20}\b(active|users|participants)|paying", claim),
        "seat_usd": seat_usd(claim.span),
        "burn": float(counts_against(claim)),
        "growth_log10": yearly_growth_log10(claim, dossier),
        "rated_log10": ratio_log10(counted, claim.value),
    }


def seat_usd(text: str) -> float | None:
    """What a text says one seat costs, in dollars; the middle where it gives a range."""
    found = _SEAT_PRICE.search(text)
    if found is None:
        return None
    prices = [float(price.replace(",", "")) for price in (found["low"], found["high"]) if price and price.strip(",")]
    return sum(prices) / len(prices) if prices else None


DETECTOR = Detector(
    name="usage",
    families=frozenset({Family.USAGE}),
    columns=("says_registered", "says_active", "seat_usd", "burn", "growth_log10", "rated_log10"),
    of=_of,
)
