"""Claims and stored records -> evidence: what each record says is held against the claims that it speaks to.

Nothing is judged here. A record is held where it names both parties of a claim, or measures what a claim counts; what
that is worth, and whether it may count at all, is for ``standing`` and ``writers``.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from data.as_of import Dossier
from data.ids import content_id
from data.organisations import find
from data.records import Claim, Document, Evidence, Observation
from data.reference import record_kinds
from data.words import ClaimKind, Commitment, Facet, Role, Stance
from scoring.parties import own_keys, party_key
from scoring.signals.build import shown

#: Observations on the user's side that show the company in its operations -> kind of record.
USER_SIDE_FACTS = {
    "subprocessor": "subprocessor_entry",
    "job_names_product": "job_ad_naming_product",
    "dns_verification": "dns_txt",
    "dns_spf_include": "dns_txt",
    "dns_cname": "tenant_host_in_use",
    "dependency": "production_dependency",
}
#: Pages whose entry, once there and now gone, says that a relation ended.
LISTS = frozenset({"subprocessor"})

#: What a platform's counter counts -> the kind of claim that it speaks to.
COUNTERS = {
    "github_stars": ClaimKind.STARS,
    "youtube_views": ClaimKind.VIEWS,
    "youtube_subscribers": ClaimKind.FOLLOWERS,
    "followers": ClaimKind.FOLLOWERS,
    "downloads": ClaimKind.DOWNLOADS,
    "app_ratings": ClaimKind.USERS,
}
#: Money of a public buyer -> kind of record.
PUBLIC_MONEY = {"obligated_usd": "government_award", "outlays_usd": "government_outlay"}

#: What a document's claim about the same relation is, by who wrote the document and where it stands.
_TOLD_BY = {
    ("newsroom_feed", Role.USER_SIDE): "counterparty_release",
    ("newsroom_html", Role.USER_SIDE): "counterparty_release",
    ("case_study", Role.USER_SIDE): "counterparty_case_study",
    ("case_study", Role.COMPANY): "company_case_study",
    ("logo_wall", Role.COMPANY): "company_page",
    ("sec_edgar_8k_ex991", Role.COMPANY): "company_filing",
}
_TOLD_BY_ROLE = {
    Role.COMPANY: "company_statement",
    Role.USER_SIDE: "counterparty_statement",
    Role.COUNTERPARTY: "counterparty_statement",
    Role.THIRD_PARTY: "news_report",
    Role.REGULATOR: "public_record",
    Role.METER: "leaderboard_entry",
    Role.AUDITOR: "audit_opinion",
    Role.CROWD: "news_copy",
}
_ENGINEERING = re.compile(r"/(engineering|tech|incident|postmortem|status)[/.-]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """One record about a relation or a measure, before it is held against anything."""

    document: Document
    kind: str
    stance: Stance
    note: str
    known_at: date
    subject_key: str
    value: float | None = None
    unit: str | None = None
    commitment: Commitment | None = None
    observation_id: str | None = None


def evidence_rows(dossier: Dossier) -> Iterator[Evidence]:
    """Evidence for every claim that becomes a signal, from all the dossier holds, by claim and record."""
    by_party, by_kind = _records(dossier)
    for claim in shown(dossier.claims):
        records = by_party.get(claim.counterparty_key or "", []) if claim.counterparty_key else by_kind[claim.kind]
        for record in records:
            # A claim's own page is no record for it, unless somebody else wrote the page.
            if record.document.id != claim.document_id or record.document.writer is not Role.COMPANY:
                yield from _held(claim, record)


def _records(dossier: Dossier) -> tuple[dict[str, list[_Record]], dict[ClaimKind, list[_Record]]]:
    by_party: dict[str, list[_Record]] = defaultdict(list)
    by_kind: dict[ClaimKind, list[_Record]] = defaultdict(list)
    for claim in dossier.claims:
        record = _told(claim, dossier.document(claim.document_id))
        if claim.counterparty_key:
            by_party[claim.counterparty_key].append(record)
        else:
            by_kind[claim.kind].append(record)
    own = own_keys(dossier.company, dossier.identities)
    for party, record in [*_user_side(dossier, own), *_left_lists(dossier, own), *_public_money(dossier, own)]:
        by_party[party].append(record)
    for kind, record in _counted(dossier):
        by_kind[kind].append(record)
    return by_party, by_kind


def _told(claim: Claim, document: Document) -> _Record:
    """What a document's own claim says, as a record for the other claims about the same relation."""
    kind = _TOLD_BY.get((document.source, document.writer)) or _TOLD_BY_ROLE[document.writer]
    stance = Stance.SUPPORTS
    if claim.kind is ClaimKind.DENIAL or claim.commitment is Commitment.DENIED:
        stance, kind = Stance.REFUTES, _denied(document.writer, kind)
    elif claim.kind is ClaimKind.CANCELLATION or claim.commitment is Commitment.ENDED:
        stance, kind = Stance.ENDS, "own_admission" if document.writer is Role.COMPANY else kind
    elif document.writer is Role.USER_SIDE and _ENGINEERING.search(document.url):
        kind = "engineering_post"
    return _Record(
        document=document,
        kind=kind,
        stance=stance,
        note=claim.span,
        known_at=claim.known_at,
        subject_key=claim.id,
        value=claim.value,
        unit=claim.unit,
        commitment=claim.commitment,
    )


