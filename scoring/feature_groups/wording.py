"""Wording: how concrete the claim is, and which words stand where a harder unit would. Rank view only."""

import re

from data.words import Commitment
from scoring.feature_groups.base import Feature, Group, SignalView, flag

#: Ties that bind nobody (what the cases teach: orders, reservations and letters of intent are not deployments).
_SOFT_TIE = re.compile(
    r"\b(letters? of intent|LOIs?|memorand(um|a)|MoUs?|non-binding|pre-?orders?|reservations?|in principle|"
    r"indications? of interest|expressions? of interest|framework|pipeline|waiting list|waitlist)\b",
    re.IGNORECASE,
)
#: Units that look like a harder one: run rates as revenue, accounts as users, sold hours as automation.
_SOFT_UNIT = re.compile(
    r"\b(C?ARR|annuali[sz]ed|run[- ]?rate|GMV|bookings|gross (merchandise|transaction) \w+|registered|sign-?ups?|"
    r"accounts|verified e-?mails?|participants|impressions|target|projected|on course|contracted)\b",
    re.IGNORECASE,
)
#: Words that leave no room: whoever uses them is easily shown wrong.
_ABSOLUTE = re.compile(
    r"\b(first|only|fully|autonomous(ly)?|automat(ed|ic|ically)|every|all|always|never|any|entire(ly)?|guaranteed|"
    r"world'?s|replaces?d?|without (human|people)|own (AI|model|technology)|proprietary|AI)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(round number|no (details?|names?|terms)|unnamed|verbal|approximate|vague|target)\b", re.IGNORECASE
)


def tentative(view: SignalView) -> float:
    """The claim is a plan, or hedged."""
    return flag(view.claim.commitment in (Commitment.PLANNED, Commitment.HEDGED))


def soft_tie(view: SignalView) -> float:
    """The words name a tie that binds nobody: a reservation, a letter of intent."""
    return flag(bool(_SOFT_TIE.search(_words(view))))


def soft_unit(view: SignalView) -> float:
    """The words name a unit softer than it looks: a run rate, sign-ups, gross volume."""
    return flag(bool(_SOFT_UNIT.search(_words(view))))


def absolute(view: SignalView) -> float:
    """The words leave no room: first, only, fully, automatic."""
    return flag(bool(_ABSOLUTE.search(_words(view))))


def round_number(view: SignalView) -> float | None:
    """The claimed number has one digit that is not zero; missing where no number is claimed."""
    digits = significant_digits(view.claim.value)
    return None if digits is None else flag(digits <= 1)


def exact_number(view: SignalView) -> float | None:
    """The claimed number has three or more digits before its zeros; missing where no number is claimed."""
    digits = significant_digits(view.claim.value)
    return None if digits is None else flag(digits >= 3)


def specifics(view: SignalView) -> float:
    """Concrete things that the claim names, at most four: amounts, sites, terms, people."""
    return float(min(4, sum(not _VAGUE.search(item) for item in view.claim.specifics)))


def significant_digits(value: float | None) -> int | None:
    """Digits of a number without its leading and trailing zeros."""
    if value is None:
        return None
    digits = f"{abs(value):.6f}".rstrip("0").replace(".", "").strip("0")
    return len(digits)


def _words(view: SignalView) -> str:
    return f"{view.claim.span} {view.claim.unit or ''}"


FEATURES = (
    Feature("tentative", Group.WORDING, 1, tentative, "the claim is a plan, or hedged"),
    Feature("soft_tie", Group.WORDING, 1, soft_tie, "the words name a tie that binds nobody"),
    Feature("soft_unit", Group.WORDING, 1, soft_unit, "the words name a unit softer than it looks"),
    Feature("absolute", Group.WORDING, 1, absolute, "the words leave no room"),
    Feature("round_number", Group.WORDING, 1, round_number, "the number is round"),
    Feature("exact_number", Group.WORDING, -1, exact_number, "the number is exact"),
    Feature("specifics", Group.WORDING, -1, specifics, "the claim is concrete"),
)
