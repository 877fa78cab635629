"""The partnership ledger: what the company says of each counterparty beside what the user's side shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from data.as_of import Dossier
from data.records import Claim, Evidence
from data.reference import record_kinds
from data.words import Family, Label, Looked, Role, Stance
from scoring.checks import checks
from scoring.independence import COMPANY_ORIGIN, origins
from scoring.signals.build import signals_of
from scoring.standing import Standing
from scoring.writers import weight

#: Families whose claims are about a relation to a named party that uses, sells or backs the product.
RELATIONS = frozenset({Family.PARTNERSHIP, Family.CUSTOMERS, Family.DEPLOYMENT, Family.SAVINGS, Family.EQUITY})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger, with one of the six labels."""

    counterparty: str
    says: str  #: the claim, in the sentence that it stands in
    shows: tuple[str, ...]  #: one line for each record of another hand; what was looked for where there is none
    label: Label
    related: str | None
    claim_id: str


def ledger(dossier: Dossier, standings: Mapping[str, Standing]) -> list[Entry]:
    """Every signal that names a counterparty, by counterparty, best backed first. ``standings`` are by claim id."""
    says = {signal.claim_id: signal.statement for signal in signals_of(dossier) if signal.family in RELATIONS}
    claims = [claim for claim in dossier.claims if claim.counterparty and claim.id in says]
    claims.sort(key=lambda claim: (claim.counterparty_key or "", -_strength(standings[claim.id]), claim.id))
    return [_entry(claim, says[claim.id], dossier, standings[claim.id]) for claim in claims]


def _strength(standing: Standing) -> int:
    return max(standing.rungs.values())


def _entry(claim: Claim, says: str, dossier: Dossier, standing: Standing) -> Entry:
    origin = origins(claim, dossier)
    rows = sorted(dossier.evidence_for(claim.id), key=lambda row: (row.known_at, row.id))
    theirs = [row for row in rows if record_kinds()[row.kind].writer is not Role.COMPANY]
    shown = [_line(row, dossier, copied=origin[row.id] == COMPANY_ORIGIN) for row in theirs]
    return Entry(
        counterparty=claim.counterparty or "",
        says=says,
        shows=tuple(dict.fromkeys(shown)) or _absences(standing),
        label=standing.label,
        related=standing.related,
        claim_id=claim.id,
    )


def _line(row: Evidence, dossier: Dossier, copied: bool) -> str:
    """One record: when, who, what kind, what it says, what its writer weighs and how fast it ages."""
    who = row.writer_org or row.writer.replace("_", " ")
    stance = "" if row.stance is Stance.SUPPORTS else f" ({row.stance} the claim)"
    note = f": {row.note}" if row.note else ""
    kind = row.kind.replace("_", " ")
    worth = "says only what the company's release says" if copied else weight(row, dossier).reason
    half_life = record_kinds()[row.kind].half_life_years
    return f"{row.known_at.isoformat()} {who}, {kind}{stance}{note} [{worth}; half-life {half_life:g} years]"


def _absences(standing: Standing) -> tuple[str, ...]:
    """Nothing but the company's words: what was looked for on the user's side, and with what result."""
    known = checks()
    return tuple(
        f"{check.replace('_', ' ')}: {word.replace('_', ' ')}"
        for check, word in standing.looked.items()
        if word is not Looked.NOT_APPLICABLE and (check not in known or known[check].user_side)
    )
