"""Claim -> standing: a rung per facet, a status, what was looked for, and the label people read (DESIGN, section 4).

Supporting records decide the rungs, by the table of ``scoring.standing_rules``. Refuting and ending records decide the
status and never touch a rung: both sides stay on record.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.as_of import Dossier
from data.records import Claim
from data.reference import credit
from data.words import OTHER_SIDE, Commitment, Facet, Label, Looked, Role, Rung, Stance, Status
from scoring.backing import backed_share, backs, disagrees, speaks_for
from scoring.checks import looked_at, was_looked_at
from scoring.held import Judged
from scoring.independence import COMPANY_ORIGIN, origins
from scoring.parties import named_parties
from scoring.standing_rules import AUDITED, RULES, RULES_VERSION, Facts, Held, Rule, first_match, matching
from scoring.writers import acquaintance, purchasable

__all__ = ["RULES", "RULES_VERSION", "Rule", "Standing", "stand", "stand_all"]

_CAPPED = frozenset({Commitment.HEDGED, Commitment.PLANNED})
_METERS_AND_REPORTS = frozenset({Role.METER, Role.THIRD_PARTY})
_CAN_CONTRADICT = OTHER_SIDE | {Role.REGULATOR, Role.AUDITOR}
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
    judged = [known.judge(row, claim) for row in rows]
    support = [item for item in judged if _supports(item, origin)]
    against = [item for item in judged if item.record.stance is not Stance.SUPPORTS]

    existence = matching(_facts(claim, Facet.EXISTENCE, support, origin))
    decided = {Facet.EXISTENCE: existence[0]}
    decided |= {facet: first_match(_facts(claim, facet, support, origin)) for facet in (Facet.SCALE, Facet.LIVENESS)}
    rungs = {facet: decided[facet][0].rung for facet in Facet}
    if claim.commitment in _CAPPED:
        rungs[Facet.LIVENESS] = min(rungs[Facet.LIVENESS], Rung.ACKNOWLEDGED)

    status = _status(claim, against, support)
    looked = looked_at(claim, [row for row in rows if origin[row.id] != COMPANY_ORIGIN], dossier)
    backed = _backed(claim, support, against)
    tie = known.counterparty_tie(claim) or next((item.tie for item in judged if item.tie is not None), None)
    return Standing(
        claim_id=claim.id,
        rungs=rungs,
        status=status,
        label=_label(claim, rungs, status, backed, looked),
        rule=existence[0][0].id,
        rules={facet: decided[facet][0].id for facet in Facet},
        matched=tuple(rule.id for rule, _ in existence),
        earns=_earns(existence),
        witnesses=_witnesses(decided),
        refuters=tuple(item.record.id for item in sorted(against, key=_when)),
        looked=looked,
        origins=_count_origins(judged, origin),
        related=tie.reason if tie else None,
        backed=backed,
    )


def stand_all(dossier: Dossier) -> list[Standing]:
    """The standing of every claim of a dossier, in its order."""
    return [stand(claim, dossier) for claim in dossier.claims]


def _supports(item: Judged, origin: Mapping[str, str]) -> bool:
    """Whether a record can bear a rung: it supports, is not void, and is not the company's word or a copy of it."""
    if item.record.stance is not Stance.SUPPORTS or item.weight.void:
        return False
    return origin[item.record.id] != COMPANY_ORIGIN or item.record.kind.kind in AUDITED


def _facts(claim: Claim, facet: Facet, support: Iterable[Judged], origin: Mapping[str, str]) -> Facts:
    return Facts(
        claim_kind=claim.kind,
        names_counterparty=claim.counterparty_key is not None,
        records=tuple(
            Held(item.record, origin[item.record.id], item.admissible, item.tie is not None)
            for item in support
            if speaks_for(item.record, facet, claim)
        ),
    )


