"""Small dossiers for tests: one company, one claim, and records held against it, each in one readable call."""

from datetime import date, timedelta
from pathlib import Path

from sqlmodel import SQLModel

from data.as_of import Dossier, in_memory
from data.case_files import FOLDER, CaseFile, CaseSignal, read_case
from data.ids import content_id, sha256_hex
from data.records import Claim, Company, Document, Evidence, Lookup, Observation
from data.reference import record_kinds
from data.words import (
    AssertedBy,
    ClaimKind,
    Commitment,
    Facet,
    Family,
    KnownBy,
    Looked,
    Role,
    Stance,
)
from scoring.cases import case_rows, company_of
from scoring.standing import Standing, stand

DAY = date(2024, 6, 1)
LATE = date(2026, 11, 1)
COMPANY = Company(id="co_test", domain="lumenwharf.com", name="Lumenwharf", origin="demonstration")
RELEASE = (
    "Lumenwharf today announced that Klarna has deployed its dispatch assistant across 42 depots in nine states. "
    "The assistant now plans 18,500 routes a day and has cut empty miles by 12 percent since March. "
    '"Planners trust the system because it explains every change," said Mara Voss, chief executive of Lumenwharf. '
    "The three-year agreement, valued at $14 million, includes training for 600 planners in Ohio."
)


def release(text: str = RELEASE, known_at: date = DAY) -> Document:
    return document("release", Role.COMPANY, text=text, known_at=known_at)


def document(
    key: str,
    writer: Role,
    host: Role | None = None,
    text: str = "",
    known_at: date = DAY,
    url: str | None = None,
    org: str | None = None,
    source: str = "",
) -> Document:
    address = url or f"https://{writer}.example/{key}"
    sha = sha256_hex(f"{key}{text}")
    return Document(
        id=content_id("document", address, sha),
        company_id=COMPANY.id,
        source=source or key,
        url=address,
        sha256=sha,
        text=text,
        writer=writer,
        host=host or writer,
        writer_org=org,
        known_at=known_at,
        known_by=KnownBy.OWN_FETCH,
    )


def claim(
    of: Document | None = None,
    kind: ClaimKind = ClaimKind.CUSTOMER,
    family: Family = Family.CUSTOMERS,
    counterparty: str | None = "Klarna",
    value: float | None = None,
    unit: str | None = None,
    commitment: Commitment = Commitment.ANNOUNCED,
    specifics: tuple[str, ...] = (),
    span: str = "Klarna has deployed its dispatch assistant across 42 depots.",
    user_side: Role | None = None,
) -> Claim:
    of = of or release()
    return Claim(
        id=content_id("claim", COMPANY.id, of.sha256, kind, counterparty, value),
        company_id=COMPANY.id,
        document_id=of.id,
        family=family,
        kind=kind,
        commitment=commitment,
        asserted_by=AssertedBy.SUBJECT,
        subject=COMPANY.name,
        counterparty=counterparty,
        counterparty_key=counterparty.lower() if counterparty else None,
        user_side=user_side,
        span=span,
        start=0,
        end=len(span),
        value=value,
        unit=unit,
        specifics=list(specifics),
        claimed_at=of.known_at,
        known_at=of.known_at,
    )


def records(
    about: Claim,
    kind: str,
    *,
    key: str = "",
    org: str | None = "klarna",
    stance: Stance = Stance.SUPPORTS,
    facets: tuple[Facet, ...] | None = None,
    host: Role | None = None,
    writer: Role | None = None,
    days: int = 10,
    value: float | None = None,
    text: str = "",
    url: str | None = None,
    note: str | None = None,
    related: str | None = None,
    commitment: Commitment | None = None,
    source: str = "",
) -> list[SQLModel]:
    """The document of one record and its evidence rows, one a facet that the kind speaks for."""
    row = record_kinds()[kind]
    writer = writer or row.writer
    host = host or Role(row.channel)
    known_at = about.known_at + timedelta(days=days)
    org = None if writer in (Role.REGULATOR, Role.THIRD_PARTY, Role.AUDITOR) and org == "klarna" else org
    org = COMPANY.name if writer is Role.COMPANY else org
    of = document(f"{kind}{key}{days}{org}", writer, host, text, known_at, url, org, source or kind)
    speaks = facets or tuple(sorted(row.supports)) or (Facet.EXISTENCE,)
    return [of] + [
        Evidence(
            id=content_id("evidence", about.id, of.id, kind, facet, stance, key),
            company_id=COMPANY.id,
            claim_id=about.id,
            document_id=of.id,
            stance=stance,
            facet=facet,
            kind=kind,
            writer=writer,
            host=host,
            writer_org=org,
            related=related,
            subject_key=key,
            value=value,
            unit=about.unit,
            commitment=commitment,
            note=note,
            known_at=known_at,
        )
        for facet in speaks
    ]


def looked(about: Claim, check: str, word: Looked = Looked.NOT_PUBLISHED) -> Lookup:
    return Lookup(
        id=content_id("lookup", COMPANY.id, about.id, check),
        company_id=COMPANY.id,
        claim_id=about.id,
        check=check,
        looked=word,
        known_at=about.known_at,
    )


def observation(
    metric: str, subject: str, value: float | None = None, text: str | None = None, day: date = DAY
) -> Observation:
    return Observation(
        id=content_id("observation", metric, subject, value, text, day),
        company_id=COMPANY.id,
        document_id=release().id,
        metric=metric,
        subject=subject,
        value=value,
        text=text,
        observed_at=day,
        known_at=day,
    )


def fact(
    of: Document,
    metric: str,
    subject: str | None,
    value: float | None = None,
    text: str | None = None,
    day: date | None = None,
) -> Observation:
    """What a document says, as an observation known when the document is."""
    return Observation(
        id=content_id("observation", of.id, metric, subject, text, value),
        company_id=COMPANY.id,
        document_id=of.id,
        metric=metric,
        subject=subject,
        value=value,
        text=text,
        observed_at=day,
        known_at=of.known_at,
    )


def named(
    party: str,
    day: date = date(2016, 1, 1),
    writer: Role = Role.REGULATOR,
    org: str | None = None,
    url: str | None = None,
) -> list[SQLModel]:
    """A document of a day that names a party: by default an award of a public body."""
    page = document(f"naming {party}", writer, known_at=day, org=org, url=url)
    return [page, fact(page, "award_recipient", "award", text=party, day=day)]


def dossier(about: Claim, *rows: SQLModel | list[SQLModel], as_of: date = LATE, of: Document | None = None) -> Dossier:
    flat = [row for group in rows for row in (group if isinstance(group, list) else [group])]
    return in_memory(COMPANY, as_of, [of or release(), about, *flat])


def standing(about: Claim, *rows: SQLModel | list[SQLModel]) -> Standing:
    return stand(about, dossier(about, *rows))


def case_standing(signal_id: str, as_of: date | None = None) -> Standing:
    """A case's signal as of its own date, or as of another."""
    case, signal = _case(signal_id)
    held = in_memory(company_of(case), as_of or signal.known_at, list(case_rows([case])))
    return stand(case_claim(held, signal_id), held)


def case_claim(held: Dossier, signal_id: str) -> Claim:
    return next(row for row in held.claims if held.document(row.document_id).url == f"case:{signal_id}")


def _case(signal_id: str) -> tuple[CaseFile, CaseSignal]:
    for path in sorted(Path(FOLDER).glob("*.yaml")):
        if signal_id.startswith(path.stem):
            case = read_case(path)
            for signal in case.signals:
                if signal.id == signal_id:
                    return case, signal
    raise LookupError(signal_id)