def _denied(writer: Role, kind: str) -> str:
    if writer in (Role.USER_SIDE, Role.COUNTERPARTY):
        return "counterparty_denial"
    return "own_admission" if writer is Role.COMPANY else kind


def _user_side(dossier: Dossier, own: frozenset[str]) -> Iterator[tuple[str, _Record]]:
    """The user's side naming the company: in a legal list, a job text, its zone, a manifest."""
    for row in dossier.observations:
        kind = USER_SIDE_FACTS.get(row.metric)
        document = dossier.document(row.document_id)
        party = party_key(document.writer_org)
        if kind is None or document.writer is not Role.USER_SIDE or party is None:
            continue
        if _names_company(row, own):
            yield party, _observed(row, document, kind, f"{document.writer_org} names {row.subject}: {row.metric}")


def _left_lists(dossier: Dossier, own: frozenset[str]) -> Iterator[tuple[str, _Record]]:
    """A list of the user's side that named the company once and names it no longer."""
    pages: dict[tuple[str, str], dict[date, tuple[Document, bool]]] = defaultdict(dict)
    for row in dossier.observations:
        document = dossier.document(row.document_id)
        if row.metric in LISTS and document.writer is Role.USER_SIDE and document.writer_org:
            captures = pages[(document.writer_org, row.metric)]
            held = captures.get(row.known_at, (document, False))[1]
            captures[row.known_at] = (document, held or _names_company(row, own))
    for (writer, metric), captures in pages.items():
        days = sorted(captures)
        newest, listed = captures[days[-1]]
        party = party_key(writer)
        if not listed and any(captures[day][1] for day in days) and party:
            yield (
                party,
                _Record(
                    document=newest,
                    kind=USER_SIDE_FACTS[metric],
                    stance=Stance.ENDS,
                    note=f"the company is no longer on {writer}'s list of {days[-1]}",
                    known_at=days[-1],
                    subject_key=f"left:{metric}",
                ),
            )


def _public_money(dossier: Dossier, own: frozenset[str]) -> Iterator[tuple[str, _Record]]:
    """Money that a public buyer obligated or paid to the company."""
    recipients: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    agencies: dict[tuple[str, str | None], str] = {}
    for row in dossier.observations:
        if row.metric == "award_recipient" and row.text:
            recipients[(row.document_id, row.subject)].add(party_key(row.text) or "")
        elif row.metric == "awarding_agency" and row.text:
            agencies[(row.document_id, row.subject)] = row.text
    for row in dossier.observations:
        place = (row.document_id, row.subject)
        if row.metric in PUBLIC_MONEY and recipients[place] & own and place in agencies:
            party = party_key(agencies[place])
            document = dossier.document(row.document_id)
            if party:
                note = f"{agencies[place]}: {row.metric} {row.value:,.0f}" if row.value is not None else agencies[place]
                yield party, _observed(row, document, PUBLIC_MONEY[row.metric], note)


def _counted(dossier: Dossier) -> Iterator[tuple[ClaimKind, _Record]]:
    """A meter's own count of what a claim counts."""
    for row in dossier.observations:
        kind = COUNTERS.get(row.metric)
        if kind is not None and row.value is not None:
            document = dossier.document(row.document_id)
            note = f"{document.source} counts {row.value:,.0f} {row.metric} for {row.subject}"
            yield kind, _observed(row, document, "platform_counter", note)


def _observed(row: Observation, document: Document, kind: str, note: str) -> _Record:
    return _Record(
        document=document,
        kind=kind,
        stance=Stance.SUPPORTS,
        note=note,
        known_at=row.known_at,
        subject_key=row.id,
        value=row.value,
        unit=row.unit,
        observation_id=row.id,
    )


def _names_company(row: Observation, own: frozenset[str]) -> bool:
    """Whether an observation's subject is the company, by any of its names; a product's name counts as one."""
    return any(party_key(name) in own for name in _names(row))


def _names(row: Observation) -> Sequence[str]:
    # "Lumenwharf, Inc. (Tideline)" names a vendor and its product.
    parts = re.split(r"\s*[()|]\s*", row.subject or "")
    return [part for part in parts if part]


def _held(claim: Claim, record: _Record) -> Iterable[Evidence]:
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
            writer_org=_organisation(document),
            subject_key=record.subject_key,
            value=record.value,
            unit=record.unit,
            commitment=record.commitment,
            note=record.note,
            published_at=document.published_at,
            known_at=record.known_at,
        )


def _organisation(document: Document) -> str | None:
    known = find(document.writer_org)
    return known.domain or known.name if known else document.writer_org
