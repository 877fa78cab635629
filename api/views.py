"""An audit as plain JSON values: the one shape that the command line, HTTP and jobs answer with."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from data.case_files import CASE_FILE
from data.records import Claim, Evidence, Signal
from data.reference import record_kinds
from data.words import Facet
from scoring.audit import Audit
from scoring.memo import INSUFFICIENT, version_of
from scoring.partnerships import Entry


def score_view(item: Audit) -> dict[str, Any]:
    """The company score with everything that made it, the ranked signals, and what to ask next."""
    return {**header(item), **score_body(item), "signals": signals_view(item), "questions": questions_view(item)}


def header(item: Audit) -> dict[str, Any]:
    """Whom and when the answer is about, and which model and data made it: every answer carries it."""
    company = item.dossier.company
    return {
        "company": {"id": company.id, "name": company.name, "domain": company.domain, "origin": company.origin},
        "as_of": item.dossier.as_of.isoformat(),
        **version_of(item.model),
        "evidence_digest": "sha256:" + item.dossier.digest,
    }


def score_body(item: Audit) -> dict[str, Any]:
    """The score alone."""
    score = item.score
    return {
        "score": INSUFFICIENT if score.score is None else _rounded(score.score),
        "low": _rounded(score.low),
        "high": _rounded(score.high),
        "hype": _rounded(score.hype),
        "hype_evidence_gap": _rounded(score.gap),
        "coverage": CASE_FILE if score.coverage is None else score.coverage,
        "checks": {"read": score.checks_done, "of": score.checks_total},
        "insufficient_reason": score.reason,
        "refuters": list(score.refuters),
        "terms": [term.as_json() for term in score.terms],
    }


def signals_view(item: Audit) -> list[dict[str, Any]]:
    """Signals, most fakeable first, with reasons that add up."""
    return [signal_view(item, signal) for signal in item.ranked()]


def signal_view(item: Audit, signal: Signal) -> dict[str, Any]:
    """One signal with its standing, fakeability, cost and reasons."""
    standing, shown = item.standing_of(signal), item.fakeability[signal.id]
    return {
        "signal_id": signal.id,
        "family": signal.family,
        "statement": signal.statement,
        "value": signal.value,
        "unit": signal.unit,
        "claimed_on": signal.claimed_at.isoformat() if signal.claimed_at else None,
        "label": standing.label,
        "status": standing.status,
        "rungs": {facet.value: standing.rungs[facet].word for facet in Facet},
        "rule": standing.rule,
        "related": standing.related,
        "witnesses": list(standing.witnesses),
        "refuters": list(standing.refuters),
        "looked": dict(standing.looked),
        "fakeability": shown.index,
        "rank": shown.rank,
        "interval": {"low": shown.interval_low, "high": shown.interval_high},
        "cost_to_fake_usd": {"low": shown.cost_low_usd, "high": shown.cost_high_usd, "signal": shown.cost_signal},
        "reasons": [reason.as_json() for reason in shown.contributions],
    }


def questions_view(item: Audit) -> list[dict[str, Any]]:
    """What to ask next, whom, and what the answer would move."""
    return [asdict(question) for question in item.questions]


def ledger_view(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """The partnership ledger: what the company says beside what the user's side shows."""
    return [asdict(entry) for entry in entries]


def claims_view(item: Audit) -> list[dict[str, Any]]:
    """Every claim with its span, its label and the records held against it."""
    return [_claim(item, claim) for claim in item.dossier.claims]


def _rounded(points: float | None) -> float | None:
    """Points of a score as every face shows them."""
    return None if points is None else round(points, 4)


def _claim(item: Audit, claim: Claim) -> dict[str, Any]:
    document = item.dossier.document(claim.document_id)
    return {
        "claim_id": claim.id,
        "kind": claim.kind,
        "commitment": claim.commitment,
        "asserted_by": claim.asserted_by,
        "counterparty": claim.counterparty,
        "text": claim.span,
        "start": claim.start,
        "end": claim.end,
        "value": claim.value,
        "unit": claim.unit,
        "claimed_on": claim.claimed_at.isoformat() if claim.claimed_at else None,
        "label": item.standings[claim.id].label,
        "document_url": document.url,
        "document_sha256": "sha256:" + document.sha256,
        "records": [_record(item, row) for row in item.dossier.evidence_for(claim.id)],
    }


def _record(item: Audit, row: Evidence) -> dict[str, Any]:
    return {
        "evidence_id": row.id,
        "kind": row.kind,
        "stance": row.stance,
        "facet": row.facet,
        "writer": row.writer,
        "organisation": row.writer_org,
        "known_at": row.known_at.isoformat(),
        "half_life_years": record_kinds()[row.kind].half_life_years,
        "url": item.dossier.document(row.document_id).url,
        "note": row.note,
    }
