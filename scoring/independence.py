"""Which records are independent of the company's releases: copies of one release count once, as the company.

A text joins the company's origin when at least 60 percent of its claim-sentence shingles stand in a release known no
later, or when it holds no checkable fact that is absent from those releases. Texts are compared with the company's
releases only: a star, never transitive. A counterparty's own text is never merged away.
"""

from collections.abc import Mapping

from data.as_of import Dossier
from data.records import Claim, Document, Evidence
from data.words import Role
from scoring.parties import party_key

COMPANY_ORIGIN = "company"


def origins(claim: Claim, dossier: Dossier) -> Mapping[str, str]:
    """Evidence id -> origin key, for every record held against a claim."""
    releases = company_releases(dossier)
    return {row.id: origin_of(row, dossier, releases) for row in dossier.evidence_for(claim.id)}


def company_releases(dossier: Dossier) -> tuple[Document, ...]:
    """Texts that the company wrote, oldest first."""
    own = [document for document in dossier.documents if document.writer is Role.COMPANY and document.text]
    return tuple(sorted(own, key=lambda document: (document.known_at, document.id)))


def origin_of(row: Evidence, dossier: Dossier, releases: tuple[Document, ...]) -> str:
    """The organisation that a record counts for."""
    if row.writer is Role.COMPANY:
        return COMPANY_ORIGIN
    return party_key(row.writer_org) or f"unnamed {row.writer.value}"
