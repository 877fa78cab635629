"""Stored documents and observations -> what each of them says about a relation, or about something that is counted.

Nothing is judged: a record is what it is called in ``data/reference/record_kinds.csv``, by who wrote it and where it
stands. What says that a relation is over stands in ``scoring.endings``, what a public buyer paid in
``scoring.public_money``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from data.as_of import Dossier
from data.records import Claim, Document, Observation
from data.words import OTHER_SIDE, ClaimKind, Commitment, Role, Stance
from scoring.accounts import Accounts, account_of
from scoring.naming import Named

#: Observations on the user's side that show the company in its operations -> kind of record.
USER_SIDE_FACTS = {
    "subprocessor": "subprocessor_entry",
    "dns_verification": "dns_txt",
    "dns_spf_include": "dns_txt",
    "dns_cname": "tenant_host_in_use",
    "dependency": "production_dependency",
}
#: Facts that name the other side in their text; in all others it is the subject.
NAMED_IN_TEXT = frozenset({"dns_cname"})
JOB = "job"  #: fact: the posting that its document holds

#: What a platform's counter counts -> the kind of claim that it speaks to. Counts over a window (downloads of a week)
#: are of another period than what is claimed, and are left to the detectors.
COUNTERS = {
    "github_stars": ClaimKind.STARS,
    "youtube_views": ClaimKind.VIEWS,
    "youtube_subscribers": ClaimKind.FOLLOWERS,
    "x_followers": ClaimKind.FOLLOWERS,
    "bluesky_followers": ClaimKind.FOLLOWERS,
    "mastodon_followers": ClaimKind.FOLLOWERS,
    "huggingface_downloads_all_time": ClaimKind.DOWNLOADS,
    "dockerhub_pulls": ClaimKind.DOWNLOADS,
    "app_rating_count": ClaimKind.USERS,
}
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
class Found:
    """One record about a relation or a measure. ``party`` is the key of the other side; ``None`` for a measure.

    ``claim_id`` is given where the record speaks of one claim alone. ``silent`` is an end that nobody stated.
    """

    document: Document
    kind: str
    stance: Stance
    note: str
    known_at: date
    subject_key: str
    party: str | None = None
    value: float | None = None
    unit: str | None = None
    commitment: Commitment | None = None
    observation_id: str | None = None
    claim_id: str | None = None
    silent: bool = False


def told(claim: Claim, document: Document) -> Found:
    """What a document's own claim says, as a record for the other claims about the same relation."""
    kind = _TOLD_BY.get((document.source, document.writer)) or _TOLD_BY_ROLE[document.writer]
    stance = Stance.SUPPORTS
    if claim.kind is ClaimKind.DENIAL or claim.commitment is Commitment.DENIED:
        stance, kind = Stance.REFUTES, _denied(document.writer, kind)
    elif claim.kind is ClaimKind.CANCELLATION or claim.commitment is Commitment.ENDED:
        stance, kind = Stance.ENDS, "own_admission" if document.writer is Role.COMPANY else kind
    elif document.writer is Role.USER_SIDE and _ENGINEERING.search(document.url):
        kind = "engineering_post"
    return Found(
        document=document,
        kind=kind,
        stance=stance,
        note=claim.span,
        known_at=claim.known_at,
        subject_key=claim.id,
        party=claim.counterparty_key,
        value=claim.value,
        unit=claim.unit,
        commitment=claim.commitment,
    )


def _denied(writer: Role, kind: str) -> str:
    if writer in OTHER_SIDE:
        return "counterparty_denial"
    return "own_admission" if writer is Role.COMPANY else kind


def user_side(dossier: Dossier, named: Named) -> Iterator[Found]:
    """The user's side naming the company: in a legal list, its zone, a manifest."""
    for row in dossier.observations:
        kind = USER_SIDE_FACTS.get(row.metric)
        document = dossier.document(row.document_id)
        party = named.key(document.writer_org)
        if kind is None or document.writer is not Role.USER_SIDE or party is None:
            continue
        name = row.text if row.metric in NAMED_IN_TEXT else row.subject
        if named.is_company(name):
            yield observed(row, document, kind, f"{document.writer_org} names {name}: {row.metric}", party)


def job_texts(dossier: Dossier, named: Named) -> Iterator[Found]:
    """The user's side hiring people who work with what the company makes."""
    for row in dossier.observations:
        document = dossier.document(row.document_id)
        if row.metric != JOB or document.writer is not Role.USER_SIDE:
            continue
        party, sentence = named.key(document.writer_org), named.sentence_naming_company(document.text)
        if party and sentence:
            yield observed(row, document, "job_ad_naming_product", f"{row.subject}: {sentence}"[:300], party)


def counted(dossier: Dossier, accounts: Accounts) -> Iterator[tuple[ClaimKind, Found]]:
    """A meter's own count of what a claim counts: of several things that it counts, the one that it counts most of.

    What it counts on another party's account says nothing about the company.
    """
    most: dict[tuple[str, date], Observation] = {}
    for row in dossier.observations:
        if row.metric in COUNTERS and row.value is not None and not _of_others(row, dossier, accounts):
            place = row.metric, row.known_at
            most[place] = max(most.get(place, row), row, key=lambda seen: (seen.value or 0.0, seen.id))
    for row in most.values():
        document = dossier.document(row.document_id)
        note = f"{document.source} counts {row.value:,.0f} {row.metric} for {row.subject}"
        yield COUNTERS[row.metric], observed(row, document, "platform_counter", note)


def _of_others(row: Observation, dossier: Dossier, accounts: Accounts) -> bool:
    account = account_of(dossier.document(row.document_id).url)
    owner = accounts.owner(account) if account is not None else None
    return owner is not None and owner.party != dossier.company.domain


def observed(row: Observation, document: Document, kind: str, note: str, party: str | None = None) -> Found:
    """An observation as a record that supports."""
    return Found(
        document=document,
        kind=kind,
        stance=Stance.SUPPORTS,
        note=note,
        known_at=row.known_at,
        subject_key=row.id,
        party=party,
        value=row.value,
        unit=row.unit,
        observation_id=row.id,
    )
