"""Audit -> memo rows and files: facts first, then interpretation. A memo never advises to invest."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from data.as_of import Dossier
from data.case_files import CASE_FILE
from data.records import Claim, Evidence, Signal
from data.reference import cost_table
from data.words import Facet, Label, Looked, Stance
from scoring.audit import Audit
from scoring.company import log_term
from scoring.fakeability import FakeabilityModel
from scoring.memo_tables import CLAIMS, COMPANIES, EVIDENCE, MEMO, SIGNALS, TABLES
from scoring.standing import RULES_VERSION
from scoring.tables import Table, data_package, write_csv, write_text
from scoring.writers import judge

Row = dict[str, Any]

INSUFFICIENT = "insufficient"
METHOD = (
    "Fakeability is a case-control index: a statement about the evidence, not a rate of fraud and not about a person. "
    "The score counts admissible records of independent organisations only. No investment advice."
)


def write_memo_files(folder: Path, audits: Iterable[Audit], version: dict[str, str]) -> list[Path]:
    """Write the five CSV files and the data dictionary for the given audits, in their order."""
    audits = list(audits)
    paths = [write_csv(folder, table, (row for item in audits for row in make(item))) for table, make in MAKERS]
    return [*paths, write_text(folder / "datapackage.json", data_package(TABLES, version))]


def version_of(model: FakeabilityModel) -> dict[str, str]:
    """What made an answer: every answer and every folder of files carries it."""
    return {"model_version": model.hash, "feature_signature": model.signature, "rules_version": RULES_VERSION}


def company_rows(item: Audit) -> Iterator[Row]:
    """The row of ``companies.csv``."""
    company, score, dossier = item.dossier.company, item.score, item.dossier
    labels = Counter(item.standing_of(signal).label for signal in item.signals)
    asked = [look for look in dossier.lookups if look.claim_id is not None]
    read = [look for look in asked if look.looked is not Looked.NOT_READ]
    yield {
        "company_id": company.id,
        "name": company.name,
        "domain": company.domain,
        "country": company.country,
        "as_of": dossier.as_of,
        "score": INSUFFICIENT if score.score is None else score.score,
        "score_low": score.low,
        "score_high": score.high,
        "hype": score.hype,
        "hype_evidence_gap": score.gap,
        "coverage": CASE_FILE if score.coverage is None else score.coverage,
        "checks_done": score.checks_done,
        "checks_total": score.checks_total,
        "claim_checks": f"{len(read)} of {len(asked)}",
        "organisations": len(score.terms),
        "refuters": len(score.refuters),
        "insufficient_reason": score.reason,
        "n_signals": len(item.signals),
        **{f"n_{label.lower()}": labels[label] for label in Label},
        "origin": company.origin,
        "model_version": item.model.hash,
        "rules_version": RULES_VERSION,
        "evidence_digest": "sha256:" + dossier.digest,
    }


def signal_rows(item: Audit) -> Iterator[Row]:
    """Rows of ``signals.csv``, most fakeable first."""
    terms: dict[str, float] = defaultdict(float)
    for term in item.score.terms:
        terms[term.claim_id] += log_term(term.g)
    for signal in item.ranked():
        yield _signal_row(item, signal, terms[signal.claim_id or ""])


def _signal_row(item: Audit, signal: Signal, term: float) -> Row:
    standing, shown = item.standing_of(signal), item.fakeability[signal.id]
    cost = cost_table().get(shown.cost_signal or "")
    reasons = [reason.sentence for reason in shown.strongest(3)]
    return {
        "company_id": signal.company_id,
        "signal_id": signal.id,
        "family": signal.family,
        "statement": signal.statement,
        "value": signal.value,
        "unit": signal.unit,
        "claimed_on": signal.claimed_at,
        "label": standing.label,
        "rung_existence": standing.rungs[Facet.EXISTENCE].word,
        "rung_scale": standing.rungs[Facet.SCALE].word,
        "rung_liveness": standing.rungs[Facet.LIVENESS].word,
        "status": standing.status,
        "rule": standing.rule,
        "fakeability": round(shown.index, 4),
        "rank": shown.rank,
        "interval_low": round(shown.interval_low, 4),
        "interval_high": round(shown.interval_high, 4),
        "cost_to_fake_low_usd": shown.cost_low_usd,
        "cost_to_fake_high_usd": shown.cost_high_usd,
        "cost_signal": shown.cost_signal,
        "cost_source": cost.source_note if cost else None,
        **{f"top_reason_{position}": reason for position, reason in enumerate(reasons, start=1)},
        "n_evidence": len({row.document_id for row in item.dossier.evidence_for(signal.claim_id or "")}),
        "n_origins": sum(standing.origins.values()),
        "log_term": term,
    }


def claim_rows(item: Audit) -> Iterator[Row]:
    """Rows of ``claims.csv``, by id."""
    signal_of = {signal.claim_id: signal.id for signal in item.signals}
    for claim in item.dossier.claims:
        document, standing = item.dossier.document(claim.document_id), item.standings[claim.id]
        yield {
            "claim_id": claim.id,
            "company_id": claim.company_id,
            "signal_id": signal_of.get(claim.id),
            "kind": claim.kind,
            "commitment": claim.commitment,
            "asserted_by": claim.asserted_by,
            "counterparty": claim.counterparty,
            "counterparty_key": claim.counterparty_key,
            "claim_text": claim.span,
            "span_start": claim.start,
            "span_end": claim.end,
            "value": claim.value,
            "unit": claim.unit,
            "specifics": "; ".join(claim.specifics),
            "claimed_on": claim.claimed_at,
            "known_at": claim.known_at,
            "label": standing.label,
            "looked": "; ".join(f"{check}: {word}" for check, word in sorted(standing.looked.items())),
            "confidence": round(claim.confidence, 4),
            "document_id": document.id,
            "document_url": document.url,
            "document_sha256": "sha256:" + document.sha256,
        }


def evidence_rows(item: Audit) -> Iterator[Row]:
    """Rows of ``evidence.csv``, by claim and id."""
    for row in sorted(item.dossier.evidence, key=lambda row: (row.claim_id, row.id)):
        yield _evidence_row(row, item.dossier)


def _evidence_row(row: Evidence, dossier: Dossier) -> Row:
    document, judged = dossier.document(row.document_id), judge(row, dossier)
    return {
        "evidence_id": row.id,
        "company_id": row.company_id,
        "claim_id": row.claim_id,
        "kind": row.kind,
        "stance": row.stance,
        "facet": row.facet,
        "writer": row.writer,
        "host": row.host,
        "liable": row.liable,
        "organisation": row.writer_org,
        "writer_weight": judged.weight.q,
        "weight_reason": judged.weight.reason,
        "admissible": judged.admissible,
        "related": judged.tie.reason if judged.tie else None,
        "value": row.value,
        "unit": row.unit,
        "known_at": row.known_at,
        "half_life_years": judged.record.kind.half_life_years,
        "source_url": document.url,
        "document_sha256": "sha256:" + document.sha256,
        "note": row.note,
    }


def memo_rows(item: Audit) -> Iterator[Row]:
    """Rows of ``memo.csv``: summary, signals, contradictions, what was not seen, questions, method."""
    company_id = item.dossier.company.id
    sections = (
        ("summary", _summary(item)),
        ("signal", _signals(item)),
        ("contradiction", _contradictions(item)),
        ("not seen", _not_seen(item)),
        ("question", _questions(item)),
        ("method", [_line("how to read this", METHOD)]),
    )
    for section, lines in sections:
        for order, line in enumerate(lines, start=1):
            yield {"company_id": company_id, "section": section, "order": order, **line}


def _line(
    item: str, value: str, status: str | None = None, evidence: Iterable[str] = (), note: str | None = None
) -> Row:
    return {"item": item, "value": value, "status": status, "evidence_ids": " ".join(evidence), "note": note}


def _summary(item: Audit) -> Iterator[Row]:
    score = item.score
    if score.score is None:
        yield _line("company score", INSUFFICIENT, INSUFFICIENT, note=score.reason)
    else:
        interval = f"{score.score:.0f} [{score.low or 0:.0f}, {score.high or 0:.0f}]"
        yield _line("company score", interval, note=f"{len(score.terms)} organisations, {len(score.refuters)} refuters")
    gap = "" if score.gap is None else f"{score.gap:.0f}"
    yield _line("hype-evidence gap", gap, note=f"hype {score.hype:.0f}: every claim taken at its word")
    coverage = CASE_FILE if score.coverage is None else f"{score.coverage:.0%}"
    yield _line(
        "coverage", coverage, note=f"{score.checks_done} of {score.checks_total} look-ups of the fixed list read"
    )
    for term in score.terms[:3]:
        yield _line(f"reason to believe: {term.organisation}", term.rung.word, evidence=[term.evidence_id])
    for signal in item.ranked()[:3]:
        yield _line("most fakeable", signal.statement, item.standing_of(signal).label)


def _signals(item: Audit) -> Iterator[Row]:
    for signal in item.ranked():
        standing, shown = item.standing_of(signal), item.fakeability[signal.id]
        reason = next(iter(shown.strongest(1)), None)
        yield _line(
            f"{signal.family} {signal.id}",
            signal.statement,
            standing.label,
            standing.witnesses,
            f"fakeability {shown.index:.2f}, rank {shown.rank}" + (f": {reason.sentence}" if reason else ""),
        )


def _contradictions(item: Audit) -> Iterator[Row]:
    for signal in item.ranked():
        standing = item.standing_of(signal)
        if standing.refuters:
            notes = _notes(item.dossier, signal.claim_id, standing.refuters)
            yield _line(signal.statement, notes, standing.status, standing.refuters)


def _notes(dossier: Dossier, claim_id: str | None, ids: Iterable[str]) -> str:
    wanted = set(ids)
    rows = [row for row in dossier.evidence_for(claim_id or "") if row.id in wanted]
    rows = [row for row in rows if row.stance is not Stance.SUPPORTS]
    return "; ".join(dict.fromkeys(f"{row.writer_org or row.writer}: {row.note}" for row in rows if row.note))


def _not_seen(item: Audit) -> Iterator[Row]:
    absent = (Looked.NOT_READ, Looked.NOT_PUBLISHED, Looked.NO)
    claims: dict[str | None, Claim] = {claim.id: claim for claim in item.dossier.claims}
    for look in item.dossier.lookups:
        if look.looked in absent:
            about = claims[look.claim_id].span if look.claim_id in claims else "the company"
            yield _line(look.check, about, look.looked, note=look.reason)


def _questions(item: Audit) -> Iterator[Row]:
    for question in item.questions:
        yield _line(question.whom, question.text, question.effect, note=question.where)


#: Every memo file with what makes its rows, in the order people open them.
MAKERS: tuple[tuple[Table, Callable[[Audit], Iterator[Row]]], ...] = (
    (COMPANIES, company_rows),
    (SIGNALS, signal_rows),
    (CLAIMS, claim_rows),
    (EVIDENCE, evidence_rows),
    (MEMO, memo_rows),
)
