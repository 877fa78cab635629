"""Signals -> company score: one formula that an investor repeats from ``signals.csv`` (DESIGN, section 6).

``S = 100 * (1 - prod_o (1 - g_o)) * 0.8 ** k``: o runs over the organisations that wrote admissible records, g_o is
the largest over its relations of ``P(rung) * q * w * (1 - p) * 2 ** (-age / half-life)``, and k counts distinct
refuters. Claims earn nothing: they only tell us where to look. The score view reads admissible and refuting records
only, which is what makes the score hard to game: nothing else is in its inputs.

Writers who answer to nobody for what they write (``scoring.pasts``) can be paid to write it. Their P is at most that of
an acknowledgement, their q a share of one purse, they make no number out of none, and what others earn is reckoned as
if they had not written: together they never add what one listed firm that acknowledges would.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from math import exp, log1p
from typing import Any

from data.as_of import DAYS_A_YEAR, Dossier
from data.case_files import CASE_FILE
from data.records import Claim, Evidence
from data.reference import credit, lookups, record_kinds, relevance, writer_constants
from data.words import OTHER_SIDE, Looked, Role, Rung, Stance, Status
from scoring.parties import named_parties, party_key
from scoring.signals.build import shown
from scoring.standing import Standing
from scoring.writers import admissible, claim_of, weight

REFUTER_FACTOR = 0.8  #: what each distinct refuter leaves of the score (DESIGN, section 6)
LEAST_ORGANISATIONS = 2
LEAST_COVERAGE = 0.6

#: Who can settle a matter: a refutation by one of these that answers for it is enough to print a number.
DECISIVE = OTHER_SIDE | {Role.REGULATOR}


@dataclass(frozen=True, slots=True)
class Term:
    """One organisation's contribution: its strongest relation to the company, with everything that made the number."""

    organisation: str
    claim_id: str
    evidence_id: str
    rung: Rung
    credit: float  #: P
    q: float
    relevance: float  #: w
    p: float  #: fakeability in the score view
    age_years: float
    half_life_years: float
    g: float
    answerable: bool  #: whether somebody answers for the record; otherwise q holds its writer's share of the purse

    def as_json(self) -> dict[str, Any]:
        """The term as plain JSON, the rung as its word."""
        return {**asdict(self), "rung": self.rung.word}


