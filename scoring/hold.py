"""Claims and found records -> evidence: what each record says is held against the claims that it speaks to.

Nothing is judged here. A record is held where it names both parties of a claim, or measures what a claim counts; what
that is worth, and whether it may count at all, is for ``standing`` and ``writers``.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from data.as_of import Dossier
from data.ids import content_id
from data.records import Claim, Evidence
from data.reference import record_kinds
from data.words import OTHER_SIDE, ClaimKind, Facet, Role, Stance
from scoring.accounts import Accounts, account_of
from scoring.endings import changed_pages, left_lists, left_walls
from scoring.filings import filed_items
from scoring.found import Found, counted, job_texts, told, user_side
from scoring.hosts import host_of
from scoring.naming import Named
from scoring.public_money import public_money
from scoring.signals.build import shown
from scoring.terms import run_out

#: Whatever speaks of a relation, each read off a dossier once.
READERS = (user_side, job_texts, left_lists, left_walls, changed_pages, run_out, filed_items, public_money)

#: Whoever may write under a name of its choice; a platform's own counters are the platform's.
_WRITERS_OF_ACCOUNTS = OTHER_SIDE | {Role.THIRD_PARTY}


class FoundRecords:
    """Every record of a dossier, by the claim or the party that it is about and by what it counts."""

    def __init__(self, dossier: Dossier) -> None:
        self.by_claim: dict[str, list[Found]] = defaultdict(list)
        self.by_party: dict[str, list[Found]] = defaultdict(list)
        self.by_kind: dict[ClaimKind, list[Found]] = defaultdict(list)
        self.named = Named(dossier)
        self.accounts = Accounts(dossier)
        for claim in dossier.claims:
            record = told(claim, dossier.document(claim.document_id))
            if record.party:
                self.by_party[record.party].append(record)
            else:
                self.by_kind[claim.kind].append(record)
        for reader in READERS:
            for record in reader(dossier, self.named):
                if record.claim_id is not None:
                    self.by_claim[record.claim_id].append(record)
                else:
                    self.by_party[record.party or ""].append(record)
        for kind, record in counted(dossier, self.accounts):
            self.by_kind[kind].append(record)

    def about(self, claim: Claim) -> list[Found]:
        """Records that speak of a claim: of it alone, of its relation where it names a party, else of what it counts.

        Silence ends nothing while the user's side still speaks.
        """
        key = claim.counterparty_key
        others = self.by_party.get(key, ()) if key else self.by_kind.get(claim.kind, ())
        found = [*self.by_claim.get(claim.id, ()), *others]
        spoken = max((record.known_at for record in found if _speaks(record)), default=date.min)
        return [record for record in found if not record.silent or record.known_at > spoken]


def _speaks(record: Found) -> bool:
    """Whether a record is the user's side showing the relation, by more than what a trial leaves behind."""
    supports = record.stance is Stance.SUPPORTS and record.document.writer is Role.USER_SIDE
    return supports and not record_kinds()[record.kind].trial_compatible


def evidence_rows(dossier: Dossier) -> Iterator[Evidence]:
    """Evidence for every claim that becomes a signal, from all the dossier holds, by claim and record."""
    records = FoundRecords(dossier)
    for claim in shown(dossier.claims):
        for record in records.about(claim):
            # A claim's own page is no record for it, unless somebody else wrote the page or it states the claim's end.
            own_page = record.document.id == claim.document_id and record.document.writer is Role.COMPANY
            if not own_page or record.claim_id == claim.id:
                yield from _held(claim, record, records)


def _held(claim: Claim, record: Found, records: FoundRecords) -> Iterator[Evidence]:
    kind, document = record_kinds()[record.kind], record.document
    for facet in sorted(kind.supports) or [Facet.EXISTENCE]:
        yield Evidence(
            id=content_id("evidence", claim.id, document.id, record.kind, facet, record.stance, record.subject_key),
            company_id=claim.company_id,
            claim_id=claim.id,
            document_id=document.id,
            observation_id=record.observation_id,
            stance=record.stance,
            facet=facet,
            kind=record.kind,
            writer=document.writer,
            host=document.host,
            liable=document.liable,
            writer_org=_organisation(record, records),
            subject_key=record.subject_key,
            value=record.value,
            unit=record.unit,
            commitment=record.commitment,
            note=record.note,
            published_at=document.published_at,
            known_at=record.known_at,
        )


def _organisation(record: Found, records: FoundRecords) -> str | None:
    """The writing organisation by its domain, where the table or the company's own links know it.

    Behind an account on an open platform stands its owner, and where that is unknown nobody but the account.
    """
    document = record.document
    account = account_of(document.final_url or document.url) if document.writer in _WRITERS_OF_ACCOUNTS else None
    if account is not None and host_of(document) != record.party:
        owner = records.accounts.owner(account)
        return owner.party if owner is not None else str(account)
    key = records.named.key(document.writer_org, document.text)
    return key if key and "." in key else document.writer_org
