"""What was seen beside a case's claim -> evidence and look-ups: kinds of record by a table, outcomes by their basis."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from sqlmodel import SQLModel

from data.case_files import CaseEvidence, CaseOutcome, CaseSignal
from data.ids import content_id, sha256_hex
from data.organisations import named_in
from data.records import Claim, Document, Evidence, Lookup
from data.reference import FOLDER, RecordKind, ReferenceTableError, record_kinds
from data.words import OTHER_SIDE, Facet, Family, KnownBy, Looked, Role, Stance
from scoring.checks import ANY_RECORD
from scoring.parties import named_parties, party_key

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

_ALWAYS_AGAINST = frozenset({"counterparty_denial", "staff_account"})
#: Writers whose disagreement is about the number, where the claim has one.
_COUNTING = frozenset({Role.METER, Role.THIRD_PARTY})


def evidence_rows(claim: Claim, signal: CaseSignal, row: CaseEvidence, position: int) -> Iterator[SQLModel]:
    """Rows of one thing that an outsider could see at the time; ``none`` is a look-up that found nothing."""
    if row.type == "none":
        yield _seen(claim, row, position, row.known_at or signal.known_at, Looked.NOT_PUBLISHED)
        return
    kind = evidence_kind(row.type, signal.channel, row.note)
    yield from _held(
        claim,
        _Record(
            key=f"evidence:{position}",
            kind=kind,
            stance=stance_of(kind, row.note),
            known_at=row.known_at or signal.known_at,
            note=row.note or row.type.replace("_", " "),
            org=None,
            source=row.source,
            value=signal.claimed_value if _holds_the_number(kind, signal) else None,
        ),
    )
    yield _seen(claim, row, position, row.known_at or signal.known_at, Looked.FOUND)


def _seen(claim: Claim, row: CaseEvidence, position: int, known_at: date, looked: Looked) -> Lookup:
    """A case file lists what an outsider could see: each of its lines says that somebody looked."""
    return Lookup(
        id=content_id("lookup", claim.company_id, claim.id, "case_evidence", position),
        company_id=claim.company_id,
        claim_id=claim.id,
        check=ANY_RECORD,
        looked=looked,
        reason=row.note,
        known_at=known_at,
    )


def stance_of(kind: str, note: str | None) -> Stance:
    """What a record says of the claim; the company's own texts never refute it by their wording alone."""
    if kind in _ALWAYS_AGAINST:
        return Stance.REFUTES
    if record_kinds()[kind].writer is Role.COMPANY:
        return Stance.SUPPORTS
    return Stance.REFUTES if note and _REFUTING.search(note) else Stance.SUPPORTS


def _holds_the_number(kind: str, signal: CaseSignal) -> bool:
    """Whether the record is the very document, or the very test, that the claimed number was read off."""
    if kind == "own_audited_filing":
        return signal.channel == "filing"
    return kind == "independent_test" and signal.family is Family.BENCHMARK


def evidence_kind(word: str, channel: str, note: str | None = None) -> str:
    """The kind of record that an evidence word of a case stands for: the first row of the table that fits.

    ``data/reference/case_evidence.csv`` is the table. A word that it does not list is read by its parts; a note never
    lifts a record to a better kind.
    """
    for row in _evidence_table().get(word, ()):
        if row.channel in ("", channel) and (row.note is None or row.note.search(note or "")):
            return row.kind
    return next((kind for cue, kind in _PARTS if cue.search(word.lower())), "company_statement")


@dataclass(frozen=True, slots=True)
class _Row:
    channel: str  #: of the claim; empty fits every one
    note: re.Pattern[str] | None  #: what the note must hold
    kind: str


#: Words that the table does not list, by what they are made of; the first cue wins, the strictest come first.
_PARTS = tuple(
    (re.compile(cue), kind)
    for cue, kind in (
        (r"(counterparty|customer|partner|client).*deni", "counterparty_denial"),
        (r"deni|doubt|dispute", "rival_statement"),
        (r"(counterparty|customer|partner|client|user_side|investor).*(filing|annual_report)", "counterparty_filing"),
        (r"(counterparty|customer|partner|client).*(link|tie|quote|logo)", "company_statement"),
        (r"(counterparty|customer|partner|client).*(case_study|story)", "counterparty_case_study"),
        (r"(counterparty|customer|partner|client).*(talk|engineer|incident)", "counterparty_talk"),
        (r"counterparty|(customer|partner|client)_(statement|post|release|press|announce)", "counterparty_statement"),
        (r"investor", "investor_statement"),
        (r"court|indictment|judg|verdict", "court_record"),
        (r"outlay|spending", "government_outlay"),
        (r"tender|procure|budget|award_notice|contract_award", "government_award"),
        (r"government|agency|public_record|municipal|regulator", "public_record"),
        (r"regist|licen[cs]e|permit|clear(ed|ance)", "registry_record"),
        (r"independent|replicat|benchmark_owner|third_party_test|lab_test", "independent_test"),
        (r"audit", "audit_letter_supplied"),
        (r"leaderboard|rank", "leaderboard_entry"),
        (r"traffic|panel", "traffic_meter"),
        (r"counter|download|stars|views|follower|reviews|install", "platform_counter"),
        (r"physical|site_visit|on_site|seen_", "physical_site"),
        (r"peer|journal_|publication", "publication"),
        (r"employee|staff|whistle", "staff_account"),
        (r"rival|competitor", "rival_statement"),
        (r"short_seller|research|analysis|fact_check", "third_party_report"),
        (r"news|press|journalis|report|article|media", "news_report"),
        (r"filing|prospectus", "company_filing"),
        (r"demo|video|film|photo|stream", "company_demo"),
    )
)


@cache
def _evidence_table() -> dict[str, list[_Row]]:
    table: dict[str, list[_Row]] = defaultdict(list)
    path = FOLDER / "case_evidence.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] not in record_kinds():
                raise ReferenceTableError(f"{path}: {row['kind']!r} is not a kind of record_kinds.csv")
            note = re.compile(row["note"], re.IGNORECASE) if row["note"] else None
            table[row["type"]].append(_Row(row["channel"], note, row["kind"]))
    return table


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
        reason=None if signal.confirmed_annotated else "the case file does not say; read off its evidence rows",
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
    org = _writer_org(kind.writer, claim, record)
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
    for facet in _facets(claim, record, kind):
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


def _facets(claim: Claim, record: _Record, kind: RecordKind) -> list[Facet]:
    if record.facet is not None:
        return [record.facet]
    if record.stance is Stance.REFUTES and claim.value is not None and kind.writer in _COUNTING:
        return [Facet.SCALE]
    return sorted(kind.supports) or [Facet.EXISTENCE]


def _writer_org(writer: Role, claim: Claim, record: _Record) -> str | None:
    """Who wrote a record, from the words of the case: an organisation that they name, else the role's natural one."""
    if writer is Role.COMPANY:
        return claim.subject
    named = [organisation.name for organisation in named_in(record.org or record.note)]
    if writer in OTHER_SIDE:
        parties = named_parties(claim)
        spoke = next((name for name in named if party_key(name) in parties), None)
        return spoke or claim.counterparty_key or record.org
    if named:
        return named[0]
    tested_by = claim.counterparty_key if record.kind == "independent_test" else None
    return record.org or tested_by
