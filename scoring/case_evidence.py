"""What was seen beside a case's claim -> evidence and look-ups: kinds of record by a table, outcomes by their basis."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from sqlmodel import SQLModel

from data.case_files import CaseEvidence, CaseOutcome, CaseSignal
from data.ids import content_id, sha256_hex
from data.records import Claim, Document, Evidence, Lookup
from data.reference import FOLDER, record_kinds
from data.words import Facet, KnownBy, Looked, Role, Stance

#: How an outcome's basis becomes a kind of record.
BASIS_KIND = {
    "conviction": "court_record",
    "guilty_plea": "court_record",
    "settled_order": "court_record",
    "default_judgment": "court_record",
    "verdict": "court_record",
    "bankruptcy_record": "court_record",
    "regulator_finding": "public_record",
    "government_record": "public_record",
    "audit_restatement": "audit_opinion",
    "own_audited_filing": "own_audited_filing",
    "admission": "own_admission",
    "own_statement": "own_admission",
    "internal_investigation": "own_admission",
    "counterparty_statement": "counterparty_statement",
    "counterparty_filing": "counterparty_filing",
    "acquisition": "counterparty_document",
    "investor_statement": "investor_statement",
    "joint_announcement": "joint_release",
    "independent_test": "independent_test",
    "journalism": "news_report",
    "charged_pending": "third_party_report",
}

_REFUTING = re.compile(
    r"\b(unavailable|could not|cannot|far (fewer|lower|less)|contradict|denie[sd]|dubious|not replicat|no fleet|manual"
    r"|misleading|never|not so|refus|called the|visited the addresses|with one script|probed)\b",
    re.IGNORECASE,
)


def evidence_rows(claim: Claim, signal: CaseSignal, row: CaseEvidence, position: int) -> Iterator[SQLModel]:
    """Rows of one thing that an outsider could see at the time; ``none`` is a look-up that found nothing."""
    if row.type == "none":
        yield Lookup(
            id=content_id("lookup", claim.company_id, claim.id, "case_evidence", position),
            company_id=claim.company_id,
            claim_id=claim.id,
            check="any_record",
            looked=Looked.NOT_PUBLISHED,
            reason=row.note,
            known_at=row.known_at or signal.known_at,
        )
        return
    yield from _held(
        claim,
        _Record(
            key=f"evidence:{position}",
            kind=evidence_kind(row.type, signal.channel, row.note),
            stance=Stance.REFUTES if row.note and _REFUTING.search(row.note) else Stance.SUPPORTS,
            known_at=row.known_at or signal.known_at,
            note=row.note or row.type.replace("_", " "),
            org=None,
            source=row.source,
        ),
    )


def evidence_kind(word: str, channel: str, note: str | None = None) -> str:
    """The kind of record that an evidence word of a case stands for, by the table, else by what the word is made of.

    ``data/reference/case_evidence.csv`` is the table; a row with a channel goes before the row without one.
    """
    table = _evidence_table()
    kind = table.get((word, channel)) or table.get((word, ""))
    if kind:
        return kind
    text = f"{word} {note or ''}".lower()
    for cue, fallback in _FALLBACKS:
        if re.search(cue, text):
            return fallback
    return "company_statement"


#: Words that the table does not list, read by their parts; the first cue wins.
_FALLBACKS = (
    (r"counterparty.*(filing|annual report)", "counterparty_filing"),
    (r"counterparty.*(denial|denied)", "counterparty_denial"),
    (r"counterparty|customer_(statement|post|release)|partner_", "counterparty_statement"),
    (r"investor", "investor_statement"),
    (r"court|indictment|judg|lawsuit", "court_record"),
    (r"government|agency|budget|tender|procure|public_record|municipal|regulator|registry|licen[cs]e", "public_record"),
    (r"independent|test_by|replicat|benchmark_owner|lab_", "independent_test"),
    (r"audit", "audit_letter_supplied"),
    (r"leaderboard|rank", "leaderboard_entry"),
    (r"counter|traffic|download|store", "platform_counter"),
    (r"physical|site_visit|on_site", "physical_site"),
    (r"peer_review|paper|publication|preprint", "publication"),
    (r"news|press|journalis|report|article", "news_report"),
    (r"filing|prospectus|10-k|s-1", "company_filing"),
)


@cache
def _evidence_table() -> dict[tuple[str, str], str]:
    with (FOLDER / "case_evidence.csv").open(encoding="utf-8", newline="") as file:
        return {(row["type"], row["channel"]): row["kind"] for row in csv.DictReader(file)}


def asked(claim: Claim, signal: CaseSignal) -> Lookup:
    """Whether the counterparty was seen to speak: the case's own flag, kept as a look-up."""
    looked = Looked.NOT_READ
    if signal.counterparty_confirmed is True:
        looked = Looked.FOUND
    elif signal.counterparty_confirmed is False:
        looked = Looked.NOT_PUBLISHED
    return Lookup(
        id=content_id("lookup", claim.company_id, claim.id, "counterparty_statement"),
        company_id=claim.company_id,
        claim_id=claim.id,
        check="counterparty_statement",
        looked=looked,
        reason=None if signal.confirmed_annotated else "the case file does not say",
        known_at=signal.known_at,
    )


