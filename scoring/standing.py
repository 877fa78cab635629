"""Claim -> standing: a rung per facet, a status, what was looked for, and the label people read (DESIGN, section 4).

Supporting records decide the rungs, by the table of ``scoring.standing_rules``. Refuting and ending records decide the
status and never touch a rung: both sides stay on record.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from data.as_of import Dossier
from data.records import Claim, Evidence
from data.reference import credit, record_kinds
from data.words import Commitment, Facet, Label, Looked, Role, Rung, Stance, Status
from scoring.checks import looked_at, was_looked_at
from scoring.independence import COMPANY_ORIGIN, origins
from scoring.standing_rules import AUDITED, RULES, RULES_VERSION, Facts, Held, Rule, matching
from scoring.writers import Acquaintance, acquaintance, purchasable

__all__ = ["RULES", "RULES_VERSION", "Rule", "Standing", "stand", "stand_all"]

BACKED_WITHIN = 0.25  #: how far a record's number may be from the claimed one and still back it
DISAGREES_BELOW = 0.75  #: below this share of the claimed number a meter disagrees

_CAPPED = frozenset({Commitment.HEDGED, Commitment.PLANNED})
_METERS_AND_REPORTS = frozenset({Role.METER, Role.THIRD_PARTY})
_PARTIES = frozenset({Role.COUNTERPARTY, Role.USER_SIDE})
#: What the company can say against itself; its other texts refute nothing, whatever their stance.
_ADMISSIONS = frozenset({"own_admission", "own_audited_filing", "company_filing", "company_statement", "company_page"})


@dataclass(frozen=True, slots=True)
class Standing:
    """How one claim stands as of the dossier's date."""

    claim_id: str
    rungs: Mapping[Facet, Rung]  #: existence, scale, liveness; always all three
    status: Status
    label: Label
    rule: str  #: permanent id of the rule that gave existence its rung
    rules: Mapping[Facet, str]  #: the same for every facet
    matched: tuple[str, ...]  #: every rule that existence satisfies, strongest first
    earns: Mapping[str, Rung]  #: evidence id -> the rung, of those it is a witness to, that earns most credit
    witnesses: tuple[str, ...]  #: ids of the evidence behind the rungs
    refuters: tuple[str, ...]  #: ids of the evidence that refutes or ends the claim, all of it
    looked: Mapping[str, Looked]  #: check -> what looking gave
    origins: Mapping[Role, int]  #: independent origins by writer; all that the company wrote is one
    related: str | None  #: why a witness or the counterparty is related to the company
    backed: float | None  #: backed value over claimed value; None where unknown or no number is shown


def stand(claim: Claim, dossier: Dossier) -> Standing:
    """The standing of one claim. Depends on the rows of the dossier only, never on the order they came in."""
    rows = dossier.evidence_for(claim.id)
    known = acquaintance(dossier)
    origin = origins(claim, dossier)
    held = [_held(row, claim, origin[row.id], known) for row in rows if row.stance is Stance.SUPPORTS]
    support = [item for item in held if not item.weight.void and item.origin != COMPANY_ORIGIN]
    support += [item for item in held if item.kind.kind in AUDITED and not item.weight.void]

    rungs: dict[Facet, Rung] = {}
    rules: dict[Facet, str] = {}
    witnesses: dict[str, None] = {}
    existence: list[tuple[Rule, tuple[Held, ...]]] = []
    for facet in Facet:
        found = matching(Facts(claim, facet, tuple(item for item in support if _speaks_for(item, facet, claim))))
        rule, proof = found[0]
        rungs[facet], rules[facet] = rule.rung, rule.id
        witnesses.update(dict.fromkeys(item.evidence.id for item in _in_time(proof)))
        if facet is Facet.EXISTENCE:
            existence = found
    if claim.commitment in _CAPPED:
        rungs[Facet.LIVENESS] = min(rungs[Facet.LIVENESS], Rung.ACKNOWLEDGED)

    against = [row for row in rows if row.stance is not Stance.SUPPORTS]
    status = _status(claim, against, support, known)
    looked = looked_at(claim, [row for row in rows if origin[row.id] != COMPANY_ORIGIN], dossier)
    backed = _backed(claim, support, against, known)
    return Standing(
        claim_id=claim.id,
        rungs=rungs,
        status=status,
        label=_label(claim, rungs, status, backed, looked),
        rule=rules[Facet.EXISTENCE],
        rules=rules,
        matched=tuple(each.id for each, _ in existence),
        earns=_earns(existence),
        witnesses=tuple(witnesses),
        refuters=tuple(row.id for row in sorted(against, key=lambda row: (row.known_at, row.id))),
        looked=looked,
        origins=_count_origins(rows, origin),
        related=_related(claim, rows, known),
        backed=backed,
    )


def stand_all(dossier: Dossier) -> list[Standing]:
    """The standing of every claim of a dossier, in its order."""
    return [stand(claim, dossier) for claim in dossier.claims]


def _earns(matched: Iterable[tuple[Rule, Sequence[Held]]]) -> dict[str, Rung]:
    """What each record earns by the rules it is a witness to, never by what another organisation wrote beside it.

    Credit is not in the order of the rungs (an audited figure earns less than a changed operation), so the best credit
    is taken: otherwise one more record could lower a score.
    """
    earns: dict[str, Rung] = {}
    for rule, proof in matched:
        for item in proof:
            held = earns.get(item.evidence.id, Rung.CLAIMED)
            earns[item.evidence.id] = max(held, rule.rung, key=lambda rung: (credit()[rung], rung))
    return earns


