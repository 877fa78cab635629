"""What a feature is: a small documented function from one signal, as seen in one view, to a number or *missing*."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from data.as_of import Dossier
from data.records import Claim, Evidence, Signal
from data.words import Stance
from scoring.standing import Standing


class View(StrEnum):
    """What a judgement may read: everything, or admissible and refuting records only (DESIGN, section 6)."""

    RANK = "rank"
    SCORE = "score"


class Group(StrEnum):
    """Families of features, in the order in which the steps from the prior to the score are told."""

    FAMILY = "family"
    COST = "cost"
    SPEAKER = "speaker"
    COUNTERPARTY = "counterparty"
    RECORDS = "records"
    ADMISSIBLE = "admissible"
    AGAINST = "against"
    WORDING = "wording"
    DETECTED = "detected"


@dataclass(frozen=True, slots=True)
class SignalView:
    """One signal with its claim, how that stands, and the dossier as the view reads it."""

    signal: Signal
    claim: Claim
    standing: Standing
    dossier: Dossier

    @property
    def evidence(self) -> list[Evidence]:
        """Every row held against the claim, oldest first."""
        return sorted(self.dossier.evidence_for(self.claim.id), key=lambda row: (row.known_at, row.id))

    @property
    def supporting(self) -> list[Evidence]:
        """Rows that support the claim, whoever wrote them."""
        return [row for row in self.evidence if row.stance is Stance.SUPPORTS]


@dataclass(frozen=True, slots=True)
class Feature:
    """One column.

    ``sign`` is what theory says of fakeability as the column grows: -1 falls, 1 rises, 0 nothing. ``says`` is the
    sentence that a reason uses; ``{}`` stands for the quoted row. ``score_view`` tells whether the score view may
    read the column: only where no text or field that the company writes can reach it.
    """

    name: str
    group: Group
    sign: int
    of: Callable[[SignalView], float | None]
    says: str
    score_view: bool = False

    @property
    def meaning(self) -> str:
        """First line of the function's documentation."""
        return (self.of.__doc__ or "").strip().splitlines()[0]


def flag(value: bool) -> float:
    """A yes or no as a column."""
    return 1.0 if value else 0.0
