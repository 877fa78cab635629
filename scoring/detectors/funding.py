"""A funding claim: what Form D says was sold beside what was announced, and words that stretch a round.

Form D is filed under liability and gives the amount sold so far; debt, tranches, commitments and secondary sales are
announced as if they were money in the bank. A private offering may go unfiled, so a missing form is unknown, not zero.
"""

from data.as_of import Dossier
from data.records import Claim
from data.words import Family, Stance
from scoring.detectors.base import Detector, Readings, Values, ratio_log10, says

_STRETCHED = r"\bup to\b|commit|tranche|\bdebt\b|credit facility|secondary|convertible|letter of intent|in total"
_WORTH = r"\bvaluation\b|valued at|\bworth\b"
_CASH = r"\bcash\b|bank balance|in (the )?bank"


def _of(claim: Claim, dossier: Dossier, readings: Readings) -> Values:
    spoke = {row.writer_org for row in dossier.evidence_for(claim.id) if _by_investor(row.kind, row.stance)}
    return {
        "sold_log10": ratio_log10(readings.total("offering_sold_usd"), claim.value),
        "offered_log10": ratio_log10(readings.total("offering_usd"), claim.value),
        "investors_spoke": float(len(spoke)),
        "stretched": says(_STRETCHED, claim),
        "worth": says(_WORTH, claim),
        "cash": says(_CASH, claim),
    }


def _by_investor(kind: str, stance: Stance) -> bool:
    return stance is Stance.SUPPORTS and kind in ("investor_statement", "counterparty_statement", "counterparty_filing")


DETECTOR = Detector(
    name="funding",
    families=frozenset({Family.FUNDING}),
    columns=("sold_log10", "offered_log10", "investors_spoke", "stretched", "worth", "cash"),
    of=_of,
)