def outcome_rows(claim: Claim, signal: CaseSignal, outcome: CaseOutcome) -> Iterator[SQLModel]:
    """The record that resolved a claim, known from its own date on."""
    kind = BASIS_KIND.get(outcome.basis)
    if outcome.label == "unresolved" or kind is None or outcome.known_at is None:
        return
    stance = {"confirmed": Stance.SUPPORTS, "ended": Stance.ENDS}.get(outcome.label, Stance.REFUTES)
    if stance is Stance.REFUTES and kind == "counterparty_statement":
        kind = "counterparty_denial"
    value = outcome.actual_value if isinstance(outcome.actual_value, float) else None
    yield from _held(
        claim,
        _Record(
            key="outcome",
            kind=kind,
            stance=stance,
            # Dates have no hours: an outcome of the claim's own day counts from the day after.
            known_at=max(outcome.known_at, signal.known_at + timedelta(days=1)),
            note=str(outcome.actual_value) if outcome.actual_value is not None else outcome.label,
            org=outcome.by,
            source=outcome.source_url,
            title=outcome.source_title,
            value=value,
            facet=Facet.SCALE if outcome.label == "inflated" else None,
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    key: str
    kind: str
    stance: Stance
    known_at: date
    note: str
    org: str | None
    source: str | None
    title: str | None = None
    value: float | None = None
    facet: Facet | None = None


def _held(claim: Claim, record: _Record) -> Iterator[SQLModel]:
    """The document of a record and one evidence row for each facet it speaks to."""
    kind = record_kinds()[record.kind]
    org = record.org or _writer_org(kind.writer, claim)
    sha = sha256_hex(f"{claim.id}\n{record.key}\n{record.note}")
    url = record.source if record.source and "://" in record.source else f"case:{claim.id}:{record.key}"
    document = Document(
        id=content_id("document", url, sha),
        company_id=claim.company_id,
        source="case_evidence",
        url=url,
        sha256=sha,
        title=record.title,
        text=record.note,
        writer=kind.writer,
        host=Role(kind.channel),
        liable=kind.writer if kind.channel == "regulator" else None,
        writer_org=org,
        known_at=record.known_at,
        known_by=KnownBy.CASE_FILE,
    )
    yield document
    facets = [record.facet] if record.facet else sorted(kind.supports) or [Facet.EXISTENCE]
    for facet in facets:
        yield Evidence(
            id=content_id("evidence", claim.id, document.id, record.kind, facet, record.stance, record.key),
            company_id=claim.company_id,
            claim_id=claim.id,
            document_id=document.id,
            stance=record.stance,
            facet=facet,
            kind=record.kind,
            writer=kind.writer,
            host=document.host,
            liable=document.liable,
            writer_org=org,
            subject_key=record.key,
            value=record.value,
            unit=claim.unit if record.value is not None else None,
            note=record.note,
            known_at=record.known_at,
        )


def _writer_org(writer: Role, claim: Claim) -> str | None:
    if writer in (Role.COUNTERPARTY, Role.USER_SIDE):
        return claim.counterparty_key
    if writer is Role.COMPANY:
        return claim.subject
    return None