def _held(row: Evidence, claim: Claim, origin: str, known: Acquaintance) -> Held:
    weight = known.weight(row)
    return Held(
        evidence=row,
        kind=record_kinds()[row.kind],
        origin=origin,
        weight=weight,
        admissible=weight.q > 0 and not purchasable(row.kind),
        related=row.writer is not Role.REGULATOR and known.tie(row, claim) is not None,
    )


def _speaks_for(item: Held, facet: Facet, claim: Claim) -> bool:
    """Whether a record supports a facet: by its own facet and its kind; whatever is live or has a size exists."""
    row = item.evidence
    if facet not in item.kind.supports:
        return False
    if facet is Facet.EXISTENCE:
        return True
    if facet is Facet.LIVENESS:
        return row.facet is Facet.LIVENESS and row.commitment not in _CAPPED
    if row.facet is not Facet.SCALE:
        return False
    return claim.value is None or _backs(_ratio(row, claim))


def _ratio(row: Evidence, claim: Claim) -> float | None:
    """A record's number over the claimed one, ``None`` where either is missing or the units differ."""
    if row.value is None or not claim.value or not _same_unit(row.unit, claim.unit):
        return None
    return row.value / claim.value


def _same_unit(one: str | None, other: str | None) -> bool:
    """Whether two units agree as far as they are told: ``USD`` agrees with ``USD revenue``, users not with visits."""
    if not one or not other:
        return True
    first, second = set(one.lower().split()), set(other.lower().split())
    return first <= second or second <= first


def _backs(ratio: float | None) -> bool:
    return ratio is not None and abs(ratio - 1) <= BACKED_WITHIN


def _backed(claim: Claim, support: Sequence[Held], against: Sequence[Evidence], known: Acquaintance) -> float | None:
    """The nearest number that a record other than a purchasable one gives; a refuting number goes before all."""
    told = [_ratio(row, claim) for row in against if row.stance is Stance.REFUTES and _can_contradict(row, known)]
    ratios = [ratio for ratio in told if ratio is not None]
    if not ratios:
        given = [_ratio(item.evidence, claim) for item in support if not purchasable(item.kind.kind)]
        ratios = [ratio for ratio in given if ratio is not None]
    return min(ratios, key=lambda ratio: (abs(ratio - 1), ratio)) if ratios else None


def _status(claim: Claim, against: Sequence[Evidence], support: Sequence[Held], known: Acquaintance) -> Status:
    decisive = [row for row in against if _can_contradict(row, known)]
    if any(row.stance is Stance.REFUTES for row in decisive):
        return Status.CONTRADICTED
    if decisive:
        return Status.ENDED
    if any(_disputes(row, known) for row in against) or any(_disagrees(item, claim) for item in support):
        return Status.DISPUTED
    return Status.STANDING


def _can_contradict(row: Evidence, known: Acquaintance) -> bool:
    """Counterparty, regulator, court, auditor, or the company against itself; never a reporter, a meter or a rival."""
    if row.writer is Role.COMPANY:
        return row.kind in _ADMISSIONS
    if row.writer in (Role.REGULATOR, Role.AUDITOR):
        return not known.weight(row).void
    return row.writer in _PARTIES and not known.weight(row).void


def _disputes(row: Evidence, known: Acquaintance) -> bool:
    return (
        row.facet is Facet.SCALE
        and row.stance is Stance.REFUTES
        and row.writer in _METERS_AND_REPORTS
        and not known.weight(row).void
    )


def _disagrees(item: Held, claim: Claim) -> bool:
    """A meter whose number, offered in support, is far below the claimed one."""
    ratio = _ratio(item.evidence, claim) if item.evidence.writer in _METERS_AND_REPORTS else None
    return ratio is not None and ratio < DISAGREES_BELOW


def _label(
    claim: Claim, rungs: Mapping[Facet, Rung], status: Status, backed: float | None, looked: Mapping[str, Looked]
) -> Label:
    if status is Status.CONTRADICTED:
        return Label.CONTRADICTED
    if status is Status.ENDED:
        return Label.ENDED
    if rungs[Facet.EXISTENCE] >= Rung.CORROBORATED:
        sound = status is Status.STANDING and (claim.value is None or _backs(backed))
        return Label.VERIFIED if sound else Label.PARTIAL
    if rungs[Facet.EXISTENCE] > Rung.CLAIMED:
        return Label.PARTIAL
    return Label.CLAIMED if was_looked_at(looked) else Label.INSUFFICIENT


def _count_origins(rows: Iterable[Evidence], origin: Mapping[str, str]) -> dict[Role, int]:
    """Distinct origins by writer; a copy of a release counts as the company, once."""
    seen = {
        (Role.COMPANY if origin[row.id] == COMPANY_ORIGIN else row.writer, origin[row.id])
        for row in rows
        if row.stance is Stance.SUPPORTS
    }
    return dict(sorted(Counter(role for role, _ in seen).items()))


def _related(claim: Claim, rows: Sequence[Evidence], known: Acquaintance) -> str | None:
    reasons = [
        known.counterparty_tie(claim),
        *(known.tie(row, claim) for row in rows if row.writer is not Role.REGULATOR),
    ]
    return next((tie.reason for tie in reasons if tie is not None), None)


def _in_time(proof: Iterable[Held]) -> list[Held]:
    return sorted(proof, key=lambda item: (item.evidence.known_at, item.evidence.id))
