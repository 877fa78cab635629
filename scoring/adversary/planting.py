"""Records as an attacker would have them read: a claim on the company's site, a record against it, a firm's age."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from sqlmodel import SQLModel

from data.as_of import Dossier
from data.ids import content_id, sha256_hex
from data.records import Claim, Company, Document, Evidence, Observation
from data.reference import family_of, record_kinds
from data.words import AssertedBy, ClaimKind, Commitment, Facet, KnownBy, Role, Stance
from scoring.pasts import DOMAIN_SEEN, REGISTERED

OLD_DAYS = 5 * 365  #: age of a firm that is bought or hired for its age
YOUNG_DAYS = 30
Row = TypeVar("Row", Document, Observation, Claim, Evidence)

_DOMAIN_METRIC, _NAMED_METRIC = min(DOMAIN_SEEN), "award_recipient"


def added(dossier: Dossier, rows: Iterable[SQLModel]) -> Dossier:
    """The dossier with more rows, each in its place."""
    new = list(rows)
    return replace(
        dossier,
        documents=_merged(dossier.documents, Document, new),
        observations=_merged(dossier.observations, Observation, new),
        claims=_merged(dossier.claims, Claim, new),
        evidence=_merged(dossier.evidence, Evidence, new),
    )


def _merged(held: Sequence[Row], model: type[Row], new: Iterable[SQLModel]) -> list[Row]:
    by_id = {row.id: row for row in held} | {row.id: row for row in new if isinstance(row, model)}
    return [by_id[key] for key in sorted(by_id)]


def page(company: Company, url: str, writer: Role, host: Role, org: str | None, day: date, text: str = "") -> Document:
    """A page that we fetched ourselves on a day."""
    sha = sha256_hex(f"{url}\n{text}")
    return Document(
        id=content_id("document", url, sha),
        company_id=company.id,
        source="adversary",
        url=url,
        sha256=sha,
        text=text,
        writer=writer,
        host=host,
        writer_org=org,
        known_at=day,
        known_by=KnownBy.OWN_FETCH,
    )


def announcement(dossier: Dossier, kind: ClaimKind, party: str | None, key: str) -> tuple[Document, Claim]:
    """The company's own release with one claim in it. It costs nothing, and it is what records are held against."""
    company, day = dossier.company, dossier.as_of
    text = f"{party or key} uses {company.name} in daily work."
    document = page(company, f"https://{company.domain}/{key}", Role.COMPANY, Role.COMPANY, company.name, day, text)
    claim = Claim(
        id=content_id("claim", company.id, document.sha256, kind, party, None),
        company_id=company.id,
        document_id=document.id,
        family=family_of("claim_kind")[kind],
        kind=kind,
        commitment=Commitment.LIVE,
        asserted_by=AssertedBy.SUBJECT,
        subject=company.name,
        counterparty=party,
        counterparty_key=party,
        user_side=Role.COUNTERPARTY,
        span=text,
        start=0,
        end=len(text),
        claimed_at=day,
        known_at=day,
    )
    return document, claim


def record(
    dossier: Dossier,
    claim: Claim,
    kind: str,
    org: str | None,
    *,
    stance: Stance = Stance.SUPPORTS,
    url: str | None = None,
    related: str | None = None,
    value: float | None = None,
    days_ago: int = 0,
) -> list[SQLModel]:
    """One record held against a claim, with its document: a row for each facet that its kind speaks for."""
    row, day = record_kinds()[kind], max(dossier.as_of - timedelta(days=days_ago), claim.known_at)
    host = Role(row.channel)
    address = url or f"https://{org or 'anybody.example'}/{kind}/{claim.id}/{days_ago}"
    document = page(dossier.company, address, row.writer, host, org, day, f"{kind} {stance}")
    return [document] + [
        Evidence(
            id=content_id("evidence", claim.id, document.id, kind, facet, stance, ""),
            company_id=claim.company_id,
            claim_id=claim.id,
            document_id=document.id,
            stance=stance,
            facet=facet,
            kind=kind,
            writer=row.writer,
            host=host,
            writer_org=org,
            related=related,
            value=value,
            unit=claim.unit if value is not None else None,
            known_at=day,
        )
        for facet in sorted(row.supports) or [Facet.EXISTENCE]
    ]


def firm_age(
    dossier: Dossier, org: str, *, registered_days: int, domain_days: int, named_days: int | None = None
) -> list[SQLModel]:
    """What others' records say of a firm: since when it is there, since when its domain is in use, who named it when.

    ``named_days`` is how long a public body's award to it is on record; ``None`` where nobody ever named it.
    """
    document = page(
        dossier.company, f"https://register.example/{org}", Role.REGULATOR, Role.REGULATOR, None, dossier.as_of
    )
    first = {REGISTERED: registered_days, _DOMAIN_METRIC: domain_days}
    if named_days is not None:
        first[_NAMED_METRIC] = named_days
    return [document] + [
        Observation(
            id=content_id("observation", document.id, metric, org, dossier.as_of - timedelta(days=ago), None),
            company_id=dossier.company.id,
            document_id=document.id,
            metric=metric,
            subject=org,
            text=org,
            observed_at=dossier.as_of - timedelta(days=ago),
            known_at=dossier.as_of - timedelta(days=ago) if metric == _NAMED_METRIC else dossier.as_of,
        )
        for metric, ago in first.items()
    ]