def _earns(matched: Iterable[tuple[Rule, Sequence[Held]]]) -> dict[str, Rung]:
    """What each record earns by the rules it is a witness to, never by what another organisation wrote beside it.

    Credit is not in the order of the rungs (an audited figure earns less than a changed operation), so the best credit
    is taken: otherwise one more record could lower a score.
    """
    earns: dict[str, Rung] = {}
    for rule, proof in matched:
        for item in proof:
            held = earns.get(item.record.id, Rung.CLAIMED)
            earns[item.record.id] = max(held, rule.rung, key=lambda rung: (credit()[rung], rung))
    return earns


def _witnesses(decided: Mapping[Facet, tuple[Rule, Sequence[Held]]]) -> tuple[str, ...]:
    """Records behind the rungs: facet by facet, in the order in which they became known."""
    proofs = (sorted(decided[facet][1], key=_when) for facet in Facet)
    return tuple(dict.fromkeys(item.record.id for proof in proofs for item in proof))


def _when(item: Held | Judged) -> tuple[date, str]:
    return item.record.known_at, item.record.id


def _backed(claim: Claim, support: Iterable[Judged], against: Iterable[Judged]) -> float | None:
    """Backed share of the claimed number; what a decisive refutation says goes before what supports it."""
    refuting = [item for item in against if item.record.stance is Stance.REFUTES and _can_contradict(item, claim)]
    told = backed_share(claim, [item.record for item in refuting])
    if told is not None:
        return told
    return backed_share(claim, [item.record for item in support if not purchasable(item.record.kind.kind)])


def _status(claim: Claim, against: Sequence[Judged], support: Iterable[Judged]) -> Status:
    decisive = [item.record.stance for item in against if _can_contradict(item, claim)]
    if Stance.REFUTES in decisive:
        return Status.CONTRADICTED
    if decisive:
        return Status.ENDED
    if any(_disputes(item) for item in against) or any(_counts_less(item, claim) for item in support):
        return Status.DISPUTED
    return Status.STANDING


def _can_contradict(item: Judged, claim: Claim) -> bool:
    """Counterparty, regulator, court, auditor, or the company against itself; never a reporter, a meter or a rival.

    A party that the claim does not name must answer for its word, and no record that is for sale decides: else a rival
    could end a customer for the price of a shell, a free trial, or a small firm's word.
    """
    record = item.record
    if record.writer is Role.COMPANY:
        return record.kind.kind in _ADMISSIONS
    if record.writer not in _CAN_CONTRADICT or item.weight.void or purchasable(record.kind.kind):
        return False
    return record.writer not in OTHER_SIDE or item.weight.answerable or record.party in named_parties(claim)


def _disputes(item: Judged) -> bool:
    """A meter or a report that speaks against the size."""
    record = item.record
    if record.facet is not Facet.SCALE or record.stance is not Stance.REFUTES:
        return False
    return record.writer in _METERS_AND_REPORTS and not item.weight.void


def _counts_less(item: Judged, claim: Claim) -> bool:
    """A meter or a report whose number, offered in support, no older than the claim, is far below the claimed one."""
    record = item.record
    return record.writer in _METERS_AND_REPORTS and record.known_at >= claim.known_at and disagrees(record, claim)


def _label(
    claim: Claim, rungs: Mapping[Facet, Rung], status: Status, backed: float | None, looked: Mapping[str, Looked]
) -> Label:
    if status is Status.CONTRADICTED:
        return Label.CONTRADICTED
    if status is Status.ENDED:
        return Label.ENDED
    if rungs[Facet.EXISTENCE] >= Rung.CORROBORATED:
        sound = status is Status.STANDING and (claim.value is None or backs(backed))
        return Label.VERIFIED if sound else Label.PARTIAL
    if rungs[Facet.EXISTENCE] > Rung.CLAIMED:
        return Label.PARTIAL
    return Label.CLAIMED if was_looked_at(looked) else Label.INSUFFICIENT


def _count_origins(judged: Iterable[Judged], origin: Mapping[str, str]) -> dict[Role, int]:
    """Distinct origins by writer; a copy of a release counts as the company, once."""
    seen = {
        (Role.COMPANY if origin[item.record.id] == COMPANY_ORIGIN else item.record.writer, origin[item.record.id])
        for item in judged
        if item.record.stance is Stance.SUPPORTS
    }
    return dict(sorted(Counter(role for role, _ in seen).items()))
