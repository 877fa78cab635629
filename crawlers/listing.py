"""Registers that list everybody: identity reads their text, and a company's dossier holds only its own entries.

One document lists thousands of companies, and the store keeps it once, as nobody's. Its text holds every entry, for
whoever asks next; of its observations each company that asks is given its own, so that the others do not weigh in its
dossier.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from sqlmodel import Session, col, select

from crawlers.spider import ParsedDocument
from data.organisations import normalised
from data.records import Company, Identity

_TICKER = re.compile(r"\s*\([^()]*\)$")
_ENTRY = re.compile(r"^(?P<subject>.+): CIK (?P<cik>\d{10})(?:;.*)?$", re.MULTILINE)


def entry_text(subject: str, text: str) -> str:
    """One entry as a line of the document's text: ``NAME (TICKER): CIK 0000000001; exchange``."""
    return f"{subject}: {text}"


def entries(text: str) -> Iterator[tuple[str, str]]:
    """Normalised name and CIK of every entry that such a text lists."""
    for match in _ENTRY.finditer(text):
        yield bearer(match["subject"]), match["cik"]


def bearer(subject: str) -> str:
    """The name that an entry's subject bears, as names are compared: without its ticker."""
    return normalised(_TICKER.sub("", subject))


def names_of(session: Session, company_id: str) -> frozenset[str]:
    """Names of a company as they are compared: its own, and what is stored of its legal names and aliases."""
    company = session.get(Company, company_id)
    known = select(Identity.value).where(
        Identity.company_id == company_id, col(Identity.field).in_(("alias", "legal_name"))
    )
    return frozenset(map(normalised, (*session.exec(known), *([company.name] if company else []))))


def own_entries(parsed: ParsedDocument, names: Collection[str]) -> ParsedDocument:
    """The document with the facts that are about it as a whole, or about a bearer of one of the names."""
    own = (fact for fact in parsed.facts if fact.subject is None or bearer(fact.subject) in names)
    return replace(parsed, facts=tuple(own))
