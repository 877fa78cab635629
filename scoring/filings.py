"""What a filing's numbered items say of an agreement or of the figures: Form 8-K, items 1.02 and 4.02.

The filer is liable for them and files them where they cannot be edited. Numbers and meanings: SEC, Form 8-K, General
Instructions and items 1.02 (termination of a material definitive agreement) and 4.02 (non-reliance on previously issued
financial statements).
"""

import re
from collections.abc import Iterator

from data.as_of import Dossier
from data.records import Claim, Document, Observation
from data.words import Family, Role, Stance
from scoring.found import Found
from scoring.naming import Named

ITEM = "filing_item"  #: fact: a filing holds the item ``subject``
TERMINATION, NON_RELIANCE = "1.02", "4.02"
_KIND = {Role.COMPANY: "company_filing", Role.USER_SIDE: "counterparty_filing"}
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ITEM_HEADING = re.compile(r"^\s*item\s+(?P<number>\d\.\d\d)\b", re.IGNORECASE | re.MULTILINE)


def filed_items(dossier: Dossier, named: Named) -> Iterator[Found]:
    """Agreements that a filing says are terminated, and figures that it says nobody should rely on."""
    for row in dossier.observations:
        document = dossier.document(row.document_id)
        if row.metric != ITEM or document.writer not in _KIND:
            continue
        for claim in dossier.claims:
            if claim.known_at <= row.known_at and _speaks_of(claim, row, document, named):
                yield _found(claim, row, document)


def _speaks_of(claim: Claim, row: Observation, document: Document, named: Named) -> bool:
    text = item_text(document.text, row.subject or "")
    if row.subject == NON_RELIANCE:
        filed = claim.family is Family.REVENUE and claim.channel == "filing"
        return document.writer is Role.COMPANY and filed and _is_of_a_year_named(claim, text)
    if row.subject != TERMINATION or claim.counterparty is None:
        return False
    if document.writer is Role.COMPANY:
        return re.search(rf"(?<!\w){re.escape(claim.counterparty)}(?!\w)", text) is not None
    return named.key(document.writer_org) == claim.counterparty_key and named.sentence_naming_company(text) is not None


def _is_of_a_year_named(claim: Claim, text: str) -> bool:
    """Whether a text names the year in which a figure was published, or the one before, which it then speaks of."""
    years = {int(year) for year in _YEAR.findall(text)}
    return bool(years & {claim.known_at.year, claim.known_at.year - 1})


def item_text(text: str, number: str) -> str:
    """The text of a filing's item, from its heading to the next one; empty where the filing holds none."""
    headings = [*_ITEM_HEADING.finditer(text)]
    for at, heading in enumerate(headings):
        if heading["number"] == number:
            end = headings[at + 1].start() if at + 1 < len(headings) else len(text)
            return text[heading.end() : end]
    return ""


def _found(claim: Claim, row: Observation, document: Document) -> Found:
    refuted = row.subject == NON_RELIANCE
    return Found(
        document=document,
        kind=_KIND[document.writer],
        stance=Stance.REFUTES if refuted else Stance.ENDS,
        note=f"item {row.subject} of {document.url}: {row.text or 'no heading'}",
        known_at=row.known_at,
        subject_key=row.id,
        party=claim.counterparty_key,
        observation_id=row.id,
        claim_id=claim.id,
    )
