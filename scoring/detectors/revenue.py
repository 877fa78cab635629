"""A revenue claim: what its unit word leaves open, and whether it fits headcount, customers, price and earlier counts.

ARR is defined by whoever states it; CARR counts what is signed and not yet live, bookings count what is promised, GMV
counts other people's money. A made-up figure seldom fits all the other figures that the same company gave. Defeated by
making those up together.
"""

from data.as_of import Dossier
from data.records import Claim
from data.words import ClaimKind, Family, Role
from scoring.detectors.base import Detector, Readings, Values, ratio_log10, says, yearly_growth_log10

#: Column -> words of the claim or its unit. Each is looser than audited revenue, and they are not alike.
UNIT_WORDS: dict[str, str] = {
    "says_carr": r"\bcarr\b|contracted (arr|annual)|committed (arr|annual)",
    "says_arr": r"\barr\b|annual(ly)? recurring",
    "says_annualised": r"annuali[sz]ed|run.?rate|on course for|on track for",
    "says_gmv": r"\bg(m|t)v\b|gross (merchandise|transaction|volume)|processed volume|\btpv\b",
    "says_bookings": r"\bbookings?\b|backlog|\btcv\b|pipeline|order book",
}


def _of(claim: Claim, dossier: Dossier, readings: Readings) -> Values:
    return {
        **{column: says(words, claim) for column, words in UNIT_WORDS.items()},
        "per_head_log10": ratio_log10(claim.value, _stated(dossier, claim, ClaimKind.HEADCOUNT)),
        "per_user_log10": ratio_log10(claim.value, _stated(dossier, claim, ClaimKind.USERS)),
        "growth_log10": yearly_growth_log10(claim, dossier),
        "audited_log10": ratio_log10(_audited(dossier), claim.value),
    }


def _stated(dossier: Dossier, claim: Claim, kind: ClaimKind) -> float | None:
    """The company's own number of another kind that is nearest to the claim in time."""
    others = [other for other in dossier.claims if other.kind is kind and other.value]
    nearest = min(others, key=lambda other: (abs((other.known_at - claim.known_at).days), other.id), default=None)
    return nearest.value if nearest else None


def _audited(dossier: Dossier) -> float | None:
    """The newest revenue that the company's own filing reports; a counterparty's filing is not about us."""
    own = [
        (row.observed_at or row.known_at, row.value)
        for row in dossier.observations
        if row.metric == "revenue" and row.value and dossier.document(row.document_id).writer is Role.COMPANY
    ]
    return max(own)[1] if own else None


DETECTOR = Detector(
    name="revenue",
    families=frozenset({Family.REVENUE}),
    columns=(*UNIT_WORDS, "per_head_log10", "per_user_log10", "growth_log10", "audited_log10"),
    of=_of,
)