@dataclass(frozen=True, slots=True)
class Score:
    """The company score with its interval, or the reason why there is none (``score`` None: ``insufficient``)."""

    score: float | None
    low: float | None
    high: float | None
    hype: float
    gap: float | None
    coverage: float | None
    checks_done: int
    checks_total: int
    terms: tuple[Term, ...]
    refuters: tuple[str, ...]
    reason: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A dossier as the score reads it: how its claims stand and how fakeable each is (0 to 1), by claim id."""

    dossier: Dossier
    standings: Mapping[str, Standing]
    p: Mapping[str, float]
    p_low: Mapping[str, float]  #: the lower end of its interval


def score_view(dossier: Dossier) -> Dossier:
    """The dossier as the score reads it: admissible supporting records and refuting or ending ones, nothing else."""
    kept = [row for row in dossier.evidence if (admissible(row, dossier) if row.stance is Stance.SUPPORTS else True)]
    return replace(dossier, evidence=kept)


def answerable_view(dossier: Dossier) -> Dossier:
    """A score view without the supporting records of writers who answer to nobody; itself where there are none."""
    kept = [row for row in dossier.evidence if row.stance is not Stance.SUPPORTS or weight(row, dossier).answerable]
    return dossier if len(kept) == len(dossier.evidence) else replace(dossier, evidence=kept)


def company_score(whole: Reading, answerable: Reading) -> Score:
    """Score a company, of which ``whole`` reads the score view and ``answerable`` the answerable view."""
    found = list(candidates(whole, answerable))
    terms = settled(found)
    others = settled(term for term in found if _party(term) != _party(terms[0])) if terms else ()
    at_low = settled(candidates(replace(whole, p=whole.p_low), replace(answerable, p=answerable.p_low)))
    dossier = whole.dossier
    refuters = _refuters(dossier)
    done, total, coverage = _coverage(dossier)
    reason = _insufficient(dossier, terms, coverage)
    hype = score_points(_at_its_word(claim) for claim in _strongest_word(dossier))
    score = None if reason else score_points([term.g for term in terms], len(refuters))
    return Score(
        score=score,
        low=None if reason else score_points([term.g for term in others], len(refuters)),
        high=None if reason else score_points([term.g for term in at_low], len(refuters)),
        hype=hype,
        gap=None if score is None else hype - score,
        coverage=coverage,
        checks_done=done,
        checks_total=total,
        terms=terms,
        refuters=refuters,
        reason=reason,
    )


def refutes(row: Evidence, dossier: Dossier) -> bool:
    """Whether a refuting record counts: the company's own admission, or an admissible record of somebody else.

    Who answers to nobody refutes only what is claimed of it. A rival's purchasable records and paid friends therefore
    never lower a score.
    """
    if row.stance is not Stance.REFUTES or row.writer is Role.COMPANY:
        return row.stance is Stance.REFUTES
    return admissible(row, dossier) and (weight(row, dossier).answerable or _is_named(row, dossier))


def _is_named(row: Evidence, dossier: Dossier) -> bool:
    claim = claim_of(row, dossier)
    return claim is not None and party_key(row.writer_org) in named_parties(claim)


def log_term(g: float) -> float:
    """ln(1 - g): what ``signals.csv`` carries, so that a spreadsheet can multiply by adding."""
    return log1p(-g)


def score_points(gs: Iterable[float], refuters: int = 0) -> float:
    """The formula, 0 to 100: the g of each organisation, and how many distinct refuters there are."""
    return 100 * (1 - exp(sum(log_term(g) for g in gs))) * REFUTER_FACTOR**refuters


def candidates(whole: Reading, answerable: Reading) -> Iterator[Term]:
    """A term for every admissible supporting record of a claim that stands, as if its writer stood alone.

    Records of writers who answer for them are read in a view that holds no others, so that nothing bought lifts them.
    """
    yield from (term for term in _read(answerable) if term.answerable)
    yield from (term for term in _read(whole) if not term.answerable)


def settled(terms: Iterable[Term], share: float | None = None) -> tuple[Term, ...]:
    """The best term of each organisation, strongest first; those whose writers answer to nobody divide one purse.

    The strongest of these gets ``share`` (a constant of ``writer_weights.csv``) of its g, the next as much of the rest.
    """
    share = writer_constants()["private_share"] if share is None else share
    best: dict[str, Term] = {}
    for term in terms:
        held = best.get(_party(term))
        if term.g > 0 and (held is None or _strength(term) < _strength(held)):
            best[_party(term)] = term
    private = sorted((term for term in best.values() if not term.answerable), key=_strength)
    divided = [_part(term, share * (1 - share) ** place) for place, term in enumerate(private)]
    kept = [term for term in best.values() if term.answerable] + divided
    return tuple(sorted(kept, key=lambda term: (-term.g, term.organisation)))


def _party(term: Term) -> str:
    return party_key(term.organisation) or term.organisation


def _strength(term: Term) -> tuple[bool, float, str]:
    return not term.answerable, -term.g, term.evidence_id


def _part(term: Term, share: float) -> Term:
    return replace(term, q=term.q * share, g=term.g * share)


def _read(reading: Reading) -> Iterator[Term]:
    dossier = reading.dossier
    for claim in dossier.claims:
        if claim.id not in reading.p:  # a repeat of a claim that is already there, or a denial
            continue
        standing = reading.standings[claim.id]
        if standing.status in (Status.ENDED, Status.CONTRADICTED):
            continue
        for row in dossier.evidence_for(claim.id):
            if row.stance is Stance.SUPPORTS and row.writer_org and admissible(row, dossier):
                yield _term(row, claim, standing, dossier, reading.p[claim.id])


def _term(row: Evidence, claim: Claim, standing: Standing, dossier: Dossier, p: float) -> Term:
    rung = standing.earns.get(row.id, Rung.CLAIMED)
    writer = weight(row, dossier)
    earned = credit()[rung] if writer.answerable else min(credit()[rung], credit()[Rung.ACKNOWLEDGED])
    half_life = record_kinds()[row.kind].half_life_years
    age = max(0.0, (dossier.as_of - row.known_at).days / DAYS_A_YEAR)
    w = relevance()[claim.family]
    return Term(
        organisation=row.writer_org or "",
        claim_id=claim.id,
        evidence_id=row.id,
        rung=rung,
        credit=earned,
        q=writer.q,
        relevance=w,
        p=p,
        age_years=age,
        half_life_years=half_life,
        g=earned * writer.q * w * (1 - p) * 2 ** (-age / half_life),
        answerable=writer.answerable,
    )


def _refuters(dossier: Dossier) -> tuple[str, ...]:
    """Distinct organisations whose record refutes a claim, the company's own admission included."""
    claims = {claim.id for claim in shown(dossier.claims)}
    names = {
        row.writer_org or str(row.writer)
        for row in dossier.evidence
        if row.claim_id in claims and refutes(row, dossier)
    }
    return tuple(sorted({party_key(name) or name: name for name in sorted(names)}.values()))


def _insufficient(dossier: Dossier, terms: Sequence[Term], coverage: float | None) -> str | None:
    decisive = any(
        row.writer in DECISIVE and refutes(row, dossier) and weight(row, dossier).answerable for row in dossier.evidence
    )
    answerable = sum(term.answerable for term in terms)
    if answerable < LEAST_ORGANISATIONS and not decisive:
        return f"{answerable} of at least {LEAST_ORGANISATIONS} organisations that answer for a record wrote one"
    if coverage is not None and coverage < LEAST_COVERAGE:
        return f"coverage {coverage:.0%} is below {LEAST_COVERAGE:.0%}"
    return None


def _coverage(dossier: Dossier) -> tuple[int, int, float | None]:
    """Look-ups read over the fixed list.

    ``not_applicable`` leaves both sides. Imported cases have none: coverage None.
    """
    if dossier.company.origin == CASE_FILE:
        return 0, 0, None
    latest = {look.check: look.looked for look in sorted(dossier.lookups_for(None), key=lambda look: look.known_at)}
    asked = [check for check in lookups() if latest.get(check) is not Looked.NOT_APPLICABLE]
    read = [check for check in asked if latest.get(check, Looked.NOT_READ) is not Looked.NOT_READ]
    return len(read), len(asked), len(read) / len(asked) if asked else 0.0


def _strongest_word(dossier: Dossier) -> list[Claim]:
    """One claim for each counterparty (or family, where none is named).

    The one that would earn most if it were true.
    """
    best: dict[str, Claim] = {}
    for claim in sorted(shown(dossier.claims), key=lambda item: item.id):
        key = claim.counterparty_key or f"family:{claim.family}"
        if key not in best or _at_its_word(claim) > _at_its_word(best[key]):
            best[key] = claim
    return [best[key] for key in sorted(best)]


def _at_its_word(claim: Claim) -> float:
    return credit()[Rung.OPERATIONAL] * relevance()[claim.family]
