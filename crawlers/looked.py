"""What looking gave: one ``Lookup`` row for each check of a plan, whether it was answered, refused or never asked.

A check may be asked at several addresses. The best answer stands: found, then ``no`` (the record says no), then
``not_published`` (nothing there), and ``not_read`` only where no request of it was answered.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from crawlers.plan import FixedLookup, fixed_lookups, stored_rows
from data.ids import content_id
from data.records import Document, Lookup
from data.words import Looked

_ORDER = (Looked.FOUND, Looked.NO, Looked.NOT_PUBLISHED, Looked.NOT_READ)
#: ``read/found do_... sentence``: how the pipeline writes what became of a row.
_DETAIL = re.compile(r"(?P<event>\w+)/(?P<looked>\w+)(?: (?P<document>do_[0-9a-f]+))?(?: (?P<sentence>.*))?", re.DOTALL)

#: Why no request could be made: the account or board that the look-up needs is not known.
_NAMED_NONE = "the company's own page, which was read, names none"
_UNKNOWN = "the company's own page could not be read, so it is not known whether it names any"


Key = tuple[str, str | None, str]  #: company, claim, check


@dataclass(frozen=True, slots=True)
class Look:
    """What one row of the plan gave."""

    looked: Looked
    reason: str | None
    document_id: str | None


def lookup_rows(session: Session, job_id: str, today: date) -> Iterator[Lookup]:
    """Rows for every check of a finished job, and for each fixed look-up that no request could be made for."""
    best: dict[Key, Look] = {}
    companies: set[str] = set()
    waiting: set[Key] = set()
    for row, state, detail in stored_rows(session, job_id):
        if row.request.wave == 1:
            companies.add(row.company_id)
        for claim_id in (row.claims or (None,)) if row.request.check else ():
            key = (row.company_id, claim_id, str(row.request.check))
            look = _look(detail)
            if key not in best or _ORDER.index(look.looked) < _ORDER.index(best[key].looked):
                best[key] = look
            if state == "queued":
                waiting.add(key)  # asked another day: until then nothing is known, not even that it was not read
    for key, look in best.items():
        if key not in waiting:
            yield _lookup(*key, look.looked, look.reason, look.document_id, today)
    for company_id in sorted(companies):
        page = _own_page(session, company_id)
        for lookup in _unasked(company_id, best, fixed_lookups()):
            looked, reason = (Looked.NOT_PUBLISHED, _NAMED_NONE) if page else (Looked.NOT_READ, _UNKNOWN)
            yield _lookup(company_id, None, lookup.check, looked, reason, page, today)


def _unasked(company_id: str, asked: Iterable[Key], fixed: Iterable[FixedLookup]) -> Iterator[FixedLookup]:
    answered = {check for company, claim, check in asked if company == company_id and claim is None}
    return (lookup for lookup in fixed if lookup.check not in answered)


def _own_page(session: Session, company_id: str) -> str | None:
    """The id of the company's own page, where identity read it."""
    query = select(Document.id).where(Document.source == "company_site", Document.company_id == company_id)
    return session.exec(query.order_by(col(Document.retrieved_at).desc())).first()


def better(new: Lookup, old: Lookup) -> bool:
    """Whether a look-up says more than an earlier one of the same day."""
    return _ORDER.index(new.looked) < _ORDER.index(old.looked)


def _look(detail: str | None) -> Look:
    match = _DETAIL.fullmatch(detail or "")
    if match is None:
        return Look(Looked.NOT_READ, detail, None)
    return Look(Looked(match["looked"]), match["sentence"] or None, match["document"])


def _lookup(
    company_id: str,
    claim_id: str | None,
    check: str,
    looked: Looked,
    reason: str | None,
    document_id: str | None,
    today: date,
) -> Lookup:
    return Lookup(
        id=content_id("lookup", company_id, claim_id, check, today),
        company_id=company_id,
        claim_id=claim_id,
        check=check,
        looked=looked,
        reason=reason[:500] if reason else None,
        document_id=document_id,
        known_at=today,
    )
