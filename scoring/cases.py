"""Case file -> records: each case becomes a company, documents, claims, evidence and look-ups as known at their dates.

What an outsider could see at the time is held against the claim at the claim's date; the outcome arrives as a later
record with its own date, so that reading the store as of the claim's date never shows it. ``with_outcomes=False``
leaves it out altogether.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from sqlmodel import SQLModel

from data.as_of import Dossier, in_memory
from data.case_files import CASE_FILE, CaseFile, CaseSignal
from data.ids import content_id, sha256_hex
from data.organisations import find, is_word
from data.records import Claim, Company, Document, Evidence, Identity
from data.words import (
    AssertedBy,
    ClaimKind,
    Commitment,
    Family,
    KnownBy,
    Role,
)
from scoring.case_derivation import filled, individually_named
from scoring.case_evidence import asked, evidence_rows, outcome_rows

#: The claim kind that stands for a whole family where a case gives no finer one.
FAMILY_KIND = {
    Family.BENCHMARK: ClaimKind.BENCHMARK,
    Family.USAGE: ClaimKind.USERS,
    Family.CUSTOMERS: ClaimKind.CUSTOMER,
    Family.FUNDING: ClaimKind.FUNDING,
    Family.REVENUE: ClaimKind.REVENUE,
    Family.VIRALITY: ClaimKind.VIEWS,
    Family.DEMO: ClaimKind.DEMO,
    Family.PARTNERSHIP: ClaimKind.INTEGRATION,
    Family.DEPLOYMENT: ClaimKind.DEPLOYMENT,
    Family.EQUITY: ClaimKind.EQUITY_SWAP,
    Family.SAVINGS: ClaimKind.SAVINGS,
    Family.HEADCOUNT: ClaimKind.HEADCOUNT,
    Family.RECOGNITION: ClaimKind.AWARD,
}

#: Who wrote what came through a channel, where the file does not say who asserted it.
CHANNEL_HOST = {
    "filing": Role.REGULATOR,
    "news": Role.THIRD_PARTY,
    "interview": Role.THIRD_PARTY,
    "leaderboard": Role.METER,
    "social_post": Role.CROWD,
}

_PLANNED = re.compile(
    r"\b(will|plan(s|ned|ning)?|target(s|ed)?|goal|intends?|on course|on track|expected|guidance|due|scheduled)\b",
    re.IGNORECASE,
)
_COUNTERPARTY_SPLIT = re.compile(r"\s*(?:[,;]|\band\b|&)\s*")


def case_rows(cases: Iterable[CaseFile], with_outcomes: bool = True) -> Iterator[SQLModel]:
    """Rows of every case, streaming, in an order their foreign keys allow."""
    for case in cases:
        yield from _company_rows(case)
        for signal in case.signals:
            yield from signal_rows(case, signal, with_outcomes)


def case_dossier(case: CaseFile) -> Dossier:
    """A case as each of its claims stood on its own date: what the ranker is trained on, and ``unfakeable rank`` reads.

    No outcome, and no record later than the claim it is held against. Every signal is kept, however early another is.
    """
    rows = list(case_rows([case], with_outcomes=False))
    claimed = {row.id: row.known_at for row in rows if isinstance(row, Claim)}
    kept = [row for row in rows if not isinstance(row, Evidence) or row.known_at <= claimed[row.claim_id]]
    last = max(claimed.values(), default=date.min)
    return in_memory(company_of(case), last, kept)


def company_of(case: CaseFile) -> Company:
    """The company row of a case."""
    return Company(
        id=content_id("company", case.domain),
        domain=case.domain,
        name=case.name,
        country=case.country,
        sector=case.sector,
        founded=case.founded,
        origin=CASE_FILE,
    )


def _company_rows(case: CaseFile) -> Iterator[SQLModel]:
    company = company_of(case)
    yield company
    first = min(signal.known_at for signal in case.signals) if case.signals else None
    for word, value in [("legal_name", case.name), *(("alias", alias) for alias in case.aliases)]:
        if first is not None:
            yield Identity(
                id=content_id("identity", company.id, word, value),
                company_id=company.id,
                field=word,
                value=value,
                provenance=f"case file {case.slug}",
                confidence=1.0,
                known_at=first,
            )


def signal_rows(case: CaseFile, signal: CaseSignal, with_outcomes: bool) -> Iterator[SQLModel]:
    """Rows of one signal: the document that bears the claim, the claim, its evidence, what was looked for.

    A field that the file leaves out is derived first (``scoring.case_derivation``).
    """
    signal = filled(signal)
    company_id = content_id("company", case.domain)
    document = _claim_document(company_id, signal)
    claim = _claim(company_id, case, signal, document)
    yield document
    yield claim
    for position, row in enumerate(signal.evidence):
        yield from evidence_rows(claim, signal, row, position)
    if signal.counterparty is not None:
        yield asked(claim, signal)
    if with_outcomes and signal.outcome is not None:
        yield from outcome_rows(claim, signal, signal.outcome)


def _claim_document(company_id: str, signal: CaseSignal) -> Document:
    sha = sha256_hex(f"{signal.id}\n{signal.claim}")
    url = f"case:{signal.id}"
    return Document(
        id=content_id("document", url, sha),
        company_id=company_id,
        source=f"case_{signal.channel}",
        url=url,
        sha256=sha,
        title=signal.channel.replace("_", " "),
        text=signal.claim,
        writer=_claim_writer(signal),
        host=CHANNEL_HOST.get(signal.channel, Role.COMPANY),
        liable=Role.COMPANY if signal.channel == "filing" else None,
        published_at=signal.known_at,
        known_at=signal.known_at,
        known_by=KnownBy.CASE_FILE,
    )


def _claim_writer(signal: CaseSignal) -> Role:
    if signal.asserted_by is AssertedBy.THIRD_PARTY:
        return Role.THIRD_PARTY
    if signal.asserted_by is AssertedBy.REGULATOR:
        return Role.REGULATOR
    if signal.asserted_by is AssertedBy.COUNTERPARTY:
        return Role.COUNTERPARTY
    return Role.COMPANY


def _claim(company_id: str, case: CaseFile, signal: CaseSignal, document: Document) -> Claim:
    kind = FAMILY_KIND[signal.family]
    key = counterparty_key(signal.counterparty) if individually_named(signal.counterparty) else None
    return Claim(
        id=content_id("claim", company_id, document.sha256, kind, key, signal.claimed_value),
        company_id=company_id,
        document_id=document.id,
        family=signal.family,
        kind=kind,
        commitment=commitment_of(signal.claim),
        asserted_by=signal.asserted_by or AssertedBy.SUBJECT,
        subject=case.name,
        counterparty=signal.counterparty,
        counterparty_key=key,
        span=signal.claim,
        start=0,
        end=len(signal.claim),
        value=signal.claimed_value,
        unit=signal.unit,
        specifics=list(signal.specifics or ()),
        channel=signal.channel,
        claimed_at=signal.known_at,
        known_at=signal.known_at,
    )


def counterparty_key(counterparty: str | None) -> str | None:
    """A stable key for a counterparty as a case words it: its first organisation, normalised.

    Whoever wrote a case knew which firm a name that is also a word stands for, so it is the table's.
    """
    if not counterparty:
        return None
    first = _COUNTERPARTY_SPLIT.split(counterparty)[0]
    known = find(first) if is_word(first) else None
    if known is not None and known.domain:
        return known.domain
    return re.sub(r"[^a-z0-9]+", " ", first.lower()).strip() or None


def commitment_of(text: str) -> Commitment:
    """How far a case's claim commits itself, by its words alone: a plan or target is not an announcement."""
    return Commitment.PLANNED if _PLANNED.search(text) else Commitment.ANNOUNCED
