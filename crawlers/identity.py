"""Identity: how a domain maps to legal name, registers, accounts and boards. It is what gets disputed first.

Candidates come from records, each with provenance and confidence; nothing is made up from a name. Where several
candidates stand for one field, or where only a trade name speaks for a register number, the field is ``ambiguous``: a
person is asked, and no source uses it. A person's override wins and is kept.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from crawlers.listing import entries
from crawlers.spider import Target
from data.ids import content_id
from data.organisations import find, find_in, normalised, registrable
from data.records import Claim, Company, Document, Identity, Observation
from data.store import Store
from data.words import Role

#: Confidence by where a candidate was read, and why.
STATED = 0.9  #: structured data of the company's own page: deliberate, and about itself
LINKED = 0.7  #: a link on it: deliberate, though a page also links what it only likes
REGISTER = 0.95  #: a register's own list, matched by the legal name that the company states
TRADE_NAME = 0.4  #: the same, matched by a name that others may bear too: never used without a person's word

#: Fields of which a company has one; several candidates for one of these are ambiguous.
_SINGLE = ("legal_name", "cik", "lei", "github_org", "handle:", "board:")
#: RFC 2606: names that are nobody's.
_RESERVED = re.compile(r"([a-z0-9-]+\.(?:example|test))(?:[/:]|$)")
_FROM_SITE = {
    "identity_legal_name": ("legal_name", STATED),
    "identity_name": ("alias", STATED),
    "identity_alias": ("alias", STATED),
    "identity_lei": ("lei", STATED),
    "identity_github_org": ("github_org", LINKED),
    "identity_handle": ("handle", LINKED),
    "identity_board": ("board", LINKED),
    "identity_package": ("package", LINKED),
}


class UnknownField(ValueError):
    """No identity field bears this name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One reading of one field, with where it was read."""

    field: str
    value: str
    provenance: str
    confidence: float
    known_at: date


def company_of(domain: str, name: str | None = None) -> Company:
    """The company of a domain or address. Raises ``ValueError`` where it holds no registrable domain."""
    found = domain_of(domain)
    if found is None:
        raise ValueError(f"{domain!r} is not a domain; a company is looked up by the domain of its own site")
    known = find(found)
    label = found.partition(".")[0]
    return Company(
        id=content_id("company", found), domain=found, name=name or (known.name if known else label.capitalize())
    )


def domain_of(address: str) -> str | None:
    """The registrable domain of an address or host; RFC 2606's reserved names count, for tests."""
    found = registrable(address)
    if found is None and (match := _RESERVED.search(address.lower())):
        return match[1]
    return found


def site_candidates(document: Document, observations: Iterable[Observation]) -> Iterator[Candidate]:
    """What the company's own page says and links (source ``company_site``)."""
    for row in observations:
        if row.metric not in _FROM_SITE or not row.text:
            continue
        field, confidence = _FROM_SITE[row.metric]
        yield Candidate(
            field=f"{field}:{row.subject}" if row.subject else field,
            value=row.text,
            provenance=document.id,
            confidence=confidence,
            known_at=row.known_at,
        )


def register_candidates(names: Sequence[str], legal: Sequence[str], document: Document) -> Iterator[Candidate]:
    """Filers of SEC's list that bear one of the names (source ``sec_edgar_company_list``), read off its text.

    Whoever asked first, the text lists them all. A match on a legal name that the company states of itself is sure; a
    match on another name is a question.
    """
    sure, unsure = {normalised(name) for name in legal}, {normalised(name) for name in names}
    for name, cik in entries(document.text):
        if name in sure or name in unsure:
            yield Candidate(
                field="cik",
                value=cik,
                provenance=document.id,
                confidence=REGISTER if name in sure else TRADE_NAME,
                known_at=document.known_at,
            )


def resolve(company: Company, candidates: Iterable[Candidate]) -> list[Identity]:
    """Identity rows of a company: the best reading of each value, ambiguous where they compete or are unsure."""
    best: dict[tuple[str, str], Candidate] = {}
    values: dict[str, set[str]] = defaultdict(set)
    for candidate in candidates:
        key = (candidate.field, candidate.value)
        if key not in best or candidate.confidence > best[key].confidence:
            best[key] = candidate
        values[candidate.field].add(_compared(candidate.field, candidate.value))
    return [
        Identity(
            id=content_id("identity", company.id, field, value),
            company_id=company.id,
            field=field,
            value=value,
            provenance=candidate.provenance,
            confidence=candidate.confidence,
            ambiguous=candidate.confidence < 0.5 or (field.startswith(_SINGLE) and len(values[field]) > 1),
            known_at=candidate.known_at,
        )
        for (field, value), candidate in sorted(best.items())
    ]


def resolve_stored(store: Store, company: Company) -> list[Identity]:
    """Resolve a company from the documents of the identity sources in the store, and keep the rows."""
    with store.session() as session:
        candidates = list(_site(session, company))
        legal = [c.value for c in candidates if c.field == "legal_name"]
        names = [company.name, *(c.value for c in candidates if c.field == "alias")]
        candidates.extend(_register(session, names, legal))
        for row in resolve(company, candidates):
            before = session.get(Identity, row.id)
            if before is None or before.override_by is None:  # a person's word is never overwritten
                session.merge(row)
        session.flush()
        return list(session.exec(select(Identity).where(Identity.company_id == company.id).order_by(Identity.field)))


