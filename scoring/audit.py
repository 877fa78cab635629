"""One company, every arrow: dossier -> signals -> standing -> fakeability -> company score -> questions to ask."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from data.as_of import Dossier
from data.ids import content_id
from data.records import Assessment, Claim, CompanyScore, Signal
from data.words import Facet
from scoring.company import Reading, Score, answerable_view, company_score, score_view
from scoring.fakeability import Fakeability, FakeabilityModel
from scoring.features import SignalView, View
from scoring.next_evidence import Question, next_evidence
from scoring.signals.build import signals_of
from scoring.standing import RULES_VERSION, Standing, stand


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything that is answered about one company as of one date."""

    dossier: Dossier
    signals: tuple[Signal, ...]
    standings: Mapping[str, Standing]  #: by claim id
    fakeability: Mapping[str, Fakeability]  #: by signal id, rank view
    score_view: Mapping[str, Fakeability]  #: by signal id, score view
    score: Score
    questions: tuple[Question, ...]
    model: FakeabilityModel

    def standing_of(self, signal: Signal) -> Standing:
        """How the signal's claim stands."""
        return self.standings[signal.claim_id or ""]

    def ranked(self) -> list[Signal]:
        """Signals, most fakeable first."""
        return sorted(self.signals, key=lambda signal: (self.fakeability[signal.id].rank, signal.id))


def audit(dossier: Dossier, model: FakeabilityModel, with_questions: bool = True) -> Audit:
    """Audit one company. Pure: the same dossier and model give an equal answer."""
    signals = tuple(signals_of(dossier))
    standings = {claim.id: stand(claim, dossier) for claim in dossier.claims}
    shown = model.assess(_views(signals, standings, dossier))
    whole, answerable, scored = readings(dossier, signals, model)
    return Audit(
        dossier=dossier,
        signals=signals,
        standings=standings,
        fakeability={item.signal_id: item for item in shown},
        score_view={item.signal_id: item for item in scored},
        score=company_score(whole, answerable),
        questions=tuple(next_evidence(dossier, lambda other: audit(other, model, False))) if with_questions else (),
        model=model,
    )


def readings(
    dossier: Dossier, signals: Sequence[Signal], model: FakeabilityModel
) -> tuple[Reading, Reading, list[Fakeability]]:
    """Both views that the score reads, and fakeability in the first of them with its reasons."""
    narrow = score_view(dossier)
    whole, scored = _read(narrow, signals, model)
    lone = answerable_view(narrow)
    return whole, whole if lone is narrow else _read(lone, signals, model)[0], scored


def _read(view: Dossier, signals: Sequence[Signal], model: FakeabilityModel) -> tuple[Reading, list[Fakeability]]:
    standings = {claim.id: stand(claim, view) for claim in view.claims}
    scored = model.assess(_views(signals, standings, view), View.SCORE)
    by_signal = {item.signal_id: item for item in scored}
    p = {signal.claim_id or "": by_signal[signal.id].index for signal in signals}
    low = {signal.claim_id or "": by_signal[signal.id].interval_low for signal in signals}
    return Reading(view, standings, p, low), scored


def _views(signals: Iterable[Signal], standings: Mapping[str, Standing], dossier: Dossier) -> list[SignalView]:
    claims: dict[str, Claim] = {claim.id: claim for claim in dossier.claims}
    return [
        SignalView(signal, claims[signal.claim_id], standings[signal.claim_id], dossier)
        for signal in signals
        if signal.claim_id is not None
    ]


def assessment_rows(result: Audit) -> list[Assessment]:
    """The audit's assessments as rows for the store."""
    digest = result.dossier.digest
    return [_assessment(result, signal, digest) for signal in result.signals]


def _assessment(result: Audit, signal: Signal, digest: str) -> Assessment:
    standing, shown = result.standing_of(signal), result.fakeability[signal.id]
    model, as_of = result.model, result.dossier.as_of
    return Assessment(
        id=content_id("assessment", signal.id, as_of, RULES_VERSION, model.signature, model.hash, digest),
        signal_id=signal.id,
        company_id=signal.company_id,
        as_of=as_of,
        rung_existence=standing.rungs[Facet.EXISTENCE],
        rung_scale=standing.rungs[Facet.SCALE],
        rung_liveness=standing.rungs[Facet.LIVENESS],
        status=standing.status,
        label=standing.label,
        rule=standing.rule,
        witnesses=list(standing.witnesses),
        fakeability=shown.index,
        fakeability_score_view=result.score_view[signal.id].index,
        rank=shown.rank,
        interval_low=shown.interval_low,
        interval_high=shown.interval_high,
        contributions=[item.as_json() for item in shown.contributions],
        cost_low_usd=shown.cost_low_usd,
        cost_high_usd=shown.cost_high_usd,
        cost_signal=shown.cost_signal,
        rules_version=RULES_VERSION,
        feature_signature=model.signature,
        model_hash=model.hash,
        evidence_digest=digest,
    )


def score_row(result: Audit) -> CompanyScore:
    """The audit's company score as a row for the store."""
    score, digest, as_of = result.score, result.dossier.digest, result.dossier.as_of
    company_id = result.dossier.company.id
    return CompanyScore(
        id=content_id("company_score", company_id, as_of, RULES_VERSION, result.model.hash, digest),
        company_id=company_id,
        as_of=as_of,
        score=score.score,
        low=score.low,
        high=score.high,
        hype=score.hype,
        gap=score.gap,
        coverage=score.coverage,
        checks_done=score.checks_done,
        checks_total=score.checks_total,
        organisations=len(score.terms),
        refuters=len(score.refuters),
        reason=score.reason,
        witnesses=[term.as_json() for term in score.terms],
        rules_version=RULES_VERSION,
        model_hash=result.model.hash,
        evidence_digest=digest,
    )
