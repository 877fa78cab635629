"""A record's number beside the claimed one: whether it backs it, by how much, and which facets a record speaks for."""

from collections.abc import Iterable
from functools import lru_cache

from data.records import Claim
from data.words import Commitment, Facet
from scoring.held import Record

BACKED_WITHIN = 0.25  #: how far a record's number may be from the claimed one and still back it
DISAGREES_BELOW = 0.75  #: below this share of the claimed number a meter disagrees

_NOT_YET = frozenset({Commitment.HEDGED, Commitment.PLANNED})


def speaks_for(record: Record, facet: Facet, claim: Claim) -> bool:
    """Whether a record supports a facet: by its own facet and its kind; whatever is live or has a size exists."""
    if facet not in record.kind.supports:
        return False
    if facet is Facet.EXISTENCE:
        return True
    if facet is Facet.LIVENESS:
        return record.facet is Facet.LIVENESS and record.commitment not in _NOT_YET
    return record.facet is Facet.SCALE and (claim.value is None or backs(ratio(record, claim)))


def backed_share(claim: Claim, records: Iterable[Record]) -> float | None:
    """The number that comes nearest to the claimed one, over the claimed one; ``None`` where no record gives any."""
    ratios = [share for record in records if (share := ratio(record, claim)) is not None]
    return min(ratios, key=lambda share: (abs(share - 1), share)) if ratios else None


def backs(share: float | None) -> bool:
    """Whether a share of the claimed number is near enough to back it."""
    return share is not None and abs(share - 1) <= BACKED_WITHIN


def disagrees(record: Record, claim: Claim) -> bool:
    """Whether a record gives a number far below the claimed one."""
    share = ratio(record, claim)
    return share is not None and share < DISAGREES_BELOW


def ratio(record: Record, claim: Claim) -> float | None:
    """A record's number over the claimed one, ``None`` where either is missing or the units differ."""
    if record.value is None or not claim.value or not _same_unit(record.unit, claim.unit):
        return None
    return record.value / claim.value


@lru_cache(maxsize=4096)
def _same_unit(one: str | None, other: str | None) -> bool:
    """Whether two units agree as far as they are told: ``USD`` agrees with ``USD revenue``, users not with visits."""
    if not one or not other:
        return True
    first, second = set(one.lower().split()), set(other.lower().split())
    return first <= second or second <= first
