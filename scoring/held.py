"""One evidence row as the rules read it: its fields read off the stored row once, with what its writer weighs.

A stored row answers every attribute through the mapper, which costs as much as a rule; a standing reads each a dozen
times.
"""

from dataclasses import dataclass
from datetime import date

from data.records import Evidence
from data.reference import RecordKind, record_kinds
from data.words import Commitment, Facet, Role, Stance
from scoring.parties import Tie, party_key


@dataclass(frozen=True, slots=True)
class Record:
    """The fields of one evidence row."""

    id: str
    claim_id: str
    document_id: str
    kind: RecordKind
    stance: Stance
    facet: Facet
    writer: Role
    host: Role
    org: str | None  #: the writing organisation as the row names it
    party: str | None  #: the same as a key
    related: str | None
    value: float | None
    unit: str | None
    commitment: Commitment | None
    note: str
    known_at: date


@dataclass(frozen=True, slots=True)
class Weight:
    """What a writer weighs: q of 1, 0.5 or 0, why, and whether the record is void (as if the company wrote it).

    ``answerable``: somebody answers for it if it is false. Writers of whom that is not so share one purse in the score.
    """

    q: float
    reason: str
    void: bool = False
    answerable: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A record with what was found out about its writer, in one dossier."""

    record: Record
    weight: Weight
    admissible: bool
    tie: Tie | None  #: why the writer is not independent of the company


def read(row: Evidence) -> Record:
    """Read an evidence row once."""
    org = row.writer_org
    return Record(
        id=row.id,
        claim_id=row.claim_id,
        document_id=row.document_id,
        kind=record_kinds()[row.kind],
        stance=row.stance,
        facet=row.facet,
        writer=row.writer,
        host=row.host,
        org=org,
        party=party_key(org),
        related=row.related,
        value=row.value,
        unit=row.unit,
        commitment=row.commitment,
        note=row.note or "",
        known_at=row.known_at,
    )
