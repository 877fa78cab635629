"""Set apart text that talks about claims without making any: forward-looking statements, risk factors, disclaimers.

Readers skip these sections and so do we: a risk factor that says a customer "may terminate its contract" is no
cancellation. A denial that names a party is never dropped here.
"""

import re
from typing import Final

_FORWARD_LOOKING: Final = re.compile(
    r"forward[- ]looking (?:statement|information)|safe harbou?r|Private Securities Litigation Reform Act|"
    r"Section 27A of the|Section 21E of the|undertakes? no (?:obligation|duty)|risks and uncertainties|"
    r"actual results (?:may|could|to) (?:\w+ )?differ|words such as [“\"']|except as required by (?:applicable )?law|"
    r"should not place undue reliance|past performance is (?:not|no)|cautionary (?:note|statement)",
    re.IGNORECASE,
)
_RISK_FACTOR: Final = re.compile(
    r"\b(?:there can be no assurance|no assurance (?:that|can)|could (?:materially|adversely)|materially and adversely|"
    r"may (?:materially|adversely)|adverse(?:ly)? (?:effect|affect)|our ability to (?:retain|attract|maintain)"
    r"|risk factors?)\b",
    re.IGNORECASE,
)
_EVENT: Final = re.compile(
    r"\b(?:conference call|webcast|dial-in|register (?:for|at)|booth|media contact|investor relations contact"
    r"|for more information|visit (?:us at |www|https?)|follow us|subscribe to|terms of use|privacy policy|cookie)\b",
    re.IGNORECASE,
)


def section(sentence: str) -> str | None:
    """Name the section a sentence belongs to: forward_looking, risk_factor, contact, or None for running text."""
    if _FORWARD_LOOKING.search(sentence):
        return "forward_looking"
    if _RISK_FACTOR.search(sentence):
        return "risk_factor"
    if _EVENT.search(sentence):
        return "contact"
    return None


def is_boilerplate(sentence: str) -> bool:
    """Whether a sentence is set apart before any model sees it."""
    return section(sentence) in {"forward_looking", "risk_factor"}
