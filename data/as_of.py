"""Reading the past: everything known about one company as of a date, by ``known_at`` and nothing else.

``published_at`` is a claim of a page and is never read here. Same store, same date: the same dossier, in the same
order.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from sqlmodel import Session, SQLModel, col, select

from data.ids import content_id, sha256_hex
from data.records import Claim, Company, Document, Evidence, Identity, Lookup, Observation

Row = TypeVar("Row", Identity, Document, Observation, Claim, Evidence, Lookup)

DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is known about one company as of ``as_of``. Every sequence is sorted by id."""

    company: Company
    as_of: date
    identities: Sequence[Identity] = ()
    documents: Sequence[Document] = ()
    observations: Sequence[Observation] = ()
    claims: Sequence[Claim] = ()
    evidence: Sequence[Evidence] = ()
    lookups: Sequence[Lookup] = ()
    cited: Sequence[Document] = ()  #: further documents that rows point into: a register, a page known after its facts
    parties: Mapping[str, Sequence[Identity]] = field(default_factory=dict)  #: of counterparties, by their domain
    _by_claim: dict[str, list[Evidence]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _looked: dict[str, list[Lookup]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _documents: dict[str, Document] = field(default_factory=dict, init=False, repr=False, compare=False)
    _digest: list[str] = field(default_factory=list, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_claim: dict[str, list[Evidence]] = defaultdict(list)
        for row in self.evidence:
            by_claim[row.claim_id].append(row)
        looked: dict[str, list[Lookup]] = defaultdict(list)
        for look in self.lookups:
            looked[look.claim_id or ""].append(look)
        self._by_claim.update(by_claim)
        self._looked.update(looked)
        self._documents.update({document.id: document for document in (*self.cited, *self.documents)})

    def evidence_for(self, claim_id: str) -> Sequence[Evidence]:
        """Evidence rows held against one claim."""
        return self._by_claim.get(claim_id, ())

    def lookups_for(self, claim_id: str | None) -> Sequence[Lookup]:
        """Look-ups made for one claim, or with ``None`` those of the fixed list."""
        return self._looked.get(claim_id or "", ())

    def document(self, document_id: str) -> Document:
        """The document of this id; a row that names a document outside the dossier is a fault of the store."""
        return self._documents[document_id]

    @property
    def digest(self) -> str:
        """SHA-256 over the content of every row but fetch times: equal digests mean the same evidence."""
        if not self._digest:
            judged = (self.identities, self.documents, self.observations, self.claims, self.evidence, self.lookups)
            rows = (row for group in (*judged, self.cited, *self.parties.values()) for row in group)
            self._digest.append(sha256_hex("\n".join(map(_content, rows))))
        return self._digest[0]


def dossier(session: Session, company: Company, as_of: date) -> Dossier:
    """Read the dossier of one company as of a date (inclusive)."""

    def read(model: type[Row]) -> list[Row]:
        known = col(model.known_at) <= as_of
        query = select(model).where(col(model.company_id) == company.id, known).order_by(col(model.id))
        return list(session.exec(query))

    documents, observations, claims, evidence = read(Document), read(Observation), read(Claim), read(Evidence)
    further = select(Document).where(col(Document.id).in_(_further(documents, observations, claims, evidence)))
    theirs = select(Identity).where(col(Identity.company_id).in_(_parties(claims)), col(Identity.known_at) <= as_of)
    return Dossier(
        company=company,
        as_of=as_of,
        identities=read(Identity),
        documents=documents,
        observations=observations,
        claims=claims,
        evidence=evidence,
        lookups=read(Lookup),
        cited=list(session.exec(further.order_by(col(Document.id)))),
        parties=_by_party(claims, session.exec(theirs)),
    )


def find_company(session: Session, domain: str) -> Company | None:
    """The company of a registrable domain, or None."""
    return session.exec(select(Company).where(Company.domain == domain.strip().lower())).first()


def in_memory(company: Company, as_of: date, rows: Iterable[SQLModel]) -> Dossier:
    """A dossier of rows that are not stored, filtered and sorted exactly as ``dossier`` does."""

    def pick(model: type[Row]) -> list[Row]:
        kept = [row for row in rows if isinstance(row, model) and row.known_at <= as_of]
        return sorted(kept, key=lambda row: row.id)

    rows = list(rows)
    documents, observations, claims, evidence = pick(Document), pick(Observation), pick(Claim), pick(Evidence)
    further = _further(documents, observations, claims, evidence)
    cited = {row.id: row for row in rows if isinstance(row, Document) and row.id in further}
    identities = pick(Identity)
    return Dossier(
        company=company,
        as_of=as_of,
        identities=[row for row in identities if row.company_id == company.id],
        documents=documents,
        observations=observations,
        claims=claims,
        evidence=evidence,
        lookups=pick(Lookup),
        cited=[cited[key] for key in sorted(cited)],
        parties=_by_party(claims, identities),
    )


def _further(documents: Iterable[Document], *groups: Iterable[Observation | Claim | Evidence]) -> set[str]:
    """Ids of documents that rows point into and that are not among ``documents``."""
    return {row.document_id for rows in groups for row in rows} - {row.id for row in documents}


def _parties(claims: Iterable[Claim]) -> dict[str, str]:
    """Domains of the counterparties that claims name, by the id under which each of them is looked at."""
    keys = {row.counterparty_key for row in claims if row.counterparty_key and "." in row.counterparty_key}
    return {content_id("company", key): key for key in sorted(keys)}


def _by_party(claims: Iterable[Claim], rows: Iterable[Identity]) -> dict[str, list[Identity]]:
    """Identity rows of counterparties by their domain, sorted by domain and id."""
    domains = _parties(claims)
    found: dict[str, list[Identity]] = {domain: [] for domain in sorted(domains.values())}
    for row in sorted(rows, key=lambda row: row.id):
        if row.company_id in domains:
            found[domains[row.company_id]].append(row)
    return {domain: held for domain, held in found.items() if held}


def _content(row: SQLModel) -> str:
    # Keys sorted: a row read from the store holds them in another order than one just made.
    return json.dumps(row.model_dump(mode="json", exclude={"retrieved_at", "archived"}), sort_keys=True)