def override(store: Store, company: Company, field: str, value: str, person: str, today: date) -> Identity:
    """Keep a person's decision on one field. It wins over every reading and is never overwritten by one."""
    name = field.partition(":")[0]
    if name not in {"legal_name", "alias", "cik", "lei", "github_org", "handle", "board", "package", "product"}:
        raise UnknownField(f"{field!r} is not a field of an identity")
    if name == "cik":
        value = value.zfill(10)
    row = Identity(
        id=content_id("identity", company.id, field, value),
        company_id=company.id,
        field=field,
        value=value,
        provenance="override",
        confidence=1.0,
        override_by=person,
        known_at=today,
    )
    with store.session() as session:
        session.merge(company)
        session.flush()
        session.merge(row)
    return row


def target_of(company: Company, identities: Iterable[Identity]) -> Target:
    """Whom a look is about: overrides first, then unambiguous readings; an ambiguous field stays unknown."""
    chosen: dict[str, str] = {}
    aliases: list[str] = []
    products: list[str] = []
    for row in sorted(identities, key=lambda row: (row.override_by is None, -row.confidence, row.id)):
        if row.ambiguous and row.override_by is None:
            continue
        if row.field in ("alias", "legal_name"):
            aliases.append(row.value)
        if row.field == "product":
            products.append(row.value)
        chosen.setdefault(row.field, row.value)
    return Target(
        company_id=company.id,
        domain=company.domain,
        name=company.name,
        aliases=tuple(dict.fromkeys(alias for alias in aliases if alias != company.name)),
        cik=chosen.get("cik"),
        lei=chosen.get("lei"),
        github_org=chosen.get("github_org"),
        handles=_under("handle:", chosen) | ({"github": chosen["github_org"]} if "github_org" in chosen else {}),
        boards=_under("board:", chosen),
        packages=_under("package:", chosen),
        product_names=tuple(dict.fromkeys(products)),
    )


def questions(identities: Iterable[Identity]) -> dict[str, list[Identity]]:
    """Ambiguous fields with their candidates, for a person to decide; decided fields are left out."""
    rows = list(identities)
    decided = {row.field for row in rows if row.override_by}
    asked: dict[str, list[Identity]] = defaultdict(list)
    for row in rows:
        if row.ambiguous and row.field not in decided:
            asked[row.field].append(row)
    return dict(asked)


def counterparty_of(target: Target, claim: Claim) -> Company | None:
    """The company to ask about a claim; ``None`` where its domain is not known for certain.

    Its domain is the claim's own key where that is one, else that of exactly this name in the table of organisations;
    a name that is also a word needs evidence in the claim's words. Where the company itself is the user, its own
    channels were read in wave 1 and nobody else is asked.
    """
    if claim.user_side is Role.COMPANY or not claim.counterparty:
        return None
    known = find_in(claim.counterparty, claim.span)
    domain = domain_of(claim.counterparty_key or "") or (known.domain if known else None)
    return None if domain is None or domain == target.domain else company_of(domain, claim.counterparty)


def party_of(session: Session, target: Target, claim: Claim) -> Target | None:
    """The target of wave 2 for one claim: the user's side; ``None`` as ``counterparty_of`` says."""
    party = counterparty_of(target, claim)
    if party is None:
        return None
    rows = session.exec(select(Identity).where(Identity.company_id == party.id))
    asked = target_of(party, rows)
    return Target(
        company_id=target.company_id,
        domain=target.domain,
        name=target.name,
        aliases=target.aliases,
        packages=target.packages,
        product_names=target.product_names,
        cik=asked.cik,
        lei=asked.lei,
        github_org=asked.github_org,
        handles=asked.handles,
        boards=asked.boards,
        counterparty_domain=party.domain,
        counterparty_name=claim.counterparty,
    )


def _site(session: Session, company: Company) -> Iterator[Candidate]:
    for document in _newest(session, "company_site", company.id):
        rows = session.exec(select(Observation).where(Observation.document_id == document.id))
        yield from site_candidates(document, rows)


def _register(session: Session, names: Sequence[str], legal: Sequence[str]) -> Iterator[Candidate]:
    for document in _newest(session, "sec_edgar_company_list", None):
        yield from register_candidates(names, legal, document)


def _newest(session: Session, source: str, company_id: str | None) -> Sequence[Document]:
    query = select(Document).where(Document.source == source)
    if company_id is not None:
        query = query.where(Document.company_id == company_id)
    return session.exec(query.order_by(col(Document.retrieved_at).desc()).limit(1)).all()


def _under(prefix: str, chosen: dict[str, str]) -> dict[str, str]:
    return {field.removeprefix(prefix): value for field, value in chosen.items() if field.startswith(prefix)}


def _compared(field: str, value: str) -> str:
    return normalised(value) if field == "legal_name" else value.lower()
