"""What a company can do to its record for nothing or next to nothing; none of it may ever raise its score.

Each move takes a dossier and a whole number that picks among its ways, and gives the dossier that we would hold had
the company done so. What we read once stays read (the store is append-only): deleting reaches pages and claims that no
outsider's record is held against. A company that deletes a claim before anybody read it is out of reach of any reader.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar

from data.as_of import Dossier
from data.ids import content_id, sha256_hex
from data.records import Claim, Document, Evidence
from data.reference import record_kinds
from data.words import ClaimKind, Looked, Role, Stance
from scoring.adversary.planting import OLD_DAYS, YOUNG_DAYS, added, announcement, firm_age, record
from scoring.adversary.shop import WORTHLESS
from scoring.writers import purchasable

Move = Callable[[Dossier, int], Dossier]
Row = TypeVar("Row", Document, Claim, Evidence)

SHELL, SHELF = "fresh-shell.example", "aged-shelf.example"
OWN_CHECKS = frozenset({"own_news", "own_customers", "own_vendors", "own_jobs", "status_page"})

#: Kinds that the company can cause to be written: its own, those for sale, and any that a shell of its own may write.
_OWN_KINDS = tuple(
    kind for kind, row in record_kinds().items() if row.writer is Role.COMPANY and row.channel == "company"
)
_FOR_SALE = tuple(kind for kind, row in record_kinds().items() if purchasable(kind) and row.writer is not Role.COMPANY)
_BY_A_SHELL = tuple(
    kind for kind, row in record_kinds().items() if row.channel in ("counterparty", "third_party", "meter")
)


def buy(dossier: Dossier, n: int) -> Dossier:
    """Something from the shop that is not admissible."""
    return WORTHLESS[n % len(WORTHLESS)].bought(dossier, n)


def announce(dossier: Dossier, n: int) -> Dossier:
    """One more claim on the company's own site, about a party that is known or about nobody."""
    kinds = tuple(ClaimKind)
    party = (None, "microsoft.com", "walmart.com", SHELL)[n % 4]
    return added(dossier, announcement(dossier, kinds[n % len(kinds)], party, f"news/{n}"))


def write(dossier: Dossier, n: int) -> Dossier:
    """A record of the company's own in support of one of its claims."""
    return _hold(dossier, n, _OWN_KINDS, dossier.company.name)


def bribe(dossier: Dossier, n: int) -> Dossier:
    """A record that is for sale, in support of one of the claims."""
    return _hold(dossier, n, _FOR_SALE, f"paid-voice-{n % 5}.example")


def set_up_a_shell(dossier: Dossier, n: int) -> Dossier:
    """A firm founded last month vouches for one of the claims, in whatever kind of record it can write."""
    aged = added(dossier, firm_age(dossier, SHELL, registered_days=YOUNG_DAYS, domain_days=YOUNG_DAYS))
    return _hold(aged, n, _BY_A_SHELL, SHELL)


def buy_a_shelf_firm(dossier: Dossier, n: int) -> Dossier:
    """A firm that is sold with its age and an aged domain does the same."""
    aged = added(dossier, firm_age(dossier, SHELF, registered_days=OLD_DAYS, domain_days=OLD_DAYS))
    return _hold(aged, n, _BY_A_SHELL, SHELF)


def delete(dossier: Dossier, n: int) -> Dossier:
    """The company takes down a page of its own that no outsider's record is held against."""
    outside = {
        row.claim_id for row in dossier.evidence if row.writer is not Role.COMPANY or row.stance is not Stance.SUPPORTS
    }
    kept = {claim.document_id for claim in dossier.claims if claim.id in outside}
    kept |= {row.document_id for row in dossier.evidence if row.stance is not Stance.SUPPORTS}
    kept |= {row.document_id for row in dossier.observations}
    own = [row for row in dossier.documents if row.writer is Role.COMPANY and row.id not in kept]
    if not own:
        return dossier
    gone = own[n % len(own)].id
    claims = [claim for claim in dossier.claims if claim.document_id != gone]
    left = {claim.id for claim in claims}
    return replace(
        dossier,
        documents=[row for row in dossier.documents if row.id != gone],
        claims=claims,
        evidence=[row for row in dossier.evidence if row.document_id != gone and row.claim_id in left],
    )


