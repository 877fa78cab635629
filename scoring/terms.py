"""What was claimed for a time that it states itself, and that time is over: an award, a certificate, a pilot.

An award without a stated term does not end, it ages: its kind of record has a half-life.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime

from crawlers.deployment.written_dates import DATE, written_date
from data.as_of import Dossier
from data.records import Claim
from data.words import Commitment, Role, Stance
from scoring.claims.sentences import around
from scoring.found import Found, told
from scoring.naming import Named

_MONTH = r"(?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?) (?P<year>(?:19|20)\d\d)"
#: "valid until 31 March 2025", "certified through June 2025", "which runs to 2025", "expires on 2025-03-31".
_TERM = re.compile(
    r"\b(?:(?:valid|in force|certified|accredited|licen[cs]ed|runs?|lasts?)\b[^.;]{0,30}?\b(?:until|till|through|to)"
    r"|expir(?:es|ed|ing)(?: on| in| at)?)(?: the end of)?\s+"
    rf"(?:(?P<day>{DATE})|{_MONTH}|(?P<only>(?:19|20)\d\d)(?=\s*(?:[.,;)]|\Z)))",
    re.IGNORECASE,
)
_NOT_OVER = frozenset({Commitment.LIVE, Commitment.ANNOUNCED})


def run_out(dossier: Dossier, named: Named) -> Iterator[Found]:
    """Claims whose own sentence says until when they hold, a day that is past; one renewed later has not ended."""
    for claim in dossier.claims:
        page = dossier.document(claim.document_id)
        until = term(around(page.text, claim.start, claim.end) or claim.span)
        if until is None or until >= dossier.as_of or _said_again(claim, until, dossier):
            continue
        yield Found(
            document=page,
            kind="company_page" if page.writer is Role.COMPANY else told(claim, page).kind,
            stance=Stance.ENDS,
            note=f"{page.url} says that it holds until {until}",
            known_at=max(until, claim.known_at),
            subject_key=f"term:{claim.id}",
            party=claim.counterparty_key,
            claim_id=claim.id,
        )


def term(sentence: str) -> date | None:
    """The last day for which a sentence says that something holds; ``None`` where it says none."""
    found = _TERM.search(sentence)
    if found is None:
        return None
    if found["day"]:
        return written_date(found["day"])
    if found["only"]:
        return date(int(found["only"]), 12, 31)
    month = datetime.strptime(found["month"][:3], "%b").month
    return date(int(found["year"]), month, monthrange(int(found["year"]), month)[1])


def _said_again(claim: Claim, until: date, dossier: Dossier) -> bool:
    """Whether the same thing was claimed anew after the term."""
    return any(
        other.kind is claim.kind
        and other.counterparty_key == claim.counterparty_key
        and other.commitment in _NOT_OVER
        and other.known_at > until
        for other in dossier.claims
        if other.id != claim.id
    )
