"""The closed vocabularies of a claim, in the order the annotation guideline reads them.

Relations bind a subject to a counterparty; metrics bind a subject to a number. Everything that names a kind, a
commitment or an asserter in this package takes the word from here.
"""

from typing import Final

RELATIONS: Final[tuple[str, ...]] = (
    "denial",
    "cancellation",
    "mou",
    "joint_venture",
    "equity_swap",
    "acquisition",
    "investment",
    "pilot",
    "credits_program",
    "membership",
    "marketplace_listing",
    "reseller",
    "deployment",
    "customer",
    "integration",
)
METRICS: Final[tuple[str, ...]] = (
    "arr",
    "revenue",
    "users",
    "downloads",
    "stars",
    "followers",
    "views",
    "benchmark",
    "usage_tokens",
    "funding",
    "headcount",
    "savings",
    "award",
)
KINDS: Final[tuple[str, ...]] = RELATIONS + METRICS
COMMITMENTS: Final[tuple[str, ...]] = ("live", "announced", "planned", "hedged", "ended", "denied")
ASSERTERS: Final[tuple[str, ...]] = ("subject", "counterparty", "both", "third_party", "regulator")
PUBLISHERS: Final[tuple[str, ...]] = ("company", "newswire", "independent_press", "counterparty", "regulator")

# Kinds whose commitment the guideline fixes, whatever the verb.
FIXED_COMMITMENT: Final[dict[str, str]] = {"denial": "denied", "cancellation": "ended"}