def backdate(dossier: Dossier, n: int) -> Dossier:
    """The company moves the dates that its pages bear; what others can prove stays where it is."""
    back = timedelta(days=n % 4000)

    def earlier(day: date | None) -> date | None:
        return day - back if day else dossier.as_of - back

    own = {row.id for row in dossier.documents if row.writer is Role.COMPANY}
    return replace(
        dossier,
        documents=[
            _with(row, published_at=earlier(row.published_at)) if row.id in own else row for row in dossier.documents
        ],
        claims=[
            _with(row, claimed_at=earlier(row.claimed_at)) if row.document_id in own else row for row in dossier.claims
        ],
        evidence=[
            _with(row, published_at=earlier(row.published_at)) if row.document_id in own else row
            for row in dossier.evidence
        ],
    )


def block_robots(dossier: Dossier, n: int) -> Dossier:
    """The company's site refuses us: what would be read there is not read."""
    blocked = [
        look.model_copy(update={"looked": Looked.NOT_READ, "reason": "the company's robots.txt", "document_id": None})
        if look.claim_id is None and look.check in OWN_CHECKS and look.looked is not Looked.NOT_APPLICABLE
        else look
        for look in dossier.lookups
    ]
    return replace(dossier, lookups=blocked)


def split(dossier: Dossier, n: int) -> Dossier:
    """A release is published a second time in another wording; every record is held against both copies of a claim."""
    own = [row for row in dossier.documents if row.writer is Role.COMPANY and row.text]
    if not own:
        return dossier
    first = own[n % len(own)]
    sha = sha256_hex(f"{first.sha256} again {n}")
    url = f"https://{dossier.company.domain}/again/{n}"
    again = _with(first, id=content_id("document", url, sha), url=url, final_url=None, sha256=sha)
    rows: list[Document | Claim | Evidence] = [again]
    for claim in dossier.claims:
        if claim.document_id == first.id:
            copy = _with(claim, id=content_id("claim", claim.id, again.id), document_id=again.id)
            rows.append(copy)
            rows += [
                _with(row, id=content_id("evidence", copy.id, row.id), claim_id=copy.id)
                for row in dossier.evidence_for(claim.id)
            ]
    return added(dossier, rows)


def dispute(dossier: Dossier, n: int) -> Dossier:
    """The company replies to a record against it: its statement is held beside the claim, in support."""
    attacked = sorted({row.claim_id for row in dossier.evidence if row.stance is not Stance.SUPPORTS})
    claims = [claim for claim in dossier.claims if claim.id in attacked]
    if not claims:
        return dossier
    return added(
        dossier, record(dossier, claims[n % len(claims)], "company_statement", dossier.company.name, days_ago=n % 9)
    )


#: Every move by name.
MOVES: Mapping[str, Move] = {
    move.__name__: move
    for move in (
        buy,
        announce,
        write,
        bribe,
        set_up_a_shell,
        buy_a_shelf_firm,
        delete,
        backdate,
        block_robots,
        split,
        dispute,
    )
}


def played(dossier: Dossier, moves: Sequence[tuple[str, int]]) -> Dossier:
    """The dossier after a sequence of moves."""
    for name, n in moves:
        dossier = MOVES[name](dossier, n)
    return dossier


def _hold(dossier: Dossier, n: int, kinds: Sequence[str], org: str) -> Dossier:
    if not dossier.claims:
        return dossier
    claim = dossier.claims[n % len(dossier.claims)]
    value = claim.value if n % 2 else None
    rows = record(dossier, claim, kinds[n % len(kinds)], org, value=value, days_ago=n % 400)
    return added(dossier, rows)


def _with(row: Row, **changed: Any) -> Row:
    return row.model_copy(update=changed)
